"""Catalogues for tests: one small one in words, and as many as wanted drawn by lot."""

from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import strategies as st

from bot.catalogue import Book, read_book
from bot.catalogue.book import of
from bot.catalogue.reading.grid import clean
from bot.catalogue.schema.sheets import BY_NAME, FIELD_BY_NAME, Column
from care.municipality import Municipality
from care.quality import Indicator

TODAY = date(2026, 11, 22)
Sheets = dict[str, list[dict[str, str]]]
SOURCED = {"source": "Exempel", "day": "2026-11-22"}


def fact(field: str, value: str) -> dict[str, str]:
    return {"field": field, "value": value, **SOURCED}


def small() -> Sheets:
    """Lilleby: two providers, two areas, two services."""
    return {
        "municipality": [
            fact("key", "lilleby"),
            fact("name", "Lilleby kommun"),
            fact("code", "1880"),
            fact("phone", "08-465 004 00"),
            fact("takes_wishes", "yes"),
            fact("regime", "LOV"),
            fact("queue", "yes"),
        ],
        "areas": [
            {"key": "norr", "name": "Norr", "places": "Kullen|Torget"},
            {"key": "soder", "name": "Söder"},
        ],
        "services": [{"service": "care"}, {"service": "household"}],
        "contacts": [{"role": "complaints", "name": "Synpunkter", "phone": "08-465 004 01"}],
        "officers": [{"key": "anna", "name": "Anna Lind", "monday": "08.30-11.30"}],
        "providers": [
            {
                "key": "eken",
                "name": "Ekens omsorg",
                "form": "association",
                "phone": "08-465 004 03",
                "languages": "sv|?",
                "evening": "yes",
                "updated": "2026-10-19",
                "kolada": "V21E001",
            },
            {"key": "solen", "name": "Solens hemtjänst", "form": "company"},
        ],
        "units": [{"key": "eken-norr", "provider": "eken", "name": "Norr", "kolada": "V21E002"}],
        "authorisations": [
            allowed("eken", "care"),
            allowed("eken", "household"),
            allowed("solen", "care", areas="norr"),
        ],
        "quality": [figure("eken", "U21468", 88)],
    }


def allowed(provider: str, service: str, areas: str = "*") -> dict[str, str]:
    row = {"provider": provider, "service": service, "areas": areas}
    return row | {"start": "2020-01-01", "standing": "active"}


def figure(key: str, indicator: str, value: int, year: int = 2025) -> dict[str, str]:
    row = {"key": key, "indicator": indicator, "value": str(value), "year": str(year)}
    return row | {"source": "Exempel"}


def town(sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> Municipality:
    """What these sheets tell of; they are right."""
    return read_book(of(sheets))


def change(sheets: Sheets, sheet: str, row: int, **cells: str) -> Sheets:
    """The same with some cells of one row changed; an empty one is emptied."""
    after = {name: [dict(line) for line in lines] for name, lines in sheets.items()}
    line = {**after[sheet][row], **cells}
    after[sheet][row] = {name: cell for name, cell in line.items() if cell}
    return after


# --- drawn by lot ---

WORDS = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=40)
HELD_TOGETHER = {"review_day", "review_finding", "review_remedied", "review_reply", "successor",
                 "successor_day"}  # fmt: skip
REFERRING = {"key", "provider", "areas", "service", "site", "indicator", "start", "end",
             "standing", "name"}  # fmt: skip
RULES_WITHOUT_NUMBER = ("change", "change_number", "fee_kronor", "fee_year", "free_hours_age",
                        "free_hours_month", "retention_answers", "retention_turns",
                        "retention_contact", "retention_cases", "retention_log", "example",
                        "key", "name", "code")  # fmt: skip


def cells(column: Column) -> st.SearchStrategy[str]:
    """What may stand in a column, as it is kept; empty where nothing does."""
    kind = column.kind
    written = kind.options or tuple(filter(None, (column.example,)))
    known = [c for c in map(kind.canonical, written) if c]
    free = WORDS.map(clean).filter(lambda text: kind.canonical(text) == text)
    is_text = kind.canonical("Åsa & <b>|;\"',") is not None
    return st.one_of(st.just(""), *(st.just(c) for c in known), *([free] if is_text else []))


@st.composite
def towns(draw: st.DrawFn) -> Book:
    """A right catalogue of any shape."""
    areas = draw(st.lists(st.sampled_from(["norr", "soder", "oster"]), unique=True))
    keys = draw(st.lists(st.sampled_from(["a", "b-1", "c", "d"]), unique=True))
    services = draw(st.lists(st.sampled_from(["care", "household", "relief"]), unique=True))
    services = services or ["care"]

    def line(sheet: str, without: set[str], **must: str) -> dict[str, str]:
        columns = [c for c in BY_NAME[sheet].columns if c.name not in without | must.keys()]
        drawn = {c.name: draw(cells(c)) for c in columns if not c.language}
        translated = {
            c.name: draw(cells(c))
            for c in columns
            if c.language and drawn.get(c.of, must.get(c.of))
        }
        row = {**must, **drawn, **translated}
        return {name: cell for name, cell in row.items() if cell}

    sheets: Sheets = {
        "municipality": [
            fact("key", "lottby"),
            fact("name", "Lottby"),
            fact("code", "1880"),
            *(
                fact(name, value)
                for name, column in FIELD_BY_NAME.items()
                if name not in RULES_WITHOUT_NUMBER and name != "takes_wishes"
                if (value := draw(cells(column)))
            ),
        ],
        "areas": [line("areas", set(), key=key, name=key.title()) for key in areas],
        "services": [
            line("services", {"change", "change_number", "source", "day"}, service=service)
            for service in services
        ],
        "officers": [
            line("officers", {"areas"}, key=key, name=key.title(), monday="08.30-11.30")
            | ({"areas": where} if where else {})
            for key in draw(st.sampled_from([(), ("anna",), ("anna", "omar")]))
            for where in [draw(st.sampled_from(["", "*", *areas, "|".join(areas)]))]
        ],
        "providers": [
            line("providers", HELD_TOGETHER | {"site"}, key=key, name=f"Namn {key}", form="company")
            for key in keys
        ],
        "units": [
            line(
                "units", {"site", "services"}, key=f"{key}-enhet", provider=key, name=f"Enhet {key}"
            )
            | ({"services": "|".join(given)} if given else {})
            for key in keys
            if draw(st.booleans())
            for given in [draw(st.lists(st.sampled_from(services), unique=True))]
        ],
        "quality": [
            figure(key, indicator, draw(st.integers(0, 100)))
            for key in (*keys, "municipality", "country")
            for indicator in draw(
                st.lists(st.sampled_from(list(Indicator)), unique=True, max_size=3)
            )
        ],
    }
    if draw(st.booleans()):
        where = "|".join(areas) or "*"
        sheets["authorisations"] = [
            line("authorisations", {"end", "reason"}, **allowed(key, services[0], where))
            for key in keys
        ]
    book = of({name: rows for name, rows in sheets.items() if rows})
    read_book(book)
    return book
