"""What is said and offered on the way: when an answer changes, between two that are compared."""

import pytest
from booking import TO_THE_TIME, buttons, told
from someone import ME, TO_THE_CALL, TO_THE_END, Talk, moment_in

from bot.assembly import House
from care.municipality import Municipality
from care.providers import Form, Provider, Unit
from care.quality import Figure, Indicator
from dialogs.events import Choose, Start, Text
from dialogs.figures import missing
from dialogs.state import State
from dialogs.steps.reminding import tell_remind

TO_THE_PROVIDER = TO_THE_CALL[:13]
COMPARED = (*TO_THE_PROVIDER, Choose("provider", "compare"), Choose("compare", "solrosen"))


def test_a_changed_answer_is_told_as_it_is_now(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:12], Choose("area", "norrlyckan"))

    assert told(answer).startswith("Jag har ändrat till: ")


def test_the_same_answer_again_changes_nothing(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:12], Choose("area", "centrum"))

    assert "Jag har ändrat" not in told(answer)


@pytest.mark.parametrize(("who", "step"), [("self", "phone"), ("other", "answerer")])
def test_the_name_of_who_answers_is_asked_where_it_is_another(
    talk: Talk, who: str, step: str
) -> None:
    assert talk.give(*TO_THE_CALL[:17], Choose("answers", who)).step == step


def test_from_a_comparison_one_way_leads_back_to_the_list(talk: Talk) -> None:
    offered = talk.give(*COMPARED)

    assert buttons(offered) == ["kommunen", "solrosen", "third", "other", "list"]
    assert talk.give(Choose("compared", "list")).step == "list"


def test_who_is_wished_for_in_a_comparison_is_left_by_one_step_back(talk: Talk) -> None:
    wished = talk.give(*COMPARED, Choose("compared", "solrosen"))

    assert wished.step == "call"
    assert "Önskan: Solrosen" in talk.kept()
    assert talk.give(Text("tillbaka")).step == "provider"
    assert "Önskan" not in talk.kept()


@pytest.mark.parametrize(
    ("way", "step"),
    [
        ((*TO_THE_CALL[:14], Choose("call", "no")), "call"),  # it is asked about once more
        (TO_THE_CALL[:14], "call"),
        (TO_THE_CALL[:12], "call"),
        (TO_THE_CALL[:18], "phone"),
    ],
)
@pytest.mark.parametrize("said", ["yes", "look"])
def test_who_applies_on_the_way_goes_on_where_they_were(
    talk: Talk, way: tuple[Choose | Text, ...], step: str, said: str
) -> None:
    before = talk.give(*way)
    assert talk.give(Text("jag vill ansöka")).step == "apply_now"
    after = talk.give(Choose("apply_now", said))

    assert ("Kommunen vet nu att du vill ansöka." in told(after)) == (said == "yes")
    assert after.step == (step if said == "yes" else before.step)


def test_another_language_is_chosen_between_and_one_goes_on(talk: Talk) -> None:
    before = talk.give(*TO_THE_CALL[:8])
    asked = talk.give(Text("byt språk"))
    after = talk.give(Choose("language", "en"))

    assert (asked.step, after.step, after.language) == ("language", before.step, "en")


def test_while_a_language_is_chosen_none_is_offered_besides(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:8], Text("byt språk"))
    answer = talk.give(Text("who won the football game yesterday"))

    assert answer.step == "language"
    assert "Vill du byta språk?" not in told(answer)


def test_to_start_over_keeps_a_booked_call_with_all_that_it_hangs_on(talk: Talk) -> None:
    talk.give(*TO_THE_END)
    answer = talk.give(Text("börja om"))

    assert "Ditt samtal är kvar." in told(answer)
    assert "Namn: Karin Berg" in talk.kept()
    assert "Bokat samtal: onsdag 25 november klockan 10.00" in talk.kept()
    assert talk.give(Choose("knew", "no")).step == "decision"
    assert talk.give(*TO_THE_CALL[4:12], Choose("list", "cannot")).step == "after"


