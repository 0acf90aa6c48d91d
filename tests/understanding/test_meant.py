"""What single sentences mean: the tables in the folder `meant`.

A table begins with its kind, its language and what else it needs, "[pick sv who]"; beneath each
sentence stands what it means. `make told` writes that again; then it is to be read.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from understanding.quarters import NOW, times

from bot.languages.phrases import load_bank
from care.municipality import Area
from dialogs.understanding import answers, emails
from dialogs.understanding.answers import Perhaps, Sure
from dialogs.understanding.bank import Bank
from dialogs.understanding.mask import mask
from dialogs.understanding.numbers import as_dialled, in_part, is_mobile
from dialogs.understanding.read import Understood, read

FOLDER = Path(__file__).parent / "meant"
AREAS = [
    Area("north", "Norr", ("Varberga", "Vivalla", "Ö")),
    Area("south", "Söder", ("Farsta", "Ladugårdsängen")),
    Area("centre", "Farsta centrum"),
    Area("oak", "Eklunda", ("Ekeby", "Norr Mälarstrand")),
    Area("mine", "Zinkgruvan", ("Carlsberg",)),
]
PROVIDERS = [
    ("sol", "Solrosens hemtjänst"),
    ("ek", "Ekens omsorg"),
    ("house", "Omsorgshuset i Örebro AB"),
    ("town", "Kommunens hemtjänst"),
    ("humana", "Humana"),
    ("sun", "Solgården i Örebro"),
    ("rosa", "Rosa AB"),
]
OPTIONS = {
    "who": "self Jag själv, partner Min man, parent Min mamma eller pappa, child Mitt barn",
    "needs": "evening Kvällar, weekend Helger, night Nätter, language Ett språk, "
    "pets Jag har djur hemma, done Klar",
    "remind": "yes Ja, no Nej",
    "cancel": "yes Ja avboka, no Nej behåll tiden",
    "decision": "yes Ja, no Nej, waiting Vi väntar på beslut",
    "confirm": "yes Ja boka, time Ändra tiden, phone Ändra numret, name Ändra namnet",
    "time": "a Tisdag 8 december 10.00, b Onsdag 9 december 13.30, after Visa senare tider",
    "provider": "compare Jämför med en annan, list Visa listan igen, wish Jag vill ha den här",
    "nothing": "a zobakka tiliri nox, b zobakka tiliri nod, c Fortsätt härifrån, d Nej 10.00",
}


class Asked(NamedTuple):
    """A sentence, what it was read as, and what else its table needs."""

    bank: Bank
    text: str
    said: Understood
    more: str


def options(question: str) -> list[tuple[str, str]]:
    """Values and labels."""
    pairs = (one.strip().partition(" ") for one in OPTIONS[question].split(","))
    return [(value, label) for value, _, label in pairs]


def understood(asked: Asked) -> str:
    """All that was found, but what it is only like."""
    names = ("masked", "tier", "perhaps", "command", "says", "intent", "likely", "language",
             "tongue", "noticed")  # fmt: skip
    found = ((name, getattr(asked.said, name)) for name in names)
    return ", ".join(f"{name} {value}" for name, value in found if value)


def chosen(asked: Asked, *, several: bool = False, counted: bool = True) -> str:
    """The values that are meant, of those of a question."""
    told = options(asked.more)
    return " ".join(
        answers.pick(asked.said, asked.more, told, asked.bank, several=several, counted=counted)
    )


def place(found: Sure | Perhaps | None) -> object:
    """The key, or those between which is asked."""
    return found.key if isinstance(found, Sure) else found and f"{', '.join(found.keys)}?"


def email(asked: Asked) -> object:
    """The address, what was probably meant by it, and how it is shown."""
    if not (address := emails.email(asked.text)):
        return None
    meant = emails.meant(address)
    return " ".join((address, *([f"({meant}?)"] if meant else []), emails.in_part(address)))


def phone(asked: Asked) -> object:
    """The number, how it is shown, in part too, and whether it takes a text message."""
    if not (number := answers.phone(asked.text, asked.bank)):
        return None
    kind = "mobile" if is_mobile(number) else "landline"
    return f"{number}, {as_dialled(number)}, {in_part(number)}, {kind}"


def written(asked: Asked) -> str:
    """The languages that it is read in, the likeliest first, and the one that is sure."""
    found = asked.bank.written(asked.text, asked.more)
    return f"{' '.join(found.tongues)}; {found.noticed or '-'}"


KINDS: dict[str, Callable[[Asked], object]] = {
    "times": lambda asked: times(asked.bank, asked.said),
    "read": understood,
    "pick": chosen,
    "several": lambda asked: chosen(asked, several=True),
    "uncounted": lambda asked: chosen(asked, counted=False),
    "mentioned": lambda asked: " ".join(answers.mentioned(asked.said, asked.more, asked.bank)),
    "place": lambda asked: place(answers.place(asked.said, AREAS, asked.bank)),
    "provider": lambda asked: place(answers.named(asked.said, PROVIDERS)),
    "name": lambda asked: answers.name(asked.said, asked.bank),
    "year": lambda asked: answers.year(asked.said, NOW, asked.bank),
    "phone": phone,
    "email": email,
    "written": written,
    "mask": lambda asked: mask(asked.text)[0],
    "kept": lambda asked: f"{asked.said.text} / {asked.said.folded}",
}


def tables(file: Path) -> Iterator[tuple[str, str, str]]:
    """Each sentence with the head of its table, and what stands beneath it."""
    head = ""
    lines = file.read_text(encoding="utf-8").splitlines()
    for line, beneath in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("["):
            head = line
        elif line and not line.startswith(("#", " ")):
            yield head, line, beneath.strip() if beneath.startswith(" ") else "?"


def means(bank: Bank, head: str, text: str) -> str:
    """What it means now; "nothing" where it does not."""
    kind, language, *more = head.strip("[]").split()
    asked = Asked(bank, text, read(text, bank, language), *(more or [""]))
    return str(KINDS[kind](asked) or "nothing")


def told_again(bank: Bank, file: Path) -> str:
    """The whole of a file, with what everything in it means now."""
    lines, head = list[str](), ""
    for line in file.read_text(encoding="utf-8").splitlines():
        head = line if line.startswith("[") else head
        if not line.startswith(" "):
            lines.append(line)
            if line and not line.startswith(("[", "#")):
                lines.append(f"    {means(bank, head, line)}")
    return "\n".join(lines) + "\n"


FILES = sorted(FOLDER.glob("*.txt"))
if os.environ.get("KUNDVAL_TELL_AGAIN"):
    for one in FILES:
        one.write_text(told_again(load_bank(), one), encoding="utf-8")
ALL = [one for file in FILES for one in tables(file)]


@pytest.mark.parametrize(("head", "text", "meant"), ALL, ids=[f"{h} {t}" for h, t, _ in ALL])
def test_what_a_sentence_means(bank: Bank, head: str, text: str, meant: str) -> None:
    assert means(bank, head, text) == meant


def test_no_sentence_stands_twice() -> None:
    told = [(head, text) for head, text, _ in ALL]

    assert [one for n, one in enumerate(told) if one in told[:n]] == []
