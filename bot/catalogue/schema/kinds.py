"""What may stand in a cell: how it is read, how it is kept, and how it is shown to a keeper."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Generic, TypeVar

from bot.catalogue.problems import quoted, unknown
from dialogs.understanding.mask import mask

T = TypeVar("T")

FORMULA = "Här står en formel. Skriv värdet i stället för formeln."
_EXCEL_ERRORS = frozenset(
    {
        "#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#n/a", "#spill!", "#calc!",
        "#skärning!", "#division/0!", "#värdefel!", "#referens!", "#namn?", "#ogiltigt!",
        "#saknas!", "#beräkna!", "#getting_data", "n/a",
    }
)  # fmt: skip
"""In English and as a Swedish Excel shows them; n/a too, for it is a language's code (`na`)."""
_NOT_KNOWN = frozenset(
    {"vet ej", "vet inte", "ej känt", "okänt", "okänd", "oklart", "uppgift saknas", "saknas", "?"}
)
_LONG_NUMBER = re.compile(r"(?:\d\D{0,3}){10}")
EXCEL = "Excel visar felet {} i cellen. Skriv värdet i stället, eller lämna rutan tom."
UNKNOWN = "Lämna rutan tom om ni inte vet."
PERSONAL = (
    "Det ser ut som ett personnummer, och det får inte stå här: listan visas för alla. Ta bort det."
)
JOINERS = "\u200c\u200d"
"""Without them Persian and Sorani cannot be written; nothing else that is unseen may stay."""


def excel_error(cell: str) -> bool:
    """Whether a cell holds what a spreadsheet shows where it could not work something out."""
    return cell.casefold() in _EXCEL_ERRORS


def personal(cell: str) -> bool:
    """Whether there is a personal identity number (*personnummer*) in a cell."""
    return bool(_LONG_NUMBER.search(cell)) and mask(cell)[1]


@dataclass(frozen=True, slots=True, eq=False)
class Kind(Generic[T]):
    """One kind of value.

    `read` takes what a keeper writes and what the catalogue keeps, and gives None for what is
    neither. `write` gives the text that is kept, `show` the one for a keeper. `wrong` says in
    Swedish what was expected. `options` are the words of a drop-down, where there are no others.
    """

    read: Callable[[str], T | None]
    write: Callable[[T], str]
    show: Callable[[T], str]
    wrong: Callable[[str], str]
    options: tuple[str, ...] = ()

    def canonical(self, cell: str) -> str | None:
        """The text that is kept; None for what cannot be read."""
        value = self.read(cell)
        return None if value is None else self.write(value)

    def shown(self, cell: str) -> str:
        """What a keeper sees; what cannot be read is shown as it stands."""
        value = self.read(cell)
        return cell if value is None else self.show(value)

    def mend(self, cell: str) -> str:
        """What is wrong with a cell that cannot be read, and how to mend it."""
        if excel_error(cell):
            return EXCEL.format(cell)
        if personal(cell):
            return PERSONAL
        if cell.casefold() in _NOT_KNOWN:
            unknown_ = next((word for word in self.options if word in _NOT_KNOWN), "")
            return f"Skriv {unknown_} om ni inte vet." if unknown_ else UNKNOWN
        if cell[:1] in ("=", "@"):
            return FORMULA
        unseen = next((c for c in cell if not (c.isprintable() or c.isspace() or c in JOINERS)), "")
        if unseen:
            return f"Det finns ett osynligt tecken (U+{ord(unseen):04X}). Skriv om texten för hand."
        return self.wrong(cell)


def plain(read: Callable[[str], str | None], wrong: Callable[[str], str]) -> Kind[str]:
    """A text that is kept and shown alike."""
    return Kind(read, str, str, wrong)


