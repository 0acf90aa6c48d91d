"""Days and times as the desk writes them, and as officers type them. The clock is Sweden's."""

import re
from datetime import date, datetime, time

from babel.dates import format_date

from care.times import SWEDEN

_CLOCK = re.compile(r"(\d{1,2})(?:[.: ]?(\d{2}))?")


def day(when: date) -> str:
    """`tisdag 12 januari`."""
    return format_date(when, "EEEE d MMMM", locale="sv")


def full_day(when: date) -> str:
    """`tisdag 12 januari 2027`."""
    return format_date(when, "EEEE d MMMM y", locale="sv")


def clock(when: time | datetime) -> str:
    """`09.30`; of a moment the time in Sweden."""
    wall = when.astimezone(SWEDEN) if isinstance(when, datetime) else when
    return f"{wall:%H.%M}"


def moment(at: datetime) -> str:
    """`tisdag 12 januari klockan 09.30`."""
    return f"{day(at.astimezone(SWEDEN).date())} klockan {clock(at)}"


def full_moment(at: datetime) -> str:
    """`tisdag 12 januari 2027 klockan 09.30`."""
    return f"{full_day(at.astimezone(SWEDEN).date())} klockan {clock(at)}"


def read_clock(typed: str) -> time | None:
    """A time as somebody writes it: `8`, `8.30`, `08:30`, `0830`; None where it is none."""
    found = _CLOCK.fullmatch(typed.strip())
    if found is None or not typed.isascii():
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_day(typed: str) -> date | None:
    """A day as a browser or somebody writes it: `2027-01-12`; None where it is none."""
    try:
        found = date.fromisoformat(typed.strip())
    except ValueError:
        return None
    return found if 2000 < found.year < 3000 else None
