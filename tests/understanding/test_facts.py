"""Answers that are not a choice: a place, a number, a year, a name, a time."""

from datetime import datetime, timedelta

import pytest

from care.municipality import Area
from care.times import SWEDEN
from dialogs.understanding import answers
from dialogs.understanding.answers import Perhaps, Sure
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=SWEDEN)  # a Sunday

AREAS = [
    Area("north", "Norr", ("Varberga", "Vivalla")),
    Area("south", "Söder", ("Farsta", "Ladugårdsängen")),
    Area("centre", "Farsta centrum"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("varberga", Sure("north")),
        ("jag bor i Varbärga", Sure("north")),
        ("wivalla", Sure("north")),
        ("ladugårds ängen", Sure("south")),
        ("i Varbergas utkant", Sure("north")),
        ("vid farsta centrum", Sure("centre")),
        ("norr eller söder", Perhaps(("north", "south"))),
        ("vevala", Perhaps(("north",))),
        ("jag vet inte var jag bor", None),
        ("vad kostar det i månaden", None),
        ("", None),
        ("inte i Centrum utan i Varberga", Sure("north")),
        ("jag bor inte i Varberga", None),
    ],
)
def test_places(bank: Bank, text: str, found: Sure | Perhaps | None) -> None:
    assert answers.place(read(text, bank), AREAS, bank) == found


PROVIDERS = [
    ("sol", "Solrosens hemtjänst"),
    ("ek", "Ekens omsorg"),
    ("house", "Omsorgshuset i Örebro AB"),
    ("town", "Kommunens hemtjänst"),
    ("humana", "Humana"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("solrosen", Sure("sol")),
        ("Solrosens hemtjenst", Sure("sol")),
        ("jag vill ha eken", Sure("ek")),
        ("humana", Sure("humana")),
        ("omsorgs huset", Sure("house")),
        ("hemtjänst", None),
        ("vad kostar det", None),
    ],
)
def test_names_of_providers(bank: Bank, text: str, found: Sure | Perhaps | None) -> None:
    assert answers.named(read(text, bank), PROVIDERS) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("070-174 06 05", "+46701740605"),
        ("mitt nummer är 0701740605, ring efter 10", "+46701740605"),
        ("+46 (0)70 174 06 05", "+46701740605"),
        ("46701740605", "+46701740605"),
        ("701740605", "+46701740605"),
        ("0046701740605", "+46701740605"),
        ("o7o-174 o6 o5", "+46701740605"),
        ("٠٧٠١٧٤٠٦٠٥", "+46701740605"),
        ("noll sju noll ett sju fyra noll sex noll fem", "+46701740605"),
        ("019-21 10 00", "+4619211000"),
        ("08-508 36 200", "+46850836200"),
        ("+358 40 123 4567", "+358401234567"),
        ("410203-1234", None),
        ("19410203-1234", None),
        ("12345", None),
        ("1941", None),
        ("jag har ingen telefon", None),
    ],
)
def test_phone_numbers(bank: Bank, text: str, number: str | None) -> None:
    assert answers.phone(text, bank) == number


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1941", 1941),
        ("född 1941", 1941),
        ("٤١", 1941),
        ("41", 1941),
        ("05", 2005),
        ("26", 1926),
        ("19410203", 1941),
        ("410203", 1941),
        ("3/2-41", 1941),
        ("3 februari 1941", 1941),
        ("3 feb 41", 1941),
        ("jag är 85 år", None),
        ("jag är 84", None),
        ("84 år", None),
        ("hon är 84", None),
        ("i'm 84", None),
        ("olen 84", None),
        ("عمري 84", None),
        ("jag är född 41", 1941),
        ("olen syntynyt 41", 1941),
        ("2030", None),
        ("1899", None),
        ("1941 eller 1942", None),
        ("vet inte", None),
    ],
)
def test_birth_years(bank: Bank, text: str, year: int | None) -> None:
    assert answers.year(read(text, bank), NOW, bank) == year


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Svensson", "Anna Svensson"),
        ("Hej, jag heter Åke", "Åke"),
        ("My name is John O'Brien.", "John O'Brien"),
        ("nimeni on Matti Meikäläinen", "Matti Meikäläinen"),
        ("اسمي محمد علي", "محمد علي"),
        ("Åke Nilsson heter jag", "Åke Nilsson"),
        ("min mamma heter Gun-Britt", "Gun-Britt"),
        ("J. R. Öberg", "J. R. Öberg"),
        ("Anna Maria Karin von Essen", "Anna Maria Karin von Essen"),
        ("vill inte säga", None),
        ("jag vill inte", None),
        ("vet inte", None),
        ("inte Anna", None),
        ("i'd rather not say", None),
        ("en halua kertoa", None),
        ("لا أريد أن أقول", None),
        ("det kan du fråga min dotter om", None),
        ("ja", None),
        ("hej", None),
        ("börja om", None),
        ("070 123 45 67", None),
        ("410203-1234", None),
        ("<b>x</b>", None),
        ("A" * 61, None),
        ("", None),
    ],
)
def test_names_of_persons(bank: Bank, text: str, name: str | None) -> None:
    assert answers.name(read(text, bank), bank) == name


