"""What the pages ask of the store and do to it: synchronous, in any thread but the store's own.

A transaction is only what is asked or written; a catalogue is read and checked outside of any.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.catalogue.book import Book, content, of, parse
from bot.catalogue.changes import (
    AUTHORISATIONS,
    OWNER,
    PROVIDERS,
    DoesNotFit,
    Edit,
    Line,
    Sheets,
    changed,
    kind,
)
from bot.catalogue.problems import Problem, WrongCatalogue
from bot.catalogue.reading.stored import read_changed, read_stored
from bot.keeping.links import Link
from bot.store import Store
from bot.store.editions import Edition, Editions
from bot.store.proposals import Decided, Proposal, Proposals, State
from care.municipality import Municipality
from care.times import SWEDEN

Apply = Callable[[datetime], int]
"""Makes what is due (`bot.editions.going_live`)."""


class Unfit(Exception):
    """A change that would leave the catalogue wrong; `problems` say where, in Swedish.

    One without a place is in a row that the form changes, and its `row` says by which edit (1 is
    the first).
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class Spent(Exception):
    """The form was sent once already, and with something else in it."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A municipality's catalogue as it stands now: its cells, and what they tell."""

    sheets: Sheets
    here: Municipality

    def provider(self, key: str) -> Line | None:
        """The row of one provider."""
        return next((row for row in self.sheets.get(PROVIDERS, ()) if row.get("key") == key), None)

    def authorisations(self, key: str) -> tuple[Line, ...]:
        """The rows of what one provider may give, in the sheet's order."""
        rows = self.sheets.get(AUTHORISATIONS, ())
        return tuple(row for row in rows if row.get("provider") == key)


class Kept:
    """One house's catalogues and proposals. Every method may raise `Unavailable`."""

    def __init__(self, store: Store, apply: Apply) -> None:
        self.editions = Editions(store)
        self.proposals = Proposals(store)
        self._apply = apply
        self._known: dict[str, tuple[int, Catalogue]] = {}

    def catalogue(self, municipality: str) -> Catalogue | None:
        """As it stands now; None where there is none. What was read once is not read again."""
        newest = next(iter(self.editions.of(municipality, 1)), None)
        if newest is None:
            return None
        number, catalogue = self._known.get(municipality, (0, None))
        if catalogue is None or number != newest.id:
            catalogue = _read(newest)
            self._known[municipality] = newest.id, catalogue
        return catalogue

    def propose(
        self,
        link: Link,
        catalogue: Catalogue,
        edits: Sequence[Edit],
        now: datetime,
        *,
        source: str,
        from_day: date,
        key: str,
    ) -> Proposal:
        """Propose these edits of one provider, and make them where nothing else is waited for.

        Raises Unfit where the catalogue would be wrong with them, and Spent where `key` has
        proposed something else before.
        """
        _try(catalogue, edits, now.astimezone(SWEDEN).date())
        proposal = self.proposals.add(
            link.municipality,
            edits[0].provider,
            kind(edits),
            edits,
            now,
            source=source,
            from_day=from_day,
            by=link.name,
            role=link.role,
            at_once=catalogue.here.rules.capacity_at_once,
            key=key,
        )
        if proposal.edits != tuple(edits):
            raise Spent
        return self._made(proposal, now)

    def decide(
        self, link: Link, proposal: Proposal, state: State, now: datetime, note: str = ""
    ) -> tuple[Decided, Proposal]:
        """What became of a decision, and the proposal after it; what is due is made at once."""
        decided = self.proposals.decide(
            proposal.id, state, link.name, now, expected=proposal.state, role=link.role, note=note
        )
        after = self._made(proposal, now)
        return decided, after

    def _made(self, proposal: Proposal, now: datetime) -> Proposal:
        today = now.astimezone(SWEDEN).date()
        for _ in range(5):  # another edition may come first; then it is made the next time
            proposal = self.proposals.get(proposal.id) or proposal
            if proposal.state is not State.APPROVED or proposal.from_day > today:
                break
            self._apply(now)
        return proposal


def _read(edition: Edition) -> Catalogue:
    book = parse(edition.content)
    return Catalogue(content(book), read_stored(book).here)


def _try(catalogue: Catalogue, edits: Sequence[Edit], today: date) -> None:
    try:
        after = of(changed(catalogue.sheets, edits))
        read_changed(of(catalogue.sheets), after, today)
    except DoesNotFit as error:
        raise Unfit([Problem("", str(error))]) from None
    except WrongCatalogue as error:
        raise Unfit([_of_form(problem, after, edits) for problem in error.problems]) from None


def _of_form(problem: Problem, after: Book, edits: Sequence[Edit]) -> Problem:
    """The same problem; as `Unfit` says where it is in a row that the form changes."""
    lines = after.lines(problem.sheet)
    row = lines[problem.row - 1].cells if problem.row and problem.row <= len(lines) else {}
    for n, edit in enumerate(edits, 1):
        found = {**edit.row, **edit.cells}
        theirs = edit.sheet == problem.sheet and all(
            row.get(column, "") == cell for column, cell in found.items()
        )
        if theirs and OWNER[edit.sheet] in found:
            return Problem("", problem.said, problem.sheet, n, problem.column)
    return problem
