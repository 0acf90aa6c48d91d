"""While an officer answers in the chat: what the machine still says, and what it hands over."""

import pytest
from answering import Officer
from booking import buttons, heard, told
from someone import NOW, TO_THE_END, Talk

from bot.assembly import House
from care.followup import Kind
from dialogs.events import Choose, Contact, Event, Start, Text, Unreadable

ANSWERS = "Anna från kommunen svarar dig nu."
WRITE = "Vad vill du skriva till Anna?"
HUMAN = "En människa svarar dig nu. De andra knapparna väntar."
MASKED = "Skriv inte personnummer här. Jag har tagit bort det."
LONG = "Det var långt. Bara början kom fram. Skriv resten en gång till."
OVER = "Nu svarar datorn igen. Det ni skrev är borta."


@pytest.fixture
def anna(house: House, talk: Talk) -> Officer:
    """She answers somebody who has asked for a human, and who has been told so."""
    talk.give(Choose("language", "sv"), Choose("knew", "no"), Choose("municipality", "exempelby"))
    talk.give(Text("människa"))
    officer = Officer(house, "Anna Lind", NOW)
    officer.open(1, NOW)
    assert ANSWERS in told(talk.give(Start()))
    return officer


@pytest.mark.parametrize(
    ("event", "said", "handed_over"),
    [
        (Text("Hej Anna"), "", "Hej Anna"),
        (Text("ja"), "", "ja"),
        (Text("2"), "", "2"),
        (Contact("+46701740605"), "", "+46701740605"),
        (Text("jag heter 410512-1234"), f"{MASKED}\n{WRITE}", "jag heter [personnummer]"),
        (Text("a" * 1999), "", "a" * 1999),
        (Text("a" * 2000), f"{LONG}\n{WRITE}", "a" * 2000),
        (Text("410512-1234 " + "a" * 2000), f"{MASKED}\n{LONG}\n{WRITE}",
         ("[personnummer] " + "a" * 2000)[:2000]),
        (Text("  "), f"Meddelandet var tomt.\n{WRITE}", None),
        (Unreadable("voice"), f"Vi kan bara läsa text här.\n{WRITE}", None),
        (Choose("knew", "yes"), f"{HUMAN}\n{WRITE}", None),
        (Choose("human", "number"), f"{HUMAN}\n{WRITE}", None),
        (Choose("language", "xx"), f"{HUMAN}\n{WRITE}", None),
        (Choose("needs", ("evening", "done")), f"{HUMAN}\n{WRITE}", None),
        (Choose("relay", ("close",)), f"{HUMAN}\n{WRITE}", None),
        (Choose("notice", ("open", "later")), WRITE, None),
        (Choose("relay", "close"), OVER, None),
        (Text("tillbaka till datorn!"), OVER, None),
        (Text("tillbaka"), "", "tillbaka"),
    ],
)  # fmt: skip
def test_what_is_said_and_what_is_handed_over(
    talk: Talk, anna: Officer, event: Event, said: str, handed_over: str | None
) -> None:
    answer = told(talk.give(event))

    assert answer.startswith(OVER) if said == OVER else answer == said
    assert anna.read(1) == ([handed_over] if handed_over else [])


@pytest.mark.parametrize(
    ("event", "counted"),
    [
        (Start(), "relay:told"),
        (Text("hej"), "relayed"),
        (Text("  "), "empty"),
        (Text("a" * 2000), "relayed:in_part"),
        (Text("jag kan inte andas"), "tier:danger"),
        (Unreadable("voice"), "unreadable:voice"),
        (Text("byt språk"), "command:language"),
        (Choose("language", "fi"), "language=fi"),
        (Choose("notice", f"open={Kind.CALL_SOON}"), "notice=open"),
        (Choose("knew", "yes"), "old:relay"),
        (Choose("relay", "close"), "relay=close"),
    ],
)
def test_as_what_it_is_counted_tells_nothing_that_was_written(
    house: House, talk: Talk, anna: Officer, event: Event, counted: str
) -> None:
    talk.give(event)

    assert heard(house) == counted


@pytest.mark.parametrize("back", [Choose("relay", "close"), Text("Tillbaka till datorn")])
def test_once_the_machine_answers_again_it_is_no_longer_silent(
    talk: Talk, anna: Officer, back: Event
) -> None:
    assert talk.give(back).step != "human"
    assert "Vi börjar om" in told(talk.give(Text("börja om")))
    assert anna.read(1) == []


@pytest.mark.parametrize("asked", [Choose("relay", "language"), Text("byt språk")])
def test_the_language_is_changed_and_the_officer_stays(
    talk: Talk, anna: Officer, asked: Event
) -> None:
    assert talk.give(asked).step == "language"
    changed = talk.give(Choose("language", "fi"))
    assert (changed.language, changed.step) == ("fi", "relay")
    assert anna.read(1) == []

    back = talk.give(Choose("relay", "language"), Choose("language", "sv"))
    assert "Nu skriver jag på svenska." in told(back)
    assert told(back).endswith(WRITE)
    assert talk.give(Text("hej")).bubbles == ()
    assert anna.read(1) == ["hej"]


def test_danger_is_answered_at_once_and_handed_over(talk: Talk, anna: Officer) -> None:
    alarmed = told(talk.give(Text("jag har ramlat 410512-1234 och kan inte andas")))

    assert alarmed.startswith(MASKED)
    assert "112" in alarmed
    assert alarmed.endswith(WRITE)
    assert anna.read(1) == ["jag har ramlat [personnummer] och kan inte andas"]


def test_a_notice_may_be_read_meanwhile(talk: Talk, anna: Officer) -> None:
    read = talk.give(Choose("notice", f"open={Kind.CHOICE_CONFIRMED}"))

    assert "Det finns inget nytt att läsa nu." in told(read)
    assert told(read).endswith(WRITE)
    assert buttons(read) == [], "what it asks waits until the machine answers again"


@pytest.mark.parametrize("value", [f"open={Kind.CALL_SOON}", "open", "later", "human", "cancel"])
def test_of_a_call_it_is_told_when_it_is_and_no_more(house: House, talk: Talk, value: str) -> None:
    talk.give(*TO_THE_END, Text("människa"))
    Officer(house, "Anna Lind", NOW).open(1, NOW)
    talk.give(Start())
    read = talk.give(Choose("notice", value))

    assert told(read) == f"Kommunen ringer dig onsdag 25 november klockan 10.00.\n{WRITE}"
    assert buttons(read) == []


def test_before_anybody_was_told_nothing_is_handed_over(house: House, talk: Talk) -> None:
    talk.give(Choose("language", "sv"), Choose("knew", "no"), Choose("municipality", "exempelby"))
    talk.give(Text("människa"))
    officer = Officer(house, "Anna Lind", NOW)
    officer.open(1, NOW)

    first = told(talk.give(Text("jag kan inte andas")))
    assert "112" in first
    assert ANSWERS in first
    assert officer.read(1) == []
    assert talk.give(Text("hej")).bubbles == ()
    assert officer.read(1) == ["hej"]
