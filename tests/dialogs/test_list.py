"""The list, the comparison and the page to print, as someone in Exempelby meets them."""

from datetime import date

import pytest
from someone import NOW, TO_THE_CALL, Talk

from bot.assembly import House
from bot.conversation import Answer
from care.matching import Asked, fit
from care.municipality import Municipality
from care.rules import Change, ChangeRule, FreeHours, Interim, Night, NoChoice, Rules, Span
from care.services import KINDS, Service
from dialogs.bubbles import CardText
from dialogs.events import Choose, Event
from dialogs.state import State
from dialogs.steps import rules
from dialogs.steps.why import why_told
from dialogs.talk import Talk as Moment
from dialogs.terms import MEANT, SERVICES

TO_THE_SERVICE = TO_THE_CALL[:8]


def cards(answer: Answer) -> dict[str, CardText]:
    return {card.provider: card for bubble in answer.bubbles for card in bubble.cards}


def told(answer: Answer) -> str:
    return " ".join(bubble.text for bubble in answer.bubbles)


def asks_for(service: str, *wishes: Event) -> tuple[Event, ...]:
    """The way to the list of one service, with nothing required."""
    area = () if not KINDS[Service(service)].at_home else (Choose("area", "centrum"),)
    required = (Choose("required", "no"),) if KINDS[Service(service)].requires else ()
    chosen = Choose("service", service)
    return (*TO_THE_SERVICE, chosen, *area, *required, *wishes, Choose("needs", "done"))


@pytest.mark.parametrize("service", list(Service))
def test_every_service_leads_to_its_own_list(talk: Talk, service: Service) -> None:
    answer = talk.give(*asks_for(service))

    assert answer.step == "list"
    assert cards(answer)
    assert set(SERVICES) == set(Service) >= set(MEANT)


def test_every_provider_is_reached_from_every_list(talk: Talk, house: House) -> None:
    answer = talk.give(*asks_for("short_stay"), Choose("list", "all"))
    seen = set(cards(answer))
    page = 1
    while answer.bubbles[-1].choices[-1].value != "page=1":
        page += 1
        answer = talk.give(Choose("list", f"page={page}"))
        assert len(cards(answer)) <= 5
        seen |= set(cards(answer))

    everyone = {p.key for p in exempelby(house).providers}
    assert seen == everyone


def exempelby(house: House) -> Municipality:
    return house.catalogues.now.by_key["exempelby"]


def test_what_is_a_year_old_is_told_with_its_day(talk: Talk, house: House) -> None:
    old = next(p for p in exempelby(house).providers if p.aged(NOW.date()))
    answer = talk.give(*asks_for("care"), Choose("list", old.key))

    day = old.updated
    assert day is not None
    assert any("gamla" in line and str(day.year) in line for line in cards(answer)[old.key].lines)


def test_a_field_that_nobody_knows_is_told_as_missing(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:13], Choose("provider", "list"), Choose("list", "solrosen"))

    assert "Tar hand om klagomål: Uppgift saknas" in cards(answer)["solrosen"].lines


def test_every_card_has_the_same_fields_in_the_same_order(talk: Talk, house: House) -> None:
    talk.give(*asks_for("care"))
    seen = set()
    for provider in exempelby(house).providers[:8]:
        answer = talk.give(Choose("list", provider.key))
        lines = cards(answer)[provider.key].lines
        labels = tuple(line.partition(":")[0] for line in lines if ":" in line)
        seen.add(labels[: labels.index("Telefon") + 1])
        talk.give(Choose("provider", "list"))

    whole = [tuple(label for label in labels if label != "Säljer också") for labels in seen]
    assert len(set(whole)) == 1


def test_three_are_compared_and_one_of_them_is_wished_for(talk: Talk) -> None:
    answer = talk.give(
        *asks_for("care"),
        Choose("list", "kommunen"),
        Choose("provider", "compare"),
        Choose("compare", "linden"),
        Choose("compared", "third"),
        Choose("third", "solrosen"),
    )
    (table,) = (bubble.compare for bubble in answer.bubbles if bubble.compare)

    assert len(table.names) == 3
    assert all(len(line.values) == 3 for group in table.groups for line in group.lines)
    assert [c.value for c in answer.bubbles[-1].choices][:3] == ["kommunen", "linden", "solrosen"]
    assert "Du önskar" in told(talk.give(Choose("compared", "solrosen")))


