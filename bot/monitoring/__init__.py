"""How the house is: its health and its figures, for those who run it."""
