"""The chat as an officer takes part in it: for one who rings, or in place of the machine."""
