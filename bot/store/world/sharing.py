"""Codes: a list shown to somebody else, a part in a case, and going on elsewhere."""

import json
from datetime import timedelta

from bot.store import calls, carrying, case, invitations, participants, tasks, turns
from bot.store.case import Mine
from bot.store.invitations import Invitation
from bot.store.outbox import notices
from bot.store.world.belonging import Belonging
from care.casework import Stage
from care.followup import plan
from care.people import Part, Right, Role
from dialogs.world import Carried, Elsewhere, Joined, Movable, NoSuchCode, Reason, Shared

MOST_WRONG = 5
"""Wrong codes in a day, in one conversation."""


class Sharing(Belonging):
    """What a dialog asks of codes; see `dialogs.world.World`."""

    def share(self, municipality: str, answers: dict[str, str | tuple[str, ...]]) -> str:
        return invitations.share(
            self._held, self._seal, self._conversation, municipality, answers, self._now
        )

    def move_out(self) -> str:
        content = {"conversation": self._conversation}
        return self._give(invitations.MOVE, "", None, content)

    def let_in(self, municipality: str) -> str:
        mine = self._open(municipality)
        content = {"role": Role.RELATIVE.value, "right": ""}
        return self._give(invitations.CASE, mine.municipality, mine.id, content)

    def _give(
        self, kind: str, municipality: str, case: int | None, content: invitations.Content
    ) -> str:
        return invitations.give(
            self._held, self._seal, self._conversation, kind, municipality, case, content, self._now
        )

    def take_over(self, code: str) -> Carried | Elsewhere | NoSuchCode:
        found = invitations.found(self._held, code, self._now)
        if found is None or found.kind != invitations.MOVE or found.used:
            return NoSuchCode(0)
        own = self._case()
        busy = own and (own.live or own.common or own.standing.stage is not Stage.OPEN)
        if busy or tasks.waits(self._held, self._conversation) or self._wanted():
            return Elsewhere()
        there = turns.hold_again(self._held, int(str(found.content["conversation"])))
        if not self._met_here(found):
            return NoSuchCode(0)
        if not invitations.use(self._held, found, self._now):
            return NoSuchCode(0)
        if there.id != self._conversation:
            self.forget()
            carrying.trade(self._held, self._conversation, there.id)
            self.left, self._conversation, self.seed = self._conversation, there.id, there.seed
            self._looked = False
        return Carried(json.loads(there.state), there.municipality)

    def _met_here(self, found: Invitation) -> bool:
        """Whether all that a conversation to move is about is of municipalities met here."""
        there = int(str(found.content["conversation"]))
        mine = case.find(self._held, there)
        keys = {turns.municipality_of(self._held, there), mine.municipality if mine else ""} - {""}
        return all(self.municipality(key) for key in keys)

    def join(self, code: str) -> Shared | Joined | Movable | Elsewhere | NoSuchCode:
        since = self._now - timedelta(days=1)
        left = MOST_WRONG - invitations.wrong(self._held, self._conversation, since)
        if left <= 0 or invitations.shut(self._held, self._now):
            # Not even looked at: the right one would be told from the wrong.
            return NoSuchCode(0)
        found = invitations.find(self._held, self._seal, code, self._now)
        if found and found.kind == invitations.MOVE and not found.used and self._met_here(found):
            return Movable(found.print)
        if found and self.municipality(found.municipality):
            if found.kind == invitations.LIST:
                return Shared(_answers(found))
            if taken := self._take_part(found):
                return taken
        invitations.note_wrong(self._held, self._now)
        return NoSuchCode(left - 1)

    def _take_part(self, found: Invitation) -> Joined | Elsewhere | None:
        """None where the code has been used by somebody else."""
        assert found.case is not None
        own = self._case()
        if own and own.id == found.case:
            return Joined(own.part, own.municipality)
        if found.used:
            return None
        if own and (
            own.live or own.common or own.standing.stage is not Stage.OPEN or self._wanted()
        ):
            self._task(own.municipality, Reason.HUMAN)
            return Elsewhere()
        case.lock(self._held, found.case)  # before the code, as when a case and its codes go
        if not invitations.use(self._held, found, self._now):
            return None
        if own:
            self._give_up(own, found.case)
        part = _part(found)
        by = participants.IN_THE_CHAT if found.personal else found.by
        participants.join(
            self._held, self._conversation, found.case, found.municipality, part, by, found.at,
        )  # fmt: skip
        case.touch(self._held, found.case, "" if found.personal else by, self._now)
        self._looked = False
        mine = self._case()
        assert mine is not None
        if mine.sees and mine.live:
            due = plan(mine.live.call.start, now=self._now, closed=self.closed)
            notices.plan(
                self._held, mine.id, mine.municipality, mine.version, due,
                only=self._conversation,
            )  # fmt: skip
        return Joined(mine.part, mine.municipality)

    def _give_up(self, own: Mine, to: int) -> None:
        """One's own case, in which there is nobody else and nothing booked, is gone."""
        participants.leave(self._held, self._conversation)
        participants.move_tasks(self._held, own.id, to)
        calls.remove(self._held, own.id)
        participants.remove(self._held, own.id)


def _answers(found: Invitation) -> dict[str, str | tuple[str, ...]]:
    answers: dict[str, str | tuple[str, ...]] = {}
    for question, value in found.content.items():
        if isinstance(value, list):
            answers[question] = tuple(str(one) for one in value)
        else:
            answers[question] = str(value)
    return answers


def _part(found: Invitation) -> Part:
    """As the officer or the person who made the code has said."""
    role, right = str(found.content["role"]), str(found.content["right"])
    consent = Role(role) is Role.RELATIVE
    return Part(Role(role), Right(right) if right else None, consent)
