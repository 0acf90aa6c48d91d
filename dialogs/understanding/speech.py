"""What people say in one language, or in a few at once, made ready to be looked up."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeAlias, TypeVar

from dialogs.understanding.fold import fold, words
from dialogs.understanding.patterns import Lexicon, Lexicons, is_plain
from dialogs.understanding.shelf import Shelf
from dialogs.understanding.spelling import Speller, Spellers

K = TypeVar("K")
V = TypeVar("V")

Rows: TypeAlias = tuple[tuple[str, ...], ...]
"""Phrases as rows of words, the longest first."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Words round a message that add nothing: "jag vill …", "… tack"."""

    lead: frozenset[str]
    tail: frozenset[str]
    negations: frozenset[str]

    def key(self, said: Sequence[str]) -> str:
        """The message without its frame.

        "jag vill inte" stays, for it must not become "inte"; so does a message of such words alone.
        """
        start, end = 0, len(said)
        while (
            start < end - 1 and said[start] in self.lead and said[start + 1] not in self.negations
        ):
            start += 1
        while end > start + 1 and said[end - 1] in self.tail:
            end -= 1
        bare = all(word in self.lead or word in self.tail for word in said[start:end])
        return " ".join(said if bare else said[start:end])


class Meant(NamedTuple):
    """What was said, and the first language that says it so."""

    meaning: str
    tongue: str


@dataclass(frozen=True, slots=True)
class Sayings:
    """What a whole message means, by its key, and what a phrase inside it means."""

    whole: MutableMapping[str, Meant]
    inside: Lexicon

    @classmethod
    def of(cls, shelf: Shelf, section: str, frame: Frame, *keys: str) -> "Sayings":
        """From a section: phrases that are words alone must be the whole message."""
        whole: dict[str, Meant] = {}
        patterns = []
        for phrase in shelf.pairs(section, *keys):
            if is_plain(phrase.text):
                # A sign such as a raised thumb has no words and stands for itself.
                key = frame.key(words(fold(phrase.text))) or fold(phrase.text)
                whole.setdefault(key, Meant(phrase.meaning, phrase.tongue))
            else:
                patterns.append(phrase)
        return cls(whole, Lexicon(patterns))

    @classmethod
    def joined(cls, several: Sequence["Sayings"]) -> "Sayings":
        """Of several languages; the first that knows a whole message decides."""
        whole = _first(one.whole for one in several)
        return cls(whole, Lexicons([one.inside for one in several]))


