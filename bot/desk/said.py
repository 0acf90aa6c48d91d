"""A chat in pieces: what was answered there, and each turn, in Swedish and without names."""

import json
from collections.abc import Iterator, Mapping, Sequence

from bot.desk.charts import STEPS
from bot.desk.pieces import Piece, numbered
from bot.desk.wall import full_moment
from bot.desk.words import Words
from bot.store.office.kept import Said
from dialogs import transcript
from dialogs.bubbles import Bubble
from dialogs.state import KEPT, State, Value
from dialogs.wording import SOURCE

ANSWERS = {"yes": "Ja", "no": "Nej"}
HIDDEN = {
    "name": "[namn]", "answerer": "[namn]", "phone": "[nummer]", "birth_year": "[år]",
}  # fmt: skip
"""What stands in a turn for what is a piece of its own."""
WORDLESS = "Något skrevs. Orden sparas inte."


def answers(who: str, state: State, words: Words, *, other: bool) -> Iterator[Piece]:
    """What was answered to each question; what is kept apart is a piece elsewhere."""
    told = (
        f"{STEPS.get(question, question)}: {_value(question, value, words)}"
        for question, value in state.answers.items()
        if value and value != KEPT
    )
    yield from numbered(f"{who}, svar", told, other=other)


def turns(
    said: Sequence[Said], who: Mapping[int, str], others: frozenset[int], words: Words
) -> Iterator[Piece]:
    """Each turn as it was shown; `who` names the conversations, `others` are not the person's."""
    numbers = dict.fromkeys(who, 0)
    for one in said:
        numbers[one.conversation] += 1
        title = f"{who[one.conversation]}, tur {numbers[one.conversation]}"
        told = "\n".join((full_moment(one.at), *_turn(one, words)))
        yield Piece(title, told, one.conversation in others)


def _value(question: str, value: Value, words: Words) -> str:
    if not isinstance(value, str):
        return ", ".join(_value(question, one, words) for one in value)
    match question:
        case "language":
            return words.language(value)
        case "municipality":
            return words.here.name if value == words.here.key else value
        case "area":
            return words.area(value)
        case "service":
            return words.service(value) or value
        case "needs":
            return words.need(value)
    known = words.here.provider(value)
    return known.name if known else ANSWERS.get(value, value)


def _turn(one: Said, words: Words) -> Iterator[str]:
    replies, echo = transcript.load(json.loads(one.replies))
    if echo:
        yield f"Personen: {words.wording.text(echo, SOURCE, _hidden)}"
    for bubble in words.wording.bubbles(replies, SOURCE, _hidden):
        yield f"Chatten: {_bubble(bubble)}"
    if not echo and not replies:
        yield WORDLESS


def _bubble(bubble: Bubble) -> str:
    named = [card.name for card in bubble.cards]
    named += bubble.compare.names if bubble.compare else ()
    pressed = [choice.label for choice in (*bubble.choices, *bubble.fixed)]
    told = bubble.text.replace("\n\n", "\n")
    if bubble.paper:
        told += f" {bubble.paper.title}"
    if bubble.summary:
        told += f" {bubble.summary}"
    if named:
        told += f": {', '.join(named)}"
    return f"{told} [{'] ['.join(pressed)}]" if pressed else told


def _hidden(field: str) -> str:
    return HIDDEN.get(field, "[uppgift]")
