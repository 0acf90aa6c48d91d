"""The days on which no officer works."""

from collections.abc import Mapping
from datetime import date
from functools import cache


class ClosedDays:
    """Sweden's public holidays, and the eves that are holidays in all but name.

    Without the latter Christmas Eve is a working day.
    """

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _of(day.year)


def name(day: date) -> str:
    """What such a day is called, in Swedish; empty on one when officers work."""
    return _of(day.year).get(day, "")


@cache
def _of(year: int) -> Mapping[date, str]:
    import holidays  # loaded when a time is first asked for

    return dict(
        holidays.country_holidays(
            "SE", years=year, categories=("public", "de_facto"), language="sv"
        )
    )
