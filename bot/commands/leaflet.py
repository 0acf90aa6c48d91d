"""`kundval leaflet`: the leaflet, or the list in large print, as a file to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.assembly import House
from bot.catalogue.problems import unknown
from bot.paper import paper_file
from bot.sheets import Sheet, leaflet, listed, paged
from bot.sheets.page import page
from bot.sheets.pdf import pdf
from bot.sheets.svg import svg
from care.municipality import Municipality
from dialogs.arriving import Leaflet

FORMS = (".pdf", ".svg", ".html")


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
    try:
        if wanted.telegram:
            address = leaflet.on_telegram(wanted.telegram.removeprefix("@"), about)
        elif wanted.site:
            address = leaflet.on_the_page(wanted.site.rstrip("/"), about)
        else:
            raise WrongLeaflet(
                "Koden behöver en adress: sätt KUNDVAL_ADDRESS, skriv --site https://… "
                "eller --telegram BOTENS_NAMN."
            )
    except ValueError as error:
        raise WrongLeaflet(f"Adressen blir för lång för Telegram: {error}.") from error
    sheet = leaflet.sheet(here, about, address, house.wording)
    return page(sheet) if form == ".html" else _drawn(sheet, form)


def _drawn(sheet: Sheet, form: str) -> bytes:
    one = paged.one_page(sheet)
    return svg(sheet, one) if form == ".svg" else pdf(sheet, [one])


def made_list(house: House, wanted: Wanted, form: str, now: datetime) -> bytes:
    """The list of all providers in large print. Raises WrongLeaflet."""
    here, about = _about(house, wanted)
    if not about.service:
        raise WrongLeaflet(_choose("--service", "", _services(here), here))
    answers = {"municipality": here.key, "service": about.service, "area": about.area}
    house.catalogues.refresh(house.store)
    paper = house.conversations.listed(answers, about.language, now)
    if paper is None:
        raise WrongLeaflet(f"Det finns ingen lista för {here.name}.")
    if form == ".html":
        return paper_file(paper)
    if form != ".pdf":
        raise WrongLeaflet("--out: listan tar flera sidor och blir .pdf eller .html.")
    sheet = listed.sheet(paper)
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
    part.write_bytes(content)
    part.replace(out)
