"""When nothing is left to ask: what there is to do next; and cancelling, asked once."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Reply, Say
from dialogs.state import State
from dialogs.steps import earlier, onward
from dialogs.steps.browsing import STRAIGHT, WAY
from dialogs.steps.confirming import TIME_BOUND, call_file, stands
from dialogs.steps.office import where_to_ask
from dialogs.steps.paper import paper
from dialogs.steps.provider import lost_wish
from dialogs.steps.reminding import REMINDERS, ask_again, may_change
from dialogs.steps.sharing import SHARE
from dialogs.steps.support import LISTED
from dialogs.steps.unread import done, next_unread
from dialogs.talk import Moved, Step, Talk

MY_DATA = "my_data"
MOST = 5
"""Ways on that are shown at once."""
STOPPED = t("Vi skickar inga påminnelser nu. Du kan få dem igen. Skriv: påminn mig.")
"""After a loss: nobody in the case is sent anything."""


def tell_after(talk: Talk) -> Replies:
    """Where one stands: the booked call, and the wish; or that there is no list here."""
    if talk.municipality is None:
        return ()
    if not talk.here.providers:
        none = t("Jag har ingen lista för {name} än.", name=talk.here.name)
        return (Say(none), *where_to_ask(talk))
    if not talk.chooses:
        return ()
    told: list[Reply] = list(lost_wish(talk))
    booking = talk.world.booking()
    if booking:
        told.append(Say(t("Du har ett bokat samtal: {time}.", time=booking.start)))
        told += earlier.tell_waiting(talk)
    if talk.world.stopped():
        told.append(Say(STOPPED))
    wished = talk.here.provider(talk.world.wished() or "")
    if wished and not talk.world.stopped():
        own, other = (
            t("Du önskar {name}.", name=wished.name),
            t("Önskan: {name}.", name=wished.name),
        )
        told.append(Say(talk.word(own, other)))
    return tuple(told)


def ask_after(talk: Talk) -> Ask:
    """The ways on."""
    if talk.municipality is None:
        on = Choice("list", label("after", "Fortsätt"))
        return Ask("after", t("Jag frågar inget mer nu. Skriv när du vill fortsätta."), (on,))
    choices: list[Choice] = []
    if next_unread(talk):
        choices.append(Choice("read", label("after", "Läs meddelandet"), forward=True))
    if talk.chooses and talk.world.booking():
        choices += [
            Choice("move", label("after", "Ändra tiden")),
            Choice("cancel", label("after", "Avboka")),
            *earlier.waiting_choices(talk),
        ]
    elif talk.chooses:
        choices.append(Choice("book", label("after", "Boka ett samtal"), forward=True))
    elif talk.world.informs and talk.here.takes_wishes:
        choices.append(Choice(onward.ONWARD, label("after", "Välj på webbsidan"), forward=True))
    if talk.here.providers:
        choices += [
            Choice("list", label("after", "Visa listan")),
            Choice("paper", label("after", "En sida att skriva ut")),
        ][: MOST - len(choices)]
    if len(choices) < MOST:  # "mina uppgifter" can always be written
        choices.append(Choice(MY_DATA, label("after", "Mina uppgifter")))
    reminders = (REMINDERS,) if may_change(talk) else ()
    return Ask("after", t("Vad vill du göra nu?"), tuple(choices), fixed=(SHARE, *reminders))


def take_after(talk: Talk, value: str) -> Moved:
    """Each way on opens the questions that it needs."""
    match value:
        case "book":
            return book(talk)
        case onward.ONWARD:
            return onward.hand_over(talk)
        case "move":
            return move(talk)
        case "list":
            return Moved(show_list(talk))
        case REMINDERS.value:
            return Moved(ask_again(talk.state))
        case "paper":
            return Moved(talk.state, (paper(talk),))
        case "read":
            return Moved(done(talk).state)
        case earlier.WAIT | earlier.WAIT_NO_MORE:
            return earlier.wait(talk, value == earlier.WAIT)
        case _:
            return Moved(talk.state.answer("aside", value))


def book(talk: Talk) -> Moved:
    """Straight to the call; where one is booked it is told instead."""
    state = talk.state
    if state.get("call") != "yes":
        state = state.answer("call", "yes")
    if state.get("provider") not in ("wish", "ask") and state.get("list") != "cannot":
        state = state.answer(WAY, STRAIGHT)
    booking = talk.world.booking()
    if booking:
        return Moved(stands(state, booking))
    told = (Say(t("Vi bokar ett samtal. Först några frågor.")),)
    return Moved(state.without("confirm", "remind"), () if "name" in state.answers else told)


def move(talk: Talk) -> Moved:
    """Choose another time; the booked one stands until the new one is booked."""
    if not talk.world.booking():
        return book(talk)
    state = book(talk).state.without("time", "time.page", "confirm")
    return Moved(state, (Say(t("Vi ändrar tiden. Den gamla tiden finns kvar så länge.")),))


def settled(talk: Talk) -> Talk:
    """A call that has taken place is no longer waited for."""
    if talk.state.get("confirm") != "yes" or talk.world.booking():
        return talk
    return talk.after(talk.state.without(*TIME_BOUND).answer("call", "no"))


def show_list(talk: Talk) -> State:
    """Back to the list, with wishes as they are; a booked call stays booked."""
    state = talk.state.without(*LISTED, WAY)
    return state if talk.world.booking() else state.without("call")


def ask_cancel(talk: Talk) -> Ask:
    """Asked once: it cannot be taken back, for someone else may take the time."""
    booking = talk.world.booking()
    if booking is None:
        text = t("Du har inget bokat samtal. Vill du gå vidare?")
        return Ask("cancel", text, (Choice("no", label("cancel", "Gå vidare")),))
    return Ask(
        "cancel",
        t("Vill du avboka samtalet {time}?", time=booking.start),
        (
            Choice("yes", label("cancel", "Ja, avboka")),
            Choice("no", label("cancel", "Nej, behåll tiden"), forward=True),
        ),
    )


def take_cancel(talk: Talk, value: str) -> Moved:
    """Cancelled: the time is free for others and nothing more is sent."""
    state = talk.state.without("aside")
    booking = talk.world.booking()
    if value != "yes" or booking is None:
        return Moved(state, (Say(t("Tiden finns kvar.")),) if booking else ())
    talk.world.cancel()
    told = Say(t("Samtalet är avbokat. Din önskan finns kvar. Du kan boka en ny tid."))
    gone = talk.world.called_off() or booking
    file = call_file(gone, t("Ta bort samtalet ur din kalender."), cancelled=True)
    state = state.without(*TIME_BOUND).answer("call", "no").answer(WAY, STRAIGHT)
    return Moved(state, (told, file))


def accepts_after(talk: Talk, value: str) -> bool:
    """What is not always among the buttons; a second tap asks for what is so already."""
    if value in (earlier.WAIT, earlier.WAIT_NO_MORE):
        return talk.world.booking() is not None
    if value in (MY_DATA, REMINDERS.value):
        return True
    return value == "read" and next_unread(talk) is not None


AFTER = Step("after", ask_after, tell_after, accepts=accepts_after, take=take_after)
CANCEL = Step("cancel", ask_cancel, take=take_cancel, aside=True)
