"""The calendar file of a booked call, for every door.

It can lie open on a shared screen or in an employer's calendar, so it says when and no more.
"""

from datetime import UTC, datetime, timedelta

from dialogs.replies import File

ALARM = timedelta(hours=-1)


def calendar_file(file: File, summary: str, now: datetime) -> bytes:
    """RFC 5545 bytes: the same `UID` when a call is moved, a cancelled one takes itself away."""
    from icalendar import Alarm, Calendar, Event  # 0.2 s: most conversations need no calendar

    start = file.start.astimezone(UTC)
    call = Event()
    call.add("uid", file.uid)
    call.add("sequence", file.sequence)
    call.add("dtstamp", now.astimezone(UTC))
    call.add("dtstart", start)
    call.add("dtend", start + timedelta(minutes=file.minutes))
    call.add("summary", summary)
    call.add("class", "PRIVATE")
    call.add("status", "CANCELLED" if file.cancelled else "CONFIRMED")
    if not file.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", ALARM)
        call.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//kundval//kundval//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if file.cancelled else "PUBLISH")
    calendar.add_component(call)
    return bytes(calendar.to_ical())
