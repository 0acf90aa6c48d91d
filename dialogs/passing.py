"""What somebody says in passing: whom it is for, where, what is needed, all in one sentence.

It is repeated once, by the words on the buttons, and kept only when the person says that it is
right. What is typed about oneself (a name, a number) is never taken so.
"""

from collections.abc import Iterator

from care.choice import WITH_VALUE
from dialogs.answering import take
from dialogs.messages import Message, Tongue, bare, label, t
from dialogs.replies import Ask, Choice, Replies
from dialogs.state import State
from dialogs.steps import BY_QUESTION, STEPS
from dialogs.steps.browsing import needs
from dialogs.talk import DONE, Moved, Talk
from dialogs.terms import COMPETENCES, FORMS, NEEDS
from dialogs.understanding import answers
from dialogs.understanding.deciding import TELLS
from dialogs.understanding.read import Understood

QUESTION = "heard"
"""The question whether it was understood right; in the state, what waits for the answer."""
FEWEST_WORDS = 3

YES = Choice("yes", label("heard", "Ja, det stämmer"), forward=True)
NO = Choice("no", label("heard", "Nej"))

_ONE = ("who", "representation", "decision", "service", "competence", "form", "staff_language")
"""Questions with one answer: two in one message are none."""

BEFORE = ("municipality", "who", "representation")
"""Questions that need no municipality."""

TOLD_ANYWHERE = ("municipality", "who", "representation", "service", "area")
"""What is kept also by a door that only tells: nothing that somebody needs."""

_KINDS = {("needs", str(need)) for need in WITH_VALUE}
"""Needs that say nothing without their value, which is told beside them."""

_FORMS = {("needs", "form"), *(("form", str(form)) for form in FORMS)}
"""Who runs it: words that stand in sentences about all kinds of things."""

Slot = tuple[str, str]
"""A question and its value."""


def heard_of(talk: Talk, said: Understood, *, answered: bool) -> tuple[Slot, ...]:
    """What a message tells beside the open question's answer and what is known already.

    Only until a call is spoken of: then what is wished is wished. Where it `answered` that
    question, or is taken for a telling, one thing is enough; else three.
    """
    if len(said.folded.split()) < FEWEST_WORDS or "call" in talk.state.answers:
        return ()
    tells = bool(said.ranking and said.ranking[0].label in TELLS)
    found = tuple(slot for slot in _found(talk, said) if not _known(talk.state, slot))
    if talk.world.informs:
        found = tuple(slot for slot in found if slot[0] in TOLD_ANYWHERE)
    if not tells:  # "kommunen har sagt ja" wishes for nobody's staff
        found = tuple(slot for slot in found if slot not in _FORMS)
    things = [slot for slot in found if slot not in _KINDS]
    return found if things and (tells or answered or len(things) > 2) else ()


def _found(talk: Talk, said: Understood) -> Iterator[Slot]:
    served = talk.world.municipalities()
    here = talk.municipality
    if here is None and len(served) > 1:
        match answers.named(said, [(m.key, m.name) for m in served]):
            case answers.Sure(key):
                yield "municipality", key
                here = talk.world.municipality(key)
    for question in _ONE:
        values = set(answers.mentioned(said, question, talk.bank)) - {"dont_know"}
        if len(values) == 1:
            yield question, values.pop()
    if here is not None:
        match answers.place(said, here.areas, talk.bank):
            case answers.Sure(key):
                yield "area", key
    for value in answers.mentioned(said, "needs", talk.bank):
        if value != DONE:
            yield "needs", value


def _known(state: State, slot: Slot) -> bool:
    question, value = slot
    if question != "needs":
        return question in state.answers
    return value in state.many(question) or DONE in state.many(question)


def ask(talk: Talk, slots: tuple[Slot, ...]) -> Moved:
    """Repeat what was understood, by its labels; nothing is kept yet."""
    told: list[Message | str] = []
    waiting: list[str] = []
    at = talk
    for question, value in _in_order(slots):
        labelled = _label(at, question, value)
        if labelled is not None:
            told.append(labelled)
        if labelled is not None or (question == "needs" and value in WITH_VALUE):
            waiting.append(f"{question}={value}")
            at = at.after(_with(at, question, value).state)
    if not told:
        return Moved(talk.state)
    text = t("Jag förstod det så här: {what}. Stämmer det?", what=tuple(told))
    return Moved(talk.state.answer(QUESTION, tuple(waiting)), (Ask(QUESTION, text, (YES, NO)),))


def asked(talk: Talk) -> Ask | None:
    """The same question again, after a question of the person's own; None where nothing waits."""
    slots = [slot.partition("=") for slot in talk.state.many(QUESTION) if slot]
    replies = ask(talk, tuple((question, value) for question, _, value in slots)).replies
    return next((reply for reply in replies if isinstance(reply, Ask)), None)


def answer(talk: Talk, value: str) -> Moved | None:
    """Keep it, or let it go; None where nothing waits any more."""
    waiting = talk.state.many(QUESTION)
    state = talk.state.without(QUESTION)
    if not any(waiting):
        return None
    if value != YES.value:
        return Moved(state)
    at, replies = talk.after(state), list[Replies]()
    for slot in waiting:
        question, _, kept = slot.partition("=")
        moved = _with(at, question, kept)
        at = at.after(moved.state)
        replies.append(moved.replies)
    return Moved(at.state, tuple(reply for told in replies for reply in told))


def _in_order(slots: tuple[Slot, ...]) -> list[Slot]:
    order = [step.question for step in STEPS]
    return sorted(slots, key=lambda slot: order.index(slot[0]))


def _label(talk: Talk, question: str, value: str) -> Message | str | None:
    """The words for a value; None where it means nothing by what is known so far."""
    match question:
        case "needs":
            known = talk.municipality and talk.state.get("service")
            offered = value in needs(talk) if known else value in NEEDS
            return NEEDS[value] if offered and value not in WITH_VALUE else None
        case "staff_language":
            return bare("{language}", language=Tongue(value))
        case "competence":
            return COMPETENCES[value]
        case "form":
            return FORMS[value]
    if talk.municipality is None and question not in BEFORE:
        return None
    step = BY_QUESTION[question]
    choice = step.choice(talk, value)
    if choice and question == "decision" and value in (YES.value, NO.value):  # a "Ja" to what?
        return bare("{question} – {answer}", question=step.ask(talk).text, answer=choice.label)
    return choice.label if choice else None


def _with(talk: Talk, question: str, value: str) -> Moved:
    return take(talk, BY_QUESTION[question], value)
