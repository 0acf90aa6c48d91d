"""What is on the screen is what a typed number, label or order means, also in a list of its own."""

import pytest
from booking import TO_THE_TIME, after, at, booked, buttons, labels, read, someone, told
from someone import NOW, Talk

from bot.assembly import House
from care.followup import Kind
from dialogs.events import Choose, Text

NINE = "2026-11-25T08:00+00:00"
NEAR = "2026-11-24T08:00+00:00"
FAR = "2026-12-02T09:00+00:00"
WAIT = "Vi skriver här om det blir en tidigare tid."


@pytest.fixture
def karin(talk: Talk) -> Talk:
    """Someone who is asked for a time."""
    talk.give(*TO_THE_TIME)
    return talk


@pytest.mark.parametrize("typed", ["2", "nummer 2", "den andra", "tvåan"])
def test_a_number_means_the_time_on_the_screen_and_not_one_of_another_list(
    karin: Talk, typed: str
) -> None:
    narrowed = karin.give(Text("fredag eftermiddag"))
    assert len(buttons(narrowed)) == 5
    answer = karin.give(Text(typed))

    assert answer.step == "confirm"
    assert buttons(answer)[0] == f"yes={buttons(narrowed)[1]}"
    assert "fredag" in told(answer)


def test_the_label_of_a_time_on_the_screen_is_that_time(karin: Talk) -> None:
    narrowed = karin.give(Text("fredag eftermiddag"))

    answer = karin.give(Text(labels(narrowed)[3]))
    assert buttons(answer)[0] == f"yes={buttons(narrowed)[3]}"


def test_a_number_beyond_what_is_shown_is_none_of_the_questions_own_list(karin: Talk) -> None:
    shown = buttons(karin.give(Text("den 26 november klockan 13")))
    assert len(shown) == 2
    answer = karin.give(Text("3"))  # an hour, then

    assert answer.step == "time"


def test_yes_is_to_the_only_time_that_stands_there(karin: Talk) -> None:
    assert "27 november" not in told(karin.give(Text("fredag eftermiddag"), Text("ja")))
    only = karin.give(Text("26 november klockan 10"))
    assert labels(only)[0] == "Torsdag 26 november, 10.00"
    assert len(buttons(only)) == 2

    answer = karin.give(Text("ja"))
    assert answer.step == "confirm"
    assert "Kommunen ringer torsdag 26 november klockan 10.00." in told(answer)


def test_once_the_whole_list_is_back_a_number_is_of_that_one(karin: Talk) -> None:
    karin.give(Text("fredag eftermiddag"))
    whole = buttons(karin.give(Text("xyz")))

    assert buttons(karin.give(Text("1")))[0] == f"yes={whole[0]}"


def test_when_others_have_taken_the_time_a_number_is_of_the_others(
    house: House, karin: Talk
) -> None:
    for officer in range(2):
        booked(house, str(officer), NINE)
    others = karin.give(at(NINE))
    assert "Någon annan hann boka den tiden." in told(others)
    answer = karin.give(Text("3"))

    assert answer.step == "confirm"
    assert buttons(answer)[0] == f"yes={buttons(others)[2]}"


def test_a_number_is_of_the_list_that_was_shown_though_times_have_gone_since(
    house: House, karin: Talk
) -> None:
    shown = buttons(karin.give(Text("hjälp")))
    for officer in range(3):
        booked(house, str(officer), shown[0])
    answer = karin.give(Text("2"))

    assert buttons(answer)[0] == f"yes={shown[1]}"


def test_a_number_for_a_time_that_has_passed_takes_no_other(karin: Talk) -> None:
    shown = buttons(karin.give(Text("i dag")))
    assert shown[0] == "2026-11-23T10:00+00:00"
    answer = karin.give(Text("1"), now=after(60 * 24))

    assert answer.step == "time"
    assert "Den frågan är vi klara med." in told(answer)


def test_an_earlier_time_may_be_typed(house: House) -> None:
    karin = booked(house, "karin", FAR)
    asked = karin.give(read(Kind.EARLIER_TIME))
    narrowed = karin.give(Text("ja"))
    assert narrowed.step == "earlier"
    answer = karin.give(Text("2"))

    assert "Klart!" in told(answer)
    assert labels(asked)[1].replace(",", " klockan").lower() in told(answer)


@pytest.mark.parametrize("opened", [12, 13])
def test_a_number_after_two_names_is_of_those_two(talk: Talk, opened: int) -> None:
    talk.give(*TO_THE_TIME[:opened])  # at the list, and at one of its providers
    asked = talk.give(Text("lindens eller solrosens"))
    assert labels(asked) == ["Solrosens hemtjänst", "Lindens hemtjänst"]
    answer = talk.give(Text("2"))

    assert answer.step == "provider"
    assert "Lindens hemtjänst" in [c.name for b in answer.bubbles for c in b.cards]


