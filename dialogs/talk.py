"""What a step looks at, what it gives back, and what a step is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from care.municipality import Municipality
from care.times import SWEDEN
from dialogs.messages import Message, t
from dialogs.replies import Ask, Choice, Replies
from dialogs.state import State, Value
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import Understood
from dialogs.wording import Wording
from dialogs.world import World

DONE = "done"
"""Ends a question that takes several answers."""

PAGE = "page="
"""A page of a long list, as a value: `page=2`."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One moment of a conversation."""

    state: State
    world: World
    now: datetime
    wording: Wording
    phrases: Callable[[], Bank]
    guesses: tuple[str, ...] = ()

    @property
    def bank(self) -> Bank:
        """What people say."""
        return self.phrases()

    @property
    def language(self) -> str:
        """The person's language; Swedish until one is chosen."""
        return self.state.language or "sv"

    @property
    def municipality(self) -> Municipality | None:
        """Where the one who gets help lives, once it is known."""
        served = self.world.municipalities()
        if len(served) == 1:
            return served[0]
        return self.world.municipality(self.state.get("municipality"))

    @property
    def here(self) -> Municipality:
        """The municipality, in a step that comes after it is known."""
        found = self.municipality
        if found is None:
            raise LookupError("this step comes before the municipality is known")
        return found

    @property
    def today(self) -> date:
        """The day it is in Sweden."""
        return self.now.astimezone(SWEDEN).date()

    @property
    def chooses(self) -> bool:
        """Whether one can wish and book: in this municipality, and by this door."""
        return self.here.takes_wishes and not self.world.informs

    def own(self) -> bool:
        """Whether the person who writes is the one who gets help."""
        return self.state.get("who") in ("", "self")

    def word(self, own: Message, other: Message) -> Message:
        """The variant for oneself or for someone else."""
        return own if self.own() else other

    def text(self, message: Message | str) -> str:
        """A message in the person's language."""
        return self.wording.text(message, self.language)

    def after(self, state: State) -> "Talk":
        """The same moment with another state."""
        return replace(self, state=state)

    def page(self, question: str) -> int:
        """Which page of a long list is shown, from 1."""
        shown = self.state.get(f"{question}.page")
        return int(shown) if is_number(shown) else 1


@dataclass(frozen=True, slots=True)
class Moved:
    """Where an answer led. Replies that end with an Ask leave the open question unasked."""

    state: State
    replies: Replies = ()


MEANT = t("Menade du något av det här?")


@dataclass(frozen=True, slots=True)
class Perhaps:
    """What was typed may mean one of these values; the person is asked which, by `asks`."""

    choices: tuple[Choice, ...]
    asks: Message = MEANT


Heard = Value | Perhaps | None


def is_number(text: str) -> bool:
    """Whether a text is a small number in plain digits."""
    return text.isascii() and text.isdecimal() and len(text) < 4


def always(_talk: Talk) -> bool:
    """For a question that everyone gets."""
    return True


def assign(question: str) -> Callable[[Talk, str], Moved]:
    """The plain way to take an answer: write it down."""

    def take(talk: Talk, value: str) -> Moved:
        return Moved(talk.state.answer(question, value))

    return take


def silent(_talk: Talk) -> Replies:
    """For a question before which nothing is told."""
    return ()


def nothing(_talk: Talk) -> None:
    """For an answer whose taking back changes nothing outside the state."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question: when it matters, how it is asked, what it accepts, what an answer does.

    `tell` is what is said before the question, `ask` the question itself; `every` gives all the
    answers of a list too long for one page. `hear` reads typed text that is none of them (None: it
    was no answer), `accepts` knows values that stand in no list (a time), and `names` gives such a
    value as it is shown. `clears` names the questions whose answers a changed answer makes void;
    `undo` takes back what an answer did. `example` helps the one who was not understood. A `final`
    answer counts only while its question is open, and is not taken back by a step backwards; it has
    its own way (move, cancel). What is `typed` is kept apart (under the name `keeps`, else the
    question's own), never in the state or the log; its buttons, where it has any, count while it is
    open. What a `sure` question hears is nothing else,
    whatever words are in it: an address, a code. An `aside` is open while the state says so, and is
    never filled.
    """

    question: str
    ask: Callable[[Talk], Ask]
    tell: Callable[[Talk], Replies] = silent
    matters: Callable[[Talk], bool] = always
    every: Callable[[Talk], tuple[Choice, ...]] | None = None
    accepts: Callable[[Talk, str], bool] | None = None
    names: Callable[[Talk, str], Choice | None] | None = None
    hear: Callable[[Talk, Understood], Heard] | None = None
    take: Callable[[Talk, str], Moved] | None = None
    undo: Callable[[Talk], None] = nothing
    clears: tuple[str, ...] = ()
    several: bool = False
    final: bool = False
    typed: bool = False
    keeps: str = ""
    sure: bool = False
    aside: bool = False
    example: Message | None = None

    def filled(self, talk: Talk) -> bool:
        """Whether this question has an answer that still makes sense here."""
        if self.question not in talk.state.answers:
            return False
        if self.several:
            return DONE in talk.state.many(self.question)
        return self.accepts is None or self.accepts(talk, talk.state.get(self.question))

    def choice(self, talk: Talk, value: str) -> Choice | None:
        """One of its answers, on whatever page; a tick is the same with + and -."""
        bare = value.lstrip("+-")
        for choices in (self.every, lambda talk: self.ask(talk).choices):
            for choice in choices(talk) if choices else ():
                if choice.value.lstrip("+-") == bare:
                    return choice
        return None

    def named(self, talk: Talk, value: str) -> Choice | None:
        """A value as it is shown, also one that stands in no list; None where it means nothing."""
        return self.choice(talk, value) or (self.names(talk, value) if self.names else None)


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn gave: the new state, what is said, and what the log keeps of what was heard.

    `heard` is a code, never what was typed. `echo` is the person's own bubble, as data. `step` is
    the question that is open now, `was` the one that was open before.
    """

    state: State
    replies: Replies
    heard: str
    echo: Message | str | None = None
    step: str = ""
    was: str = ""


def paged(
    choices: tuple[Choice, ...], page: int, more: Message, size: int = 5
) -> tuple[Choice, ...]:
    """One page of answers, and the step to the next page where there is one (then the first)."""
    pages = -(-len(choices) // size)
    if pages <= 1:
        return choices
    page = (page - 1) % pages + 1
    shown = choices[(page - 1) * size : page * size]
    return (*shown, Choice(f"{PAGE}{page % pages + 1}", more))
