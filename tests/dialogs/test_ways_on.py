"""The ways on that are offered when nothing more is asked, and after what was said between."""

import pytest
from booking import buttons, told
from someone import TO_THE_CALL, TO_THE_END, Talk

from bot.conversation import Answer
from dialogs.events import Choose, Event, Text
from dialogs.steps.earlier import WAIT, WAIT_NO_MORE

NO_CALL = (*TO_THE_CALL[:14], Choose("call", "no"))


def paper(answer: Answer) -> bool:
    return any(bubble.paper for bubble in answer.bubbles)


@pytest.mark.parametrize(
    ("way", "ways_on"),
    [
        (NO_CALL, ["book", "list", "paper", "my_data"]),
        (TO_THE_END, ["move", "cancel", WAIT, "list", "paper"]),
    ],
)
def test_at_the_end_there_are_at_most_five_ways_on(
    talk: Talk, way: tuple[Event, ...], ways_on: list[str]
) -> None:
    answer = talk.give(*way)

    assert answer.step == "after"
    assert buttons(answer) == ways_on


@pytest.mark.parametrize(
    ("way_on", "step"),
    [("book", "name"), ("list", "list"), ("my_data", "my_data"), ("paper", "after")],
)
def test_each_way_on_leads_where_it_says(talk: Talk, way_on: str, step: str) -> None:
    answer = talk.give(*NO_CALL, Choose("after", way_on))

    assert answer.step == step
    assert paper(answer) == (way_on in ("paper", "my_data"))


def test_who_wants_no_reminders_is_told_of_no_earlier_time_either(talk: Talk) -> None:
    talk.give(*TO_THE_END)
    assert WAIT_NO_MORE in buttons(talk.give(Choose("after", WAIT)))

    answer = talk.give(Text("sluta påminna mig"))

    assert "Då påminner vi dig inte mer." in told(answer)
    assert WAIT in buttons(answer)


@pytest.mark.parametrize(
    ("answered", "step"),
    [(Choose("sorrow", "yes"), "name"), (Choose("sorrow", "no"), "after")],
)
def test_in_sorrow_there_is_a_call_or_quiet(talk: Talk, answered: Event, step: str) -> None:
    asked = talk.give(*TO_THE_CALL[:12], Text("min mamma dog i natt"))

    assert (asked.step, buttons(asked)) == ("sorrow", ["yes", "no", "wrong"])
    assert talk.give(answered).step == step


def test_help_that_has_not_come_is_answered_before_the_municipality_is_known(talk: Talk) -> None:
    answer = talk.give(Choose("language", "sv"), Text("hemtjänsten har inte kommit"))

    assert "Säg vilken kommun det är." in told(answer)
    assert answer.step == "municipality"


def test_where_the_municipality_is_known_its_own_number_for_the_night_is_told(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:8], Text("hemtjänsten har inte kommit"))

    assert "Ring kommunens jour:" in told(answer)
    assert answer.step == "danger"


def test_before_anything_is_answered_there_is_no_page_of_answers(talk: Talk) -> None:
    assert not paper(talk.give(Choose("language", "sv"), Text("mina uppgifter")))
