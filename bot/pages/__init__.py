"""What the pages of the desk and of the keeper have in common."""
