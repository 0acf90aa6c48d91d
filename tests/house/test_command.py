"""The command, as it is used; every mistake gets a sentence and leaves things whole."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from forked import kundval

ROOT = Path(__file__).resolve().parents[2]
KUNDVAL = Path(sys.executable).with_name("kundval")
Command = Callable[..., subprocess.CompletedProcess[str]]


def from_the_disk(
    *words: str, say: str = "", timeout: float = 60, **environment: str
) -> subprocess.CompletedProcess[str]:
    """As people start it: all that is not about the start takes the quicker way."""
    return subprocess.run(
        [KUNDVAL, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=say,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def chat(folder: Path, *lines: object, command: Command = kundval) -> list[dict[str, object]]:
    said = "".join(
        (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n"
        for line in lines
    )
    done = command(
        "chat", "--json", "--as", "me", "--now", "2026-11-23T09:00", "--seed", "7",
        "--database", f"sqlite:///{folder}/kundval.db", say=said,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def texts(answer: dict[str, object]) -> str:
    replies = answer["replies"]
    assert isinstance(replies, list)
    return " ".join(reply["text"] for reply in replies)


START = ({"choose": ["language", "sv"]}, {"choose": ["knew", "no"]})


def test_a_conversation_goes_on_after_a_restart(tmp_path: Path) -> None:
    first = chat(tmp_path, *START, command=from_the_disk)
    again = chat(tmp_path, {"text": "exempelby"}, {"start": True}, command=from_the_disk)

    assert first[-1]["step"] == "municipality"
    assert again[0]["step"] == "who"
    assert "Välkommen tillbaka" in texts(again[1])
    assert again[1]["seed"] == 7


def test_the_same_id_is_one_event(tmp_path: Path) -> None:
    press = {"choose": ["knew", "no"], "id": "tap-1"}
    answers = chat(tmp_path, START[0], press, press, {"text": "hej"})

    assert answers[1]["replies"] == answers[2]["replies"]
    assert answers[2]["duplicate"] is True
    assert answers[3]["step"] == "municipality"


def test_bad_lines_get_a_sentence_and_the_conversation_goes_on(tmp_path: Path) -> None:
    answers = chat(
        tmp_path, *START, "{", "[1]", {"choose": "who"}, {"text": ""}, {"text": "x" * 100_000},
        {"choose": ["who", "nobody"]}, {"choose": ["knew", ["a", "b"]]}, '{"text": "\\ud83d"}',
        {"text": "exempelby"},
    )  # fmt: skip

    assert [("error" in answer) for answer in answers[2:5]] == [True, True, True]
    assert "tomt" in texts(answers[5])
    assert all("replies" in answer for answer in answers[6:])
    assert answers[-1]["step"] == "who"


def test_a_wrong_phone_number_is_asked_for_again(tmp_path: Path) -> None:
    answers = chat(
        tmp_path, *START, {"text": "exempelby"}, {"choose": ["who", "self"]}, {"text": "boka"},
        {"text": "Karin"}, {"text": "1941"}, {"choose": ["answers", "self"]},
        {"text": "070-12"}, {"text": "12345"}, {"contact": "+46123"}, {"contact": "+46701740605"},
    )  # fmt: skip

    assert [answer["step"] for answer in answers[-4:]] == ["phone"] * 3 + ["interpreter"]
    assert "070-174 06 05" in texts(answers[-3])


def test_what_must_not_be_kept_is_nowhere_in_the_database(tmp_path: Path) -> None:
    chat(
        tmp_path, *START, {"text": "mitt personnummer är 19410203-1234"}, {"text": "exempelby"},
        {"choose": ["who", "self"]}, {"text": "jag har diabetes och reumatism"}, {"text": "boka"},
        {"text": "Karin Hammarberg"}, {"text": "1941"}, {"choose": ["answers", "self"]},
        {"contact": "+46701740699"},
    )  # fmt: skip
    kept = b"".join(f.read_bytes() for f in tmp_path.glob("kundval.db*"))

    for secret in ("19410203", "410203", "diabetes", "Hammarberg", "701740699", "174 06 99"):
        assert secret.encode() not in kept, secret


def test_a_personnummer_however_it_is_written_is_in_no_file_and_no_log(tmp_path: Path) -> None:
    number = "194102031234"
    ways = [
        number, number[2:], "19410203-1234", "410203-1234", "410203+1234", "19410203 1234",
        "1941 02 03 12 34", "1941.02.03.1234", "1 9 4 1 0 2 0 3 1 2 3 4", "1941-02-03 – 1234",
        "٤١٠٢٠٣-١٢٣٤", "۱۹۴۱۰۲۰۳۱۲۳۴",
    ]  # fmt: skip
    typed = [{"text": f"mammas nummer är {way}"} for way in ways]
    booking = [{"text": "boka"}, *typed, {"text": "Karin"}, *typed, {"text": "1938"}]
    lines = [*START, *typed, {"text": "exempelby"}, *typed, {"choose": ["who", "self"]}, *booking]
    done = kundval(
        "chat", "--json", "--as", "me", "--seed", "7",
        "--database", f"sqlite:///{tmp_path}/kundval.db",
        say="".join(json.dumps(line) + "\n" for line in lines),
    )  # fmt: skip
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    told = done.stdout.encode() + done.stderr.encode()

    assert len(done.stdout.splitlines()) == len(lines)
    assert b"exempelby" in kept
    for secret in {*ways, number[2:], "0203-1234", "0203 1234", "02031234", "12 34"}:
        assert secret.encode() not in kept + told, secret


def test_a_locked_database_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    chat(tmp_path, *START)
    lock = sqlite3.connect(tmp_path / "kundval.db")
    lock.execute("BEGIN IMMEDIATE")
    (refused,) = chat(tmp_path, {"text": "exempelby", "id": "1"})
    lock.rollback()
    (answer,) = chat(tmp_path, {"text": "exempelby", "id": "1"})

    assert "försök igen" in str(refused["error"])
    assert answer["step"] == "who"


def test_a_wrong_catalogue_stops_the_start(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    providers = tmp_path / "catalogues" / "exempelby" / "providers.csv"
    text = providers.read_text(encoding="utf-8").replace(",municipal,", ",privat,", 1)
    providers.write_text(text, encoding="utf-8")
    done = from_the_disk("run", KUNDVAL_CATALOGUES=str(tmp_path / "catalogues"))

    assert done.returncode == 2
    assert "exempelby/providers.csv, rad 2, kolumn form" in done.stderr.replace("\\", "/")
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = from_the_disk(
            "run", KUNDVAL_PORT=port, KUNDVAL_DATABASE=f"sqlite:///{tmp_path}/kundval.db"
        )

    assert done.returncode == 2
    assert port in done.stderr
    assert "KUNDVAL_PORT" in done.stderr


@pytest.mark.parametrize(
    ("words", "environment", "told"),
    [
        (["run"], {"KUNDVAL_PORT": "http"}, "KUNDVAL_PORT"),
        (["run"], {"KUNDVAL_DATABASE": "mysql://x"}, "KUNDVAL_DATABASE"),
        (["run"], {"KUNDVAL_MUNICIPALITY": "atlantis"}, "atlantis"),
        (["run"], {"KUNDVAL_TELEGRAM_TOKEN": "my token"}, "KUNDVAL_TELEGRAM_TOKEN"),
        (["chat", "--now", "yesterday"], {}, "--now"),
        (["chat", "--language", "tlh"], {}, "--language"),
    ],
)
def test_a_wrong_setting_is_told(
    tmp_path: Path, words: list[str], environment: dict[str, str], told: str
) -> None:
    where = {"KUNDVAL_DATABASE": f"sqlite:///{tmp_path}/kundval.db"}
    done = kundval(*words, **{**where, **environment})

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_person_can_talk_with_numbers(tmp_path: Path) -> None:
    done = from_the_disk(
        "chat", "--language", "sv", "--municipality", "exempelby", "--now", "2026-11-23T09:00",
        "--database", f"sqlite:///{tmp_path}/kundval.db", say="2\n3\nhjälp\n",
    )  # fmt: skip

    assert "Vem ska få hjälpen?" in done.stdout
    assert "Har kommunen sagt ja till hjälp?" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 72
