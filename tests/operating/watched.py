"""When it is in these tests, and what a machine shows that may read the figures."""

from datetime import datetime

from care.times import SWEDEN

TOKEN = "a-token-that-nobody-guesses"
NOW = datetime(2027, 1, 12, 8, 30, tzinfo=SWEDEN)
