"""One turn: what was heard, where it leads, and what is said.

The order is that of safety first: a word of alarm, a command, an answer to the open question, a
question of the person's own, and only then that nothing was understood.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zlib import crc32

from dialogs import commands, misses, questions, safety
from dialogs.answering import Answered, by_button, by_label, by_text, take
from dialogs.events import Choose, Contact, Start, Unreadable
from dialogs.listening import listened
from dialogs.messages import Message, t
from dialogs.notices import READ_AT, put_off
from dialogs.relay import RELAY
from dialogs.replies import Ask, Cards, Compare, File, Paper, Replies, Say
from dialogs.state import State
from dialogs.steps import BY_QUESTION, joining, open_step
from dialogs.steps.after import settled
from dialogs.steps.home import HOME
from dialogs.steps.my_data import chosen_told
from dialogs.talk import Moved, Perhaps, Step, Talk, Turned
from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import Understood
from dialogs.wording import Wording
from dialogs.world import World

WROTE = t("Jag skrev ett svar.")
"""Stands for what a person typed, which is never kept."""

BACK, HUMAN = commands.FIXED[:2]

UNREAD = frozenset(("notice", *READ_AT.values()))
"""The questions that an unread notice asks."""

RELAYED = "relayed"
"""What is heard when something was handed to an officer, and nothing is said."""


def turn(
    state: State,
    event: Understood | Choose | Contact | Start | Unreadable,
    world: World,
    now: datetime,
    wording: Wording,
    bank: Callable[[], Bank],
) -> Turned:
    """The new state and what is said. The open question is always the last thing said.

    `bank` is what people say, asked for only where something was typed.
    """
    guesses = event.languages if isinstance(event, Start) else ()
    talk = settled(Talk(state, world, now, wording, bank, guesses))
    step = open_step(talk)
    if state.get("aside") == RELAY and (relayed := world.relayed()):
        said = listened(talk, relayed, event)
        return _finish_answer(talk, step, said) if said else Turned(state, (), RELAYED, step=RELAY)
    match event:
        case Start():
            return _finish(talk, step, _started(talk), "start")
        case Choose(question, value):
            return _finish_answer(talk, step, by_button(talk, step, question, value))
        case Contact(phone):
            return _contact(talk, step, phone)
        case Unreadable(kind):
            told = Say(t("Jag kan bara läsa text. Skriv gärna, eller tryck på ett svar."))
            return _finish(talk, step, Moved(talk.state, (told,)), f"unreadable:{kind}")
        case Understood():
            turned = _text(talk, step, event)
            if event.masked:
                hidden = Say(t("Skriv inte personnummer här. Jag har tagit bort det."))
                return replace(turned, replies=(hidden, *turned.replies))
            return turned


def _text(talk: Talk, step: Step, said: Understood) -> Turned:
    if not talk.state.language and said.tongue in talk.wording.names:
        # Whoever begins with a cry for help, or a question, is answered in its language at once.
        tongue = said.tongue or ""
        talk = talk.after(talk.state.answer("language", tongue).speaking(tongue))
        step = open_step(talk)
    if said.tier:
        return _finish(talk, step, safety.alarmed(talk, said), f"tier:{said.tier}", WROTE)
    if not said.folded:
        told = Say(t("Meddelandet var tomt. Skriv något, eller tryck på ett svar."))
        return _finish(talk, step, Moved(talk.state, (told,)), "empty")
    answered: Answered | Perhaps | None = by_label(talk, step, said)
    sure = step.sure and step.hear is not None and step.hear(talk, said) is not None
    if answered is None and (step.aside or step.final or sure or not said.command):
        answered = by_text(talk, step, said)
    code = joining.typed(step, said) if answered is None and talk.state.language else None
    if code:
        moved, heard = joining.join(talk, code)
        return _finish(talk, step, moved, heard, WROTE)
    if answered is None and said.command and talk.state.language:
        moved = commands.obey(talk, step, said.command)
        return _finish(talk, step, moved, f"command:{said.command}", WROTE)
    if answered is not None:
        if isinstance(answered, Perhaps):
            return _finish(talk, step, _perhaps(talk, step, answered), "perhaps", WROTE)
        return _finish_answer(talk, step, answered)
    if said.intent in ("apply", "more_help") and talk.municipality and talk.here.takes_wishes:
        # Never answered by the chat alone: an oral application counts.
        moved = Moved(talk.state.answer("aside", "apply_now"))
        return _finish(talk, step, moved, f"intent:{said.intent}", WROTE)
    if said.intent == HOME and talk.municipality and talk.world.stopped():
        moved = Moved(talk.state.answer("aside", HOME))
        return _finish(talk, step, moved, f"intent:{HOME}", WROTE)
    if said.intent and said.intent in questions.ANSWERS and talk.state.language:
        told_of = questions.ANSWERS[said.intent](talk)
        return _finish(talk, step, Moved(talk.state, told_of), f"intent:{said.intent}", WROTE)
    if said.language in talk.wording.names and talk.state.language:
        moved = take(talk, BY_QUESTION["language"], said.language or "")
        return _finish(talk, step, moved, f"language={said.language}", WROTE)
    if step.question == "human" and (number := answers.phone(said.text, talk.bank)):
        return _contact(talk, step, number)  # "då behöver vi ditt nummer", and here it is
    return _missed(talk, step)


def _missed(talk: Talk, step: Step) -> Turned:
    count = talk.state.misses + 1
    state = replace(talk.state, misses=count)
    told = misses.missed(talk, step, count)
    return _finish(talk, step, Moved(state, told), f"miss:{step.question}:{count}", WROTE)


def _contact(talk: Talk, step: Step, phone: str) -> Turned:
    if step.question == "human" and talk.municipality and talk.here.takes_wishes:
        talk = talk.after(talk.state.answer("aside", "phone"))
        step = open_step(talk)
    number = answers.phone(phone, talk.bank) if step.question == "phone" else None
    if number:
        moved = take(talk, step, number)
        return _finish_answer(talk, step, Answered(moved, "phone=kept"))
    told = t("Tack. Jag behöver inget nummer just nu.")
    if step.question == "phone":
        told = t("Det numret går inte att ringa. Skriv ett annat nummer.")
    return _finish(talk, step, Moved(talk.state, (Say(told),)), "contact", WROTE)


def _started(talk: Talk) -> Moved:
    if set(talk.state.answers) <= {"language"}:
        return Moved(talk.state)
    told = Say(t("Välkommen tillbaka. Vi fortsätter där du var."), chosen_told(talk))
    return Moved(talk.state, (told,))


def _perhaps(talk: Talk, step: Step, perhaps: Perhaps) -> Moved:
    ask = Ask(step.question, perhaps.asks, perhaps.choices)
    return Moved(talk.state, (ask,))


def _finish_answer(talk: Talk, step: Step, answered: Answered) -> Turned:
    return _finish(talk, step, answered.moved, answered.heard, answered.echo)


def _finish(
    talk: Talk, was: Step, moved: Moved, heard: str, echo: Message | str | None = None
) -> Turned:
    state = moved.state
    answered = heard.startswith(f"{was.question}=")
    if was.question in UNREAD and not answered and state.get("aside") != was.question:
        state = put_off(talk.state, state)
    if not heard.startswith("miss"):
        state = replace(state, misses=0)
    replies = moved.replies
    if not replies or not isinstance(replies[-1], Ask):
        now_at = talk.after(state)
        step = open_step(now_at)
        unchanged = step is was and state.answers == talk.state.answers and heard != "start"
        told = () if unchanged and replies else step.tell(now_at)
        replies = (*replies, *told, step.ask(now_at))
    ask = replies[-1]
    question = ask.question if isinstance(ask, Ask) else ""
    shown = (*ask.choices, *ask.fixed) if isinstance(ask, Ask) else ()
    said = _fingerprint(replies)
    # Another wish that the same times fit is no question put again.
    again = talk.state.again + 1 if said == talk.state.said and heard != "perhaps" else 0
    state = replace(
        state,
        said=said,
        again=again,
        asked=question if shown else "",
        shown=tuple(choice.value for choice in shown),
    )
    replies = _with_row(replies, helped=heard == "command:help")
    return Turned(state, (*_again(again), *replies), heard, echo, question)


def _fingerprint(replies: Replies) -> str:
    """Two turns that say the same have the same; what is long (on cards, on paper) is left out."""
    told: list[object] = []
    for reply in replies:
        match reply:
            case Say(text, lines):
                told += (text.text, text.args, lines)
            case Ask(text=text, choices=choices):
                told += (text.text, text.args, [choice.value for choice in choices])
            case Cards(title, cards):
                told += (title.text, [card.provider for card in cards])
            case Compare(title, names):
                told += (title.text, names)
            case Paper(caption, title):
                told += (caption.text, caption.args, title.text, title.args)
            case File():
                told.append(reply.filename)
    return f"{crc32(repr(told).encode('utf-8', 'replace')):08x}"


def _again(again: int) -> Replies:
    """So that the same text never comes twice running."""
    if again == 0:
        return ()
    if again % 2:
        return (Say(t("Här är frågan igen.")),)
    return (Say(t("Frågan är kvar här.")),)


def _with_row(replies: Replies, *, helped: bool) -> Replies:
    """Put the row that is always there under the question; after help, all that always works."""
    ask = replies[-1]
    if not isinstance(ask, Ask) or ask.question in ("language", RELAY):
        return replies
    own = {choice.value for choice in ask.choices}
    human = () if commands.HUMAN in (ask.question, *own) else (HUMAN,)
    more = commands.FIXED[2:] if helped else ()
    return (*replies[:-1], replace(ask, fixed=(*ask.fixed, *more, BACK, *human)))


Turn = Callable[
    [
        State,
        "Understood | Choose | Contact | Start | Unreadable",
        World,
        datetime,
        Wording,
        Callable[[], Bank],
    ],
    Turned,
]
