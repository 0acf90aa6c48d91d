"""What the page itself says, round what is said in the chat."""

from bot.doors.statements import TITLES
from dialogs.messages import Message, label, t

EMPTY = t("Skriv något eller tryck på ett svar.")
OLD = t("Sidan var gammal. Nu kan du svara igen.")
TOO_LONG = t("Det var för långt. Skriv lite kortare.")
UNAVAILABLE = t("Det går inte att svara just nu. Vänta en stund och försök igen.")
MISSING = t("Den sidan finns inte.")
OTHER_CHAT = t("Här finns redan en annan chatt. Om du läser meddelandet försvinner den härifrån.")
SHOW_SWEDISH = label("page", "På svenska")
OLD_LINK = t("Länken är gammal och går inte att öppna. Du kan gå till chatten i stället.")

TOO_FAST = t("Nu går det för fort för mig. Vänta en minut.")
URGENT = t("Är det fara för liv? Ring 112 nu. Jag kan inte ringa åt dig.")


def ring(phone: str) -> Message:
    """Whom one can ring instead. Of a number on two lines the halves change places in Arabic: it
    has no break at a space or a hyphen.
    """
    unbroken = phone.replace(" ", "\u00a0").replace("-", "-\u2060")
    return t("Du kan också ringa {phone}.", phone=unbroken)


WORDS = {
    "machine": t("Du pratar med en dator"),
    "human": t("Du pratar med en människa"),
    "talk": label("page", "Samtalet"),
    "language": label("page", "Språk"),
    "larger": label("page", "Större text"),
    "smaller": label("page", "Mindre text"),
    "strong": label("page", "Stark kontrast"),
    "usual": label("page", "Vanlig kontrast"),
    "listen": label("page", "Lyssna"),
    "quiet": label("page", "Sluta läsa"),
    "mute": t("Din telefon har ingen röst för det här språket."),
    "wait": t("Vänta lite."),
    "lost": t("Ingen kontakt just nu. Ditt svar finns kvar. Vi försöker igen."),
    "you": label("page", "Du:"),
    "news": label("page", "Nytt svar"),
    "chosen": label("page", "Vald"),
    "write": label("page", "Skriv här"),
    "send": label("page", "Skicka"),
    "again": label("page", "Till chatten"),
    "open": label("page", "Öppna sidan"),
    "print": label("page", "Skriv ut"),
    "look": label("page", "Visa nya svar"),
    "read": label("page", "Läs"),
    "close": label("page", "Stäng"),
    "towns": label("page", "Välj kommun"),
    **TITLES,
}
