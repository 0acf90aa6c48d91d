"""The page: what it shows and what it takes."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

from browser import Browser

Newcomer = Callable[..., Browser]


def stored(database: Path) -> list[str]:
    """Everything that is kept, as text."""
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


def turns(database: Path) -> int:
    """How many turns have been logged."""
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM turn").fetchone()[0])


async def test_the_first_screen_is_language_names_the_browsers_own_first(
    newcomer: Newcomer,
) -> None:
    page = await newcomer("ar-SE,ar;q=0.9,fi;q=0.95,xx,sv;q=oops").open()

    names = list(page.buttons.values())
    assert names[:5] == ["العربية", "Suomi", "Svenska", "فارسی", "English"]
    assert len(names) == 15
    assert (page.lang, page.dir) == ("ar", "rtl")


async def test_a_first_press_makes_the_conversation_and_a_reload_keeps_it(
    newcomer: Newcomer,
) -> None:
    person = newcomer()
    await person.open()

    page = await person.press("language|sv")

    assert "Visste du att du får välja?" in page.text
    assert "knew|yes" in page.buttons
    again = await person.open()
    assert again.token != page.token
    assert again.html.replace(again.token, page.token) == page.html


async def test_only_the_open_question_has_buttons(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")

    page = await person.press("knew|no")

    asked = {value.partition("|")[0] for value in page.buttons}
    assert asked == {"municipality"}
    assert "Visste du att du får välja?" in page.text


async def test_a_language_is_changed_from_the_head_of_the_page(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")

    await person.press("knew|language")
    page = await person.press("language|ar")

    assert (page.lang, page.dir) == ("ar", "rtl")
    assert "knew|yes" in page.buttons


async def test_ticked_answers_are_marked_in_words(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()
    await to_the_wishes(person)

    page = await person.press("needs|+evening")

    assert page.pressed == {"needs|-evening"}
    assert "✓ Vald" in page.buttons["needs|-evening"]
    assert "✓" not in page.buttons["needs|done"]


async def to_the_wishes(person: Browser) -> None:
    """Press what comes first until the wishes are asked."""
    ways = {
        "municipality": "municipality|exempelby",
        "who": "who|self",
        "decision": "decision|yes",
        "language": "language|sv",
    }
    for _ in range(20):
        asked = next(iter(person.page.buttons)).partition("|")[0]
        answers = [v for v in person.page.buttons if v != f"{asked}|language"]
        if asked == "needs":
            return
        await person.press(ways.get(asked, answers[0]))
    raise AssertionError("the wishes were never asked")


async def test_t06_looking_changes_nothing(newcomer: Newcomer, database: Path) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")
    before = stored(database)

    for address in [*person.page.links, "/", "/?x=1", "/call.ics", "/look", "/health/live"] * 3:
        await person.client.get(address)
        await person.client.head(address)

    assert stored(database) == before


async def test_t17_ten_taps_are_one(newcomer: Newcomer, database: Path) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")
    form = {"token": person.page.token}

    taps = [
        person.client.post("/", data={**form, "choose": f"knew|{yes_or_no}"})
        for yes_or_no in ("yes", "no") * 5
    ]
    answers = await asyncio.gather(*taps)

    assert {answer.status_code for answer in answers} == {303}
    assert turns(database) == 2


async def test_two_taps_on_the_first_page_are_one_person(
    newcomer: Newcomer, database: Path
) -> None:
    person = newcomer()
    form = {"token": (await person.open()).token, "choose": "language|sv"}

    await asyncio.gather(*(person.client.post("/", data=form) for _ in range(5)))

    assert turns(database) == 1