def test_a_yes_to_what_may_be_changed_books_nothing(karin: Talk) -> None:
    karin.give(at(NINE))
    changes = karin.give(Text("nej"))
    assert buttons(changes) == ["time", "phone", "name"]
    assert karin.give(Text("ja")).step == "confirm"
    karin.give(Text("nej"))

    assert karin.give(Text("2")).step == "phone"


def test_two_days_that_are_named_are_both_shown(karin: Talk) -> None:
    answer = karin.give(Text("torsdag eller fredag"))

    assert [label.split()[0].lower() for label in labels(answer)[:4]] == [
        "torsdag", "torsdag", "fredag", "fredag"
    ]  # fmt: skip


def test_a_narrowed_list_has_a_way_on(karin: Talk) -> None:
    narrowed = karin.give(Text("fredag eftermiddag"))
    more = karin.give(Text("fler tider"))

    assert labels(narrowed)[-1] == "Fler tider"
    assert min(buttons(more)[:4]) > buttons(narrowed)[3]
    again = karin.give(Text("fredag eftermiddag"), Text("nej"))
    assert buttons(again) == buttons(more)


def test_another_wish_is_no_question_put_again(karin: Talk) -> None:
    karin.give(Text("tisdag"))
    answer = karin.give(Text("tisdag eller onsdag"))
    assert "igen" not in told(answer)
    same = karin.give(Text("onsdag eller tisdag"))

    assert buttons(same) == buttons(answer)
    assert "Här är frågan igen." not in told(same)


@pytest.mark.parametrize(
    "typed",
    ["den 15 februari", "2027-02-30", "13/13", "den 1 mars 2028", "i går", "kl 3 på natten"],
)
def test_a_time_that_there_is_not_is_told_so(karin: Talk, typed: str) -> None:
    assert "Då är inget ledigt." in told(karin.give(Text(typed)))


@pytest.mark.parametrize(
    "typed",
    [
        "jag vill ha en tidigare tid",
        "kan jag få en tidigare tid",
        "ring mig tidigare",
        "säg till om det blir en tid tidigare",
        "haluaisin aikaisemman ajan",
        "أريد موعدا أبكر",
        "can I get an earlier time",
    ],
)
def test_an_earlier_time_asked_for_in_words_is_waited_for(house: House, typed: str) -> None:
    answer = booked(house, "karin", FAR).give(Text(typed))

    assert WAIT in told(answer)
    assert "wait_no_more" in buttons(answer)


def test_who_waits_already_is_told_so(house: House) -> None:
    karin = booked(house, "karin", FAR)
    answer = karin.give(Choose("after", "wait"), Text("jag vill ha en tidigare tid"))

    assert "Vi säger till om någon lämnar en tidigare tid." in told(answer)
    assert "wait_no_more" in buttons(answer)


def test_who_has_a_call_soon_is_shown_the_earlier_times(house: House) -> None:
    answer = booked(house, "karin", NINE).give(Text("kan jag få en tidigare tid"))

    assert "Nu finns det en tidigare tid." in told(answer)
    assert all(value < NINE for value in buttons(answer)[:-1])
    assert labels(answer)[-1] == "Behåll min tid"


def test_where_no_time_is_earlier_that_is_told(house: House) -> None:
    first = buttons(someone(house, "first").give(*TO_THE_TIME))[0]
    answer = booked(house, "karin", first).give(Text("ring mig tidigare"))

    assert "Just nu finns ingen tidigare tid. Du har kvar din tid:" in told(answer)
    assert answer.step == "after"


def test_with_nothing_booked_the_earliest_times_are_shown(karin: Talk) -> None:
    first = buttons(karin.give(Text("hjälp")))
    answer = karin.give(Text("fredag eftermiddag"), Text("fler tider"), Text("en tidigare tid"))

    assert answer.step == "time"
    assert buttons(answer) == first


def test_a_time_is_kept_or_let_go_in_words(house: House) -> None:
    karin = someone(house, "karin")
    karin.give(*TO_THE_TIME, at(NINE), read(Kind.HOLD_ENDING))
    assert karin.give(Text("behåll tiden tack"), now=NOW).step == "confirm"
    karin.give(read(Kind.HOLD_ENDING))
    assert karin.give(Text("jag behöver inte den längre")).step == "time"


def test_ones_own_language_is_wished_for_in_words(talk: Talk) -> None:
    finnish = (Choose("language", "fi"), *TO_THE_TIME[1:-2])
    assert "speaks" in buttons(talk.give(*finnish))

    assert talk.give(Text("haluan puhua suomea")).step == "extra_time"
