"""Opening a case for one who rings."""

from bot.desk.visit import Way

WAYS: tuple[Way, ...] = ()
