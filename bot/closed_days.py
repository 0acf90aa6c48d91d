"""The days on which no officer works."""

from datetime import date
from functools import cache


class ClosedDays:
    """Sweden's public holidays, and the eves that are holidays in all but name.

    Without the latter Christmas Eve is a working day.
    """

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _of(day.year)


@cache
def _of(year: int) -> frozenset[date]:
    import holidays  # loaded when a time is first asked for

    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto")))
