"""What people and reviewers found: one test each, named after it."""

from datetime import timedelta

from someone import NOW, TO_THE_CALL, TO_THE_END, Talk

from bot.assembly import House
from bot.conversation import Address, Answer
from dialogs.events import Choose, Start, Text


def told(answer: Answer) -> str:
    return " ".join(bubble.text for bubble in answer.bubbles)


def test_a_call_that_has_been_is_no_longer_waited_for(talk: Talk) -> None:
    talk.give(*TO_THE_END)
    later = NOW + timedelta(days=20)
    answer = talk.give(Start(), now=later)

    assert "Bokat samtal" not in told(answer)
    assert "book" in {c.value for c in answer.bubbles[-1].choices}

    answer = talk.give(Choose("after", "book"), now=later)

    assert answer.step == "time"


def test_back_while_moving_keeps_the_call_and_the_answers(talk: Talk) -> None:
    answer = talk.give(*TO_THE_END, Choose("after", "move"), Text("tillbaka"))

    assert "Vi ändrar inte" in told(answer)
    assert answer.step == "after"
    assert "Karin Berg" in talk.kept()


def test_starting_over_while_moving_keeps_the_call(talk: Talk) -> None:
    answer = talk.give(*TO_THE_END, Choose("after", "move"), Text("börja om"))

    assert "Ditt samtal är kvar" in told(answer)
    assert "Bokat samtal" in talk.kept()


def test_a_wish_under_another_card_is_no_wish_for_this_one(talk: Talk) -> None:
    seen = talk.give(*TO_THE_CALL[:13])
    old = next(c.value for c in seen.bubbles[-1].choices if c.value.startswith("wish"))
    answer = talk.give(
        Choose("provider", "list"), Choose("list", "solrosen"), Choose("provider", old)
    )

    assert "Den frågan är vi klara med" in told(answer)
    assert "Önskan" not in talk.kept()


def test_asking_for_a_call_while_a_provider_is_open_leads_to_the_call(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:13], Text("jag vill boka ett samtal"))

    assert answer.step == "name"


def test_a_wish_is_taken_back_when_the_area_becomes_another(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:14], Choose("area", "norrlyckan"))

    assert "Önskan" not in talk.kept()


def test_without_a_number_it_is_said_that_nobody_can_ring(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:14], Choose("call", "no"))

    assert "Då kan kommunen inte ringa" in told(answer)
    assert "08-465 004 00" in told(answer)


def test_what_is_kept_is_told_after_starting_over_too(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:17], Text("börja om"))

    assert "Karin Berg" in talk.kept()


def test_christmas_eve_is_no_day_for_calls(talk: Talk) -> None:
    eve = NOW.replace(month=12, day=23, hour=15)
    answer = talk.give(*TO_THE_CALL[:21], now=eve)
    offered = [c.value for c in answer.bubbles[-1].choices]

    assert answer.step == "time"
    assert offered[0].startswith("2026-12-28")  # a Monday, after the holidays and the weekend


def test_values_from_outside_break_nothing(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:21])
    for question, value in (
        ("time", "9999-12-31T23:59-12:00"),
        ("time", "after=0001-01-01T00:00+12:00"),
        ("needs", "page=²"),
        ("needs", ("+evening", "page=2")),
        ("\ud800", "x"),
        ("list", "page=99999999999"),
    ):
        answer = talk.give(Choose(question, value))

        assert answer.bubbles[-1].kind == "ask"
    assert talk.give(Text("tillbaka")).bubbles


async def test_a_reminder_is_read_with_a_word(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_END)
    eve = NOW.replace(day=24, hour=9, minute=1)
    await house.outbox.work(eve)
    answer = talk.give(Text("ja"), now=eve)

    assert "Kommunen ringer dig onsdag 25 november klockan 10.00" in told(answer)

    answer = talk.give(Text("det går bra"), now=eve)

    assert "Då ringer kommunen dig" in told(answer)


def test_an_application_said_on_the_way_is_written_down(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:12], Text("jag vill ansöka om mer hjälp"))

    assert answer.step == "apply_now"

    answer = talk.give(Choose("apply_now", "yes"))

    assert "Dagen är sparad: måndag 23 november" in told(answer)
    assert answer.step == "call"


def test_back_from_an_application_leads_back(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:4], Choose("decision", "no"), Choose("apply", "yes"))
    first = talk.give(Text("tillbaka"))
    second = talk.give(Text("tillbaka"))

    assert (first.step, second.step) == ("apply", "decision")


def test_a_cry_for_help_is_answered_in_its_own_language(house: House) -> None:
    for tongue, cry in (
        ("ar", "لا أستطيع التنفس"),
        ("en", "i cannot breathe"),
        ("fi", "en saa henkeä"),
        ("sv", "jag kan inte andas"),
    ):
        address = Address("web", "", tongue)
        answer = house.conversations.hear(address, tongue, Text(cry), NOW)

        assert answer.language == tongue
        assert "112" in told(answer)
        assert answer.step == "danger"


def test_a_human_can_be_the_first_word(house: House) -> None:
    answer = house.conversations.hear(
        Address("web", "", "x"), "1", Text("jag vill prata med en människa"), NOW
    )

    assert answer.step == "municipality"
    assert "Du kan prata med en människa" in told(answer)


def test_deleted_is_not_welcomed_back(talk: Talk) -> None:
    talk.give(*TO_THE_END, Text("radera"), Choose("delete", "yes"))
    answer = talk.give(Start())

    assert "Välkommen tillbaka" not in told(answer)
    assert answer.step == "knew"


def test_the_second_of_two_taps_is_not_scolded(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:6])
    answer = talk.give(Choose("about1", "next"))

    assert answer.step == "about2"
    assert "klara med" not in told(answer)


def test_starting_over_before_a_language_is_chosen_chooses_none(talk: Talk) -> None:
    answer = talk.give(Choose("language", "restart"))

    assert (answer.language, answer.step) == ("", "language")
