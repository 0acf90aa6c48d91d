"""From bytes to text, or to one problem: a spreadsheet can save in many ways."""

from pathlib import Path

from bot.catalogue.problems import Problem, shown

LARGEST = 5_000_000
"""Bytes; a catalogue of all Sweden's providers is far smaller."""


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """The text of a file, with or without a byte order mark; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        problems.append(Problem(shown(path), None, "", None, "a file of this name"))
        return None
    except OSError as error:
        problems.append(Problem(shown(path), None, "", error.strerror, "a file that can be read"))
        return None
    if len(data) > LARGEST:
        size = f"more than {LARGEST} bytes"
        problems.append(Problem(shown(path), None, "", size, "a catalogue file"))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"byte 0x{data[error.start]:02x}"
        problems.append(Problem(shown(path), line, "", byte, "text in UTF-8; save it as UTF-8"))
        return None