def test_what_is_kept_tells_the_wishes_and_not_that_one_was_done(talk: Talk) -> None:
    answer = talk.give(*TO_THE_PROVIDER, Text("mina uppgifter"))
    (paper,) = (bubble.paper for bubble in answer.bubbles if bubble.paper)

    assert "Hjälp på kvällen" in str(paper)
    assert "– Klar" not in str(paper)
    assert "– Inget särskilt" not in str(paper)


@pytest.mark.parametrize(
    ("reaches", "said"),
    [
        (("telegram",), []),
        (("web", "sms"), ["När du lämnar chatten kan vi inte nå dig här."]),
        (
            ("web",),
            ["När du lämnar chatten kan vi inte nå dig. "
             "Påminnelsen står här när du kommer tillbaka."],
        ),
    ],
)  # fmt: skip
def test_where_nobody_is_reached_after_the_chat_it_is_said(
    reaches: tuple[str, ...], said: list[str]
) -> None:
    here = Municipality("by", "By", "0000", "1", False, True, (), ())
    talk = moment_in(here, reaches=reaches, standing=None)

    assert [one.text.text for one in tell_remind(talk)] == said


SATISFIED, SAFE = Indicator.SATISFIED, Indicator.SAFE


@pytest.mark.parametrize(
    ("asked", "told_of"), [(SATISFIED, "varje grupp har sin siffra"), (SAFE, "Uppgift saknas")]
)
def test_a_figure_of_the_groups_stands_for_its_own_question_alone(
    asked: Indicator, told_of: str
) -> None:
    unit = Unit("a", "A", figures=(Figure(SATISFIED, 88, 2025, 41, "Exempel"),))
    provider = Provider("eken", "Eken", Form.COMPANY, units=(unit,))

    assert missing(provider, asked).text.lower() == told_of.lower()


@pytest.mark.parametrize(
    ("stored", "restored"), [(0, 0), (1, 1), (999, 999), (1000, 0), (-1, 0), ("2", 0)]
)
def test_a_count_that_no_conversation_reaches_is_none(stored: object, restored: int) -> None:
    assert State.restore({**State().dump(), "misses": stored}).misses == restored


def own(house: House) -> list[str]:
    """What stands in the person's own bubbles."""
    return [turn.mine for turn in house.conversations.past(ME)]


def test_what_one_typed_stands_in_ones_own_bubble(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:19])

    assert own(house)[-4:] == ["Karin Berg", "1941", "Jag svarar", "070-174 06 05"]


def test_a_time_of_a_later_day_stands_in_ones_own_bubble(house: House, talk: Talk) -> None:
    friday = talk.give(*TO_THE_TIME, Text("fredag"))
    first = friday.bubbles[-1].choices[0]
    assert "27" in first.label

    talk.give(Choose("time", first.value))
    assert own(house)[-1].lower() == first.label.lower()


def test_who_comes_back_to_the_list_sees_it_again(talk: Talk) -> None:
    before = talk.give(*TO_THE_CALL[:12])
    again = talk.give(Start())

    assert "Välkommen tillbaka." in told(again)
    assert [b.cards for b in before.bubbles if b.cards] == [
        b.cards for b in again.bubbles if b.cards
    ]


@pytest.mark.parametrize(
    "unsure",
    [
        "min mamma bor i Exempelby och jag vet inte vad kommunen har sagt",
        "min mamma i Exempelby har demens men jag är osäker på vilken hjälp det blir",
    ],
)
def test_what_one_does_not_know_is_not_repeated_as_an_answer(talk: Talk, unsure: str) -> None:
    answer = talk.give(*TO_THE_CALL[:2], Text(unsure))

    assert "Exempelby kommun" in told(answer)
    assert "vet inte" not in told(answer)
