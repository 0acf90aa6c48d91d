"""What was planted is looked for byte by byte: in the database's files, the log, the figures."""

import os
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import psycopg
import pytest
from answering import Officer
from crew import KUNDVAL, Crew, crew, until

from bot.assembly import assemble
from bot.settings import Settings

NAME, YEAR, PHONE, EMAIL = "Zebedea Qvarnlöf", "1931", "070-174 06 59", "zebedea@qvarn.example"
IDENTITY, ILLNESS, WRITTEN = "19310417-2385", "njurstensklåda", "min granne heter Quivström"
SIGNS = (
    "Zebedea", "Qvarnlöf", "70-174 06 59", "701740659", "174 06 59", "qvarn.example", "19310417",
    "310417", "njurstenskl", "Quivstr",
)  # fmt: skip
"""What would give any of it away, as it was typed or as it is kept by others."""
TOKEN = "the-figures-are-shown"
BEGAN = (
    "language|sv", "knew|no", "municipality|exempelby", "who|self", "decision|yes", "about1|skip",
    "service|care", "area|centrum", "needs|done", "boka ett samtal", NAME, YEAR, "answers|self",
    PHONE, "interpreter|no", "extra_time|no",
)  # fmt: skip


class Program:
    """Talks for one person, by the API."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._conversation = ""
        self.said: dict[str, Any] = {}

    def give(self, *events: str) -> None:
        """`question|value` is pressed, all else is typed."""
        for event in events:
            question, pressed, value = event.partition("|")
            given = {"choose": {"question": question, "value": value}} if pressed else None
            asked = {"key": token_hex(8), "conversation": self._conversation}
            got = self._client.post("/api/turns", json={**asked, **(given or {"text": event})})
            assert got.status_code == 200, got.text
            self.said = got.json()
            self._conversation = self.said["conversation"]

    def press(self, begins: str) -> None:
        """The first button of the open question whose value begins so."""
        values = [choice["value"] for choice in self.said["replies"][-1]["choices"]]
        chosen = next(value for value in values if value.startswith(begins))
        self.give(f"{self.said['question']}|{chosen}")


@pytest.fixture
def settings(database: str, keys: tuple[str, ...]) -> dict[str, str]:
    """A house that would write to people, but whose server for mail is away."""
    return {
        "DATABASE": database, "KEYS": ",".join(keys), "SECRET": "s", "METRICS_TOKEN": TOKEN,
        "MUNICIPALITY": "exempelby", "ADDRESS": "https://kundval.example",
        "SMTP_HOST": "127.0.0.1", "SMTP_PORT": "9", "SMTP_SECURITY": "none",
        "SMTP_FROM": "kundval@exempelby.example",
    }  # fmt: skip


@pytest.fixture
def house(tmp_path: Path, settings: dict[str, str]) -> Iterator[Crew]:
    """As it is run; at the end it is killed, so that nothing is tidied away."""
    with crew(tmp_path, **settings) as made:
        until(lambda: serves(made))
        yield made
        made.process.kill()


def serves(house: Crew) -> bool:
    """Whether it has begun to answer."""
    try:
        return httpx.get(f"{house.base}/health/ready").status_code == 200
    except httpx.TransportError:
        return False


def test_nothing_that_was_planted_stands_anywhere_in_clear(
    tmp_path: Path, house: Crew, settings: dict[str, str], database: str
) -> None:
    began = tmp_path / "began"
    began.touch()
    with httpx.Client(base_url=house.base, timeout=60) as client:
        karin = Program(client)
        karin.give(*BEGAN)
        karin.press("2")  # a day
        karin.press("yes=")
        karin.press("email")
        karin.give(EMAIL)
        assert karin.said["question"] == "proof"
        anna = Program(client)  # nobody may write more than twenty times a minute
        anna.give("language|sv", "knew|no", "municipality|exempelby", f"{ILLNESS}, {IDENTITY}")
        anna.give(NAME, PHONE, EMAIL, "människa")
        with_officer(settings)
        anna.give(WRITTEN)
        shown = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert shown.status_code == 200

    backup = tmp_path / "copy.backup"
    named = {f"KUNDVAL_{name}": value for name, value in settings.items()}
    subprocess.run([KUNDVAL, "backup", backup], env={**os.environ, **named}, check=True)

    assert [sign for sign in SIGNS if sign in shown.text] == []
    assert [sign for sign in SIGNS if sign.encode() in unpacked(backup)] == []
    places = [house.said, *files(database)]
    assert len(places) > 2
    assert found(places, began) == []
    assert found(places, began, b"exempelby"), "it is looked where things are kept"


def with_officer(settings: dict[str, str]) -> None:
    """Somebody at the desk answers in place of the machine."""
    given = {name.lower(): value for name, value in settings.items()}
    made = assemble(Settings(**given, _env_file=None))
    Officer(made, "Anna Lind", now := datetime.now(UTC)).open(2, now)
    made.close()


def files(database: str) -> list[Path]:
    """All in which the database keeps anything: of PostgreSQL its tables, its WAL and its log."""
    if database.startswith("sqlite:///"):
        file = Path(database.removeprefix("sqlite:///"))
        return [*file.parent.glob(f"{file.name}*")]
    with psycopg.connect(database.replace("+psycopg", ""), autocommit=True) as server:
        server.execute("CHECKPOINT")
    folder = Path(database.partition("?host=")[2])
    return [folder / "log", *(one for one in (folder / "data").rglob("*") if one.is_file())]


def found(places: Iterable[Path], began: Path, *signs: bytes) -> list[str]:
    """Where one of them stands, in what was written since; SIGNS where none is given."""
    since = began.stat().st_mtime_ns
    wanted = signs or tuple(sign.encode() for sign in SIGNS)
    return [
        f"{place}: {sign!r}"
        for place in places
        if place.exists() and place.stat().st_mtime_ns >= since
        for content in (place.read_bytes(),)
        for sign in wanted
        if sign in content
    ]


def unpacked(backup: Path) -> bytes:
    """What a backup holds."""
    if not zipfile.is_zipfile(backup):
        return backup.read_bytes()
    with zipfile.ZipFile(backup) as opened:
        return b"".join(opened.read(name) for name in opened.namelist())
