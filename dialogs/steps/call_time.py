"""The time of the call: choose, repeat, book; move and cancel."""

from datetime import datetime, timedelta

from care.times import LEAD, LEAD_INTERPRETER, MINUTES, MINUTES_LONG, MINUTES_LONGEST, Call
from dialogs.messages import Button, Kept, Message, bare, label, t
from dialogs.replies import Ask, Choice, File, Free, Replies, Say
from dialogs.steps.contact import NO, YES, books
from dialogs.steps.office import where_to_ask
from dialogs.steps.provider import lost_wish
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood
from dialogs.world import Booked, Booking, TooMany

AFTER = "after="
"""Times later than this moment, as a value: `after=2026-12-08T10:00+00:00`."""
SHOWN = 4


def wanted_call(talk: Talk) -> Call:
    """What the call has to be: longer with an interpreter or when more time is wanted."""
    interpreter = talk.state.get("interpreter") == "yes"
    slow = talk.state.get("extra_time") == "yes"
    minutes = MINUTES_LONGEST if interpreter and slow else MINUTES_LONG
    return Call(
        minutes if interpreter or slow else MINUTES,
        LEAD_INTERPRETER if interpreter else LEAD,
        talk.state.get("area"),
    )


def moment(value: str) -> datetime | None:
    """The aware time that a value stands for; None where it is no time."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo and 2000 < at.year < 3000 else None


def _value(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _offered(talk: Talk, count: int = SHOWN) -> tuple[datetime, ...]:
    after = moment(talk.state.get("time.page").removeprefix(AFTER))
    found = talk.world.free_times(talk.here.key, wanted_call(talk), after=after, count=count + 1)
    if not found and after is not None:  # past the last: from the beginning again
        found = talk.world.free_times(talk.here.key, wanted_call(talk), after=None, count=count + 1)
    return found


def time_choices(times: tuple[datetime, ...]) -> tuple[Choice, ...]:
    """Times as buttons."""
    return tuple(Choice(_value(at), bare("{at}", at=Button(at))) for at in times)


def tell_time(talk: Talk) -> Replies:
    """Whom to ring when no time is free."""
    if _offered(talk):
        return ()
    return (Say(t("Det finns ingen ledig tid just nu.")), *where_to_ask(talk))


def ask_time(talk: Talk) -> Ask:
    """Vilken tid passar? Residents see times, not officers."""
    found = _offered(talk)
    if not found:
        return Ask("time", t("Vad vill du göra?"), (Choice("none", label("time", "Fortsätt")),))
    choices = time_choices(found[:SHOWN])
    if len(found) > SHOWN:
        later = found[SHOWN - 1]
        choices = (*choices, Choice(f"{AFTER}{_value(later)}", label("time", "Fler tider")))
    else:
        choices = (*choices, Choice(f"{AFTER}-", label("time", "Visa från början")))
    return Ask("time", t("Vilken tid passar?"), choices, free=Free.TIME)


def hear_time(talk: Talk, said: Understood) -> Heard:
    """A day, a part of a day or a clock time: the free times that fit."""
    soon = talk.world.free_times(talk.here.key, wanted_call(talk), after=None, count=200)
    fitting = answers.when(said, soon, talk.now, talk.bank)
    if not fitting:
        return None
    return Perhaps(time_choices(fitting[:SHOWN]))


def take_time(talk: Talk, value: str) -> Moved:
    """A time, the page after this one, or none at all."""
    if value.startswith(AFTER):
        return Moved(talk.state.without("time").answer("time.page", value))
    if value == "none":
        return Moved(talk.state.without("time").answer("call", "no"))
    return Moved(talk.state.without("confirm", "time.page").answer("time", value))


def accepts_time(talk: Talk, value: str) -> bool:
    """A time to come. Whether it is still free is known when it is booked."""
    if value == "none" or value.startswith(AFTER):
        return True
    at = moment(value)
    if at is None or abs(at - talk.now) > timedelta(days=400):
        return False
    return at > talk.now or talk.state.get("confirm") == "yes"


def tell_confirm(talk: Talk) -> Replies:
    """Everything repeated before it is booked."""
    at = moment(talk.state.get("time")) or talk.now
    answerer = t("{name} svarar.", name=Kept("answerer"))
    if talk.state.get("answers") != "other":
        answerer = t("Du svarar.")
    extra: list[Message] = []
    if talk.state.get("interpreter") == "yes":
        extra.append(t("Du får en tolk."))
    if talk.state.get("extra_time") == "yes":
        extra.append(t("Du får längre tid."))
    who = t("Samtalet gäller {name}, född {year}.", name=Kept("name"), year=Kept("birth_year"))
    call = t("Kommunen ringer {time}. Numret är {phone}. {answerer}",
             time=at, phone=Kept("phone"), answerer=answerer)  # fmt: skip
    return (Say(who), Say(call, tuple(extra)))


def ask_confirm(_talk: Talk) -> Ask:
    """Stämmer det?"""
    return Ask(
        "confirm",
        t("Stämmer det?"),
        (
            Choice("yes", label("confirm", "Ja, boka"), forward=True),
            Choice("time", label("confirm", "Ändra tiden")),
            Choice("phone", label("confirm", "Ändra numret")),
            Choice("name", label("confirm", "Ändra namnet")),
        ),
    )


def hear_confirm(talk: Talk, said: Understood) -> Heard:
    """A no: what is to be changed?"""
    if said.says != "no":
        return None
    return Perhaps(tuple(c for c in ask_confirm(talk).choices if c.value != "yes"))


def take_confirm(talk: Talk, value: str) -> Moved:
    """Book it. Where someone was faster, offer other times at once."""
    if value in ("time", "phone", "name"):
        both = ("birth_year",) if value == "name" else ()
        return Moved(talk.state.without("confirm", value, *both))
    at = moment(talk.state.get("time"))
    if at is None:
        return Moved(talk.state.without("time", "confirm"))
    gone = lost_wish(talk)
    got = talk.world.book(talk.here.key, at, wanted_call(talk))
    if isinstance(got, Booked):
        return Moved(talk.state.answer("confirm", "yes"), (*booked_told(talk, got.booking), *gone))
    if isinstance(got, TooMany):
        raise NotImplementedError
    taken = Say(t("Någon annan hann boka den tiden. Det var inte ditt fel."))
    state = talk.state.without("time", "confirm", "time.page")
    if not got.others:
        return Moved(state, (taken,))
    more = Choice(f"{AFTER}{_value(got.others[-1])}", label("time", "Fler tider"))
    choices = (*time_choices(got.others), more)
    return Moved(state, (taken, Ask("time", t("Passar någon av de här tiderna?"), choices)))


def booked_told(talk: Talk, booking: Booking) -> Replies:
    """Who rings, when, the agreed word, what we never ask for, and the calendar file."""
    return (
        Say(t("Klart! {officer} från kommunen ringer {time}. Numret kan vara dolt.",
              officer=first_name(talk, booking), time=booking.start)),
        Say(t("{officer} säger ordet {word}. Då vet du att det är rätt person. "
              "Vi frågar aldrig efter koder eller bank-id.",
              officer=first_name(talk, booking), word=booking.word)),
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
        booking.sequence + cancelled,
        cancelled,
    )


def ask_remind(_talk: Talk) -> Ask:
    """Får vi påminna dig? No stops what was planned."""
    return Ask(
        "remind",
        t("Vi kan skriva här dagen före samtalet. Vi kan också skriva 2 timmar före. Får vi det?"),
        (Choice("yes", YES), Choice("no", NO)),
    )


def take_remind(talk: Talk, value: str) -> Moved:
    """A yes or a no to reminders."""
    talk.world.remind(value == "yes")
    told = t("Bra. Då påminner vi dig.") if value == "yes" else t("Då påminner vi dig inte.")
    return Moved(talk.state.answer("remind", value), (Say(told),))


TIME = Step(
    "time",
    ask_time,
    tell_time,
    matters=books,
    take=take_time,
    hear=hear_time,
    accepts=accepts_time,
    clears=("confirm",),
    example=t("Skriv till exempel: tisdag klockan 10."),
)
CONFIRM = Step(
    "confirm",
    ask_confirm,
    tell_confirm,
    matters=books,
    hear=hear_confirm,
    take=take_confirm,
    final=True,
)
REMIND = Step("remind", ask_remind, matters=books, take=take_remind)
