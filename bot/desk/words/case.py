"""The Swedish words of a case: what is stored as codes, as officers say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalogue.schema.words import FORMS, SERVICES
from bot.desk.words import languages
from bot.desk.words.days import full_day
from bot.store.office.cases import Case
from bot.store.office.choosing import Whose
from bot.store.office.people import Participant
from bot.store.participants import IN_THE_CHAT
from care.casework import Closing, Stage
from care.choice import Need
from care.matching import Asked, Fit, fit
from care.municipality import Municipality
from care.people import Part, Right, Role
from care.providers import Availability
from care.rules import NoChoice
from care.services import Service
from dialogs.messages import Message
from dialogs.terms import COMPETENCES, FLAGS, NOT_NOW, wait_told
from dialogs.wished import MEETS, wish_told
from dialogs.wording import SOURCE, Wording

STAGES = {
    Stage.OPEN: "öppet",
    Stage.CONFIRMED: "bekräftad",
    Stage.ORDERED: "beställd",
    Stage.QUEUED: "i kö",
    Stage.ACCEPTED: "mottagen",
    Stage.STARTED: "har startdag",
    Stage.CLOSED: "avslutat",
}
CLOSINGS = {
    Closing.CONFIRMED: "Hjälpen har börjat",
    Closing.DECLINED: "Personen vill inte ha hjälpen",
    Closing.DIED: "Personen har dött",
    Closing.HOSPITAL: "Personen är på sjukhus",
    Closing.MOVED: "Personen har flyttat",
    Closing.CARE_HOME: "Personen har flyttat till särskilt boende",
}
CLOSED = {
    Closing.CONFIRMED: "klart",
    Closing.DECLINED: "tackat nej",
    Closing.DIED: "avliden",
    Closing.HOSPITAL: "på sjukhus",
    Closing.MOVED: "flyttat",
    Closing.CARE_HOME: "särskilt boende",
}
"""The same, as short as a pill."""
RIGHTS = {
    Right.GOD_MAN: "god man",
    Right.FORVALTARE: "förvaltare",
    Right.FULLMAKT: "den som har fullmakt",
    Right.VARDNADSHAVARE: "vårdnadshavare",
}
ROLES = {
    Role.PERSON: "Personen själv",
    Role.RELATIVE: "Anhörig",
    Role.REPRESENTATIVE: "Företrädare",
    Role.UNKNOWN: "Har inte sagt vem hen är",
}
CHANNELS = {
    "web": "i webbchatten",
    "telegram": "i Telegram",
    "terminal": "i terminalen",
    "desk": "på telefon",
}
WHOSE = {
    Whose.PERSON: "personen själv",
    Whose.REPRESENTATIVE: "företrädare med kontrollerad rätt",
    Whose.RULE: "inget val: kommunens regel",
}
NO_CHOICES = {
    NoChoice.MUNICIPAL: "Den som inte väljer får hjälp av kommunens egen personal.",
    NoChoice.MOST_ROOM: "Den som inte väljer får hjälp av den utförare som har mest plats.",
    NoChoice.TURN: "Den som inte väljer får nästa utförare på kommunens turlista.",
    NoChoice.UNKNOWN: "Listan säger inte vad som gäller för den som inte väljer. Fråga din chef.",
}
REASONS = {
    "human": "Vill prata med en människa",
    "apply": "Vill ansöka",
    "relative": "Anhörig har hört av sig. Personen ska själv få frågan",
    "change": "Vill byta utförare",
    "stop": "Påminnelser har stannat: död, sjukhus eller flytt",
    "wish": "Den önskade utföraren går inte att välja längre",
    "provider_gone": "Utföraren slutar eller får inte ge hjälpen längre",
    "ring_instead": "Ett meddelande kom inte fram. Ring i stället",
    "write_instead": "Ett meddelande kom inte fram, och det finns inget nummer. Skriv brev",
    "call_lost": "Ett bokat samtal blev utan handläggare",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is told of cases in one municipality; `officers` are their names by key."""

    here: Municipality
    wording: Wording
    officers: Mapping[str, str] = field(default_factory=dict)

    def said(self, message: Message) -> str:
        """A message of the chat's, in Swedish."""
        return self.wording.text(message, SOURCE)

    def provider(self, key: str | None) -> str:
        """A provider's name; the key of one that is in the list no more."""
        known = self.here.provider(key) if key else None
        return known.name if known else key or ""

    def officer(self, key: str | None) -> str:
        """An officer's name; the key of one who works here no more."""
        return self.officers.get(key, key) if key else ""

    def area(self, key: str) -> str:
        """An area's name."""
        area = self.here.area(key)
        return area.name if area else key

    def service(self, service: Service | str | None) -> str:
        """A service as the decision names it; empty where it is not known."""
        word = SERVICES.get(service or "", ("",))[0]
        return word[:1].upper() + word[1:]

    def form(self, key: str | None) -> str:
        """Who owns a provider."""
        known = self.here.provider(key) if key else None
        return FORMS[known.form][0] if known else ""

    def language(self, code: str) -> str:
        """`persiska`."""
        return languages.name(code or SOURCE)

    def granted(self, case: Case, unknown: str = "Inte sagt i chatten. Fråga.") -> str:
        """What has been granted, and where; `unknown` where neither has been told."""
        named = (self.service(case.service), self.area(case.area))
        return ", ".join(part for part in named if part) or unknown

    def matters(self, case: Case) -> list[str]:
        """What is wished for and what the decision requires, each as a line."""
        found = [self.need(wish) for wish in case.needs]
        if case.required:
            found.insert(0, f"Beslutet kräver: {self.said(COMPETENCES[case.required]).lower()}")
        if case.extra_time:
            found.append("Vill ha längre tid för samtalet")
        return found

    def need(self, wish: str) -> str:
        """One wish, as it stands on a card."""
        need = wish.partition("=")[0]
        told = FLAGS[Need(need)] if need in FLAGS else wish_told(wish, MEETS, self.here)
        return self.said(told)

    def interpreted(self, case: Case) -> str:
        """Into which language, as far as the chat's own tells: a relative may write Swedish."""
        if case.language in ("", SOURCE):
            return "Språket är inte sagt i chatten. Fråga."
        ref = f", ref. {case.interpreter_reference}" if case.interpreter_reference else ""
        return f"{self.language(case.language).capitalize()}{ref}"

    def spoken(self, case: Case, unknown: str = "språket är inte känt, fråga") -> str:
        """The person's language, and how far the interpreter has come.

        `unknown` is told of one who needs an interpreter into a language that nobody has told.
        """
        if not case.interpreter:
            return self.language(case.language)
        known = case.language not in ("", SOURCE)
        booked = "bokad" if case.interpreter_reference else "ska bokas"
        return f"{self.language(case.language) if known else unknown}, tolk {booked}"

    def fit(self, case: Case, key: str | None, asked: Asked) -> Fit | None:
        """A provider against what is asked; None where there is none by that key."""
        known = self.here.provider(key) if key else None
        return fit(self.here, known, asked) if known else None

    def why_not(self, found: Fit | None) -> str:
        """Why a provider cannot be chosen, in the municipality's own words where there are any."""
        if found is None:
            return "Finns inte i kommunens lista"
        if found.availability is Availability.UNKNOWN:
            return "Det finns inget uppgivet godkännande"
        why = self.said(NOT_NOW[found.availability])
        by = found.authorisation
        if found.availability is Availability.ENDED and by and by.end:
            why = f"{why}. Sista dagen var {full_day(by.end)}"
        return f"{why}. {by.reason['sv']}" if by and by.reason else why

    def room(self, found: Fit) -> str:
        """How long one waits there."""
        return self.said(wait_told(found.room))


