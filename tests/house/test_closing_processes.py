"""Two processes are closed by one command, and open again by another, without a restart."""

import time
from pathlib import Path

import forked
import httpx
from crew import crew, until

SOON = 15
"""Seconds; each looks every five."""


def test_both_of_two_processes_are_closed_and_opened_within_seconds(
    tmp_path: Path, database: str, keys: tuple[str, ...]
) -> None:
    given = {"DATABASE": database, "KEYS": ",".join(keys), "SECRET": "the same in both"}
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()

    def kundval(*words: str) -> None:
        named = {f"KUNDVAL_{name}": value for name, value in given.items()}
        forked.kundval(*words, **named).check_returncode()

    with crew(folders[0], **given) as one, crew(folders[1], **given) as other:

        def answers(status: int) -> bool:
            try:
                got = [httpx.get(made.base, timeout=10) for made in (one, other)]
            except httpx.TransportError:
                return False
            return [each.status_code for each in got] == [status, status]

        until(lambda: answers(200))
        kundval("close", "Stängt till klockan 15.", "--phone", "019-21 10 00")
        began = time.monotonic()
        until(lambda: answers(503), SOON)
        page = httpx.get(one.base, timeout=10)
        closed = time.monotonic() - began
        kundval("open")
        until(lambda: answers(200), SOON)
        lines = one.said.read_text()

    assert "Stängt till klockan 15." in page.text
    assert closed < SOON
    assert "event='chat.closed' municipality=''" in lines
    assert "event='chat.opened' municipality=''" in lines
