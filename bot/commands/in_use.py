"""What is in use of a municipality's catalogue: in the database, else in the shipped folder."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.catalogue.book import Book, parse
from bot.catalogue.problems import Problem, WrongCatalogue, unknown
from bot.catalogue.reading.opening import open_book
from bot.catalogue.reading.stored import read_stored
from bot.catalogue.reading.whole import read_book
from bot.settings import Settings
from bot.store import Store
from bot.store.editions import FOLDER, Edition, Editions
from care.municipality import Municipality


@dataclass(frozen=True, slots=True)
class InUse:
    """One municipality now. `book` is None where it is new here.

    `editions` are those in the database, the newest first; none where it has no such. `wished` is
    how many people have chosen each provider. `seed` is whether the folder is what counts.
    """

    book: Book | None
    editions: tuple[Edition, ...] = ()
    wished: Mapping[str, int] = field(default_factory=dict)
    seed: bool = False

    @property
    def version(self) -> str | None:
        """The newest edition's version in the database."""
        return self.editions[0].version if self.editions else None

    def read(self) -> Municipality:
        """The municipality: an edition as it is served, a folder as strictly as an import.

        Raises WrongCatalogue, also where there is none.
        """
        if self.book is None:
            raise WrongCatalogue([Problem("", "Kommunen är ny här.")])
        return read_book(self.book) if self.seed else read_stored(self.book).here


@contextmanager
def opened(settings: Settings) -> Iterator[Store | None]:
    """The database, or None where there is no file yet: to look at a list makes none."""
    if not _there(settings.database):
        yield None
        return
    with made(settings) as store:
        yield store


@contextmanager
def made(settings: Settings) -> Iterator[Store]:
    """The database, made where it is not there. Raises Unavailable or NoKeys."""
    store = Store(settings.database, keys=settings.key_list)
    try:
        yield store
    finally:
        store.close()


def in_use(store: Store | None, folders: Path, key: str) -> InUse:
    """What there is of the municipality called `key`. Raises WrongCatalogue or Unavailable."""
    editions = Editions(store).of(key) if store else ()
    folder = folders / key
    newest = parse(editions[0].content) if editions else None
    # A folder's changes count as long as nobody has imported anything.
    seed = bool(folder.is_dir() and key and (not editions or editions[0].by == FOLDER))
    book = open_book(folder) if seed else newest
    return InUse(book, editions, Editions(store).wished(key) if store else {}, seed)


def must_be_in_use(store: Store | None, folders: Path, key: str) -> InUse:
    """The same. Raises WrongCatalogue too where there is no such municipality, with those there
    are.
    """
    found = in_use(store, folders, key)
    if found.book is None:
        raise WrongCatalogue([Problem("", f"Kommunen {unknown(key, keys(store, folders))}")])
    return found


def municipality_in_use(settings: Settings, key: str) -> Municipality:
    """The municipality called `key` as it is now. Raises as `must_be_in_use`."""
    with opened(settings) as store:
        found = must_be_in_use(store, settings.catalogues, key)
    return found.read()


def keys(store: Store | None, folders: Path) -> list[str]:
    """The keys of all municipalities that are in use."""
    stored = {edition.municipality for edition in Editions(store).latest()} if store else set()
    return sorted(stored | {path.name for path in folders.glob("*") if path.is_dir()})


def _there(database: str) -> bool:
    prefix = "sqlite:///"
    return not database.startswith(prefix) or Path(database.removeprefix(prefix)).exists()
