"""Who fits, and why one that is authorised can still not be chosen: rule by rule."""

from dataclasses import replace
from datetime import date

import pytest
from somewhere import (
    ANY,
    TODAY,
    equal,
    groups,
    town,
)

from care.choice import SHORT_WAIT_WEEKS
from care.matching import Asked, fit, match
from care.providers import (
    OUTSIDE,
    Authorisation,
    Availability,
    Features,
    Form,
    Provider,
    Room,
    Standing,
    Unit,
)
from care.rules import ServiceRule
from care.services import KINDS, Service

SINCE = date(2020, 1, 1)


def allowed(weeks: int | None = None, **given) -> tuple[Authorisation, ...]:
    """One authorisation of home care, for everywhere."""
    return (Authorisation(Service.CARE, None, SINCE, room=Room(weeks=weeks), **given),)


@pytest.mark.parametrize(
    ("wished", "meets", "unknown", "lacks"),
    [
        ("evening", "has", "silent", "no"),
        ("language=fi", "has", "silent maybe", "no"),
        ("short_wait", "has", "silent", "no"),
        ("form=association", "has", "silent", "no maybe"),
        ("near=a", "has", "silent", "no maybe"),
    ],
)
def test_a_wish_sorts_into_has_unknown_and_lacks(wished, meets, unknown, lacks):
    all_ = (
        Provider(
            "has",
            "Ekens omsorg",
            Form.ASSOCIATION,
            allowed(SHORT_WAIT_WEEKS),
            Features(frozenset({"evening", "language=fi"})),
            units=(Unit("gruppen", "Gruppen", "a"),),
            site="b",
        ),
        Provider("silent", "Lindens hemtjänst", Form.UNKNOWN, allowed()),
        Provider(
            "maybe",
            "Solrosens hemtjänst",
            Form.COMPANY,
            allowed(0),
            Features(frozenset({"language=ar", "evening"})),
            site=OUTSIDE,
        ),
        Provider(
            "no",
            "Björkens omsorg",
            Form.COMPANY,
            allowed(SHORT_WAIT_WEEKS + 1),
            Features(frozenset({"language=ar"}), frozenset({"evening"}), frozenset({"language"})),
            site="c",
        ),
    )
    found = groups(match(town(all_), replace(ANY, wishes=(wished,)), seed=1))

    assert set(unknown.split()) == set(found[1])
    assert set(lacks.split()) == set(found[2])
    assert meets in found[0]


def test_one_that_cannot_be_chosen_stands_apart_with_the_reason():
    paused = Provider("svalan", "Svalan", Form.COMPANY, allowed(standing=Standing.PAUSED))
    found = match(town((*equal(2), paused)), Asked(Service.CARE, None, TODAY), seed=1)

    assert [(f.provider.key, f.availability) for f in found.not_available] == [
        ("svalan", Availability.PAUSED)
    ]
    assert "svalan" not in {f.provider.key for f in found.choosable}


def offered(provider: Provider, asked: Asked, *services: ServiceRule, queue=None) -> str:
    return fit(town((provider,), *services, queue=queue), provider, asked).availability


def gives(service: Service, **given) -> Provider:
    """One who gives a service in area a alone."""
    by = Authorisation(service, frozenset({"a"}), SINCE, room=given.pop("room", Room()))
    return Provider("viken", "Viken", Form.COMPANY, (by,), **given)


@pytest.mark.parametrize(
    ("service", "rule", "expected"),
    [
        (Service.CARE, {}, "not_here"),
        (Service.CARE, {"across_areas": True}, "can"),
        # One goes to it, so one may choose in every district (Stockholm's system from 2009).
        (Service.DAILY_ACTIVITY, {}, "can"),
        (Service.DAILY_ACTIVITY, {"across_areas": False}, "not_here"),
    ],
)
def test_the_service_says_whether_one_may_choose_across_districts(service, rule, expected):
    asked = Asked(service, "b", TODAY)

    assert offered(gives(service), asked, ServiceRule(service, **rule)) == expected


@pytest.mark.parametrize(
    ("service", "rule", "expected"),
    [
        (Service.DAILY_ACTIVITY, {}, "can"),
        (Service.ADULT_HOME, {}, "beyond"),
        (Service.ADULT_HOME, {"beyond_border": True}, "can"),
        (Service.SHORT_STAY, {"beyond_border": False}, "beyond"),
        # Home care comes to one: where its office lies says nothing.
        (Service.CARE, {}, "can"),
    ],
)
def test_the_service_says_whether_one_may_choose_beyond_the_border(service, rule, expected):
    provider = gives(service, site=OUTSIDE)

    assert offered(provider, Asked(service, "a", TODAY), ServiceRule(service, **rule)) == expected


