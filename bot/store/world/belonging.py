"""The person's case: what is wished and kept, who takes part, and leaving no trace."""

from datetime import datetime

from sqlalchemy import bindparam, delete

from bot.store import calls, case, notices, tasks
from bot.store.statement import Statement
from bot.store.tables import TURN
from bot.store.world.turning import Turning
from care.casework import Stage
from care.people import Part, Role
from dialogs.world import Left, Reason, Standing

CASE_REMAINS = "case"
"""What `Left` calls a case that an officer has acted on."""

_FORGET_TURNS = Statement(delete(TURN).where(TURN.c.conversation_id == bindparam("conversation")))


class Belonging(Turning):
    """What a dialog asks of the case; see `dialogs.world.World`."""

    def wish(self, municipality: str, provider: str | None) -> None:
        if provider is None and self._case() is None:
            return
        mine = self._open(municipality)
        if not mine.began or provider == mine.wish:
            return
        role = mine.part.role if mine.joined else self._said.role
        case.wish(self._held, mine.id, provider, role)
        case.touch(self._held, mine.id, "", self._now)
        self._looked = False
        if provider and role is Role.RELATIVE and not mine.part.consent:
            self._task(municipality, Reason.RELATIVE)
        confirmed = mine.standing.stage not in (Stage.OPEN, Stage.CLOSED)
        if provider and confirmed and provider != mine.standing.provider:
            self._task(municipality, Reason.CHANGE)

    def wished(self) -> str | None:
        mine = self._case()
        return mine.wish if mine and mine.began else None

    def standing(self) -> Standing | None:
        mine = self._case()
        return mine.standing if mine and mine.sees else None

    def keep(self, municipality: str, field: str, value: str) -> None:
        mine = self._open(municipality)
        if field in ("name", "birth_year") and not mine.began:
            return
        case.keep(self._held, self._conversation, mine, field, self._seal.close(value))
        self._looked = False

    def kept(self, field: str) -> str | None:
        mine = self._case()
        if mine is None or (field in ("name", "birth_year") and not mine.began):
            return None
        sealed = mine.kept.get(field)
        return self._seal.open(sealed) if sealed else None

    def part(self) -> Part | None:
        mine = self._case()
        return mine.part if mine else None

    def ask_human(self, municipality: str, reason: Reason) -> datetime | None:
        self._task(municipality, reason)
        return None

    def remind(self, wanted: bool) -> None:
        notices.remind(self._held, self._conversation, wanted)
        mine = self._case()
        if mine:
            self._plan(mine, mine.live.call if mine.live else None)

    def forget(self) -> Left:
        mine = self._case()
        alone = mine is not None and not case.others(self._held, self._conversation, mine.id)
        if mine and alone:
            notices.take_back_all(self._held, mine.id)
        notices.remove(self._held, self._conversation)
        remains = tasks.remove(self._held, self._conversation)
        notices.remind(self._held, self._conversation, None)
        if mine:
            case.leave(self._held, self._conversation)
            if alone and mine.standing.stage is Stage.OPEN:
                calls.remove(self._held, mine.id)
                case.remove(self._held, mine.id)
            else:
                if alone and mine.live:  # nobody is left whose number could be rung
                    calls.cancel(self._held, mine.live.call.id)
                remains = (*remains, CASE_REMAINS)
        self._held.run(_FORGET_TURNS, conversation=self._conversation)
        self._looked = False
        return Left(remains)
