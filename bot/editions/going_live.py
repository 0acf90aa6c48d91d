"""What has been approved becomes true on its day: a new edition, in one transaction with it."""

import asyncio
from contextlib import suppress
from datetime import datetime

from bot.catalogue.book import Book, content, dump, of, parse, version
from bot.catalogue.changes import DoesNotFit, changed
from bot.catalogue.problems import WrongCatalogue
from bot.catalogue.reading.stored import read_changed, read_stored
from bot.editions.served import Catalogues
from bot.logs import log
from bot.store import Store, editions, proposals
from bot.store.editions import Edition, Editions
from bot.store.proposals import Proposal, Proposals, State
from care.times import SWEDEN

SHOWN = 3
"""So many of a book's problems stand in the note of a change that was refused."""
NO_CATALOGUE = "Kommunen har ingen katalog."


class _Overtaken(Exception):
    """Another edition came first: nothing is done, and the change is looked at again."""


class GoingLive:
    """Makes the changes that are due; any number of processes may do it at once."""

    def __init__(self, store: Store, catalogues: Catalogues) -> None:
        self._store = store
        self._catalogues = catalogues
        self._editions = Editions(store)
        self._proposals = Proposals(store)
        self._unreadable: set[int] = set()

    def apply(self, now: datetime) -> int:
        """Make every change whose day has come; how many proposals moved. Call again until 0.

        One that does not fit any more is refused, with a note that says why. Raises `Unavailable`
        when the database is away; what was not made then is made the next time.
        """
        due = self._proposals.due(now.astimezone(SWEDEN).date())
        moved = sum(self._make(proposal, now) for proposal in due)
        self._catalogues.refresh(self._store)  # now, so that no turn has to
        return moved

    async def work(self, now: datetime) -> int:
        """`apply` for the clock; not in the store's own thread, where turns would wait for it."""
        return await asyncio.to_thread(self.apply, now)

    def _make(self, proposal: Proposal, now: datetime) -> bool:
        last = next(iter(self._editions.of(proposal.municipality, 1)), None)
        if last is None:
            return self._refuse(proposal, NO_CATALOGUE)
        before = self._book(last)
        if before is None:
            return False  # for a process that can read it
        try:
            after = of(changed(content(before), proposal.edits))
            self._catalogues.expect(read_changed(before, after))
        except DoesNotFit as error:
            return self._refuse(proposal, str(error))
        except WrongCatalogue as error:
            return self._refuse(proposal, "\n".join(map(str, error.problems[:SHOWN])))
        self._commit(proposal, last, after, now)
        return True

    def _book(self, edition: Edition) -> Book | None:
        """What stands in it; None, told once, where this program cannot read it."""
        if edition.id in self._unreadable:
            return None
        try:
            book = parse(edition.content)
            read_stored(book)
        except Exception as error:  # whatever a newer program wrote there
            self._unreadable.add(edition.id)
            log().error("changes.wait", edition=edition.id, error=type(error).__name__)
            return None
        return book

    def _commit(self, proposal: Proposal, last: Edition, after: Book, now: datetime) -> None:
        who, named = proposal.decided_by or proposal.by, version(after)
        with suppress(_Overtaken), self._store.appending() as held:
            if not proposals.end(held, proposal, State.LIVE) or named == last.version:
                return  # somebody else has made it or taken it back; or it was true already
            news = editions.append(
                held, proposal.municipality, named, dump(after), who, now, expected=last.version
            )
            if news is None:
                raise _Overtaken

    def _refuse(self, proposal: Proposal, why: str) -> bool:
        with self._store.writing() as held:
            proposals.end(held, proposal, State.REFUSED, why)
        return True
