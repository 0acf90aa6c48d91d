"""What is said where nothing was understood, the first time, the second and after."""

import pytest
from someone import moment_in

from care.municipality import Municipality
from dialogs.meanings import offered
from dialogs.misses import missed
from dialogs.replies import Ask, Choice, Say
from dialogs.state import State
from dialogs.steps import BY_QUESTION
from dialogs.understanding.deciding import Ranked

BY = Municipality("by", "By", "0000", "1", False, True, (), ())
SORRY, AGAIN = "Förlåt, jag förstod inte.", "Jag förstod inte det heller. Det är mitt fel."
PRESS, OTHERWISE = "Tryck på ett av svaren.", "Prova att skriva på annat sätt."
HOW = "Du kan trycka på ett svar. Du kan också skriva svaret."
OWN_WORDS = "Skriv med egna ord. Det går bra att stava fel."
NAME = "Skriv bara namnet. Till exempel: Karin Berg."
STILL = "Jag förstår fortfarande inte. En människa kan hjälpa dig."
HARD = "Det är svårt att förstå varandra här. Ring gärna en människa."
RING = "Ring din kommun. Fråga efter handläggare för hemtjänst."
OTHER = "Det kan jag inte svara på. Jag hjälper dig att välja vem som ger hjälp."
UNSURE, MEANT = "Jag är inte säker på vad du menar.", "Menade du något av det här?"
WHO, YOUR_NAME = "Vem ska få hjälpen?", "Vad heter du? Skriv ditt namn."


def told(question: str, misses: int, *ranking: tuple[str, float]) -> list[str]:
    """All that is said, and the question at last."""
    talk, step = moment_in(BY, State({"who": "self"}, "sv")), BY_QUESTION[question]
    ranked = [Ranked(label, score) for label, score in ranking]
    replies = missed(talk, step, step.ask(talk), misses, ranked)
    assert isinstance(replies[-1], Ask)
    return [reply.text.text for reply in replies if isinstance(reply, Say | Ask)]


@pytest.mark.parametrize(
    ("question", "misses", "said"),
    [
        ("who", 1, [SORRY, PRESS, WHO]),
        ("who", 2, [AGAIN, HOW, WHO]),
        ("who", 3, [STILL, RING, WHO]),
        ("who", 4, [HARD, RING, WHO]),
        ("who", 5, [STILL, RING, WHO]),
        ("name", 1, [SORRY, NAME, YOUR_NAME]),
        ("name", 2, [AGAIN, NAME, YOUR_NAME]),
        ("name", 3, [STILL, RING, YOUR_NAME]),
    ],
)
def test_each_time_more_is_told(question: str, misses: int, said: list[str]) -> None:
    assert told(question, misses) == said


@pytest.mark.parametrize(
    ("question", "misses", "ranking", "said"),
    [
        ("who", 1, [("oos", 0.25)], [OTHER, WHO]),
        ("who", 2, [("oos", 0.9)], [OTHER, HOW, WHO]),
        ("who", 3, [("oos", 0.9)], [STILL, RING, WHO]),
        ("who", 1, [("oos", 0.24)], [SORRY, PRESS, WHO]),
        ("who", 1, [("cost", 0.3), ("oos", 0.29)], [UNSURE, MEANT]),
        ("who", 2, [("cost", 0.3)], [UNSURE, HOW, MEANT]),
        ("who", 3, [("cost", 0.3)], [STILL, RING, WHO]),
        ("who", 1, [("cost", 0.24)], [SORRY, PRESS, WHO]),
        ("name", 1, [("cost", 0.3)], [SORRY, NAME, YOUR_NAME]),
        ("name", 1, [("oos", 0.9)], [SORRY, NAME, YOUR_NAME]),
    ],
)
def test_what_may_have_been_meant_is_offered_twice_and_where_no_name_is_asked_for(
    question: str, misses: int, ranking: list[tuple[str, float]], said: list[str]
) -> None:
    assert told(question, misses, *ranking) == said


def test_where_nothing_can_be_pressed_one_is_told_to_write_otherwise() -> None:
    talk, step = moment_in(BY), BY_QUESTION["who"]
    ask = Ask("who", step.ask(talk).text)
    for misses, how in ((1, OTHERWISE), (2, OWN_WORDS)):
        assert [r.text.text for r in missed(talk, step, ask, misses)][1] == how


def test_of_a_question_put_in_between_the_example_of_the_open_one_is_not_told() -> None:
    talk, step = moment_in(BY, State({"who": "self"})), BY_QUESTION["name"]
    ask = Ask("heard", step.ask(talk).text, (Choice("yes", "Ja"),))

    assert [r.text.text for r in missed(talk, step, ask, 2)][1] == HOW


@pytest.mark.parametrize(
    ("ranking", "values"),
    [
        ([], []),
        ([("cost", 0.3), ("human", 0.28)], ["cost", "human"]),
        ([("cost", 0.3), ("human", 0.24)], ["cost"]),
        ([("cost", 0.25)], ["cost"]),
        ([("cost", 0.29), ("human", 0.28), ("book", 0.27), ("move", 0.26)],
         ["cost", "human", "book"]),
        ([("cost", 0.29), ("oos", 0.28), ("book", 0.27), ("move", 0.26)],
         ["cost", "book", "move"]),
        ([("yes", 0.9), ("cost", 0.5)], []),
        ([("thanks", 0.3), ("cost", 0.29)], []),
        ([("answer", 0.9), ("cost", 0.3)], []),
        ([("answer", 0.3), ("cost", 0.29)], ["cost"]),
    ],
)  # fmt: skip
def test_the_likeliest_meanings_are_offered(
    ranking: list[tuple[str, float]], values: list[str]
) -> None:
    shown = offered([Ranked(label, score) for label, score in ranking])

    assert [choice.value for choice in shown] == values
