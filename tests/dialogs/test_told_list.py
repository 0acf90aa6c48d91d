"""Of the list and who stands in it, single answers in rows: what is asked, told and accepted."""

from datetime import date

import pytest
from single import said, text
from someone import moment_in

from care.casework import Stage
from care.municipality import Area, Contact, Municipality, Role
from care.providers import Authorisation, Form, Provider, Room, Unit
from care.providers import Standing as Allowed
from care.quality import Figure, Indicator
from care.rules import Rules, ServiceRule, Word
from care.services import Service
from dialogs.replies import Bar
from dialogs.state import State
from dialogs.steps import (
    about,
    browsing,
    cards,
    compare,
    office,
    person,
    provider,
    sharing,
)
from dialogs.talk import Talk
from dialogs.world import Reason, Standing

CARE = Authorisation(Service.CARE, None, date(2020, 1, 1))
NORTH = Area("norr", "Norr")


def one(key: str = "asken", *, allowed: Authorisation = CARE, **so: object) -> Provider:
    """A provider by this key."""
    return Provider(key, key.title(), Form.COMPANY, (allowed,), **so)


def town(*providers: Provider, services: tuple[Service, ...] = (Service.CARE,), **so: object):
    """A municipality of which just this is known."""
    known = {"example": False, "takes_wishes": True, "areas": (NORTH,), **so}
    rules = tuple(ServiceRule(service) for service in services)
    return Municipality("by", "By", "0000", "1", services=rules, providers=providers, **known)


def looks(here: Municipality, state: dict[str, object] | None = None, **known: object) -> Talk:
    """A talk with somebody there."""
    return moment_in(here, State(state or {}, "sv"), **{"closed": False, **known})


BOTH = (Service.CARE, Service.ELDERLY_HOME)


@pytest.mark.parametrize(
    ("services", "answer", "chosen"),
    [
        ((Service.CARE,), "", Service.CARE),
        ((Service.ELDERLY_HOME,), "care", Service.ELDERLY_HOME),
        (BOTH, "", None),
        (BOTH, "dont_know", None),
        (BOTH, "elderly_home", Service.ELDERLY_HOME),
        (BOTH, "household", None),
    ],
)
def test_the_service_is_the_one_there_is_or_the_one_that_was_answered(
    services: tuple[Service, ...], answer: str, chosen: Service | None
) -> None:
    assert browsing.service(looks(town(services=services), {"service": answer})) is chosen


@pytest.mark.parametrize(
    ("state", "browses", "rests"),
    [
        ({}, True, False),
        ({"way": "straight"}, False, False),
        ({"call": "no"}, True, False),
        ({"way": "straight", "call": "no"}, False, True),
        ({"way": "straight", "call": "yes"}, False, False),
    ],
)
def test_the_way_goes_through_the_list_or_past_it_or_rests(
    state: dict[str, object], browses: bool, rests: bool
) -> None:
    talk = looks(town(one()), state)

    assert (browsing.browses(talk), browsing.resting(talk)) == (browses, rests)
    assert not browsing.browses(looks(town(), state))


@pytest.mark.parametrize(
    ("state", "wishes"),
    [
        ({"needs": ("evening", "done")}, ("evening",)),
        ({"needs": ("visit", "done")}, ()),  # no wish for help that comes home
        ({"needs": ("language", "done"), "staff_language": "fi"}, ("language=fi",)),
        ({"needs": ("language", "done"), "staff_language": "dont_know"}, ()),
        ({"needs": ("language", "done")}, ()),
        ({"staff_language": "fi"}, ()),
        ({"needs": ("form", "done"), "form": "company"}, ("form=company",)),
    ],
)
def test_a_wish_is_what_was_ticked_and_said_of_it(
    state: dict[str, object], wishes: tuple[str, ...]
) -> None:
    assert browsing.wishes(looks(town(one()), state)) == wishes


@pytest.mark.parametrize(
    ("service", "area", "required"),
    [(Service.CARE, "norr", None), (Service.HOUSING_SUPPORT, "norr", "autism"),
     (Service.ELDERLY_HOME, None, "autism")],
)  # fmt: skip
def test_what_is_asked_for_is_what_makes_sense_of_the_service(
    service: Service, area: str | None, required: str | None
) -> None:
    here = town(one(), services=(service,))
    asked = browsing.asked(looks(here, {"area": "norr", "required": "autism"}))

    assert (asked.service, asked.area, asked.required) == (service, area, required)
    assert browsing.asked(looks(here, {"required": "dont_know"})).required is None


def test_nobody_is_compared_with_one_that_is_not_there() -> None:
    with pytest.raises(LookupError):
        browsing.fit_of(looks(town(one())), "eken")


@pytest.mark.parametrize(
    ("answers", "there"),
    [
        ({}, False),
        ({"service": "care"}, False),
        ({"service": "care", "area": "gone"}, False),
        ({"area": "norr"}, False),
        ({"service": "care", "area": "norr"}, True),
    ],
)
def test_there_is_a_list_once_it_is_known_for_what_and_where(
    answers: dict[str, object], there: bool
) -> None:
    assert sharing.has_list(looks(town(one(), services=BOTH), answers)) is there
    assert not sharing.has_list(looks(town(services=BOTH), answers))


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ({}, "Ring din kommun."),
        ({"website": "by.example"}, "Jag har inget nummer till By. Det finns på by.example."),
        ({"phone": "1"}, "Ring By: 1."),
        ({"phone": "1", "website": "by.example"}, "Ring By: 1."),
    ],
)
def test_who_answers_is_told_as_far_as_it_is_known(of: dict[str, object], told: str) -> None:
    known = town(one(), contacts=(Contact(Role.ADVICE, "Växeln", "1"),), **of)
    sentences = said(office.where_to_ask(looks(known)))

    assert sentences[0].startswith(told)
    assert ("Ring Växeln: 1." in sentences) is (of == {"website": "by.example"})


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (Rules(), []),
        (Rules(same_fee=False), []),
        (Rules(same_fee=True), ["Alla på listan kostar lika mycket."]),
        (Rules(word=Word.ARRANGER), ["I By heter de som ger hjälp anordnare."]),
    ],
)
def test_what_they_cost_and_are_called_is_told_where_the_municipality_says_so(
    rules: Rules, told: list[str]
) -> None:
    assert said(about.tell_fee(looks(town(one(), rules=rules)))) == told


