"""The catalogues of `locales/`: loaded at start, and kept in step with the Swedish in the code."""

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from hashlib import blake2b
from pathlib import Path
from string import Formatter
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from babel import Locale

from dialogs.wording import SOURCE, Wording

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "locales"
ORDER = (
    "sv",
    "fi",
    "ar",
    "fa",
    "en",
    "so",
    "pl",
    "es",
    "tr",
    "bs",
    "ti",
    "ru",
    "uk",
    "ckb",
    "ku",
)
"""The languages that ship, in the order in which they are offered: by need, not by alphabet."""

CALLED = {"ckb": "کوردی (سۆرانی)"}
"""What people call their language, where CLDR calls it otherwise ("central Kurdish")."""

PATTERNS = ("date", "button_date", "time")
"""How a day and a clock are written: no words."""

LABEL = 28
"""Letters on a button: Swedish has 24, and languages are longer than each other."""

KEYWORDS = {"t": None, "tn": (1, 2), "label": ((1, "c"), 2)}


@cache
def load(locales: Path = LOCALES) -> Wording:
    """All catalogues that ship, compiled first where the text is newer; read once."""
    found = {code: _catalogue(locales, code) for code in ORDER if code != SOURCE}
    drafts = frozenset(code for code in found if status(locales, code) != "reviewed")
    return Wording(found, {code: _own_name(code) for code in ORDER}, drafts)


@dataclass(frozen=True, slots=True)
class Landing:
    """A language without a chat: its name, what one may do, and whom to ring.

    `ring` has the gap `phone`; `ask` is said where no number is known.
    """

    code: str
    name: str
    text: str
    ring: str
    ask: str

    def told(self, phone: str) -> str:
        """All that a landing says, with whom to ring where there is a `phone`."""
        return f"{self.text} {self.ring.format(phone=phone) if phone else self.ask}"


def landings(locales: Path = LOCALES) -> tuple[Landing, ...]:
    """The languages in `landing.toml`, in its order."""
    read_in = tomllib.loads((locales / "landing.toml").read_text(encoding="utf-8"))
    return tuple(Landing(code, **said) for code, said in read_in.items())


def status(locales: Path, code: str) -> str:
    """`draft` or `reviewed`, from the first lines of a catalogue: `# Status: draft, …`."""
    head = _po(locales, code).read_text(encoding="utf-8")[:2000]
    stated = re.search(r"^# Status: (\w+)", head, re.MULTILINE)
    return stated[1] if stated else "draft"


def _own_name(code: str) -> str:
    name = CALLED.get(code) or Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]


def _po(locales: Path, code: str) -> Path:
    return locales / code / "LC_MESSAGES" / "messages.po"


def _catalogue(locales: Path, code: str) -> GNUTranslations:
    text = _po(locales, code)
    compiled = text.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime_ns < text.stat().st_mtime_ns:
        from babel.messages.mofile import write_mo

        # Several processes may start at once: none may read half a file.
        with NamedTemporaryFile(dir=compiled.parent, suffix=".mo", delete=False) as out:
            write_mo(out, read(locales, code))
        Path(out.name).chmod(0o644)  # another may have installed it than who runs it
        Path(out.name).replace(compiled)
    with compiled.open("rb") as source:
        return GNUTranslations(source)


def read(locales: Path, code: str) -> "Catalog":
    """One catalogue as text has it."""
    from babel.messages.pofile import read_po

    with _po(locales, code).open("rb") as source:
        return read_po(source, locale=code)


def extracted() -> "Catalog":
    """Every sentence that the code says, in Swedish."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir

    catalogue = Catalog(project="kundval", charset="utf-8", fuzzy=False)
    for house in ("bot", "dialogs"):
        found = extract_from_dir(
            ROOT / house, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
        )
        for filename, _line, message, _comments, context in sorted(found, key=str):
            catalogue.add(message, locations=[(f"{house}/{filename}", 0)], context=context)
    return catalogue


def texts(message: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a message: one, or as many as its plural has."""
    return (message,) if isinstance(message, str) else tuple(message or ())


def key(message: "Message") -> str:
    """What a sentence is known by in a translator's workbook, as long as its Swedish stays."""
    one = texts(message.id)[0]
    return blake2b(f"{message.context}|{one}".encode(), digest_size=6).hexdigest()


def long_labels(catalogue: "Catalog") -> Iterator[str]:
    """The words of buttons that do not fit."""
    for message in catalogue:
        if message.id and message.context and message.context not in PATTERNS:
            for text in texts(message.string):
                if len(re.sub(r"\{\w+\}", "", text)) > LABEL:
                    yield text


def write(locales: Path, code: str, catalogue: "Catalog") -> None:
    """A catalogue as text, in an order that stays."""
    from babel.messages.pofile import write_po

    with _po(locales, code).open("wb") as out:
        write_po(out, catalogue, width=0, include_lineno=False, sort_output=True)


def update(locales: Path = LOCALES) -> None:
    """Bring every catalogue in step with the code; new sentences are left empty."""
    template = extracted()
    for code in ORDER:
        if code == SOURCE:
            continue
        catalogue = read(locales, code)
        comment = catalogue.header_comment
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.header_comment = comment
        catalogue.obsolete.clear()
        write(locales, code, catalogue)


def problems(locales: Path = LOCALES) -> list[str]:
    """What is out of step, missing or wrong in any catalogue; empty when all is well."""
    return sorted(
        fault for code in ORDER if code != SOURCE for fault in faults(code, read(locales, code))
    )


def faults(code: str, catalogue: "Catalog") -> list[str]:
    """What is wrong in the catalogue of one language."""
    source = {(m.context, texts(m.id)[0]): m for m in _source() if m.id}
    own = {(m.context, texts(m.id)[0]): m for m in catalogue if m.id}
    found = [f"{code}: no longer said: {said[1]!r}" for said in own.keys() - source.keys()]
    found += [f"{code}: a label of over {LABEL} letters: {said!r}"
              for said in long_labels(catalogue)]  # fmt: skip
    for which, message in source.items():
        here = own.get(which)
        said = texts(here.string) if here else ()
        if here is None or not said or not all(said):
            found.append(f"{code}: not translated: {which[1]!r}")
            continue
        if here.fuzzy:
            found.append(f"{code}: fuzzy: {which[1]!r}")
        if len(texts(message.id)) > 1 and len(said) != catalogue.num_plurals:
            found.append(f"{code}: {catalogue.num_plurals} plural forms wanted: {which[1]!r}")
        wanted = _gaps(texts(message.id)[-1])
        found += [f"{code}: other gaps in {text!r}" for text in said if _gaps(text) - wanted]
        if len(said) == 1 and _gaps(said[0]) != wanted:
            found.append(f"{code}: gaps missing in {said[0]!r}")
        if which[0] is None and said == texts(message.id) and _words(said):
            found.append(f"{code}: still Swedish: {said[0]!r}")
    return sorted(found)


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _words(said: Sequence[str]) -> bool:
    bare = re.sub(r"\{\w+\}", "", said[0])
    return len(re.findall(r"[^\W\d]{2,}", bare)) > 2


@cache
def _source() -> "Catalog":
    return extracted()


if __name__ == "__main__":
    update()
    sys.exit("\n".join(problems()) or 0)
