"""An earlier time than the one that is booked: waited for, told of, and chosen."""

from datetime import datetime, timedelta

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.call_time import FITS, moment, only_one, time_choices, wanted_call
from dialogs.steps.closing import ON, close
from dialogs.steps.confirming import booked_told, stands
from dialogs.steps.unread import done
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood
from dialogs.world import Booked

WAIT, WAIT_NO_MORE = "wait", "wait_no_more"
WORTH_WAITING = timedelta(days=2)
"""A call that is nearer than this is not waited for to come earlier."""
SHOWN = 3
STAY = Choice("no", label("earlier", "Behåll min tid"), forward=True)


def waiting_choices(talk: Talk) -> tuple[Choice, ...]:
    """To be told of an earlier time, or to be told no longer."""
    booking = talk.world.booking()
    if booking is None:
        return ()
    if talk.world.waits():
        return (Choice(WAIT_NO_MORE, label("after", "Säg inte till längre")),)
    if booking.start - talk.now > WORTH_WAITING:
        return (Choice(WAIT, label("after", "Säg till om tidigare tid")),)
    return ()


def tell_waiting(talk: Talk) -> Replies:
    """That one waits."""
    if talk.world.booking() and talk.world.waits():
        return (Say(t("Vi säger till om någon lämnar en tidigare tid.")),)
    return ()


def wait(talk: Talk, wanted: bool) -> Moved:
    """Wait, or wait no more; the booked time stays as it is."""
    talk.world.wait(wanted)
    told = t("Då säger vi inte till. Du har kvar din tid.")
    if wanted:
        told = t("Bra. Vi skriver här om det blir en tidigare tid. Du har kvar din tid så länge.")
    return Moved(talk.state, (Say(told),))


def _earlier(talk: Talk) -> tuple[datetime, ...]:
    booking = talk.world.booking()
    if booking is None:
        return ()
    found = talk.world.free_times(talk.here.key, wanted_call(talk), after=None, count=SHOWN)
    return tuple(at for at in found if at < booking.start)


def want_earlier(talk: Talk) -> Moved | None:
    """An earlier time, asked for in words: wait for one, or choose one where a call is too near
    to wait. None where nothing is booked.
    """
    booking = talk.world.booking()
    if booking is None:
        return None
    state = talk.state.without("aside")
    if talk.world.waits():
        return Moved(state, tell_waiting(talk))
    if waiting_choices(talk):
        return wait(talk.after(state), wanted=True)
    if _earlier(talk):
        return Moved(state.answer("aside", "earlier"))
    none = t("Just nu finns ingen tidigare tid. Du har kvar din tid: {time}.", time=booking.start)
    return Moved(state, (Say(none),))


def hear_earlier(talk: Talk, said: Understood) -> Heard:
    """A yes, or a day or an hour: which of the times?"""
    if only := only_one(talk, "earlier", said):
        return only
    times = _earlier(talk)
    fitting = answers.when(said, times, talk.now, talk.bank)
    if fitting or (times and said.says == "yes"):
        return Perhaps((*time_choices(fitting or times), STAY), FITS)
    return None


def name_earlier(_talk: Talk, value: str) -> Choice | None:
    """The button of a time."""
    at = moment(value)
    return time_choices((at,))[0] if at else None


def tell_earlier(talk: Talk) -> Replies:
    """What is free now, which may be more or less than when the notice was sent."""
    booking = talk.world.booking()
    if booking is None:
        return (Say(t("Det finns inget bokat samtal nu.")),)
    if _earlier(talk):
        return (Say(t("Nu finns det en tidigare tid.")),)
    gone = t("Den tidigare tiden är redan borta. Du har kvar din tid: {time}.", time=booking.start)
    return (Say(gone),)


def ask_earlier(talk: Talk) -> Ask:
    """Vill du byta? The booked time stands until another is chosen."""
    booking, times = talk.world.booking(), _earlier(talk)
    if booking is None or not times:
        return Ask("earlier", t("Vill du fortsätta?"), (ON,))
    text = t("Du har tiden {time}. Vill du byta?", time=booking.start)
    return Ask("earlier", text, (*time_choices(times), STAY))


def accepts_earlier(talk: Talk, value: str) -> bool:
    """Any time before the booked one; whether it is still free is known when it is taken."""
    booking, at = talk.world.booking(), moment(value)
    return booking is not None and at is not None and talk.now < at < booking.start


def take_earlier(talk: Talk, value: str) -> Moved:
    """Move the call, or leave it as it is."""
    closed = close(talk.state)
    at = moment(value)
    if at is None:
        return done(talk, *((Say(t("Tiden finns kvar.")),) if value == "no" else ()))
    got = talk.world.book(talk.here.key, at, wanted_call(talk))
    if not isinstance(got, Booked):
        return Moved(talk.state, (Say(t("Någon annan hann före. Du har kvar din tid.")),))
    talk.world.wait(False)
    return Moved(stands(closed, got.booking), booked_told(talk, got.booking))


EARLIER = Step(
    "earlier",
    ask_earlier,
    tell_earlier,
    accepts=accepts_earlier,
    names=name_earlier,
    hear=hear_earlier,
    take=take_earlier,
    aside=True,
)
