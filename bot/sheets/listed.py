"""The list of providers as a sheet in large print."""

from collections.abc import Iterator

from bot.rendering.paper import NUMBER
from bot.sheets import Block, Kind, Sheet
from dialogs.bubbles import Bubble, CardText, PaperText


def sheet(paper: PaperText, draft: str = "") -> Sheet:
    """All that stands on the page to print, in the same order; `draft` says that it is one."""
    blocks = tuple(block for part in paper.parts for block in _blocks(part))
    title = Block(Kind.TITLE, paper.title)
    note = (Block(Kind.SMALL, draft),) if draft else ()
    return Sheet(paper.title, paper.lang, paper.dir, (title, *note, *blocks))


def _blocks(part: Bubble) -> Iterator[Block]:
    if part.cards:
        yield Block(Kind.HEADING, part.text)
    else:
        for paragraph in part.text.split("\n\n"):
            yield Block(Kind.TEXT, _unbroken(paragraph))
    for card in part.cards:
        yield Block(Kind.NAME, card.name)
        yield Block(Kind.TEXT, _unbroken("\n".join(_lines(card))))


def _unbroken(text: str) -> str:
    """With numbers to dial on one line."""
    return NUMBER.sub(lambda found: found[0].replace(" ", "\u00a0").replace("-", "\u2011"), text)


def _lines(card: CardText) -> Iterator[str]:
    yield card.about
    yield from card.lines
    yield from (f"+ {line}" for line in card.meets)
    yield from (f"? {line}" for line in card.unknown)
    yield from (f"– {line}" for line in card.lacks)
    yield from (bar.text for bar in card.bars)
