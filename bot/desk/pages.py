"""From values to HTML: the same calm look as the keeper's pages, and the desk's own beside it."""

from functools import cache
from pathlib import Path

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from bot.keeping.pages import STATIC as KEEPING
from bot.pages.parts import addresses
from bot.rendering.paper import marked

STATIC = Path(__file__).parent / "static"
ADDRESS = "/desk/static/"


class Pages:
    """Makes pages. Before a name `keeping/` finds the keeper's template, `doors/` the chat's."""

    def render(self, template: str, **values: object) -> str:
        """The HTML of one."""
        return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    """Read once, however many houses a process has."""
    keeping, doors = PackageLoader("bot.keeping"), PackageLoader("bot.doors")
    others = PrefixLoader({"keeping": keeping, "doors": doors})
    made = Environment(
        loader=ChoiceLoader([PackageLoader("bot.desk"), others]),
        autoescape=True,
        undefined=ChainableUndefined,  # what a page does not need it is not given
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["marked"] = marked  # the guide shows the chat's own cards
    made.globals.update(
        static={**addresses(KEEPING, "/keep/static/"), **addresses(STATIC, ADDRESS)},
        root="/desk",
    )
    return made
