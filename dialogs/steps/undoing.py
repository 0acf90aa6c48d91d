"""What was just decided about notices, and one tap that takes it back."""

from care.followup import DECLINABLE, Kind
from dialogs.messages import label, t
from dialogs.notices import KIND
from dialogs.replies import Ask, Choice, Reply, Say
from dialogs.steps.closing import ON
from dialogs.steps.unread import done
from dialogs.talk import Moved, Step, Talk

UNDO = "undo"
DECLINED, CHANGE_BY = "declined", "change_by"


def decline(talk: Talk) -> Moved:
    """No more of the kind that is read now."""
    kind = Kind(talk.state.get(KIND))
    talk.world.decline(kind)
    return undoable(talk, f"{DECLINED}={kind}", Say(t("Då skriver vi inte mer om det.")))


def undoable(talk: Talk, what: str, *told: Reply) -> Moved:
    """This was done; the next tap may take it back."""
    return Moved(talk.state.answer(UNDO, what).answer("aside", UNDO), told)


def ask_undo(_talk: Talk) -> Ask:
    """On, or back to what was."""
    back = Choice("back_to", label("undo", "Ångra det"))
    return Ask(UNDO, t("Vill du fortsätta?"), (ON, back))


def take_undo(talk: Talk, value: str) -> Moved:
    """It stands, or is as it was before."""
    what, _, kind = talk.state.get(UNDO).partition("=")
    on = talk.after(talk.state.without(UNDO))
    if value != "back_to":
        return done(on)
    if what == DECLINED and kind in DECLINABLE:
        talk.world.undecline(Kind(kind))
        return done(on, Say(t("Bra. Då skriver vi om det igen.")))
    talk.world.change_by(None)
    return done(on, Say(t("Då påminner vi dig inte om att byta.")))


STEP = Step(UNDO, ask_undo, take=take_undo, aside=True)
