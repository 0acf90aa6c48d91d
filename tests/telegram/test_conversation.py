"""A whole conversation on Telegram, and what only Telegram has."""

import pytest
from botline import Line
from loopback import BotApi, refusal
from person import KINDS, Person

from bot.rendering.telegrams import TICK

BOOKED = "från kommunen ringer måndag 23 november klockan 13.00"


async def begin(me: Person) -> None:
    await me.say("/start")
    await me.press("Svenska")


async def to_wishes(me: Person) -> None:
    await begin(me)
    await me.press("Ja")
    await me.press("Jag själv")
    await me.press("Ja")
    await me.press("Hoppa över")
    await me.press("Duscha och klä på sig")
    await me.say("Centrum")


async def to_phone(me: Person) -> None:
    await to_wishes(me)
    await me.press("Inget särskilt")
    await me.press(me.labels[0])
    await me.press("Jag vill ha den här")
    await me.press("Ja, boka ett samtal")
    await me.say("Karin Berg")
    await me.say("1941")
    await me.press("Jag svarar")


async def test_from_the_language_to_a_booked_call(api: BotApi, me: Person) -> None:
    await begin(me)
    assert "Visste du att du får välja?" in me.heard
    await me.press("Nej")
    await me.say("min mamma")
    assert "Har kommunen sagt ja till hjälp?" in me.heard
    await me.press("Ja")
    await me.press("Nästa")
    await me.press("Nästa")
    await me.press("Ja, visa")
    await me.press("Duscha och klä på sig")
    await me.say("Centrum")
    await me.press("Hjälp på kvällen")
    await me.press("Klar")
    assert "Ordningen är slumpad, som när man drar lott." in me.heard
    await me.press(me.labels[0])
    await me.press("Jag vill ha den här")
    await me.press("Ja, boka ett samtal")
    await me.say("Karin Berg")
    await me.say("1941")
    await me.press("Jag svarar")
    await me.share("46701740605")
    await me.press("Nej")
    await me.press("Nej")
    assert "Vilken tid passar?" in me.heard
    await me.press(me.labels[0])
    assert "070-174 06 05" in me.heard
    await me.press("Ja, boka")

    assert BOOKED in me.heard
    calendar = next(call for call in api.calls if call.method == "sendDocument")
    name, content = calendar.files["document"]
    assert name.endswith(".ics")
    assert content.startswith(b"BEGIN:VCALENDAR")
    assert all(len(data.encode()) <= 64 for data in me.datas)


async def test_t19_every_button_of_the_way_fits(api: BotApi, me: Person) -> None:
    await to_phone(me)
    await me.say("070-174 06 05")
    await me.press("Nej")
    await me.press("Nej")

    markups = [fields.get("reply_markup", {}) for fields in api.sent("sendMessage")]
    datas = [row[0]["callback_data"] for m in markups for row in m.get("inline_keyboard", [])]
    assert len(datas) > 30
    assert max(len(data.encode()) for data in datas) <= 64
    assert all(len(row) == 1 for m in markups for row in m.get("inline_keyboard", []))


async def test_a_language_is_guessed_only_to_sort(api: BotApi, line: Line) -> None:
    someone = Person(api, 7003, language="ar")
    await someone.say("/start")

    assert someone.labels[0] == "العربية"
    assert "Svenska" in someone.labels


async def test_ticks_are_shown_where_they_were_tapped(me: Person) -> None:
    await to_wishes(me)
    before = len(me.messages)
    await me.press("Hjälp på kvällen")
    assert f"{TICK} Hjälp på kvällen" in me.labels
    await me.press("Hjälp på helgen")
    await me.press("Hjälp på kvällen")

    assert len(me.messages) == before
    ticked = [label for label in me.labels if label.startswith(TICK)]
    assert ticked == [f"{TICK} Hjälp på helgen"]


async def test_ticks_come_as_a_new_message_where_the_old_one_is_gone(
    api: BotApi, me: Person
) -> None:
    await to_wishes(me)
    before = len(me.messages)
    api.fail("editMessageText", refusal(400, "Bad Request: message can't be edited"))
    await me.press("Hjälp på kvällen")

    assert len(me.messages) == before + 1
    assert f"{TICK} Hjälp på kvällen" in me.labels