PLEASED = Figure(Indicator.SATISFIED, 87, 2025, 40, "kolada")
OLDER = Figure(Indicator.SATISFIED, 80, 2023, 40, "kolada")


@pytest.mark.parametrize(
    ("figures", "note", "alone"),
    [
        ((PLEASED, PLEASED), "År 2025.", False),
        ((PLEASED, None), "År 2025.", False),
        ((PLEASED, OLDER), "", True),
    ],
)
def test_one_survey_is_told_once_and_two_beside_each_figure(
    figures: tuple[Figure | None, ...], note: str, alone: bool
) -> None:
    keys = ("asken", "eken")
    found = tuple(
        one(key, figures=(figure,) if figure else ())
        for key, figure in zip(keys, figures, strict=True)
    )
    talk = looks(town(*found), {"list": "asken", "compare": "eken"})
    (line,) = compare.figure_lines(talk, compare.compared(talk))
    bars = [value for value in line.values if isinstance(value, Bar)]

    assert ("År 20" in text(line.note)) is bool(note)
    assert note in text(line.note)
    assert all(("År 20" in text(bar.note)) is alone for bar in bars)
    assert len(bars) == len([figure for figure in figures if figure])


@pytest.mark.parametrize(
    ("value", "informs", "accepted"),
    [
        ("wish", False, True), ("wish=asken", False, True), ("wish=eken", False, False),
        ("wish", True, False), ("wish=asken", True, False), ("list=eken", False, True),
        ("list=gone", False, False), ("compare", False, True), ("ask", False, True),
        ("onward", True, True), ("onward", False, False), ("why", False, False),
    ],
)  # fmt: skip
def test_which_buttons_of_a_card_still_count(value: str, informs: bool, accepted: bool) -> None:
    talk = looks(town(one(), one("eken")), {"list": "asken"})
    talk.world.informs = informs

    assert provider.PROVIDER.accepts is not None
    assert provider.PROVIDER.accepts(talk, value) is accepted


def test_another_that_was_typed_is_shown_by_its_name() -> None:
    talk = looks(town(one(), one("eken")), {"list": "asken"})
    shown = [provider.name_another(talk, value) for value in ("list=eken", "list=gone", "list")]

    assert [choice and choice.label for choice in shown] == ["Eken", None, None]


PAUSED = Authorisation(Service.CARE, None, date(2020, 1, 1), standing=Allowed.PAUSED)
FULL = Authorisation(Service.CARE, None, date(2020, 1, 1), room=Room(places=0))


@pytest.mark.parametrize(
    ("wished", "standing", "lost"),
    [
        (None, None, 0),
        ("asken", None, 0),
        ("full", None, 0),
        ("paused", None, 2),  # with the reason
        ("gone", None, 1),
        ("gone", Standing(Stage.OPEN), 1),
        ("gone", Standing(Stage.CONFIRMED, "asken"), 0),
    ],
)
def test_a_wish_that_can_not_come_true_is_taken_back_and_told(
    wished: str | None, standing: Standing | None, lost: int
) -> None:
    done: list[object] = []
    here = town(one(), one("paused", allowed=PAUSED), one("full", allowed=FULL))
    talk = looks(here, wished=wished, standing=standing)
    talk.world.wish = lambda *of: done.append(of)
    talk.world.ask_human = lambda *of: done.append(of)

    told = said(provider.lost_wish(talk))
    assert len(told) == lost
    assert all(one.endswith(".") for one in told)
    assert done == ([("by", None), ("by", Reason.WISH)] if lost else [])


ASH, OAK = Unit("ash", "Ash", services=frozenset((Service.CARE,))), Unit("oak", "Oak")
ELM = Unit("elm", "Elm", services=frozenset((Service.ELDERLY_HOME,)))


@pytest.mark.parametrize(
    ("service", "shown"),
    [("care", ["ash", "oak"]), ("elderly_home", ["oak", "elm"]),
     ("dont_know", ["ash", "oak", "elm"])],
)  # fmt: skip
def test_of_its_groups_those_stand_there_that_give_the_help(service: str, shown: list[str]) -> None:
    whole = one(units=(ASH, OAK, ELM))
    talk = looks(town(whole, services=BOTH), {"service": service})

    assert [card.provider for card in cards.unit_cards(talk, whole)] == shown


@pytest.mark.parametrize(
    ("who", "role", "told"),
    [("self", Role.RELATIVES, 0), ("parent", Role.ADVICE, 1), ("parent", Role.RELATIVES, 3)],
)
def test_who_helps_somebody_close_is_told_of_support_where_there_is_any(
    who: str, role: Role, told: int
) -> None:
    here = town(one(), contacts=(Contact(role, "Anhörigstödet", "1"),))

    assert len(person.take_who(looks(here), who).replies) == told


def test_back_to_the_list_nobody_is_open() -> None:
    talk = looks(town(one(), one("eken")), {"list": "asken", "provider": "why"})
    back, other = (provider.take_provider(talk, value).state for value in ("list", "list=eken"))

    assert {"list", "provider"}.isdisjoint(back.answers)
    assert (other.get("list"), "provider" in other.answers) == ("eken", False)
