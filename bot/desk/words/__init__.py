"""What is stored as codes, in the Swedish of the desk."""
