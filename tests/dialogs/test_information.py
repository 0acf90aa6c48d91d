"""Telegram where it only tells: everybody is shown, nothing is kept of what somebody needs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from someone import NOW, TO_THE_CALL
from test_sharing import Person, code_in

from bot.assembly import House, assemble
from bot.conversation import Address
from bot.settings import Settings, WrongSetting, read_settings
from dialogs.events import Choose, Contact, Event, Text

TO_THE_LIST: tuple[Event, ...] = (
    Choose("municipality", "exempelby"), Choose("who", "self"),
    Choose("about1", "skip"), Choose("service", "care"), Choose("area", "centrum"),
)  # fmt: skip
SAID = (
    "mamma behöver hjälp på kvällen och vill ha någon som pratar finska",
    "Karin Berg", "1941", "070-174 06 05", "boka ett samtal", "jag vill ansöka",
    "jag vill prata med en människa", "påminn mig", "jag vill ha Kommunens hemtjänst",
)  # fmt: skip


class OnTelegram(Person):
    """Somebody who writes there."""

    def __init__(self, house: House) -> None:
        self._house, self._at, self.now = house, Address("telegram", "42", "7001"), NOW
        self.give(Choose("language", "sv"), Choose("knew", "no"))

    def offered(self) -> set[str]:
        return {c.value for b in self.seen.bubbles for c in (*b.choices, *b.fixed)}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = Settings(
        database=f"sqlite:///{tmp_path}/kundval.db",
        telegram_mode="information",
        address="https://chat.example.se",
    )
    built = assemble(settings, seed=1)
    yield built
    built.close()


def test_what_one_cannot_do_here_is_said_at_once(house: House) -> None:
    only_read = "Här kan du bara läsa. På webbsidan kan du välja och boka."

    assert only_read in OnTelegram(house).past()
    assert only_read not in Person(house, "page").past()


def test_the_list_comes_without_a_question_of_needs(house: House) -> None:
    me = OnTelegram(house)
    said = me.say(*TO_THE_LIST)

    assert me.seen.step == "list"
    assert "du kan välja" in said
    me.give(Choose("list", "kommunen"))
    assert "onward" in me.offered()
    assert not {"wish=kommunen", "ask"} & me.offered()


def test_a_code_leads_to_the_page_where_all_goes_on(house: House) -> None:
    me, page = OnTelegram(house), Person(house, "page")
    me.give(*TO_THE_LIST, Choose("list", "kommunen"))
    assert "På webbsidan kan du välja och boka." in me.say(Choose("provider", "onward"))
    assert me.seen.step == "move_out", "what the code can do is said before it is made"
    said = me.say(Choose("move_out", "yes"))
    assert "https://chat.example.se" in said

    page.give(code_in(said))
    moved = page.say(Choose("move_here", "yes"))
    assert "Område: Centrum." in moved
    assert page.seen.step == "decision", "what was not asked there is asked here"


def test_nothing_that_is_said_or_pressed_is_kept(house: House) -> None:
    me = OnTelegram(house)
    me.give(*TO_THE_LIST)
    for said in SAID:
        me.give(said)
        me.give("ja")
    me.give(*TO_THE_CALL[8:])
    me.give(Contact("+46701740605"), "tillbaka", "fortsätt", Choose("list", "kommunen"))
    me.give(Choose("provider", "wish=kommunen"), Text("K4M 7PX"))

    with house.store.reading() as held:
        ((state,),) = held.driver.execute("SELECT state FROM conversation").fetchall()
        for table in ('"case"', "participant", "booking", "contact"):
            assert held.driver.execute(f"SELECT * FROM {table}").fetchall() == [], table
        heard = [row[0] for row in held.driver.execute("SELECT heard FROM turn").fetchall()]
    assert not re.search(r"evening|language=|kept|wish=|dementia|\"fi\"", state)
    assert not [one for one in heard if re.search(r"^(needs|name|phone|provider=wish)", one)]


def test_whoever_wants_a_human_is_given_the_number(house: House) -> None:
    me = OnTelegram(house)
    me.give(*TO_THE_LIST)

    assert "08-465 004 00" in me.say("jag vill prata med en människa")
    assert not {"number", "book"} & me.offered()


def test_where_no_call_can_be_booked_none_is_promised_on_the_page(house: House) -> None:
    me = OnTelegram(house)
    me.give(Choose("municipality", "nacka"), Choose("who", "self"))

    assert "Det går inte att boka samtal" in me.say("boka ett samtal")
    assert me.seen.step != "move_out"


@pytest.mark.parametrize("said", ["boka ett samtal", "påminn mig", "avboka", "en tidigare tid"])
def test_what_one_cannot_do_here_leads_to_the_page(house: House, said: str) -> None:
    me = OnTelegram(house)
    me.give(*TO_THE_LIST)

    assert "Här kan du bara läsa. På webbsidan kan du välja och boka." in me.say(said)
    assert me.seen.step == "move_out"
    me.give("tillbaka")
    assert me.seen.step == "list"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("till min mamma som behöver duscha i Söderhagen på kvällen",
         "Jag förstod det så här: Duscha och klä på sig och Söderhagen. Stämmer det?"),
        ("till min mamma som vill ha någon som kan finska", ""),
    ],
)  # fmt: skip
def test_of_what_is_said_in_passing_no_need_is_repeated(
    house: House, said: str, asked: str
) -> None:
    me = OnTelegram(house)
    me.give(Choose("municipality", "exempelby"))
    told = me.say(said)

    assert asked in told
    assert ("Jag förstod det så här" in told) is bool(asked)


def test_danger_is_answered_as_everywhere(house: House) -> None:
    me = OnTelegram(house)

    assert "112" in me.say("mamma andas inte")


def test_the_page_is_as_it_was(house: House) -> None:
    page = Person(house, "page")
    page.give(*TO_THE_CALL[1:])

    assert page.seen.step == "confirm"


def test_it_needs_a_page_to_lead_to() -> None:
    with pytest.raises(WrongSetting, match="KUNDVAL_ADDRESS"):
        read_settings(telegram_mode="information")
