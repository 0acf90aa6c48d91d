"""What is true of the municipality itself: its facts, areas, services and people."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.catalogue.book import Book
from bot.catalogue.problems import Problem
from bot.catalogue.reading.checks import RESERVED, check_reserved
from bot.catalogue.reading.rows import Row, missing, once
from bot.catalogue.schema.facts import WEEKDAYS
from bot.catalogue.schema.kinds import KEY
from bot.catalogue.schema.lists import EVERYWHERE
from bot.catalogue.schema.sheets import FIELD_BY_NAME
from care.municipality import Area, Contact, Fee, Hours, Officer, Role, Source
from care.retention import Record, Retention
from care.rules import (
    NUMBERED,
    Change,
    ChangeRule,
    FreeHours,
    Interim,
    Night,
    NoChoice,
    Regime,
    Rules,
    ServiceRule,
    Word,
)
from care.services import Service

NO_CODE = "0000"
"""SCB has given it to nobody, so an invented municipality borrows no real one's code."""
MOST = {ChangeRule.NOTICE: 366, ChangeRule.CUT_OFF: 31, ChangeRule.TIMES: 52}
"""The largest number that a rule of change can carry: days, a day of the month, times a year."""

Facts = Mapping[str, Row]
Sheets = Mapping[str, Sequence[Row]]


def facts_of(rows: Sequence[Row]) -> Facts:
    """The row of each fact; a fact stands once."""
    return once(rows, "field", "En uppgift får stå en gång. Ta bort den ena.")


def fact(facts: Facts, name: str) -> Any:
    """The value of a fact; None where it is unknown."""
    return facts[name]["value"] if name in facts else None


def check_facts(book: Book, facts: Facts, sheets: Sheets, problems: list[Problem]) -> None:
    """What must hold between the facts, and between them and the other sheets."""

    files = book.called("municipality").endswith(".csv")

    def named(name: str) -> str:
        title = FIELD_BY_NAME[name].title
        return f"{name} ({title})" if files else title

    def lacks(name: str, why: str, *, bearable: bool = False) -> None:
        said = f"Uppgiften {named(name)} saknas. {why}"
        problems.append(missing(book, "municipality", name, said, bearable=bearable))

    if KEY.read(book.key) is None:
        lacks("key", "Lägg till en rad med kommunens nyckel: a–z, 0–9 och bindestreck.")
    if book.key in RESERVED:
        lacks("key", f"{book.key} har en särskild betydelse. Ta en annan nyckel.", bearable=True)
    for name in ("name", "code"):
        if name not in facts:
            lacks(name, "Fyll i den, eller lägg till raden.", bearable=True)
    if fact(facts, "code") and bool(fact(facts, "example")) != (fact(facts, "code") == NO_CODE):
        facts["code"].wrong("value", f"Koden {NO_CODE} hör till ett påhittat exempel, och ett "
                                     "exempel har alltid den.", bearable=True)  # fmt: skip
    sourced = [row for rows in (facts.values(), sheets["services"]) for row in rows]
    for row in sourced:
        if bool(row.written("source")) != bool(row.written("day")):
            empty = "day" if row.written("source") else "source"
            row.wrong(empty, "Källan och dagen då den lästes hör ihop. Skriv båda.")
    if facts and not any(row.written("source") for row in sourced):
        said = "Skriv källan till minst en uppgift, och dagen då den lästes."
        problems.append(missing(book, "municipality", "source", said, bearable=True))
    if "change" in facts or "change_number" in facts:
        row = facts.get("change_number") or facts["change"]
        _check_change(row, "value", fact(facts, "change"), fact(facts, "change_number"))
    _check_pairs(facts, lacks)
    if fact(facts, "takes_wishes"):
        if "phone" not in facts:
            lacks("phone", f"Den behövs när {named('takes_wishes')} är ja.")
        for name, what in (("officers", "en handläggare"), ("authorisations", "ett godkännande")):
            if not sheets[name]:
                said = f"Lägg till minst {what}. Det behövs när {named('takes_wishes')} är ja."
                problems.append(missing(book, name, "", said))
    if not sheets["services"]:
        said = "Lägg till minst en insats som man får välja utförare i."
        problems.append(missing(book, "services", "service", said))


def _check_pairs(facts: Facts, lacks: Any) -> None:
    for name, other in (("fee_kronor", "fee_year"), ("fee_year", "fee_kronor")):
        if name in facts and other not in facts:
            lacks(other, "En avgift visas aldrig utan sitt år.")
    if "fee_kronor" in facts and not facts["fee_kronor"].written("source"):
        facts["fee_kronor"].wrong("source", "Skriv källan. En avgift visas aldrig utan den.")
    for name in ("free_hours_age", "free_hours_month"):
        if name in facts and not fact(facts, "free_hours"):
            title = facts[name].line.stood.title("free_hours")
            facts[name].wrong("value", f"Ta bort raden, eller skriv ja vid {title}.")
    for name in (f"retention_{record}" for record in Record):
        if name in facts and "retention_decision" not in facts:
            lacks("retention_decision", "Skriv beslutet. Utan det får inget tas bort.")


