"""Figures from Kolada (RKA), laid into a catalogue's rows.

The shape is that of its API, version 3: a page has `values`, each with `kpi`, `ou` or
`municipality`, `period`, and its own `values` by gender, where T is all. Their `count` is not read:
it is how many members of a group of municipalities there were (else 1), and never how many people
answered. What is secret or missing has no value, and gives no row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from care.quality import HOME_CARE, Indicator

COUNTRY = "0000"
"""Kolada's code for all of Sweden."""

Line = Mapping[str, str]
Sheets = Mapping[str, Sequence[Line]]


class WrongAnswer(Exception):
    """What came cannot be used as figures; the text says why, in Swedish, to a keeper."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of one `owner`: a unit's id, a municipality's code, or COUNTRY.

    `value` is of a hundred, to the nearest whole.
    """

    owner: str
    indicator: Indicator
    year: int
    value: int


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows of the sheet `quality` with the readings in it.

    `new` and `changed` count rows. `kept` are rows that already told of a later year. `unknown` are
    ids that the catalogue does not have, and `silent` its ids of which nothing was said.
    """

    rows: tuple[Line, ...]
    new: int
    changed: int
    kept: int
    unknown: tuple[str, ...]
    silent: tuple[str, ...]


def readings(answer: object) -> Iterator[Reading]:
    """The figures that we know, in one page or in a list of pages. Raises WrongAnswer."""
    for page in answer if isinstance(answer, list) else [answer]:
        for row in _list(page, "values"):
            indicator = _known(row.get("kpi"))
            owner = row.get("ou") or row.get("municipality")
            if indicator is None or not isinstance(owner, str):
                continue
            for told in _list(row, "values"):
                value = told.get("value")
                if told.get("gender") == "T" and value is not None:
                    yield Reading(owner, indicator, _year(row), _whole(value, owner, indicator))


def newest(found: Iterable[Reading], year: int | None) -> tuple[Reading, ...]:
    """The latest of each figure, or that of `year`."""
    best: dict[tuple[str, Indicator], Reading] = {}
    for one in found:
        other = best.get((one.owner, one.indicator))
        if year in (None, one.year) and (other is None or other.year <= one.year):
            best[one.owner, one.indicator] = one
    return tuple(best.values())


def owners(sheets: Sheets) -> dict[str, list[str]]:
    """By an id in Kolada, whose figures they are in this catalogue."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for row in (*sheets.get("providers", ()), *sheets.get("units", ())):
        if "kolada" in row:
            keys[row["kolada"]].append(row["key"])
    return dict(keys)


def code(sheets: Sheets) -> str:
    """SCB's code of the municipality; empty for an example, which has none of its own."""
    facts = {row.get("field"): row.get("value", "") for row in sheets.get("municipality", ())}
    found = facts.get("code", "")
    return "" if found == COUNTRY else found


def lay(sheets: Sheets, found: Sequence[Reading]) -> Laid:
    """The readings among the rows of `quality`, each in the place of those of earlier years.

    How many answered stays where it is told for the same year.
    """
    ids = owners(sheets)
    keys = {**ids, COUNTRY: ["country"]}
    if here := code(sheets):
        keys[here] = ["municipality"]
    rows: defaultdict[tuple[str, str], list[Line]] = defaultdict(list)
    for row in sheets.get("quality", ()):
        rows[row["key"], row["indicator"]].append(row)
    new = changed = kept = 0
    for one in found:
        for key in keys.get(one.owner, ()):
            place = rows[key, one.indicator.value]
            last = max(place, key=lambda row: int(row["year"]), default={})
            if int(last.get("year", 0)) > one.year:
                kept += 1
                continue
            row = _row(key, one, last)
            new += not place
            changed += bool(place) and row != last
            place[:] = [row]
    told = {one.owner for one in found}
    return Laid(
        tuple(row for place in rows.values() for row in place),
        new=new,
        changed=changed,
        kept=kept,
        unknown=tuple(sorted(told - keys.keys())),
        silent=tuple(sorted(ids.keys() - told)),
    )


def source(indicator: Indicator, year: int) -> str:
    """Who asked, and who published: told beside each figure."""
    if indicator in HOME_CARE:
        return f"Kolada (RKA), Socialstyrelsen: Vad tycker de äldre om äldreomsorgen {year}"
    return f"Kolada (RKA), SKR: Brukarundersökning funktionshinder {year}"


def _row(key: str, one: Reading, old: Line) -> Line:
    row = {
        "key": key,
        "indicator": one.indicator.value,
        "value": str(one.value),
        "year": str(one.year),
        "source": source(one.indicator, one.year),
    }
    same = (old.get("value"), old.get("year")) == (row["value"], row["year"])
    if old.get("year") == row["year"] and "answers" in old:
        row["answers"] = old["answers"]
    return old if same else row


def _list(holder: object, name: str) -> list[dict[str, Any]]:
    found = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise WrongAnswer(
            f"Det här är inte siffror från Kolada: listan ”{name}” saknas. "
            "Hämta siffrorna på nytt med --fetch."
        )
    return found


def _known(kpi: object) -> Indicator | None:
    return next((one for one in Indicator if one == kpi), None)


def _year(row: Mapping[str, Any]) -> int:
    try:
        return int(row["period"])
    except (KeyError, TypeError, ValueError):
        raise WrongAnswer(f"Kolada säger inte vilket år {row.get('kpi')} gäller.") from None


def _whole(value: object, owner: str, indicator: Indicator) -> int:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else -1
    if not 0 <= number <= 100:
        raise WrongAnswer(
            f"{indicator} för {owner} är ”{str(value)[:20]}”. Det ska vara ett tal från 0 till 100."
        )
    return int(number + 0.5)
