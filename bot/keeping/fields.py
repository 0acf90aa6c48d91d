"""A form's fields, made from the catalogue's own columns: the workbook and the pages ask alike."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.schema.kinds import DAY, YES_NO
from bot.catalogue.schema.lists import AREAS, COMPETENCE, EVERYWHERE, FOCUS, LANGUAGES
from bot.catalogue.schema.providers import FREE
from bot.catalogue.schema.sheets import Column
from bot.catalogue.schema.words import COMPETENCES, FOCUSES
from bot.pages.forms import Fields, one

NUMBERS = frozenset({"places", "queue", "weeks"})
MORE = ".more"
"""Beside a list: whether there may be more than what it names."""
WHERE = ".where"
"""Beside areas: whether they are all of the municipality's."""
MAY_BE_MORE = "more"


class Widget(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LIST = "list"
    TICKS = "ticks"
    AREAS = "areas"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose among."""

    value: str
    name: str


Options = Mapping[str, Sequence[Option]]
"""What a column may hold that only this catalogue knows: its areas, its other providers."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is shown: `typed` is what stands in it, `fault` what is wrong with that."""

    column: Column
    widget: Widget
    typed: str
    options: tuple[Option, ...] = ()
    ticked: frozenset[str] = frozenset()
    complete: bool = False
    fault: str = ""

    @property
    def name(self) -> str:
        """As it is sent."""
        return self.column.name


def widget(column: Column, options: Options) -> Widget:
    """How a column is filled in."""
    kind = column.kind
    if kind is YES_NO:
        return Widget.YES_NO
    if kind is DAY:
        return Widget.DAY
    if kind is AREAS:
        return Widget.AREAS
    if kind in (COMPETENCE, FOCUS):
        return Widget.TICKS
    if kind is LANGUAGES:
        return Widget.LIST
    if kind.options or column.name in options:
        return Widget.CHOICE
    if kind is FREE:
        return Widget.TEXT
    return Widget.NUMBER if column.name in NUMBERS else Widget.LINE


def asked(column: Column, cell: str, options: Options, fault: str = "") -> Field:
    """A field with `cell` in it: what the catalogue keeps, or what somebody wrote."""
    how = widget(column, options)
    may = _options(column, how, options)
    if how in (Widget.LIST, Widget.TICKS, Widget.AREAS):
        parts = [part.strip() for part in cell.split("|") if part.strip()]
        complete = bool(parts) and "?" not in parts
        named = [part for part in parts if part not in ("?", "none", EVERYWHERE)]
        listed = ", ".join(_shown(column, part) for part in named)
        if how is Widget.AREAS:
            complete = EVERYWHERE in parts
        return Field(column, how, listed, may, frozenset(named), complete, fault)
    typed = cell if how in (Widget.CHOICE, Widget.DAY, Widget.YES_NO) else _shown(column, cell)
    return Field(column, how, typed, may, fault=fault)


def _shown(column: Column, cell: str) -> str:
    return column.kind.shown(cell) if cell else ""


def _options(column: Column, how: Widget, options: Options) -> tuple[Option, ...]:
    if column.name in options:
        return tuple(options[column.name])
    if how is Widget.YES_NO:
        return Option("yes", "Ja"), Option("no", "Nej"), Option("", "Vet inte")
    if how is Widget.TICKS:
        words = COMPETENCES if column.kind is COMPETENCE else FOCUSES
        return tuple(Option(key, all_[0]) for key, all_ in words.items())
    return tuple(Option(column.kind.canonical(word) or "", word) for word in column.kind.options)


def sent(column: Column, fields: Fields, options: Options) -> str | None:
    """What was filled in for a column; None where the form did not ask for it."""
    how = widget(column, options)
    name = column.name
    if how is Widget.AREAS:
        if one(fields, name + WHERE) == EVERYWHERE:
            return EVERYWHERE
        return "|".join(fields.get(name, ())) if name + WHERE in fields else None
    if how in (Widget.LIST, Widget.TICKS):
        if name + MORE not in fields:
            return None
        more = one(fields, name + MORE) == MAY_BE_MORE
        named = "|".join(part for part in fields.get(name, ()) if part).replace(",", "|")
        if not named:
            return "" if more else "none"
        return f"{named}|?" if more and not named.endswith("?") else named
    return " ".join(one(fields, name).split()) if name in fields else None


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form came back with.

    `cells` are canonical and all of those asked for, `typed` what stood in each field, `faults`
    what is wrong, by column.
    """

    cells: Mapping[str, str]
    typed: Mapping[str, str]
    faults: Mapping[str, str]


def filled(columns: Sequence[Column], fields: Fields, options: Options) -> Filled:
    """Read a form that asked for these columns."""
    cells: dict[str, str] = {}
    typed: dict[str, str] = {}
    faults: dict[str, str] = {}
    for column in columns:
        cell = sent(column, fields, options)
        if cell is None:
            continue
        typed[column.name] = cell
        kept = column.kind.canonical(cell) if cell else ""
        allowed = {option.value for option in options.get(column.name, ())}
        if kept is None:
            faults[column.name] = column.kind.mend(cell)
        elif column.must and not kept:
            faults[column.name] = f"Fyll i {column.title.lower()}."
        elif kept and allowed and not set(kept.split("|")) <= allowed | {EVERYWHERE}:
            faults[column.name] = f"Välj {column.title.lower()} i listan."
        else:
            cells[column.name] = kept
    return Filled(cells, typed, faults)


def was(fields: Fields) -> Mapping[str, str]:
    """The row that the form was made from, which it carries with it."""
    try:
        row = json.loads(one(fields, "was"))
    except (ValueError, RecursionError):  # RecursionError: lists in lists in lists
        return {}
    if not isinstance(row, dict):
        return {}
    return {name: cell for name, cell in row.items() if isinstance(cell, str)}
