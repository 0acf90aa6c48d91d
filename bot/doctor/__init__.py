"""`kundval doctor`: what is well, what is not, and how to mend it. It looks and changes nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.doctor import database, machine, outside
from bot.doctor.finding import Finding, Health
from bot.settings import Settings

__all__ = ["Finding", "Health", "examined"]


def examined(settings: Settings, now: Callable[[], datetime]) -> Iterator[Finding]:
    """One finding after the other; each as soon as it is known, for some wait for others."""
    yield Finding("settings", Health.OK, "can be used")
    yield from machine.findings(settings)
    yield from database.findings(settings, now)
    yield from outside.findings(settings, now)
