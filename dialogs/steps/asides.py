"""Questions that come between: my data, delete, a human, and what follows a word of alarm.

An aside is open while `state.answers["aside"]` names it; then one
goes on where one was.
"""

from dialogs.messages import Arg, Kept, Message, Tongue, label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.state import State
from dialogs.steps.after import CANCEL, MY_DATA, book, move
from dialogs.steps.browsing import STRAIGHT, WAY, wishes
from dialogs.steps.office import where_to_ask
from dialogs.talk import Moved, Step, Talk
from dialogs.terms import SERVICES, wish_named
from dialogs.world import Reason

ON = Choice("next", label("aside", "Fortsätt"), forward=True)


def _close(state: State) -> State:
    return state.without("aside")


# --- my data -------------------------------------------------------------------------------


def known_of(talk: Talk) -> tuple[Message, ...]:
    """What is kept about this person, line by line."""
    lines: list[Message] = [t("Språk: {language}.", language=Tongue(talk.language))]
    lines += names_told(talk)
    return (*lines, *chosen_told(talk))


def names_told(talk: Talk) -> list[Message]:
    """What is stored apart: names, year and number."""
    lines: list[Message] = []
    for field, told in (
        ("name", t("Namn: {name}.", name=Kept("name"))),
        ("birth_year", t("Född år: {year}.", year=Kept("birth_year"))),
        ("answerer", t("Den som svarar: {name}.", name=Kept("answerer"))),
        ("phone", t("Telefon: {phone}.", phone=Kept("phone"))),
    ):
        if talk.world.kept(field):
            lines.append(told)
    return lines


YES_TOLD = {
    "decision": t("Kommunen har sagt ja till hjälp."),
    "apply": t("Du har sagt att du vill ansöka."),
    "interpreter": t("Du vill ha tolk."),
    "extra_time": t("Du vill ha längre tid."),
}


def chosen_told(talk: Talk) -> tuple[Message, ...]:
    """What has been chosen so far; no name and no number in it."""
    lines: list[Message] = []
    here = talk.municipality
    if here:
        lines.append(t("Kommun: {name}.", name=here.name))
        area = here.area(talk.state.get("area"))
        if area:
            lines.append(t("Område: {name}.", name=area.name))
        service = talk.state.get("service")
        if service in SERVICES:
            lines.append(t("Hjälp: {service}.", service=SERVICES[service]))
        wanted: tuple[Arg, ...] = tuple(wish_named(w) for w in wishes(talk))
        if wanted:
            lines.append(t("Viktigt för dig: {wishes}.", wishes=wanted))
        wished = here.provider(talk.world.wished() or "")
        if wished:
            lines.append(t("Önskan: {name}.", name=wished.name))
    for question, told in YES_TOLD.items():
        if talk.state.get(question) == "yes":
            lines.append(told)
    booking = talk.world.booking()
    if booking:
        lines.append(t("Bokat samtal: {time}.", time=booking.start))
    return tuple(lines)


def tell_my_data(talk: Talk) -> Replies:
    """Everything kept."""
    return (Say(t("Det här har vi sparat."), known_of(talk)),)


def ask_my_data(_talk: Talk) -> Ask:
    """Delete, or go on."""
    return Ask(
        MY_DATA,
        t("Vill du radera dina uppgifter eller fortsätta?"),
        (Choice("delete", label("my_data", "Radera mina uppgifter")), ON),
    )


def take_my_data(talk: Talk, value: str) -> Moved:
    """On, or to the question before deleting."""
    if value == "delete":
        return Moved(talk.state.answer("aside", "delete"))
    return Moved(_close(talk.state))


def ask_delete(talk: Talk) -> Ask:
    """Asked once, and what goes with it is said."""
    booked = bool(talk.world.booking())
    text = t("Vill du radera allt om dig?")
    if booked:
        text = t("Vill du radera allt om dig? Då avbokar vi samtalet också.")
    return Ask(
        "delete",
        text,
        (
            Choice("yes", label("delete", "Ja, radera")),
            Choice("no", label("delete", "Nej, behåll"), forward=True),
        ),
    )


REMAINS = {
    Reason.APPLY: t("Vi sparar dagen då någon ville ansöka. Det måste kommunen göra."),
    Reason.STOP: t("Kommunen sparar att ni har hört av er."),
}


def take_delete(talk: Talk, value: str) -> Moved:
    """All that may go is gone at once; what remains is named."""
    if value != "yes":
        return Moved(_close(talk.state), (Say(t("Dina uppgifter finns kvar.")),))
    left = talk.world.forget()
    remains = tuple(Say(REMAINS[Reason(r)]) for r in left.remains if r in set(REMAINS))
    state = State(language=talk.state.language, answers={"language": talk.language})
    return Moved(state, (Say(t("Nu är dina uppgifter raderade.")), *remains))


# --- a human ---------------------------------------------------------------------------------


