"""When a provider leaves those who chose it, by what the catalogue says on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from care.casework import Closing, Stage
from care.leaving import AHEAD, Chosen, Leaving, What, leaving, leavings
from care.municipality import Area, Municipality
from care.providers import Authorisation, Form, Provider, Room, Standing, Successor
from care.rules import ServiceRule
from care.services import Service

TODAY = date(2027, 1, 12)
START = date(2020, 1, 1)
SOON, LATER = TODAY + AHEAD, TODAY + AHEAD + timedelta(days=1)
PAST = TODAY - timedelta(days=1)
CARE = Service.CARE
GIVES = Authorisation(CARE, None, START)


def what(*given: Authorisation, successor: Successor | None = None, taken: bool = False) -> str:
    """The code of what happens to one with these authorisations; empty where it stays."""
    provider = Provider("eken", "Eken", Form.COMPANY, given, successor=successor)
    here = _town(provider)
    found = leaving(here, "eken", CARE, "norr", TODAY, taken=taken)
    return found.code if found else ""


def _town(*providers: Provider) -> Municipality:
    areas = (Area("norr", "Norr"), Area("soder", "Söder"))
    rule = (ServiceRule(CARE),)
    return Municipality("by", "By", "0000", "1", True, True, rule, providers, areas=areas)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((GIVES,), ""),
        ((replace(GIVES, standing=Standing.WITHDRAWN),), "withdrawn"),
        ((replace(GIVES, standing=Standing.PAUSED),), "paused"),
        ((replace(GIVES, end=PAST),), f"ended:{PAST}"),
        ((replace(GIVES, end=TODAY),), f"ends:{TODAY}"),
        ((replace(GIVES, end=SOON),), f"ends:{SOON}"),
        ((replace(GIVES, end=LATER),), ""),
        ((replace(GIVES, areas=frozenset(("soder",))),), "not_here"),
        ((replace(GIVES, service=Service.HOUSEHOLD),), "not_here"),
        ((replace(GIVES, end=TODAY), replace(GIVES, start=TODAY + timedelta(days=1))), ""),
        ((replace(GIVES, end=TODAY), replace(GIVES, start=TODAY, end=SOON)), f"ends:{SOON}"),
        ((replace(GIVES, end=TODAY), replace(GIVES, start=SOON)), f"ends:{TODAY}"),
        ((replace(GIVES, room=Room(places=0)),), ""),
        ((replace(GIVES, standing=Standing.WITHDRAWN), GIVES), ""),
    ],
)
def test_what_happens(given: tuple[Authorisation, ...], expected: str) -> None:
    assert what(*given) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(PAST, f"became:{PAST}"), (SOON, f"becomes:{SOON}"), (LATER, "")],
)
def test_another_takes_over(day: date, expected: str) -> None:
    assert what(replace(GIVES, end=None), successor=Successor("asken", day)) == expected


def test_that_it_lost_its_authorisation_comes_before_who_takes_over() -> None:
    lost = replace(GIVES, standing=Standing.WITHDRAWN)
    assert what(lost, successor=Successor("asken", TODAY)) == "withdrawn"


def test_a_pause_takes_nobody_from_whom_it_helps() -> None:
    assert what(replace(GIVES, standing=Standing.PAUSED), taken=True) == ""


def test_one_that_is_in_no_list_any_more() -> None:
    assert leaving(_town(), "eken", CARE, "norr", TODAY) == Leaving(What.REMOVED)


def test_nothing_is_known_of_one_without_sourced_authorisations() -> None:
    here = _town(Provider("eken", "Eken", Form.COMPANY, None))
    assert leaving(here, "eken", CARE, "norr", TODAY) is None


@pytest.mark.parametrize(
    ("stage", "closed_as", "expected"),
    [
        (Stage.OPEN, None, {"wished"}),
        (Stage.CONFIRMED, None, {"chosen"}),
        (Stage.ORDERED, None, {"chosen"}),
        (Stage.QUEUED, None, {"chosen", "meanwhile"}),
        (Stage.ACCEPTED, None, {"chosen", "meanwhile"}),
        (Stage.STARTED, None, {"chosen"}),
        (Stage.CLOSED, Closing.CONFIRMED, {"chosen"}),
        (Stage.CLOSED, Closing.MOVED, set()),
    ],
)
def test_whom_a_case_hangs_on(stage: Stage, closed_as: Closing | None, expected: set[str]) -> None:
    chosen = Chosen(stage, closed_as, "wished", "chosen", "meanwhile", CARE, "norr")
    assert set(leavings(_town(), chosen, TODAY)) == expected


@pytest.mark.parametrize("stage", Stage)
def test_a_case_in_which_nobody_is_named_hangs_on_nobody(stage: Stage) -> None:
    assert Chosen(stage, Closing.CONFIRMED, None, None, None, CARE, "norr").providers == ()


def test_one_that_stays_is_not_among_those_that_leave() -> None:
    here = _town(Provider("chosen", "Eken", Form.COMPANY, (GIVES,)))
    chosen = Chosen(Stage.QUEUED, None, None, "chosen", "meanwhile", CARE, "norr")

    assert leavings(here, chosen, TODAY) == {"meanwhile": Leaving(What.REMOVED)}


def test_what_has_been_told_ahead_is_the_same_happening() -> None:
    ended = Leaving(What.ENDED, TODAY)
    assert ended.told_ahead == Leaving(What.ENDS, TODAY).code
    assert Leaving(What.WITHDRAWN).told_ahead == ""