def offered() -> list[datetime]:
    """Two weeks of working days, from Monday the 23rd of November."""
    monday = datetime(2026, 11, 23, tzinfo=SWEDEN)
    days = (monday + timedelta(days=n) for n in range(14))
    clocks = ((9, 0), (10, 0), (10, 30), (13, 0), (14, 30))
    return [d.replace(hour=h, minute=m) for d in days if d.weekday() < 5 for h, m in clocks]


@pytest.mark.parametrize(
    ("text", "count", "first"),
    [
        ("onsdag", 10, "25 09.00"),
        ("tisdan", 10, "24 09.00"),
        ("tosdag", 10, "26 09.00"),
        ("onsdag halv tre", 2, "25 14.30"),
        ("halv tre", 10, "23 14.30"),
        ("kl 10", 10, "23 10.00"),
        ("klockan ett", 10, "23 13.00"),
        ("10.30", 10, "23 10.30"),
        ("i morgon", 5, "23 09.00"),
        ("imorrn förmiddag", 3, "23 09.00"),
        ("i övermorgon efter lunch", 2, "24 13.00"),
        ("nästa vecka", 25, "23 09.00"),
        ("mån eller tis", 20, "23 09.00"),
        ("1 december kl 10", 1, "01 10.00"),
        ("den 24:e", 5, "24 09.00"),
        ("25/11", 5, "25 09.00"),
        ("1.12.", 5, "01 09.00"),
        ("efter kl 13", 20, "23 13.00"),
        ("före 10", 10, "23 09.00"),
        ("en tid på fredag", 10, "27 09.00"),
        ("wednesday at half past two", 2, "25 14.30"),
        ("December 1st at 10", 1, "01 10.00"),
        ("huomenna iltapäivällä", 2, "23 13.00"),
        ("keskiviikkona kello 10", 2, "25 10.00"),
        ("puoli kolme", 10, "23 14.30"),
        ("الثلاثاء الساعة العاشرة", 2, "24 10.00"),
        ("غدا بعد الظهر", 2, "23 13.00"),
        ("الثانية والنصف", 10, "23 14.30"),
        ("lördag", 0, ""),
        ("kl 16", 0, ""),
        ("ja tack", 0, ""),
        ("vad kostar det", 0, ""),
    ],
)
def test_which_of_the_offered_times(bank: Bank, text: str, count: int, first: str) -> None:
    fitting = answers.when(read(text, bank), offered(), NOW, bank)

    assert (len(fitting), f"{fitting[0]:%d %H.%M}" if fitting else "") == (count, first)


def test_times_are_those_of_the_wall_clock_in_sweden(bank: Bank) -> None:
    summer = datetime.fromisoformat("2027-06-08T08:00+00:00")

    assert answers.when(read("klockan tio", bank), [summer], NOW, bank) == (summer,)
