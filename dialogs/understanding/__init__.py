"""What people write, read without guessing: see `read` for the order."""
