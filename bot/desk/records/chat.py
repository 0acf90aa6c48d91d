"""A chat in pieces: what was answered there, and each turn, in Swedish and without names."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.desk.figures.charts import STEPS
from bot.desk.records.pieces import Piece, numbered
from bot.desk.words.case import Words
from bot.desk.words.days import full_moment
from bot.store.office.kept import Said
from care.choice import Need
from dialogs import transcript
from dialogs.bubbles import Bubble
from dialogs.messages import Message
from dialogs.replies import Ask
from dialogs.state import KEPT, State
from dialogs.wording import SOURCE

YES_NO = {"yes": "Ja", "no": "Nej"}
HIDDEN = {
    "name": "[namn]", "answerer": "[namn]", "phone": "[nummer]", "birth_year": "[år]",
}  # fmt: skip
"""What stands in a turn for what is a piece of its own."""
WORDLESS = "Något skrevs. Orden sparas inte."

Labels = Mapping[tuple[str, str], str]
"""The words on a button, by its question and value."""


def answers(
    states: Mapping[int, State],
    said: Sequence[Said],
    who: Mapping[int, str],
    others: frozenset[int],
    words: Words,
) -> Iterator[Piece]:
    """What was answered to each question, in the words of the buttons while their turns are left.

    `who` names the conversations, `others` are not the person's. What is kept apart is a piece
    elsewhere.
    """
    labelled = _labels(said, words)
    for conversation, name in who.items():
        told = []
        for question, value in states.get(conversation, State()).answers.items():
            given = (value,) if isinstance(value, str) else value
            shown = [_answer(question, v, labelled, words) for v in given if v not in ("", KEPT)]
            if shown:
                told.append(f"{STEPS.get(question, question)}: {', '.join(shown)}")
        yield from numbered(f"{name}, svar", told, other=conversation in others)


def turns(
    said: Sequence[Said], who: Mapping[int, str], others: frozenset[int], words: Words
) -> Iterator[Piece]:
    """Each turn as it was shown; `who` and `others` as above."""
    for conversation, name in who.items():
        told = [_turn(one, words) for one in said if one.conversation == conversation]
        yield from numbered(f"{name}, tur", told, other=conversation in others)


def _labels(said: Sequence[Said], words: Words) -> Labels:
    """Also by the first part of a value of two: `yes=2027-01-12` is answered with yes."""
    return {
        (reply.question, value): words.said(choice.label)
        for one in said
        for reply in transcript.load(json.loads(one.replies))[0]
        if isinstance(reply, Ask)
        for choice in reply.choices
        if isinstance(choice.label, Message)
        for value in (choice.value, choice.value.partition("=")[0])
    }


def _answer(question: str, value: str, labelled: Labels, words: Words) -> str:
    """As it stood on its button; where that turn is gone by what we know of the value."""
    if said := labelled.get((question, value)):
        return said
    match question:
        case "language":
            return words.language(value)
        case "municipality" if value == words.here.key:
            return words.here.name
        case "area":
            return words.area(value)
        case "service":
            return words.service(value) or value
        case "time":
            return _time(value)
        case "needs" if value.partition("=")[0] in set(Need):
            return words.need(value)
    known = words.here.provider(value)
    return known.name if known else YES_NO.get(value, value)


def _time(value: str) -> str:
    try:
        return full_moment(datetime.fromisoformat(value))
    except ValueError:
        return value


def _turn(one: Said, words: Words) -> str:
    replies, echo = transcript.load(json.loads(one.replies))
    told = [full_moment(one.at)]
    if echo:
        told.append(f"Personen: {words.wording.text(echo, SOURCE, _hidden)}")
    told += (
        f"Chatten: {_bubble(bubble)}" for bubble in words.wording.bubbles(replies, SOURCE, _hidden)
    )
    return "\n".join(told if len(told) > 1 else (*told, WORDLESS))


def _bubble(bubble: Bubble) -> str:
    told = bubble.text.replace("\n\n", "\n")
    if bubble.paper:
        told += f" {bubble.paper.title}"
    if bubble.summary:
        told += f" {bubble.summary}"
    named = [card.name for card in bubble.cards]
    named += bubble.compare.names if bubble.compare else ()
    if named:
        told += f": {', '.join(named)}"
    pressed = [choice.label for choice in bubble.choices]
    return f"{told} [{'] ['.join(pressed)}]" if pressed else told


def _hidden(field: str) -> str:
    return HIDDEN.get(field, "[uppgift]")