async def test_the_phone_question_offers_ones_own_number(me: Person) -> None:
    await to_phone(me)
    assert me.labels == ["Dela mitt nummer", "Tillbaka", "Prata med en människa"]

    await me.share("46701740605")
    *_, said, asked = me.messages
    assert said["reply_markup"] == {"remove_keyboard": True}
    assert "inline_keyboard" in asked["reply_markup"]


async def test_the_words_of_the_phone_keyboard_are_understood(me: Person) -> None:
    await to_phone(me)
    await me.press("Tillbaka")

    assert "Vem svarar när kommunen ringer?" in me.heard
    assert me.messages[-2]["reply_markup"] == {"remove_keyboard": True}


async def test_someone_elses_contact_is_not_ones_number(me: Person) -> None:
    await to_phone(me)
    await me.share("46701740699", owner=12345)

    assert "Jag kan bara läsa text." in me.heard
    assert "Dela mitt nummer" in me.labels


@pytest.mark.parametrize("kind", KINDS)
async def test_what_cannot_be_read_is_answered_kindly(me: Person, kind: str) -> None:
    await begin(me)
    await me.give(me.message(**{kind: KINDS[kind]}))

    assert "Jag kan bara läsa text." in me.heard
    assert "Visste du att du får välja?" in me.heard


async def test_words_beside_a_picture_are_read(me: Person) -> None:
    await begin(me)
    await me.give(me.message(photo=KINDS["photo"], caption="jag har ramlat och kan inte andas"))

    assert "112" in me.heard


async def test_a_corrected_message_is_read_again(me: Person) -> None:
    await begin(me)
    await me.say("jag mår bra")
    await me.give(me.edited(text="jag har ramlat och kan inte andas"))

    assert "112" in me.heard


@pytest.mark.parametrize("command", ["/help", "/help@kundval_bot", "/hjälp"])
async def test_commands_are_typed_words(me: Person, command: str) -> None:
    await begin(me)
    await me.say(command)

    assert "Du kan alltid skriva" in me.heard


async def test_a_query_too_old_to_be_answered_is_answered_all_the_same(
    api: BotApi, me: Person
) -> None:
    await begin(me)
    tap = me.tap("knew|yes", me.messages[-1])
    api.queries.clear()
    await me.give(tap)

    assert "Vem ska få hjälpen?" in me.heard
    assert len(api.sent("answerCallbackQuery")) == 2


async def test_a_button_of_a_message_that_telegram_has_forgotten_works(me: Person) -> None:
    await begin(me)
    forgotten = {"chat": me.messages[-1]["chat"], "message_id": 3, "date": 0}
    await me.give(me.tap("knew|yes", forgotten))

    assert "Vem ska få hjälpen?" in me.heard


@pytest.mark.parametrize("data", ["", "knew", "|", "knew|", "|yes", "x" * 64, "knew|nonsense"])
async def test_buttons_that_are_not_ours_do_no_harm(me: Person, data: str) -> None:
    await begin(me)
    await me.give(me.tap(data, me.messages[-1]))
    await me.press("Ja")

    assert "Vem ska få hjälpen?" in me.heard


async def test_groups_and_the_chats_own_news_get_no_answer(api: BotApi, me: Person) -> None:
    await begin(me)
    group = {"id": -1007, "type": "supergroup", "title": "Grannar"}
    said = me.message(text="hjälp")
    said["message"]["chat"] = group
    tap = me.tap("knew|yes", me.messages[-1] | {"chat": group})
    sent = len(api.sent("sendMessage"))
    left = {"status": "kicked", "user": me.user, "until_date": 0}
    change = {"chat": {"id": me.chat, "type": "private"}, "from": me.user, "date": 1}
    change |= {"old_chat_member": {"status": "member", "user": me.user}, "new_chat_member": left}
    member = {"update_id": me.message()["update_id"], "my_chat_member": change}
    pinned = me.message(pinned_message=me.messages[-1])
    await me.give(said, tap, member, pinned)

    assert len(api.sent("sendMessage")) == sent
    assert set(api.chats) == {me.chat}


async def test_nothing_a_person_wrote_is_logged(
    me: Person, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    await begin(me)
    me.api.fail("sendMessage", refusal(400, "Bad Request: can't parse entities"))
    await me.say("HEMLIGT")
    shown = capsys.readouterr()

    assert "telegram_refused" in shown.out + shown.err + caplog.text
    assert "HEMLIGT" not in shown.out + shown.err + caplog.text
