"""The chat is closed: everybody is told the operator's words at every door, and no turn is done."""

import io
import json
import re
import subprocess
from typing import Any

import forked
import httpx
import pytest
from watched import NOW, TOKEN

from bot.assembly import House, assemble, page
from bot.conversation import Address, Closed
from bot.doors.telegram import TelegramDoor
from bot.doors.terminal import Terminal
from bot.settings import Settings
from dialogs.events import Choose

TEXT = "Chatten är stängd till klockan 15 i dag. <b>Vi byter dator.</b>"
PHONE = "019-21 10 00"
LATER = "Det går inte att svara just nu. Vänta en stund och försök igen."
RING_112 = "Ring 112 nu"
ARABIC = re.compile("[\u0600-\u06ff]{3}")


def kundval(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    given = {"DATABASE": house.settings.database, "KEYS": house.settings.keys, "SECRET": "test"}
    return forked.kundval(*words, **{f"KUNDVAL_{name}": value for name, value in given.items()})


async def close(house: House, *more: str) -> None:
    done = kundval(house, "close", TEXT, "--phone", PHONE, *more)
    assert done.returncode == 0, done.stderr
    await house.closures.work(NOW)  # as the clock does each few seconds


async def reopen(house: House, *more: str) -> None:
    done = kundval(house, "open", *more)
    assert done.returncode == 0, done.stderr
    await house.closures.work(NOW)


def turns(house: House) -> int:
    with house.store.reading() as held:
        row = held.driver.execute("SELECT count(*) FROM turn").fetchone()
    assert row
    return int(row[0])


def token(text: str) -> str:
    found = re.search('name="token" value="([^"]+)"', text)
    assert found
    return found[1]


async def talk(client: httpx.AsyncClient, *said: dict[str, str]) -> httpx.Response:
    """The page after so many presses."""
    got = await client.get("/")
    for fields in said:
        await client.post("/", data={"token": token(got.text), **fields})
        got = await client.get("/")
    return got


def update(number: int, text: str, language: str) -> dict[str, Any]:
    who = {"id": 7, "is_bot": False, "first_name": "A", "language_code": language}
    chat = {"id": 7, "type": "private", "first_name": "A"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": who, "text": text}
    return {"update_id": number, "message": message}


@pytest.mark.parametrize(("language", "direction"), [("sv", "ltr"), ("ar", "rtl")])
async def test_the_page_tells_it_in_a_frame_of_the_readers_language(
    house: House, client: httpx.AsyncClient, language: str, direction: str
) -> None:
    await talk(client, {"choose": f"language|{language}"})
    before = turns(house)
    await close(house)

    told = await client.get("/", headers={"Accept-Language": "en"})

    assert (told.status_code, told.headers["retry-after"]) == (503, "60")
    assert f'lang="{language}" dir="{direction}"' in told.text
    assert "till klockan 15 i dag. &lt;b&gt;" in told.text
    assert "019" in told.text
    assert "112" in told.text
    assert "default-src 'none'" in told.headers["content-security-policy"]
    assert (LATER in told.text) == (language == "sv")
    assert bool(ARABIC.search(told.text)) == (language == "ar")
    assert turns(house) == before


async def test_what_was_typed_stays_and_is_heard_once_the_chat_is_open(
    house: House, client: httpx.AsyncClient
) -> None:
    got = await talk(client, {"choose": "language|sv"})
    fields = {"token": token(got.text), "text": "Exempelby, tack"}
    before = turns(house)
    await close(house)

    refused = await client.post("/", data=fields)
    looked = await client.get("/")
    await reopen(house)
    heard = await client.post("/", data=fields)

    assert refused.status_code == 503
    assert 'value="Exempelby, tack"' in refused.text
    assert token(refused.text) == fields["token"]
    assert 'name="text"' not in looked.text
    assert heard.status_code == 303
    assert turns(house) == before + 1


async def test_every_way_of_a_person_is_closed_and_all_others_are_open(
    house: House, client: httpx.AsyncClient
) -> None:
    await talk(client, {"choose": "language|sv"})
    await close(house)

    ways = ("/", "/events", "/l/abcdefghjkmn", "/call.ics", "/paper/1")
    closed = {way: (await client.get(way)).status_code for way in ways}
    others = ("/accessibility", "/privacy", "/desk/", "/health/ready", "/api/openapi.json")
    opened = {way: (await client.get(way, follow_redirects=True)).status_code for way in others}
    look = await client.post("/look", data={"size": "2"})

    assert closed == dict.fromkeys(ways, 503)
    assert opened == dict.fromkeys(others, 200)
    assert look.status_code == 303


async def test_other_programs_are_told_as_data(house: House, client: httpx.AsyncClient) -> None:
    asked = {"key": "key-one-1", "text": "hej", "languages": ["en"]}
    await close(house)

    told = await client.post("/api/turns", json=asked)
    metrics = await client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    await reopen(house)
    again = await client.post("/api/turns", json=asked)

    assert (told.status_code, told.headers["retry-after"]) == (503, "60")
    assert told.json()["error"] == "closed"
    for said in (TEXT, "019", "112"):
        assert said in told.json()["message"]
    assert 'kundval_turns_total{door="api",outcome="closed"}' in metrics.text
    assert again.status_code == 200


async def test_telegram_answers_with_it_and_the_update_does_not_come_again(house: House) -> None:
    door = TelegramDoor(42, house.conversations.heard, house.wording, lambda: NOW)
    await door.answer(update(1, "/start", "sv"))
    before = turns(house)
    await close(house)

    (told,) = await door.answer(update(2, "jag vill boka", "sv"))
    (arabic,) = await TelegramDoor(
        42, house.conversations.heard, house.wording, lambda: NOW
    ).answer(update(3, "hej", "ar"))
    await reopen(house)
    after = await door.answer(update(4, "jag vill boka", "sv"))

    assert told["text"].split("\n\n")[:2] == [LATER, TEXT]
    assert RING_112 in told["text"]
    assert TEXT in arabic["text"]
    assert ARABIC.search(arabic["text"])
    assert TEXT not in str(after)
    assert turns(house) == before + 1


async def test_a_terminal_that_is_open_is_told(house: House) -> None:
    keys = iter("abcdefgh")
    door = Terminal(
        house.conversations, house.wording, Address("terminal", "", "me"),
        now=lambda: NOW, key=lambda: next(keys), look=house.closures.refresh,
    )  # fmt: skip
    lines, out = io.StringIO('{"choose": ["language", "sv"]}\n'), io.StringIO()
    door.serve(lines, out)
    kundval(house, "close", TEXT, "--phone", PHONE)

    said, human = io.StringIO(), io.StringIO()
    door.serve(io.StringIO('{"text": "hej"}\n'), said)
    door.talk(io.StringIO("hej\n"), human)

    assert "replies" in json.loads(out.getvalue())
    assert TEXT in json.loads(said.getvalue())["error"]
    assert TEXT in human.getvalue()
    assert RING_112 in human.getvalue()


async def test_only_one_municipality_is_closed_and_one_may_choose_another(house: House) -> None:
    def hear(who: str, key: str, *answer: str) -> None:
        at = Address("web", "", who)
        house.conversations.hear(at, f"{who}{key}", Choose(*answer), NOW)

    for who in ("anna", "bo"):
        hear(who, "1", "language", "sv")
        hear(who, "2", "knew", "no")
    hear("bo", "3", "municipality", "orebro")
    before = turns(house)

    await close(house, "--municipality", "exempelby")
    with pytest.raises(Closed, match="stängd"):
        hear("anna", "3", "municipality", "exempelby")
    hear("anna", "4", "municipality", "orebro")
    hear("bo", "4", "who", "self")
    unknown = kundval(house, "close", TEXT, "--phone", PHONE, "--municipality", "atlantis")

    assert turns(house) == before + 2
    assert (unknown.returncode, "exempelby" in unknown.stderr) == (2, True)


async def test_a_municipality_with_a_page_of_its_own_is_closed_there_alone(
    database: str, keys: tuple[str, ...]
) -> None:
    settings = Settings(
        database=database, secret="test", keys=",".join(keys), _env_file=None,
        address="https://chat.test", sites="exempelby=https://exempelby.test",
    )  # fmt: skip
    house = assemble(settings)
    app = page(house, lambda: NOW)
    await close(house, "--municipality", "exempelby")
    got = {}
    for host in ("chat.test", "exempelby.test"):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=f"https://{host}") as client:
            got[host] = (await client.get("/")).status_code
            ready = await client.get("/health/ready")
    house.close()

    assert got == {"chat.test": 200, "exempelby.test": 503}
    assert ready.json()["closed"] == ["exempelby"]


async def test_it_is_closed_after_a_restart_and_said_by_status_health_and_doctor(
    house: House,
) -> None:
    opened = kundval(house, "status")
    await close(house)
    again = assemble(house.settings)
    at = Address("web", "", "anna")
    with pytest.raises(Closed):
        again.conversations.hear(at, "k", Choose("language", "sv"), NOW)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(page(again, lambda: NOW)), base_url="http://chat.test"
    ) as client:
        ready = await client.get("/health/ready")
    again.close()
    status, doctor = kundval(house, "status"), kundval(house, "doctor")
    changed = kundval(house, "close", "Stängt hela dagen.", "--phone", PHONE)
    last = kundval(house, "status")
    reopened, twice = kundval(house, "open"), kundval(house, "open")

    assert opened.stdout == "The chat is open.\n"
    assert (ready.status_code, ready.json()["closed"]) == (200, ["all"])
    assert f"{TEXT} ({PHONE})" in status.stdout
    assert "kundval open" in doctor.stdout
    assert changed.returncode == 0
    assert "Stängt hela dagen." in last.stdout
    assert "Open for all" in reopened.stdout
    assert twice.stdout == "It was not closed for all.\n"


async def test_the_officers_guide_goes_on(house: House) -> None:
    await close(house)

    at = Address("desk", "exempelby", "one who rings")
    answer = house.conversations.hear(at, "k", Choose("language", "sv"), NOW)

    assert answer.n == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("close", "", "--phone", PHONE), "Write a text"),
        (("close", "x" * 601, "--phone", PHONE), "Write a text"),
        (("close", "En\x1b[2Jtext", "--phone", PHONE), "Write a text"),
        (("close", TEXT, "--phone", "ring oss"), "--phone ring oss: expected a number"),
    ],
)
def test_what_cannot_be_told_is_refused(house: House, words: tuple[str, ...], told: str) -> None:
    done = kundval(house, *words)

    assert done.returncode == 2
    assert told in done.stderr
    house.closures.refresh()
    assert house.closures.now == {}
