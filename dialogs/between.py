"""Questions put in between, over the open one: what was meant, what was heard, which language.

They count while they are the last thing that was asked; the open question follows.
"""

from dialogs import passing
from dialogs.answering import Answered
from dialogs.commands import BACK, SPEAK, STEP_BACK
from dialogs.meanings import LABELS
from dialogs.replies import Choice
from dialogs.talk import Moved, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

GUESS = "guess"
TONGUES = "offered"
"""Where the state keeps the languages that were offered: each is offered once."""


OWN = (passing.YES.value, passing.NO.value, BACK)
"""What the question whether it was heard right can be answered by."""


def pressed(talk: Talk, question: str, value: str) -> Answered | None:
    """A tap on one of these; None where it is none, or means nothing any more."""
    if question != passing.QUESTION or talk.state.asked not in (question, GUESS):
        return None
    moved = passing.answer(talk, value)
    if moved is None:
        return None
    choice = passing.YES if value == passing.YES.value else passing.NO
    return Answered(moved, f"{question}={choice.value}", choice.label)


def left(talk: Talk) -> Answered:
    """A step back over one of these: the open question follows, and nothing waits any more."""
    moved = Moved(talk.state.without(passing.QUESTION))
    return Answered(moved, f"command:{BACK}", STEP_BACK.label)


def let_go(talk: Talk, said: Understood) -> Answered | None:
    """A bare yes, no or don't know that is none of the answers: it is of this question alone.

    The open one is not on the screen, and must not be answered by it. None for all else.
    """
    if not said.says or not choices(talk):
        return None
    heard = talk.state if talk.state.asked == GUESS else talk.state.without(passing.QUESTION)
    return Answered(Moved(heard), f"{talk.state.asked}=none")


def choices(talk: Talk) -> tuple[Choice, ...]:
    """The answers to the one of these that is the last thing asked; none where that is another."""
    match talk.state.asked:
        case asked if asked == GUESS:
            return tuple(Choice(v, LABELS[v]) for v in talk.state.shown if v in LABELS)
        case passing.QUESTION:
            return (passing.YES, passing.NO)
        case _:
            return ()


def picked(talk: Talk, said: Understood) -> str | None:
    """What was typed, as one of the answers to the question in between that was asked last."""
    options = [(choice.value, talk.text(choice.label)) for choice in choices(talk)]
    found = answers.pick(said, talk.state.asked, options, talk.bank) if options else ()
    return found[0] if found else None


def other_language(talk: Talk, said: Understood) -> Choice | None:
    """The language that is written, to go on in: offered once for each."""
    noticed = said.noticed or ""
    if noticed == talk.language or noticed not in talk.wording.names or not talk.state.language:
        return None
    if noticed in talk.state.many(TONGUES):
        return None
    return Choice(f"{SPEAK}{noticed}", talk.wording.names[noticed], lang=noticed)
