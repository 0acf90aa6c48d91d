"""Whether a file may be opened as a workbook at all; looked at before anything is unpacked."""

import zipfile
from pathlib import Path

from bot.catalogue.problems import Problem, WrongCatalogue

LARGEST = 25_000_000
"""Bytes of the file as it is sent."""
LARGEST_UNPACKED = 100_000_000
"""Bytes of all that is in it. 10 000 providers are about 20 million."""
MOST_PACKED = 200
"""So many times smaller may a large part be packed; a workbook's are packed 5 to 60 times."""
SMALL = 5_000_000
"""Bytes; what is no larger unpacked harms nobody, however well it is packed."""
MOST_PARTS = 2_000

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Excel's old files begin, and those that are locked with a password."""
_SAVE = "Spara den i Excel som Excel-arbetsbok (.xlsx)."


def check_archive(path: Path) -> None:
    """Raises WrongCatalogue where the file is no workbook, or one made to fill the memory."""
    with path.open("rb") as file:
        head = file.read(8)
    if head == _OLD:
        raise refused(
            "Filen är låst med lösenord, eller sparad i Excels gamla format (.xls). Ta bort "
            f"lösenordet. {_SAVE}"
        )
    if path.stat().st_size > LARGEST:
        raise refused(f"Filen är större än {LARGEST // 1_000_000} miljoner byte. Är det rätt fil?")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    # zipfile tells a damaged list of parts in all these ways; none is hidden, the file is refused.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise refused(f"Filen är ingen Excel-arbetsbok, eller så är den skadad. {_SAVE}") from None
    if any(part.flag_bits & 1 for part in parts):
        raise refused(f"Filen är låst med lösenord. Ta bort lösenordet. {_SAVE}")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise refused(f"Filen är ingen Excel-arbetsbok. {_SAVE}")
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise refused("Filen är för stor när den packas upp. Är det rätt fil?")
    for part in parts:
        if part.file_size > max(SMALL, MOST_PACKED * part.compress_size):
            raise refused("Filen är för stor när den packas upp. Är det rätt fil?")


def refused(said: str) -> WrongCatalogue:
    """That nothing of the file can be read."""
    return WrongCatalogue([Problem("", said)])
