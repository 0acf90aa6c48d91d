"""When officers can ring, as they set it themselves."""
