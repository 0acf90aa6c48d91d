"""An officer answers in the chat: what is kept of it, for how long, and by whom."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from secrets import token_hex

import pytest
from answering import Officer, stored

from bot.assembly import House, assemble
from bot.conversation import Address, Answer
from bot.settings import Settings
from bot.store import relays
from bot.store.relays import AlreadyOpen, Relay
from dialogs.events import Choose, Contact, Event, Start, Text, Unreadable

NOW = datetime.fromisoformat("2026-11-23T10:00+01:00")
ME = Address("web", "", "me")
DAY = timedelta(hours=24)
SECRET = "kaninen sov under trädet"


class Chat:
    """One resident in a real house, at a door that shows who answers."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.now = NOW

    def give(self, *events: Event, key: str = "", seen: bool = True) -> Answer:
        for event in events:
            name = key or token_hex(8)
            answer = self.house.conversations.hear(ME, name, event, self.now, seen)
        return answer

    def told(self, *events: Event, seen: bool = True) -> str:
        return "\n".join(bubble.text for bubble in self.give(*events, seen=seen).bubbles)


@pytest.fixture
def house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    settings = Settings(
        database=database, secret="test", keys=",".join(keys), municipality="exempelby"
    )
    made = assemble(settings, seed=1)
    yield made
    made.close()


@pytest.fixture
def chat(house: House) -> Chat:
    """Somebody who has asked for a human."""
    made = Chat(house)
    made.give(Choose("language", "sv"), Text("människa"))
    return made


@pytest.fixture
def anna(house: House) -> Officer:
    return Officer(house, "Anna Lind", NOW)


@pytest.fixture
def relay(chat: Chat, anna: Officer) -> Relay:
    opened = anna.open(1, NOW)
    assert isinstance(opened, Relay)
    return opened


def test_who_waits_is_seen_with_language_and_promise(chat: Chat, anna: Officer) -> None:
    (waits,) = anna.waiting()

    assert (waits.language, waits.case, waits.by, waits.since) == ("sv", None, "", NOW)
    assert waits.promised == NOW.replace(hour=15, minute=30)


def test_t22_in_a_relay_the_machine_is_silent(chat: Chat, relay: Relay, anna: Officer) -> None:
    assert chat.give(Text("Hej Anna!"), Text("ja"), Text("människa")).bubbles == ()
    assert chat.give(Contact("+46701740605")).bubbles == ()

    assert anna.read(1) == ["Hej Anna!", "ja", "människa", "+46701740605"]
    assert [waits.by for waits in anna.waiting()] == ["Anna Lind"]


def test_t22_nothing_is_handed_over_before_the_person_has_been_told(
    chat: Chat, relay: Relay, anna: Officer
) -> None:
    told = chat.told(Text(SECRET), seen=False)

    assert told.startswith(
        "Anna från kommunen svarar dig nu. Det ni skriver sparar vi i högst 24 timmar."
    )
    assert anna.read(1) == []


def test_t22_danger_is_answered_at_once_and_handed_over(
    chat: Chat, relay: Relay, anna: Officer
) -> None:
    told = chat.told(Text("jag har ramlat och kan inte andas"))

    assert "112" in told
    assert told.endswith("Vad vill du skriva till Anna?")
    assert anna.read(1) == ["jag har ramlat och kan inte andas"]
    assert chat.give(Text("hej")).bubbles == ()


@pytest.mark.parametrize("back", [Choose("relay", "close"), Text("tillbaka till datorn!")])
def test_t22_return_is_explicit(chat: Chat, relay: Relay, anna: Officer, back: Event) -> None:
    assert chat.give(Text("tillbaka")).bubbles == ()

    answer = chat.give(back)

    assert answer.bubbles[0].text == "Nu svarar datorn igen. Det ni skrev är borta."
    assert answer.step == "knew"
    assert "Vi börjar om" in chat.told(Text("börja om"))
    assert (anna.read(1), stored(chat.house, "line")) == ([], "[]")


def test_t22_the_officer_may_have_done_too(chat: Chat, relay: Relay, anna: Officer) -> None:
    anna.say(1, "Hej då!", NOW)

    assert anna.close(relay, NOW)
    assert not anna.close(relay, NOW)

    last = chat.house.conversations.past(ME)[-1]
    assert last.bubbles[0].text == "Anna svarar inte längre här. Nu svarar datorn igen."
    assert not last.relayed
    assert stored(chat.house, "line") == "[]"
    assert chat.give(Choose("human", "next")).step == "knew"


def test_two_officers_cannot_both_answer(chat: Chat, relay: Relay, anna: Officer) -> None:
    bo = Officer(chat.house, "Bo Ek", NOW)

    assert bo.open(1, NOW + timedelta(minutes=1)) == AlreadyOpen("Anna Lind", NOW)
    assert anna.open(1, NOW + timedelta(minutes=1)) == relay
    assert len(chat.house.conversations.past(ME)) == 3
    anna.close(relay, NOW)
    assert isinstance(bo.open(1, NOW), Relay)


def test_of_two_officers_at_once_one_answers(chat: Chat, anna: Officer) -> None:
    bo = Officer(chat.house, "Bo Ek", NOW)
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda officer: officer.open(1, NOW), [anna, bo]))

    assert sorted(type(one).__name__ for one in found) == ["AlreadyOpen", "Relay"]
    (other,) = (one.name for one in found if isinstance(one, AlreadyOpen))
    assert [waits.by for waits in anna.waiting()] == [other]


