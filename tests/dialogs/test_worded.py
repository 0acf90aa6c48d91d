"""How what fills the gaps of a sentence is told, in a few languages."""

from datetime import date, datetime, time

import pytest

from bot.languages import locales
from dialogs.messages import Button, Kept, Message, Tongue, Written, bare, label, t, tn
from dialogs.replies import (
    MISSING,
    Ask,
    Bar,
    Card,
    Cards,
    Choice,
    Compare,
    File,
    Line,
    Paper,
    Reply,
    Say,
)
from dialogs.wording import Wording, direction

AT = datetime.fromisoformat("2026-11-25T09:00+00:00")
"""At ten in Sweden."""
HOME = label("service", "Hemtjänst")


@pytest.fixture
def wording() -> Wording:
    return locales.load()


@pytest.mark.parametrize(
    ("message", "language", "text"),
    [
        (t("Ordet är {word}.", word="Björk"), "sv", "Ordet är Björk."),
        (tn("{n} svarade", "{n} svarade alla", 1), "sv", "1 svarade"),
        (tn("{n} svarade", "{n} svarade alla", 2), "sv", "2 svarade alla"),
        (bare("{it}", it=AT), "sv", "onsdag 25 november klockan 10.00"),
        (bare("{it}", it=Button(AT)), "sv", "onsdag 25 november, 10.00"),
        (bare("{it}", it=date(2026, 11, 25)), "sv", "onsdag 25 november"),
        (bare("{it}", it=time(7, 30)), "sv", "07.30"),
        (bare("{it}", it=7), "sv", "7"),
        (bare("{it}", it=Tongue("fi")), "sv", "finska"),
        (bare("{it}", it=Tongue("fi")), "fi", "suomi"),
        (bare("{it}", it=Tongue("xx")), "sv", "xx"),
        (bare("{it}", it=Kept("name")), "sv", "–"),
        (bare("{it}", it=Written({"sv": "Vi putsar"})), "sv", "Vi putsar"),
        (bare("{it}", it=Written({"sv": "Vi putsar"})), "", "Vi putsar"),
        (bare("{it}", it=Written({"sv": "Vi putsar", "fi": "Me pesemme"})), "fi", "Me pesemme"),
        (bare("{it}", it=("A", "B", "C")), "sv", "A, B och C"),
        (bare("{it}", it=("A", "B")), "fi", "A ja B"),
        (bare("{it}", it=(HOME, HOME)), "sv", "Hemtjänst och hemtjänst"),
        (bare("{it}", it=("a", label("x", "SMS"))), "sv", "a och SMS"),
        (bare("{it}", it=("a", label("x", "Å"))), "sv", "a och å"),
        (bare("{it}", it=("A", "Björkens vård")), "sv", "A och Björkens vård"),
        (bare("{it}", it=(t("Ja"), t("Nej"))), "sv", "Ja och Nej"),
        (bare("{it}", it="Björk"), "ar", "\u2068Björk\u2069"),
        (bare("{it}", it="Björk"), "fi", "Björk"),
    ],
)
def test_what_fills_a_gap(wording: Wording, message: Message, language: str, text: str) -> None:
    assert wording.text(message, language) == text


def test_what_is_written_in_swedish_alone_says_so(wording: Wording) -> None:
    said = wording.text(bare("{it}", it=Written({"sv": "Vi putsar"})), "fi")

    swedish, _, note = said.partition(" (")
    assert swedish == "\u2066Vi putsar\u2069"
    assert note
    assert "svenska" not in note


def test_a_name_stays_and_what_is_kept_is_filled_in(wording: Wording) -> None:
    said = t("Namn: {name}.", name=Kept("name"))

    assert wording.text("Björkens vård", "ar") == "Björkens vård"
    assert wording.text(said, "sv", {"name": "Karin"}.__getitem__) == "Namn: Karin."


@pytest.mark.parametrize(
    ("language", "side"), [("sv", "ltr"), ("ar", "rtl"), ("ckb", "rtl"), ("ku", "ltr"), ("", "ltr")]
)
def test_which_way_a_language_runs(language: str, side: str) -> None:
    assert direction(language) == side


KARIN = {"name": "Karin"}.__getitem__
HELLO = t("Namn: {name}.", name=Kept("name"))
BAR = Bar(t("Trygghet"), 86, t("41 svarade."), few=True)


def test_a_bubble_says_each_line_by_itself(wording: Wording) -> None:
    (said,) = wording.bubbles((Say(HELLO, (t("Ja"), HELLO)),), "sv", KARIN)

    assert (said.kind, said.text, said.dir) == ("say", "Namn: Karin.\n\nJa\n\nNamn: Karin.", "ltr")


