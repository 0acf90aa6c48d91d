"""What was: each edition with everyone who had a hand in it, whom it was about, and what it did."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.changes import OWNER, Edit, Kind, Line, Sheets
from bot.catalogue.differences.said import listed
from bot.catalogue.schema.sheets import BY_NAME
from bot.keeping.words import KINDS
from bot.store.editions import FOLDER, Edition
from bot.store.proposals import Proposal, Proposals, State, same_person

NAMED = 3
"""So many providers are named; of more only how many."""


@dataclass(frozen=True, slots=True)
class Past:
    """One edition in words: `by` names everyone who said yes to it."""

    edition: Edition
    by: str
    about: str
    what: str


def past(proposals: Proposals, editions: Sequence[Edition], count: int) -> tuple[Past, ...]:
    """The first `count` of these editions, the newest first; each told against the one before."""
    told = []
    sheets = [_sheets(edition) for edition in editions[: count + 1]]
    for n, edition in enumerate(editions[:count]):
        before = sheets[n + 1] if n + 1 < len(sheets) else None
        told.append(_told(proposals, edition, sheets[n], before))
    return tuple(told)


def _sheets(edition: Edition) -> Sheets:
    try:
        read = json.loads(edition.content)
    except ValueError:
        return {}
    sheets = read if isinstance(read, dict) else {}
    return {name: rows for name, rows in sheets.items() if isinstance(rows, list)}


def _told(proposals: Proposals, edition: Edition, now: Sheets, before: Sheets | None) -> Past:
    who = "kalkylblad i mappen" if edition.by == FOLDER else edition.by
    if before is None:
        return Past(edition, who, "", "")
    keys = sorted(_owned(now, before))
    names = {row.get("key", ""): row.get("name", "") for row in _rows(before, "providers")}
    names |= {row.get("key", ""): row.get("name", "") for row in _rows(now, "providers")}
    rest = [s for s in ("municipality", "areas", "services", "contacts", "officers", "quality")
            if now.get(s) != before.get(s)]  # fmt: skip
    if len(keys) == 1 and not rest:
        for proposal in proposals.of(edition.municipality, keys[0]):
            if proposal.state is State.LIVE and _made(proposal, edition, now, before):
                return Past(
                    edition, _both(proposal), names.get(keys[0]) or keys[0], _what(proposal)
                )
    about = (
        f"{len(keys)} utförare"
        if len(keys) > NAMED
        else listed(names.get(key) or key for key in keys)
    )
    return Past(edition, who, about, listed(BY_NAME[sheet].title for sheet in rest))


def _rows(sheets: Sheets, sheet: str) -> Iterator[Line]:
    return (row for row in sheets.get(sheet, ()) if isinstance(row, Mapping))


def _owned(now: Sheets, before: Sheets) -> set[str]:
    """The keys of the providers of which something is another."""
    found: set[str] = set()
    for sheet, owner in OWNER.items():
        after, was = [
            [(row.get(owner, ""), json.dumps(row, sort_keys=True)) for row in _rows(of, sheet)]
            for of in (now, before)
        ]
        found |= {key for key, _ in set(after) ^ set(was)}
    return found


def _made(proposal: Proposal, edition: Edition, now: Sheets, before: Sheets) -> bool:
    """Whether it was this proposal that made the edition."""
    decided = proposal.decided_at or proposal.at
    news = [edit for edit in proposal.edits if not _holds(edit, before)]
    made = all(_holds(edit, now) for edit in proposal.edits)
    return decided <= edition.at and bool(news) and made


def _holds(edit: Edit, sheets: Sheets) -> bool:
    wanted = {**edit.row, **edit.cells}
    rows = _rows(sheets, edit.sheet)
    return any(all(row.get(c, "") == cell for c, cell in wanted.items()) for row in rows)


def _both(proposal: Proposal) -> str:
    decided = proposal.decided_by
    if decided is None or same_person(decided, proposal.by):
        return proposal.by
    return f"{proposal.by} och {decided}"


def _what(proposal: Proposal) -> str:
    if proposal.kind is not Kind.FACTS:
        return KINDS[proposal.kind]
    titles = (
        BY_NAME[edit.sheet].by_name[column].title
        for edit in proposal.edits
        for column in edit.cells
        if column in BY_NAME[edit.sheet].by_name and column not in ("updated", "source")
    )
    return listed(dict.fromkeys(titles)) or KINDS[Kind.CONFIRM]
