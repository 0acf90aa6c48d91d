"""`kundval leaflet`: the leaflet, or the list in large print, as a file to print."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.assembly import House
from bot.catalogue.problems import unknown
from bot.rendering.paper import paper_file
from bot.sheets import Sheet, leaflet, listed, paged
from bot.sheets.page import page
from bot.sheets.pdf import pdf
from bot.sheets.svg import svg
from care.municipality import Municipality
from care.services import Service
from dialogs.arriving import Leaflet
from dialogs.steps.opening import DRAFT

FORMS = (".pdf", ".svg", ".html")
BOT = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
SITE = re.compile(r"https://[^\s/?#]+[^\s?#]{0,200}|http://(?:localhost|127\.0\.0\.1)[^\s?#]*")


class WrongLeaflet(Exception):
    """What is asked for cannot be made; the text says what can."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written on the command line, as it is written.

    `site` is the address of the chat's page; `telegram` the name of a bot instead of it.
    """

    municipality: str
    language: str
    area: str
    service: str
    site: str
    telegram: str


def made(house: House, wanted: Wanted, form: str) -> bytes:
    """The leaflet as `form`, one of `FORMS`. Raises WrongLeaflet."""
    here, about = _about(house, wanted)
    if form not in FORMS:
        raise WrongLeaflet(f"--out: filens namn ska sluta på {', '.join(FORMS)}.")
    sheet = leaflet.sheet(here, about, _address(wanted, about), house.wording)
    return page(sheet) if form == ".html" else _drawn(sheet, form)


def _address(wanted: Wanted, about: Leaflet) -> str:
    bot, site = wanted.telegram.removeprefix("@"), wanted.site.rstrip("/")
    if bot and wanted.site:
        raise WrongLeaflet("Skriv --site eller --telegram, inte båda.")
    if bot and not BOT.fullmatch(bot):
        raise WrongLeaflet(f"--telegram {wanted.telegram}: skriv botens namn, som val_bot.")
    if not bot and not SITE.fullmatch(site):
        raise WrongLeaflet(
            "Koden behöver en adress som börjar med https://: sätt KUNDVAL_ADDRESS, "
            "skriv --site https://… eller --telegram BOTENS_NAMN."
        )
    try:
        return leaflet.on_telegram(bot, about) if bot else leaflet.on_the_page(site, about)
    except ValueError as error:
        raise WrongLeaflet(f"Adressen blir för lång för Telegram: {error}.") from error


def _drawn(sheet: Sheet, form: str) -> bytes:
    one = paged.one_page(sheet)
    return svg(sheet, one) if form == ".svg" else pdf(sheet, [one])


def made_list(house: House, wanted: Wanted, form: str, now: datetime) -> bytes:
    """The list of all providers in large print. Raises WrongLeaflet."""
    here, about = _about(house, wanted)
    if not here.providers:
        raise WrongLeaflet(f"Det finns ingen lista över utförare i {here.name}.")
    if not about.service:
        raise WrongLeaflet(f"--list behöver --service: {', '.join(_services(here))}.")
    if not about.area and len(here.areas) > 1 and not here.service(Service(about.service)).any_area:
        keys = ", ".join(area.key for area in here.areas)
        raise WrongLeaflet(f"Alla kommer inte överallt: --list behöver --area: {keys}.")
    answers = {"municipality": here.key, "service": about.service, "area": about.area}
    paper = house.conversations.printing.of(answers, about.language, now)
    if paper is None:
        raise WrongLeaflet(f"Det finns ingen lista för {here.name}.")
    if form == ".html":
        return paper_file(paper)
    if form != ".pdf":
        raise WrongLeaflet("--out: listan tar flera sidor och blir .pdf eller .html.")
    drafted = about.language in house.wording.drafts
    sheet = listed.sheet(paper, house.wording.text(DRAFT, about.language) if drafted else "")
    return pdf(sheet, paged.pages(sheet))


def _about(house: House, wanted: Wanted) -> tuple[Municipality, Leaflet]:
    served = house.catalogues.refresh(house.store).by_key
    here = served.get(wanted.municipality)
    if here is None:
        raise WrongLeaflet(f"--municipality: {unknown(wanted.municipality, list(served))}")
    names = house.wording.names
    if wanted.language not in names:
        raise WrongLeaflet(f"--language: {unknown(wanted.language, list(names))}")
    if wanted.service and wanted.service not in _services(here):
        raise WrongLeaflet(_choose("--service", wanted.service, _services(here), here))
    area = _area(here, wanted.area)
    return here, Leaflet(wanted.language, here.key, area, wanted.service)


def _services(here: Municipality) -> list[str]:
    return [rule.service.value for rule in here.services]


def _area(here: Municipality, said: str) -> str:
    """The key of an area by its key or name."""
    for area in here.areas:
        if said and said.casefold() in (area.key, area.name.casefold()):
            return area.key
    if said:
        raise WrongLeaflet(_choose("--area", said, (area.key for area in here.areas), here))
    return ""


def _choose(option: str, found: str, allowed: Iterable[str], here: Municipality) -> str:
    return f"{option} i {here.name}: {unknown(found, list(allowed))}"


def write(out: Path, content: bytes) -> None:
    """The file, whole or not at all."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
