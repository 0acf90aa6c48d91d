"""What is wrong with a catalogue, in lines that the operator can act on."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SHOWN = 60
"""So much of a wrong value is repeated, in characters."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what was found and what was expected.

    `found` is None where something is missing. `str()` gives the line that is shown:
    `providers.csv, line 7, form: "privat" is not one of municipal, company`.
    """

    file: str
    line: int | None
    field: str
    found: str | None
    expected: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line is not None else ""
        where = ", ".join(part for part in (self.file, line, self.field) if part)
        if self.found is None:
            return f"{where}: is missing, expected {self.expected}"
        if not self.found:
            return f"{where}: is empty, expected {self.expected}"
        return f'{where}: "{_readable(self.found)}" is not {self.expected}'


class WrongCatalogue(Exception):
    """A catalogue that cannot be used, with all its problems at once, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line or 0)))
        super().__init__("\n".join(str(p) for p in self.problems))


def shown(path: Path) -> str:
    """A path as the operator knows it: from the current folder where it lies under it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def one_of(names: Iterable[str]) -> str:
    """What was expected, where only these names may stand."""
    return f"one of {', '.join(names) or '(there are none)'}"


def _readable(found: str) -> str:
    """On one line, whatever was in it: a terminal obeys control characters."""
    clean = "".join(c if c.isprintable() else "�" for c in found)
    return clean if len(clean) <= SHOWN else clean[:SHOWN] + "…"
