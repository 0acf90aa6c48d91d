"""What is wrong with a catalogue, in lines that a keeper can act on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

SHOWN = 60
"""So much of a wrong value is repeated, in characters."""
LISTED = 20
"""So many allowed words are listed; of more only the nearest is named."""
COMPARED = 2_000
"""Among more words none is looked for: ten thousand wrong keys would take a minute."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, and in Swedish what is wrong and how to mend it.

    `str()` gives the line that is shown: `Bladet providers, cell C7: "privat" känner vi inte igen.
    Skriv kommun, företag, förening eller okänt.` `sheet`, `row` and `column` (its name in the
    schema) say the same to a page that wants to mark the cell. What is `bearable` stops an import,
    but harms nobody where it was stored once.
    """

    where: str
    said: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    bearable: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.said}" if self.where else self.said

    def within(self, origin: str) -> "Problem":
        """The same, told with the folder (`catalogues/nacka/`) or the file (`nacka.xlsx: `)."""
        return replace(self, where=f"{origin}{self.where}".removesuffix(": "))


class WrongCatalogue(Exception):
    """A catalogue that cannot be used, with all its problems at once, in their order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(map(str, self.problems)))


def shown(path: Path) -> str:
    """A path as the operator knows it: from the current folder where it lies under it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def printable(found: str) -> str:
    """On one line, whatever was in it: a terminal obeys control signs."""
    return "".join(c if c.isprintable() else "�" for c in found)


def readable(found: str) -> str:
    """The same, and not too long."""
    clean = printable(found[: SHOWN + 1])
    return clean if len(clean) <= SHOWN else clean[:SHOWN] + "…"


def quoted(found: str) -> str:
    """What was found, readable and in quotation marks."""
    return f'"{readable(found)}"'


def either(words: Iterable[str]) -> str:
    """`kommun, företag eller okänt`."""
    *first, last = list(words) or ["(det finns inga)"]
    return f"{', '.join(first)} eller {last}" if first else last


def unknown(found: str, known: Sequence[str], also: Iterable[str] = ()) -> str:
    """That a word is not known, with the nearest that is, or with all where they are few.

    `also` may be written too, but are not listed.
    """
    near = nearest(found, (*known, *also))
    meant = f" Menar du {near}?" if near else ""
    if len(known) <= LISTED:
        return f"{quoted(found)} känner vi inte igen.{meant} Skriv {either(known)}."
    return f"{quoted(found)} känner vi inte igen.{meant or f' Skriv till exempel {known[0]}.'}"


def absent(found: str, known: Sequence[str], where: str) -> str:
    """That a key stands nowhere, with the nearest that does; `where` is how its place is told."""
    near = nearest(found, known)
    meant = f" Menar du {near}?" if near else ""
    return f"{quoted(found)} finns inte {where}.{meant}"


def nearest(found: str, known: Sequence[str]) -> str | None:
    """The known word that somebody most likely meant."""
    if len(known) > COMPARED:
        return None
    from rapidfuzz import fuzz, process  # loaded with the first mistake: most starts make none

    best = process.extractOne(found[:100].casefold(), known, scorer=fuzz.ratio, score_cutoff=65)
    return best[0] if best else None
