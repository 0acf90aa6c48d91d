"""How someone is reminded: whether, where, and the code that shows whose an address is."""

from bot.store import contacts, proofs
from bot.store.outbox import notices, recipients, routes
from bot.store.outbox.recipients import AT_THE_DESK
from bot.store.world.turning import Turning
from care.followup import OF_THE_COURSE
from dialogs.proof import Contact, NotProved, Proved


class Reaching(Turning):
    """What a dialog asks of reminders; see `dialogs.world.World`."""

    def reaches(self) -> frozenset[str]:
        door = recipients.one(self._held, self._conversation).door
        if door == AT_THE_DESK:
            return frozenset()
        return frozenset({door, *(kind for kind in routes.CONTACTS if kind in self._channels)})

    def contact(self, kind: str) -> Contact | None:
        found = contacts.one(self._held, self._conversation, kind)
        value = self._seal.open(found.sealed) if found else None
        if found is None or value is None or (found.dead and found.verified_at):
            return None
        return Contact(kind, value, found.verified_at is not None)

    def give_contact(self, kind: str, value: str) -> None:
        contacts.give(self._held, self._seal, self._conversation, kind, value, self._now)

    def send_code(self, municipality: str, kind: str) -> bool:
        return proofs.send(
            self._held, self._seal, municipality, self._conversation, kind,
            self._new_id(), self._now,
        )  # fmt: skip

    def prove(self, kind: str, code: str) -> Proved | NotProved:
        got = proofs.prove(self._held, self._seal, self._conversation, kind, code, self._now)
        if isinstance(got, Proved):
            routes.reroute(self._held, self._conversation)
        return got

    def stop_contact(self, kind: str) -> None:
        contacts.stop(self._held, self._conversation, kind)

    def keep_contact(self, kind: str) -> bool:
        return contacts.revive(self._held, self._conversation, kind)

    def remind(self, wanted: bool, *, later: bool = True) -> None:
        mine = self._locked()  # the case before the outbox, as everywhere
        if not wanted:
            for kind in routes.CONTACTS:
                contacts.stop(self._held, self._conversation, kind)
        notices.remind(self._held, self._conversation, wanted)
        for kind in () if later or not wanted else OF_THE_COURSE:
            notices.decline(self._held, self._conversation, kind)
        if mine:
            self._plan(mine, mine.live.call if mine.live else None)
            self._follow(mine)
