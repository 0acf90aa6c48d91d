"""The audit as it is read: sentences made from codes, the newest first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from bot.desk.visit import Visit, Way
from bot.desk.words.audited import said, told
from bot.store.office import accounts, audit
from bot.store.office.accounts import Office
from bot.store.office.audit import LAST, Entry
from care.times import SWEDEN

A_PAGE = 50
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: when, by whom, what in Swedish, about which case, and what else is known."""

    at: str
    by: str
    what: str
    case: int | None
    more: str


def log(at: Visit) -> Response:
    """A page of it; that it was read is noted too."""
    by, typed = at.query.get("by", ""), at.query.get("case", "").strip()
    case, before = _number(typed), _number(at.query.get("before", "")) or LAST
    with at.store.writing() as held:
        names = audit.everyone(held, at.here.key)
        by = by if by in names else ""
        owners = {str(one.id): one.name for one in accounts.of(held, at.here.key)}
        found = audit.page(held, at.here.key, before, A_PAGE + 1, by=by, case=case)
        at.note(held, "audit.read", case=case)
    more = found[A_PAGE - 1].id if len(found) > A_PAGE else None
    return at.page(
        "audit.html",
        "Logg",
        lines=[_line(entry, owners) for entry in found[:A_PAGE]],
        names=names,
        by=by,
        case=typed,
        strange=bool(typed) and case is None,
        more=more,
        first=before == LAST,
    )


def _number(typed: str) -> int | None:
    return int(typed) if _NUMBER.fullmatch(typed.strip()) else None


def _line(entry: Entry, owners: Mapping[str, str]) -> Line:
    at = entry.at.astimezone(SWEDEN)
    what, more = said(entry.what), told(entry.detail, owners)
    return Line(f"{at:%Y-%m-%d %H.%M}", entry.by, what, entry.case, more)


WAYS = (Way("/audit", log, "audit", roles=(Office.ADMINISTRATOR,)),)
