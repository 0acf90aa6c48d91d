"""What is looked up in a municipality by its key, and whose rule of change holds."""

from dataclasses import replace

import pytest
from somewhere import AREAS, town

from care.municipality import Municipality
from care.providers import Form, Provider
from care.rules import Change, ChangeRule, Rules, ServiceRule
from care.services import Service

ANY_TIME, QUEUE = Change(ChangeRule.ANY_TIME), Change(ChangeRule.QUEUE)
OWN_RULE = ServiceRule(Service.CARE, change=QUEUE)


def here(*providers: Provider) -> Municipality:
    """A town with two services, of which one has a rule of its own."""
    made = town(list(providers), OWN_RULE, ServiceRule(Service.RELIEF))
    return replace(made, rules=Rules(change=ANY_TIME))


@pytest.mark.parametrize(
    ("service", "holds"),
    [
        (Service.CARE, QUEUE),
        (Service.RELIEF, ANY_TIME),
        (Service.ALARM, ANY_TIME),  # not in the choice here
        (None, ANY_TIME),
    ],
)
def test_a_service_s_own_rule_of_change_comes_first(service: Service | None, holds: Change):
    assert here().change(service) == holds


def test_what_is_in_the_choice_is_offered_in_its_order() -> None:
    assert here().offered == (Service.CARE, Service.RELIEF)


def test_areas_and_providers_are_found_by_their_keys() -> None:
    eken = Provider("eken", "Eken", Form.COMPANY)
    by = here(eken)

    assert [area.name for key in AREAS if (area := by.area(key))] == ["A", "B", "C"]
    assert by.area("d") is None
    assert by.provider("eken") == eken
    assert by.provider("asken") is None
