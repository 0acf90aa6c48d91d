"""What every page links to: how usable the page is for everyone, and what becomes of what is said.

What the statement of accessibility must tell: digg.se, "Skapa en tillgänglighetsredogörelse".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from care.municipality import Municipality
from dialogs.messages import Message, label, t, tn

TRIED = date(2026, 11, 23)
"""When the page was last tried, by program and by hand (docs/accessibility.md)."""

LAW = "lagen om tillgänglighet till digital offentlig service"
COMPLAIN = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it; `link` is an address to go on to."""

    title: Message
    said: Sequence[Message]
    link: str = ""


def accessibility(here: Municipality | None) -> tuple[Part, ...]:
    """The statement (*tillgänglighetsredogörelse*) of one municipality, or of all served."""
    whose = t("Din kommun ansvarar för den här sidan. Alla ska kunna använda den.")
    if here:
        whose = t("{name} ansvarar för den här sidan. Alla ska kunna använda den.", name=here.name)
    return (
        Part(
            t("Så bra fungerar sidan"),
            (
                whose,
                t("Det finns en lag för webbsidor. Sidan är delvis förenlig med den. "
                  "Lagen heter: {law}.", law=LAW),
            ),
        ),
        Part(
            t("Det här fungerar inte"),
            (
                t("Ingen översättare har läst texterna på andra språk än svenska."),
                t("Det finns ingen film på teckenspråk."),
                t("Appen Telegram är inte vår. Vi vet inte allt om hur den fungerar."),
            ),
        ),
        Part(
            t("Så har vi provat"),
            (
                t("Vi provade själva {day}. Vi använde ett program som heter axe.",
                  day=TRIED.isoformat()),
                t("Vi provade också utan mus. Vi provade med stor text och på liten skärm."),
                t("Ingen utanför vår grupp har granskat sidan."),
            ),
        ),
        Part(
            t("Går det inte att använda sidan?"),
            (
                *_reach(here),
                t("Du kan få samma hjälp i telefon eller på papper."),
            ),
        ),
        Part(
            t("Vill du klaga?"),
            (
                t("Prata först med kommunen. Hjälper det inte? Då kan du säga det till Digg. "
                  "Digg är en myndighet som kontrollerar webbsidor."),
            ),
            COMPLAIN,
        ),
    )  # fmt: skip


def privacy(here: Municipality | None) -> tuple[Part, ...]:
    """What is kept, why, for how long, who sees it, and what one may ask for."""
    whose = t("Din kommun ansvarar för det du skriver här.")
    if here:
        whose = t("{name} ansvarar för det du skriver här.", name=here.name)
    return (
        Part(
            t("Det här sparar vi"),
            (
                whose,
                t("Vi sparar svaren du trycker på. Vi sparar inte det du skriver med egna ord."),
                t("Skriver du till en handläggare? Då sparar vi det i högst ett dygn."),
                t("Namn, telefonnummer och e-postadress är låsta med en nyckel."),
                t("Skriver du ett personnummer? Då tar vi bort det direkt."),
            ),
        ),
        Part(
            t("Därför sparar vi det"),
            (
                t("Svaren visar vilka som passar dig. "
                  "Handläggaren behöver veta vem hen ringer till."),
                t("Kommunen kan säga vilken lag som gäller för det här."),
            ),
        ),
        Part(t("Så länge sparar vi det"), _kept(here)),
        Part(
            t("De kan se det"),
            (
                t("Handläggare på kommunen kan se det. Vi skriver upp vem som har tittat."),
                t("Har du gett någon en kod? Då kan hen se det som koden gäller."),
                t("Sms och e-post går genom andra företag."),
                t("Skriver du i Telegram? Då finns texten också hos företaget Telegram."),
            ),
        ),
        Part(
            t("I din webbläsare"),
            (
                t("Sidan lägger små filer hos dig i 30 dagar. "
                  "De behövs för att hitta din chatt. Ingen annan följer dig här."),
            ),
        ),
        Part(
            t("Du bestämmer"),
            (
                t("Skriv i chatten: mina uppgifter. Då ser du allt. Du kan också radera."),
                t("Har någon bett kommunen att få läsa det? Då väntar vi med att radera."),
                *_reach(here),
                t("Är något fel? Du kan klaga hos en myndighet som heter IMY."),
            ),
            "https://www.imy.se",
        ),
    )  # fmt: skip


def _reach(here: Municipality | None) -> tuple[Message, ...]:
    if here is None or here.phone is None:
        return (t("Ring din kommun och berätta."),)
    return (t("Ring {phone} och berätta.", phone=here.phone.replace(" ", "\u00a0")),)


def _kept(here: Municipality | None) -> tuple[Message, ...]:
    if here is None:
        return (t("Varje kommun bestämmer hur länge. Fråga din kommun."),)
    kept = here.rules.retention
    if not kept.decision:
        return (t("Ingen har bestämt hur länge. Det är kvar tills du tar bort det."),)
    told = [t("Kommunen har bestämt hur länge. Beslutet heter: {decision}.",
              decision=kept.decision)]  # fmt: skip
    if kept.answers is not None:
        told.append(tn("Svaren får vara kvar i {n} dag.", "Svaren får vara kvar i {n} dagar.",
                       kept.answers))  # fmt: skip
    if kept.turns is not None:
        told.append(tn("Chatten får vara kvar i {n} dag.", "Chatten får vara kvar i {n} dagar.",
                       kept.turns))  # fmt: skip
    if kept.contact is not None:
        told.append(tn("Namn och nummer får vara kvar i högst {n} dag.",
                       "Namn och nummer får vara kvar i högst {n} dagar.",
                       kept.contact))  # fmt: skip
    if kept.cases is not None:
        told.append(tn("Valet och samtalen får vara kvar i {n} dag.",
                       "Valet och samtalen får vara kvar i {n} dagar.",
                       kept.cases))  # fmt: skip
    if kept.log is not None:
        told.append(tn("Kommunens logg får vara kvar i {n} dag. Där står vem som har läst.",
                       "Kommunens logg får vara kvar i {n} dagar. Där står vem som har läst.",
                       kept.log))  # fmt: skip
    return tuple(told)


TITLES = {
    "accessibility": label("page", "Tillgänglighet"),
    "privacy": label("page", "Så skyddar vi dig"),
}
PARTS = {"accessibility": accessibility, "privacy": privacy}
