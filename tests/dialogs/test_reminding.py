"""Får vi påminna dig? What is promised is what the door, and the house, can do."""

from datetime import datetime

import pytest
from booking import buttons, labels, told
from reached import ASKED, DIALLED, IN_PART, Reaching, says
from someone import NOW

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


EVE, MORNING_OF = (
    datetime.fromisoformat(f"2026-11-{day}T09:30+01:00") for day in ("24", "25")
)  # the call is at 10.00 on the 25th


@pytest.mark.parametrize(
    ("channels", "now", "asks", "of_the_call"),
    [
        ((), NOW, "Vi kan skriva här dagen före samtalet. Vi kan också skriva 2 timmar före. "
                  "Sedan kan vi fråga hur det går. Får vi påminna dig?", True),
        (BOTH, NOW, "Vi kan skriva till dig dagen före samtalet. Vi kan också skriva 2 timmar "
                    "före. Sedan kan vi fråga hur det går. Får vi påminna dig?", True),
        ((), EVE, "Vi kan skriva här 2 timmar före samtalet. "
                  "Sedan kan vi fråga hur det går. Får vi påminna dig?", True),
        (BOTH, EVE, "Vi kan skriva till dig 2 timmar före samtalet. "
                    "Sedan kan vi fråga hur det går. Får vi påminna dig?", True),
        (BOTH, MORNING_OF, "Vi kan fråga hur det går. Vi kan säga till när du kan byta. "
                           "Får vi det?", False),
    ],
)  # fmt: skip
def test_what_is_past_is_not_promised(
    house: House, channels: tuple[str, ...], now: datetime, asks: str, of_the_call: bool
) -> None:
    karin = Reaching(house, *channels)
    karin.give(*ASKED, Choose("remind", "page"))
    asked = karin.give(Text("ändra påminnelser"), now=now)

    assert asked.bubbles[-1].text == asks
    assert ("call" in buttons(asked)) == of_the_call


def test_where_there_is_one_way_a_yes_is_enough(house: House) -> None:
    answer = Reaching(house).give(*ASKED, Text("ja gärna"))

    says(answer, "Bra. Då påminner vi dig här.", "Vad vill du göra nu?")


@pytest.mark.parametrize(
    ("way", "kept"),
    [
        ((Choose("remind", "sms"), Text("ja")), "Vi har kvar numret i högst 13 månader."),
        (
            (Choose("remind", "call"), Choose("remind", "sms"), Text("ja")),
            "Vi tar bort numret efter samtalet.",
        ),
        (
            (Choose("remind", "email"), Text("anna@example.se")),
            "Vi har kvar adressen i högst 13 månader.",
        ),
        (
            (Choose("remind", "call"), Choose("remind", "email"), Text("anna@example.se")),
            "Vi tar bort adressen efter samtalet.",
        ),
    ],
)
async def test_for_how_long_it_is_kept_is_told(
    house: House, way: tuple[Choose | Text, ...], kept: str
) -> None:
    karin = Reaching(house, *BOTH)
    karin.give(*ASKED, *way)
    answer = told(karin.give(Text(await karin.code())))

    every = ("Vi har kvar numret", "Vi tar bort numret", "Vi har kvar adr", "Vi tar bort adr")
    assert kept in answer
    assert [said for said in every if said in answer] == [kept[: len(said)] for said in every
                                                          if kept.startswith(said)]  # fmt: skip


async def test_who_changes_from_sms_to_email_is_sent_to_one_of_them(house: House) -> None:
    karin = Reaching(house, *BOTH)
    karin.give(*ASKED, Choose("remind", "sms"), Text("ja"))
    karin.give(Text(await karin.code()), Text("ändra påminnelser"))
    karin.give(Choose("remind", "email"), Text("anna@example.se"))
    answer = karin.give(Text(await karin.code()))

    assert "Bra. Då skickar vi e-post till a…@example.se." in told(answer)
    kept = karin.talk.kept()
    assert "E-post går till a…@example.se." in kept
    assert "Sms går till" not in kept
    assert {way for _, way, state in karin.ask(WHERE) if state == "planned"} == {"email"}


async def test_who_is_reminded_already_and_asks_for_it_is_not_asked_where(house: House) -> None:
    karin = Reaching(house, *BOTH)
    karin.give(*ASKED, Choose("remind", "sms"), Text("ja"))
    karin.give(Text(await karin.code()))

    says(karin.give(Text("påminn mig")), "Bra. Då påminner vi dig.", "Vad vill du göra nu?")


def test_a_no_forgets_that_only_the_call_was_meant(house: House) -> None:
    karin = Reaching(house, *BOTH)
    karin.give(*ASKED, Choose("remind", "call"), Choose("remind", "no"))

    says(karin.give(Text("ändra påminnelser")), "Får vi påminna dig?")


@pytest.mark.parametrize(
    ("door", "way", "offered"),
    [
        ("web", (*ASKED, Choose("remind", "no")), True),
        ("web", (*ASKED[:14], Choose("call", "no")), False),
        ("desk", ASKED, False),
    ],
)
def test_reminders_can_be_changed_where_there_is_something_to_remind_of(
    house: House, door: str, way: tuple[Choose | Text, ...], offered: bool
) -> None:
    answer = Reaching(house, *BOTH, door=door).give(*way)

    assert answer.step == "after"
    assert ("reminders" in {choice.value for choice in answer.bubbles[-1].fixed}) == offered
