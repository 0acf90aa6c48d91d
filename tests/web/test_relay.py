"""An officer answers somebody on the page: both sides are shown, and nothing is told twice."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from answering import Officer
from browser import Browser, Page
from starlette.applications import Starlette

from bot.assembly import House, assemble
from bot.doors.pages import Sign
from bot.doors.web import application
from bot.settings import Settings
from bot.store.relays import Relay

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TOLD = "Anna från kommunen svarar dig nu. Det ni skriver sparar vi i högst 24 timmar."
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def house(database: Path) -> Iterator[House]:
    settings = Settings(database=f"sqlite:///{database}", secret="test", municipality="exempelby")
    made = assemble(settings, patience=0.1)
    yield made
    made.close()


@pytest.fixture
def site(house: House) -> Starlette:
    sign = Sign("Exempelby kommun")
    return application(
        house.conversations, house.wording, secret="test", sign=lambda: sign, now=lambda: NOW
    )


@pytest.fixture
def anna(house: House) -> Officer:
    return Officer(house, "Anna Lind", NOW)


@pytest.fixture
async def me(newcomer: Callable[..., Browser], anna: Officer) -> Browser:
    """Somebody who has asked for a human, and has the page open."""
    browser = newcomer()
    await browser.open()
    await browser.press("language|sv")
    await browser.say("människa")
    return browser


async def test_t22_both_sides_stand_on_the_page(me: Browser, anna: Officer) -> None:
    anna.open(1, NOW)
    assert TOLD in (await me.open()).text
    await me.send({"text": "Hej Anna!", "relayed": "1"})
    anna.say(1, "Hej!\n\nHur kan jag hjälpa dig?", NOW)
    shown = await me.open()

    assert "Du: Hej Anna!" in shown.text
    assert "<p>Du pratar med en människa</p>" in shown.html
    assert "Anna: Hej! Hur kan jag hjälpa dig?" in shown.text
    assert 'class="bot officer" data-key="line-2" lang="sv" dir="auto"' in shown.html
    assert shown.buttons["relay|close"] == "Tillbaka till datorn"
    assert anna.read(1)[0] == "Hej Anna!"


async def test_t22_what_is_typed_on_an_old_page_is_not_handed_over(
    me: Browser, anna: Officer
) -> None:
    anna.open(1, NOW)
    shown = await me.say("jag heter Karin")

    assert TOLD in shown.text
    assert anna.read(1) == []


async def test_the_page_says_that_it_showed_who_answers(me: Browser, anna: Officer) -> None:
    field = '<input type="hidden" name="relayed" value="1">'
    assert field not in me.page.html
    relay = anna.open(1, NOW)
    assert field in (await me.open()).html
    assert isinstance(relay, Relay)
    anna.close(relay, NOW)
    assert field not in (await me.open()).html


async def test_t22_back_to_the_machine(me: Browser, anna: Officer) -> None:
    anna.open(1, NOW)
    await me.open()
    await me.send({"text": "Hej", "relayed": "1"})
    shown = await me.press("relay|close")

    assert "Nu svarar datorn igen." in shown.text
    assert "Du: Hej" not in shown.text
    assert "knew|yes" in shown.buttons


async def test_new_answers_are_fetched_with_a_button_or_by_themselves(
    me: Browser, anna: Officer
) -> None:
    assert "/static/live.js?" in me.page.html
    assert "Visa nya svar" not in me.page.html
    anna.open(1, NOW)
    shown = await me.open()
    assert "Visa nya svar" in shown.html

    policy = (await me.client.get("/")).headers["content-security-policy"]
    assert "connect-src 'self';" in policy
    await me.press("relay|close")
    assert "Visa nya svar" not in me.page.html


@pytest.mark.parametrize("officer", [True, False])
async def test_what_is_written_is_text_and_never_markup(
    me: Browser, anna: Officer, officer: bool
) -> None:
    anna.open(1, NOW)
    await me.open()
    if officer:
        anna.say(1, SCRIPT, NOW)
    else:
        await me.send({"text": SCRIPT, "relayed": "1"})
    shown: Page = await me.open()

    assert SCRIPT in shown.text
    assert SCRIPT not in shown.html


async def test_each_reads_in_their_language_and_the_officer_in_swedish(
    newcomer: Callable[..., Browser], anna: Officer
) -> None:
    someone = newcomer("ar")
    await someone.open()
    await someone.press("language|ar")
    anna.open(1, NOW)
    anna.say(1, "Vänta lite.", NOW)
    shown = await someone.open()

    assert (shown.lang, shown.dir) == ("ar", "rtl")
    assert 'lang="sv" dir="auto"' in shown.html
    assert "Vänta lite." in shown.text
