"""From values to HTML: the desk's calm pages, in Swedish."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import ChainableUndefined, Environment, PackageLoader

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


@dataclass(frozen=True, slots=True)
class Tab:
    """A page that is always one tap away; `count` of what waits there."""

    path: str
    name: str
    count: int | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with what was sent; `field` is where, empty where it is no one field."""

    said: str
    field: str = ""


class Pages:
    """Renders."""

    def render(self, template: str, **values: object) -> str:
        """A page."""
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


def addresses(folder: Path, root: str) -> dict[str, str]:
    """Each file's address, with its content's fingerprint, so that it may be kept for ever."""
    return {
        file.name: f"{root}{file.name}?{sha256(file.read_bytes()).hexdigest()[:12]}"
        for file in folder.iterdir()
    }
