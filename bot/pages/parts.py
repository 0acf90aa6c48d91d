"""What a page is made of beside its template: tabs, what was wrong, and the files it asks for."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tab:
    """A page that is always one tap away; `count` of what waits there."""

    path: str
    name: str
    count: int | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with what was sent; `field` is where, empty where it is no one field."""

    said: str
    field: str = ""


def addresses(folder: Path, root: str) -> dict[str, str]:
    """Each file's address, with its content's fingerprint, so that it may be kept for ever."""
    return {
        file.name: f"{root}{file.name}?{sha256(file.read_bytes()).hexdigest()[:12]}"
        for file in folder.iterdir()
    }
