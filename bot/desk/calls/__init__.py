"""The calls of a day: the card that one rings by, another time, another officer."""
