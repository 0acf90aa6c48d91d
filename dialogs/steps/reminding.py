"""Får vi påminna dig? Whether, of what, and where it goes: said truthfully for the door."""

from care.casework import Stage
from care.followup import Kind, plan
from dialogs.messages import Kept, Message, label, t
from dialogs.proof import EMAIL, SMS
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.state import State
from dialogs.steps.contact import NO, YES, books
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding.read import Understood

CHAT, PAGE = "telegram", "web"
"""Doors: one where we can write at any time, and one where something waits for the person."""
REACHED = ("same", "sms", "email", "meant", "proof")
"""The questions of where (`dialogs.steps.reaching`)."""
ONLY, ALL = "remind.only", "all"
"""Where the state holds that only the call is reminded of."""
CHANGED = "remind.changed"
"""Where the state holds that the question is put anew, with or without a call."""
HERE = "page"
NOT = Choice("no", NO)
REMINDERS = Choice("reminders", label("after", "Ändra påminnelser"))
VALUES = ("yes", "no", "call", ALL, HERE, SMS, EMAIL)


def _kinds(talk: Talk) -> set[Kind]:
    """Those whose time has not passed already: of a call today, perhaps none."""
    booking = talk.world.booking()
    if booking is None:
        return set()
    return {row.kind for row in plan(booking.start, now=talk.now, closed=talk.world.closed)}


def _ways(talk: Talk) -> tuple[Choice, ...]:
    """To be written to where one is not; nothing in a door where we can write at any time."""
    reaches = talk.world.reaches()
    if CHAT in reaches:
        return ()
    sms = Choice(SMS, label("remind", "Ja, med sms"))
    email = Choice(EMAIL, label("remind", "Ja, med e-post"))
    return tuple(way for way in (sms, email) if way.value in reaches)


def _here(talk: Talk) -> Choice:
    if PAGE in talk.world.reaches():
        return Choice(HERE, label("remind", "Bara här på sidan"))
    return Choice(HERE, label("remind", "Bara här"))


def tell_remind(talk: Talk) -> Replies:
    """What we cannot do here."""
    if CHAT in talk.world.reaches():
        return ()
    if _ways(talk):
        return (Say(t("När du lämnar chatten kan vi inte nå dig här.")),)
    return (Say(t("När du lämnar chatten kan vi inte nå dig. "
                  "Påminnelsen står här när du kommer tillbaka.")),)  # fmt: skip


def ask_remind(talk: Talk) -> Ask:
    """Får vi påminna dig? No stops what was planned."""
    only = ONLY in talk.state.answers
    ways = _ways(talk)
    yes = (*ways, _here(talk)) if ways else (Choice("yes", YES),)
    of = Choice("call", label("remind", "Bara om samtalet"))
    if only:
        of = Choice(ALL, label("remind", "Också efter samtalet"))
    choices = (*yes, *((of,) if _kinds(talk) else ()), NOT)
    return Ask("remind", _question(talk, only=only), choices)


def _question(talk: Talk, *, only: bool) -> Message:
    when = _when(talk)
    if when is None:
        return t("Vi kan fråga hur det går. Vi kan säga till när du kan byta. Får vi det?")
    if only:
        return t("{when} Sedan frågar vi inget mer. Hur ska vi påminna dig?", when=when)
    return t("{when} Sedan kan vi fråga hur det går. Får vi påminna dig?", when=when)


def _when(talk: Talk) -> Message | None:
    kinds = _kinds(talk)
    here = not _ways(talk)
    if kinds == {Kind.CALL_SOON}:
        soon = t("Vi kan skriva här 2 timmar före samtalet.")
        return soon if here else t("Vi kan skriva till dig 2 timmar före samtalet.")
    both = t("Vi kan skriva här dagen före samtalet. Vi kan också skriva 2 timmar före.")
    other = t("Vi kan skriva till dig dagen före samtalet. Vi kan också skriva 2 timmar före.")
    if not kinds:
        return None
    return both if here else other


def hear_remind(talk: Talk, said: Understood) -> Heard:
    """A yes: by what?"""
    ways = _ways(talk)
    if said.says != "yes" or not ways:
        return None
    return Perhaps((*ways, _here(talk)), t("Hur ska vi påminna dig?"))


def take_remind(talk: Talk, value: str) -> Moved:
    """A yes or a no, of what, and by what. Where it goes is asked next, or known already."""
    state = talk.state.without(*REACHED, CHANGED)
    ways = {way.value for way in _ways(talk)}
    if value == ALL:
        return Moved(talk.state.without(ONLY))
    if value == "call":
        state = state.answer(ONLY, "yes")
        if ways:
            return Moved(state)  # and by what?
    only = ONLY in state.answers
    if value == "no":
        talk.world.remind(False)
        told = (Say(t("Då påminner vi dig inte.")),)
        return Moved(state.without(ONLY).answer("remind", value), told)
    talk.world.remind(True, later=not only)
    if value not in ways:
        return Moved(state.answer("remind", value), stay_here(talk))
    contact = talk.world.contact(value)
    going = going_to(talk.after(state), value) if contact and contact.verified else ()
    return Moved(state.answer("remind", value), going)


def stay_here(talk: Talk) -> Replies:
    """Nothing is sent anywhere else."""
    for kind in (SMS, EMAIL):
        talk.world.stop_contact(kind)
    return (Say(t("Bra. Då påminner vi dig här.")),)


def going_to(talk: Talk, kind: str) -> Replies:
    """Where it goes, and for how long that is kept. What was given before for the same is gone."""
    talk.world.stop_contact(EMAIL if kind == SMS else SMS)
    talk.world.give_contact(kind, _value(talk, kind))
    part = Kept(f"{kind}.part")
    told = t("Bra. Då skickar vi sms till {number}.", number=part)
    after = t("Vi tar bort numret efter samtalet.")
    long = t("Vi har kvar numret i högst 13 månader.")
    if kind == EMAIL:
        told = t("Bra. Då skickar vi e-post till {address}.", address=part)
        after = t("Vi tar bort adressen efter samtalet.")
        long = t("Vi har kvar adressen i högst 13 månader.")
    return (Say(told, (after if ONLY in talk.state.answers else long,)),)


def _value(talk: Talk, kind: str) -> str:
    contact = talk.world.contact(kind)
    assert contact is not None
    return contact.value


def may_change(talk: Talk) -> bool:
    """Whether there is something of which one is or could be reminded."""
    if talk.municipality is None or not talk.chooses:
        return False
    standing = talk.world.standing()
    goes_on = standing is not None and standing.stage is not Stage.OPEN
    return (goes_on or bool(talk.world.booking())) and bool(talk.world.reaches())


def nowhere(talk: Talk) -> bool:
    """Whether reminders would stand only here, though they could go to a number or an address."""
    contacts = (talk.world.contact(way.value) for way in _ways(talk))
    return bool(_ways(talk)) and not any(contact and contact.verified for contact in contacts)


def ask_again(state: State) -> State:
    """The question is open again, as it was never answered."""
    return state.without("remind", ONLY, *REACHED).answer(CHANGED, "yes")


def _matters(talk: Talk) -> bool:
    asked = CHANGED in talk.state.answers or (books(talk) and talk.world.booking() is not None)
    may = talk.chooses and not talk.world.stopped()
    return may and asked and bool(talk.world.reaches())


REMIND = Step(
    "remind",
    ask_remind,
    tell_remind,
    matters=_matters,
    accepts=lambda _talk, value: value in VALUES,
    hear=hear_remind,
    take=take_remind,
    clears=REACHED,
)
