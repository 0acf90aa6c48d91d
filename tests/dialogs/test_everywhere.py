"""Words that work everywhere: back, start over, help, and what concerns the call."""

import pytest
from booking import buttons, told
from someone import TO_THE_CALL, TO_THE_END, Talk

from dialogs.events import Choose, Event, Text

BACK, OVER, HELP = Text("tillbaka"), Text("börja om"), Text("hjälp")
IN_NACKA = (*TO_THE_CALL[:2], Choose("municipality", "nacka"), Choose("who", "self"))


@pytest.mark.parametrize(
    ("way", "step", "said"),
    [
        ((*TO_THE_CALL[:1], BACK), "language", "Det här är början."),
        (TO_THE_CALL[:4], "who", "Vem ska få hjälpen?"),
        ((*TO_THE_CALL[:4], Text("mina uppgifter")), "decision", "Har kommunen sagt ja"),
        (TO_THE_END, "remind", "Får vi påminna dig?"),
        ((*TO_THE_END[:-1], BACK), "remind", "Samtalet är bokat. Du kan ändra tiden eller avboka."),
    ],
)
def test_one_step_back_is_to_the_last_answer(
    talk: Talk, way: tuple[Event, ...], step: str, said: str
) -> None:
    answer = talk.give(*way, BACK)

    assert answer.step == step
    assert said in told(answer)


def test_back_to_the_ticks_leaves_them_ticked(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:12], BACK)

    assert answer.step == "needs"
    assert [choice.value for choice in answer.bubbles[-1].choices if choice.chosen] == ["-evening"]


def test_help_tells_how_to_answer_and_all_that_always_works(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:3], HELP)

    assert "Du kan trycka på ett svar. Du kan också skriva svaret." in told(answer)
    assert "Du kan alltid skriva: tillbaka, börja om, språk eller människa." in told(answer)
    row = [choice.value for choice in answer.bubbles[-1].fixed]
    assert row == ["restart", "language", "back", "human"]
    after = talk.give(TO_THE_CALL[3])
    assert [choice.value for choice in after.bubbles[-1].fixed] == ["back", "human"]


def test_to_start_over_takes_the_wish_back_and_keeps_the_language(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:14])
    assert "Önskan" in talk.kept()
    answer = talk.give(OVER)

    assert "Vi börjar om från början." in told(answer)
    assert "Ditt samtal är kvar." not in told(answer)
    assert (answer.step, answer.language) == ("knew", "sv")
    assert "Önskan" not in talk.kept()


@pytest.mark.parametrize(
    ("way", "words", "step", "said"),
    [
        (TO_THE_CALL[:1], "boka", "municipality", "Först behöver jag veta kommunen."),
        (TO_THE_CALL[:1], "avboka", "knew", "Först behöver jag veta kommunen."),
        (IN_NACKA, "boka", "after", "Det går inte att boka samtal med Nacka kommun här."),
        (TO_THE_CALL[:12], "boka", "name", "Vi bokar ett samtal. Först några frågor."),
        (TO_THE_END, "boka", "after", "Du har ett bokat samtal"),
        (TO_THE_END, "flytta samtalet", "time", "Den gamla tiden finns kvar så länge."),
        (TO_THE_CALL[:12], "flytta samtalet", "name", "Vi bokar ett samtal."),
        (TO_THE_CALL[:12], "avboka", "cancel", "Du har inget bokat samtal. Vill du gå vidare?"),
        (TO_THE_END, "avboka", "cancel", "Vill du avboka samtalet onsdag 25 november"),
        (TO_THE_END, "visa alla", "list", "du kan välja."),
    ],
)
def test_what_concerns_the_call_works_wherever_one_is(
    talk: Talk, way: tuple[Event, ...], words: str, step: str, said: str
) -> None:
    answer = talk.give(*way, Text(words))

    assert answer.step == step
    assert said in told(answer)


def test_who_has_no_call_and_asks_for_an_earlier_time_is_shown_the_first(talk: Talk) -> None:
    first = buttons(talk.give(*TO_THE_CALL[:-1]))
    later = talk.give(Choose("time", first[-1]))
    assert buttons(later)[0] not in first

    answer = talk.give(Text("finns det en tidigare tid"))
    assert answer.step == "time"
    assert buttons(answer) == first