def test_what_differs_stands_first_and_what_is_the_same_stands_once(talk: Talk) -> None:
    answer = talk.give(
        *asks_for("care"),
        Choose("list", "kommunen"),
        Choose("provider", "compare"),
        Choose("compare", "solrosen"),
    )
    (table,) = (bubble.compare for bubble in answer.bubbles if bubble.compare)
    differ, alike = table.groups

    assert differ.differs
    assert not alike.differs
    assert all(len({v.text for v in line.values}) > 1 for line in differ.lines)
    assert all(len({v.text for v in line.values}) == 1 for line in alike.lines)
    assert "Tar hand om klagomål" in [line.label for line in differ.lines]


def test_the_page_to_print_has_everyone_and_three_questions(talk: Talk, house: House) -> None:
    answer = talk.give(
        *asks_for("daily_activity"), Choose("list", "cannot"), Choose("call", "no"),
        Choose("after", "paper"),
    )  # fmt: skip
    (paper,) = (bubble.paper for bubble in answer.bubbles if bubble.paper)
    here = exempelby(house)
    asked = Asked(Service.DAILY_ACTIVITY, None, NOW.date())
    can = {p.key for p in here.providers if fit(here, p, asked).choosable}

    assert {card.provider for part in paper.parts for card in part.cards} == can
    said = " ".join(part.text for part in paper.parts)
    assert "Tre frågor att ställa" in said
    assert "vanlig dag" in said
    assert "08-465 004 00" in said


def test_one_that_is_full_is_wished_for_with_the_queue_told(talk: Talk) -> None:
    answer = talk.give(
        *asks_for("daily_activity"), Choose("list", "blaklinten"), Choose("provider", "wish")
    )

    assert "Du kan stå i kö" in told(answer)


def moment(**of_rules: object) -> Moment:
    """A talk in a municipality with these rules."""
    here = Municipality("by", "By", "0000", "1", True, True, (), (), Rules(**of_rules))  # type: ignore[arg-type]

    class OnlyHere:
        seed = 1

        def municipalities(self) -> tuple[Municipality, ...]:
            return (here,)

    return Moment(State(), OnlyHere(), NOW, None, None)  # type: ignore[arg-type]


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
    said = rules.change_told(moment(change=rule))

    assert words in said.text + said.plural


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


def test_the_night_is_told_to_the_one_who_wishes_help_at_night() -> None:
    hours = Span(NOW.time().replace(hour=23), NOW.time().replace(hour=7))
    talk = moment(night=Night.MUNICIPAL, night_hours=hours, minority_languages=("fi",))

    said = [say.text.text for say in rules.wishes_told(talk, ("night", "language=fi"))]
    assert len(said) == 3
    assert "På natten" in said[0]
    assert rules.wishes_told(talk, ("evening", "language=ar")) == ()


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


def test_why_is_one_sentence_for_each_place_in_the_list(house: House) -> None:
    here = exempelby(house)
    said = set()
    for service in Service:
        for area in here.areas:
            for wished in ((), ("evening",), ("language=fi", "near=centrum")):
                asked = Asked(service, area.key, date(2026, 11, 23), wished, "autism")
                for provider in here.providers:
                    message = why_told(fit(here, provider, asked), asked)
                    assert message.args["name"] == provider.name
                    assert message.text.count(".") == 1
                    said.add(message.text)

    assert len(said) >= 8


def test_one_that_never_was_is_compared_with_nobody(talk: Talk) -> None:
    answer = talk.give(
        *asks_for("care"),
        Choose("list", "kommunen"),
        Choose("provider", "compare"),
        Choose("compare", "never-was"),
    )

    assert answer.step == "compare"
