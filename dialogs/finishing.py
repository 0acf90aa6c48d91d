"""What ends every turn: the open question is asked, and what was said is remembered."""

from dataclasses import replace
from zlib import crc32

from dialogs import between, commands, passing
from dialogs.answering import Answered
from dialogs.messages import Message, t
from dialogs.notices import READ_AT, put_off
from dialogs.relay import RELAY
from dialogs.replies import Ask, Cards, Compare, Paper, Replies, Say
from dialogs.steps import open_step
from dialogs.steps.joining import MOVE
from dialogs.steps.opening import WELCOMED
from dialogs.talk import Moved, Step, Talk, Turned

WROTE = t("Jag skrev ett svar.")
"""Stands for what a person typed, which is never kept."""

BESIDE = ("told", "offered", passing.QUESTION, WELCOMED)
"""What the state keeps beside answers: the question answered last, languages offered, what was
heard and waits for a yes, and that the welcome was said.
"""

UNREAD = frozenset(("notice", *READ_AT.values()))
"""The questions that an unread notice asks."""


def finish_answer(talk: Talk, step: Step, answered: Answered) -> Turned:
    """The turn that an answer makes."""
    return finish(talk, step, answered.moved, answered.heard, answered.echo)


def finish(
    talk: Talk, was: Step, moved: Moved, heard: str, echo: Message | str | None = None
) -> Turned:
    """The turn: what is said, then the open question, unless the replies end with one."""
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
        before, after = talk.state.without(*BESIDE).answers, state.without(*BESIDE).answers
        unchanged = step is was and after == before and heard != "start"
        told = () if unchanged and replies else step.tell(now_at)
        waits = passing.asked(now_at) if step is was or was.question == "language" else None
        replies = (*replies, *told, waits or step.ask(now_at))
    *said_first, ask = replies
    assert isinstance(ask, Ask)
    question = ask.question
    shown = (*ask.choices, *ask.fixed)
    if question not in (passing.QUESTION, between.GUESS, "language"):
        state = state.without(passing.QUESTION)
    if state.get("aside") != MOVE:
        state = state.without(MOVE)  # the print of another's code is kept only while it is asked of
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
    ask = _with_row(ask, helped=heard == "command:help")
    return Turned(state, (*_again(again), *said_first, ask), heard, echo, question, was.question)


def _fingerprint(replies: Replies) -> str:
    """Two turns that say the same have the same; what is long (cards, paper, files) is left out."""
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
    return f"{crc32(repr(told).encode('utf-8', 'replace')):08x}"


def _again(again: int) -> Replies:
    """So that the same text never comes twice running."""
    if again == 0:
        return ()
    if again % 2:
        return (Say(t("Här är frågan igen.")),)
    return (Say(t("Frågan är kvar här.")),)


def _with_row(ask: Ask, *, helped: bool) -> Ask:
    """With the row that is always there under a question; after help, all that always works."""
    if ask.question in ("language", RELAY):
        return ask
    own = {choice.value for choice in ask.choices}
    human = () if commands.HUMAN in (ask.question, *own) else (commands.TO_HUMAN,)
    more = commands.FIXED[2:] if helped else ()
    return replace(ask, fixed=(*ask.fixed, *more, commands.STEP_BACK, *human))
