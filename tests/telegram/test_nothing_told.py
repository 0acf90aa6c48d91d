"""What people write stands in no line of the log and in no figure, whatever breaks."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import psycopg
from hooked import SHOWN
from loopback import BotApi
from open_house import METRICS, OpenHouse, open_house
from person import Person
from postgres import Server

NAME, PHONE, NUMBER = "Ingegerd Fjällhöök", "070-174 06 05", "19121212-1212"
PLANTED = ("Ingegerd", "Fjällhöök", "174 06", "1740605", "0701740605", "121212", "1212-1212")
SAID = f"Jag heter {NAME}, ring {PHONE}, personnummer {NUMBER}"


class Everywhere:
    """One person at each door, who says the same."""

    def __init__(self, house: OpenHouse, api: BotApi) -> None:
        self._client = house.client
        self._telegram = Person(api)
        self._said = 0
        self._answers: list[httpx.Response] = []

    async def say(self, text: str) -> list[int]:
        """How the page, the program's door and the webhook answer."""
        self._said += 1
        opened = await self._client.get("/")
        token = re.search(r'name="token" value="([^"]+)"', opened.text)
        form = {"token": token[1] if token else "gone", "text": text}
        page = await self._client.post("/", data=form)
        asked = {"key": f"planted-{self._said}", "text": text}
        program = await self._client.post("/api/turns", json=asked)
        update: dict[str, Any] = self._telegram.message(text=text)
        hook = await self._client.post("/telegram", json=update, headers=SHOWN)
        return [page.status_code, program.status_code, hook.status_code]


async def test_nothing_that_people_write_is_logged_or_counted(
    api: BotApi, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    server = Server(tmp_path / "pg")
    server.folder.mkdir()
    server.start()
    server.create("kundval")
    url = server.url("kundval")
    house = await open_house(
        api, tmp_path / "log", url, KEYS=",".join(keys), LOG="json", ADDRESS="https://a.test"
    )
    people = Everywhere(house, api)

    well = await people.say(SAID)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as database:
        # What the database then says of it repeats the whole row.
        database.execute("ALTER TABLE conversation ADD CONSTRAINT never CHECK (n < 1) NOT VALID")
        broken = await people.say(SAID)
        database.execute("ALTER TABLE conversation DROP CONSTRAINT never")
    server.stop()
    away = await people.say(SAID)
    shown = {"Authorization": f"Bearer {METRICS}"}
    figures = (await house.client.get("/metrics", headers=shown)).text
    written = await house.close()

    assert (well, broken, away) == ([303, 200, 200], [500, 500, 200], [503, 503, 503])
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    events = {line["event"] for line in lines}
    assert {"uvicorn.error", "telegram_turn", "turn.unavailable"} <= events
    assert not [line for line in written.splitlines() if line[:1] not in "{KT"], written
    failed = next(line for line in lines if line["event"] == "uvicorn.error")
    assert failed["error"].startswith("CheckViolation")
    assert re.fullmatch(r"[0-9a-f]{12}", failed["request"])
    assert "kundval_turns_total" in figures
    for planted in PLANTED:
        assert planted not in written
        assert planted not in figures
