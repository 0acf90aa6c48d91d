"""`municipality.toml`: what is true of the municipality itself."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from bot.catalogue.kinds import CODE, KEY, PHONE, SPAN, WEBSITE, Span, of, text
from bot.catalogue.problems import Problem, one_of
from bot.catalogue.tomltable import Table, read_toml
from care.municipality import (
    Area,
    ChangeRule,
    Fee,
    Hours,
    Municipality,
    NoChoice,
    Officer,
    Regime,
    Source,
)
from care.services import Service

FILE = "municipality.toml"
NO_CODE = "0000"
"""SCB has given it to nobody, so an invented municipality borrows no real one's code."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES = (
    "name", "code", "example", "website", "phone", "out_of_hours_phone", "takes_wishes",
    "services", "rules", "fee", "open_hours", "areas", "officers", "sources",
)  # fmt: skip
RULES = (
    "regime", "no_choice", "change", "change_days", "same_fee", "hours_without_assessment",
)  # fmt: skip


def read_facts(folder: Path, version: str, problems: list[Problem]) -> Municipality | None:
    """The municipality without its providers; None where the file cannot be read at all."""
    top = read_toml(folder / FILE, problems)
    if top is None:
        return None
    top.only(*NAMES)
    rules = top.table("rules")
    rules.only(*RULES)
    here = Municipality(
        key=folder.resolve().name,
        name=top.must("name", text(60)) or "",
        code=_code(top),
        version=version,
        example=top.flag("example") or False,
        regime=rules.may("regime", of(Regime)) or Regime.UNKNOWN,
        takes_wishes=top.flag("takes_wishes") or False,
        services=top.all("services", of(Service)),
        providers=(),
        areas=tuple(_area(t) for t in _keyed(top, "areas")),
        officers=tuple(_officer(t) for t in _keyed(top, "officers")),
        open_hours=_hours(top.table("open_hours")),
        phone=top.may("phone", PHONE),
        out_of_hours_phone=top.may("out_of_hours_phone", PHONE),
        website=top.may("website", WEBSITE),
        no_choice=rules.may("no_choice", of(NoChoice)) or NoChoice.UNKNOWN,
        change=rules.may("change", of(ChangeRule)) or ChangeRule.UNKNOWN,
        change_days=rules.number("change_days", 1, 366),
        same_fee=rules.flag("same_fee"),
        fee=_fee(top.table("fee")),
        hours_without_assessment=rules.flag("hours_without_assessment"),
        sources=tuple(_sources(top)),
    )
    _check_whole(top, here)
    return here


def _code(top: Table) -> str:
    code = top.must("code", CODE) or ""
    example = top.values.get("example") is True
    if code and example != (code == NO_CODE):
        top.wrong("code", f"{NO_CODE} in an example, and SCB's own code in no example")
    return code


def _keyed(top: Table, name: str) -> tuple[Table, ...]:
    """The tables of a list whose `key` must differ."""
    tables = top.tables(name)
    seen: set[object] = set()
    for table in tables:
        key = table.values.get("key")
        if isinstance(key, str) and key in seen:
            table.wrong("key", f"a key of its own: another of the {name} has it")
        seen.add(key if isinstance(key, str) else None)
    return tables


def _area(table: Table) -> Area:
    table.only("key", "name", "places")
    return Area(
        table.must("key", KEY) or "",
        table.must("name", text(60)) or "",
        table.all("places", text(60)),
    )


def _officer(table: Table) -> Officer:
    table.only("key", "name", "hours")
    hours = _hours(table.table("hours"))
    if not hours:
        table.wrong("hours", 'at least one weekday with hours, like monday = "08.30-12.00"')
    return Officer(table.must("key", KEY) or "", table.must("name", text(60)) or "", hours)


def _hours(week: Table) -> tuple[Hours, ...]:
    week.only(*WEEKDAYS)
    hours: list[Hours] = []
    for weekday, name in enumerate(WEEKDAYS):
        spans = sorted(week.all(name, SPAN), key=lambda span: span.opens)
        if _overlap(spans):
            week.wrong(name, "hours that do not overlap")
        hours += [Hours(weekday, span.opens, span.closes) for span in spans]
    return tuple(hours)


def _overlap(spans: list[Span]) -> bool:
    return any(b.opens < a.closes for a, b in pairwise(spans))


def _fee(table: Table) -> Fee | None:
    table.only("kronor", "year", "source")
    if not table.values:
        return None
    for name in ("kronor", "year"):
        if name not in table.values:
            table.wrong(name, "a number: a fee is never told without its year and source")
    kronor, year = table.number("kronor", 0, 100_000), table.number("year", 2000, 2100)
    return Fee(kronor or 0, year or 0, table.must("source", text(200)) or "")


def _sources(top: Table) -> Iterable[Source]:
    for table in top.tables("sources"):
        table.only("what", "day")
        what, day = table.must("what", text(200)), table.day("day")
        if what and day:
            yield Source(what, day)


def _check_whole(top: Table, here: Municipality) -> None:
    """What must hold between the facts."""
    if not here.services and not top.values.get("services"):
        top.wrong("services", f"at least {one_of(Service)}")
    if len(set(here.services)) < len(here.services):
        top.wrong("services", "a list that names each service once")
    if here.change is ChangeRule.NOTICE and here.change_days is None:
        top.table("rules").wrong("change_days", "a number of days, since change is notice")
    if not top.values.get("sources"):
        top.wrong("sources", "at least one source, headed [[sources]]")
    if here.takes_wishes:
        if not here.officers:
            top.wrong("officers", "at least one, headed [[officers]], since takes_wishes is true")
        if "phone" not in top.values:
            top.wrong("phone", "the officers' phone number, since takes_wishes is true")
