"""T6: what a link preview fetches changes nothing; only a button does."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from browser import Browser

TO_A_CALL = (
    "language|sv", "knew|no", "municipality|exempelby", "who|self", "decision|yes", "about1|skip",
    "service|care", "area|centrum", "needs|done", "list|kommunen", "provider|wish=kommunen",
    "call|yes", "Karin Berg", "1941", "answers|self", "070-174 06 05", "interpreter|no",
    "extra_time|no", "time|2026-11-25T09:00+00:00",
)  # fmt: skip
YES = "confirm|yes=2026-11-25T09:00+00:00"


def whole(database: Path) -> list[str]:
    """All that stands in the database."""
    looking = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = list(looking.iterdump())
    looking.close()
    return rows


async def say(browser: Browser, *answers: str) -> None:
    for answer in answers:
        await browser.send({"choose" if "|" in answer else "text": answer})


async def unchanged(browser: Browser, database: Path) -> None:
    """Each link of the page, three times."""
    before = whole(database)
    links = ["/", *browser.page.links, "/call.ics", *(f"/paper/{n}" for n in range(30))]
    for link in links * 3:
        if link.startswith("/") and not link.startswith("/keep"):
            answer = await browser.client.get(link)
            assert answer.status_code in (200, 404), link
    assert whole(database) == before


async def test_t06_links_do_nothing_while_a_time_is_held(
    newcomer: Callable[..., Browser], database: Path
) -> None:
    browser = newcomer()
    await browser.open()
    await say(browser, *TO_A_CALL)

    assert YES in browser.page.buttons
    await unchanged(browser, database)


async def test_t06_links_do_nothing_when_a_call_is_booked(
    newcomer: Callable[..., Browser], database: Path
) -> None:
    browser = newcomer()
    await browser.open()
    await say(browser, *TO_A_CALL, YES, "remind|yes", "after|paper")

    assert (await browser.client.get("/call.ics")).status_code == 200
    assert any(link.startswith("/paper/") for link in browser.page.links)
    await unchanged(browser, database)


async def test_t06_links_of_one_who_never_came_open_nothing(
    newcomer: Callable[..., Browser], database: Path
) -> None:
    stranger = newcomer()
    before = whole(database)
    for link in ["/", "/call.ics", "/paper/1"] * 3:
        await stranger.client.get(link)

    assert whole(database) == before
