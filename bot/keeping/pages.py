"""From values to HTML: the calm pages of a keeper, in Swedish."""

from functools import cache
from pathlib import Path

from jinja2 import ChainableUndefined, Environment, PackageLoader

from bot.pages.parts import addresses

STATIC = Path(__file__).parent / "static"
ADDRESS = "/keep/static/"

HINTS = {
    "site": "Det område där kontoret eller verksamheten ligger.",
    "languages": "Språk som någon i personalen talar. Skriv med komma emellan.",
    "competences": "Vad personalen är utbildad i.",
    "focuses": "Vad man gör i en daglig verksamhet.",
    "areas": "Var utföraren får ge insatsen.",
    "successor": "Den som tar över. Den som har valt utföraren får veta det nästa gång hen kommer "
    "tillbaka till chatten.",
}
"""Where a form asks otherwise than a workbook does, so does the help beside it."""


class Pages:
    """Makes pages from the templates beside this module."""

    def render(self, template: str, **values: object) -> str:
        """The HTML of one."""
        return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    """Read once, however many houses a process has."""
    made = Environment(
        loader=PackageLoader("bot.keeping"),
        autoescape=True,
        undefined=ChainableUndefined,  # what a page does not need it is not given
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=addresses(STATIC, ADDRESS), hints=HINTS)
    return made
