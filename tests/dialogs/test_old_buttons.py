"""A tap on a button of long ago: it means what it meant, or nothing, and never does harm."""

from someone import NOW, TO_THE_CALL, TO_THE_END, Talk

from dialogs.events import Choose, Text


def test_t18_every_button_of_an_old_transcript_has_an_answer(talk: Talk) -> None:
    talk.give(*TO_THE_END)
    later = NOW.replace(hour=12)
    for question, value in list(talk.buttons):
        answer = talk.give(Choose(question, value), now=later)

        assert answer.bubbles[-1].kind == "ask", (question, value)
        assert answer.bubbles[0].text
    talk.give(Text("svenska"))

    assert "Bokat samtal: onsdag 25 november klockan 10.00" in talk.kept()


def test_a_late_yes_books_nothing_that_was_not_just_repeated(talk: Talk) -> None:
    talk.give(*TO_THE_CALL, Choose("confirm", "time"), TO_THE_END[-2])

    assert "Bokat samtal" not in talk.kept()


def test_a_late_cancel_cancels_nothing(talk: Talk) -> None:
    talk.give(*TO_THE_END, Choose("after", "cancel"), Choose("cancel", "no"))
    answer = talk.give(Choose("cancel", "yes"))

    assert "Den frågan är vi klara med" in answer.bubbles[0].text
    assert "Bokat samtal" in talk.kept()


def test_an_old_button_changes_what_can_still_be_changed(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:11])
    answer = talk.give(Choose("who", "parent"))

    assert "Den som får hjälpen bestämmer själv" in answer.bubbles[0].text
    assert answer.step == "needs"


def test_ten_taps_are_one(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:10])
    answer = talk.give(*[Choose("needs", "+evening")] * 10)

    assert "Du har valt: Hjälp på kvällen." in answer.bubbles[-1].text
    assert [c.value for c in answer.bubbles[-1].choices if c.chosen] == ["-evening"]


def test_back_takes_a_wish_back(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:14])
    answer = talk.give(Text("tillbaka"))

    assert answer.step == "provider"
    assert "Önskan" not in talk.kept()


def test_a_list_of_ticks_from_a_form_is_one_answer(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:10], Choose("needs", ("evening", "pets")))

    assert answer.step == "list"
    assert "Viktigt för dig: Hjälp på kvällen och jag har djur hemma." in talk.kept()