@dataclass(frozen=True, slots=True)
class Speech:
    """Built once for each language by `Speech.of`; `joined` costs next to nothing."""

    languages: tuple[str, ...]
    speller: Speller | Spellers
    frame: Frame
    doubts: Lexicon
    """Negations, ways to deny, and words such as "but" and "wrong", by their keys in [words]."""
    commands: Sayings
    says: Sayings
    begins: MutableMapping[str, str]
    """Words that say yes or no when a message begins with them."""
    plainly: Mapping[str, Rows]
    """The plainest yes and no of each language: a longer one means the same."""
    intents: Sayings
    choices: Mapping[str, Lexicon]
    ordinary: frozenset[str]
    """Words round a number: "nummer", "alternativ"."""
    numbers: MutableMapping[str, int]
    name_lead: Rows
    """What is said before a person's name: "jag heter"."""
    name_trail: Rows
    age: frozenset[str]
    """After a number: it is an age."""
    age_lead: frozenset[str]
    """Before a number: it is an age, unless one of `born` is said."""
    born: frozenset[str]
    time: MutableMapping[tuple[str, ...], str]
    """Words about days and hours, with their key in [time]."""
    longest: int
    """Words in the longest phrase of `time`."""

    @classmethod
    def of(cls, shelf: Shelf) -> "Speech":
        """From one language's file. Raises ValueError for a phrase written wrongly."""
        frame = Frame(
            lead=shelf.words("words", "lead"),
            tail=shelf.words("words", "tail"),
            negations=shelf.words("words", "negations"),
        )
        doubts = Lexicon(shelf.pairs("words", "negations", "denials", "but"))
        commands = Sayings.of(shelf, "commands", frame)
        says = Sayings.of(shelf, "says", frame, "yes", "no", "dont_know")
        intents = Sayings.of(shelf, "intents", frame)
        choices = shelf.questions()
        time = shelf.rows("time")
        begins = shelf.rows("says", "begins_yes", "begins_no")
        plainly = {key: next(shelf.pairs("says", key)).text for key in ("yes", "no")}
        books = (commands, says, intents)
        lexicons = [doubts, *choices.values(), *(book.inside for book in books)]
        known = chain(
            *(lexicon.vocabulary for lexicon in lexicons),
            *(key.split() for book in books for key in book.whole),
            frame.lead,
            frame.tail,
            *time,
        )
        return cls(
            languages=(shelf.tongue,),
            speller=Speller(known, chain(*(lexicon.beginnings for lexicon in lexicons))),
            frame=frame,
            doubts=doubts,
            commands=commands,
            says=says,
            begins={" ".join(row): key.removeprefix("begins_") for row, key in begins.items()},
            plainly={key: (tuple(words(fold(text))),) for key, text in plainly.items()},
            intents=intents,
            choices=choices,
            ordinary=shelf.words("words", "number"),
            numbers={" ".join(row): int(n) for row, n in shelf.rows("numbers").items()},
            name_lead=tuple(shelf.rows("names", "lead")),
            name_trail=tuple(shelf.rows("names", "trail")),
            age=shelf.words("years", "age"),
            age_lead=shelf.words("years", "age_lead"),
            born=shelf.words("years", "born"),
            time=time,
            longest=max(map(len, time), default=0),
        )

    @classmethod
    def joined(cls, several: Sequence["Speech"]) -> "Speech":
        """Of several languages at once; where they differ, the first decides."""
        if len(several) == 1:
            return several[0]
        questions = {question for one in several for question in one.choices}
        return cls(
            languages=tuple(code for one in several for code in one.languages),
            speller=Spellers([one.speller for one in several if isinstance(one.speller, Speller)]),
            frame=Frame(
                lead=_either(one.frame.lead for one in several),
                tail=_either(one.frame.tail for one in several),
                negations=_either(one.frame.negations for one in several),
            ),
            doubts=Lexicons([one.doubts for one in several]),
            commands=Sayings.joined([one.commands for one in several]),
            says=Sayings.joined([one.says for one in several]),
            begins=_first(one.begins for one in several),
            plainly={
                key: tuple(row for one in several for row in one.plainly[key])
                for key in several[0].plainly
            },
            intents=Sayings.joined([one.intents for one in several]),
            choices={
                question: Lexicons([o.choices[question] for o in several]) for question in questions
            },
            ordinary=_either(one.ordinary for one in several),
            numbers=_first(one.numbers for one in several),
            name_lead=_longest_first(one.name_lead for one in several),
            name_trail=_longest_first(one.name_trail for one in several),
            age=_either(one.age for one in several),
            age_lead=_either(one.age_lead for one in several),
            born=_either(one.born for one in several),
            time=_first(one.time for one in several),
            longest=max(one.longest for one in several),
        )

    def words(self, folded: str) -> list[str]:
        """The words of a folded text, slips of the pen mended."""
        return [self.speller.mend(word) for word in words(folded)]


def _first(several: Iterable[MutableMapping[K, V]]) -> MutableMapping[K, V]:
    """What the first of these that knows a key says of it. Nothing is copied for it, and nothing
    written to it: it is a chain that wants mappings which could be.
    """
    return ChainMap(*several)


def _either(several: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*several)


def _longest_first(several: Iterable[Rows]) -> Rows:
    return tuple(sorted((row for rows in several for row in rows), key=len, reverse=True))
