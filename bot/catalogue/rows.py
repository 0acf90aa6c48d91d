"""The CSV files of a folder: providers, what they may give, their units and their figures."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.catalogue.kinds import (
    COMPETENCE,
    DAY,
    KEY,
    KEYS,
    LANGUAGES,
    PHONE,
    YES_NO,
    number,
    of,
    text,
)
from bot.catalogue.problems import Problem, one_of, shown
from bot.catalogue.tables import Row, read_table
from care.choice import Need, wish
from care.municipality import Municipality
from care.providers import Authorisation, Features, Form, Provider, Standing, Unit
from care.quality import Figure, Indicator
from care.services import Service

PROVIDERS, AUTHORISATIONS = "providers.csv", "authorisations.csv"
UNITS, QUALITY = "units.csv", "quality.csv"
FLAGS = (Need.EVENING, Need.WEEKEND, Need.NIGHT, Need.SAME_GENDER, Need.PETS)
PROVIDER_MAY = (
    "phone", "languages", "competences", *FLAGS, "wait_weeks", "handles_complaints",
    "makes_plans", "own_words", "updated", "source",
)  # fmt: skip
EVERYWHERE = "*"


def read_providers(
    folder: Path, here: Municipality | None, problems: list[Problem]
) -> tuple[Provider, ...]:
    """All providers of a folder with what the other files say of them, in the file's order.

    Where `here` is None the municipality could not be read, and what refers to it is not checked.
    """
    rows = read_table(folder / PROVIDERS, ("key", "name", "form"), PROVIDER_MAY, problems)
    owners = _owners(rows, "key", {})
    unit_rows = _optional(folder / UNITS, ("key", "provider", "name"), (), problems)
    units = _owners(unit_rows, "key", owners)
    figures = _figures(folder, {**owners, **units}, problems)
    allowed = _authorisations(folder, rows, here, problems)
    groups = defaultdict(list)
    for row in unit_rows:
        if _known(row, "provider", owners, PROVIDERS):
            key, name = row.cells["key"], row.must("name", text(60)) or ""
            groups[row.cells["provider"]].append(Unit(key, name, tuple(figures[key])))
    return tuple(
        replace(
            _provider(row),
            authorisations=None if allowed is None else tuple(allowed[row.cells["key"]]),
            figures=tuple(figures[row.cells["key"]]),
            units=tuple(groups[row.cells["key"]]),
        )
        for row in rows
    )


def _optional(
    path: Path, must: Sequence[str], may: Sequence[str], problems: list[Problem]
) -> tuple[Row, ...]:
    return read_table(path, must, may, problems) if path.exists() else ()


def _owners(rows: Sequence[Row], column: str, others: Mapping[str, Row]) -> dict[str, Row]:
    """The row of each key; a key stands once, among `others` too."""
    owners: dict[str, Row] = {}
    for row in rows:
        key = row.must(column, KEY)
        first = owners.get(row.cells[column]) or others.get(row.cells[column])
        if key and first:
            row.wrong(column, key, f"a key of its own: {first.file}, line {first.line}, has it")
        owners.setdefault(row.cells[column], row)
    return owners


def _known(row: Row, column: str, keys: Collection[str], file: str) -> bool:
    if row.cells[column] in keys:
        return True
    row.wrong(column, row.cells[column], f"a key in {file}")
    return False


def _provider(row: Row) -> Provider:
    return Provider(
        key=row.cells["key"],
        name=row.must("name", text(60)) or "",
        form=row.must("form", of(Form)) or Form.UNKNOWN,
        features=_features(row),
        wait_weeks=row.may("wait_weeks", number(0, 104)),
        handles_complaints=row.may("handles_complaints", YES_NO),
        makes_plans=row.may("makes_plans", YES_NO),
        phone=row.may("phone", PHONE),
        own_words=row.may("own_words", text(200)),
        updated=row.may("updated", DAY),
        source=row.may("source", text(200)) or "",
    )


def _features(row: Row) -> Features:
    flags = {flag: row.may(flag, YES_NO) for flag in FLAGS}
    has: set[str] = {flag for flag, said in flags.items() if said is True}
    lists_all: set[str] = set()
    lists = (
        (Need.LANGUAGE, row.may("languages", LANGUAGES)),
        (Need.COMPETENCE, row.may("competences", COMPETENCE)),
    )
    for need, listed in lists:
        if listed is not None:
            has |= {wish(need, value) for value in listed.values}
            if listed.complete:
                lists_all.add(need)
    lacks = frozenset(str(flag) for flag, said in flags.items() if said is False)
    return Features(frozenset(map(str, has)), lacks, frozenset(map(str, lists_all)))


def _figures(
    folder: Path, owners: Mapping[str, Row], problems: list[Problem]
) -> defaultdict[str, list[Figure]]:
    """Figures by the key of the provider or unit that they tell of."""
    columns = ("key", "indicator", "value", "year", "answers", "source")
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    seen: dict[tuple[str, ...], int] = {}
    for row in _optional(folder / QUALITY, columns, (), problems):
        _known(row, "key", owners, f"{PROVIDERS} or {UNITS}")
        same = tuple(row.cells[c] for c in ("key", "indicator", "year"))
        if same in seen:
            first = f"line {seen[same]} has this one"
            row.wrong("indicator", same[1], f"a figure given once for a key and a year: {first}")
        seen.setdefault(same, row.line)
        indicator = row.must("indicator", of(Indicator))
        value, year = row.must("value", number(0, 100)), row.must("year", number(2000, 2100))
        answers = row.may("answers", number(1, 1_000_000))
        source = row.must("source", text(200))
        if indicator and value is not None and year and source:
            figures[same[0]].append(Figure(indicator, value, year, answers, source))
    return figures


def _authorisations(
    folder: Path, providers: Sequence[Row], here: Municipality | None, problems: list[Problem]
) -> defaultdict[str, list[Authorisation]] | None:
    """Authorisations by provider; None where the folder sources none at all."""
    path = folder / AUTHORISATIONS
    if not path.exists():
        if here is not None and here.takes_wishes:
            expected = "a file of this name, since takes_wishes is true"
            problems.append(Problem(shown(path), None, "", None, expected))
        return None
    columns = ("provider", "service", "areas", "start", "end", "standing")
    allowed: defaultdict[str, list[Authorisation]] = defaultdict(list)
    keys = {row.cells["key"] for row in providers}
    rows = read_table(path, columns, (), problems)
    for row in rows:
        _known(row, "provider", keys, PROVIDERS)
        authorisation = _authorisation(row, here)
        if authorisation is not None:
            allowed[row.cells["provider"]].append(authorisation)
    named = {row.cells["provider"] for row in rows}
    for row in providers:
        if rows and row.cells["key"] not in named:
            expected = f"a provider with at least one service in {AUTHORISATIONS}"
            row.wrong("key", row.cells["key"], expected)
    return allowed


def _authorisation(row: Row, here: Municipality | None) -> Authorisation | None:
    service = row.must("service", of(Service))
    if service and here and here.services and service not in here.services:
        row.wrong("service", service, f"{one_of(here.services)}, as the municipality's services")
    areas = None if row.cells["areas"] == EVERYWHERE else row.must("areas", KEYS) or ()
    known = [area.key for area in here.areas] if here else list(areas or ())
    for area in areas or ():
        if area not in known:
            row.wrong("areas", area, f"{one_of(known)}, or * for everywhere")
    start, end = row.must("start", DAY), row.may("end", DAY)
    standing = row.must("standing", of(Standing))
    if start and end and end < start:
        row.wrong("end", row.cells["end"], f"a day from the start, {start}, or later")
    if not (service and start and standing):
        return None
    within = None if areas is None else frozenset(areas)
    return Authorisation(service, within, start, end, standing)
