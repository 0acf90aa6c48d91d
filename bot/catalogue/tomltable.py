"""A TOML file as tables that know their lines, which `tomllib` does not tell."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from bot.catalogue.files import read_text
from bot.catalogue.kinds import DAY, Kind
from bot.catalogue.problems import Problem, one_of, shown

T = TypeVar("T")
Place = tuple[str | int, ...]
"""Where a value stands: `("officers", 1, "name")`."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table. What cannot be read becomes a problem and reads as None."""

    file: str
    at: Place
    values: Mapping[str, object]
    lines: Mapping[Place, int]
    problems: list[Problem]

    def may(self, name: str, kind: Kind[T]) -> T | None:
        """A text of some kind; None where it is absent, which is unknown."""
        return self.must(name, kind) if name in self.values else None

    def must(self, name: str, kind: Kind[T]) -> T | None:
        """A text of some kind that must be there."""
        found = self.values.get(name)
        value = kind.read(found) if isinstance(found, str) else None
        if value is None:
            self.wrong(name, kind.expected)
        return value

    def flag(self, name: str) -> bool | None:
        """true or false; None where it is absent."""
        found = self.values.get(name)
        if found is None or isinstance(found, bool):
            return found
        self.wrong(name, "true or false, without quotation marks")
        return None

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number within bounds; None where it is absent."""
        found = self.values.get(name)
        if found is None:
            return None
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
            return found
        self.wrong(name, f"a whole number from {least} to {most}, without quotation marks")
        return None

    def day(self, name: str) -> date | None:
        """A day that must be there, with or without quotation marks."""
        found = self.values.get(name)
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        return self.must(name, DAY)

    def all(self, name: str, kind: Kind[T]) -> tuple[T, ...]:
        """A list of texts; one text alone is a list of one, and an absent list is empty."""
        found = self.values.get(name, [])
        items = found if isinstance(found, list) else [found]
        read: list[T] = []
        for item in items:
            value = kind.read(item) if isinstance(item, str) else None
            if value is None:
                self.wrong(name, kind.expected, _written(item))
            else:
                read.append(value)
        return tuple(read)

    def table(self, name: str) -> "Table":
        """A table inside this one; empty where it is absent."""
        found = self.values.get(name, {})
        if not isinstance(found, dict):
            self.wrong(name, f"a table, headed [{name}]")
            found = {}
        return Table(self.file, (*self.at, name), found, self.lines, self.problems)

    def tables(self, name: str) -> tuple["Table", ...]:
        """The tables of a list, each headed [[name]]."""
        found = self.values.get(name, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.wrong(name, f"a list of tables, each headed [[{name}]]")
            return ()
        return tuple(
            Table(self.file, (*self.at, name, n), item, self.lines, self.problems)
            for n, item in enumerate(found)
        )

    def only(self, *names: str) -> None:
        """Say which names here are not known: a misspelt one would be silently lost."""
        for name in self.values:
            if name not in names:
                self.wrong(name, one_of(names), name)

    def wrong(self, name: str, expected: str, found: str | None = None) -> None:
        """Say that what stands under `name` is wrong or missing."""
        if found is None and name in self.values:
            found = _written(self.values[name])
        line = self.lines.get((*self.at, name), self.lines.get(self.at))
        field = ".".join(str(p) for p in (*self.at, name) if isinstance(p, str))
        self.problems.append(Problem(self.file, line, field, found, expected))


def read_toml(path: Path, problems: list[Problem]) -> Table | None:
    """The whole file as a table; None where it cannot be read."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = re.match(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = int(said[2]) if said and said[2] else None
        found = said[1] if said else type(error).__name__
        problems.append(Problem(shown(path), line, "", found, "TOML as it should be written"))
        return None
    return Table(shown(path), (), values, _lines(text), problems)


def _lines(text: str) -> dict[Place, int]:
    """The line on which each table and each name stands; good enough for how people write."""
    lines: dict[Place, int] = {}
    at: Place = ()
    last: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if head := re.match(r"\s*\[\[\s*([\w-]+)\s*\]\]", line):
            last[head[1]] = last.get(head[1], -1) + 1
            at = (head[1], last[head[1]])
            lines[at] = number
        elif head := re.match(r"\s*\[\s*([\w-]+)(?:\.([\w-]+))?\s*\]", line):
            at = (head[1], last[head[1]]) if head[1] in last else (head[1],)
            at = (*at, head[2]) if head[2] else at
            lines[at] = number
        elif name := re.match(r"\s*([\w-]+)\s*=", line):
            lines.setdefault((*at, name[1]), number)
    return lines


def _written(value: object) -> str:
    """A value about as it stands in the file."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**18:
        return "a very large number"  # Python refuses to write out the largest
    return str(value).lower() if isinstance(value, bool) else str(value)
