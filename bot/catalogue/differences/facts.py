"""What would change in single facts: `telefon: 08-465 004 00 → 08-465 004 01`."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from bot.catalogue.differences.said import count, listed, said
from bot.catalogue.schema.column import TRANSLATED
from care.quality import Figure
from dialogs.figures import INDICATORS

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def facts(old: object, new: object, labels: Mapping[str, str]) -> Iterator[str]:
    """Each field in `labels` that differs, under its label."""
    for name, label in labels.items():
        was, is_ = getattr(old, name), getattr(new, name)
        if was != is_:
            yield fact(label, was, is_)
            yield from outdated(label, was, is_)


def outdated(label: str, old: object, new: object) -> Iterator[str]:
    """That a text is another now, and its translations are those of the old one."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old["sv"] != new["sv"]:
        stale = [n for code, n in TRANSLATED.items() if code in new and old.get(code) == new[code]]
        if stale:
            yield f"{label}: obs! svenskan ändras men inte texten på {listed(stale)}"


def fact(label: str, old: object, new: object) -> str:
    """One field that differs; of a free text, which translations, where that is all."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old["sv"] == new["sv"]:
        languages = (name for code, name in TRANSLATED.items() if old.get(code) != new.get(code))
        return f"{label}: texten på {listed(languages)} är en annan"
    return f"{label}: {said(old)} → {said(new)}"


def more_or_less(old: Iterable[str], new: Iterable[str]) -> str:
    """What has come and gone among several: `+ finska, − arabiska`; empty where nothing has."""
    before, after = tuple(old), tuple(new)
    come = (f"+ {one}" for one in after if one not in before)
    gone = (f"− {one}" for one in before if one not in after)
    return listed((*come, *gone))


def by_key(
    old: Iterable[T], new: Iterable[T], key: Callable[[T], K]
) -> tuple[list[T], list[T], list[tuple[T, T]]]:
    """Those that are gone, those that have come, and those that are there before and after."""
    before = {key(one): one for one in old}
    after = {key(one): one for one in new}
    return (
        [one for k, one in before.items() if k not in after],
        [one for k, one in after.items() if k not in before],
        [(before[k], one) for k, one in after.items() if k in before],
    )


def figures(old: Iterable[Figure], new: Iterable[Figure]) -> Iterator[str]:
    """What would change in one owner's figures."""
    gone, come, both = by_key(old, new, lambda one: (one.indicator, one.year))
    if come:
        yield f"{count(len(come), 'ny siffra', 'nya siffror')} ({_years(come)})"
    if gone:
        yield f"{count(len(gone), 'siffra', 'siffror')} tas bort ({_years(gone)})"
    for was, is_ in both:
        told = f"siffran {INDICATORS[is_.indicator].text} {is_.year}"
        yield from (
            f"{told}, {one}"
            for one in facts(
                was, is_, {"value": "av hundra", "answers": "antal svar", "source": "källa"}
            )
        )


def _years(some: Iterable[Figure]) -> str:
    return listed(map(str, sorted({one.year for one in some})))
