"""Reads `locales/<language>/phrases.toml`, what people say, into a `Bank`.

A file that is wrong stops the start with its name, the key, and what was expected.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogs.understanding.bank import Bank
from dialogs.understanding.patterns import is_plain, parse
from dialogs.understanding.shelf import phrases

if TYPE_CHECKING:
    from dialogs.understanding.nearness import Encode

LOCALES = Path(__file__).resolve().parents[2] / "locales"
KEPT = Path("var/learnt")
"""Where what was learnt from them is kept."""
SOURCE = "sv"
"""Its file is the pattern: the others have the same sections and keys."""


ANYWHERE = ("safety", "choices")
"""Sections whose phrases may stand anywhere in a message."""
WHOLE = ("commands", "says", "intents")
"""Here words alone are a whole message, and so is a sign such as a raised thumb."""


class PhrasesError(Exception):
    """A phrases file that cannot be used; its text says which, where, and what was expected."""


@cache
def load_bank(folder: Path = LOCALES, encode: "Encode | None" = None) -> Bank:
    """The bank of every language that has a phrases file, Swedish first. Raises PhrasesError.

    Read once: some never type a word. A phrase that is written wrongly is found by `whole`.
    """
    from bot.languages.learnt import Kept  # numpy

    files = _files(folder)
    keep = Kept(KEPT, files) if folder == LOCALES else None
    return Bank({path.parent.name: file for path, file in files.items()}, encode, keep)


def whole(bank: Bank, folder: Path = LOCALES) -> Bank:
    """A bank with every phrase of every language made ready. Raises PhrasesError."""
    try:
        bank.prepare()
    except ValueError as error:
        for path, file in _files(folder).items():
            _name_the_phrase(path, file)
        raise PhrasesError(f"{folder}: {error}") from error
    return bank


def _files(folder: Path) -> dict[Path, dict[str, Any]]:
    paths = sorted(folder.glob("*/phrases.toml"), key=lambda p: (p.parent.name != SOURCE, p))
    if not paths or paths[0].parent.name != SOURCE:
        raise PhrasesError(f"{folder / SOURCE / 'phrases.toml'}: expected this file, found none")
    files = {path: _read(path) for path in paths}
    wrong = [
        problem
        for path, file in files.items()
        for problem in _other_keys(path, "", file, files[paths[0]])
    ]
    if wrong:
        raise PhrasesError("\n".join(wrong))
    return files


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PhrasesError(f"{path}: expected TOML in UTF-8: {error}") from error


def _name_the_phrase(path: Path, file: Mapping[str, Any]) -> None:
    """Raises PhrasesError for the first phrase that is written wrongly."""
    for number in file["numbers"]:
        if not number.isdigit():
            raise PhrasesError(f"{path}: numbers.{number}: expected a key of digits")
    groups = {name: phrases(text) for name, text in file["groups"].items()}
    doubts = {"but": file["words"]["but"], "denials": file["words"]["denials"]}
    for section, table in [("words", doubts), *((s, file[s]) for s in (*ANYWHERE, *WHOLE))]:
        for key, text in _texts(section, table):
            for phrase in phrases(text):
                if section in WHOLE and is_plain(phrase):
                    continue
                try:
                    parse(phrase, groups)
                except ValueError as error:
                    raise PhrasesError(f"{path}: {key}: {error}") from error


def _other_keys(
    path: Path, at: str, file: Mapping[str, Any], source: Mapping[str, Any]
) -> Iterator[str]:
    """Where a file has not the keys of the Swedish one, each with text, in words."""
    for key in (*source, *(k for k in file if k not in source)):
        where = f"{path}: {at}{key}"
        if key not in file:
            yield f"{where}: missing; expected the keys of {SOURCE}"
        elif key not in source:
            yield f"{where}: unknown; expected the keys of {SOURCE}"
        elif isinstance(source[key], Mapping) and isinstance(file[key], Mapping):
            yield from _other_keys(path, f"{at}{key}.", file[key], source[key])
        elif isinstance(source[key], Mapping):
            yield f"{where}: expected a table"
        elif not isinstance(file[key], str):
            yield f"{where}: expected phrases in a string"


def _texts(at: str, table: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        where = f"{at}.{key}"
        found += _texts(where, value) if isinstance(value, Mapping) else [(where, value)]
    return found
