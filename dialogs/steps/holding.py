"""A time that is kept for this person is soon free for others: keep it, or let it go."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.call_time import as_value, moment, taken, wanted_call, yours_until
from dialogs.steps.closing import ON, close
from dialogs.steps.confirming import stands
from dialogs.talk import Moved, Step, Talk
from dialogs.world import Taken


def tell_hold(talk: Talk) -> Replies:
    """Which time, and how long it is kept."""
    held = talk.world.held()
    if held is None:
        at = moment(talk.state.get("time"))
        if at and _chosen(talk):
            return (Say(t("Vi håller inte tiden {time} åt dig längre.", time=at)),)
        return (Say(t("Vi håller ingen tid åt dig just nu.")),)
    return (Say(t("Du har valt en tid: {time}.", time=held.start), (yours_until(held),)),)


def ask_hold(talk: Talk) -> Ask:
    """Vill du behålla tiden? One tap keeps it as long again."""
    if talk.world.held() is None and not _chosen(talk):
        return Ask("hold", t("Vill du fortsätta?"), (ON,))
    gone = talk.world.held() is None
    return Ask(
        "hold",
        t("Vill du ändå ha den tiden?") if gone else t("Vill du behålla tiden?"),
        (
            Choice("yes", label("hold", "Ja, behåll tiden"), forward=True),
            Choice("no", label("hold", "Nej")),
        ),
    )


def _chosen(talk: Talk) -> bool:
    """Whether a time waits to be confirmed, though it is kept no longer."""
    return "time" in talk.state.answers and "confirm" not in talk.state.answers


def take_hold(talk: Talk, value: str) -> Moved:
    """Keep it and go back to the question whether all is right; or let it go."""
    closed = talk.after(close(talk.state))
    if value == "yes":
        return _keep(closed)
    if value == "no":
        return _let_go(closed)
    return Moved(closed.state)


def _keep(talk: Talk) -> Moved:
    kept = talk.world.extend()
    if kept:
        state = talk.state.without("confirm", "time.page")
        return Moved(state.answer("time", as_value(kept.start)))
    at = moment(talk.state.get("time"))
    if at is None or "confirm" in talk.state.answers:
        return Moved(talk.state)
    got = talk.world.hold(talk.here.key, at, wanted_call(talk))
    return taken(talk, got.others) if isinstance(got, Taken) else Moved(talk.state)


def _let_go(talk: Talk) -> Moved:
    talk.world.let_go()
    booking = talk.world.booking()
    if booking:
        told = t("Du har kvar din tid: {time}.", time=booking.start)
        return Moved(stands(talk.state, booking), (Say(told),))
    return Moved(talk.state.without("time", "confirm", "time.page"))


HOLD = Step("hold", ask_hold, tell_hold, take=take_hold, aside=True)
