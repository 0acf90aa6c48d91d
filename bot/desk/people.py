"""Who takes part in a case, and by what right."""

from bot.desk.visit import Way

WAYS: tuple[Way, ...] = ()
