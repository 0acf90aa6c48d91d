"""What the doctor finds."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Health(StrEnum):
    """How well one thing is. Only what is wrong keeps the house from its work."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, how it is, and how to mend it where it is not well. Holds no secret."""

    what: str
    health: Health
    said: str
    mend: str = ""


def clocks(what: str, apart: timedelta) -> Finding:
    """Our clock beside another's; an HTTP answer tells whole seconds, and is some on its way."""
    seconds = abs(round(apart.total_seconds()))
    if seconds <= 5:
        return Finding(what, Health.OK, f"{seconds} s from ours")
    health = Health.WARNING if seconds <= 60 else Health.WRONG
    mend = "Set this machine's clock by NTP: timedatectl set-ntp true"
    return Finding(what, health, f"{seconds} s from ours", mend)
