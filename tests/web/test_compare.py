"""Two or three beside each other on the page: a real table, in every direction, of any names."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser

import beside
import pytest

from bot.conversation import Past
from bot.doors.pages import Pages, Reader, Sign
from bot.languages import locales
from dialogs.messages import t
from dialogs.replies import Card, Cards, Compare, Replies
from dialogs.wording import direction

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WORDING = locales.load()


@dataclass
class Cell:
    """One cell: its tag, its attributes and the words in it that are read aloud."""

    tag: str
    at: dict[str, str]
    text: str = ""


@dataclass
class Tables(HTMLParser):
    """The tables of a page as rows of cells, and all tags that were opened."""

    html: str
    tables: list[list[list[Cell]]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    bars: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _unread: int = 0

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in found}
        self.tags.append(tag)
        if self._unread or at.get("aria-hidden") == "true":
            self._unread += 1
        if tag in ("h2", "h3"):
            self.headings.append("")
            self._open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("th", "td"):
            self.tables[-1][-1].append(Cell(tag, at))
            self._open.append(tag)
        if tag == "rect":
            self.bars.append(at["width"])

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            self._unread -= 1
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._unread or not self._open:
            return
        said = " ".join(data.split())
        if self._open[-1] in ("h2", "h3"):
            self.headings[-1] += said
        elif said:
            cell = self.tables[-1][-1][-1]
            cell.text = f"{cell.text} {said}".strip()


def shown(*replies: Compare | Cards, language: str = "sv") -> Tables:
    said: Replies = replies
    past = Past(
        1, "", language, direction(language), WORDING.bubbles(said, language), NOW, "compared"
    )
    return Tables(
        Pages(WORDING, lambda: Sign("Exempelby")).chat(
            Reader(language, "1", False, "token"), (past,)
        )
    )


def rows(table: list[list[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table]


def test_what_differs_stands_first_and_then_what_is_alike() -> None:
    page = shown(beside.compared())

    assert page.headings[-3:] == ["Jämför två", "Det här skiljer", "Lika för båda"]
    differ, alike = page.tables
    assert rows(differ) == [
        ["", "Ekens omsorg", "Solrosen"],
        ["Väntetid", "Cirka 3 veckor", "Har plats nu"],
        ["Språk", "Svenska och finska", "Svenska, arabiska och persiska"],
        ["Nöjda med hjälpen", "86 av 100 41 svarade", "90 av 100 Bara 12 svarade"],
        [
            "Frågan var: Hur nöjd är du med din hemtjänst? År 2025. "
            "Källa: Socialstyrelsen, Kolada U21468"
        ],
        ["Tar hand om klagomål", "Ja", "Uppgift saknas"],
    ]
    assert rows(alike) == [
        ["", "Ekens omsorg", "Solrosen"],
        ["Kommer på kvällen", "Ja", "Ja"],
        ["Du betalar", "Samma avgift", "Samma avgift"],
    ]
    assert page.bars == ["86%", "90%"]


@pytest.mark.parametrize("names", [beside.NAMES, beside.THREE])
@pytest.mark.parametrize("language", ["sv", "ar"])
def test_each_cell_has_its_provider_above_and_its_field_before(
    names: tuple[str, ...], language: str
) -> None:
    for table in shown(beside.compared(names), language=language).tables:
        head, *fields = [row for row in table if "colspan" not in row[0].at]
        assert [(cell.tag, cell.at.get("scope"), cell.at["role"]) for cell in head] == [
            ("td", None, "cell"),
            *[("th", "col", "columnheader")] * len(names),
        ]
        for first, *values in fields:
            assert (first.tag, first.at["scope"], first.at["role"]) == ("th", "row", "rowheader")
            assert [(cell.tag, cell.at["role"]) for cell in values] == [("td", "cell")] * len(names)


def test_what_nobody_told_and_what_few_answered_stand_out() -> None:
    page = shown(beside.compared())

    missing = [cell.text for row in page.tables[0] for cell in row if "unknown" in str(cell.at)]
    assert missing == ["Uppgift saknas"]
    assert page.html.count('class="note few"') == 1


def test_where_nothing_differs_the_names_are_seen_all_the_same() -> None:
    compared = beside.compared()
    page = shown(Compare(compared.title, compared.names, (), compared.alike))

    assert page.headings[-2:] == ["Jämför två", "Lika för båda"]
    assert '<thead role="rowgroup">' in page.html


def test_a_latin_name_does_not_turn_an_arabic_page() -> None:
    page = shown(beside.compared(beside.THREE), language="ar")

    for name in beside.THREE:
        assert page.html.count(f'<bdi lang="sv">{name}</bdi>') == page.html.count(name)
    assert '<section class="compare" lang="ar" dir="rtl"' in page.html


def test_what_a_provider_is_called_can_do_nothing_on_the_page() -> None:
    harmless = shown(beside.compared(), Cards(t("Alla"), (beside.card(),)))

    hostile = shown(
        beside.compared(beside.HOSTILE), Cards(t("Alla"), (beside.card(beside.HOSTILE[0]),))
    )

    assert hostile.tags == harmless.tags
    assert hostile.tables[0][0][1].text == beside.HOSTILE[0]


def test_a_card_with_many_lines_has_each_by_itself() -> None:
    lines = tuple(t("{label}: {n}", label=t("Väntetid"), n=n) for n in range(20))
    page = shown(Cards(t("Alla"), (Card("k", "Almen", t("Företag"), lines=lines),)))

    assert page.html.count('<p class="line">Väntetid: ') == 20
