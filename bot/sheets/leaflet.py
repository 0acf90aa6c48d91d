"""The leaflet "Du får välja vem som hjälper dig": its words, and where its code leads."""

from collections.abc import Iterator

from bot.sheets import Block, Kind, Sheet
from care.municipality import Municipality
from dialogs.arriving import Leaflet
from dialogs.messages import Arg, Message, Tongue, bare, t
from dialogs.steps.opening import DRAFT, MAY_CHOOSE, SAID_YES
from dialogs.terms import SERVICES
from dialogs.wording import SOURCE, Wording, direction

HOW = t("Så här gör du")
CAMERA = t("Öppna kameran i telefonen. Håll telefonen mot rutan. Tryck på länken.")
QUESTIONS = t("Svara på några frågor. Då ser du alla du kan välja.")
RING = t("Du kan också ringa")
MACHINE = t("En dator svarar i chatten. Du kan också prata med en människa.")
EXAMPLE = t("Det här är ett exempel. Kommunen finns inte på riktigt.")


def on_the_page(site: str, leaflet: Leaflet) -> str:
    """Where the code leads: the chat's page, at `site`."""
    return f"{site}/?start={leaflet.link}"


def on_telegram(bot: str, leaflet: Leaflet) -> str:
    """Where the code leads: a bot, by its name without @."""
    return f"https://t.me/{bot}?start={leaflet.link}"


def sheet(here: Municipality, leaflet: Leaflet, address: str, wording: Wording) -> Sheet:
    """One page in the leaflet's language, whose code leads to `address`."""
    language = leaflet.language
    blocks = tuple(_blocks(here, leaflet, address, wording))
    return Sheet(wording.text(MAY_CHOOSE, language), language, direction(language), blocks)


def _blocks(
    here: Municipality, leaflet: Leaflet, address: str, wording: Wording
) -> Iterator[Block]:
    language = leaflet.language

    def said(kind: Kind, message: Message) -> Block:
        return Block(kind, wording.text(message, language))

    yield Block(Kind.WHOSE, here.name, SOURCE)
    yield said(Kind.TITLE, MAY_CHOOSE)
    yield said(Kind.TEXT, SAID_YES)
    yield said(Kind.HEADING, HOW)
    yield said(Kind.TEXT, CAMERA)
    yield Block(Kind.CODE, address)
    yield Block(Kind.ADDRESS, address.partition("://")[2].partition("?")[0].rstrip("/"), SOURCE)
    if here.providers:
        yield said(Kind.TEXT, QUESTIONS)
    if here.phone:
        yield said(Kind.HEADING, RING)
        yield Block(Kind.NUMBER, here.phone.replace(" ", "\u00a0"), SOURCE)
    yield said(Kind.SMALL, MACHINE)
    if area := here.area(leaflet.area):
        yield said(Kind.SMALL, t("Bladet gäller {area}.", area=area.name))
    if here.example:
        yield said(Kind.SMALL, EXAMPLE)
    if language in wording.drafts:
        yield said(Kind.SMALL, DRAFT)
    yield Block(Kind.SMALL, f"För personalen: {named(here, leaflet, wording)}", SOURCE)


def named(here: Municipality, leaflet: Leaflet, wording: Wording) -> str:
    """Which leaflet it is, for those who hand it out: "Arabiska, Centrum"."""
    names: list[Arg] = [Tongue(leaflet.language)]
    if area := here.area(leaflet.area):
        names.append(area.name)
    names += [told for service, told in SERVICES.items() if service == leaflet.service]
    told = ", ".join(wording.text(bare("{name}", name=name), SOURCE) for name in names)
    return told[:1].upper() + told[1:]
