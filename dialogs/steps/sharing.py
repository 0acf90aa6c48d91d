"""Flytta eller dela: codes by which one goes on elsewhere, or somebody else sees or takes part.

What may be given away, and that the one who has the code can use it, is said before it is made.
"""

from care.people import Role
from dialogs.messages import Kept, label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.state import Value
from dialogs.steps.browsing import in_one_area, services
from dialogs.steps.closing import ON, close
from dialogs.talk import Moved, Step, Talk

SHARE = Choice("share", label("share", "Flytta eller dela"))
QUESTION = SHARE.value
LIST, LET_IN, MOVE = "list", "let_in", "move_out"
"""What can be done: somebody sees the same list, takes part in all, or one goes on elsewhere."""

LEADS = (
    "service", "area", "required", "needs", "focus", "near", "staff_language", "competence", "form",
)  # fmt: skip
"""The questions, beside the municipality, whose answers make the list what it is."""

YES = Choice("yes", label("share", "Ja, ge mig en kod"))
NO = Choice("no", label("share", "Nej"))


def has_list(talk: Talk) -> bool:
    """Whether so much has been answered that there is a list."""
    here = talk.municipality
    if here is None or not here.providers:
        return False
    if len(services(talk)) > 1 and not talk.state.get("service"):
        return False
    return not (here.areas and in_one_area(talk)) or here.area(talk.state.get("area")) is not None


def may_let_in(talk: Talk) -> bool:
    """Whether there is a case, or can be, and it is this person's own to show (OSL 26:1)."""
    if talk.municipality is None or not talk.chooses or talk.state.get("who") != "self":
        return False
    part = talk.world.part()
    return part is None or part.role is Role.PERSON


def tell_share(_talk: Talk) -> Replies:
    """What the ways are for."""
    return (Say(t("Du kan fortsätta på en annan telefon eller dator. "
                  "Någon annan kan också få se.")),)  # fmt: skip


def ask_share(talk: Talk) -> Ask:
    """The ways that are open here."""
    ways = [Choice(MOVE, label("share", "Fortsätt på annat håll"))]
    if may_let_in(talk):
        ways.append(Choice(LET_IN, label("share", "Låt någon vara med")))
    if has_list(talk):
        ways.append(Choice(LIST, label("share", "Dela bara listan")))
    return Ask(QUESTION, t("Vad vill du göra?"), (*ways, ON))


def take_share(talk: Talk, value: str) -> Moved:
    """The list at once, for it tells nothing of whose it is; the others after a yes."""
    if value in (MOVE, LET_IN):
        return Moved(talk.state.answer("aside", value))
    closed = talk.after(close(talk.state))
    return share_list(closed) if value == LIST else Moved(closed.state)


def share_list(talk: Talk) -> Moved:
    """Give a code, and words that can be passed on with it.

    It is stored apart, and pointed at here: the log of what was said must lead nobody to a list.
    """
    answers: dict[str, Value] = {"municipality": talk.here.key}
    answers |= {q: talk.state.answers[q] for q in LEADS if q in talk.state.answers}
    talk.world.share(talk.here.key, answers)
    told = (
        Say(t("Ge koden till den som ska se samma lista. Hen ser vad du söker. "
              "Hen ser inte vem du är. Koden gäller i 7 dagar.")),
        Say(t("Öppna chatten om kundval. Skriv koden där: {code}.", code=Kept("code"))),
        *where_it_is(talk),
    )  # fmt: skip
    return Moved(talk.state, told)


def where_it_is(talk: Talk) -> Replies:
    """The address of the page, where it is known."""
    address = talk.world.address
    return (Say(t("Chatten finns på {address}.", address=address)),) if address else ()


def ask_move(_talk: Talk) -> Ask:
    """Asked once, and what the code can do is said."""
    text = t("Den som skriver koden ser allt du har sagt. Chatten är då borta här. "
             "Vill du ha en kod?")  # fmt: skip
    return Ask(MOVE, text, (YES, NO))


def take_move(talk: Talk, value: str) -> Moved:
    """A code by which this conversation goes on where it is typed, once."""
    state = close(talk.state)
    if value != YES.value:
        return Moved(state)
    talk.world.move_out()
    told = (
        Say(t("Öppna chatten där du vill fortsätta. Välj språk. Skriv koden där: {code}.",
              code=Kept("code.move"))),
        *where_it_is(talk),
        SOON,
    )  # fmt: skip
    return Moved(state, told)


SOON = Say(t("Koden gäller i 15 minuter. Den går att använda en gång."))


def ask_let_in(_talk: Talk) -> Ask:
    """What a relative who takes part may see and do."""
    text = t("Den som skriver koden ser ditt namn, ditt födelseår, ditt samtal och din önskan. "
             "Hen kan boka och avboka. Vill du ha en kod?")  # fmt: skip
    return Ask(LET_IN, text, (YES, NO))


def take_let_in(talk: Talk, value: str) -> Moved:
    """A code for a relative: the yes is the person's own."""
    closed = talk.after(close(talk.state))
    if value != YES.value or not may_let_in(closed):
        return Moved(closed.state)
    talk.world.let_in(talk.here.key)
    told = (
        Say(t("Ge koden till den som ska vara med: {code}. Hen skriver den i chatten.",
              code=Kept("code.part"))),
        *where_it_is(talk),
        SOON,
        Say(t("Vill du inte längre att hen är med? Säg det till kommunen.")),
    )  # fmt: skip
    return Moved(closed.state, told)


STEP = Step(QUESTION, ask_share, tell_share, take=take_share, aside=True)
MOVE_OUT = Step(MOVE, ask_move, take=take_move, aside=True)
LETTING_IN = Step(LET_IN, ask_let_in, take=take_let_in, aside=True)
