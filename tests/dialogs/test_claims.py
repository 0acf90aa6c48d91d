"""What is said as a fact holds for the one who hears it; our own ways are no law of Sweden's."""

from dataclasses import replace

import pytest
from someone import NOW, exempelby, moment_in

from bot.assembly import House
from care.municipality import Fee, Municipality
from care.providers import Form
from dialogs.questions import ANSWERS
from dialogs.replies import Replies, Say
from dialogs.sources import TOLD, source_told
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


UNKNOWN = "Jag vet inte vad det kostar. Fråga kommunen."
SAME = "Du betalar lika mycket vem du än väljer. Kommunen räknar ut vad just du betalar."
MOST = "Du betalar högst {kronor} kronor i månaden år {year}. Mat kostar extra. Källa: {source}."


@pytest.mark.parametrize(
    ("same", "fee_of", "told"),
    [
        (True, None, SAME),
        (True, NOW.year - 1, SAME),  # never told after its year
        (True, NOW.year, f"{SAME} {MOST}"),
        (True, NOW.year + 1, f"{SAME} {MOST}"),
        (False, NOW.year, MOST),
        (False, NOW.year - 1, UNKNOWN),
        (False, None, UNKNOWN),
        (None, NOW.year, UNKNOWN),
    ],
)
def test_of_the_fee_only_what_is_known_and_still_so_is_told(
    house: House, same: bool | None, fee_of: int | None, told: str
) -> None:
    known = exempelby(house)
    fee = Fee(2600, fee_of, "Kommunen") if fee_of else None
    here = replace(known, fee=fee, rules=replace(known.rules, same_fee=same))

    assert asks(here, "cost", "care") == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "Fråga mig något först. Då kan jag säga var det står."),
        ("opening_hours", "Det är kommunen som har skrivit det här. Fråga kommunen om du undrar."),
        ("interpreter", "Det här gäller i hela Sverige. Källa: {source}. "
                        "Vi läste det i november 2026."),
    ],
)  # fmt: skip
def test_where_it_stands_is_told_of_what_was_answered_last(
    house: House, asked: str, told: str
) -> None:
    here = exempelby(house)
    state = State({"municipality": here.key, TOLD: asked} if asked else {"municipality": here.key})

    assert said(source_told(moment_in(here, state))) == told


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
