"""What stands in the catalogue of one provider, in the words a keeper and a resident read."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.changes import AUTHORISATIONS, OWNER, Edit, Line, Sheets
from bot.catalogue.schema.kinds import DAY
from bot.catalogue.schema.lists import AREAS, COMPETENCE, EVERYWHERE, FOCUS, LANGUAGES
from bot.catalogue.schema.providers import OF_NEED
from bot.catalogue.schema.sheets import BY_NAME, PROVIDERS, SITE, Column
from bot.catalogue.schema.words import SERVICES
from bot.keeping.fields import Option
from bot.keeping.words import day
from care.municipality import Municipality
from care.providers import OUTSIDE, Provider
from dialogs.figures import INDICATORS

MISSING = "Uppgift saknas"
EMPTIED = "Töms, för den svenska texten ändras. Svenskan visas i stället."
BEYOND = "Utanför kommunen"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Namn och kontakt": (
        "name", "form", "organisation_number", "phone", "email", "website", "site",
    ),
    "Vad de kan": ("languages", "competences", "focuses"),
    "Tider": ("evening", "weekend", "night", "hours"),
    "Hur det är hos dem": ("same_gender", "pets", "transport", "trial", "visit"),
    "Arbetssätt": ("handles_complaints", "makes_plans", "fixed_contact"),
    "Egna ord": ("extras", "own_words"),
    "Kommunens uppföljning": ("review_day", "review_finding", "review_remedied", "review_reply"),
    "Tas över av en annan": ("successor", "successor_day"),
    "Var uppgifterna kommer ifrån": ("kolada", "updated", "source"),
}  # fmt: skip
"""The columns of a provider, as pages lay them out."""

WISHED = frozenset(OF_NEED.values())
"""What somebody may wish for. Room is asked for by itself, and everyone has a form for it."""

OWN_AFFAIR = frozenset({"review_remedied", "review_reply", "successor", "successor_day", "kolada"})
"""What is not missing where it is empty: there may be nothing to tell."""

STAYS = frozenset({"updated", "source"})
"""What nobody fills in: the day follows from confirming, the source from the form's own."""

KEEPERS_OWN = frozenset(
    {"review_day", "review_finding", "review_remedied", "successor", "successor_day", "kolada"}
)
"""What only the municipality can say of a provider."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is shown; `missing` where nobody has said."""

    title: str
    text: str
    missing: bool = False
    lang: str = "sv"


@dataclass(frozen=True, slots=True)
class Part:
    """Facts under a heading."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What stands there now, and what would."""

    name: str
    title: str
    old: str
    new: str


def told(column: Column, cell: str, here: Municipality) -> str:
    """A cell in words: areas and providers by their names."""
    if not cell:
        return MISSING
    if column.kind is SITE:
        return _area(cell, here)
    if column.kind is AREAS:
        keys = cell.split("|")
        named = (_area(key, here) for key in keys)
        return "Hela kommunen" if EVERYWHERE in keys else ", ".join(named)
    if column.name == "successor":
        taker = here.provider(cell)
        return taker.name if taker else cell
    if column.kind is DAY:
        day_ = DAY.read(cell)
        return day(day_) if day_ else cell
    text = column.kind.shown(cell).replace(", ?", ". Det kan finnas fler.")
    worded = column.kind.options or column.kind in (LANGUAGES, COMPETENCE, FOCUS)
    return text[:1].upper() + text[1:] if worded else text


def _area(key: str, here: Municipality) -> str:
    area = here.area(key)
    return area.name if area else BEYOND if key == OUTSIDE else key


def facts(row: Line, here: Municipality, matters: Container[str]) -> tuple[Part, ...]:
    """All that is shown of a provider.

    Of what is not known only that which matters: what somebody asks about for its services.
    """
    parts = []
    for title, names in GROUPS.items():
        columns = [
            column
            for column in PROVIDERS.columns
            if (column.name in names and (row.get(column.name) or _said(column.name, matters)))
            or (column.of in names and row.get(column.name))
        ]
        if columns:
            parts.append(Part(title, tuple(_fact(column, row, here) for column in columns)))
    return tuple(parts)


def _said(name: str, matters: Container[str]) -> bool:
    """Whether it is told that this is not known."""
    return name in matters if name in WISHED else name not in OWN_AFFAIR


def _fact(column: Column, row: Line, here: Municipality) -> Fact:
    cell = row.get(column.name, "")
    lang = column.language or "sv"
    return Fact(column.title, told(column, cell, here), missing=not cell, lang=lang)


def service(key: str) -> str:
    """The name of a service, as a keeper knows it."""
    name = SERVICES[key][0] if key in SERVICES else key
    return name[:1].upper() + name[1:]


def authorisation(row: Line, here: Municipality) -> Part:
    """An authorisation under the name of its service."""
    columns = [
        column
        for column in BY_NAME[AUTHORISATIONS].columns
        if column.name not in ("provider", "service")
        and (row.get(column.name) or column.name in ("places", "queue", "weeks"))
    ]
    told_ = tuple(_fact(column, row, here) for column in columns)
    return Part(service(row.get("service", "")), told_)


def figures(provider: Provider) -> Part:
    """What people answered, which nobody changes here: it comes with the surveys."""
    told_ = []
    for figure in provider.figures:
        answers = "" if figure.answers is None else f", {figure.answers} svarade"
        text = f"{figure.value} av 100 ({figure.year}{answers})"
        told_.append(Fact(INDICATORS[figure.indicator].text, text))
    return Part("Siffror", tuple(told_))


def changes(edits: Sequence[Edit], sheets: Sheets, here: Municipality) -> tuple[Change, ...]:
    """What edits would change, cell by cell, beside what stands there now.

    Not where it comes from: a proposal says that for all of it.
    """
    found = []
    for edit in edits:
        row = _row(edit, sheets)
        whose = service(edit.row.get("service") or edit.cells.get("service", ""))
        for name, cell in edit.cells.items():
            column = BY_NAME[edit.sheet].by_name.get(name)
            if column is None or name in (OWNER[edit.sheet], "source"):
                continue
            title = f"{whose}: {column.title}" if edit.sheet == AUTHORISATIONS else column.title
            old = told(column, row.get(name, ""), here) if edit.row else "–"
            outdated = column.of in edit.cells and not cell
            new = EMPTIED if outdated else told(column, cell, here)
            found.append(Change(name, title, old, new))
    return tuple(found)


def _row(edit: Edit, sheets: Sheets) -> Line:
    for row in sheets.get(edit.sheet, ()) if edit.row else ():
        if all(row.get(column, "") == text for column, text in edit.row.items()):
            return row
    return {}


def options(here: Municipality, provider: str) -> dict[str, Sequence[Option]]:
    """What only this catalogue knows: its areas, its services, and who might take over."""
    areas = [Option(area.key, area.name) for area in here.areas]
    others = sorted((p.name, p.key) for p in here.providers if p.key != provider)
    return {
        "areas": areas,
        "site": [*areas, Option(OUTSIDE, BEYOND)],
        "successor": [Option(key, name) for name, key in others],
        "service": [Option(rule.service, service(rule.service)) for rule in here.services],
    }
