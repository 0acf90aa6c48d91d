"""A case in pieces: each is handed out (*lämnas ut*) or struck (*stryks*) by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

MISSING = "Uppgift saknas"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is stored.

    `title` stands also where the rest is struck: it tells the kind and nothing of what is said.
    `other` is about somebody else than the person of the case.
    """

    title: str
    text: str
    other: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of one kind, under a heading."""

    title: str
    pieces: tuple[Piece, ...]


def mark(part: str, piece: Piece) -> str:
    """The name of a piece with these very words: another where one of them has changed."""
    whole = "\0".join((part, piece.title, piece.text, str(piece.other)))
    return sha256(whole.encode()).hexdigest()[:24]


def numbered(title: str, texts: Iterable[str], *, other: bool = False) -> Iterator[Piece]:
    """Pieces of which the titles only count."""
    for n, text in zip(count(1), texts, strict=False):
        yield Piece(f"{title} {n}", text, other)
