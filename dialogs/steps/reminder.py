"""A notice that came unasked: opened, read, and answered.

What it is about is told from what is so when it is read, never from what was so when it was sent.
"""

from care.followup import Kind
from dialogs.messages import label, t
from dialogs.notices import KIND, opens
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.after import book, move
from dialogs.steps.closing import ON, close
from dialogs.steps.confirming import call_file
from dialogs.talk import Moved, Step, Talk

READ_AT = {
    Kind.HOLD_ENDING: "hold",
    Kind.EARLIER_TIME: "earlier",
    Kind.CHOICE_CONFIRMED: "news",
    Kind.CASE_NEWS: "news",
}
"""The question at which each kind is read; all others are about the call."""


def ask_notice(talk: Talk) -> Ask:
    """What stands on a locked screen: only that there is a message (`dialogs.notices`)."""
    text = t("Du har ett nytt meddelande. Vill du läsa det nu?")
    return Ask("notice", text, (opens(talk.state.get(KIND)),))


def take_notice(talk: Talk, value: str) -> Moved:
    """Show what it was about."""
    kind = value.partition("=")[2]
    known = Kind(kind) if kind in set(Kind) else Kind.CALL_SOON
    return Moved(talk.state.answer(KIND, known.value).answer("aside", READ_AT.get(known, "read")))


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
    """The time stands, is moved, or is cancelled; or another call is booked."""
    closed = talk.after(close(talk.state))
    match value:
        case "yes":
            return Moved(closed.state, (Say(t("Bra. Då ringer kommunen dig.")),))
        case "move":
            return move(closed)
        case "cancel":
            return Moved(closed.state.answer("aside", "cancel"))
        case "book":
            return book(closed)
        case _:
            return Moved(closed.state)


NOTICE = Step("notice", ask_notice, take=take_notice, aside=True)
READ = Step("read", ask_read, tell_read, take=take_read, aside=True)