def _check_change(row: Row, column: str, rule: str | None, number: int | None) -> None:
    if rule in NUMBERED and number is None and not row.written("change_number"):
        row.wrong(column, f"Skriv också ett tal, vid {row.line.stood.title('change_number')}.")
    elif rule not in NUMBERED and number is not None:
        title = row.line.stood.title("change")
        said = f"Talet hör inte ihop med det som står vid {title}. Ta bort det ena."
        row.wrong(column, said)
    elif rule in NUMBERED and number is not None and number > MOST[ChangeRule(rule)]:
        row.wrong(column, f"Skriv högst {MOST[ChangeRule(rule)]}.")


def check_places(sheets: Sheets) -> None:
    """What must hold of areas, services and officers."""
    areas = once(sheets["areas"], "key", "Ge området en egen nyckel.")
    once(sheets["areas"], "name", "Två områden får inte heta lika.", bearable=True)
    check_reserved(areas)
    once(sheets["services"], "service", "En insats får stå en gång.")
    for row in sheets["services"]:
        _check_change(row, "change_number", row["change"], row["change_number"])
    once(sheets["officers"], "key", "Ge handläggaren en egen nyckel.")
    for row in sheets["officers"]:
        if not any(row.written(day) for day in WEEKDAYS):
            row.wrong("monday", "Skriv tider för minst en veckodag, till exempel 08.30-12.00.")


def rules(facts: Facts) -> Rules:
    """The municipality's own rules."""

    def of(name: str) -> Any:
        return fact(facts, name)

    return Rules(
        regime=Regime(of("regime") or Regime.UNKNOWN),
        word=Word(of("word") or Word.PROVIDER),
        no_choice=NoChoice(of("no_choice") or NoChoice.UNKNOWN),
        change=Change(ChangeRule(of("change") or ChangeRule.UNKNOWN), of("change_number")),
        same_fee=of("same_fee"),
        queue=of("queue"),
        interim=Interim(of("interim") or Interim.UNKNOWN),
        night=Night(of("night") or Night.UNKNOWN),
        night_hours=of("night_hours"),
        free_hours=FreeHours(of("free_hours"), of("free_hours_age"), of("free_hours_month")),
        capacity_at_once=of("capacity_at_once") or False,
        minority_languages=of("minority_languages") or (),
        retention=Retention(
            of("retention_decision") or "",
            **{record.value: of(f"retention_{record}") for record in Record},
        ),
    )


def fee(facts: Facts) -> Fee | None:
    """The highest fee, with the source of its row."""
    if "fee_kronor" not in facts:
        return None
    return Fee(fact(facts, "fee_kronor"), fact(facts, "fee_year"), facts["fee_kronor"]["source"])


def open_hours(facts: Facts) -> tuple[Hours, ...]:
    """When the officers' phone is answered."""
    return tuple(
        Hours(n, span.opens, span.closes)
        for n, day in enumerate(WEEKDAYS)
        for span in fact(facts, f"open_{day}") or ()
    )


def sources(facts: Facts, services: Sequence[Row]) -> Mapping[str, Source]:
    """Where each fact was read, by field; a service's by `service.<key>`."""
    named = [(name, row) for name, row in facts.items()]
    named += [(f"service.{row['service']}", row) for row in services]
    return {name: Source(row["source"], row["day"]) for name, row in named if row["source"]}


def areas(rows: Sequence[Row]) -> tuple[Area, ...]:
    """The areas, in their order."""
    return tuple(Area(row["key"], row["name"], row["places"] or ()) for row in rows)


def services(rows: Sequence[Row]) -> tuple[ServiceRule, ...]:
    """The services in the choice, in their order."""
    return tuple(
        ServiceRule(
            Service(row["service"]),
            row["across_areas"],
            row["beyond_border"],
            Change(ChangeRule(row["change"] or ChangeRule.UNKNOWN), row["change_number"]),
        )
        for row in rows
    )


def contacts(rows: Sequence[Row]) -> tuple[Contact, ...]:
    """Other numbers of the municipality's."""
    return tuple(Contact(Role(row["role"]), row["name"], row["phone"], _week(row)) for row in rows)


def officers(rows: Sequence[Row]) -> tuple[Officer, ...]:
    """Those who call."""
    return tuple(
        Officer(
            row["key"],
            row["name"],
            _week(row),
            row["languages"] or (),
            tuple(area for area in row["areas"] or () if area != EVERYWHERE),
            row["most"],
        )
        for row in rows
    )


def _week(row: Row) -> tuple[Hours, ...]:
    return tuple(
        Hours(n, span.opens, span.closes)
        for n, day in enumerate(WEEKDAYS)
        for span in row[day] or ()
    )
