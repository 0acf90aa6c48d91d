"""In what language, and for how long, the call is."""

import pytest
from booking import at, buttons, labels, someone, told, yes
from someone import TO_THE_CALL, Talk

from bot.assembly import House
from dialogs.events import Choose, Event

MARIA = "2026-11-25T09:00+00:00"
TO_THE_INTERPRETER = TO_THE_CALL[:-3]


def way(language: str, area: str = "centrum") -> tuple[Event, ...]:
    """To the question about an interpreter, in this language."""
    return tuple(
        {"language": Choose("language", language), "area": Choose("area", area)}.get(
            getattr(event, "question", ""), event
        )
        for event in TO_THE_INTERPRETER
    )


def minutes(house: House) -> list[tuple[object, ...]]:
    with house.store.reading() as held:
        return list(held.driver.execute("SELECT minutes, officer FROM booking").fetchall())


@pytest.mark.parametrize(
    ("language", "area", "offered"),
    [
        ("sv", "centrum", False),
        ("fi", "centrum", True),
        ("ar", "centrum", True),
        ("en", "centrum", True),
        ("fi", "kvarnbacken", False),
    ],
    ids=["swedish", "finnish", "arabic", "english", "finnish, where she does not work"],
)
def test_ones_own_language_is_offered_where_an_officer_speaks_it(
    talk: Talk, language: str, area: str, offered: bool
) -> None:
    answer = talk.give(*way(language, area))

    assert answer.step == "interpreter"
    assert buttons(answer) == (["yes", "no", "speaks"] if offered else ["yes", "no"])


def test_only_an_officer_who_speaks_it_is_booked(house: House, talk: Talk) -> None:
    talk.give(*way("fi"), Choose("interpreter", "speaks"), Choose("extra_time", "no"))
    answer = talk.give(at(MARIA), yes(MARIA))

    assert "Maria" in told(answer)
    assert minutes(house) == [(20, "maria-berg")]
    late = someone(house, "late").give(
        *way("fi"), Choose("interpreter", "speaks"), Choose("extra_time", "no"), at(MARIA)
    )
    assert late.step == "time", "Maria is taken, and nobody else speaks Finnish"


def test_who_then_wants_no_such_officer_is_held_anew(house: House, talk: Talk) -> None:
    talk.give(*way("fi"), Choose("interpreter", "no"), Choose("extra_time", "no"), at(MARIA))
    talk.give(Choose("interpreter", "speaks"), at(MARIA), yes(MARIA))

    assert minutes(house) == [(20, "maria-berg")]


def test_a_language_that_is_left_asks_again(talk: Talk) -> None:
    talk.give(*way("fi"), Choose("interpreter", "speaks"))
    answer = talk.give(Choose("language", "language"), Choose("language", "sv"))

    assert answer.step == "interpreter"
    assert labels(answer) == ["Ja", "Nej"]


@pytest.mark.parametrize(
    ("interpreter", "extra", "long"),
    [("no", "no", 20), ("yes", "no", 30), ("no", "yes", 30), ("yes", "yes", 60)],
)
def test_a_call_is_as_long_as_it_has_to_be(
    house: House, talk: Talk, interpreter: str, extra: str, long: int
) -> None:
    time = "2026-11-25T09:00+00:00"
    talk.give(*way("sv"), Choose("interpreter", interpreter), Choose("extra_time", extra))
    talk.give(at(time), yes(time))

    assert [row[0] for row in minutes(house)] == [long]


def test_an_interpreter_needs_a_day(talk: Talk) -> None:
    answer = talk.give(*way("sv"), Choose("interpreter", "yes"), Choose("extra_time", "no"))

    assert buttons(answer)[0] >= "2026-11-24T08:00"
