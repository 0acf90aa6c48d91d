"""The leaflet in every language: on one page, with all its letters, and a code that leads home."""

import logging
import re
from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp

from bot import locales
from bot.assembly import House
from bot.clock import now
from bot.commands.leaflet import Wanted, WrongLeaflet, made
from bot.conversation import Address
from bot.sheets import leaflet
from dialogs.arriving import Leaflet, read
from dialogs.events import Start
from dialogs.wording import SOURCE

SITE = "https://kundval.exempelby.se"
BARE = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f\u200c\u00ad")


def wanted(language: str, **changed: str) -> Wanted:
    asked = {"municipality": "exempelby", "area": "centrum", "service": "care", "site": SITE}
    return Wanted(**{"language": language, "telegram": "", **asked, **changed})


def letters(text: str) -> str:
    """The letters and digits of a text, in no order: a PDF keeps none of its own."""
    return "".join(sorted(re.sub(r"[\W_]", "", text.translate(BARE))))


@pytest.mark.parametrize("language", locales.ORDER)
def test_the_code_of_a_printed_leaflet_leads_to_the_right_first_message(
    house: House, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        pdf = made(house, wanted(language), ".pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        picture = document[0].render(scale=1.5).to_pil()

    (code,) = zxingcpp.read_barcodes(picture)
    link = code.text.removeprefix(f"{SITE}/?start=")
    address = Address("web", "", f"by-leaflet-{language}")
    answer = house.conversations.hear(address, f"k-{language}", Start(leaflet=link), now())

    assert caplog.messages == [], "every letter has its shape in our fonts"
    assert pages == 1
    assert read(link) == Leaflet(language, "exempelby", "centrum", "care")
    assert (answer.language, answer.step) == (language, "heard")
    assert "Centrum" in answer.bubbles[-1].text
    assert house.wording.text(leaflet.MACHINE, language) != ""


@pytest.mark.parametrize("language", ["sv", "fi", "pl", "tr", "ru", "uk", "ku", "bs"])
def test_the_words_of_a_pdf_can_be_searched(house: House, language: str) -> None:
    pdf = made(house, wanted(language), ".pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_range()

    for said in (leaflet.TITLE, leaflet.CAMERA, leaflet.MACHINE):
        assert house.wording.text(said, language) in " ".join(text.split())
    assert "08-465 004 00" in text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", locales.ORDER)
def test_svg_and_html_say_the_same(house: House, language: str) -> None:
    svg = ElementTree.fromstring(made(house, wanted(language), ".svg"))
    html = made(house, wanted(language), ".html").decode()
    drawn = " ".join("".join(t.itertext()) for t in svg.iter("{http://www.w3.org/2000/svg}text"))

    words = [
        house.wording.text(said, language)
        for said in (leaflet.TITLE, leaflet.SAID_YES, leaflet.CAMERA, leaflet.FREE)
    ]
    assert f'<html lang="{language}"' in html
    for said in words:
        assert said in html.replace("&#39;", "'")
        assert set(letters(said)) <= set(letters(drawn))
    assert (house.wording.text(leaflet.EXAMPLE, language) in html.replace("&#39;", "'")) is True
    assert [part for part in ("src=", "@import", "url(", "<script") if part in html] == []


def test_a_draft_says_that_it_is_one_and_swedish_does_not(house: House) -> None:
    from dialogs.steps.opening import DRAFT

    for language in locales.ORDER:
        html = made(house, wanted(language), ".html").decode().replace("&#39;", "'")
        assert (house.wording.text(DRAFT, language) in html) is (language != SOURCE)


def test_the_code_can_lead_to_telegram(house: House) -> None:
    html = made(house, wanted("ti", telegram="@kundval_bot"), ".html").decode()

    assert 'href="https://t.me/kundval_bot?start=ti_exempelby_centrum_care"' in html


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"municipality": "mordor"}, "mordor"),
        ({"language": "xx"}, "xx"),
        ({"area": "mordor"}, "centrum"),
        ({"service": "flying"}, "household"),
        ({"site": ""}, "KUNDVAL_ADDRESS"),
    ],
)
def test_what_cannot_be_made_is_told(house: House, changed: dict[str, str], told: str) -> None:
    with pytest.raises(WrongLeaflet, match=told):
        made(house, wanted(**{"language": "sv", **changed}), ".pdf")


def test_another_kind_of_file_is_refused(house: House) -> None:
    with pytest.raises(WrongLeaflet, match=r"\.pdf, \.svg, \.html"):
        made(house, wanted("sv"), ".docx")


@pytest.mark.parametrize("link", ["", "sv", "sv_a_b", "_" * 65, "sv_" + "a" * 62])
def test_what_is_no_link_is_read_as_none(link: str) -> None:
    assert read(link) is None


def test_a_link_that_telegram_would_not_take_is_never_printed() -> None:
    with pytest.raises(ValueError, match="64"):
        _ = Leaflet("sv", "a" * 32, "b" * 32, "care").link
    with pytest.raises(ValueError, match="64"):
        _ = Leaflet("sv", "örebro").link
    assert read(Leaflet("ckb", "a", "b-c", "housing_support").link) == Leaflet(
        "ckb", "a", "b-c", "housing_support"
    )
