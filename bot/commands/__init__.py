"""What stands behind `kundval`: each module is one command, or what several share."""
