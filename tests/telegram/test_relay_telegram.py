"""An officer answers somebody on Telegram, and the machine is silent meanwhile."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from answering import Officer, stored
from botline import NOW
from loopback import TOKEN, BotApi
from person import Person

from bot.assembly import House
from bot.channels.telegram import TelegramChannel, connect
from bot.store.relays import Relay

BACK, LANGUAGE = "Tillbaka till datorn", "Byt språk"
TOLD = "Anna från kommunen svarar dig nu. Det ni skriver sparar vi i högst 24 timmar."


@pytest.fixture
async def house_that_sends(house: House, api: BotApi) -> AsyncIterator[House]:
    """The house, able to speak on Telegram unasked."""
    bot = connect(TOKEN, api.base)
    house.channels["telegram:42"] = TelegramChannel(bot, house.wording, lambda: NOW)
    yield house
    await bot.session.close()


@pytest.fixture
def anna(house_that_sends: House) -> Officer:
    return Officer(house_that_sends, "Anna Lind", NOW)


async def asked(me: Person) -> None:
    await me.say("/start")
    await me.press("Svenska")
    await me.say("människa")


async def send(house: House, seconds: int = 0) -> None:
    while await house.outbox.work(NOW + timedelta(seconds=seconds)):
        pass


async def test_t22_they_talk_and_the_machine_is_silent(
    house_that_sends: House, me: Person, anna: Officer
) -> None:
    await asked(me)
    relay = anna.open(1, NOW)
    assert isinstance(relay, Relay)
    await send(anna.house)
    assert me.messages[-1]["text"].startswith(TOLD)
    assert me.labels == [BACK, LANGUAGE]

    before = len(me.messages)
    await me.say("Hej, vem är du?")
    assert [m["text"] for m in me.messages[before:]] == []
    anna.say(1, "Jag heter Anna & arbetar <här>.", NOW)
    anna.say(1, "Vad vill du veta?", NOW)
    await send(anna.house)

    new = [message["text"] for message in me.messages[before:]]
    assert new == ["Anna:\nJag heter Anna & arbetar <här>.", "Anna:\nVad vill du veta?"]
    assert anna.read(1)[0] == "Hej, vem är du?"
    assert "arbetar" not in stored(anna.house, "turn", "outbox", "line")


async def test_what_is_written_in_a_second_relay_is_sent_too(me: Person, anna: Officer) -> None:
    await asked(me)
    for said in ("Första gången.", "Andra gången."):
        relay = anna.open(1, NOW)
        assert isinstance(relay, Relay)
        anna.say(1, said, NOW)
        await send(anna.house)
        anna.close(relay, NOW)
        await send(anna.house)
        await me.say("människa")

    told = [message["text"] for message in me.messages]
    assert [text for text in told if "gången." in text] == [
        "Anna:\nFörsta gången.", "Anna:\nAndra gången."
    ]  # fmt: skip


async def test_t22_who_writes_before_the_notice_has_gone_is_told_first(
    me: Person, anna: Officer
) -> None:
    await asked(me)
    anna.open(1, NOW)
    await me.say("jag heter Karin")

    assert me.heard.startswith(TOLD)
    assert anna.read(1) == []
    before = len(me.messages)
    await me.say("jag heter Karin")
    await send(anna.house)
    assert len(me.messages) == before  # neither an answer, nor the notice once more
    assert anna.read(1) == ["jag heter Karin"]


async def test_t22_back_to_the_machine_by_its_button(me: Person, anna: Officer) -> None:
    await asked(me)
    anna.open(1, NOW)
    await send(anna.house)
    await me.press(BACK)

    assert me.heard.startswith("Nu svarar datorn igen.")
    await me.press("Ja")
    assert "Vem ska få hjälpen?" in me.heard


async def test_when_the_officer_has_done_the_person_is_told(me: Person, anna: Officer) -> None:
    await asked(me)
    relay = anna.open(1, NOW)
    assert isinstance(relay, Relay)
    await send(anna.house)
    anna.close(relay, NOW)
    await send(anna.house)

    assert me.messages[-1]["text"].startswith("Anna svarar inte längre här.")
    assert me.labels == ["Fortsätt"]
    await me.press("Fortsätt")
    assert "Visste du att du får välja?" in me.heard


async def test_a_line_waits_for_the_one_before_it(api: BotApi, me: Person, anna: Officer) -> None:
    await asked(me)
    anna.open(1, NOW)
    await send(anna.house)
    before = len(me.messages)
    api.fail("sendMessage", (429, TOO_FAST))
    anna.say(1, "Ett", NOW)
    anna.say(1, "Två", NOW)
    await send(anna.house)
    assert [m["text"] for m in me.messages[before:]] == []

    await send(anna.house, seconds=45)
    assert [message["text"] for message in me.messages[before:]] == ["Anna:\nEtt", "Anna:\nTvå"]


TOO_FAST = (
    '{"ok": false, "error_code": 429, "description": "Too Many Requests", '
    '"parameters": {"retry_after": 37}}'
)


async def test_a_blocked_bot_gives_the_officer_a_task(
    api: BotApi, me: Person, anna: Officer
) -> None:
    await asked(me)
    anna.open(1, NOW)
    api.blocked.add(me.chat)
    await send(anna.house)

    assert "write_instead" in stored(anna.house, "task")
