"""The pages that every page links to."""

from collections.abc import Callable

import httpx
import pytest
from browser import Browser, Page

New = Callable[..., Browser]


async def read(browser: Browser, path: str) -> Page:
    answer = await browser.client.get(path)
    assert answer.status_code == 200
    return Page(answer.text)


@pytest.mark.parametrize("path", ["/accessibility", "/privacy"])
async def test_they_are_linked_from_every_page(newcomer: New, path: str) -> None:
    browser = newcomer()
    seen = [await browser.open(), await browser.press("language|sv"), await read(browser, path)]

    assert all(path in page.links for page in seen)


async def test_the_statement_says_what_the_law_asks_for(newcomer: New) -> None:
    page = await read(newcomer(), "/accessibility?of=exempelby")

    for told in (
        "Exempelby", "delvis förenlig", "lagen om tillgänglighet till digital offentlig service",
        "2026-11-23", "axe", "08-465 004 00", "Digg",
    ):  # fmt: skip
        assert told in page.text.replace("\u00a0", " "), told
    assert "https://www.digg.se/tdosanmalan" in page.links


async def test_what_is_kept_and_for_how_long_is_the_municipalitys(newcomer: New) -> None:
    page = await read(newcomer(), "/privacy?of=exempelby")

    for told in ("Exempelby kommun ansvarar", "30 dagar", "personnummer", "mina uppgifter", "IMY"):
        assert told in page.text, told


async def test_where_no_decision_is_named_that_is_said(newcomer: New) -> None:
    page = await read(newcomer(), "/privacy?of=stockholm")

    assert "Ingen har bestämt hur länge." in page.text


async def test_where_several_are_served_each_has_its_own(newcomer: New) -> None:
    page = await read(newcomer(), "/privacy")

    assert "Din kommun ansvarar" in page.text
    assert "/privacy?of=exempelby" in page.links


async def test_one_made_up_is_as_none(client: httpx.AsyncClient) -> None:
    answer = await client.get("/privacy?of=<script>")

    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert "Din kommun ansvarar" in answer.text


async def test_larger_text_leads_back_to_the_statement(newcomer: New) -> None:
    browser = newcomer()
    answer = await browser.client.post("/look", data={"size": "2", "here": "/privacy?of=exempelby"})

    assert answer.headers["location"] == "/privacy?of=exempelby"
