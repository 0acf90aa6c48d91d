"""The page in Swedish for once, words that are only in Swedish, and who comes by a leaflet."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from browser import Browser, Page
from test_guards import stored

from bot.conversation.past import Past
from bot.doors.pages import Pages, Reader, Sign
from bot.doors.words import OLD
from bot.languages import locales
from care.times import SWEDEN
from dialogs.messages import Written, t
from dialogs.replies import Card, Cards, Compare, Line, Say
from dialogs.steps.opening import MACHINE
from dialogs.wording import direction

Newcomer = Callable[..., Browser]
WORDING = locales.load()
NOW = datetime(2026, 11, 23, 10, tzinfo=SWEDEN)
OWN = Written({"sv": "Vi är ett litet <företag>.", "fi": "Olemme pieni yritys."})


async def look(person: Browser, address: str) -> Page:
    return Page((await person.client.get(address)).text)


async def test_one_tap_to_the_swedish_and_one_back(newcomer: Newcomer, database: Path) -> None:
    person = newcomer()
    await person.open()
    finnish = await person.press("language|fi")
    before = stored(database)

    swedish = await look(person, "/?in=sv")
    again = await look(person, "/")

    assert "/?in=sv#latest" in finnish.links
    assert (finnish.lang, swedish.lang, again.lang) == ("fi", "sv", "fi")
    assert "Visste du att du får välja?" in swedish.text
    assert "En översättare" not in swedish.text, "the Swedish is no translation"
    assert swedish.buttons["knew|yes"] == "1 Ja"
    assert "/#latest" in swedish.links
    assert stored(database) == before, "to look in Swedish is no turn"
    assert (await person.press("knew|no")).lang == "fi", "and the talk goes on as it was"


async def test_who_reads_swedish_is_offered_no_swedish(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()

    page = await person.press("language|sv")

    assert not any("in=sv" in link for link in page.links)
    assert (await look(person, "/?in=sv")).lang == "sv"
    assert (await look(newcomer(), "/?in=sv")).buttons.keys() == {
        f"language|{code}" for code in locales.ORDER
    }


@pytest.mark.parametrize(("language", "left"), [("sv", False), ("fi", False), ("ar", True)])
def test_free_text_without_a_translation_is_swedish_and_says_so(language: str, left: bool) -> None:
    card = Card("ekens", "Ekens", t("Företag"), (t("De skriver själva: {words}", words=OWN),))
    line = Line(t("Säljer också"), (t("{words}", words=OWN), t("{words}", words=OWN)))
    said = (
        Say(t("Kommunen skriver: {words}", words=OWN)),
        Cards(t("Alla du kan välja"), (card,)),
        Compare(t("De här två"), ("Ekens", "Solrosen"), (line,), ()),
    )
    bubbles = WORDING.bubbles(said, language)
    past = Past(1, "", language, direction(language), bubbles, NOW, "provider")

    html = Pages(WORDING, lambda: Sign("Exempelby")).chat(
        Reader(language, "1", False, "x"), (past,)
    )

    marked = '<bdi lang="sv">Vi är ett litet &lt;företag&gt;.</bdi>'
    note = WORDING.text(t("Den här texten finns bara på svenska."), language)
    assert html.count(marked) == (4 if left else 0)
    assert (note in html) is left
    assert ("Olemme pieni yritys." in html) is (language == "fi")


async def test_names_of_the_catalogue_are_read_aloud_as_swedish(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()
    for pressed in ("language|ar", "knew|no"):
        towns = await person.press(pressed)
    for pressed in ("municipality|exempelby", "who|self", "decision|yes", "about1|skip"):
        await person.press(pressed)
    districts = await person.press("service|care")
    for pressed in ("area|centrum", "needs|done"):
        listed = await person.press(pressed)

    assert '<bdi lang="sv">Botkyrka kommun</bdi>' in towns.html
    assert '<bdi lang="sv">Centrum</bdi>' in districts.html
    names = [said.partition(" ")[2] for said in listed.buttons.values() if said[0].isdecimal()]
    assert len(names) == 5
    for name in names:
        assert listed.html.count(f'<bdi lang="sv">{name}</bdi>') == 2, "on the card, on the button"


async def test_a_leaflet_leads_to_its_language_service_and_area(
    newcomer: Newcomer, database: Path
) -> None:
    person = newcomer(language="de")
    before = stored(database)
    first = await look(person, "/?start=ar_exempelby_centrum_care")
    assert stored(database) == before, "a preview of the link has done nothing"

    chat = await person.send({"token": first.token, "start": "ar_exempelby_centrum_care"})
    yes = await person.press("heard|yes")

    assert (first.lang, first.dir, chat.lang) == ("ar", "rtl", "ar")
    assert WORDING.text(t("Du får välja vem som hjälper dig"), "ar") in first.text
    assert "Centrum" in chat.text
    assert list(chat.buttons)[1:3] == ["heard|yes", "heard|no"]
    assert "knew|yes" in yes.buttons


@pytest.mark.parametrize("link", ["", "ar", "xx_exempelby__", "a" * 65, '"><b>'])
async def test_what_is_no_leaflet_begins_as_always(newcomer: Newcomer, link: str) -> None:
    person = newcomer()

    page = Page((await person.client.get("/", params={"start": link})).text)
    started = await person.send({"token": page.token, "start": link or "x"})

    assert page.lang in locales.ORDER
    assert "<b>" not in page.html
    assert "language|fi" in started.buttons


async def test_what_a_leaflet_names_and_nobody_knows_is_left_out(
    newcomer: Newcomer, database: Path
) -> None:
    for n, (link, counted) in enumerate(
        (
            ("fi_exempelby_mordor_care", "start:fi_exempelby__care"),
            ("fi_exempelby__anna", "start:fi_exempelby__"),
            ("fi_anna-andersson__", "start"),
        ),
        start=1,
    ):
        person = newcomer()
        page = await person.send({"token": (await person.open()).token, "start": link})
        with sqlite3.connect(database) as connection:
            heard = [row[0] for row in connection.execute("SELECT heard FROM turn ORDER BY at")]
        assert page.lang == "fi"
        assert (len(heard), heard[-1]) == (n, counted)


async def test_who_changes_the_language_of_a_leaflet_is_welcomed_in_their_own(
    newcomer: Newcomer,
) -> None:
    person = newcomer()
    page = await person.open()
    await person.send({"token": page.token, "start": "sv_exempelby_centrum_care"})

    await person.send({"token": person.page.token, "choose": "heard|language"})
    arabic = await person.press("language|ar")

    assert WORDING.text(MACHINE, "ar") in arabic.text
    assert "heard|yes" in arabic.buttons, "and what the leaflet said is asked again"


async def test_what_goes_wrong_on_a_leaflets_page_keeps_the_leaflet(newcomer: Newcomer) -> None:
    person = newcomer()
    link = "/?start=ar_exempelby_centrum_care"

    answer = await person.client.post(link, data={"token": "old", "start": "ar_exempelby__"})

    again = Page(answer.text)
    assert (answer.status_code, again.lang) == (409, "ar")
    assert 'name="start" value="ar_exempelby_centrum_care"' in again.html
    assert WORDING.text(OLD, "ar") in again.text


async def test_who_is_in_the_middle_is_not_led_away_by_a_leaflet(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|fi")
    middle = await person.press("knew|no")

    scanned = await look(person, "/?start=ar_exempelby_centrum_care")

    assert (scanned.lang, scanned.buttons) == ("fi", middle.buttons)


async def test_other_languages_have_a_few_words_and_the_number(newcomer: Newcomer) -> None:
    page = await newcomer().open()

    for landing in locales.landings():
        assert (
            f'<section class="bot" lang="{landing.code}" dir="ltr"><h2>{landing.name}</h2>'
            in page.html
        )
        assert landing.told("") in page.text
        assert "08-1" in landing.told("08-1")
