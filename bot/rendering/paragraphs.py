"""A turn as paragraphs for Telegram: only names are bold, and a message holds so much and no more.

A comparison has no room for columns there: each field is a paragraph of its own, with a line for
each provider; what is alike is said once.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from dialogs.bubbles import Bubble, CardText, CompareText, LineText
from dialogs.wording import CLOSE, OPEN

LIMIT = 4096
"""Characters in a message, counted after Telegram has read the markup."""

_PARAGRAPH = 3000
_NAME = 1000
_RTL_MARK = "\u200f"

Line = tuple[str, str]
"""A name, which is bold and may be empty, and the words after it."""


def paragraphs(bubbles: Iterable[Bubble]) -> Iterator[list[Line]]:
    """All that is said, in order."""
    for bubble in bubbles:
        by: list[Line] = [(f"{bubble.by}:", "")] if bubble.by else []
        for paragraph in bubble.text.split("\n\n"):
            yield [*by, *(("", line) for line in paragraph.split("\n"))]
            by = []
        for card in bubble.cards:
            yield list(_card(card, bubble.dir))
        if bubble.compare:
            yield from _compared(bubble.compare, bubble.dir)


def _card(card: CardText, side: str) -> Iterator[Line]:
    yield _name(card.name, side), ""
    lines = [card.about, *card.lines]
    lines += [f"✓ {line}" for line in card.meets]
    lines += [f"? {line}" for line in card.unknown]
    lines += [f"– {line}" for line in card.lacks]
    lines += [bar.text for bar in card.bars]
    for line in lines:
        yield "", line


def _compared(compare: CompareText, side: str) -> Iterator[list[Line]]:
    names = [_name(name, side) for name in compare.names]
    for group in compare.groups:
        yield [("", group.heading)]
        for line in group.lines:
            yield [("", line.label), *_values(line, names), *_note(line)]


def _values(line: LineText, names: Sequence[str]) -> Iterator[Line]:
    if line.same:
        yield "", line.values[0].text
        return
    for name, value in zip(names, line.values, strict=True):
        yield name, f": {value.text}"


def _note(line: LineText) -> Iterator[Line]:
    if line.note:
        yield "", line.note


def _name(name: str, side: str) -> str:
    return f"{_RTL_MARK}{OPEN}{name}{CLOSE}" if side == "rtl" else name


def as_html(lines: Iterable[Line]) -> str:
    """One paragraph; whatever was put into it is text, never markup."""
    return "\n".join(_html(name, words) for name, words in lines)


def _html(name: str, words: str) -> str:
    bold = f"<b>{escape(name, quote=False)}</b>" if name else ""
    return bold + escape(words, quote=False)


def pages(whole: Iterable[list[Line]]) -> Iterator[str]:
    """Whole paragraphs as long as they fit; only what is longer than a message is cut."""
    page: list[str] = []
    room = LIMIT
    for paragraph in (part for one in whole for part in _cut(one)):
        size = sum(_size(line) for line in paragraph) + 1
        if size > room and page:
            yield "\n\n".join(page)
            page, room = [], LIMIT
        page.append(as_html(paragraph))
        room -= size
    if page:
        yield "\n\n".join(page)


def _cut(paragraph: list[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    room = _PARAGRAPH
    for line in (piece for whole in paragraph for piece in _pieces(whole)):
        if _size(line) > room and part:
            yield part
            part, room = [], _PARAGRAPH
        part.append(line)
        room -= _size(line)
    yield part


def _pieces(line: Line) -> Iterator[Line]:
    name, words = line
    *long, name = textwrap.wrap(name, _NAME) or [""]
    yield from ((piece, "") for piece in long)
    first, *rest = textwrap.wrap(words, _PARAGRAPH - _NAME - 1) or [""]
    yield name, first
    yield from (("", piece) for piece in rest)


def _size(line: Line) -> int:
    return len(line[0]) + len(line[1]) + 1
