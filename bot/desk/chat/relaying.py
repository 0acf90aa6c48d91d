"""*Svara i chatten*: an officer writes to those who asked for a human and are there now.

Nothing of what is written stands in the audit; when the officer has done it is gone.
"""

from dataclasses import dataclass

from starlette.responses import Response

from bot.desk.visit import NotHere, Refused, Visit, Way
from bot.desk.words import languages
from bot.desk.words.days import clock, moment
from bot.store import humans, relays
from bot.store.humans import Waits
from bot.store.office import alarms, opening
from bot.store.relays import AlreadyOpen, Relay
from bot.store.statement import Held
from care.office_hours import answered_now
from dialogs.understanding.tiers import Tier

CLOSED = "Chatten är stängd nu. Ni svarar där under öppettiden."
ENDED = "Samtalet är redan avslutat. Raderna är borttagna."
LENGTH = f"Skriv något, högst {relays.LONGEST} tecken. Inget är skickat."


ALARMS = {
    Tier.DANGER: "Datorn har visat 112 för personen.",
    Tier.DESPAIR: "Datorn har visat 112 och 1177 för personen.",
    Tier.NO_SHOW: "Datorn har visat vem man ringer när hjälpen inte har kommit.",
    Tier.DIED: "Datorn har förstått att någon är död, och stoppat påminnelserna.",
}
"""What the machine has said of its own, while it else is silent."""


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody wrote; `alarm` what the machine answered to it."""

    officer: bool
    text: str
    at: str
    alarm: str


@dataclass(frozen=True, slots=True)
class Talk:
    """One who waits in the chat, or is answered there."""

    conversation: int
    case: int | None
    language: str
    since: str
    by: str


def talks(at: Visit) -> Response:
    """Those who asked for a human, and who answers whom."""
    _live(at)
    with at.store.writing() as held:
        waits = _waiting(at, held)
        at.note(held, "queue.read", detail=f"queue=chat n={len(waits)}")
    return at.page(
        "talks.html",
        "Svara i chatten",
        talks=[
            Talk(one.conversation, one.case, _tongue(at, one), moment(one.since), one.by)
            for one in waits
        ],
        open=_open(at),
        closed=CLOSED,
    )


def talk(at: Visit) -> Response:
    """One conversation: begin, write, see new lines, end."""
    _live(at)
    number = at.number("conversation")
    if at.posted:
        return at.once(lambda held: _act(at, held, number))
    with at.store.writing() as held:
        found = next((one for one in _waiting(at, held) if one.conversation == number), None)
        relay = _of(at, held, number)
        if found is None and relay is None:
            return at.go("/talks")
        mine = relay is not None and relay.account == at.account.id
        lines = _lines(at, held, relay) if relay and mine else []
        detail = f"conversation={number}"
        at.note(held, "relay.read", case=found.case if found else None, detail=detail)
    return at.page(
        "talk.html",
        "Svara i chatten",
        conversation=number,
        case=found.case if found else None,
        language=_tongue(at, found) if found else "",
        relay=relay,
        mine=mine,
        lines=lines,
        longest=relays.LONGEST,
        since=moment(relay.at) if relay else "",
        open=_open(at),
        closed=CLOSED,
    )


def _act(at: Visit, held: Held, number: int) -> str:
    here = f"/talks/{number}"
    detail = f"conversation={number}"
    if at.sent("deed") == "open":
        if not _open(at):
            raise Refused(CLOSED)
        found = next((one for one in _waiting(at, held) if one.conversation == number), None)
        if found is None:
            raise NotHere
        begun = relays.open(held, number, at.here.key, at.account.id, at.account.name, at.now)
        if isinstance(begun, AlreadyOpen):
            raise Refused(f"{begun.name} svarar här sedan {moment(begun.at)}.")
        at.note(held, "relay.open", case=found.case, detail=detail)
        return here
    relay = _of(at, held, number)
    if relay is None:
        raise Refused(ENDED)
    if relay.account != at.account.id:
        raise Refused(f"{relay.name} svarar här sedan {moment(relay.at)}.")
    match at.sent("deed"):
        case "say":
            try:
                said = relays.say(held, at.store.seal, relay, at.sent("text"), at.now)
            except ValueError:
                raise Refused(LENGTH, status=422) from None
            if said is None:
                raise Refused(ENDED)
            at.note(held, "relay.say", detail=detail)
            return f"{here}#latest"
        case "close":
            relays.close(held, relay, at.now)
            at.note(held, "relay.close", detail=detail)
            return "/talks"
    raise NotHere


def _waiting(at: Visit, held: Held) -> list[Waits]:
    """But for those who have only rung: nobody reads there."""
    return [
        one
        for one in humans.waiting(held, at.here.key)
        if opening.guide(held, at.here.key, one.conversation) is None
    ]


def _of(at: Visit, held: Held, number: int) -> Relay | None:
    relay = relays.open_of(held, number)
    return relay if relay and relay.municipality == at.here.key else None


def _lines(at: Visit, held: Held, relay: Relay) -> list[Line]:
    spoken = alarms.since(held, relay.conversation, relay.at)
    told = {moment: ALARMS[tier] for moment, tier in spoken.items()}
    every = [
        (one.at, one.officer, one.text, "" if one.officer else told.pop(one.at, ""))
        for one in relays.lines(held, at.store.seal, relay)
    ]
    # Before the person knows who reads nothing is handed over, but an alarm must be known of.
    every += [(moment, False, "", alarm) for moment, alarm in told.items()]
    every.sort(key=lambda one: one[0])
    return [Line(officer, text, clock(moment), alarm) for moment, officer, text, alarm in every]


def _live(at: Visit) -> None:
    if not at.here.live_chat:
        raise NotHere


def _open(at: Visit) -> bool:
    return answered_now(at.here, at.now, lambda day: day in at.desk.closed)


def _tongue(at: Visit, one: Waits) -> str:
    return languages.name(one.language) if one.language else "språk inte valt"


WAYS: tuple[Way, ...] = (
    Way("/talks", talks, "ring"),
    Way("/talks/{conversation}", talk, "ring", posts=True),
)
