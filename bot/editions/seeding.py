"""What this house serves when it starts: the newest edition of each municipality.

A folder under the settings' `catalogues` is the seed of a municipality, and its changes count as
long as nobody has imported or edited anything; what came from a folder goes when the folder goes.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.catalogue import Loaded, WrongCatalogue, loaded, parse, read_stored
from bot.catalogue.problems import Problem, shown
from bot.editions.served import Catalogues
from bot.logs import log
from bot.store import Store
from bot.store.editions import FOLDER, Edition, Editions
from care.municipality import Municipality

NOTHING = (
    "Ingen kommun går att visa. Lägg en mapp för varje kommun där, eller läs in en kalkylbok med"
    " kundval catalogue import."
)


def opened(store: Store, root: Path, only: str, now: datetime) -> Catalogues:
    """The catalogues of all municipalities, or of the one called `only`.

    Folders that the database does not know are its first editions. Raises WrongCatalogue where a
    folder that counts cannot be read, or nothing is there to serve; and `Unavailable`.
    """
    editions = Editions(store)
    known = editions.versions()
    folders = _folders(root, only, known)
    for key, (here, content) in folders.items():
        seen, by = known.get(key, (None, FOLDER))
        if by == FOLDER and seen != here.version:
            editions.seed(key, here.version, content, now)

    def read(edition: Edition) -> Municipality | None:
        folder = folders.get(edition.municipality)
        if only not in ("", edition.municipality) or (edition.by == FOLDER and folder is None):
            return None
        if folder and folder.here.version == edition.version:
            return folder.here  # parsed already
        stored = read_stored(parse(edition.content))
        if stored.left_out:
            ids = {"edition": edition.id, "municipality": edition.municipality}
            log().warning("catalogue.left_out", **ids, rows=stored.left_out)
        return stored.here

    catalogues = Catalogues(read)
    served = catalogues.refresh(store)
    for key in known.keys() - served.by_key.keys():  # its newest is not ours, or not readable
        catalogues.fall_back(editions.of(key)[1:])
    if not catalogues.now.by_key:
        raise WrongCatalogue([Problem(shown(root), NOTHING)])
    return catalogues


def _folders(root: Path, only: str, known: Mapping[str, tuple[str, str]]) -> Mapping[str, Loaded]:
    """Those in folders. None need be there once something has been imported.

    One that an import has taken the place of does not count, and may be wrong.
    """
    names = {path.name for path in root.glob("*") if path.is_dir()}
    if (only in known and only not in names) or (known and not names):
        return {}
    replaced = {key for key, (_, by) in known.items() if by != FOLDER}
    return {one.here.key: one for one in loaded(root, only or None, spare=replaced)}
