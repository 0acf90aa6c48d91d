"""Which questions follow a tick: one for each wish that carries a value, and none that makes no
sense for the service."""

from collections.abc import Callable
from datetime import date

import pytest
from someone import moment_in

from care.choice import Need
from care.municipality import Area, Municipality
from care.providers import Authorisation, Features, Form, Provider
from care.rules import Rules, ServiceRule
from care.services import Service
from dialogs.replies import Ask
from dialogs.state import State
from dialogs.steps.support import every_area
from dialogs.steps.wishes import (
    NEEDED,
    REQUIRED,
    WISHES,
    ask_focus,
    ask_language,
    ask_near,
    ask_needs,
    every_focus,
    every_language,
    every_need,
)
from dialogs.talk import Talk as Moment
from dialogs.terms import FOCUSES

AREAS = (Area("norr", "Norr"),)
KNOWN = Features(frozenset(("language=fi", "language=ar", "focus=music", "focus=garden")))


def choosing(
    service: Service = Service.DAILY_ACTIVITY,
    *ticked: str,
    features: Features = KNOWN,
    areas: tuple[Area, ...] = AREAS,
    language: str = "sv",
    **answers: str,
) -> Moment:
    """One who has ticked these, where one provider has these features."""
    by = Authorisation(service, None, date(2020, 1, 1))
    eken = Provider("eken", "Eken", Form.COMPANY, (by,), features=features)
    here = Municipality(
        "by", "By", "0000", "1", False, True, (ServiceRule(service),), (eken,), Rules(), areas,
    )  # fmt: skip
    given = State(answers={"service": service, **answers, "needs": ticked}, language=language)
    return moment_in(here, given)


def follow(moment: Moment) -> list[str]:
    """The questions that are asked of the ticks."""
    return [step.question for step in WISHES if step.matters(moment)]


@pytest.mark.parametrize(
    ("service", "ticked", "questions"),
    [
        (Service.DAILY_ACTIVITY, (), []),
        (Service.DAILY_ACTIVITY, ("done",), []),
        (Service.DAILY_ACTIVITY, ("focus",), ["focus"]),
        (Service.DAILY_ACTIVITY, ("near", "done"), ["near"]),
        (Service.DAILY_ACTIVITY, ("language", "form"), ["staff_language", "form"]),
        (Service.DAILY_ACTIVITY, ("trial", "competence"), ["competence"]),
        (Service.CARE, ("evening", "language"), ["staff_language"]),
        (Service.CARE, ("focus", "near"), []),
        (Service.HOUSEHOLD, ("competence",), []),
    ],
)
def test_each_tick_has_its_question(
    service: Service, ticked: tuple[str, ...], questions: list[str]
) -> None:
    assert follow(choosing(service, *ticked)) == questions


def test_where_nothing_is_known_of_anybody_no_wish_is_asked_for() -> None:
    unknown = choosing(Service.CARE, "language", features=Features())
    lacking = choosing(Service.CARE, "language", features=Features(lacks=frozenset(("pets",))))

    assert (NEEDED.matters(unknown), follow(unknown)) == (False, [])
    assert (NEEDED.matters(lacking), follow(lacking)) == (True, ["staff_language"])


def test_who_goes_straight_to_the_call_is_asked_for_no_wish() -> None:
    straight = choosing(Service.ELDERLY_HOME, "language", way="straight")

    assert (NEEDED.matters(straight), REQUIRED.matters(straight), follow(straight)) == (
        False, False, [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("service", "may_require"), [(Service.ELDERLY_HOME, True), (Service.CARE, False)]
)
def test_a_decision_requires_something_of_some_services(
    service: Service, may_require: bool
) -> None:
    assert REQUIRED.matters(choosing(service)) is may_require


def test_a_tap_ticks_and_another_takes_it_away() -> None:
    shown = {c.value: c.chosen for c in every_need(choosing(Service.CARE, "pets"))}

    assert shown["-pets"]
    assert "+pets" not in shown
    assert shown["+evening"] is False
    assert sum(shown.values()) == 1


@pytest.mark.parametrize(("areas", "near"), [(AREAS, True), ((), False)])
def test_near_what_is_asked_where_there_are_areas(areas: tuple[Area, ...], near: bool) -> None:
    values = {choice.value for choice in every_need(choosing(areas=areas))}

    assert (f"+{Need.NEAR}" in values) is near


@pytest.mark.parametrize(
    ("ticked", "leads_on"), [((), "Inget särskilt"), (("pets",), "Klar"), (("done",), "Klar")]
)
def test_the_last_button_leads_on(ticked: tuple[str, ...], leads_on: str) -> None:
    ask = ask_needs(choosing(Service.CARE, *ticked))
    *others, last = ask.choices

    assert ask.multiple
    assert (last.value, getattr(last.label, "text", ""), last.forward) == ("done", leads_on, True)
    assert not any(choice.forward for choice in others)


def test_what_is_ticked_is_told_and_nothing_else() -> None:
    told = ask_needs(choosing(Service.CARE, "pets", "evening", "done")).text.args["wishes"]

    assert isinstance(told, tuple)
    labels = [getattr(wish, "text", wish) for wish in told]
    assert labels == ["Jag har djur hemma", "Hjälp på kvällen"]


@pytest.mark.parametrize(
    ("language", "order"), [("sv", ["ar", "fi"]), ("fi", ["fi", "ar"]), ("ar", ["ar", "fi"])]
)
def test_ones_own_language_comes_first_where_somebody_speaks_it(
    language: str, order: list[str]
) -> None:
    talk = choosing(language=language)

    assert [choice.value for choice in every_language(talk)] == order
    assert [choice.value for choice in ask_language(talk).choices] == order


def test_one_may_wish_to_do_what_somebody_has() -> None:
    assert [choice.value for choice in every_focus(choosing())] == ["garden", "music"]


MANY = Features(frozenset(f"focus={focus}" for focus in FOCUSES) | KNOWN.has)
TWELVE = tuple(Area(f"a{n:02}", f"Area {n}") for n in range(12))


@pytest.mark.parametrize(("question", "ask"), [("focus", ask_focus), ("near", ask_near)])
@pytest.mark.parametrize("page", [1, 2, 3])
def test_what_one_wishes_is_asked_five_at_a_time(
    question: str, ask: Callable[[Moment], Ask], page: int
) -> None:
    talk = choosing(features=MANY, areas=TWELVE, **{f"{question}.page": str(page)})
    every = [choice.value for choice in (every_focus if question == "focus" else every_area)(talk)]
    *shown, more = [choice.value for choice in ask(talk).choices]

    assert shown == every[5 * page - 5 : 5 * page]
    assert more == f"page={page % 3 + 1}"


@pytest.mark.parametrize(
    ("value", "taken"),
    [("+pets", True), ("-pets", True), ("pets", True), ("done", True), ("+nonsense", False)],
)
def test_what_may_be_ticked(value: str, taken: bool) -> None:
    assert NEEDED.accepts is not None
    assert NEEDED.accepts(choosing(Service.CARE), value) is taken
