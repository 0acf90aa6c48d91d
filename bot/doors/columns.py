"""Bubbles as lines of at most 72 columns, for the terminal."""

import textwrap
from collections.abc import Iterator, Sequence

from dialogs.bubbles import Bubble, CardText, CompareText, LineText, PaperText

WIDTH = 72
RULE = "─" * WIDTH

_NAMES = 28
"""The widest column of names beside which values are still easy to read."""


def spoken(bubbles: Sequence[Bubble]) -> Iterator[str]:
    """All that is said; answers with their numbers before them."""
    for bubble in bubbles:
        yield ""
        yield from _said(bubble)
        if bubble.paper:
            yield from _paper(bubble.paper)
        if bubble.file:
            yield f"  [{bubble.file.filename}]"
        for number, choice in enumerate(bubble.choices, start=1):
            tick = "✓ " if choice.chosen else ""
            yield from textwrap.wrap(
                f"{number:>2}. {tick}{choice.label}", WIDTH, subsequent_indent="    "
            )
        if bubble.fixed:
            yield from textwrap.wrap(" · ".join(c.label for c in bubble.fixed), WIDTH)


def _said(bubble: Bubble) -> Iterator[str]:
    said = f"{bubble.by}: {bubble.text}" if bubble.by else bubble.text
    for paragraph in said.split("\n\n"):
        yield from textwrap.wrap(paragraph, WIDTH) or [""]
    for card in bubble.cards:
        yield ""
        yield from _card(card)
    if bubble.compare:
        yield from _compared(bubble.compare)


def _paper(paper: PaperText) -> Iterator[str]:
    yield RULE
    yield from textwrap.wrap(paper.title, WIDTH)
    for part in paper.parts:
        yield ""
        yield from _said(part)
    yield RULE


def _card(card: CardText) -> Iterator[str]:
    yield from textwrap.wrap(card.name, WIDTH)
    marked = (
        [card.about]
        + [f"✓ {line}" for line in card.meets]
        + [f"? {line}" for line in card.unknown]
        + [f"– {line}" for line in card.lacks]
        + list(card.lines)
        + [bar.text for bar in card.bars]
    )
    for line in marked:
        yield from textwrap.wrap(line, WIDTH, initial_indent="   ", subsequent_indent="     ")


def _compared(compare: CompareText) -> Iterator[str]:
    for group in compare.groups:
        yield ""
        yield from textwrap.wrap(group.heading, WIDTH)
        for line in group.lines:
            yield ""
            yield from textwrap.wrap(line.label, WIDTH, initial_indent="  ", subsequent_indent="  ")
            yield from _values(line, compare.names)


def _values(line: LineText, names: Sequence[str]) -> Iterator[str]:
    """A line for each, their values under each other; what is alike is said once."""
    if line.same:
        yield from _indented(line.values[0].text, 4)
    else:
        column = min(max(len(name) for name in names), _NAMES)
        for name, value in zip(names, line.values, strict=True):
            first, *rest = _indented(value.text, 4 + column + 2)
            *above, beside = textwrap.wrap(name, column) or [""]
            yield from (f"    {piece}" for piece in above)
            yield f"    {beside}:".ljust(4 + column + 2) + first.lstrip()
            yield from rest
    if line.note:
        yield from _indented(line.note, 4)


def _indented(words: str, by: int) -> list[str]:
    indent = " " * by
    return textwrap.wrap(words, WIDTH, initial_indent=indent, subsequent_indent=indent) or [indent]
