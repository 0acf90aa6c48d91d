"""Areas that were written by their names where their keys are kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.catalogue.book import Line
from bot.catalogue.schema.lists import AREAS, parts

SITED = {"providers": "site", "units": "site", "authorisations": "areas", "officers": "areas"}
"""The column of each sheet that holds areas."""


def by_keys(sheets: Mapping[str, Sequence[Line]]) -> dict[str, Sequence[Line]]:
    """The same lines with each area's own name as its key, where only one area has the name."""
    areas = [line.cells for line in sheets.get("areas", ())]
    keys = {cells.get("key", "") for cells in areas}
    names = [(cells.get("name", ""), cells.get("key", "")) for cells in areas]
    many = Counter(name.casefold() for name, _ in names)
    known = {n.casefold(): key for n, key in names if key and many[n.casefold()] == 1}
    settled = dict(sheets)
    for sheet, column in SITED.items():
        if known and sheet in sheets:
            settled[sheet] = [_settled(line, column, keys, known) for line in sheets[sheet]]
    return settled


def _settled(line: Line, column: str, keys: set[str], known: Mapping[str, str]) -> Line:
    cell = line.cells.get(column, "")
    if not cell or cell in keys:
        return line
    named = parts(cell) if column == "areas" else [cell]
    found = [part if part in keys else known.get(part.casefold(), part) for part in named]
    if found == named:
        return line
    written = "|".join(found)
    kept = AREAS.canonical(written) or written
    return replace(line, cells={**line.cells, column: kept})
