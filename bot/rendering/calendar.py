"""Calls as calendar files: for residents by every door, and for officers.

They can lie open on a shared screen or in an employer's calendar, so they say when and no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dialogs.replies import File

if TYPE_CHECKING:
    from icalendar import Event

ALARM = timedelta(hours=-1)
OFFICERS = "Samtal"
"""All that an officer's calendar says of a call."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call in a calendar; `uid` stays when it is moved, and `sequence` grows."""

    uid: str
    start: datetime
    minutes: int
    sequence: int = 0
    cancelled: bool = False


def calendar_file(file: File, summary: str, now: datetime) -> bytes:
    """RFC 5545 bytes: the same `UID` when a call is moved, a cancelled one takes itself away."""
    from icalendar import Alarm  # 0.2 s: most conversations need no calendar

    one = Call(file.uid, file.start, file.minutes, file.sequence, file.cancelled)
    call = _event(one, summary, now)
    if not file.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", ALARM)
        call.add_component(alarm)
    return _calendar([call], "CANCEL" if file.cancelled else "PUBLISH")


def officers_file(one: Call, now: datetime) -> bytes:
    """The same call for the officer who rings, without an alarm."""
    return _calendar([_event(one, OFFICERS, now)], "CANCEL" if one.cancelled else "PUBLISH")


def feed(calls: Iterable[Call], now: datetime) -> bytes:
    """All calls of an officer, for a program that asks again and again.

    Cancelled ones stand there as such, for programs that only take in and never take away.
    """
    return _calendar([_event(one, OFFICERS, now) for one in calls], "PUBLISH")


def _event(one: Call, summary: str, now: datetime) -> "Event":
    from icalendar import Event

    start = one.start.astimezone(UTC)
    call = Event()
    call.add("uid", one.uid)
    call.add("sequence", one.sequence)
    call.add("dtstamp", now.astimezone(UTC))
    call.add("dtstart", start)
    call.add("dtend", start + timedelta(minutes=one.minutes))
    call.add("summary", summary)
    call.add("class", "PRIVATE")
    call.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    if one.cancelled:
        call.add("transp", "TRANSPARENT")
    return call


def _calendar(calls: Iterable["Event"], method: str) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//kundval//kundval//SV")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for call in calls:
        calendar.add_component(call)
    return bytes(calendar.to_ical())