def tell_human(talk: Talk) -> Replies:
    """Where a human is, and when someone answers."""
    return (Say(t("Du kan prata med en människa.")), *where_to_ask(talk))


def ask_human(talk: Talk) -> Ask:
    """A call if one wants it."""
    here = talk.municipality
    book_it: tuple[Choice, ...] = ()
    if here and here.takes_wishes and not talk.world.booking():
        book_it = (Choice("book", label("human", "Boka ett samtal")),)
    return Ask("human", t("Vad vill du göra?"), (*book_it, ON))


def want_human(talk: Talk) -> Moved:
    """A task for the officers, who promise to ring; the number is told at once."""
    here = talk.municipality
    state = talk.state.answer("aside", "human")
    if here is None:
        first = Say(t("Först behöver jag veta kommunen."))
        return Moved(state, (Say(t("Du kan prata med en människa.")), *where_to_ask(talk), first))
    if here.takes_wishes:
        talk.world.ask_human(here.key, Reason.HUMAN)
    return Moved(state)


def take_human(talk: Talk, value: str) -> Moved:
    """Book a call, or go on."""
    closed = talk.after(_close(talk.state))
    return book(closed) if value == "book" and talk.here.takes_wishes else Moved(closed.state)


# --- after a word of alarm ---------------------------------------------------------------------


def ask_danger(_talk: Talk) -> Ask:
    """Asked after 112 has been told."""
    return Ask(
        "danger",
        t("Hur är det nu?"),
        (
            Choice("human", label("danger", "Prata med en människa")),
            Choice("next", label("danger", "Det är inte bråttom")),
        ),
    )


def take_danger(talk: Talk, value: str) -> Moved:
    """To a human, or on."""
    closed = _close(talk.state)
    return want_human(talk.after(closed)) if value == "human" else Moved(closed)


def tell_sorrow(talk: Talk) -> Replies:
    """Whom to ring, where no call can be booked here."""
    here = talk.municipality
    return () if here and here.takes_wishes else where_to_ask(talk)


def ask_sorrow(talk: Talk) -> Ask:
    """After a death, hospital or a move: a call if it helps."""
    here = talk.municipality
    if here is None or not here.takes_wishes:
        return Ask("sorrow", t("Vad vill du göra?"), (ON,))
    return Ask(
        "sorrow",
        t("Vill du att kommunen ringer dig?"),
        (
            Choice("yes", label("sorrow", "Ja, ring mig")),
            Choice("no", label("sorrow", "Nej, inte nu")),
        ),
    )


def take_sorrow(talk: Talk, value: str) -> Moved:
    """A call, or quiet."""
    closed = talk.after(_close(talk.state))
    return (
        book(closed)
        if value == "yes"
        else Moved(closed.state.answer("call", "no").answer(WAY, STRAIGHT))
    )


# --- a reminder that is read --------------------------------------------------------------------


def tell_read(talk: Talk) -> Replies:
    """What the notice on the locked screen was about."""
    booking = talk.world.booking()
    return (Say(t("Kommunen ringer dig {time}.", time=booking.start)),) if booking else ()


def ask_read(talk: Talk) -> Ask:
    """Passar tiden?"""
    if talk.world.booking() is None:
        return Ask("read", t("Det finns inget bokat samtal nu."), (ON,))
    return Ask(
        "read",
        t("Passar tiden?"),
        (
            Choice("yes", label("read", "Ja, den passar")),
            Choice("move", label("read", "Ändra tiden")),
            Choice("cancel", label("read", "Avboka")),
        ),
    )


def take_read(talk: Talk, value: str) -> Moved:
    """The time stands, is moved, or is cancelled."""
    closed = talk.after(_close(talk.state))
    match value:
        case "yes":
            return Moved(closed.state, (Say(t("Bra. Då ringer kommunen dig.")),))
        case "move":
            return move(closed)
        case "cancel":
            return Moved(closed.state.answer("aside", "cancel"))
        case _:
            return Moved(closed.state)


def ask_notice(_talk: Talk) -> Ask:
    """What stands on a locked screen: only that there is a message (`dialogs.notices`)."""
    open_it = Choice("open", label("notice", "Läs"), forward=True)
    return Ask("notice", t("Du har ett nytt meddelande. Vill du läsa det nu?"), (open_it,))


def take_notice(talk: Talk, _value: str) -> Moved:
    """Show what it was about."""
    return Moved(talk.state.answer("aside", "read"))


ASIDES = (
    Step("my_data", ask_my_data, tell_my_data, take=take_my_data, aside=True),
    Step("delete", ask_delete, take=take_delete, aside=True),
    Step("human", ask_human, tell_human, take=take_human, aside=True),
    Step("danger", ask_danger, take=take_danger, aside=True),
    Step("sorrow", ask_sorrow, tell_sorrow, take=take_sorrow, aside=True),
    Step("read", ask_read, tell_read, take=take_read, aside=True),
    Step("notice", ask_notice, take=take_notice, aside=True),
    CANCEL,
)
