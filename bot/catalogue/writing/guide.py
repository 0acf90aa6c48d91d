"""The sheet that a keeper reads first: plain instructions, and the words to choose among."""

from collections.abc import Mapping
from typing import Any

from bot.catalogue.reading.grid import letter
from bot.catalogue.schema.sheets import FIELDS, GUIDE, SHEETS, Column, Sheet
from bot.catalogue.writing.looks import Looks

Lists = Mapping[tuple[str, ...], str]
"""Where the words of each closed list stand."""

CHOOSE_AT = 3
"""The first column with words to choose among (0 is A)."""

TITLE = "Listan över utförare: så fyller du i den"
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Börja här",
        (
            "Varje blad är en lista. Rad 1 är rubriker. Rad 2 är namn som programmet använder. "
            "Ändra inte de två raderna.",
            "Rader som börjar med # läses inte. De visar vad du kan skriva, och ett exempel. "
            "Du kan ta bort dem. Du kan också skriva egna sådana rader.",
            "Lämna rutan tom om ni inte vet. Tomt betyder att ingen vet. Det betyder aldrig nej. "
            "Chatten säger då att uppgiften saknas.",
            "En nyckel är ett kort namn: små bokstäver a–z, siffror och bindestreck. Den ändras "
            "aldrig. Den ges aldrig till någon annan, inte heller när en utförare har slutat.",
            "Skriv dagar så här: 2026-11-22. Skriv tider så här: 08.30-11.30. Två tider samma dag "
            "skrivs med komma emellan: 08.30-11.30, 13.00-15.00.",
        ),
    ),
    (
        "Listor i en ruta",
        (
            "Skriv flera saker med komma emellan: svenska, finska. Tecknet | emellan läses lika: "
            "svenska|finska.",
            "Det som inte står i listan finns inte hos utföraren. Så läser chatten den.",
            "Skriv ett frågetecken sist om det kan finnas mer: svenska, finska, ?",
            "Skriv inga om ni vet att det inte finns något.",
        ),
    ),
    (
        "Det här ska finnas med",
        (
            "Kommun: namn och kommunkod, och källa till minst en uppgift.",
            "Insatser: minst en insats som man får välja utförare i.",
            "Utförare: nyckel, namn och ägare för var och en. Alla utförare ska vara med.",
            "Godkännanden: minst en rad för varje utförare. Lämna hela bladet tomt om ni inte vet "
            "vilka som är godkända. Då går det inte att välja i chatten, bara att läsa.",
        ),
    ),
    (
        "När du är klar",
        (
            "Spara filen och lämna den till den som sköter programmet. Sedan händer det här:",
            "1. Kontroll. Programmet läser filen och visar alla fel på en gång, med blad och "
            "ruta. Inget ändras. (kundval catalogue check FIL)",
            "2. Skillnad. Programmet visar i ord vad som skulle ändras. Inget ändras. "
            "(kundval catalogue diff FIL)",
            "3. Prov. Ni kan prata med chatten som om filen gällde. Inget ändras. "
            "(kundval catalogue preview FIL)",
            "4. Införande. Hela filen börjar gälla på en gång. Om något är fel ändras inget. "
            "(kundval catalogue import FIL)",
            "5. Ångra. Det går alltid att gå tillbaka. (kundval catalogue undo NYCKEL)",
        ),
    ),
    (
        "Frågor",
        (
            "Fråga den som gav dig filen. Hen sköter programmet hos er.",
            "Skriv aldrig något om en person som får hjälp. Skriv aldrig personnummer.",
        ),
    ),
)


def _required(sheet: Sheet) -> str:
    """What must be filled in on a sheet, by title."""
    return ", ".join(column.title for column in sheet.columns if column.must)


def _offered() -> tuple[Column, ...]:
    """The columns with a closed list of words, each list once."""
    every = (*FIELDS, *(column for sheet in SHEETS for column in sheet.columns))
    return tuple({one.kind.options: one for one in every if one.kind.options}.values())


def write_guide(workbook: Any, looks: Looks) -> Lists:
    """Write it; gives where in it each closed list of words stands, as a formula."""
    page = workbook.add_worksheet(GUIDE)
    page.hide_gridlines(2)
    page.set_column(0, 0, 90)
    page.set_column(1, CHOOSE_AT - 1, 3)
    page.write_string(0, 0, TITLE, looks["big"])
    row = 2
    sheets = tuple(
        f"{sheet.title}: {sheet.purpose} Måste fyllas i: {_required(sheet)}." for sheet in SHEETS
    )
    first, *others = PARTS
    for part, lines in (first, ("Bladen", sheets), *others):
        page.write_string(row, 0, part, looks["part"])
        for line in lines:
            row += 1
            page.write_string(row, 0, line, looks["said"])
            page.set_row(row, 15 * (1 + len(line) // 92))
        row += 2
    page.write_string(0, CHOOSE_AT, "Ord att välja bland", looks["big"])
    ranges = {}
    for n, column in enumerate(_offered(), CHOOSE_AT):
        page.set_column(n, n, 2 + max(map(len, (column.title, *column.kind.options))))
        page.write_string(2, n, column.title, looks["title"])
        for at, word in enumerate(column.kind.options, 3):
            page.write_string(at, n, word)
        words = f"${letter(n)}$4:${letter(n)}${3 + len(column.kind.options)}"
        ranges[column.kind.options] = f"='{GUIDE}'!{words}"
    return ranges
