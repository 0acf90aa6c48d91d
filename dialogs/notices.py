"""The words of each follow-up. On a locked screen nothing tells of help, illness or provider."""

from collections.abc import Iterable

from care.followup import POLICY, Kind
from care.municipality import Municipality
from dialogs.messages import label, t
from dialogs.relay import RELAY
from dialogs.replies import Ask, Choice, Replies
from dialogs.state import State

KIND = "notice.kind"
"""Where the state holds what the notice that is open is about."""
MORE = "notice.more"
"""The kinds that nobody has read yet: those told together with it, and those put off."""
OPEN = "open"

READ_AT = {
    Kind.CALL_TOMORROW: "read",
    Kind.CALL_SOON: "read",
    Kind.CALL_MOVED: "read",
    Kind.CALL_MISSED: "missed",
    Kind.UNFINISHED: "unfinished",
    Kind.HOLD_ENDING: "hold",
    Kind.EARLIER_TIME: "earlier",
    Kind.CHOICE_CONFIRMED: "news",
    Kind.CASE_NEWS: "news",
    Kind.PROVIDER_GONE: "gone",
    Kind.GOING_WELL: "going",
    Kind.STILL_WELL: "going",
    Kind.CARE_PLAN: "care_plan",
    Kind.CHANGE_BY: "change_by",
    Kind.DECISION_ENDS: "ending",
    Kind.CHOOSE_AGAIN: "again",
}
"""The question at which each kind is read. What an officer writes is read as it is written, and so
is a code.
"""

ONLY_TOLD = frozenset({"news"})
"""Where nothing is asked, what was told has been read, though nobody went on."""


def opens(kind: str) -> Choice:
    """The button under a notice. It names its kind, so that an old one opens its own."""
    return Choice(f"{OPEN}={kind}", label("notice", "Läs"), forward=True)


def notice(kind: Kind, municipality: Municipality) -> Replies:
    """What is sent: only that there is a message, and a button to read it.

    What it is about is told when the button is pressed, from what is so then
    (`dialogs.steps.reminder`), so an old notice can never tell an old time.
    """
    hello = t("Hej från {municipality}! Du har ett nytt meddelande. Vill du läsa det nu?",
              municipality=municipality.name)  # fmt: skip
    return (Ask("notice", hello, (opens(kind),)),)


def arrived(state: State, question: str, kinds: Iterable[str]) -> State:
    """A notice of these kinds has come and asks this. What was not read before is read after it.

    While an officer answers it waits instead.
    """
    waiting = _in_turn((*kinds, *_unread(state)))
    if state.get("aside") == RELAY:
        return _with(state, waiting)
    if question == "notice" and waiting:
        state = state.answer(KIND, waiting[0])
        waiting = waiting[1:]
    return _with(state, waiting).answer("aside", question)


def put_off(before: State, after: State) -> State:
    """After something else than an answer, what stood open in `before` is still unread."""
    if KIND not in after.answers:
        return after  # all was begun anew, or removed
    return _with(after, _unread(before))


def opened(state: State, kind: Kind) -> State:
    """This kind is read now."""
    rest = [one for one in _unread(state) if READ_AT[Kind(one)] != READ_AT[kind]]
    return _with(state, rest).answer(KIND, kind.value).answer("aside", READ_AT[kind])


def unread(state: State) -> tuple[Kind, ...]:
    """What nobody has read yet, in turn."""
    return tuple(Kind(one) for one in _in_turn(state.many(MORE)))


def _unread(state: State) -> tuple[str, ...]:
    """The same, with what stands open: a notice, or what it told and nobody has answered."""
    kind = state.get(KIND)
    aside = state.get("aside")
    asks = READ_AT[Kind(kind)] if kind in READ_AT else ""
    stands = asks and (aside == "notice" or (aside == asks and asks not in ONLY_TOLD))
    keeps = stands and not POLICY[Kind(kind)].alone
    return _in_turn((kind, *state.many(MORE)) if keeps else state.many(MORE))


def _in_turn(kinds: Iterable[str]) -> tuple[str, ...]:
    """Those that are read at one question are read once: it tells what is so then."""
    found: dict[str, str] = {}
    for kind in kinds:
        if kind not in READ_AT:  # read as it came, or of another version of the program
            continue
        question = READ_AT[Kind(kind)]
        if question not in found or kind == Kind.CALL_MOVED:
            found[question] = kind
    return tuple(found.values())


def _with(state: State, kinds: Iterable[str]) -> State:
    left = tuple(kinds)
    return state.answer(MORE, left) if left else state.without(MORE)
