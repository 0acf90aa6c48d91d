"""Whether a provider can be chosen: for this help, here, today."""

from datetime import date

import pytest

from care.providers import Authorisation, Availability, Features, Form, Provider, Standing
from care.services import Service

JAN, JUN, JUL, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 7, 1), date(2026, 12, 1)
CARE, RELIEF = Service.CARE, Service.RELIEF
NORTH = frozenset({"north"})
ACTIVE, PAUSED, WITHDRAWN = Standing


def given(*authorisations: Authorisation) -> Provider:
    return Provider("ekens-omsorg", "Ekens omsorg", Form.ASSOCIATION, authorisations)


@pytest.mark.parametrize(
    ("authorisation", "today", "expected"),
    [
        (Authorisation(CARE, None, JAN), JUN, "can"),
        (Authorisation(CARE, None, JUN), JUN, "can"),
        (Authorisation(CARE, None, JAN, JUN), JUN, "can"),
        (Authorisation(CARE, None, JUL), JUN, "not_yet"),
        (Authorisation(CARE, None, JAN, JUN), JUL, "ended"),
        (Authorisation(CARE, None, JAN, None, PAUSED), JUN, "paused"),
        (Authorisation(CARE, None, JUL, None, PAUSED), JUN, "paused"),
        (Authorisation(CARE, None, JAN, JUN, PAUSED), JUL, "ended"),
        (Authorisation(CARE, None, JAN, None, WITHDRAWN), JUN, "withdrawn"),
        (Authorisation(CARE, None, JAN, JUN, WITHDRAWN), JUL, "withdrawn"),
        (Authorisation(CARE, NORTH, JAN), JUN, "can"),
        (Authorisation(CARE, frozenset({"south"}), JAN), JUN, "not_here"),
        (Authorisation(CARE, frozenset({"south"}), JAN, None, PAUSED), JUN, "not_here"),
        (Authorisation(RELIEF, None, JAN), JUN, "not_here"),
    ],
)
def test_what_one_authorisation_says(authorisation, today, expected):
    assert given(authorisation).availability(CARE, "north", today) == expected


@pytest.mark.parametrize(
    ("authorisations", "expected"),
    [
        ((), "not_here"),
        (
            (Authorisation(CARE, NORTH, JAN, None, PAUSED), Authorisation(CARE, NORTH, JAN)),
            "can",
        ),
        (
            (Authorisation(CARE, NORTH, JAN, None, PAUSED), Authorisation(CARE, NORTH, DEC)),
            "not_yet",
        ),
        # What is true now is told before what was true once.
        (
            (
                Authorisation(CARE, None, date(2020, 1, 1), date(2022, 1, 1)),
                Authorisation(CARE, None, JAN, None, PAUSED),
            ),
            "paused",
        ),
        (
            (
                Authorisation(CARE, None, date(2020, 1, 1), date(2022, 1, 1)),
                Authorisation(CARE, None, JAN, None, WITHDRAWN),
            ),
            "withdrawn",
        ),
    ],
)
def test_of_several_the_one_that_lets_most_counts(authorisations, expected):
    assert given(*authorisations).availability(CARE, "north", JUN) == expected


def test_any_service_and_any_area_may_be_asked_for():
    provider = given(Authorisation(RELIEF, NORTH, JAN))

    assert provider.availability(None, None, JUN) is Availability.CAN
    assert provider.availability(None, "south", JUN) is Availability.NOT_HERE


def test_where_nothing_is_sourced_it_is_unknown():
    provider = Provider("a-omsorg", "A-omsorg", Form.UNKNOWN, None)

    assert provider.availability(CARE, "north", JUN) is Availability.UNKNOWN
    assert provider.opens(CARE, JUN) is None


def test_the_day_on_which_one_opens_is_of_this_service_here():
    provider = given(
        Authorisation(CARE, frozenset({"south"}), JUL),
        Authorisation(CARE, NORTH, DEC),
        Authorisation(RELIEF, NORTH, JUL),
        Authorisation(CARE, NORTH, JUL, None, WITHDRAWN),
    )

    assert provider.opens(CARE, JUN, "north") == DEC
    assert provider.opens(CARE, JUN) == JUL
    assert provider.opens(CARE, DEC, "north") is None


def test_features_know_what_is_there_what_is_not_and_what_nobody_has_said():
    features = Features(
        frozenset({"language=sv", "language=fi", "competence=stroke"}),
        frozenset({"night"}),
        frozenset({"language"}),
    )

    assert features.knows("language=fi")
    assert features.of("language") == ("fi", "sv")
    assert features.knows("night") is False
    assert features.knows("language=ar") is False
    assert features.knows("competence=dementia") is None
    assert features.knows("evening") is None