def text(longest: int) -> Kind[str]:
    """Words on one line. A spreadsheet would run what starts as a formula, so nothing may."""

    def read(cell: str) -> str | None:
        cell = " ".join(cell.split())
        fits = 0 < len(cell) <= longest and cell[0] not in "=+-@"
        seen = cell.isprintable() or cell.translate(_WITHOUT_JOINERS).isprintable()
        return cell if fits and seen and not excel_error(cell) and not personal(cell) else None

    def wrong(cell: str) -> str:
        if len(cell) > longest:
            return f"Texten har {len(cell)} tecken. Skriv högst {longest}."
        return f"{quoted(cell)} börjar som en formel. Börja med en bokstav eller en siffra."

    return plain(read, wrong)


_WITHOUT_JOINERS = {ord(c): None for c in JOINERS}


def number(least: int, most: int) -> Kind[int]:
    """A whole number within bounds; `3.0` and `1 000` are whole too."""
    whole = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,12})(?:[.,]0+)?")

    def read(cell: str) -> int | None:
        found = whole.fullmatch(cell)
        value = int(found[1].replace(" ", "")) if found else -1
        return value if found and least <= value <= most else None

    def wrong(cell: str) -> str:
        return f"{quoted(cell)} är inget heltal från {least} till {most}. Skriv bara siffror."

    return Kind(read, str, str, wrong)


def fold(word: str) -> str:
    """A word as it is compared: letters and digits alone, no capitals."""
    return "".join(filter(str.isalnum, word.casefold()))


def choice(words: Mapping[str, tuple[str, ...]]) -> Kind[str]:
    """One of some keys, by the key or by a Swedish word; the key itself is given."""
    # Most cells are written just as they are shown or kept, and folding takes its time.
    keys = {
        form: key
        for key, all_ in words.items()
        for word in (key, *all_)
        for form in (str(word), fold(word))
    }
    shown = {key: all_[0] for key, all_ in words.items()}
    options = tuple(shown.values())
    return Kind(
        lambda cell: keys.get(cell) or keys.get(fold(cell)),
        str,
        lambda key: shown[key],
        lambda cell: unknown(cell, options, map(str, words)),
        options,
    )


def _yes_no(cell: str) -> bool | None:
    return _SAID.get(cell) if cell in _SAID else _SAID.get(cell.casefold())


_SAID = {"yes": True, "no": False, "ja": True, "nej": False, "true": True, "false": False,
         "sant": True, "falskt": False}  # fmt: skip

YES_NO = Kind(
    _yes_no,
    lambda said: "yes" if said else "no",
    lambda said: "ja" if said else "nej",
    lambda cell: (
        f"{quoted(cell)} känner vi inte igen. Skriv ja eller nej, eller lämna tomt om ni inte vet."
    ),
    ("ja", "nej"),
)


@cache
def _day(cell: str) -> date | None:
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", cell)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


DAY = Kind(
    _day,
    date.isoformat,
    date.isoformat,
    lambda cell: f"{quoted(cell)} är ingen dag som vi kan läsa. Skriv år-månad-dag: 2026-11-22.",
)


def matching(pattern: str, wrong: str) -> Kind[str]:
    """A text of some pattern; `wrong` says how it is written."""
    whole = re.compile(pattern)
    return plain(
        lambda cell: cell if whole.fullmatch(cell) and not personal(cell) else None,
        lambda cell: f"{quoted(cell)} går inte att läsa. {wrong}",
    )


_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")  # -x would take away a tick in the chat
_PLAIN_LETTERS = str.maketrans("åäöéèüáàæøñç ", "aaoeeuaaaonc-")


def _key_wrong(cell: str) -> str:
    may = re.sub(r"[^a-z0-9-]+", "", cell.casefold().translate(_PLAIN_LETTERS))[:32].strip("-")
    like = f" Till exempel {may}." if may else ""
    first = " Börja inte med bindestreck." if cell.startswith("-") else ""
    return (
        f"{quoted(cell)} är ingen nyckel. Skriv högst 32 tecken: a–z, 0–9 och bindestreck."
        f"{first}{like}"
    )


KEY = plain(lambda cell: cell if _KEY.fullmatch(cell) and not personal(cell) else None, _key_wrong)
