"""The list, the comparison and the page to print, as someone in Exempelby meets them."""

from dataclasses import replace
from datetime import date

import pytest
from someone import NOW, TO_THE_CALL, Talk, exempelby, moment_in

from bot.assembly import House
from bot.conversation import Answer
from care.matching import Asked, fit
from care.quality import Figure, Indicator
from care.services import KINDS, Service
from dialogs.bubbles import CardText
from dialogs.events import Choose, Event
from dialogs.replies import Bar
from dialogs.steps.compare import figure_lines
from dialogs.steps.why import why_told
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

    assert len(seen) == 1


def test_a_provider_whose_groups_have_the_figures_is_not_told_as_unanswered(house: House) -> None:
    """In Örebro the municipality's home care was said to have no figures, above its groups' own."""
    orebro = house.catalogues.now.by_key["orebro"]
    owner, other = orebro.provider("orebro-hemvard"), orebro.providers[1]
    asked = Asked(Service.CARE, None, NOW.date())
    lines = figure_lines(moment_in(orebro), tuple(fit(orebro, p, asked) for p in (owner, other)))

    assert {line.values[0].text for line in lines} == {"varje grupp har sin siffra"}
    assert all(isinstance(line.values[1], Bar) for line in lines)


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
    shown = {part.text: {card.provider for card in part.cards} for part in paper.parts}

    assert shown["Alla du kan välja"] == can
    assert "mossan" in shown["Kan inte väljas nu"]
    whole = " ".join(part.text for part in paper.parts)
    assert all(w in whole for w in ("Tre frågor att ställa", "vanlig dag", "08-465 004 00"))


def test_one_that_is_full_is_wished_for_with_the_queue_told(talk: Talk) -> None:
    answer = talk.give(
        *asks_for("daily_activity"), Choose("list", "blaklinten"), Choose("provider", "wish")
    )

    assert "Du kan stå i kö" in told(answer)


def test_a_figure_of_another_survey_is_told_with_its_own_source(house: House) -> None:
    here = exempelby(house)
    year_before = Figure(Indicator.SATISFIED, 70, 2024, 40, "Kolada 2024")
    kommunen, linden = (
        replace(here.provider(key), figures=figures)
        for key, figures in (
            ("kommunen", here.provider("kommunen").figures),
            ("linden", (year_before,)),
        )
    )
    pair = tuple(fit(here, p, Asked(Service.CARE, None, NOW.date())) for p in (kommunen, linden))
    line = next(
        one for one in figure_lines(moment_in(here), pair) if one.label.text == "Nöjda med hjälpen"
    )

    assert [value.note.args["year"] for value in line.values if isinstance(value, Bar)] == [
        2025,
        2024,
    ]
    assert "{year}" not in line.note.text


def test_why_is_one_sentence_for_each_place_in_the_list(house: House) -> None:
    here = exempelby(house)
    sentences = set()
    for service in Service:
        for area in here.areas:
            for wished in ((), ("evening",), ("language=fi", "near=centrum")):
                asked = Asked(service, area.key, date(2026, 11, 23), wished, "autism")
                for provider in here.providers:
                    message = why_told(here, fit(here, provider, asked), asked)
                    assert message.args["name"] == provider.name
                    assert message.text.count(".") == 1
                    sentences.add(message.text)

    assert len(sentences) >= 8


def test_one_that_never_was_is_compared_with_nobody(talk: Talk) -> None:
    answer = talk.give(
        *asks_for("care"),
        Choose("list", "kommunen"),
        Choose("provider", "compare"),
        Choose("compare", "never-was"),
    )

    assert answer.step == "compare"
