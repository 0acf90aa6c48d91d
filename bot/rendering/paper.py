"""A page to print as one file, for a door that cannot show a page of its own.

It is the page that the web door shows, with its dressing inside: it asks for nothing from outside,
and nothing in it can run.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.bubbles import PaperText
from dialogs.codes import SIGNS
from dialogs.wording import LEFT_IN_SWEDISH, SOURCE

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

NUMBER = re.compile(r"\b0\d{1,3}-\d[\d \u00a0]{4,}\d\b")

CODE = re.compile(rf"\b(?=[A-Z]*\d|[A-Z0-9]{{3}} [A-Z]*\d)[{SIGNS}]{{3}} [{SIGNS}]{{3}}\b")
"""A code to tell somebody (`dialogs.codes`)."""

STATIC = Path(__file__).parents[1] / "doors" / "static"


def paper_file(paper: PaperText) -> bytes:
    """The whole page as HTML, in UTF-8."""
    page = _templates().get_template("paper.html")
    html = page.render(
        paper=paper, style=style("parts.css", "paper.css"), words=None, source=SOURCE
    )
    return html.encode("utf-8", "replace")


def environment() -> "Environment":
    """The templates of all pages: whatever is put into them is text, never markup."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # most turns need no page

    made = Environment(
        loader=PackageLoader("bot.doors"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["marked"] = marked
    return made


def marked(text: str) -> "Markup":
    """A text with marks: what is left in Swedish; codes and numbers, which stay on one line."""
    from markupsafe import Markup, escape

    swedish = LEFT_IN_SWEDISH.sub(r'<bdi lang="sv">\1</bdi>', str(escape(text)))
    coded = CODE.sub(r'<b class="code">\g<0></b>', swedish)
    return Markup(NUMBER.sub(r'<span class="dial">\g<0></span>', coded))


_templates = cache(environment)


@cache
def style(*names: str) -> "Markup":
    """Style sheets to stand inside a page."""
    from markupsafe import Markup

    files = (STATIC / name for name in names)
    return Markup("\n".join(file.read_text(encoding="utf-8") for file in files))
