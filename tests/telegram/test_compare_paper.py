"""A comparison and a page to print, at the doors that have neither columns nor pages."""

from datetime import UTC, datetime
from html import unescape

import beside
import pytest

from bot.doors.columns import spoken
from bot.doors.structured import structured
from bot.languages import locales
from bot.rendering import telegrams
from dialogs.bubbles import Bubble
from dialogs.messages import bare, t
from dialogs.replies import Ask, Choice, Compare, Line, Paper, Replies

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WORDING = locales.load()
ASK = Ask("compared", t("Vad vill du göra?"), (Choice("list", "Visa listan igen"),))


def said(*replies: Compare | Paper | Ask, language: str = "sv") -> tuple[Bubble, ...]:
    whole: Replies = replies
    return WORDING.bubbles(whole, language)


def sent(*replies: Compare | Paper | Ask, language: str = "sv") -> tuple[telegrams.Method, ...]:
    return telegrams.methods(7, said(*replies, language=language), WORDING, NOW)


def longest() -> Compare:
    """Three long names, every field of a long catalogue, and a review that is a whole page."""
    names = tuple(f"{n} " + "Kommunens hemtjänst i Vasastaden " * 3 for n in range(3))
    review = "Granskningen visade att allt var bra <b>&</b>. " * 90
    lines = tuple(
        Line(
            t("Kommunen har granskat dem {n}", n=n),
            tuple(bare("{words}", words=f"{n} {k} {review}") for k in range(3)),
        )
        for n in range(6)
    )
    return Compare(t("Jämför tre"), names, lines, beside.compared(names).alike)


def test_a_comparison_is_a_paragraph_for_each_field() -> None:
    (method,) = sent(beside.compared(), ASK)

    assert method["text"] == (
        "Jämför två\n\n"
        "Det här skiljer\n\n"
        "Väntetid\n"
        "<b>Ekens omsorg</b>: Cirka 3 veckor\n"
        "<b>Solrosen</b>: Har plats nu\n\n"
        "Språk\n"
        "<b>Ekens omsorg</b>: Svenska och finska\n"
        "<b>Solrosen</b>: Svenska, arabiska och persiska\n\n"
        "Nöjda med hjälpen\n"
        "<b>Ekens omsorg</b>: 86 av 100. 41 svarade\n"
        "<b>Solrosen</b>: 90 av 100. Bara 12 svarade\n"
        "Frågan var: Hur nöjd är du med din hemtjänst? År 2025. "
        "Källa: Socialstyrelsen, Kolada U21468\n\n"
        "Tar hand om klagomål\n"
        "<b>Ekens omsorg</b>: Ja\n"
        "<b>Solrosen</b>: Uppgift saknas\n\n"
        "Lika för båda\n\n"
        "Kommer på kvällen\nJa\n\n"
        "Du betalar\nSamma avgift\n\n"
        "Vad vill du göra?"
    )


def test_three_have_a_heading_of_their_own() -> None:
    (method,) = sent(beside.compared(beside.THREE), ASK)

    assert "Lika för alla tre\n\nKommer på kvällen\nJa" in method["text"]


def test_names_are_bold_and_isolated_and_never_markup() -> None:
    (arabic,) = sent(beside.compared(), language="ar")
    (hostile,) = sent(beside.compared(beside.HOSTILE))

    assert arabic["text"].count("<b>\u200f\u2068Ekens omsorg\u2069</b>: ") == 4
    assert '<b>&lt;script&gt;alert("1")&lt;/script&gt;</b>: Cirka 3 veckor' in hostile["text"]


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_the_longest_comparison_fits_in_messages_and_loses_nothing(language: str) -> None:
    *first, last = sent(longest(), ASK, language=language)

    texts = [unescape(m["text"].replace("<b>", "").replace("</b>", "")) for m in (*first, last)]
    assert all(0 < len(text) <= 4096 for text in texts)
    assert "inline_keyboard" in last["reply_markup"]
    assert sum(text.count("Granskningen") for text in texts) == 6 * 3 * 90
    assert sum(m["text"].count("<b>") for m in (*first, last)) >= 6 * 3


def test_a_name_longer_than_a_message_is_cut_and_the_rest_is_told() -> None:
    compared = beside.compared(("N" * 9000, "Solrosen"))

    texts = [m["text"] for m in sent(compared)]

    assert all(len(text.replace("<b>", "").replace("</b>", "")) <= 4096 for text in texts)
    assert sum(text.count("N") for text in texts) == 4 * 9000 + 1, "and Nöjda"


def test_a_page_to_print_is_a_document_in_its_place() -> None:
    document, last = sent(beside.printed(), ASK)

    assert (document["method"], document["caption"]) == (
        "sendDocument",
        "Här är en sida att skriva ut.",
    )
    name, content = document["document"]
    assert name == "skriv-ut.html"
    assert content.startswith(b"<!doctype html>")
    assert "Cirka 3 veckor" in content.decode()
    assert last["text"] == "Vad vill du göra?"


@pytest.mark.parametrize(
    "reply", [beside.compared(), beside.compared(beside.THREE), longest(), beside.printed()]
)
def test_the_terminal_has_72_columns(reply: Compare | Paper) -> None:
    lines = list(spoken(said(reply, ASK)))

    assert max(len(line) for line in lines) <= 72


def test_the_terminal_puts_values_under_each_other() -> None:
    lines = list(spoken(said(beside.compared(beside.THREE))))

    at = lines.index("  Väntetid")
    assert lines[at + 1 : at + 5] == [
        "    Ekens omsorg:                 Cirka 3 veckor",
        "    Solrosen:                     Har plats nu",
        "    Kommunens hemtjänst i",
        "    Vasastaden och Norrmalm:      Uppgift saknas",
    ]


def test_a_program_is_given_names_and_values_in_the_same_order() -> None:
    told = structured(said(beside.compared())[0], NOW)

    assert (told["kind"], told["text"], told["names"]) == (
        "compare",
        "Jämför två",
        ["Ekens omsorg", "Solrosen"],
    )
    differ, alike = (group["lines"] for group in told["groups"])
    assert differ[0] == {"label": "Väntetid", "values": ["Cirka 3 veckor", "Har plats nu"]}
    assert differ[2]["values"] == ["86 av 100. 41 svarade", "90 av 100. Bara 12 svarade"]
    assert differ[2]["note"].startswith("Frågan var:")
    assert [line["label"] for line in alike] == ["Kommer på kvällen", "Du betalar"]


def test_a_program_is_given_the_parts_of_a_page() -> None:
    told = structured(said(beside.printed())[0], NOW)

    assert (told["kind"], told["text"], told["title"]) == (
        "paper",
        "Här är en sida att skriva ut.",
        "Det du har valt mellan",
    )
    assert [part["kind"] for part in told["parts"]] == ["say", "compare", "cards", "say", "say"]
