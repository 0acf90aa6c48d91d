"""What is said as a fact holds for the one who hears it; our own ways are no law of Sweden's."""

from dataclasses import replace

import pytest
from someone import exempelby, moment_in

from bot.assembly import House
from care.municipality import Municipality
from care.providers import Form
from dialogs.questions import ANSWERS
from dialogs.replies import Replies, Say
from dialogs.sources import source_told
from dialogs.state import State
from dialogs.steps.about import ask_second


def said(replies: Replies) -> str:
    """All of it, in Swedish, with its gaps."""
    return " ".join(reply.text.text for reply in replies if isinstance(reply, Say))


def asks(here: Municipality, question: str, service: str) -> str:
    """What is answered to one who has said for what help."""
    state = State({"municipality": here.key, "service": service})
    return said(ANSWERS[question](moment_in(here, state)))


@pytest.mark.parametrize(("service", "told"), [("care", True), ("daily_activity", False)])
def test_the_highest_fee_is_of_home_care_alone(house: House, service: str, told: bool) -> None:
    assert ("{kronor}" in asks(exempelby(house), "cost", service)) is told


@pytest.mark.parametrize(
    ("service", "told"), [("care", True), ("household", True), ("daily_activity", False)]
)
def test_the_permit_is_told_of_home_care_alone(house: House, service: str, told: bool) -> None:
    assert ("tillstånd" in asks(exempelby(house), "authorised", service)) is told


def test_nobody_is_said_to_have_a_contract_since_the_municipalitys_own_have_none(
    house: House,
) -> None:
    assert "avtal" not in asks(exempelby(house), "authorised", "care")


@pytest.mark.parametrize("gone", [Form.MUNICIPAL, Form.COMPANY, Form.ASSOCIATION])
def test_only_those_who_are_there_are_said_to_be_chosen_from(house: House, gone: Form) -> None:
    here = exempelby(house)
    at = State({"municipality": here.key})
    assert "Du kan välja kommunen" in ask_second(moment_in(here, at)).text.text

    left = replace(here, providers=tuple(p for p in here.providers if p.form is not gone))
    told = ask_second(moment_in(left, at)).text.text

    assert told == "Kommunen har godkänt alla som du kan välja."


def test_the_three_weeks_begin_when_one_has_got_the_decision(house: House) -> None:
    here = replace(exempelby(house), phone=None)

    assert "3 veckor på dig från den dag du fick beslutet" in asks(here, "appeal", "care")


@pytest.mark.parametrize(
    ("answer", "everywhere"),
    [
        ("explain_kundval", False),  # to have it is each municipality's own to decide (facts B1)
        ("why_this", False),  # that the lot is drawn is how this guide does it
        ("appeal", True),
        ("complain", True),
    ],
)
def test_what_is_said_to_hold_in_all_of_sweden_does(
    house: House, answer: str, everywhere: bool
) -> None:
    here = exempelby(house)
    told = said(source_told(moment_in(here, State({"municipality": here.key})), answer))

    assert ("gäller i hela Sverige" in told) is everywhere