def test_the_database_holds_no_clear_text_of_a_line(
    chat: Chat, relay: Relay, anna: Officer
) -> None:
    chat.give(Text(SECRET))
    anna.say(1, SECRET.upper(), NOW)

    whole = stored(chat.house, "line", "turn", "conversation", "outbox", "relay", "task")
    assert "kanin" not in whole.lower()
    assert anna.read(1) == [SECRET, SECRET.upper()]


def test_personnummer_are_masked_on_both_sides(chat: Chat, relay: Relay, anna: Officer) -> None:
    told = chat.told(Text("jag heter 410512-1234"))
    anna.say(1, "Är det 410512-1234?", NOW)

    assert told.startswith("Skriv inte personnummer här.")
    assert anna.read(1) == ["jag heter [personnummer]", "Är det [personnummer]?"]


def test_what_does_not_come_through_whole_is_told(chat: Chat, relay: Relay, anna: Officer) -> None:
    assert chat.told(Text("a" * 3000)).startswith("Det var långt. Bara början kom fram.")
    assert anna.read(1) == ["a" * 2000]


def test_lines_are_gone_after_a_day_of_silence(chat: Chat, relay: Relay, anna: Officer) -> None:
    chat.now += timedelta(hours=1)
    chat.give(Text(SECRET))

    assert chat.house.relaying.expire(chat.now + DAY - timedelta(seconds=1)) == 0
    assert anna.read(1) == [SECRET]
    assert chat.house.relaying.expire(chat.now + DAY) == 1
    assert (anna.read(1), stored(chat.house, "line")) == ([], "[]")
    assert chat.house.conversations.past(ME)[-1].step == "human"
    assert chat.house.relaying.expire(chat.now + DAY) == 0


def test_no_line_is_kept_for_more_than_a_day_however_long_they_talk(
    chat: Chat, relay: Relay, anna: Officer
) -> None:
    chat.give(Text(SECRET))
    chat.now += timedelta(hours=20)
    chat.give(Text("är du där?"))

    assert chat.house.relaying.expire(NOW + DAY) == 0
    assert anna.read(1) == ["är du där?"]
    assert chat.house.conversations.past(ME)[-1].relayed


def test_a_line_sent_twice_is_handed_over_once(chat: Chat, relay: Relay, anna: Officer) -> None:
    chat.give(Text("hej"), key="same")
    again = chat.give(Text("hej"), key="same")

    assert (again.duplicate, again.bubbles) == (True, ())
    assert anna.read(1) == ["hej"]


def test_an_officer_writes_only_where_the_relay_is_open(
    chat: Chat, relay: Relay, anna: Officer
) -> None:
    chat.give(Choose("relay", "close"))

    with chat.house.store.writing() as held:
        assert relays.say(held, chat.house.store.seal, relay, "hej", NOW) is None
    assert stored(chat.house, "line") == "[]"


@pytest.mark.parametrize("text", ["", " \n", "x" * 2001])
def test_a_line_has_text_and_an_end(chat: Chat, relay: Relay, anna: Officer, text: str) -> None:
    with pytest.raises(ValueError, match="from 1 to 2000"):
        anna.say(1, text, NOW)


def test_old_buttons_say_that_a_human_answers(chat: Chat, relay: Relay) -> None:
    for question in ("knew", "human", "delete", "time", "nonsense"):
        told = chat.told(Choose(question, "yes"))
        assert "En människa svarar dig nu." in told
        assert told.endswith("Vad vill du skriva till Anna?")


def test_the_language_changes_and_the_officer_stays(
    chat: Chat, relay: Relay, anna: Officer
) -> None:
    assert chat.give(Choose("relay", "language")).step == "language"
    answer = chat.give(Choose("language", "fi"))

    assert (answer.language, answer.step) == ("fi", "relay")
    assert chat.give(Text("hei")).bubbles == ()
    assert anna.read(1) == ["hei"]


def test_what_cannot_be_read_and_a_new_start_are_answered(chat: Chat, relay: Relay) -> None:
    assert "Vi kan bara läsa text här." in chat.told(Unreadable("voice"))
    assert "Anna från kommunen svarar dig nu." in chat.told(Start())


def test_the_page_shows_both_sides_in_their_order(chat: Chat, relay: Relay, anna: Officer) -> None:
    for minute, (officer, text) in enumerate(
        [(1, "Hej!"), (0, "Hej Anna"), (1, "Vad gäller det?")]
    ):
        chat.now = NOW + timedelta(minutes=minute + 1)
        anna.say(1, text, chat.now) if officer else chat.give(Text(text))

    past = chat.house.conversations.past(ME)[-3:]
    assert [one.mine or one.bubbles[0].text for one in past] == [
        "Hej!", "Hej Anna", "Vad gäller det?",
    ]  # fmt: skip
    shown = past[0].bubbles[0]
    assert (shown.kind, shown.by, shown.lang, shown.dir) == ("line", "Anna", "sv", "auto")
    assert [one.relayed for one in past] == [False, False, True]


def test_to_be_forgotten_takes_the_lines_too(chat: Chat, relay: Relay, anna: Officer) -> None:
    chat.give(Text(SECRET), Choose("relay", "close"), Text("radera"), Choose("delete", "yes"))

    assert stored(chat.house, "line", "relay", "outbox") == "[]"
