"""A sheet as a page of its own, for a browser to show or print: also what a screen reader reads."""

import segno
from markupsafe import Markup

from bot.rendering.paper import environment, style
from bot.sheets import Sheet


def page(sheet: Sheet) -> bytes:
    """The whole page as HTML, in UTF-8."""
    made = environment().get_template("sheet.html")
    return made.render(sheet=sheet, style=style("sheet.css"), drawn=_drawn).encode()


def _drawn(address: str) -> Markup:
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=0, omitsize=True, title=address, svgclass=None))
