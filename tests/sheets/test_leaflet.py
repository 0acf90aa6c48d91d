"""The leaflet in every language: on one page, with all its letters, and a code that leads home."""

import logging
import re
from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp

from bot.assembly import House
from bot.clock import now
from bot.commands.leaflet import Wanted, WrongLeaflet, made
from bot.conversation import Address
from bot.languages import locales
from bot.sheets import leaflet, paged
from dialogs.arriving import Leaflet, read
from dialogs.events import Start
from dialogs.wording import SOURCE

SITE = "https://kundval.exempelby.se"
BARE = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f\u200c\u00ad")


def wanted(language: str, **changed: str) -> Wanted:
    asked = {"municipality": "exempelby", "area": "centrum", "service": "care", "site": SITE}
    return Wanted(**{"language": language, "telegram": "", **asked, **changed})


def letters(text: str) -> str:
    """The letters and digits of a text: where a line ends is another matter."""
    return re.sub(r"[\W_]", "", text.translate(BARE))


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


@pytest.mark.parametrize("language", ["sv", "fi", "pl", "tr", "ru", "uk", "ku", "bs"])
def test_the_words_of_a_pdf_can_be_searched(house: House, language: str) -> None:
    pdf = made(house, wanted(language), ".pdf")
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_range()

    for said in (leaflet.MAY_CHOOSE, leaflet.CAMERA, leaflet.MACHINE):
        assert house.wording.text(said, language) in " ".join(text.split())
    assert "08-465 004 00" in text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", locales.ORDER)
def test_svg_and_html_say_the_same(house: House, language: str) -> None:
    svg = ElementTree.fromstring(made(house, wanted(language), ".svg"))
    html = made(house, wanted(language), ".html").decode()
    drawn = " ".join("".join(t.itertext()) for t in svg.iter("{http://www.w3.org/2000/svg}text"))

    words = [
        house.wording.text(said, language)
        for said in (leaflet.MAY_CHOOSE, leaflet.SAID_YES, leaflet.CAMERA, leaflet.MACHINE)
    ]
    assert f'<html lang="{language}"' in html
    for said in words:
        assert said in html.replace("&#39;", "'")
        assert letters(said) in letters(drawn)
    assert (house.wording.text(leaflet.EXAMPLE, language) in html.replace("&#39;", "'")) is True
    assert [part for part in ("src=", "@import", "url(", "<script") if part in html] == []


def test_a_draft_says_that_it_is_one_and_swedish_does_not(house: House) -> None:
    from dialogs.steps.opening import DRAFT

    for language in locales.ORDER:
        html = made(house, wanted(language), ".html").decode().replace("&#39;", "'")
        assert (house.wording.text(DRAFT, language) in html) is (language != SOURCE)


def test_the_code_can_lead_to_telegram(house: House) -> None:
    html = made(house, wanted("ti", site="", telegram="@kundval_bot"), ".html").decode()

    assert 'href="https://t.me/kundval_bot?start=ti_exempelby_centrum_care"' in html


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"municipality": "mordor"}, "mordor"),
        ({"language": "xx"}, "xx"),
        ({"area": "mordor"}, "centrum"),
        ({"service": "flying"}, "household"),
        ({"site": ""}, "KUNDVAL_ADDRESS"),
        ({"site": "exempelby.se"}, "https://"),
        ({"site": "http://exempelby.se"}, "https://"),
        ({"site": "https://"}, "https://"),
        ({"telegram": "val_bot"}, "inte båda"),
        ({"site": "", "telegram": "https://t.me/kundval_bot"}, "botens namn"),
        ({"site": "", "telegram": "min bot"}, "botens namn"),
        ({"site": f"{SITE}?a=b"}, "https://"),
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


@pytest.mark.parametrize("word", ["أيضًا", "دائمًا", "وجّهها", "تقريبًا"])
def test_a_word_with_a_mark_is_shaped_as_one(word: str) -> None:
    with paged.writer() as document:
        paged.use(document, 20, False, "ar")
        fragments = document._preload_bidirectional_text(f"هنا {word} نحو", False)

    whole = ["".join(fragment.characters) for fragment in fragments]
    assert any(word in one for one in whole), whole


def test_a_code_has_room_round_it() -> None:
    squares = [m for m in paged._code(SITE, 50, 100, 66) if isinstance(m, paged.Square)]
    module = squares[0].height

    assert min(s.x for s in squares) == pytest.approx(50 + 4 * module)
    assert min(s.y for s in squares) == pytest.approx(100 + 4 * module)
    assert max(s.x + s.width for s in squares) == pytest.approx(116 - 4 * module)
