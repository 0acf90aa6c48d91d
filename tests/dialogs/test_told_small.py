"""What single functions tell, each of its answers in a row."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from someone import NOW, TO_THE_CALL, Talk, exempelby, moment_in

from bot.assembly import House
from care.people import Part, Right, Role
from care.providers import Room
from dialogs.events import Choose, Text
from dialogs.figures import bar
from dialogs.messages import Message
from dialogs.situation import Situation, situation
from dialogs.state import State
from dialogs.steps.call_time import (
    AFTER,
    FROM_THE_FIRST,
    SHOWN,
    ask_time,
    later_than,
    moment,
    name_time,
)
from dialogs.steps.office import where_to_ask
from dialogs.talk import Talk as Moment
from dialogs.terms import wait_told

NINE = datetime(2026, 11, 25, 8, tzinfo=UTC)
TIMES = tuple(NINE + timedelta(hours=hour) for hour in range(SHOWN + 1))


@pytest.mark.parametrize(
    ("room", "wait"),
    [
        (Room(), "vi vet inte när de har plats"),
        (Room(places=2), "har plats nu"),
        (Room(weeks=0), "har plats nu"),
        (Room(places=0), "fullt nu, man får vänta"),
        (Room(places=0, weeks=0), "fullt nu, man får vänta"),
        (Room(places=0, weeks=3), "fullt nu, plats om ungefär 3 veckor"),
        (Room(weeks=1), "plats om ungefär 1 vecka"),
        (Room(weeks=4), "plats om ungefär 4 veckor"),
    ],
)
def test_how_long_one_waits(room: Room, wait: str) -> None:
    told = wait_told(room)
    text = told.plural if told.plural and told.n != 1 else told.text

    assert text.format(n=told.n) == wait


@pytest.mark.parametrize(
    ("state", "known"),
    [
        ({}, {"part": Part(Role.UNKNOWN)}),
        ({"who": "self"}, {"part": Part(Role.PERSON)}),
        ({"who": "other", "representation": "god_man"},
         {"part": Part(Role.REPRESENTATIVE, Right.GOD_MAN)}),
        ({"interpreter": "yes", "extra_time": "no"}, {"interpreter": True}),
        ({"interpreter": "no", "extra_time": "yes"}, {"extra_time": True}),
        ({"list": "cannot"}, {"cannot_choose": True}),
        ({"list": "linden"}, {}),
        ({"area": "centrum"}, {"area": "centrum"}),
        ({"service": "dont_know"}, {"service": ""}),
        ({"service": "elderly_home", "required": "dementia"},
         {"service": "elderly_home", "required": "dementia"}),
        ({"needs": ("pets", "done")}, {"needs": ("pets",)}),
    ],
)  # fmt: skip
def test_what_an_officer_needs_to_know(
    house: House, state: dict[str, str], known: dict[str, object]
) -> None:
    answers = {"municipality": "exempelby", "service": "care", **state}
    told = situation(moment_in(exempelby(house), State(answers, "fi")))

    expected = {"part": Part(Role.UNKNOWN), "language": "fi", "service": "care", **known}
    assert told == Situation(**expected)


def test_before_there_is_a_service_an_officer_needs_to_know_nothing(house: House) -> None:
    assert situation(moment_in(exempelby(house), State({"who": "self"}, "sv"))) is None


@pytest.mark.parametrize(
    ("value", "stands"),
    [
        ("2026-11-25T09:00+01:00", True),
        ("2001-01-01T09:00+01:00", True),
        ("2999-12-31T09:00+01:00", True),
        ("2000-12-31T09:00+01:00", False),
        ("3000-01-01T09:00+01:00", False),
        ("2026-11-25T09:00", False),
        ("later", False),
        ("", False),
    ],
)
def test_which_values_are_a_time(house: House, value: str, stands: bool) -> None:
    here = moment_in(exempelby(house))

    assert (moment(value) is not None) is stands
    assert (name_time(here, value) is not None) is stands
    assert (name_time(here, f"{AFTER}{value}") == FROM_THE_FIRST) is not stands


@pytest.mark.parametrize(
    ("free", "last"),
    [(TIMES, later_than(TIMES[SHOWN - 1])), (TIMES[:SHOWN], FROM_THE_FIRST),
     (TIMES[:1], FROM_THE_FIRST)],
)  # fmt: skip
def test_after_the_times_come_later_ones_where_there_are_any(
    house: House, free: tuple[datetime, ...], last: object
) -> None:
    ask = ask_time(moment_in(exempelby(house), free_times=free, held=None, booking=None))

    assert len(ask.choices) == min(len(free), SHOWN) + 1
    assert ask.choices[-1] == last


@pytest.mark.parametrize(("hours", "urgent"), [(timedelta(0), False), (timedelta(hours=11), True)])
def test_out_of_hours_the_number_for_what_is_urgent_is_told(
    house: House, hours: timedelta, urgent: bool
) -> None:
    here = exempelby(house)
    world = SimpleNamespace(municipalities=lambda: (here,), closed=lambda _: False)
    told = where_to_ask(Moment(State(), world, NOW + hours, None, None))

    assert any(here.out_of_hours_phone in args(say) for say in told) is urgent


def args(say: object) -> tuple[object, ...]:
    """What fills the gaps of a sentence that is said."""
    of = getattr(say, "text", None)
    assert isinstance(of, Message)
    return tuple(of.args.values())


@pytest.mark.parametrize(("beside", "more"), [(False, 0), (True, 2)])
def test_beside_a_figure_stands_the_same_question_in_the_municipality_and_the_country(
    house: House, beside: bool, more: int
) -> None:
    here = exempelby(house)
    figure = next(f for provider in here.providers for f in provider.figures)
    note = told_in(bar(figure, here, beside=beside).note)

    assert note.count("av 100") == more


def told_in(of: object) -> str:
    """A message and all that fills it."""
    if not isinstance(of, Message):
        return str(of)
    return " ".join([of.text, *map(told_in, of.args.values())])


def test_a_provider_can_be_compared_asked_why_and_left_for_the_list(talk: Talk) -> None:
    seen = talk.give(*TO_THE_CALL[:13])
    values = [choice.value for choice in seen.bubbles[-1].choices]

    assert values[:3] == ["compare", "why", "list"]
    assert talk.give(Choose("provider", "compare")).step == "compare"


def test_after_a_death_nobody_is_sent_to_the_phone_where_a_call_can_be_booked(
    talk: Talk,
) -> None:
    met = talk.give(*TO_THE_CALL[:5], Text("mamma har dött"))

    assert met.step == "sorrow"
    assert not any("Ring Exempelby" in bubble.text for bubble in met.bubbles)


@pytest.mark.parametrize("said", ["jag bor på gatan K4M 7PX", "portkoden hit är K4M7PX"])
def test_what_looks_like_a_code_is_none_where_nobody_spoke_of_one(talk: Talk, said: str) -> None:
    met = talk.give(*TO_THE_CALL[:3], Text(said))

    assert not any("koden" in bubble.text.lower() for bubble in met.bubbles)
    assert met.step == "who"
