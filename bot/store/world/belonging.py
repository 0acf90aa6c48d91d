"""The person's case: what is wished and kept, who takes part, and leaving no trace."""

from datetime import datetime

from sqlalchemy import bindparam, delete

from bot.store import (
    calls,
    case,
    contacts,
    invitations,
    participants,
    relays,
    tasks,
    turns,
    waiting,
    wanted,
)
from bot.store.case import OF_THE_CASE, Mine
from bot.store.outbox import notices
from bot.store.statement import Statement
from bot.store.tables import TURN
from bot.store.world.turning import Turning
from care.casework import Stage
from care.followup import Kind, news
from care.people import Part, Role
from dialogs.world import Left, Reason, Standing

CASE_REMAINS, OTHERS_REMAIN = "case", "others"
"""What `Left` calls a case that an officer has acted on, and one that others take part in."""

_FORGET_TURNS = Statement(delete(TURN).where(TURN.c.conversation_id == bindparam("conversation")))


class Belonging(Turning):
    """What a dialog asks of the case; see `dialogs.world.World`."""

    def wish(self, municipality: str, provider: str | None) -> bool:
        if provider is None and self._case() is None:
            return True
        mine = self._open(municipality)
        confirmed = mine.standing.stage is not Stage.OPEN
        if confirmed and self._elsewhere(municipality):
            if provider:
                self._task(mine.municipality, Reason.CHANGE)
            return False
        part = mine.part if mine.common else self._said
        helps = part.role is Role.RELATIVE and not part.consent
        if not mine.began or (mine.common and not self._may_wish(mine, municipality)):
            if provider:
                self._task(mine.municipality, Reason.RELATIVE)
            return False
        if provider == mine.wish:
            return True
        case.wish(self._held, mine.id, provider, part.role)
        case.touch(self._held, mine.id, "", self._now)
        self._looked = False
        if provider and helps:
            self._task(municipality, Reason.RELATIVE)
        if provider and confirmed and provider != mine.standing.provider:
            self._task(municipality, Reason.CHANGE)
        return True

    def wished(self) -> str | None:
        mine = self._case()
        return mine.wished if mine else None

    def standing(self) -> Standing | None:
        mine = self._case()
        return mine.standing if mine and mine.sees else None

    def keep(self, municipality: str, field: str, value: str) -> None:
        mine = self._open(municipality)
        if field in OF_THE_CASE and (not mine.began or self._elsewhere(municipality)):
            return
        if field == "phone" and not mine.kept["phone"]:
            tasks.promise_anew(self._held, self._conversation)
        case.keep(self._held, self._conversation, mine, field, self._seal.close(value))
        self._looked = False

    def kept(self, field: str) -> str | None:
        mine = self._case()
        if mine is None or (field in OF_THE_CASE and not mine.began):
            return None
        sealed = mine.kept.get(field)
        return self._seal.open(sealed) if sealed else None

    def part(self) -> Part | None:
        mine = self._case()
        return mine.part if mine else None

    def ask_human(self, municipality: str, reason: Reason) -> datetime | None:
        promise = self._task(municipality, reason)
        return promise if self.kept("phone") else None

    def forget(self) -> Left:
        if self._wanted():
            return Left(wanted=True)
        if mine := self._case():
            case.lock(self._held, mine.id)
            self._looked = False
            mine = self._case()
        remains = self._leave(mine) if mine else ()
        relays.remove(self._held, self._conversation)
        contacts.remove(self._held, self._conversation)
        notices.remove(self._held, self._conversation)
        remains = (*tasks.remove(self._held, self._conversation), *remains)
        notices.remind(self._held, self._conversation, None)
        invitations.remove(self._held, self._conversation)
        self._held.run(_FORGET_TURNS, conversation=self._conversation)
        self._looked = False
        return Left(remains)

    def _wanted(self) -> bool:
        municipality = turns.municipality_of(self._held, self._conversation)
        return wanted.stops(self._held, self._conversation, municipality)

    def _leave(self, mine: Mine) -> tuple[str, ...]:
        """Take no part any more. A case that is nobody else's goes, where no officer has acted."""
        common = participants.others(self._held, self._conversation, mine.id)
        live = mine.live
        if live and (not common or live.by == self._conversation):
            # Nobody is left whose number could be rung.
            calls.cancel(self._held, live.call.id)
            waiting.stop(self._held, mine.id)
            self._plan(mine, None)
            if common:
                off = news(Kind.CALL_MOVED, now=self._now, closed=self.closed)
                notices.tell(
                    self._held, mine.id, mine.municipality, mine.version + 1, off, live.call.id
                )
            self._offer(live, but=mine.id)
        if mine.held and not common:
            calls.drop(self._held, mine.held.call.id)
        participants.leave(self._held, self._conversation)
        if common:
            return (OTHERS_REMAIN,)
        notices.take_back_all(self._held, mine.id)
        if mine.standing.stage is not Stage.OPEN:
            return (CASE_REMAINS,)
        calls.remove(self._held, mine.id)
        participants.remove(self._held, mine.id)
        return ()

    @staticmethod
    def _may_wish(mine: Mine, municipality: str) -> bool:
        """Whether a wish made here may stand in a case of several: nobody's own is written over."""
        return mine.municipality == municipality and (mine.part.decides or not mine.decided)
