"""The municipalities as of the newest edition of each, parsed once a process.

An edition never changes, so what was parsed holds for ever; a turn only asks whether there is a
newer one, and what another process has imported is seen on the very next turn.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from bot.logs import log
from bot.store import Store, editions
from bot.store.editions import Edition
from bot.store.statement import Held
from care.municipality import Municipality


@dataclass(frozen=True)
class Served:
    """The municipalities of this house, by key and in its order, as of edition `number`."""

    number: int
    by_key: Mapping[str, Municipality]

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """All of them."""
        return tuple(self.by_key.values())

    def of(self, municipality: str) -> "Served":
        """Nothing but this one; all where it is empty."""
        if not municipality:
            return self
        here = self.by_key.get(municipality)
        return Served(self.number, {municipality: here} if here else {})

    @cached_property
    def only(self) -> Municipality | None:
        """The one, where there is one only."""
        return self.municipalities[0] if len(self.municipalities) == 1 else None


class Catalogues:
    """What this process knows of the editions.

    `read` gives the municipality that an edition holds, or None where this house does not serve
    it, and raises whatever it likes where it cannot. `municipalities` are served to begin with.
    """

    def __init__(
        self,
        read: Callable[[Edition], Municipality | None],
        municipalities: Iterable[Municipality] = (),
    ) -> None:
        self._read = read
        self._reading = Lock()
        self._expected: dict[str, Municipality] = {}
        self.now = Served(0, _sorted({m.key: m for m in municipalities}))
        """As of the newest edition that anybody here has asked for."""

    def at(self, held: Held, number: int) -> Served:
        """The municipalities as of edition `number` or newer, read in this transaction.

        One that cannot be read (a newer program wrote it) is told in the log, and what was before
        it stays.
        """
        if number > self.now.number:
            self._take_in(editions.since(held, self.now.number))
        return self.now

    def refresh(self, store: Store) -> Served:
        """The municipalities as they are now, so that no turn has to read them."""
        with store.reading() as held:
            news = editions.since(held, self.now.number)
        self._take_in(news)
        return self.now

    def expect(self, here: Municipality) -> None:
        """What the next edition of a municipality will hold, so that no turn has to read it."""
        self._expected[here.key] = here

    def fall_back(self, former: Iterable[Edition]) -> None:
        """Serve the first of these that can be read."""
        for edition in former:
            if here := self._one(edition):
                self.now = Served(self.now.number, _sorted({**self.now.by_key, here.key: here}))
                return

    def _take_in(self, news: Iterable[Edition]) -> None:
        with self._reading:
            number, by_key = self.now.number, dict(self.now.by_key)
            # Another thread may have read some of them while this one waited.
            for edition in (edition for edition in news if edition.id > self.now.number):
                number = max(number, edition.id)
                if here := self._one(edition):
                    by_key[here.key] = here
            self.now = Served(number, _sorted(by_key))

    def _one(self, edition: Edition) -> Municipality | None:
        expected = self._expected.get(edition.municipality)
        served = edition.municipality in self.now.by_key
        if expected and served and expected.version == edition.version:
            return expected
        try:
            return self._read(edition)
        except Exception as error:  # whatever it holds, the house goes on with what it had
            ids = {"edition": edition.id, "municipality": edition.municipality}
            log().error("catalogue.unreadable", **ids, error=type(error).__name__)
            return None


class Narrowed:
    """The catalogues as one municipality's own site sees them."""

    def __init__(self, catalogues: Catalogues, municipality: str) -> None:
        self._catalogues = catalogues
        self.municipality = municipality

    @property
    def now(self) -> Served:
        """See `Catalogues.now`."""
        return self._catalogues.now.of(self.municipality)

    def refresh(self, store: Store) -> Served:
        """See `Catalogues.refresh`."""
        return self._catalogues.refresh(store).of(self.municipality)


def _sorted(by_key: Mapping[str, Municipality]) -> Mapping[str, Municipality]:
    return dict(sorted(by_key.items()))
