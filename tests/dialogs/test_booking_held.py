"""A time that somebody has chosen is theirs while they confirm it, at their own pace."""

import pytest
from booking import EARLY, TO_THE_TIME, after, at, booked, buttons, labels, read, someone, told, yes
from someone import TO_THE_CALL, Talk

from bot.assembly import House
from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address
from bot.store.outbox import routes
from care.followup import Kind
from dialogs.bubbles import Bubble
from dialogs.events import Choose, Text

LATER = "2026-11-25T09:00+00:00"
MISSED = "Det var inte ditt fel."


class Heard:
    """What a door was given to send."""

    def __init__(self) -> None:
        self.bubbles: list[Bubble] = []

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        self.bubbles += dispatch.bubbles
        return Sent()


def test_t05_a_chosen_time_is_told_to_be_ones_own_and_is_hidden_from_others(
    house: House, talk: Talk
) -> None:
    answer = talk.give(*TO_THE_TIME, at(EARLY))
    others = someone(house, "other").give(*TO_THE_TIME, Choose("time", "after=2026-11-25T07:00Z"))

    assert "Tiden är din till klockan 09.20." in told(answer)
    assert answer.step == "confirm"
    assert EARLY not in buttons(others)
    again = talk.give(Text("tillbaka"), now=after(15))
    assert "Tiden är din till klockan 09.20." in told(again)
    assert buttons(again)[0] == EARLY


def test_t05_one_tap_keeps_it_longer_and_ten_are_one(talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))
    answer = talk.give(*[Choose("confirm", "keep")] * 10, now=after(16))

    assert "Tiden är din till klockan 09.36." in told(answer)
    assert answer.step == "confirm"
    assert labels(answer)[:2] == ["Ja, boka", "Behåll tiden längre"]


@pytest.mark.parametrize("door", ["web", "telegram"])
async def test_t05_before_it_ends_one_is_asked_and_yes_keeps_it(house: House, door: str) -> None:
    heard = Heard()
    house.channels[routes.named(door, "")] = heard
    talk = someone(house, "slow", door)
    talk.give(*TO_THE_TIME, at(EARLY))

    assert await house.outbox.work(after(14)) == 0
    assert await house.outbox.work(after(15)) == 1
    assert [bubble.text for bubble in heard.bubbles] == [
        "Hej från Exempelby kommun! Du har ett nytt meddelande. Vill du läsa det nu?"
    ]
    asked = talk.give(read(Kind.HOLD_ENDING), now=after(16))
    assert "Du har valt en tid: onsdag 25 november klockan 08.30." in told(asked)
    assert asked.bubbles[-1].text == "Vill du behålla tiden?"
    assert labels(asked) == ["Ja, behåll tiden", "Nej"]
    kept = talk.give(Choose("hold", "yes"), now=after(17))
    assert kept.step == "confirm"
    assert "Tiden är din till klockan 09.37." in told(kept)
    assert MISSED in told(someone(house, "late").give(*TO_THE_TIME, at(EARLY), now=after(36)))


async def test_t05_no_lets_it_go(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))
    await house.outbox.work(after(15))
    answer = talk.give(Text("ja"), Text("nej"), now=after(16))

    assert answer.step == "time"
    assert someone(house, "next").give(*TO_THE_TIME, at(EARLY), now=after(16)).step == "confirm"


async def test_t05_the_question_stops_no_answer_that_was_on_its_way(
    house: House, talk: Talk
) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))
    await house.outbox.work(after(15))
    answer = talk.give(yes(EARLY), now=after(16))

    assert "ringer onsdag 25 november klockan 08.30" in told(answer)
    assert answer.step == "remind"


async def test_t05_an_old_question_keeps_nothing_that_is_gone(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))
    await house.outbox.work(after(15))
    booked(house, "quick", EARLY, now=after(21))
    answer = talk.give(read(Kind.HOLD_ENDING), Choose("hold", "yes"), now=after(22))

    assert MISSED in told(answer)
    assert len(buttons(answer)) == 4
    assert answer.step == "time"


