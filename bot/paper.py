"""A page to print as one file, for a door that cannot show a page of its own.

It is the page that the web door shows, with its dressing inside: it asks for nothing from outside,
and nothing in it can run.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.bubbles import PaperText
from dialogs.wording import SOURCE

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

STATIC = Path(__file__).parent / "doors" / "static"


def paper_file(paper: PaperText) -> bytes:
    """The whole page as HTML, in UTF-8."""
    page = _templates().get_template("paper.html")
    html = page.render(paper=paper, style=_style(), words=None, source=SOURCE)
    return html.encode("utf-8", "replace")


def environment() -> "Environment":
    """The templates of all pages: whatever is put into them is text, never markup."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # most turns need no page

    return Environment(
        loader=PackageLoader("bot.doors"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_templates = cache(environment)


@cache
def _style() -> "Markup":
    from markupsafe import Markup

    files = (STATIC / name for name in ("parts.css", "paper.css"))
    return Markup("\n".join(file.read_text(encoding="utf-8") for file in files))
