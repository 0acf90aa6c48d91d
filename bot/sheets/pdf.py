"""A sheet as PDF, with its fonts inside."""

from collections.abc import Sequence

from fpdf import FPDF

from bot.sheets import Sheet
from bot.sheets.paged import HEIGHT, MARGIN, MM, WIDTH, Line, Page, Square, use, writer

BASELINE = 0.8
"""Of the size: so far under the top of a cell of that height fpdf2 sets its letters."""


def pdf(sheet: Sheet, pages: Sequence[Page]) -> bytes:
    """The pages as one file."""
    with writer() as made:
        made.set_lang(sheet.language)
        made.set_title(sheet.title)
        for n, page in enumerate(pages):
            if n:
                made.add_page()
            for mark in page:
                _draw(made, mark)
            if len(pages) > 1:
                _draw(made, _number(n + 1, len(pages)))
        return bytes(made.output())


def _draw(made: FPDF, mark: Line | Square) -> None:
    if not isinstance(mark, Line):
        made.rect(mark.x, mark.y, mark.width, mark.height, style="F")
        return
    size = mark.points * MM
    use(made, mark.points, mark.bold, mark.language)
    made.set_xy(MARGIN, mark.y - BASELINE * size)
    made.cell(WIDTH - 2 * MARGIN, size, mark.text, align=_align(mark))


def _align(line: Line) -> str:
    if line.centred:
        return "C"
    return "R" if line.x > WIDTH / 2 else "L"


def _number(page: int, of: int) -> Line:
    """Which page it is, in signs that need no language."""
    return Line(f"{page} / {of}", WIDTH / 2, HEIGHT - MARGIN / 2, 12, False, "sv", "ltr", True)