def test_one_with_a_unit_here_does_not_lie_beyond_the_border():
    provider = gives(Service.ADULT_HOME, site=OUTSIDE, units=(Unit("ett", "Ett", "b"),))

    assert offered(provider, Asked(Service.ADULT_HOME, None, TODAY)) == "can"


@pytest.mark.parametrize(
    ("units", "near", "expected"),
    [
        ((Unit("ett", "Ett", "a"), Unit("tva", "Två", "c")), "near=b", "lacks"),
        ((Unit("ett", "Ett", "a"), Unit("tva", "Två")), "near=b", "unknown"),
        ((Unit("ett", "Ett", "a"), Unit("tva", "Två")), "near=a", "meets"),
        ((Unit("barn", "Barn", "b", services=frozenset({Service.CHILD_HOME})),), "near=b", "lacks"),
        ((), "near=b", "lacks"),
    ],
)
def test_near_is_where_the_units_of_the_service_lie(units, near, expected):
    provider = gives(Service.ADULT_HOME, site="a", units=units)
    asked = Asked(Service.ADULT_HOME, None, TODAY, (near,))

    assert getattr(fit(town((provider,)), provider, asked), expected) == (near,)


def test_one_whose_unit_may_lie_here_is_not_beyond_the_border():
    units = (Unit("ute", "Ute", OUTSIDE), Unit("okand", "Okänd"))

    assert (
        offered(gives(Service.ADULT_HOME, units=units), Asked(Service.ADULT_HOME, None, TODAY))
        == "can"
    )


def test_of_several_rows_the_one_with_room_counts():
    rows = tuple(
        Authorisation(
            Service.DAILY_ACTIVITY, frozenset({area}), SINCE, room=Room(places, weeks=weeks)
        )
        for area, places, weeks in (("a", 0, 9), ("b", None, None), ("c", 5, 1))
    )
    provider = Provider("viken", "Viken", Form.COMPANY, rows)
    one = fit(town((provider,), queue=False), provider,
              Asked(Service.DAILY_ACTIVITY, "a", TODAY, ("short_wait",)))  # fmt: skip

    assert (one.availability, one.meets) == ("can", ("short_wait",))


@pytest.mark.parametrize(
    ("features", "expected", "group"),
    [
        (Features(frozenset({"competence=autism"})), "can", "meets"),
        (Features(), "can", "unknown"),
        (Features(lists_all=frozenset({"competence"})), "not_trained", "not_available"),
    ],
)
def test_what_the_decision_requires_is_no_wish(features, expected, group):
    provider = gives(Service.DAILY_ACTIVITY, features=features)
    asked = Asked(Service.DAILY_ACTIVITY, "a", TODAY, required="autism")
    found = match(town((provider,)), asked, seed=1)

    assert offered(provider, asked) == expected
    assert [f.provider.key for f in getattr(found, group)] == ["viken"]


@pytest.mark.parametrize(("queue", "expected"), [(True, "can"), (None, "can"), (False, "full")])
def test_one_that_is_full_may_be_waited_for_where_there_are_queues(queue, expected):
    full = gives(Service.CARE, room=Room(places=0, queue=4, weeks=6))

    assert offered(full, Asked(Service.CARE, "a", TODAY), queue=queue) == expected


@pytest.mark.parametrize(
    ("room", "wait", "full"),
    [
        (Room(), None, False),
        (Room(places=2), 0, False),
        (Room(places=0), None, True),
        (Room(places=0, weeks=3), 3, True),
        (Room(places=2, weeks=1), 1, False),
    ],
)
def test_free_places_say_how_long_one_waits(room, wait, full):
    assert (room.wait, room.full) == (wait, full)


def test_room_that_is_known_and_near_comes_before_all_else():
    soonest_first = (
        Room(places=2), Room(weeks=1), Room(weeks=3), Room(), Room(places=0, weeks=1),
        Room(places=0),
    )  # fmt: skip

    for i, one in enumerate(soonest_first):
        assert [one.before(other) for other in soonest_first] == [i < j for j in range(6)]


def test_every_service_has_wishes_and_a_law():
    assert set(KINDS) == set(Service)
    assert all(kind.needs and kind.law for kind in KINDS.values())
