"""The calendar file: the time and no more, and the same call when it moves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Component

from bot.rendering.calendar import calendar_file
from care.times import SWEDEN
from dialogs.messages import t
from dialogs.replies import File

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
CALL = File(
    "samtal.ics",
    t("Ditt samtal är bokat."),
    t("Samtal"),
    datetime(2027, 3, 29, 9, tzinfo=SWEDEN),
    30,
    "4711@kundval",
)


def read(file: File, summary: str = "Samtal") -> tuple[Component, Component]:
    calendar = Calendar.from_ical(calendar_file(file, summary, NOW))
    return calendar, calendar.walk("VEVENT")[0]


def test_the_call_is_in_the_calendar_with_an_alarm_an_hour_before() -> None:
    calendar, call = read(CALL)

    assert calendar["METHOD"] == "PUBLISH"
    assert call["STATUS"] == "CONFIRMED"
    assert call["DTSTART"].dt == CALL.start
    assert call["DTEND"].dt == CALL.start + timedelta(minutes=30)
    assert [alarm["TRIGGER"].dt for alarm in call.walk("VALARM")] == [timedelta(hours=-1)]


def test_the_wall_clock_survives_the_night_when_summer_time_begins() -> None:
    start = read(CALL)[1]["DTSTART"].dt.astimezone(SWEDEN)

    assert (start.hour, start.utcoffset()) == (9, timedelta(hours=2))


def test_a_moved_call_replaces_the_one_before() -> None:
    moved = replace(CALL, sequence=1)

    before, after = read(CALL)[1], read(moved)[1]

    assert before["UID"] == after["UID"] == "4711@kundval"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_a_cancelled_call_takes_itself_away_and_rings_no_alarm() -> None:
    gone = replace(CALL, cancelled=True)

    calendar, call = read(gone)

    assert calendar["METHOD"] == "CANCEL"
    assert call["STATUS"] == "CANCELLED"
    assert call.walk("VALARM") == []


def test_nothing_but_the_summary_is_told() -> None:
    _, call = read(CALL, "مكالمة, \u2068Exempelby kommun\u2069; 1\n2")

    assert str(call["SUMMARY"]) == "مكالمة, \u2068Exempelby kommun\u2069; 1\n2"
    assert not {"DESCRIPTION", "LOCATION", "ATTENDEE", "CATEGORIES"} & set(call)
