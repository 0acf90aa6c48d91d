"""All that people say, of every language at once, made ready to be looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeAlias

from dialogs.understanding.fold import fold, words
from dialogs.understanding.patterns import Lexicon, is_plain
from dialogs.understanding.shelf import Parsed, Shelf
from dialogs.understanding.spelling import Speller

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

    whole: Mapping[str, Meant]
    keys: tuple[str, ...]
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
        return cls(whole, tuple(whole), Lexicon(patterns))


@dataclass(frozen=True, slots=True)
class Bank:
    """Built once at start by `Bank.of`; read in every turn."""

    languages: tuple[str, ...]
    speller: Speller
    frame: Frame
    doubts: Lexicon
    """Negations, ways to deny, and words such as "but" and "wrong", by their keys in [words]."""
    safety: Mapping[str, Lexicon]
    """One lexicon a tier; in `not` the near misses, whose words no tier looks at."""
    commands: Sayings
    says: Sayings
    begins: Mapping[str, str]
    """Words that say yes or no when a message begins with them."""
    plainly: Mapping[str, tuple[str, ...]]
    """The plainest yes and no: a longer one means the same."""
    intents: Sayings
    language_names: Mapping[str, str]
    choices: Mapping[str, Lexicon]
    ordinary: frozenset[str]
    """Words round a number: "nummer", "alternativ"."""
    numbers: Mapping[str, int]
    name_lead: Rows
    """What is said before a person's name: "jag heter"."""
    name_trail: Rows
    age: frozenset[str]
    """After a number: it is an age."""
    age_lead: frozenset[str]
    """Before a number: it is an age, unless one of `born` is said."""
    born: frozenset[str]
    time: Mapping[tuple[str, ...], str]
    """Words about days and hours, with their key in [time]."""

    @classmethod
    def of(cls, files: Mapping[str, Parsed]) -> "Bank":
        """From the parsed files by language. Raises ValueError for a phrase written wrongly."""
        shelf = Shelf(files)
        frame = Frame(
            lead=shelf.words("words", "lead"),
            tail=shelf.words("words", "tail"),
            negations=shelf.words("words", "negations"),
        )
        doubts = Lexicon(shelf.pairs("words", "negations", "denials", "but"))
        tiers = ("danger", "no_show", "despair", "died", "not")
        safety = {tier: Lexicon(shelf.pairs("safety", tier)) for tier in tiers}
        commands = Sayings.of(shelf, "commands", frame)
        says = Sayings.of(shelf, "says", frame, "yes", "no", "dont_know")
        intents = Sayings.of(shelf, "intents", frame)
        choices = shelf.questions()
        lexicons = [doubts, *safety.values(), *choices.values()]
        lexicons += [sayings.inside for sayings in (commands, says, intents)]
        known = chain(
            *(lexicon.vocabulary for lexicon in lexicons),
            *(key.split() for book in (commands, says, intents) for key in book.keys),
            frame.lead,
            frame.tail,
            *shelf.rows("time"),
        )
        begins = shelf.rows("says", "begins_yes", "begins_no")
        plainly = {key: next(shelf.pairs("says", key)).text for key in ("yes", "no")}
        return cls(
            languages=shelf.languages,
            speller=Speller(known, chain(*(lexicon.beginnings for lexicon in lexicons))),
            frame=frame,
            doubts=doubts,
            safety=safety,
            commands=commands,
            says=says,
            begins={" ".join(row): key.removeprefix("begins_") for row, key in begins.items()},
            plainly={key: tuple(words(fold(text))) for key, text in plainly.items()},
            intents=intents,
            language_names={" ".join(r): code for r, code in shelf.rows("languages").items()},
            choices=choices,
            ordinary=shelf.words("words", "number"),
            numbers={" ".join(row): int(n) for row, n in shelf.rows("numbers").items()},
            name_lead=tuple(shelf.rows("names", "lead")),
            name_trail=tuple(shelf.rows("names", "trail")),
            age=shelf.words("years", "age"),
            age_lead=shelf.words("years", "age_lead"),
            born=shelf.words("years", "born"),
            time=shelf.rows("time"),
        )

    def words(self, folded: str) -> list[str]:
        """The words of a folded text, slips of the pen mended."""
        return [self.speller.mend(word) for word in words(folded)]
