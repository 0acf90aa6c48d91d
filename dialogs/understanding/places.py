"""A place or a name among the words of a message, with the slips of people who seldom type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from care.municipality import Area
from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import fold, words
from dialogs.understanding.read import Understood

SURE = 85
"""Of 100. Measured: 27 of 30 misspelt places, none in 51 ordinary sentences."""
PERHAPS = 75
"""Between this and SURE the person is asked: "Menade du …?" """
SHORT = 4
"""Letters; a shorter word must be right."""
REACH = 4
"""Words after a negation that it may deny: "vill inte bo i Centrum"."""
ASKED = 3
"""At most so many are asked about."""


@dataclass(frozen=True, slots=True)
class Sure:
    """This one, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Perhaps:
    """One of these, the likeliest first; ask which."""

    keys: tuple[str, ...]


def place(said: Understood, areas: Sequence[Area], bank: Bank) -> Sure | Perhaps | None:
    """The key of the area whose name, or a place in it, was named; none that was denied."""
    speech = bank.speech(said.tongues)
    heard = words(said.folded)
    doubts = tuple(speech.doubts.find(speech.words(said.folded)))
    names = [(area.key, known) for area in areas for known in (area.name, *area.places)]
    goes_on = {doubt.end for doubt in doubts if doubt.meaning == "but"}
    for no in doubts:
        for at in range(no.end, min(no.end + REACH, len(heard))):
            if at in goes_on:  # "inte i Centrum utan i Vivalla"; a "but" itself denies nothing
                break
            word, heard[at] = heard[at], ""
            neither = speech.time.get(tuple(heard[at + 1 : at + 2])) == "or"
            if isinstance(_decide([word], names), Sure) and not neither:
                break  # "inte i Centrum, i Vivalla"
    return _decide(heard, names)


def named(said: Understood, names: Sequence[tuple[str, str]]) -> Sure | Perhaps | None:
    """The key of the provider or municipality named, from pairs of key and name.

    A word that is in one name only is enough: "solrosen" for "Solrosens hemtjänst".
    """
    heard = words(said.folded)
    whole = _decide(heard, names)
    if isinstance(whole, Sure):
        return whole
    rows = [(key, words(fold(name))) for key, name in names]
    shared = [word for _, row in rows for word in set(row)]
    own = [
        (key, word)
        for key, row in rows
        for word in row
        if len(word) >= SHORT and (shared.count(word) == 1 or word == row[0])
    ]
    return _decide(heard, [*names, *own])


def _decide(heard: Sequence[str], candidates: Sequence[tuple[str, str]]) -> Sure | Perhaps | None:
    scores: dict[str, tuple[float, str]] = {}
    windows = list(_windows(heard))
    for key, name in candidates:
        plain = "".join(words(fold(name)))
        if not plain:
            continue
        score = max((_score(window, plain) for window in windows), default=0.0)
        if score >= PERHAPS:
            scores[key] = max((score, plain), scores.get(key, (0.0, "")))
    if not scores:
        return None
    best = max(score for score, _ in scores.values())
    top = {key: plain for key, (score, plain) in scores.items() if score == best}
    # "Farsta centrum" says more than "Farsta", which is only a part of it.
    first = [k for k, p in top.items() if not any(p != q and p in q for q in top.values())]
    if best >= SURE and len(first) == 1:
        return Sure(first[0])
    likely = first if best >= SURE else sorted(scores, key=lambda key: -scores[key][0])
    return Perhaps(tuple(likely[:ASKED]))


def _windows(said: Sequence[str]) -> Iterator[str]:
    """One, two and three words, written together."""
    for i in range(len(said)):
        for n in (1, 2, 3):
            if i + n <= len(said):
                yield "".join(said[i : i + n])


def _score(window: str, plain: str) -> float:
    if window in (plain, f"{plain}s"):  # "Varbergas centrum"
        return 100.0
    if len(plain) < SHORT or len(window) < SHORT or not _same_start(window, plain):
        return 0.0
    if f"{window}s" == plain:  # "Solrosen", of "Solrosens hemtjänst"
        return 100.0
    return fuzz.ratio(window, plain)


def _same_start(one: str, other: str) -> bool:
    """People hear the first consonant right, but not v and w, nor which vowel."""
    vowels, alike = "aeiouy", {"w": "v", "z": "s", "c": "k"}
    a, b = alike.get(one[0], one[0]), alike.get(other[0], other[0])
    return a == b or (a in vowels and b in vowels)
