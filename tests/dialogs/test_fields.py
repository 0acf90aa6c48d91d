"""Each field of a provider: what is known, what is not, and what is known to be none."""

from datetime import date, time

import pytest
from someone import moment_in

from care.municipality import Area, Municipality
from care.providers import OUTSIDE, Authorisation, Features, Form, Provider, Review, Room
from care.rules import Rules, ServiceRule, Span
from care.services import Service
from dialogs.messages import Message
from dialogs.steps.browsing import fit_here
from dialogs.steps.fields import fields
from dialogs.terms import FORMS

MISSING = "uppgift saknas"
AREAS = (Area("norr", "Norr"), Area("soder", "Söder"))
LOOKED = date(2026, 5, 6)
FOUND, REPLY = {"sv": "Brister"}, {"sv": "Vi har rättat"}


def words(of: object) -> str:
    """A message as one reads it, with all that fills it."""
    if isinstance(of, Message):
        text = of.text if of.n == 1 else of.plural or of.text
        return text.format(**{name: words(arg) for name, arg in of.args.items()})
    if isinstance(of, tuple):
        return ", ".join(map(words, of))
    return str(getattr(of, "code", getattr(of, "words", of)))


def told(service: Service = Service.CARE, room: Room | None = None, **so: object) -> dict[str, str]:
    """The fields of a provider of which just this is known."""
    by = Authorisation(service, None, date(2020, 1, 1), room=room or Room())
    provider = Provider("eken", "Eken", so.pop("form", Form.COMPANY), (by,), **so)
    here = Municipality(
        "by", "By", "0000", "1", False, True, (ServiceRule(service),), (provider,),
        Rules(same_fee=True), AREAS,
    )  # fmt: skip
    talk = moment_in(here)
    return {words(f.label): words(f.value).lower() for f in fields(talk, fit_here(talk, provider))}


def test_of_one_of_whom_nothing_is_known_all_is_missing_but_who_runs_it_and_the_fee() -> None:
    known = {field: value for field, value in told().items() if value != MISSING}

    assert known == {"Vem som driver det": words(FORMS[Form.COMPANY]).lower(),
                     "Du betalar": "samma avgift"}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "so", "value"),
    [
        ("Vem som driver det", {"form": Form.UNKNOWN}, MISSING),
        ("Kö", {"room": Room(queue=0)}, "0 väntar"),
        ("Kö", {"room": Room(queue=4)}, "4 väntar"),
        ("Särskild kunskap", {"features": Features(lists_all=frozenset(("competence",)))},
         "ingen särskild"),
        ("Kommer mellan", {"hours": Span(time(7), time(22))}, "klockan 07:00:00 och 22:00:00"),
        ("En fast person att prata med", {"fixed_contact": True}, "ja"),
        ("En fast person att prata med", {"fixed_contact": False}, "nej"),
        ("Tar hand om klagomål", {"handles_complaints": False}, "nej"),
        ("Skriver en plan med dig", {"makes_plans": True}, "ja"),
        ("Säljer också", {"extras": {"sv": "putsar"}}, "{'sv': 'putsar'}"),
        ("Telefon", {"phone": "019-21 10 00"}, "019-21 10 00"),
        ("Kommunen har granskat dem", {"review": Review(LOOKED, FOUND)},
         f"{LOOKED} 2026: {FOUND}"),
        ("Kommunen har granskat dem", {"review": Review(LOOKED, FOUND, True)},
         f"{LOOKED} 2026: {FOUND} det är rättat."),
        ("Kommunen har granskat dem", {"review": Review(LOOKED, FOUND, False, REPLY)},
         f"{LOOKED} 2026: {FOUND} det är inte rättat än. de svarar: {REPLY}"),
    ],
)  # fmt: skip
def test_what_is_known_is_told(field: str, so: dict[str, object], value: str) -> None:
    assert told(**so)[field] == value.lower()


@pytest.mark.parametrize(
    ("site", "value"),
    [(None, MISSING), ("soder", "söder"), (OUTSIDE, "en annan kommun"), ("by", MISSING)],
)
def test_where_one_goes_to_it_is_told_where_it_lies(site: str | None, value: str) -> None:
    assert told(Service.DAILY_ACTIVITY, site=site)["Ligger i"] == value


def test_what_comes_home_lies_nowhere_and_what_one_goes_to_comes_at_no_hour() -> None:
    assert "Ligger i" not in told()
    assert "Kommer mellan" not in told(Service.DAILY_ACTIVITY)


def test_of_a_daily_activity_it_is_told_what_one_does_there() -> None:
    garden = Features(frozenset(("focus=garden",)))

    assert told(Service.DAILY_ACTIVITY, features=garden)["Vad man gör där"] != MISSING
    assert "Vad man gör där" not in told(features=garden)
