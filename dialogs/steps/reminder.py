"""A notice that came unasked: opened; and the call that is near, read and answered.

What it is about is told from what is so when it is read, never from what was so when it was sent.
"""

from care.followup import DECLINABLE, Kind
from dialogs.messages import label, t
from dialogs.notices import KIND, READ_AT, opened, opens, put_off
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps import reading
from dialogs.steps.after import book, move
from dialogs.steps.closing import ON, close
from dialogs.steps.confirming import call_file
from dialogs.steps.human import want_human
from dialogs.steps.undoing import decline
from dialogs.steps.unread import done, waits
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

OF_A_CALL = (Kind.CALL_TOMORROW, Kind.CALL_SOON, Kind.CALL_MOVED)
MOVE, CANCEL = "move", "cancel"


def ask_notice(talk: Talk) -> Ask:
    """What stands on a locked screen: only that there is a message (`dialogs.notices`)."""
    text = t("Du har ett nytt meddelande. Vill du läsa det nu?")
    return Ask("notice", text, (opens(talk.state.get(KIND)),))


def hear_notice(talk: Talk, said: Understood) -> Heard:
    """What a reminder of a call is answered with, though it has not been opened."""
    near = talk.world.booking() is not None and reading.kind_of(talk) in OF_A_CALL
    words = (MOVE, CANCEL) if near else ()
    picked = _picked(talk, said, reading.LATER, reading.HUMAN, "no", *words)
    return reading.LATER if picked == "no" else picked


def take_notice(talk: Talk, value: str) -> Moved:
    """Show what it was about; or what was answered straight away."""
    match value:
        case reading.LATER:
            return reading.later(talk)
        case reading.HUMAN:
            return want_human(talk.after(close(talk.state)))
        case "move" | "cancel":
            return take_read(talk, value)
    kind = value.partition("=")[2]
    of = Kind(kind) if kind in READ_AT else Kind.CALL_SOON
    if not waits(talk, of):
        return Moved(opened(talk.state, of))
    # That who helps is leaving is told first, and what was opened is still unread after it.
    kept = put_off(talk.state.answer(KIND, kind).answer("aside", "notice"), talk.state)
    return Moved(opened(kept, Kind.PROVIDER_GONE))


def accepts_notice(_talk: Talk, value: str) -> bool:
    """What has no button."""
    return value in (reading.LATER, reading.HUMAN, MOVE, CANCEL)


def read_next(talk: Talk) -> Moved:
    """What nobody has read yet, asked for in words; the last of all is told as such."""
    moved = done(talk)
    if moved.state.get("aside"):
        return Moved(moved.state)
    return Moved(moved.state, (reading.NOTHING_NEW,))


def tell_read(talk: Talk) -> Replies:
    """The call that is near; or what an officer has done with it, and the calendar put right."""
    moved = talk.state.get(KIND) == Kind.CALL_MOVED
    booking = talk.world.booking()
    if booking:
        rings = Say(t("Kommunen ringer dig {time}.", time=booking.start))
        if not moved:
            return (rings,)
        told = Say(t("Kommunen har ändrat tiden för samtalet."))
        return (told, rings, call_file(booking, t("Lägg samtalet i din kalender.")))
    return _called_off(talk) if moved else ()


def _called_off(talk: Talk) -> Replies:
    gone = talk.world.called_off()
    if gone is None:
        return ()
    return (
        Say(t("Samtalet {time} är avbokat.", time=gone.start)),
        call_file(gone, t("Ta bort samtalet ur din kalender."), cancelled=True),
    )


def ask_read(talk: Talk) -> Ask:
    """Passar tiden?"""
    if talk.world.booking() is None:
        again = Choice("book", label("after", "Boka ett samtal"), forward=True)
        return Ask("read", t("Det finns inget bokat samtal nu. Vad vill du göra?"), (again, ON))
    more = (reading.NO_MORE,) if reading.kind_of(talk) in DECLINABLE else ()
    return Ask(
        "read",
        t("Passar tiden?"),
        (Choice("yes", label("read", "Ja, den passar")), *_other(), *more),
    )


def _other() -> tuple[Choice, ...]:
    return (
        Choice(MOVE, label("read", "Ändra tiden")),
        Choice(CANCEL, label("read", "Avboka")),
    )


def hear_read(talk: Talk, said: Understood) -> Heard:
    """Later, a human; and of a time that does not suit, whether to move it."""
    near = talk.world.booking() is not None
    if near and (picked := _picked(talk, said, MOVE, CANCEL)):
        return picked
    if found := reading.by_word(talk, said):
        return found
    if said.says != "no":
        return None
    return Perhaps(_other()) if near else ON.value


def _picked(talk: Talk, said: Understood, *values: str) -> str | None:
    options = [(value, "") for value in values]
    picked = answers.pick(said, "reading", options, talk.bank, counted=False)
    return picked[0] if picked else None


def take_read(talk: Talk, value: str) -> Moved:
    """The time stands, is moved, or is cancelled; or another call is booked."""
    closed = talk.after(close(talk.state))
    match value:
        case "yes":
            return done(talk, Say(t("Bra. Då ringer kommunen dig.")))
        case "move":
            return move(closed)
        case "cancel":
            return Moved(closed.state.answer("aside", "cancel"))
        case "book":
            return book(closed)
        case reading.LATER:
            return reading.later(talk)
        case reading.HUMAN:
            return want_human(closed)
        case reading.DECLINE if reading.kind_of(talk) in DECLINABLE:
            return decline(talk)
        case _:
            return done(talk)


NOTICE = Step(
    "notice",
    ask_notice,
    accepts=accepts_notice,
    names=reading.named,
    hear=hear_notice,
    take=take_notice,
    aside=True,
)
READ = Step(
    "read",
    ask_read,
    tell_read,
    accepts=reading.accepts,
    names=reading.named,
    hear=hear_read,
    take=take_read,
    aside=True,
)
