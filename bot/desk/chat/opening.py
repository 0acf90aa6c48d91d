"""Opening a case for one who rings, so that they can be guided and booked like anybody else."""

import secrets
from collections.abc import Mapping

from starlette.responses import Response

from bot.catalogue.schema.words import SERVICES
from bot.desk.visit import Visit, Way
from bot.desk.words import languages
from bot.pages.parts import Trouble
from bot.store.office import opening
from bot.store.office.opening import About, Caller, Told
from bot.store.statement import Held
from care.office_hours import promised
from dialogs.understanding.mask import mask
from dialogs.understanding.numbers import phone
from dialogs.wording import SOURCE

CALLERS = {
    Caller.SELF: "Personen själv",
    Caller.RELATIVE: "En anhörig eller vän",
    Caller.CHILD: "Vårdnadshavare till ett barn",
    Caller.GOD_MAN: "God man",
    Caller.FORVALTARE: "Förvaltare",
    Caller.FULLMAKT: "Den som har fullmakt",
}
ABOUT = {
    About.CHOOSE: "Vill välja utförare",
    About.APPLY: "Vill ansöka",
    About.HUMAN: "Vill bli uppringd",
}
FIELDS = ("caller", "about", "name", "birth_year", "phone", "language", "service", "area")
LONGEST = 100
OLDEST = 115
"""Years; nobody who needs help is older."""

NUMBER = "Skriv inget personnummer. Födelseåret räcker. Inget är sparat."
NO_CALLER = "Välj vem som ringer."
NO_ABOUT = "Välj vad det gäller."
NO_NAME = "Skriv namnet på den som ska få hjälpen."
NO_YEAR = "Skriv födelseåret med fyra siffror, till exempel 1941."
NO_PHONE = "Numret går inte att ringa. Skriv det så här: 070-123 45 67."
NEEDS_PHONE = "Skriv ett nummer, så att någon kan ringa."
TOO_LONG = "Det var för långt."


def new(at: Visit) -> Response:
    """The form, and the case that it opens."""
    if not at.posted:
        return _form(at, {"language": SOURCE, "caller": Caller.SELF}, [])
    sent = {field: at.sent(field) for field in FIELDS}
    problems = check(at, sent)
    if problems:
        if any(one.said == NUMBER for one in problems):
            sent = {field: "" if mask(value)[1] else value for field, value in sent.items()}
        return _form(at, sent, problems)
    return at.once(lambda held: _open(at, held, sent))


def check(at: Visit, sent: Mapping[str, str]) -> list[Trouble]:
    """What is wrong with the form. A personnummer in any field is all that is said of it."""
    numbers = [Trouble(NUMBER, field) for field, value in sent.items() if mask(value)[1]]
    if numbers:
        return numbers
    problems = [Trouble(TOO_LONG, field) for field in FIELDS if len(sent[field]) > LONGEST]
    if sent["caller"] not in set(Caller):
        problems.append(Trouble(NO_CALLER, "caller"))
    if sent["about"] not in set(About):
        problems.append(Trouble(NO_ABOUT, "about"))
    if not sent["name"]:
        problems.append(Trouble(NO_NAME, "name"))
    if not _is_year(sent["birth_year"], at.today.year):
        problems.append(Trouble(NO_YEAR, "birth_year"))
    if sent["phone"] and phone(sent["phone"]) is None:
        problems.append(Trouble(NO_PHONE, "phone"))
    elif not sent["phone"] and sent["about"] == About.HUMAN:
        problems.append(Trouble(NEEDS_PHONE, "phone"))
    return problems


def _is_year(typed: str, this_year: int) -> bool:
    digits = typed.isascii() and typed.isdecimal() and len(typed) == 4
    return digits and this_year - OLDEST <= int(typed) <= this_year


def _open(at: Visit, held: Held, sent: Mapping[str, str]) -> str:
    known = {rule.service for rule in at.here.services}
    told = Told(
        Caller(sent["caller"]),
        sent["language"]
        if sent["language"] in languages.offered(at.desk.wording.names)
        else SOURCE,
        chat_language(at, sent["language"]),
        About(sent["about"]),
        sent["name"],
        sent["birth_year"],
        phone(sent["phone"]) or "",
        sent["service"] if sent["service"] in known else "",
        sent["area"] if at.here.area(sent["area"]) else "",
    )
    case = opening.open_case(
        held,
        at.store.seal,
        at.here.key,
        told,
        at.now,
        external=at.key,
        lot=lot,
        officer=at.account.officer,
        promised=promised(at.here, at.now, lambda day: day in at.desk.closed),
    )
    at.note(held, "case.open", case=case, detail=f"caller={told.caller} about={told.about}")
    return f"/cases/{case}"


def lot() -> int:
    """A new person's own lot: 53 bits, a number that JSON keeps exact everywhere."""
    return secrets.randbits(53)


def chat_language(at: Visit, language: str) -> str:
    """The language in which one can be guided: one's own where the chat speaks it."""
    return language if language in at.desk.wording.names else SOURCE


def _form(at: Visit, sent: Mapping[str, str], problems: list[Trouble]) -> Response:
    return at.page(
        "new-case.html",
        "Nytt ärende",
        status=422 if problems else 200,
        sent=sent,
        problems=problems,
        faults={one.field: one.said for one in problems},
        callers=CALLERS,
        about=ABOUT,
        languages=languages.offered(at.desk.wording.names).items(),
        services=[(rule.service, SERVICES[rule.service][0]) for rule in at.here.services],
        areas=at.here.areas,
    )


WAYS: tuple[Way, ...] = (Way("/cases/new", new, "ring", posts=True),)
