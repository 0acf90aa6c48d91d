"""All that a sentence about time means: every quarter of two weeks is offered."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from care.times import SWEDEN
from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import Understood

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=SWEDEN)  # a Tuesday
MONDAY = datetime(2026, 11, 23, tzinfo=SWEDEN)
QUARTERS = [MONDAY + timedelta(minutes=15 * n) for n in range(14 * 24 * 4)]


def times(bank: Bank, said: Understood) -> str:
    """The first day and the hour, and all that fits: "2026-11-26 10:00; 26-27/11 10.00-11.45".

    "no time" where none was spoken of; nothing after the semicolon where none of these fits.
    """
    day, hour = answers.day_and_hour(said, NOW, bank)
    found = answers.when(said, QUARTERS, NOW, bank)
    if not answers.speaks_of_time(said, NOW, bank):
        assert (day, hour, found) == (None, None, ())
        return "no time"
    return f"{day or '-'} {f'{hour:%H:%M}' if hour else '-'}; {days(found)}".strip()


def days(found: Iterable[datetime]) -> str:
    """Days in a row with the same hours as one; whole days without hours."""
    rows: list[tuple[str, str, str]] = []
    last = ""
    for day, of_day in groupby(found, key=lambda t: t.date()):
        spans, name = _spans(of_day), f"{day:%-d/%-m}"
        if rows and rows[-1][2] == spans and last == f"{day - timedelta(days=1)}":
            rows[-1] = rows[-1][0], name, spans
        else:
            rows.append((name, name, spans))
        last = f"{day}"
    return ", ".join(
        f"{first}{'' if first == last else f'-{last}'} {spans}".strip()
        for first, last, spans in rows
    )


def _spans(of_day: Iterable[datetime]) -> str:
    rows: list[list[int]] = []
    for minute in (t.hour * 60 + t.minute for t in of_day):
        if rows and rows[-1][-1] == minute - 15:
            rows[-1].append(minute)
        else:
            rows.append([minute])
    if rows and len(rows[0]) == 24 * 4:
        return ""
    return " ".join("-".join(map(_clock, sorted({row[0], row[-1]}))) for row in rows)


def _clock(minute: int) -> str:
    return f"{minute // 60}.{minute % 60:02}"