def test_a_question_shows_its_answers_as_they_are_chosen_and_read_aloud(wording: Wording) -> None:
    choices = (
        Choice("a", label("x", "ja"), chosen=True),
        Choice("b", "vården", forward=True),
        Choice("c", "Suomi", lang="fi"),
    )
    ask = Ask("q", HELLO, choices, multiple=True, fixed=(Choice("d", t("nej")),))

    def shown(language: str) -> list[tuple[str, str, bool, bool, str | None]]:
        (bubble,) = wording.bubbles((ask,), language, KARIN)
        both = (*bubble.choices, *bubble.fixed)
        return [(c.value, c.label, c.chosen, c.forward, c.lang) for c in both]

    assert shown("sv") == [
        ("a", "Ja", True, False, None), ("b", "Vården", False, True, None),
        ("c", "Suomi", False, False, "fi"), ("d", "Nej", False, False, None),
    ]  # fmt: skip
    assert [lang for *_, lang in shown("ar")] == [None, "sv", "fi", None]
    (bubble,) = wording.bubbles((ask,), "sv", KARIN)
    assert (bubble.kind, bubble.question, bubble.text) == ("ask", "q", "Namn: Karin.")
    assert (bubble.multiple, bubble.free) == (True, "")


def test_a_card_tells_what_it_meets_and_its_figures_in_words(wording: Wording) -> None:
    one = Card("eken", "Eken", t("Om"), (t("Rad"),), (t("Har"),), (t("Okänt"),), (t("Saknar"),),
               (BAR,))  # fmt: skip
    (bubble,) = wording.bubbles((Cards(t("Alla"), (one,)),), "sv")
    (card,) = bubble.cards

    assert (bubble.kind, bubble.text) == ("cards", "Alla")
    assert (card.provider, card.name, card.about, card.lines) == ("eken", "Eken", "Om", ("Rad",))
    assert (card.meets, card.unknown, card.lacks) == (("Har",), ("Okänt",), ("Saknar",))
    (bar,) = card.bars
    assert (bar.label, bar.value, bar.figure) == ("Trygghet", 86, "86 av 100")
    assert (bar.text, bar.few) == ("Trygghet: 86 av 100. 41 svarade.", True)


@pytest.mark.parametrize(
    ("names", "alike"), [(("A", "B"), "Lika för båda"), (("A", "B", "C"), "Lika för alla tre")]
)
def test_a_comparison_tells_what_differs_before_what_is_alike(
    wording: Wording, names: tuple[str, ...], alike: str
) -> None:
    differ = Line(t("Kö"), (t("nej"), MISSING, BAR), t("I dag"))
    same = Line(t("Adress"), (bare("{it}", it="eken.se"), bare("{it}", it=Written({"sv": "vi"}))))
    (bubble,) = wording.bubbles((Compare(t("Jämför"), names, (differ,), (same,)),), "sv")
    assert bubble.compare is not None
    first, last = bubble.compare.groups

    assert (bubble.kind, bubble.text, bubble.compare.names) == ("compare", "Jämför", names)
    assert (first.heading, first.differs) == ("Det här skiljer", True)
    assert (last.heading, last.differs) == (alike, False)
    (told,), (own,) = first.lines, last.lines
    assert [(v.text, v.missing) for v in told.values] == [
        ("Nej", False), ("Uppgift saknas", True), ("86 av 100. 41 svarade.", False),
    ]  # fmt: skip
    assert (told.label, told.note, told.values[2].bar is None) == ("Kö", "I dag", False)
    assert (own.note, [v.text for v in own.values]) == ("", ["eken.se", "vi"])


def test_where_nothing_is_alike_there_is_no_heading_for_it(wording: Wording) -> None:
    line = Line(t("Kö"), (t("ja"), t("nej")))
    (bubble,) = wording.bubbles((Compare(t("Jämför"), ("A", "B"), (line,), ()),), "sv")

    assert bubble.compare is not None
    assert [group.heading for group in bubble.compare.groups] == ["Det här skiljer"]


def test_a_paper_holds_bubbles_and_a_file_its_summary(wording: Wording) -> None:
    paper = Paper(t("Skriv ut"), t("Din lista"), (Say(HELLO),))
    file = File("samtal.ics", t("Samtalet"), t("Kommunen ringer"), AT, 20, "1")
    replies: tuple[Reply, ...] = (paper, file)
    page, calendar = wording.bubbles(replies, "sv", KARIN)

    assert page.paper is not None
    assert (page.kind, page.text, page.paper.title) == ("paper", "Skriv ut", "Din lista")
    assert [part.text for part in page.paper.parts] == ["Namn: Karin."]
    assert (calendar.kind, calendar.text, calendar.summary) == (
        "file", "Samtalet", "Kommunen ringer",
    )  # fmt: skip
    assert calendar.file == file
