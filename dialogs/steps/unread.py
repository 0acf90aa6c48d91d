"""What is still so of each notice, and which is read next."""

from care.casework import Closing, Stage
from care.followup import A_MONTH, AFTER_THE_START, Kind
from dialogs.messages import t
from dialogs.notices import opened, unread
from dialogs.replies import Reply, Say
from dialogs.state import State
from dialogs.steps.browsing import STRAIGHT, WAY
from dialogs.steps.parting import partings
from dialogs.talk import Moved, Talk
from dialogs.world import Standing

CHOOSING = (Stage.OPEN, Stage.CLOSED)


def goes_on(talk: Talk) -> Standing | None:
    """The choice, where the help goes on and they may be told; None after a loss too."""
    standing = talk.world.standing()
    if standing is None or talk.world.stopped():
        return None
    closed = standing.closed_as is Closing.CONFIRMED
    return standing if standing.stage is Stage.STARTED or closed else None


def still(talk: Talk, kind: Kind) -> bool:
    """Whether there is something to tell of it now, whatever was so when it was sent."""
    world = talk.world
    match kind:
        case Kind.CALL_TOMORROW | Kind.CALL_SOON | Kind.EARLIER_TIME:
            return world.booking() is not None
        case Kind.CALL_MOVED:
            return (world.booking() or world.called_off()) is not None
        case Kind.CALL_MISSED:
            return world.booking() is None and world.missed() is not None and not closed(talk)
        case Kind.UNFINISHED:
            return talk.municipality is not None and world.booking() is None and not closed(talk)
        case Kind.CHOICE_CONFIRMED | Kind.CASE_NEWS:
            standing = world.standing()
            chosen = standing is not None and standing.stage not in CHOOSING
            return chosen and not world.stopped()
        case Kind.PROVIDER_GONE:
            return bool(partings(talk))
    standing = goes_on(talk)
    match kind:
        case _ if standing is None:
            return False
        case Kind.CHANGE_BY:
            return standing.change_by is not None and standing.change_by >= talk.today
        case Kind.DECISION_ENDS:
            return standing.decision_ends is not None
        case _:
            return True


def closed(talk: Talk) -> bool:
    """Whether nothing is asked of this case any more."""
    standing = talk.world.standing()
    return talk.world.stopped() or (standing is not None and standing.stage is Stage.CLOSED)


def waits(talk: Talk, kind: Kind) -> bool:
    """Whether it is put off: it is cruel to ask how it goes of one who is leaving."""
    return kind in AFTER_THE_START and any(parting.helps for parting in partings(talk))


def next_unread(talk: Talk) -> Kind | None:
    """The first of what nobody has read of which something is still so, and still of use."""
    for kind in unread(talk.state):
        if still(talk, kind) and useful(talk, kind) and not waits(talk, kind):
            return kind
    return None


def useful(talk: Talk, kind: Kind) -> bool:
    """Whether it is not too late to ask of it unasked; whoever opens it is told all the same."""
    standing = talk.world.standing()
    if standing and standing.start_day and kind in AFTER_THE_START:
        return talk.today <= AFTER_THE_START[kind](standing.start_day) + A_MONTH
    if standing and standing.decision_ends and kind is Kind.DECISION_ENDS:
        return talk.today <= standing.decision_ends
    return True


def done(talk: Talk, *told: Reply) -> Moved:
    """A notice is read and answered: then the next, else one goes on where one was.

    Whose help goes on is not led back into a choice that was begun once and let be.
    """
    state = talk.state.without("aside")
    following = next_unread(talk.after(state))
    if following is None:
        return Moved(rested(talk) if talk.state.get("aside") else state, told)
    return Moved(opened(state, following), (*told, Say(t("Här är nästa meddelande."))))


def rested(talk: Talk) -> State:
    """The aside is over; where the help goes on nothing more is asked, unless a call is wanted."""
    state = talk.state.without("aside")
    if goes_on(talk) is None or talk.world.booking() or state.get("call") == "yes":
        return state
    return state.answer("call", "no").answer(WAY, STRAIGHT)
