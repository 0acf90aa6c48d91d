"""A sheet as SVG: text stays text, so that a printer can set it in the municipality's own type."""

from xml.sax.saxutils import escape, quoteattr

from bot.sheets import Sheet
from bot.sheets.paged import HEIGHT, MM, WIDTH, Line, Page, Square

FAMILY = "Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic, sans-serif"


def svg(sheet: Sheet, page: Page) -> bytes:
    """One page."""
    drawn = "\n".join(_line(m, sheet) if isinstance(m, Line) else _square(m) for m in page)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{HEIGHT:g}mm" \
viewBox="0 0 {WIDTH:g} {HEIGHT:g}" lang={quoteattr(sheet.language)} role="img" \
aria-label={quoteattr(sheet.title)}>
<rect width="100%" height="100%" fill="#fff"/>
<g font-family={quoteattr(FAMILY)} fill="#000" shape-rendering="crispEdges">
{drawn}
</g>
</svg>
""".encode()


def _line(line: Line, sheet: Sheet) -> str:
    # A Swedish line on an Arabic sheet ends where the others begin.
    anchor = "start" if line.direction == sheet.direction else "end"
    anchor = "middle" if line.centred else anchor
    weight = "700" if line.bold else "400"
    return (
        f'<text x="{line.x:.2f}" y="{line.y:.2f}" font-size="{line.points * MM:.2f}" '
        f'font-weight="{weight}" lang="{line.language}" direction="{line.direction}" '
        f'text-anchor="{anchor}">{escape(line.text)}</text>'
    )


def _square(square: Square) -> str:
    return (
        f'<rect x="{square.x:.3f}" y="{square.y:.3f}" '
        f'width="{square.width:.3f}" height="{square.height:.3f}"/>'
    )
