"""A language's sentences as a workbook for its translator, and back into the catalogue.

Each row is one sentence, or one plural form of one: the Swedish, the translation, on what button or
in what part of the conversation it is said. The last two columns tell which sentence it is and are
not changed.
"""

import ast
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message

from bot.catalogue.reading.archive import check_archive
from bot.catalogue.reading.cells import opened
from bot.catalogue.writing.workbook import whole
from bot.languages import locales
from dialogs.wording import direction

TITLES = ("Svenska", "Översättning", "Knapp", "Var det sägs", "Form", "Nyckel")
WIDTHS = (60, 60, 14, 48, 8, 24)
FORM, KEY = TITLES.index("Form"), TITLES.index("Nyckel")


class WrongSheet(Exception):
    """A workbook that is not taken in; its text says every reason, a line each."""


def write(language: str, out: Path, folder: Path = locales.LOCALES) -> int:
    """All sentences of a language in `out`, the number of rows. Raises OSError."""
    from xlsxwriter import Workbook

    rows = [row for message in locales.read(folder, language) for row in _rows(message)]
    with whole(out) as path:
        book = Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet(language)
        text = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True})
        for column, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, title, head)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, text)
        sheet.freeze_panes(1, 2)
        if direction(language) == "rtl":
            sheet.right_to_left()
        book.close()
    return len(rows)


def read(
    language: str, file: Path, reviewer: str, today: date, folder: Path = locales.LOCALES
) -> int:
    """Take in a workbook, whole or not at all; how many sentences changed.

    With a `reviewer` the language is reviewed from `today`. Raises WrongSheet or WrongCatalogue.
    """
    check_archive(file)
    with opened(file) as pages:
        rows = [cells for page in pages for _, cells in page.rows(lambda: None)]
    if not rows or tuple(rows[0][: len(TITLES)]) != TITLES:
        raise WrongSheet(f"Första raden ska vara: {', '.join(TITLES)}.")
    told: dict[tuple[str, int], str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if len(row) <= KEY or not row[FORM].isdecimal():
            raise WrongSheet(f"Rad {number}: kolumnerna Form och Nyckel ska stå kvar.")
        told[row[KEY], int(row[FORM])] = row[1].strip()
    catalogue = locales.read(folder, language)
    changed = sum(_take(message, told) for message in catalogue if message.id)
    if faults := locales.faults(language, catalogue):
        raise WrongSheet("\n".join(faults))
    if reviewer:
        name = catalogue.header_comment.splitlines()[0]
        catalogue.header_comment = f"{name}\n# Status: reviewed, {today}. Read by {reviewer}."
    locales.write(folder, language, catalogue)
    return changed


def _rows(message: Message) -> Iterator[tuple[str, ...]]:
    if not message.id:
        return
    one, *more = locales.texts(message.id)
    said = locales.texts(message.string)
    where = " ".join(_about(name) for name, _ in message.locations)
    for form, translated in enumerate(said or ("",)):
        source = more[0] if more and form else one
        yield source, translated, message.context or "", where, str(form), locales.key(message)


def _take(message: Message, told: dict[tuple[str, int], str]) -> bool:
    key, before = locales.key(message), locales.texts(message.string)
    after = tuple(told.get((key, form), said) for form, said in enumerate(before))
    message.string = after if len(locales.texts(message.id)) > 1 else after[0]
    return after != before


@cache
def _about(name: str) -> str:
    """What a module is about, by its own first line: that is where the sentence is said."""
    module = ast.parse((locales.ROOT / name).read_text(encoding="utf-8"))
    return (ast.get_docstring(module) or name).splitlines()[0]


def status(language: str) -> str:
    """One line: messages, missing, fuzzy, draft or reviewed, labels that are long."""
    catalogue = locales.read(locales.LOCALES, language)
    said = [message for message in catalogue if message.id]
    missing = sum(not all(locales.texts(message.string)) for message in said)
    fuzzy = sum(message.fuzzy for message in said)
    long = sum(1 for _ in locales.long_labels(catalogue))
    stands = locales.status(locales.LOCALES, language)
    return (
        f"{language:4} {len(said):5} sentences  {missing:3} missing  {fuzzy:3} fuzzy  {stands:8}"
        f"  {long:2} long labels"
    )


def swedish() -> str:
    """The same of the Swedish in the code, with LIX over all."""
    from bot.languages import plain

    said = [message for message in locales.extracted() if message.id]
    told = [text for message in said if not message.context for text in locales.texts(message.id)]
    return f"sv   {len(said):5} sentences  LIX {plain.lix_over_all(told):.0f}"
