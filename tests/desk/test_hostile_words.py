"""Words that would be markup, put wherever anybody can put words: on every page they are words."""

import csv
import io
import shutil
from collections.abc import Awaitable, Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from atdesk import MORNING, Clock, Resident, Worker
from residents import on
from starlette.applications import Starlette
from stories import KARIN, booked
from ways import ways

from bot.assembly import House, assemble
from bot.keeping.links import Link, Role, make
from bot.rendering.calendar import calendar_file
from bot.settings import Settings
from bot.sheets import Sheet
from bot.sheets.paged import Line
from bot.sheets.svg import svg
from bot.store.office.accounts import Office
from dialogs.messages import t
from dialogs.replies import File

Give = Callable[..., Awaitable[Worker]]
HOSTILE = "\"'><xss onx=1><!--"
ESCAPED = "&lt;xss"
OURS = Path(__file__).resolve().parents[2] / "catalogues" / "exempelby"
SAID = {
    "providers.csv": ("name", "own_words", "extras", "review_finding", "review_reply", "hours"),
    "areas.csv": ("name",),
    "officers.csv": ("name",),
    "units.csv": ("name",),
}


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    """The invented municipality, in which everybody is called something hostile."""
    folder = tmp_path / "catalogues" / "exempelby"
    shutil.copytree(OURS, folder)
    for name, columns in SAID.items():
        rows = list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"))))
        for row in rows:
            row.update({c: f"{row[c]} {HOSTILE}" for c in columns if row.get(c) and c != "hours"})
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (folder / name).write_text(out.getvalue(), encoding="utf-8")
    return folder.parent


@pytest.fixture
def house(database: str, keys: tuple[str, ...], catalogues: Path) -> Iterator[House]:
    settings = Settings(
        database=database, secret="test", keys=",".join(keys), catalogues=catalogues
    )
    made = assemble(settings, patience=2)
    yield made
    made.close()


class Tags(HTMLParser):
    """Whether a page holds an element or an attribute that is nobody's but the guest's."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hostile: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in found]
        if tag == "xss" or "xss" in names or any(name.startswith("on") for name in names):
            self.hostile.append(f"<{tag} {names}>")

    def handle_comment(self, data: str) -> None:
        self.hostile.append(data)


async def test_on_every_page_of_the_desk_and_the_keepers_words_are_words(
    house: House, site: Starlette, clock: Clock, worker: Give
) -> None:
    clock.at = on(12, "10.00")
    anna = await worker(f"Anna {HOSTILE}", roles=tuple(Office))
    _, call = booked(house, clock, KARIN)
    with house.store.writing() as held:
        closed = house.store.seal.close(f"Karin {HOSTILE}")
        held.driver.execute(f"UPDATE \"case\" SET name = '{closed}'")
    asks = Resident(house, clock)
    for question, value in (("language", "sv"), ("knew", "no"), ("municipality", "exempelby")):
        asks.press(question, value)
    asks.say("jag vill prata med en människa")
    talks = await anna.open("/talks")
    talk = next(link for link in talks.links if "/talks/" in link).rpartition("/")[2]
    await anna.open(f"/talks/{talk}")
    await anna.send(1, "deed=open")
    asks.say("hej")
    asks.say(HOSTILE)
    keeper = make("test", Link("exempelby", Role.KEEPER, f"Eva {HOSTILE}"), MORNING).split("/")[2]
    filled = {
        "case": str(call.case), "call": call.id, "who": "1", "task": "1", "talk": talk, "id": "1",
        "account": "1", "token": keeper, "officer": "anna-lind",
    }  # fmt: skip
    seen = 0

    for way in ways(site):
        if "GET" not in way.methods or not way.path.startswith(("/desk", "/keep")):
            continue
        answer = await anna.client.get(way.filled(**filled), params={"q": HOSTILE, "to": HOSTILE})
        if "html" not in answer.headers.get("content-type", ""):
            continue
        assert Tags(answer.text).hostile == [], way.path
        seen += ESCAPED in answer.text

    assert seen > 20
    talked = await anna.client.get(f"/desk/talks/{talk}")
    assert talked.text.count(ESCAPED) >= 2, "the line, and the officer"


async def test_in_the_chat_and_on_its_paper_words_are_words(
    house: House, site: Starlette, clock: Clock
) -> None:
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://chat.test", follow_redirects=True
    ) as client:
        seen = 0
        for sent in (
            "language|sv", "knew|no", "municipality|exempelby", "who|self", "decision|yes",
            "about1|skip", "service|care", "area|centrum", "needs|done", "list|solrosen",
            "provider|list", HOSTILE,
        ):  # fmt: skip
            html = (await client.get("/")).text
            token = html.partition('name="token" value="')[2].partition('"')[0]
            name = "text" if sent is HOSTILE else "choose"
            answer = await client.post("/", data={"token": token, name: sent})
            assert answer.status_code == 200, sent
            assert Tags(answer.text).hostile == [], sent
            seen += ESCAPED in answer.text
        old = await client.post("/", data={"token": "made-up", "text": HOSTILE})

    assert seen > 3
    assert ESCAPED in old.text
    assert Tags(old.text).hostile == []


def test_words_of_a_call_are_one_line_of_its_calendar() -> None:
    file = File("samtal.ics", t("Samtal"), t("Samtal"), MORNING, 20, "a")
    evil = f"Samtal\r\nATTACH:https://evil.example\nBEGIN:VALARM{HOSTILE};,\\"

    told = calendar_file(file, evil, MORNING).decode()

    lines = told.replace("\r\n ", "").split("\r\n")
    assert not [line for line in lines if line.startswith("ATTACH")]
    assert [line for line in lines if line.startswith("BEGIN:VALARM")] == ["BEGIN:VALARM"]


def test_words_of_a_leaflet_are_words_in_its_picture() -> None:
    sheet = Sheet(f"En {HOSTILE}", "sv", "ltr", ())
    line = Line(f"Ett {HOSTILE}", 1, 1, 10, False, "sv", "ltr")

    drawn = ElementTree.fromstring(svg(sheet, (line,)))

    assert [one.tag for one in drawn.iter() if "xss" in one.tag] == []
    assert f"Ett {HOSTILE}" in [one.text for one in drawn.iter()]
