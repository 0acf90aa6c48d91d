"""What is told of each way in which a provider leaves, and of how far a choice has come."""

from datetime import date, timedelta

import pytest
from someone import NOW, moment_in

from care.casework import Stage
from care.municipality import Municipality
from care.providers import Authorisation, Form, Provider, Standing, Successor
from care.rules import ServiceRule
from care.services import Service
from dialogs.replies import Replies, Say
from dialogs.state import State
from dialogs.steps.gone import DECIDES, GOES_ON, THEIRS, stay_told, tell_gone
from dialogs.steps.news import tell_news
from dialogs.world import Standing as Case

TODAY = NOW.date()
SOON, PAST = TODAY + timedelta(days=9), TODAY - timedelta(days=9)
GIVES = Authorisation(Service.CARE, None, date(2020, 1, 1))
ASKEN = Provider("asken", "Asken", Form.COMPANY, (GIVES,))
MOTHERS = State().answer("who", "parent")


def town(*providers: Provider) -> Municipality:
    rule = (ServiceRule(Service.CARE),)
    return Municipality("by", "By", "0000", "1", True, True, rule, (ASKEN, *providers))


def eken(successor: Successor | None = None, **so: object) -> Provider:
    given = Authorisation(Service.CARE, so.pop("areas", None), date(2020, 1, 1), **so)
    return Provider("eken", "Eken", Form.COMPANY, (given,), successor=successor)


def said(replies: Replies) -> list[str]:
    texts = [reply.text for reply in replies if isinstance(reply, Say)]
    return [text.text.format(**text.args) for text in texts]


def hears_of(case: Case, *providers: Provider, state: State | None = None):
    """A talk with someone whose case stands so."""
    known = {"standing": case, "wished": None, "stopped": None}
    return moment_in(town(*providers), state, **known)


@pytest.mark.parametrize(
    ("provider", "told"),
    [
        (eken(standing=Standing.WITHDRAWN), "Eken har inte längre kommunens ja att ge hjälp."),
        (eken(standing=Standing.PAUSED), "Eken tar inte emot nya just nu."),
        (eken(end=SOON), f"Eken slutar. Sista dagen är {SOON}."),
        (eken(end=PAST), "Eken har slutat."),
        (
            eken(Successor("asken", SOON)),
            f"Eken slutar. Asken tar över {SOON}. Du får välja dem eller en annan.",
        ),
        (
            eken(Successor("asken", PAST)),
            "Eken har slutat. Asken har tagit över. Du får välja dem eller en annan.",
        ),
        (
            eken(areas=frozenset(("norr",))),
            "Eken ger inte längre den här hjälpen där du bor.",
        ),
    ],
)
def test_each_way_of_leaving_has_its_own_words(provider: Provider, told: str) -> None:
    case = Case(Stage.CONFIRMED, "eken", service="care", area="soder")

    assert said(tell_gone(hears_of(case, provider))) == [told, DECIDES.text]


def test_of_one_that_is_in_no_list_no_name_is_told() -> None:
    case = Case(Stage.CONFIRMED, "eken", service="care")

    assert said(tell_gone(hears_of(case)))[0] == "Den du har valt finns inte kvar."


@pytest.mark.parametrize(("state", "goes_on"), [(None, GOES_ON), (MOTHERS, THEIRS)])
@pytest.mark.parametrize(
    ("case", "helps"),
    [
        (Case(Stage.CONFIRMED, "eken", service="care"), False),
        (Case(Stage.STARTED, "eken", service="care"), True),
        (Case(Stage.QUEUED, "asken", "eken", service="care"), True),  # who helps meanwhile
    ],
)
def test_help_goes_on_where_it_has_begun(case: Case, helps: bool, state, goes_on) -> None:
    talk = hears_of(case, eken(standing=Standing.WITHDRAWN), state=state)

    assert (goes_on.text in said(tell_gone(talk))) == helps
    assert (goes_on.text in said(stay_told(talk))) == helps


ASKED = "Kommunen har bett Asken om hjälpen. Du får veta när de svarar."
FULL = "Det är fullt hos Asken just nu. Du står i kö."
BEGINS, BEGUN = f"Hjälpen börjar {SOON}.", "Hjälpen från Asken har börjat."
YES = "Nu är det klart. Asken har sagt ja."


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (Case(Stage.ORDERED, "asken"), [ASKED]),
        (Case(Stage.QUEUED, "asken"), [FULL]),
        (Case(Stage.QUEUED, "asken", "eken"), [FULL, "Eken hjälper till så länge."]),
        (Case(Stage.QUEUED, "asken", "almen"), [FULL]),  # nobody knows them any more
        (Case(Stage.ACCEPTED, "asken", "eken"), [YES]),
        (Case(Stage.ACCEPTED, "almen"), ["Nu är det klart. Den du har valt har sagt ja."]),
        (Case(Stage.STARTED, "asken", start_day=SOON), [YES, BEGINS]),
        (Case(Stage.STARTED, "asken", start_day=TODAY), [BEGUN]),
        (Case(Stage.STARTED, "asken"), [BEGUN]),
        (None, []),
    ],
)
def test_how_far_it_has_come_is_told_as_it_is_now(case: Case | None, told: list[str]) -> None:
    assert said(tell_news(hears_of(case, eken()))) == told


def test_nobody_is_told_of_a_case_that_has_been_stopped() -> None:
    talk = moment_in(town(), stopped=TODAY, standing=Case(Stage.STARTED, "eken"), wished="eken")

    assert said(tell_gone(talk)) == [DECIDES.text]