def test_it_is_told_what_is_kept_and_what_is_no_longer(talk: Talk) -> None:
    ending = read(Kind.HOLD_ENDING)
    talk.give(*TO_THE_TIME)
    nothing = talk.give(ending)
    assert "Vi håller ingen tid åt dig just nu." in told(nothing)
    assert buttons(nothing) == ["next"]

    kept = talk.give(Choose("hold", "next"), at(EARLY), ending)
    assert "Du har valt en tid: onsdag 25 november klockan 08.30." in told(kept)
    late = talk.give(ending, now=after(30))
    assert "Vi håller inte tiden onsdag 25 november klockan 08.30 åt dig längre." in told(late)
    assert late.bubbles[-1].text == "Vill du ändå ha den tiden?"
    assert [c.value for c in late.bubbles[-1].choices if c.forward] == ["yes"]

    booked = talk.give(Choose("hold", "yes"), yes(EARLY), ending, now=after(31))
    assert "Vi håller ingen tid åt dig just nu." in told(booked)
    assert buttons(booked) == ["next"]


def test_who_is_slow_still_books_what_nobody_took(talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))
    answer = talk.give(yes(EARLY), now=after(90))

    assert "Klart!" in told(answer)


def test_who_is_slow_and_too_late_gets_three_others_and_no_blame(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))
    booked(house, "quick", EARLY, now=after(21))
    answer = talk.give(yes(EARLY), now=after(22))

    assert MISSED in told(answer)
    assert len([value for value in buttons(answer) if value.startswith("2026-")]) == 3
    assert talk.give(Choose("time", buttons(answer)[0]), now=after(22)).step == "confirm"


def test_t01_a_time_that_is_anothers_gives_three_others_at_once(house: House, talk: Talk) -> None:
    someone(house, "first").give(*TO_THE_TIME, at(EARLY))
    answer = talk.give(*TO_THE_TIME, at(EARLY))

    assert MISSED in told(answer)
    assert [value[:11] for value in buttons(answer)[:3]] == ["2026-11-25T"] * 3
    assert EARLY not in buttons(answer)


def test_to_keep_a_time_that_ended_holds_it_anew(talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))
    answer = talk.give(Choose("confirm", "keep"), now=after(30))

    assert "Tiden är din till klockan 09.50." in told(answer)


def test_t18_an_old_yes_books_no_other_time(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY), Choose("confirm", "time"), at(LATER))
    answer = talk.give(yes(EARLY))

    assert "Den frågan är vi klara med" in told(answer)
    assert "Bokat samtal" not in talk.kept()
    assert "klockan 10.00" in told(talk.give(yes(LATER)))


def test_t19_a_yes_with_its_time_fits_a_button(talk: Talk) -> None:
    talk.give(*TO_THE_CALL)
    long = [f"{q}|{v}" for q, v in talk.buttons if q in ("confirm", "time")]

    assert long
    assert max(len(data.encode()) for data in long) <= 64
    assert max(len(data.partition("|")[2]) for data in long) <= 40


def test_a_typed_yes_books_the_time_that_was_repeated(talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY))

    assert "klockan 08.30" in told(talk.give(Text("ja, det stämmer")))


def test_to_start_over_lets_the_time_go(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(EARLY), Text("börja om"))

    assert someone(house, "next").give(*TO_THE_TIME, at(EARLY)).step == "confirm"


def test_who_changes_their_mind_while_moving_keeps_the_call(house: House) -> None:
    anna = booked(house, "anna", LATER)
    anna.give(Choose("after", "move"), at(EARLY))
    answer = anna.give(Text("tillbaka"))

    assert "Tiden finns kvar." in told(answer)
    assert "onsdag 25 november klockan 10.00" in told(answer)
    assert someone(house, "next").give(*TO_THE_TIME, at(EARLY)).step == "confirm"


@pytest.mark.parametrize("minutes", [16, 40])
def test_who_lets_the_new_time_go_while_moving_keeps_the_call(house: House, minutes: int) -> None:
    anna = booked(house, "anna", LATER)
    anna.give(Choose("after", "move"), at(EARLY))
    answer = anna.give(read(Kind.HOLD_ENDING), Choose("hold", "no"), now=after(minutes))

    assert "Du har kvar din tid: onsdag 25 november klockan 10.00." in told(answer)
    assert answer.step == "after"
    assert someone(house, "next").give(*TO_THE_TIME, at(EARLY)).step == "confirm"


def test_the_fifth_call_to_one_number_in_a_day_is_for_a_human(house: House) -> None:
    for n in range(4):
        booked(house, str(n), f"2026-11-{26 + n // 2}T{9 + n % 2 * 3:02}:00+00:00")
    answer = someone(house, "fifth").give(*TO_THE_TIME, at(EARLY), yes(EARLY))

    assert "Jag kan inte boka fler samtal just nu." in told(answer)
    assert "08-465 004 00" in told(answer)
    assert answer.step == "after"
    with house.store.reading() as held:
        assert held.driver.execute("SELECT reason FROM task").fetchall() == [("human",)]
