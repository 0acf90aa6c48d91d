"""Cells that hold several things: languages, areas, places."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.catalogue.problems import quoted, unknown
from bot.catalogue.schema.kinds import EXCEL, KEY, Kind, excel_error, fold, text
from bot.catalogue.schema.words import COMPETENCES, FOCUSES, SERVICES, languages

EVERYWHERE = "*"
_NONE = frozenset({"none", "ingen", "inga", "inget"})
_ALL = frozenset({"*", "alla", "alla områden", "hela kommunen"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: what it names, and whether that is all there is."""

    values: tuple[str, ...]
    complete: bool = True


def parts(cell: str) -> list[str]:
    """The things of a list, split by `|`, or where there is none by `;`, `,` or line breaks."""
    found = cell.split("|") if "|" in cell else re.split(r"[;,\n]", cell)
    return [part for part in map(str.strip, found) if part]


def listing(words: Callable[[], Mapping[str, tuple[str, ...]]], example: str) -> Kind[Listed]:
    """Some of many keys. A last `?` says that there may be more; `none`, that there is nothing."""

    @cache
    def keys() -> Mapping[str, str]:
        return {fold(word): key for key, all_ in words().items() for word in (key, *all_)}

    def key(word: str) -> str | None:
        return word if word in words() else keys().get(fold(word))

    @cache
    def read(cell: str) -> Listed | None:
        if cell.casefold() in _NONE:
            return Listed(())
        named = parts(cell)
        complete = "?" not in named[-1:]
        found = [
            None if excel_error(part) else key(part) for part in (named if complete else named[:-1])
        ]
        known = tuple(dict.fromkeys(part for part in found if part))
        return Listed(known, complete) if named and None not in found else None

    def wrong(cell: str) -> str:
        named = parts(cell)
        if broken := next(filter(excel_error, named), ""):
            return EXCEL.format(broken)
        alone = next((p for p in named if p.casefold() in _NONE), "")
        if alone and len(named) > 1:
            return f"{quoted(alone)} går inte ihop med något annat. Ta bort det, eller det andra."
        odd = next((p for p in named if p != "?" and key(p) is None), cell)
        known = [all_[0] for all_ in words().values()]
        return f"{unknown(odd, known)} En lista skrivs så här: {example}."

    def write(listed: Listed) -> str:
        more = () if listed.complete else ("?",)
        return "|".join((*listed.values, *more)) or "none"

    def show(listed: Listed) -> str:
        more = () if listed.complete else ("?",)
        return ", ".join((*(words()[value][0] for value in listed.values), *more)) or "inga"

    return Kind(read, write, show, wrong)


LANGUAGES = listing(languages, "svenska, finska")
COMPETENCE = listing(lambda: COMPETENCES, "demens, stroke")
FOCUS = listing(lambda: FOCUSES, "trädgård, djur")


def whole(kind: Kind[Listed], *, none: bool) -> Kind[tuple[str, ...]]:
    """A list that names all there is; `none` is whether that may be nothing."""

    def read(cell: str) -> tuple[str, ...] | None:
        listed = kind.read(cell)
        fits = listed and listed.complete and (none or listed.values)
        return listed.values if listed and fits else None

    return Kind(
        read,
        lambda values: kind.write(Listed(values)),
        lambda values: kind.show(Listed(values)),
        kind.wrong,
    )


SPOKEN = whole(LANGUAGES, none=True)
"""Languages, and there are no others."""
GIVEN = whole(
    listing(lambda: SERVICES, "daglig verksamhet (LSS), korttidsvistelse (LSS)"), none=False
)
"""Services that somebody gives."""

_PLACE = text(60)


def _places(cell: str) -> tuple[str, ...] | None:
    read = [_PLACE.read(part) for part in parts(cell)]
    named = tuple(dict.fromkeys(place for place in read if place))
    return named if named and None not in read else None


PLACES: Kind[tuple[str, ...]] = Kind(
    _places,
    "|".join,
    ", ".join,
    lambda cell: (
        f"{quoted(cell)} går inte att läsa. Skriv platser så här: Stortorget, Kvarnbacken."
    ),
)


@cache
def _areas(cell: str) -> tuple[str, ...] | None:
    if cell.casefold() in _ALL:
        return (EVERYWHERE,)
    keys = parts(cell)
    return tuple(dict.fromkeys(keys)) if keys and all(map(KEY.read, keys)) else None


AREAS: Kind[tuple[str, ...]] = Kind(
    _areas,
    "|".join,
    ", ".join,
    lambda cell: (
        f"{quoted(cell)} går inte att läsa. Skriv områdenas nycklar så här: centrum, norr, "
        "eller * för hela kommunen."
    ),
)
"""Keys of areas, or EVERYWHERE alone."""
