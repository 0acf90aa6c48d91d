"""The call repeated, booked, and put in a calendar."""

from dialogs.messages import Kept, Message, Tongue, label, t
from dialogs.replies import Ask, Choice, File, Replies, Say
from dialogs.state import State
from dialogs.steps.call_time import as_value, moment, taken, wanted_call, yours_until
from dialogs.steps.contact import SPEAKS, books
from dialogs.steps.office import where_to_ask
from dialogs.steps.provider import lost_wish
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding.read import Understood
from dialogs.world import Booked, Booking, Hold, Reason, Taken, TooMany

TIME_BOUND = ("time", "time.page", "confirm", "remind", "remind.only")
KEEP = "keep"


def _held(talk: Talk) -> Hold | None:
    """That the time which is to be confirmed is kept for this person."""
    held = talk.world.held()
    return held if held and held.start == moment(talk.state.get("time")) else None


def tell_confirm(talk: Talk) -> Replies:
    """Everything repeated before it is booked, and how long the time is kept."""
    at = moment(talk.state.get("time")) or talk.now
    answerer = t("{name} svarar.", name=Kept("answerer"))
    if talk.state.get("answers") != "other":
        answerer = t("Du svarar.")
    extra: list[Message] = []
    if talk.state.get("interpreter") == "yes":
        extra.append(t("Du får en tolk."))
    if talk.state.get("interpreter") == SPEAKS:
        extra.append(t("Handläggaren talar {language}.", language=Tongue(talk.language)))
    if talk.state.get("extra_time") == "yes":
        extra.append(t("Du får längre tid."))
    held = _held(talk)
    if held:
        extra.append(yours_until(held))
    who = t("Samtalet gäller {name}, född {year}.", name=Kept("name"), year=Kept("birth_year"))
    call = t("Kommunen ringer {time}. Numret är {phone}. {answerer}",
             time=at, phone=Kept("phone"), answerer=answerer)  # fmt: skip
    return (Say(who), Say(call, tuple(extra)))


def ask_confirm(talk: Talk) -> Ask:
    """Stämmer det? The yes names its time, so that an old one cannot book another."""
    at = talk.state.get("time")
    return Ask(
        "confirm",
        t("Stämmer det?"),
        (
            Choice(f"yes={at}", label("confirm", "Ja, boka"), forward=True),
            Choice(KEEP, label("confirm", "Behåll tiden längre")),
            Choice("time", label("confirm", "Ändra tiden")),
            Choice("phone", label("confirm", "Ändra numret")),
            Choice("name", label("confirm", "Ändra namnet")),
        ),
    )


def hear_confirm(talk: Talk, said: Understood) -> Heard:
    """A no: what is to be changed?"""
    if said.says != "no":
        return None
    changes = (c for c in ask_confirm(talk).choices if c.value in ("time", "phone", "name"))
    return Perhaps(tuple(changes))


def take_confirm(talk: Talk, value: str) -> Moved:
    """Book it. Where someone was faster, offer other times at once."""
    if value in ("time", "phone", "name"):
        both = ("birth_year",) if value == "name" else ()
        return Moved(talk.state.without("confirm", value, *both))
    at = moment(talk.state.get("time"))
    if at is None:
        return Moved(talk.state.without("time", "confirm"))
    if value == KEEP:
        kept = talk.world.hold(talk.here.key, at, wanted_call(talk))
        if isinstance(kept, Taken):
            return taken(talk, kept.others)
        return Moved(talk.state, (Say(yours_until(kept)),))
    gone = lost_wish(talk)
    match talk.world.book(talk.here.key, at, wanted_call(talk)):
        case Booked(booking):
            return Moved(talk.state.answer("confirm", "yes"), (*booked_told(talk, booking), *gone))
        case Taken(others):
            return taken(talk, others)
        case TooMany():
            return _too_many(talk)


def _too_many(talk: Talk) -> Moved:
    talk.world.ask_human(talk.here.key, Reason.HUMAN)
    told = t("Jag kan inte boka fler samtal just nu. En handläggare ska titta på det.")
    state = talk.state.without(*TIME_BOUND).answer("call", "no")
    return Moved(state, (Say(told), *where_to_ask(talk)))


def booked_told(talk: Talk, booking: Booking) -> Replies:
    """Who rings, when, the agreed word, what we never ask for, and the calendar file.

    `booking` is as it has just been made; one that was moved has a `sequence`.
    """
    officer = first_name(talk, booking)
    tongue: tuple[Say, ...] = ()
    if talk.state.get("interpreter") == SPEAKS:
        speaks = t("{officer} talar {language}.", officer=officer, language=Tongue(talk.language))
        tongue = (Say(speaks),)
    moved = (Say(t("Den gamla tiden gäller inte längre.")),) if booking.sequence else ()
    return (
        Say(t("Klart! {officer} från kommunen ringer {time}. Numret kan vara dolt.",
              officer=officer, time=booking.start)),
        *moved,
        *tongue,
        Say(t("{officer} säger ordet {word}. Då vet du att det är rätt person. "
              "Vi frågar aldrig efter bank-id eller koder till banken.",
              officer=officer, word=booking.word)),
        call_file(booking, t("Lägg samtalet i din kalender.")),
    )  # fmt: skip


def first_name(talk: Talk, booking: Booking) -> str:
    """The officer's first name, as it is said on the phone."""
    name = talk.world.officer(talk.here.key, booking.officer) or booking.officer
    return name.split()[0]


def call_file(booking: Booking, caption: Message, *, cancelled: bool = False) -> File:
    """The call for a calendar; nothing in it tells of care."""
    return File(
        "samtal.ics",
        caption,
        t("Samtal från kommunen"),
        booking.start,
        booking.minutes,
        booking.id,
        booking.sequence,
        cancelled,
    )


def stands(state: State, booking: Booking) -> State:
    """With the booked time as it is."""
    return state.answer("time", as_value(booking.start)).answer("confirm", "yes")


CONFIRM = Step(
    "confirm",
    ask_confirm,
    tell_confirm,
    matters=books,
    hear=hear_confirm,
    take=take_confirm,
    final=True,
)
