"""From bytes to text: a spreadsheet can save in many ways."""

import re
from pathlib import Path

from bot.catalogue.book import Stood
from bot.catalogue.problems import Problem, quoted

LARGEST = 20_000_000
"""Bytes; a catalogue of all Sweden's providers is far smaller."""

_SWEDISH = re.compile(
    r"[\t\r\n -~\xa0ÅÄÖåäöÉÈÊËéèêëÜüÁÀÂÃáàâãÆæØøÑñÇçÍÌÎÏíìîïÓÒÔÕóòôõÚÙÛúùûßÝý"
    r"–—‘’“”…§½¼¾°·´×«»±²³µ€&]*"
)
"""What a Swedish text in Windows' own coding may hold; what else decodes was another coding."""


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of a file, in UTF-8, UTF-16 or as Swedish Excel saves it; None where it is neither.

    `name` is how the file is told.
    """
    try:
        if not path.is_file():
            problems.append(Problem(name, "Det går inte att läsa filen. Är det en fil?"))
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        problems.append(Problem(name, f"Det går inte att läsa filen: {error.strerror}."))
        return None
    if len(data) > LARGEST:
        said = f"Filen är större än {LARGEST // 1_000_000} miljoner byte. Är det rätt fil?"
        problems.append(Problem(name, said))
        return None
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if _SWEDISH.fullmatch(text):
        return text
    rows = enumerate(text.split("\n"), 1)
    number, odd = next(row for row in rows if not _SWEDISH.fullmatch(row[1]))
    word = next((word for word in odd.split() if not _SWEDISH.fullmatch(word)), odd)
    said = f"{quoted(word)} går inte att läsa. Spara om filen som CSV UTF-8."
    problems.append(Stood("", name).problem(number, "", said))
    return None
