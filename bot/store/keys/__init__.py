"""What is encrypted, and the keys: made, changed, and the one by which a value is known again."""