def whose_wish(case: Case, part: Part | None = None) -> str:
    """Whose the wish is, where it is not the person's own: never shown as the person's."""
    match case.wish_role:
        case Role.RELATIVE:
            return "Anhörigs önskan. Inte personens egen än."
        case Role.REPRESENTATIVE:
            checked = part is not None and part.checked
            right = "Rätten är kontrollerad." if checked else "Rätten är inte kontrollerad än."
            return f"Företrädarens önskan. {right}"
        case Role.PERSON:
            return ""
        case _:
            return "Det är inte sagt vems önskan det är." if case.wish else ""


def who(part: Part) -> str:
    """Who takes part, and by what right where that is said."""
    return RIGHTS[part.right].capitalize() if part.right else ROLES[part.role]


def where(one: Participant) -> str:
    """In which language, and where, one takes part."""
    spoken = languages.name(one.language) if one.language else "språk inte valt"
    gone = ", nås inte där längre" if one.dead else ""
    return f"{spoken}, {CHANNELS.get(one.channel, one.channel)}{gone}"


def may(part: Part) -> str:
    """What one who takes part may be told, and why."""
    if part.role is Role.PERSON:
        return "Får veta allt i ärendet"
    if part.may_know:
        why = "rätten är kontrollerad" if part.checked else "personen har sagt ja"
        return f"Får veta allt i ärendet: {why}"
    if part.role is Role.REPRESENTATIVE:
        return "Får bara veta det hen själv har gjort: rätten är inte kontrollerad"
    return "Får bara veta det hen själv har gjort: personen har inte sagt ja"


def answerer(part: Part, name: str) -> str:
    """Who takes the call."""
    if name:
        return f"{name} svarar"
    match part.role:
        case Role.PERSON:
            return "svarar själv"
        case Role.RELATIVE:
            return "anhörig svarar"
        case Role.REPRESENTATIVE:
            return f"{RIGHTS[part.right]} svarar" if part.right else "företrädare svarar"
        case _:
            return "okänt vem som svarar"


def recorder(by: str) -> str:
    """Who has recorded a yes or a right: an officer by name, or the person."""
    return "personen själv, i chatten" if by == IN_THE_CHAT else by
