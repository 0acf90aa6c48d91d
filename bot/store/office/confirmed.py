"""Which choices have been confirmed, when and by whom; of each case the one that holds."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, select

from bot.store.office.acts import read
from bot.store.office.choosing import Whose
from bot.store.statement import Held, Statement
from bot.store.tables import AUDIT, CASE
from care.times import SWEDEN

_CONFIRMED = Statement(
    select(AUDIT.c.case_id, AUDIT.c.at, AUDIT.c.by, AUDIT.c.detail, CASE.c.start_day)
    .join(CASE, CASE.c.id == AUDIT.c.case_id)
    .where(
        AUDIT.c.municipality == bindparam("municipality"),
        CASE.c.municipality == bindparam("municipality"),
        AUDIT.c.what == "case.confirm",
        CASE.c.provider.is_not(None),
        AUDIT.c.at < bindparam("closes"),
    )
    .order_by(AUDIT.c.id)
)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A choice that was confirmed and still holds. Service, area and provider are keys."""

    case: int
    at: datetime
    by: str
    service: str
    area: str
    provider: str
    whose: Whose
    start_day: date | None


def between(held: Held, municipality: str, first: date, last: date) -> list[Confirmed]:
    """Those that were confirmed from one day to another, both included; the oldest first.

    One that was undone and confirmed again counts as it was confirmed last.
    """
    opens = datetime.combine(first, time(0), SWEDEN)
    closes = datetime.combine(last + timedelta(days=1), time(0), SWEDEN)
    found: dict[int, Confirmed] = {}
    for case, at, by, detail, start_day in held.all(
        _CONFIRMED, municipality=municipality, closes=closes
    ):
        codes = read(detail)
        found[case] = Confirmed(
            case, at, by, codes.get("service", ""), codes.get("area", ""),
            codes.get("provider", ""), Whose(codes["whose"]), start_day,
        )  # fmt: skip
    return [one for one in found.values() if one.at >= opens]
