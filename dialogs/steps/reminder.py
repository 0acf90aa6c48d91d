"""A notice that came unasked: opened, read, and answered."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.after import move
from dialogs.steps.closing import ON, close
from dialogs.talk import Moved, Step, Talk


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
    closed = talk.after(close(talk.state))
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


NOTICE = Step("notice", ask_notice, take=take_notice, aside=True)
READ = Step("read", ask_read, tell_read, take=take_read, aside=True)
