"""The time of the call: shown, chosen, and kept for this person while it is confirmed."""

from datetime import datetime, timedelta

from care.times import LEAD, LEAD_INTERPRETER, SWEDEN, Call, call_minutes
from dialogs.messages import Button, Message, bare, label, t
from dialogs.replies import Ask, Choice, Free, Replies, Say
from dialogs.steps.contact import SPEAKS, books
from dialogs.steps.office import where_to_ask
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood
from dialogs.world import Hold, Taken

AFTER = "after="
"""Times later than this moment, as a value: `after=2026-12-08T10:00+00:00`."""
SHOWN = 4
SOUGHT = 600
"""How many times a typed one is sought among: six weeks of a large office."""
FROM_THE_FIRST = Choice(f"{AFTER}-", label("time", "Visa från början"))
FITS = t("Passar någon av de här tiderna?")


def wanted_call(talk: Talk) -> Call:
    """What the call has to be: longer with an interpreter or when more time is wanted."""
    interpreter = talk.state.get("interpreter") == "yes"
    return Call(
        call_minutes(interpreter=interpreter, extra=talk.state.get("extra_time") == "yes"),
        LEAD_INTERPRETER if interpreter else LEAD,
        talk.state.get("area"),
        talk.language if talk.state.get("interpreter") == SPEAKS else "",
    )


def moment(value: str) -> datetime | None:
    """The aware time that a value stands for; None where it is no time."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo and 2000 < at.year < 3000 else None


def as_value(at: datetime) -> str:
    """A time as the value of a button."""
    return at.isoformat(timespec="minutes")


def _offered(talk: Talk, count: int = SHOWN) -> tuple[datetime, ...]:
    after = moment(talk.state.get("time.page").removeprefix(AFTER))
    found = talk.world.free_times(talk.here.key, wanted_call(talk), after=after, count=count + 1)
    if not found and after is not None:  # past the last: from the beginning again
        found = talk.world.free_times(talk.here.key, wanted_call(talk), after=None, count=count + 1)
    return found


def _held(talk: Talk) -> Hold | None:
    """A time that is kept for this person, where it is as long as the call now has to be."""
    held = talk.world.held()
    return held if held and held.minutes == wanted_call(talk).minutes else None


def time_choices(times: tuple[datetime, ...]) -> tuple[Choice, ...]:
    """Times as buttons."""
    return tuple(Choice(as_value(at), bare("{at}", at=Button(at))) for at in times)


def name_time(_talk: Talk, value: str) -> Choice | None:
    """The button of a time, or of those after it."""
    if value.startswith(AFTER):
        at = moment(value.removeprefix(AFTER))
        return later_than(at) if at else FROM_THE_FIRST
    at = moment(value)
    return time_choices((at,))[0] if at else None


def later_than(at: datetime) -> Choice:
    """The way on to the times after this one."""
    return Choice(f"{AFTER}{as_value(at)}", label("time", "Fler tider"))


def tell_time(talk: Talk) -> Replies:
    """The time that is kept for this person; whom to ring when no time is free."""
    held = _held(talk)
    if held:
        return (Say(t("Du har valt en tid: {time}.", time=held.start), (yours_until(held),)),)
    if _offered(talk):
        return ()
    return (Say(t("Det finns ingen ledig tid just nu.")), *where_to_ask(talk))


def ask_time(talk: Talk) -> Ask:
    """Vilken tid passar? Residents see times, not officers; first the one they hold."""
    found = _offered(talk)
    if not found:
        return Ask("time", t("Vad vill du göra?"), (Choice("none", label("time", "Fortsätt")),))
    held = _held(talk)
    if held:
        found = (held.start, *(at for at in found if at != held.start))
    choices = time_choices(found[:SHOWN])
    if len(found) > SHOWN:
        choices = (*choices, later_than(found[SHOWN - 1]))
    else:
        choices = (*choices, FROM_THE_FIRST)
    return Ask("time", t("Vilken tid passar?"), choices, free=Free.TIME)


def only_one(talk: Talk, question: str, said: Understood) -> str | None:
    """A yes is to the time that stands there, where there is no other."""
    shown = [value for value in talk.state.shown if moment(value)]
    asked = talk.state.asked == question and said.says == "yes"
    return shown[0] if asked and len(shown) == 1 else None


def hear_time(talk: Talk, said: Understood) -> Heard:
    """A day, a part of a day or a clock time: the free times that fit."""
    if only := only_one(talk, "time", said):
        return only
    soon = talk.world.free_times(talk.here.key, wanted_call(talk), after=None, count=SOUGHT)
    fitting = answers.when(said, soon, talk.now, talk.bank)
    if fitting:
        return Perhaps(_some(answers.few(said, fitting, talk.now, talk.bank, SHOWN), soon), FITS)
    if soon and answers.speaks_of_time(said, talk.now, talk.bank):
        none_then = t("Då är inget ledigt. Passar någon av de här?")
        return Perhaps(_some(soon[:SHOWN], soon), none_then)
    return None


def _some(times: tuple[datetime, ...], of: tuple[datetime, ...]) -> tuple[Choice, ...]:
    """These times, and the way on to what comes after them."""
    return (*time_choices(times), later_than(times[-1]) if times[-1] < of[-1] else FROM_THE_FIRST)


def take_time(talk: Talk, value: str) -> Moved:
    """A time, which is then kept for this person; the page after this one; or none at all."""
    if value.startswith(AFTER):
        return Moved(talk.state.without("time").answer("time.page", value))
    at = moment(value)
    if at is None:
        return Moved(talk.state.without("time").answer("call", "no"))
    got = talk.world.hold(talk.here.key, at, wanted_call(talk))
    if isinstance(got, Taken):
        return taken(talk, got.others)
    return Moved(talk.state.without("confirm", "time.page").answer("time", value))


def taken(talk: Talk, others: tuple[datetime, ...]) -> Moved:
    """Somebody else was faster: other times at once, and no blame."""
    told = Say(t("Någon annan hann boka den tiden. Det var inte ditt fel."))
    state = talk.state.without("time", "confirm", "time.page")
    if not others:
        return Moved(state, (told,))
    choices = (*time_choices(others), later_than(others[-1]))
    return Moved(state, (told, Ask("time", FITS, choices)))


def yours_until(held: Hold) -> Message:
    """How long the time is kept."""
    return t("Tiden är din till klockan {clock}.", clock=held.until.astimezone(SWEDEN).time())


def accepts_time(talk: Talk, value: str) -> bool:
    """A time to come. Whether it is still free is known when it is chosen."""
    if value == "none" or value.startswith(AFTER):
        return True
    at = moment(value)
    if at is None or abs(at - talk.now) > timedelta(days=400):
        return False
    return at > talk.now or talk.state.get("confirm") == "yes"


TIME = Step(
    "time",
    ask_time,
    tell_time,
    matters=books,
    take=take_time,
    hear=hear_time,
    accepts=accepts_time,
    names=name_time,
    clears=("confirm",),
    example=t("Skriv till exempel: tisdag klockan 10."),
)
