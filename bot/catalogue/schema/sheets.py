"""The whole schema as data: every sheet of a catalogue and every column of it.

The reader, the template, the export and the documentation are all made from this.
"""

from bot.catalogue.schema.column import TRANSLATED, Column, Sheet, must
from bot.catalogue.schema.facts import FIELDS, NUMBER, WEEKDAYS
from bot.catalogue.schema.hours import WEEKDAY
from bot.catalogue.schema.kinds import DAY, KEY, YES_NO, Kind, choice, number, text
from bot.catalogue.schema.lists import AREAS as SOME_AREAS
from bot.catalogue.schema.lists import PLACES, SPOKEN
from bot.catalogue.schema.numbers import PHONE
from bot.catalogue.schema.providers import AUTHORISATIONS, PROVIDERS, QUALITY, SITE, UNITS
from bot.catalogue.schema.words import CHANGES, ROLES, SERVICES

GUIDE = "Läs mig"
"""The sheet with instructions in a workbook; what stands there is never read."""

_SOURCE = Column("source", "Källa", text(200), "Var uppgiften kommer ifrån.", "exempelby.example")
_DAY = Column("day", "Läst den", DAY, "När källan lästes.", "2026-11-22")
_WEEK = tuple(
    Column(day, name.capitalize(), WEEKDAY, f"Tider på {name}.", "08.30-11.30, 13.00-15.00")
    for day, name in WEEKDAYS.items()
)

FIELD = choice({field.name: (field.title,) for field in FIELDS})
VALUE = text(400)
"""What may stand as a fact's value before it is known which fact it is."""

MUNICIPALITY = Sheet(
    "municipality",
    "Kommun",
    "En uppgift på varje rad, med var och när den lästes. Namn och kommunkod måste finnas.",
    (
        must(Column("field", "Uppgift", FIELD, "Vad raden handlar om.", "Kommunens namn")),
        must(Column("value", "Värde", VALUE, "Det som gäller.", "Exempelby kommun")),
        _SOURCE,
        _DAY,
    ),
)
AREAS = Sheet(
    "areas",
    "Områden",
    "Kommunens delar, och namn på platser som folk använder.",
    (
        must(Column("key", "Nyckel", KEY, "Kort namn som aldrig ändras.", "centrum")),
        must(Column("name", "Namn", text(60), "Områdets namn.", "Centrum")),
        Column("places", "Platser", PLACES, "Namn på gator och platser i området.",
               "Stortorget, Klockargården"),
    ),
)  # fmt: skip
SERVICES_SHEET = Sheet(
    "services",
    "Insatser",
    "Det man får välja utförare i, i den ordning som det visas.",
    (
        must(Column("service", "Insats", choice(SERVICES), "Insatsens namn.",
                    "hemtjänst omvårdnad")),
        Column("across_areas", "Välja i alla områden", YES_NO,
               "Tomt: som insatsen brukar vara.", "nej"),
        Column("beyond_border", "Välja utanför kommunen", YES_NO,
               "Tomt: som insatsen brukar vara.", "nej"),
        Column("change", "Byte av utförare", choice(CHANGES), "Om det är annorlunda än annars.",
               "när som helst"),
        Column("change_number", "Tal för byte", NUMBER,
               "Dagar, dag i månaden eller gånger om året.", "14"),
        _SOURCE,
        _DAY,
    ),
)  # fmt: skip
CONTACTS = Sheet(
    "contacts",
    "Kontakter",
    "Andra nummer hos kommunen: råd, klagomål och stöd till anhöriga.",
    (
        must(Column("role", "Vad det gäller", choice(ROLES), "Vad man kan ringa om.",
                    "rådgivning")),
        must(Column("name", "Namn", text(60), "Vem som svarar.", "Seniorlinjen")),
        must(Column("phone", "Telefon", PHONE, "Numret.", "08-465 004 20")),
        *_WEEK,
    ),
)  # fmt: skip
OFFICERS = Sheet(
    "officers",
    "Handläggare",
    "De som ringer upp, och de tider i veckan då samtal får bokas.",
    (
        must(Column("key", "Nyckel", KEY, "Kort namn som aldrig ändras.", "anna-lind")),
        must(Column("name", "Namn", text(60), "För- och efternamn.", "Anna Lind")),
        Column("languages", "Språk", SPOKEN,
               "Språk som hen kan ringa på, utom svenska. Tomt: bara svenska.",
               "arabiska, engelska"),
        Column("areas", "Områden", SOME_AREAS,
               "Nycklarna till områdena där hen ringer. Tomt eller *: hela kommunen.",
               "centrum, norr"),
        Column("most", "Samtal om dagen", number(1, 50),
               "Så många samtal som mest får bokas på en dag. Tomt: ingen gräns.", "8"),
        *_WEEK,
    ),
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (
    MUNICIPALITY, AREAS, SERVICES_SHEET, CONTACTS, OFFICERS, PROVIDERS, UNITS, AUTHORISATIONS,
    QUALITY,
)  # fmt: skip
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
FIELD_BY_NAME = {field.name: field for field in FIELDS}

__all__ = [
    "AREAS", "AUTHORISATIONS", "BY_NAME", "CONTACTS", "FIELDS", "FIELD_BY_NAME", "GUIDE",
    "MUNICIPALITY", "OFFICERS", "PROVIDERS", "QUALITY", "SERVICES_SHEET", "SHEETS", "SITE",
    "TRANSLATED", "UNITS", "Column", "Kind", "Sheet",
]  # fmt: skip
