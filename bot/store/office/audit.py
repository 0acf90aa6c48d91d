"""The audit (*logg*): every change and every reading of a case, by whom and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.office.accounts import Account
from bot.store.statement import Held, Statement
from bot.store.tables import AUDIT

_NOTE = Statement(
    insert(AUDIT).values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in AUDIT.columns
            if c.name != "id"
        }
    )
)
_COLUMNS = (AUDIT.c.id, AUDIT.c.at, AUDIT.c.by, AUDIT.c.what, AUDIT.c.case_id, AUDIT.c.detail)
_OF_CASE = Statement(
    select(*_COLUMNS)
    .where(AUDIT.c.municipality == bindparam("municipality"), AUDIT.c.case_id == bindparam("this"))
    .order_by(AUDIT.c.id)
)
_WHO = Statement(
    select(AUDIT.c.by)
    .where(AUDIT.c.municipality == bindparam("municipality"))
    .distinct()
    .order_by(AUDIT.c.by)
)


def _page(*only: ColumnElement[bool]) -> Statement:
    older = AUDIT.c.id < bindparam("before")
    return Statement(
        select(*_COLUMNS)
        .where(AUDIT.c.municipality == bindparam("municipality"), older, *only)
        .order_by(AUDIT.c.id.desc())
        .limit(bindparam("count", type_=Integer, required=True))
    )


_BY = AUDIT.c.by == bindparam("by")
_ABOUT = AUDIT.c.case_id == bindparam("this")
_PAGES = {
    (False, False): _page(),
    (True, False): _page(_BY),
    (False, True): _page(_ABOUT),
    (True, True): _page(_BY, _ABOUT),
}

LAST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit. `what` is a code such as `case.confirm`, `detail` codes and keys."""

    id: int
    at: datetime
    by: str
    what: str
    case: int | None
    detail: str


def note(
    held: Held,
    account: Account,
    what: str,
    now: datetime,
    *,
    case: int | None = None,
    detail: str = "",
) -> None:
    """Write down what somebody does or reads; never a resident's name or number."""
    held.run(
        _NOTE,
        municipality=account.municipality,
        at=now,
        account_id=account.id,
        by=account.name,
        what=what,
        case_id=case,
        detail=detail,
    )


def note_from_outside(
    held: Held,
    municipality: str,
    by: str,
    what: str,
    now: datetime,
    *,
    case: int | None = None,
    detail: str = "",
) -> None:
    """The same, of one who has no account: the operator at the machine, or the machine itself."""
    held.run(
        _NOTE,
        municipality=municipality,
        at=now,
        account_id=None,
        by=by,
        what=what,
        case_id=case,
        detail=detail,
    )


def of_case(held: Held, municipality: str, case: int) -> list[Entry]:
    """All of one case, the oldest first."""
    return [Entry(*row) for row in held.all(_OF_CASE, municipality=municipality, this=case)]


def page(
    held: Held,
    municipality: str,
    before: int = LAST,
    count: int = 100,
    *,
    by: str = "",
    case: int | None = None,
) -> list[Entry]:
    """The newest first, older than entry number `before`; only `by` somebody, about a `case`."""
    only: dict[str, object] = {}
    if by:
        only["by"] = by
    if case is not None:
        only["this"] = case
    chosen = _PAGES[bool(by), case is not None]
    rows = held.all(chosen, municipality=municipality, before=before, count=count, **only)
    return [Entry(*row) for row in rows]


def everyone(held: Held, municipality: str) -> list[str]:
    """The names of all who are in it."""
    return [row[0] for row in held.all(_WHO, municipality=municipality)]
