"""The municipality's own rules, told as they are; what nobody knows is told as such."""

import pytest
from someone import NOW, exempelby, moment_in

from bot.assembly import House
from care.matching import Asked, fit
from care.municipality import Municipality
from care.rules import Change, ChangeRule, FreeHours, Interim, Night, NoChoice, Rules, Span
from care.services import Service
from dialogs.replies import Say
from dialogs.state import State
from dialogs.steps import rules
from dialogs.talk import Talk as Moment


def moment(state: State | None = None, *, takes_wishes: bool = True, **of_rules: object) -> Moment:
    """A talk in a municipality with these rules."""
    rules_here = Rules(**of_rules)
    here = Municipality("by", "By", "0000", "1", True, takes_wishes, (), (), rules_here)
    return moment_in(here, state)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Change(ChangeRule.ANY_TIME), "när du vill"),
        (Change(ChangeRule.NOTICE, 14), "Det tar {n} dagar"),
        (Change(ChangeRule.CUT_OFF, 20), "senast den {day}"),
        (Change(ChangeRule.TIMES, 4), "{n} gånger om året"),
        (Change(ChangeRule.QUEUE), "Då får du vänta"),
        (Change(), "Fråga kommunen"),
    ],
)
def test_each_rule_of_change_is_told(rule: Change, words: str) -> None:
    told_of = rules.change_told(moment(change=rule))

    assert words in told_of.text + told_of.plural


def test_a_service_may_have_its_own_rule_of_change(house: House) -> None:
    here = exempelby(house)

    assert here.change(Service.HOUSING_SUPPORT) == Change(ChangeRule.NOTICE, 14)
    assert here.change(Service.CARE) == here.rules.change


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (NoChoice.MUNICIPAL, "kommunens egen personal"),
        (NoChoice.MOST_ROOM, "mest plats"),
        (NoChoice.TURN, "en lista"),
        (NoChoice.UNKNOWN, "Det vet jag inte"),
    ],
)
def test_each_rule_for_not_choosing_is_told(rule: NoChoice, words: str) -> None:
    assert words in rules.no_choice_told(moment(no_choice=rule)).text


NIGHT = Span(NOW.time().replace(hour=23), NOW.time().replace(hour=7))
MUNICIPAL_AT_NIGHT = {"night": Night.MUNICIPAL, "night_hours": NIGHT, "minority_languages": ("fi",)}


def said(told_of: tuple[Say, ...]) -> list[str]:
    return [say.text.text for say in told_of]


def test_the_night_is_told_to_the_one_who_wishes_help_at_night() -> None:
    wished = State().answer("needs", ("night", "language", "done")).answer("staff_language", "fi")
    first, *more = said(rules.rules_told(moment(wished, **MUNICIPAL_AT_NIGHT)))

    assert "På natten" in first
    assert len(more) == 2
    assert rules.rules_told(moment(State(), **MUNICIPAL_AT_NIGHT)) == ()


def test_where_no_wish_can_be_left_all_rules_are_told() -> None:
    """Botkyrka's rules were stored and never said."""
    botkyrka = moment(
        takes_wishes=False, queue=True, interim=Interim.OTHER, free_hours=FreeHours(True, 75, 6),
        **MUNICIPAL_AT_NIGHT,
    )  # fmt: skip
    told_of = " ".join(said(rules.rules_told(botkyrka)))

    assert all(w in told_of for w in ("stå i kö", "Någon annan", "timmar i månaden", "På natten"))


def test_help_without_assessment_is_told_with_its_age_and_hours() -> None:
    told_of = rules.free_hours_told(FreeHours(True, 75, 6))

    assert told_of.args == {"age": 75, "hours": 6}
    assert "Fråga kommunen" in rules.free_hours_told(FreeHours(True)).text


@pytest.mark.parametrize(
    ("interim", "words"),
    [
        (Interim.OTHER, "Någon annan"),
        (Interim.MUNICIPAL, "Kommunens egen personal"),
        (Interim.UNKNOWN, "Fråga kommunen"),
    ],
)
def test_who_helps_while_one_waits_is_told(house: House, interim: Interim, words: str) -> None:
    here = exempelby(house)
    full = next(p for p in here.providers if p.key == "blaklinten")
    one = fit(here, full, Asked(Service.DAILY_ACTIVITY, None, NOW.date()))

    told_of = rules.queue_told(moment(queue=True, interim=interim), one)
    assert words in told_of[-1].text.text
