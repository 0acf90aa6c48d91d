"""The guide, run for one who rings, and the list to post."""

from bot.desk.visit import Way

WAYS: tuple[Way, ...] = ()
