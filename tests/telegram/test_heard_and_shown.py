"""Under every message: to hear it, and to see the Swedish. Real bot, real espeak-ng."""

import asyncio
import io

import pytest
import soundfile
from botline import Line
from loopback import BotApi
from person import Person

from bot.assembly import House
from bot.doors.beside import Beside
from bot.rendering.telegrams import Method
from dialogs.wording import SOURCE


async def start(api: BotApi, language: str, name: str, chat: int = 7001) -> Person:
    me = Person(api, chat=chat, language=language)
    await me.say("/start")
    await me.press(name)
    return me


def voices(api: BotApi) -> list[tuple[str, bytes]]:
    return [call.files["voice"] for call in api.calls if call.method == "sendVoice"]


async def sounds(api: BotApi, n: int) -> list[tuple[str, bytes]]:
    """So many voice notes: they come when they are made, and nothing waits for them."""
    async with asyncio.timeout(20):
        while len(voices(api)) < n:
            await asyncio.sleep(0.02)
    return voices(api)


def alerts(api: BotApi) -> list[str]:
    told = [call.fields for call in api.calls if call.method == "answerCallbackQuery"]
    return [fields["text"] for fields in told if fields.get("show_alert")]


async def test_listen_reads_the_message_as_a_voice_note(api: BotApi, line: Line) -> None:
    me = await start(api, "sv", "Svenska")
    asked = me.messages[-1]

    await me.press("🔊 Lyssna")

    ((name, sound),) = await sounds(api, 1)
    samples, rate = soundfile.read(io.BytesIO(sound))
    info = soundfile.info(io.BytesIO(sound))
    (call,) = (call for call in api.calls if call.method == "sendVoice")
    assert (name, info.format, info.subtype, rate) == ("lyssna.ogg", "OGG", "OPUS", 24_000)
    assert 8 < len(samples) / rate < 60
    assert abs(samples).max() > 0.1, "and it is no silence"
    assert call.fields["reply_parameters"]["message_id"] == asked["message_id"]


async def test_to_listen_is_no_turn_and_the_answers_still_hold(api: BotApi, line: Line) -> None:
    me = await start(api, "sv", "Svenska")
    await me.press("🔊 Lyssna")

    await me.press("Nej")

    assert "Jag skrev" not in me.messages[-1]["text"]
    assert not alerts(api)


async def test_what_is_being_read_when_the_bot_stops_is_let_go(api: BotApi, line: Line) -> None:
    me = await start(api, "sv", "Svenska")
    before = asyncio.all_tasks()
    await me.press("🔊 Lyssna")
    reading = asyncio.all_tasks() - before

    await line.stop()

    assert not {task for task in reading if not task.done()}, "it would open a connection anew"


async def test_an_old_message_is_read_as_it_was(api: BotApi, line: Line) -> None:
    me = await start(api, "sv", "Svenska")
    first = me.messages[-1]
    button = next(
        b for row in first["reply_markup"]["inline_keyboard"] for b in row if "Lyssna" in b["text"]
    )
    await me.give(me.tap(button["callback_data"], first))
    await sounds(api, 1)
    await me.press("Nej")
    await me.press("🔊 Lyssna")
    await sounds(api, 2)
    await me.give(me.tap(button["callback_data"], first))

    made = [sound for _, sound in await sounds(api, 3)]
    assert made[0] == made[2] != made[1]


async def test_ten_taps_are_one_voice_note_and_nobody_waits(api: BotApi, line: Line) -> None:
    me = await start(api, "sv", "Svenska")
    asked = me.messages[-1]
    data = asked["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]

    await me.give(*(me.tap(data, asked) for _ in range(10)))
    await me.press("Nej")
    answered = "Vem ska få hjälpen?" in me.heard
    await sounds(api, 1)
    await asyncio.sleep(0.3)

    assert answered
    assert len(voices(api)) == 1


async def test_a_language_without_a_voice_says_so(api: BotApi, line: Line) -> None:
    me = await start(api, "so", "Soomaali")

    await me.press("🔊 Dhegayso")

    assert voices(api) == []
    assert alerts(api) == ["Weli ma lihi cod luqaddan ku hadla."]


async def test_one_tap_to_the_swedish_and_one_back(api: BotApi, line: Line) -> None:
    me = await start(api, "fi", "Suomi")
    finnish = me.messages[-1]["text"]

    await me.press("Ruotsiksi")
    swedish = me.messages[-1]
    await me.press("🔊 Lyssna")
    await sounds(api, 1)
    await me.press("Suomi")

    assert "Visste du att du får välja?" in swedish["text"]
    assert me.messages[-1]["text"] == finnish
    await me.press("En")
    assert "Ruotsiksi" in me.labels


@pytest.mark.parametrize(
    "data", ["listen|99.sv.sv", "show|1.xx.sv", "listen|x", "show|", "listen|0.sv.sv"]
)
async def test_what_is_not_there_any_more_is_told(api: BotApi, line: Line, data: str) -> None:
    me = await start(api, "sv", "Svenska")
    before = len(me.messages)

    await me.give(me.tap(data, me.messages[-1]))

    assert len(me.messages) == before
    assert alerts(api) == ["Det meddelandet är borta."]


async def test_nobody_is_shown_what_another_was_told(api: BotApi, line: Line) -> None:
    me = await start(api, "fi", "Suomi")
    other = await start(api, "ar", "العربية", chat=7002)
    await other.press("لا")
    mine = me.messages[-1]["reply_markup"]["inline_keyboard"][-1][-1]["callback_data"]

    await other.give(other.tap(mine, other.messages[-1]))

    assert mine == "show|2.sv.fi"
    assert other.messages[-1]["text"].startswith("Hej!")
    assert "Visste du att du får välja?" in other.messages[-1]["text"], "their own second turn"


async def test_a_leaflet_leads_to_its_language_and_asks_if_it_is_right(
    api: BotApi, line: Line
) -> None:
    me = Person(api, language="de")

    await me.say("/start ar_exempelby_centrum_care")
    asked = me.messages[-1]["text"]
    await me.press("نعم، هذا صحيح")

    assert "Exempelby" in asked
    assert "Centrum" in asked
    assert "؟" in me.messages[-1]["text"]


def test_without_a_program_there_is_no_button(house: House) -> None:
    async def send(_method: Method) -> None:
        raise AssertionError("nothing is sent")

    beside = Beside(house.conversations.recall_turn, house.wording, send, aloud=False)
    asked = {"method": "sendMessage", "reply_markup": {"inline_keyboard": [[{"text": "Ja"}]]}}

    assert beside.under((asked,), 3, SOURCE, SOURCE) == (asked,)
    (fi,) = beside.under((asked,), 3, "fi", "fi")
    assert fi["reply_markup"]["inline_keyboard"][1:] == [
        [{"text": "Ruotsiksi", "callback_data": "show|3.sv.fi"}]
    ]
