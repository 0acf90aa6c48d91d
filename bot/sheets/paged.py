"""Where everything on a sheet stands: lines of text and the code's squares, in millimetres.

PDF and SVG are drawn from the same places. Lines are broken where the shipped fonts, shaped, say
that they are full.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from bot.sheets import Block, Kind, Sheet
from dialogs.wording import direction

FONTS = Path(__file__).parent / "fonts"
FAMILIES = ("NotoSans", "NotoSansArabic", "NotoSansEthiopic")
"""A letter is of the first that has it."""

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 18.0
"""A4."""
CODE_SIDE = 66.0
QUIET = 4
"""Empty modules round a code (ISO/IEC 18004), inside its side."""
SMALLEST = 0.6
"""How much a sheet may shrink to stay on one page: text of 20 points is then 12."""

SCRIPTS = {"ar": "arab", "fa": "arab", "ckb": "arab", "ti": "ethi", "ru": "cyrl", "uk": "cyrl"}


@dataclass(frozen=True, slots=True)
class Look:
    """Size in points, weight, the space above in millimetres, and whether the line is centred."""

    points: float
    bold: bool = False
    above: float = 3.0
    centred: bool = False


LOOKS = {
    Kind.WHOSE: Look(16, above=0),
    Kind.TITLE: Look(34, bold=True, above=2),
    Kind.HEADING: Look(24, bold=True, above=7),
    Kind.NAME: Look(20, bold=True, above=6),
    Kind.TEXT: Look(20),
    Kind.NUMBER: Look(44, bold=True, above=0),
    Kind.CODE: Look(0, above=2, centred=True),
    Kind.ADDRESS: Look(16, above=0, centred=True),
    Kind.SMALL: Look(13, above=2),
}
LEADING = 1.28
"""Lines apart, in sizes of the text; Ethiopic letters are taller."""
MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: `x` is the edge that it begins at or its middle, `y` its baseline."""

    text: str
    x: float
    y: float
    points: float
    bold: bool
    language: str
    direction: str
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """A run of dark modules of a code."""

    x: float
    y: float
    width: float
    height: float


Page = tuple[Line | Square, ...]


def one_page(sheet: Sheet) -> Page:
    """All on one A4 page, made smaller where it must. ValueError where it is too much."""
    size = 1.0
    with writer() as measure:
        while size >= SMALLEST:
            pages = list(_filled(measure, sheet, size))
            if len(pages) == 1:
                return pages[0]
            size -= 0.04
    raise ValueError("the sheet is too long for one page")


def pages(sheet: Sheet) -> Sequence[Page]:
    """In full size, on as many pages as it takes."""
    with writer() as measure:
        return list(_filled(measure, sheet, 1.0))


def _filled(measure: FPDF, sheet: Sheet, size: float) -> Iterator[Page]:
    page: list[Line | Square] = []
    y = MARGIN
    for group in _kept_together(sheet.blocks):
        made = [_placed(measure, sheet, block, size) for block in group]
        if page and y + sum(height for height, _ in made) > HEIGHT - MARGIN:
            yield tuple(page)
            page, y = [], MARGIN
        for height, draw in made:
            page += draw(y)
            y += height
    yield tuple(page)


def _kept_together(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """A heading or a name is on the page of what it stands over."""
    group: list[Block] = []
    for block in blocks:
        if group and group[-1].kind not in (Kind.HEADING, Kind.NAME):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


Draw = Callable[[float], list[Line | Square]]


def _placed(measure: FPDF, sheet: Sheet, block: Block, size: float) -> tuple[float, Draw]:
    look = LOOKS[block.kind]
    above = look.above * size
    if block.kind is Kind.CODE:
        square = CODE_SIDE * size
        return above + square, lambda y: _code(block.text, (WIDTH - square) / 2, y + above, square)
    language = block.lang or sheet.language
    points = look.points * size
    step = points * MM * LEADING
    side = direction(language)
    lines = _broken(measure, block.text, points, look.bold, language)
    edge = WIDTH - MARGIN if sheet.direction == "rtl" else MARGIN
    x = WIDTH / 2 if look.centred else edge

    def draw(y: float) -> list[Line | Square]:
        return [
            Line(
                text,
                x,
                y + above + n * step + points * MM,
                points,
                look.bold,
                language,
                side,
                look.centred,
            )
            for n, text in enumerate(lines)
        ]

    return above + step * len(lines), draw


def _broken(measure: FPDF, text: str, points: float, bold: bool, language: str) -> list[str]:
    use(measure, points, bold, language)
    lines = measure.multi_cell(
        WIDTH - 2 * MARGIN, text=text, dry_run=True, output=MethodReturnValue.LINES, align="L"
    )
    assert isinstance(lines, list)
    return lines


def _code(address: str, x: float, y: float, side: float) -> list[Line | Square]:
    code = segno.make(address, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=QUIET)]
    module = side / len(rows)
    squares: list[Line | Square] = []
    for r, row in enumerate(rows):
        column = 0
        while column < len(row):
            end = column
            while end < len(row) and row[end]:
                end += 1
            if end > column:
                width = (end - column) * module
                squares.append(Square(x + column * module, y + r * module, width, module))
            column = end + 1
    return squares


class Writer(FPDF):
    """Keeps a word whole that has a mark in it (أيضًا): fpdf2 2.8 begins anew at the mark, whose
    script is no script, and then letters do not join.
    """

    def _parse_chars(self, *given: Any, **named: Any) -> Iterator[Fragment]:
        last: Fragment | None = None
        marked = False
        for fragment in super()._parse_chars(*given, **named):
            begins = bool(fragment.characters and combining(fragment.characters[0]))
            if last is not None and last.font is fragment.font and (begins or marked):
                last.characters = [*last.characters, *fragment.characters]
                marked = begins
                continue
            if last is not None:
                yield last
            last, marked = fragment, False
        if last is not None:
            yield last


@contextmanager
def writer() -> Iterator[FPDF]:
    """An empty document that knows the shipped fonts; their files are closed after it."""
    made = Writer(format="A4")
    made.set_auto_page_break(False)
    made.set_margin(MARGIN)
    for family in FAMILIES:
        for style, weight in (("", "Regular"), ("B", "Bold")):
            made.add_font(family, style, FONTS / f"{family}-{weight}.ttf")
    made.set_fallback_fonts(list(FAMILIES), exact_match=True)
    made.add_page()
    try:
        yield made
    finally:
        for font in made.fonts.values():
            assert isinstance(font, TTFFont)
            font.ttfont.close()


def use(document: FPDF, points: float, bold: bool, language: str) -> None:
    """Set the font, and shape letters as the language writes them."""
    first = FAMILIES[direction(language) == "rtl"]  # the spaces between words are its own
    document.set_font(first, "B" if bold else "", points)
    document.set_text_shaping(
        True,
        direction=direction(language),
        script=SCRIPTS.get(language, "latn"),
        language=language,
    )
