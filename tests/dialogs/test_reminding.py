"""Får vi påminna dig? What is promised is what the door, and the house, can do."""

import pytest
from booking import buttons, labels, told
from reached import ASKED, DIALLED, IN_PART, Reaching, says

from bot.assembly import House
from bot.store.outbox import states
from care.followup import OF_THE_COURSE
from dialogs.events import Choose, Text

BOTH = ("sms", "email")
WHERE = "SELECT kind, channel, state FROM outbox WHERE kind LIKE 'call_%' ORDER BY id"


@pytest.mark.parametrize(
    ("door", "channels", "values", "first"),
    [
        ("telegram", BOTH, ["yes", "call", "no"], "Vi kan skriva här dagen före samtalet."),
        ("web", (), ["yes", "call", "no"], "Påminnelsen står här när du kommer tillbaka."),
        ("web", ("email",), ["email", "page", "call", "no"], "kan vi inte nå dig här."),
        ("web", BOTH, ["sms", "email", "page", "call", "no"], "kan vi inte nå dig här."),
        ("terminal", ("sms",), ["sms", "page", "call", "no"], "kan vi inte nå dig här."),
    ],
)
def test_only_what_can_be_done_is_offered(
    house: House, door: str, channels: tuple[str, ...], values: list[str], first: str
) -> None:
    answer = Reaching(house, *channels, door=door).give(*ASKED)

    says(answer, first, "Sedan kan vi fråga hur det går. Får vi påminna dig?")
    assert buttons(answer) == values


def test_a_page_is_called_a_page_and_a_terminal_is_not(house: House) -> None:
    web = Reaching(house, "sms").give(*ASKED)
    terminal = Reaching(house, "sms", door="terminal").give(*ASKED)

    assert "Bara här på sidan" in labels(web)
    assert "Bara här" in labels(terminal)


def test_who_is_guided_on_the_phone_is_not_asked(house: House) -> None:
    assert Reaching(house, *BOTH, door="desk").give(*ASKED).step == "after"


def test_a_yes_in_words_is_asked_by_what(house: House) -> None:
    answer = Reaching(house, *BOTH).give(*ASKED, Text("ja gärna"))

    says(answer, "Hur ska vi påminna dig?")
    assert buttons(answer) == ["sms", "email", "page"]


def test_a_yes_on_the_page_stays_on_the_page(house: House) -> None:
    karin = Reaching(house, *BOTH)
    answer = karin.give(*ASKED, Text("bara här"))

    says(answer, "Bra. Då påminner vi dig här.", "Vad vill du göra nu?")
    assert karin.ask(WHERE) == [
        ("call_tomorrow", "web", states.PLANNED),
        ("call_soon", "web", states.PLANNED),
    ]


def test_a_no_takes_back_what_was_planned(house: House) -> None:
    karin = Reaching(house, *BOTH)
    answer = karin.give(*ASKED, Text("nej tack"))

    says(answer, "Då påminner vi dig inte.", "Vad vill du göra nu?")
    assert {state for _, _, state in karin.ask(WHERE)} == {states.CANCELLED}


def test_only_about_the_call_declines_what_comes_after_it(house: House) -> None:
    karin = Reaching(house)
    karin.give(*ASKED, Text("bara om samtalet"))
    ((reminders, declined),) = karin.ask("SELECT reminders, declined FROM conversation")

    assert reminders
    assert all(f"|{kind}|" in str(declined) for kind in OF_THE_COURSE)
    assert [state for _, _, state in karin.ask(WHERE)] == [states.PLANNED] * 2


def test_only_about_the_call_is_asked_by_what_and_can_be_undone(house: House) -> None:
    karin = Reaching(house, *BOTH)
    only = karin.give(*ASKED, Choose("remind", "call"))
    says(only, "Sedan frågar vi inget mer. Hur ska vi påminna dig?")
    assert buttons(only) == ["sms", "email", "page", "all", "no"]

    says(karin.give(Text("också efter samtalet")), "Får vi påminna dig?")
    karin.give(Choose("remind", "page"))
    assert karin.ask("SELECT declined FROM conversation") == [("",)]


async def test_who_said_yes_can_have_it_otherwise(house: House) -> None:
    karin = Reaching(house, *BOTH)
    karin.give(*ASKED, Choose("remind", "page"))
    answer = karin.give(Text("ändra påminnelser"))

    says(answer, "Får vi påminna dig?")
    says(karin.give(Choose("remind", "sms")), f"Ska vi skicka sms till {DIALLED}?")
    karin.give(Text("ja"))
    karin.give(Text(await karin.code()))
    # Where the number is known there is nothing to type.
    karin.give(Choose("after", "reminders"))
    says(karin.give(Choose("remind", "sms")), IN_PART, "Vad vill du göra nu?")
    karin.give(Choose("after", "reminders"), Choose("remind", "page"))
    assert [channel for _, channel, state in karin.ask(WHERE) if state == "planned"] == ["web"] * 2


def test_a_button_of_a_house_that_has_lost_its_channel_stays_on_the_page(house: House) -> None:
    karin = Reaching(house)
    answer = karin.give(*ASKED, Choose("remind", "sms"))

    says(answer, "Bra. Då påminner vi dig här.", "Vad vill du göra nu?")


def test_stop_is_no_to_all_and_to_where_it_went(house: House) -> None:
    karin = Reaching(house, *BOTH)
    answer = karin.give(*ASKED, Choose("remind", "sms"), Text("ja"), Text("sluta påminna mig"))

    assert "Då påminner vi dig inte mer." in told(answer)
    assert karin.ask("SELECT kind, dead FROM contact") == [("sms", True)]
