"""What somebody proposes to change in a catalogue, cell by cell, and the book with it changed.

A change names the row by what stood in it, not by its place, so that it still finds its row when
others have changed theirs in the meantime.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.catalogue.schema.sheets import BY_NAME

Line = Mapping[str, str]
Sheets = Mapping[str, Sequence[Line]]
"""A book's canonical content: lines of cells by sheet, without empty cells."""

PROVIDERS, UNITS, AUTHORISATIONS = "providers", "units", "authorisations"
OWNER = {PROVIDERS: "key", UNITS: "provider", AUTHORISATIONS: "provider"}
"""The sheets that proposals may change, and the column that says which provider's a row is."""
ROOM = frozenset({"places", "queue", "weeks", "room_day"})
IDENTITY = frozenset({"key", "provider"})


class Kind(StrEnum):
    """What a change touches, from what needs the least to what needs the most care."""

    ROOM = "room"
    """How much room there is for new people."""
    CONFIRM = "confirm"
    """That all that stands there is still true (*stämmer detta?*)."""
    FACTS = "facts"
    AUTHORISATION = "authorisation"
    """For what a provider is authorised, or a new provider: takes two people."""


class DoesNotFit(Exception):
    """The change cannot be made in this book; the text says why, in Swedish, to a keeper."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Some cells of one row: `cells` by column, canonical; an empty text empties the cell.

    `row` finds it by what stands in it, where an empty text is an empty cell. An empty `row` adds
    a new one last in the sheet.
    """

    sheet: str
    row: Line
    cells: Line

    @property
    def provider(self) -> str:
        """The key of the provider whose row it is; empty where it says none."""
        return (self.row or self.cells).get(OWNER[self.sheet], "")

    @property
    def named(self) -> str:
        """What it touches, without what anybody wrote: it can reach a log."""
        return f"{self.sheet} ({', '.join(sorted(self.cells))})"


def facts(provider: str, cells: Line) -> tuple[Edit, ...]:
    """Change what is said of a provider."""
    return (Edit(PROVIDERS, {"key": provider}, cells),)


def kind(edits: Sequence[Edit]) -> Kind:
    """What these edits are together. Raises ValueError where no proposal may change that."""
    kinds = {_kind(edit) for edit in edits}
    if not kinds:
        raise ValueError("a proposal changes something")
    if Kind.AUTHORISATION in kinds:
        return Kind.AUTHORISATION
    return kinds.pop() if len(kinds) == 1 else Kind.FACTS


def _kind(edit: Edit) -> Kind:
    columns = edit.cells.keys()
    if edit.sheet not in OWNER or not columns or not edit.provider:
        raise ValueError(f"no proposal changes {edit.named}")
    if edit.row and columns & IDENTITY:
        raise ValueError(f"a key is never changed: {edit.named}")
    if edit.sheet == AUTHORISATIONS:
        return Kind.ROOM if edit.row and columns <= ROOM else Kind.AUTHORISATION
    if edit.sheet == PROVIDERS and not edit.row:
        return Kind.AUTHORISATION
    return Kind.CONFIRM if columns == {"updated"} else Kind.FACTS


def changed(sheets: Sheets, edits: Sequence[Edit]) -> dict[str, list[dict[str, str]]]:
    """The content with these edits made, all of them or none.

    Raises DoesNotFit where a row is not there any more. Whether what it becomes is right is for
    the reader of the book to say.
    """
    new = {sheet: [dict(line) for line in lines] for sheet, lines in sheets.items()}
    for edit in edits:
        lines = new.setdefault(edit.sheet, [])
        line = _found(lines, edit) if edit.row else _added(lines)
        line.update(edit.cells)
        for column in [column for column, text in line.items() if not text]:
            del line[column]
    return new


def _added(lines: list[dict[str, str]]) -> dict[str, str]:
    line: dict[str, str] = {}
    lines.append(line)
    return line


def _found(lines: list[dict[str, str]], edit: Edit) -> dict[str, str]:
    found = [line for line in lines if all(line.get(c, "") == t for c, t in edit.row.items())]
    if len(found) == 1:
        return found[0]
    sheet = BY_NAME[edit.sheet]
    titles = {name: column.title for name, column in sheet.by_name.items()}
    row = " och ".join(f"{titles.get(c, c)} = {t or 'tomt'}" for c, t in edit.row.items())
    if found:
        raise DoesNotFit(
            f"Bladet {sheet.title} har {len(found)} rader där {row}. Ändra i kalkylbladet i"
            " stället."
        )
    raise DoesNotFit(
        f"Bladet {sheet.title} har ingen rad längre där {row}. Se vad som gäller nu, och föreslå"
        " ändringen på nytt."
    )


def dump(edits: Sequence[Edit]) -> str:
    """As JSON, to store."""
    rows = [{"sheet": e.sheet, "row": dict(e.row), "cells": dict(e.cells)} for e in edits]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[Edit, ...]:
    """What `dump` wrote; what a newer program wrote beside it is left out."""
    rows: list[dict[str, Any]] = json.loads(text)
    return tuple(Edit(row["sheet"], row["row"], row["cells"]) for row in rows)
