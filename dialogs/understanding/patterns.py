"""How phrases are written in `phrases.toml`, and finding them among the words of a message.

A phrase is words in a row. `a|b` is one of them, `fall*` any word that begins so, `en?` may be
left out, `..` stands for up to six words, `^` and `$` for the beginning and the end of
the message, `<who>` for the words of a group.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, product
from sys import intern
from typing import NamedTuple, TypeAlias

from dialogs.understanding.fold import fold, words

Groups: TypeAlias = Mapping[str, Sequence[str]]


class Phrase(NamedTuple):
    """A phrase as it is written, what it means, its language and the groups that has."""

    text: str
    meaning: str
    groups: Groups
    tongue: str = ""


GAP = 6
_MARKS = ("^", "$")
_GRAMMAR = frozenset("|*?^$<") | {".."}


@dataclass(frozen=True, slots=True)
class Part:
    """One place in a phrase: these words, or words that begin so. Neither: a gap.

    `weight` is how rare it is, guessed by length; marks and gaps weigh nothing.
    """

    exact: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    weight: int = 0

    @property
    def gap(self) -> bool:
        return not self.exact and not self.begins

    def takes(self, word: str) -> bool:
        return word in self.exact or bool(self.begins and word.startswith(self.begins))


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: what it means, which words it covers, its language."""

    meaning: str
    start: int
    end: int
    tongue: str = ""

    @property
    def length(self) -> int:
        return self.end - self.start

    def holds(self, other: "Found") -> bool:
        return self.start <= other.start and other.end <= self.end


def is_plain(phrase: str) -> bool:
    """Whether a phrase is words alone."""
    return not any(mark in phrase for mark in _GRAMMAR)


def parse(phrase: str, groups: Groups) -> list[tuple[Part, ...]]:
    """All forms of a phrase. Raises ValueError, which says what is wrong."""
    tokens = phrase.split()
    forms = [tuple(_part(token.removesuffix("?"), groups) for token in tokens)]
    if "?" in phrase:
        stays = product(*((True, False) if token.endswith("?") else (True,) for token in tokens))
        forms = [tuple(compress(forms[0], stay)) for stay in stays]
    forms = [form for form in forms if any(p.weight for p in form)]
    if not forms:
        raise ValueError(f"{phrase!r} holds no word")
    if any(form[0].gap or form[-1].gap for form in forms):
        raise ValueError(f"{phrase!r} begins or ends with '..'")
    return forms


def _part(token: str, groups: Groups) -> Part:
    if "<" not in token:
        return _words(token)
    choices: list[str] = []
    for choice in token.split("|"):
        if not choice.startswith("<"):
            choices.append(choice)
        elif choice.strip("<>") in groups:
            choices += groups[choice.strip("<>")]
        else:
            raise ValueError(f"{choice} is no group")
    return _words("|".join(choices))


@lru_cache(maxsize=50_000)  # most words, and every group, come again and again
def _words(token: str) -> Part:
    if token == "..":
        return Part()
    exact, begins = set[str](), list[str]()
    for choice in fold(token).split("|"):
        bare = choice.removesuffix("*")
        found = [bare] if bare.isalnum() or bare in _MARKS else words(bare)
        if len(found) != 1:
            raise ValueError(f"{choice!r} is not one word")
        if choice.endswith("*"):
            begins.append(intern(found[0]))
        else:
            exact.add(intern(found[0]))
    return _made(exact, begins)


def forget() -> None:
    """Let go of what was kept while a language was made ready."""
    _words.cache_clear()


def _made(exact: set[str], begins: list[str]) -> Part:
    marked = not exact.isdisjoint(_MARKS)
    weight = 0 if marked else min(map(len, (*exact, *begins)))
    return Part(frozenset(exact), tuple(begins), weight)


@dataclass(frozen=True, slots=True)
class _Form:
    before: tuple[Part, ...]  # backwards, from the anchor
    onward: tuple[Part, ...]  # the anchor and what follows
    needs: tuple[frozenset[str], ...]  # one word of each must stand in the message
    meaning: str
    tongue: str


class Lexicon:
    """Many phrases at once: only those whose rarest word stands in the message are tried."""

    __slots__ = ("_begins", "_exact", "_lengths", "beginnings", "meanings", "vocabulary")

    def __init__(self, entries: Iterable[Phrase]) -> None:
        """From phrases of any languages."""
        self._exact: dict[str, list[_Form]] = {}
        self._begins: dict[str, list[_Form]] = {}
        self.vocabulary: set[str] = set()
        self.beginnings: set[str] = set()
        self.meanings: set[str] = set()
        for phrase in entries:
            self.meanings.add(phrase.meaning)
            for form in parse(phrase.text, phrase.groups):
                self._add(form, phrase)
        self._lengths = sorted({len(b) for b in self._begins})

    def _add(self, parts: tuple[Part, ...], phrase: Phrase) -> None:
        at = max(range(len(parts)), key=lambda i: parts[i].weight)
        needs = tuple(p.exact for i, p in enumerate(parts) if p.exact and not p.begins and i != at)
        form = _Form(parts[:at][::-1], parts[at:], needs, phrase.meaning, phrase.tongue)
        for word in parts[at].exact:
            self._exact.setdefault(word, []).append(form)
        for begin in parts[at].begins:
            self._begins.setdefault(begin, []).append(form)
        for part in parts:
            self.vocabulary |= part.exact.difference(_MARKS)
            self.beginnings.update(part.begins)

    def find(self, said: Sequence[str]) -> Iterator[Found]:
        """All phrases in these words, a place at a time."""
        message = ("^", *said, "$")
        present = frozenset(message)
        for i, word in enumerate(message):
            for form in self._forms(word):
                if any(present.isdisjoint(need) for need in form.needs):
                    continue
                end = _along(form.onward, message, i, 1)
                start = _along(form.before, message, i - 1, -1) if end is not None else None
                if end is not None and start is not None:
                    # From places in `message` to places in `said`, which has no marks.
                    span = (max(start, 0), min(end - 1, len(said)))
                    yield Found(form.meaning, *span, form.tongue)

    def _forms(self, word: str) -> Iterator[_Form]:
        yield from self._exact.get(word, ())
        for n in self._lengths:
            if n > len(word):
                break
            yield from self._begins.get(word[:n], ())


class Lexicons(Lexicon):
    """Those of several languages, asked one after the other."""

    __slots__ = ("_several",)

    def __init__(self, several: Sequence[Lexicon]) -> None:
        """In the order in which their phrases shall be found."""
        self._several = several
        self.meanings = set().union(*(one.meanings for one in several))

    def find(self, said: Sequence[str]) -> Iterator[Found]:
        """All phrases in these words, a language at a time."""
        for one in self._several:
            yield from one.find(said)


def _along(parts: Sequence[Part], message: Sequence[str], i: int, step: int) -> int | None:
    """Where the parts end when they are laid along the message from `i`; None if they don't fit."""
    for n, part in enumerate(parts):
        if part.gap:
            ends = (_along(parts[n + 1 :], message, i + k * step, step) for k in range(GAP + 1))
            return next((end for end in ends if end is not None), None)
        if not 0 <= i < len(message) or not part.takes(message[i]):
            return None
        i += step
    return i
