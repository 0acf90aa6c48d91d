"""Blocked and back, invited into a group, and a hand that never rests."""

from datetime import timedelta
from typing import Any

from botline import NOW, Line
from loopback import BotApi
from person import Person
from sqlalchemy import select

from bot.assembly import House
from bot.doors.haste import MOST, Haste
from bot.doors.telegram import TOO_FAST
from bot.store.statement import Statement
from bot.store.tables import ADDRESS

DEAD = Statement(select(ADDRESS.c.dead))


def dead(house: House) -> list[bool]:
    with house.store.reading() as held:
        return [bool(row[0]) for row in held.all(DEAD)]


def became(me: Person, was: str, now: str, kind: str = "private") -> dict[str, Any]:
    """What Telegram tells when somebody blocks, unblocks or invites the bot."""
    bot = {"id": 42, "is_bot": True, "first_name": "Kundvalsguiden"}
    chat = {"id": me.chat if kind == "private" else -100, "type": kind}
    if kind != "private":
        chat["title"] = "Familjen"
    until = {"until_date": 0}
    changed = {
        "chat": chat,
        "from": me.user,
        "date": 1_795_000_000,
        "old_chat_member": {"user": bot, "status": was} | (until if was == "kicked" else {}),
        "new_chat_member": {"user": bot, "status": now} | (until if now == "kicked" else {}),
    }
    return {"update_id": me.message()["update_id"] + 1, "my_chat_member": changed}


async def test_who_blocks_us_is_reached_another_way_until_they_are_back(
    me: Person, house: House
) -> None:
    await me.say("/start")
    assert dead(house) == [False]

    await me.give(became(me, "member", "kicked"))
    assert dead(house) == [True]
    await me.give(became(me, "kicked", "member"))

    assert dead(house) == [False]


async def test_who_never_wrote_leaves_nothing_by_blocking(
    api: BotApi, line: Line, house: House
) -> None:
    stranger = Person(api, chat=7009)

    await stranger.give(became(stranger, "member", "kicked"))
    await stranger.give(became(stranger, "kicked", "member"))

    assert dead(house) == []


async def test_in_a_group_it_says_why_and_leaves(api: BotApi, line: Line, house: House) -> None:
    me = Person(api, language="fi-FI")

    await me.give(became(me, "left", "member", "supergroup"))
    await me.give(became(me, "member", "left", "supergroup"))

    (said,) = api.sent("sendMessage")
    assert said["text"].startswith("Puhun yhden ihmisen kanssa kerrallaan.")
    assert [call.method for call in api.calls][-1] == "leaveChat"
    assert dead(house) == []


async def test_what_is_written_in_a_group_is_not_answered(api: BotApi, line: Line) -> None:
    me = Person(api)
    update = me.message(text="hjälp mamma har ramlat")
    update["message"]["chat"] = {"id": -100, "type": "group", "title": "Familjen"}

    await me.give(update)

    assert api.calls == []


async def test_the_menu_works_in_every_language(api: BotApi, line: Line) -> None:
    for chat, name in ((7011, "Svenska"), (7012, "Soomaali")):
        me = Person(api, chat=chat)
        await me.say("/start")
        await me.press(name)
        await me.say("/human")
        human = me.messages[-1]["text"]
        await me.say("/back")
        await me.say("/language")
        assert "Svenska" in me.labels
        assert human != me.messages[-1]["text"]


def test_twenty_a_minute_then_one_kind_word_and_then_quiet() -> None:
    haste = Haste()
    at = [NOW + timedelta(seconds=n) for n in range(MOST)]

    assert [haste.told(1, now) for now in at] == [None] * MOST
    assert haste.told(1, at[-1]) is True
    assert [haste.told(1, at[-1] + timedelta(seconds=n)) for n in range(5)] == [False] * 5
    assert haste.told(2, at[-1]) is None, "another chat is not slowed"
    assert haste.told(1, NOW + timedelta(seconds=60)) is None
    assert haste.told(1, NOW + timedelta(seconds=60)) is True


async def test_a_hand_that_never_rests_hears_it_in_its_own_language(
    api: BotApi, line: Line, house: House
) -> None:
    line.still = True
    me = Person(api, language="sv")
    me.pace = 0
    await me.say("/start")
    await me.press("Suomi")
    for _ in range(MOST + 5):
        await me.say("kyllä")

    said = [m["text"] for m in me.messages]
    slow = house.wording.text(TOO_FAST, "fi")
    assert [text for text in said if slow in text] == [said[-1]]
    assert "112" in said[-1]
    assert len(said) == MOST + 1


async def test_what_was_written_while_the_bot_was_away_is_all_answered(
    api: BotApi, line: Line, house: House
) -> None:
    """A backlog comes at once and was not written at once."""
    line.still = True
    me = Person(api)
    await me.say("/start")
    await me.press("Svenska")
    before = len(me.messages)

    await me.give(*(me.message(text="vad kostar det") for _ in range(MOST + 10)))

    assert len(me.messages) == before + MOST + 10
    assert not any(house.wording.text(TOO_FAST, "sv") in m["text"] for m in me.messages)
