"""Officers who answer in the chat themselves, as the desk will let them."""

from datetime import datetime

from bot.assembly import House
from bot.store import humans, relays
from bot.store.humans import Waits
from bot.store.lines import Said
from bot.store.office import accounts
from bot.store.office.accounts import Office
from bot.store.relays import AlreadyOpen, Relay


class Officer:
    """One officer, with an account of their own."""

    def __init__(self, house: House, name: str, now: datetime, here: str = "exempelby") -> None:
        self.house, self.name, self.here = house, name, here
        with house.store.writing() as held:
            made = accounts.add(held, here, name, name, frozenset({Office.OFFICER}), now)
        assert made is not None
        self.account = made

    def waiting(self) -> list[Waits]:
        """Those who wait for a human."""
        with self.house.store.reading() as held:
            return humans.waiting(held, self.here)

    def open(self, conversation: int, now: datetime) -> Relay | AlreadyOpen:
        """Answer in this conversation."""
        with self.house.store.writing() as held:
            return relays.open(held, conversation, self.here, self.account, self.name, now)

    def say(self, conversation: int, text: str, now: datetime) -> Said | None:
        """Write a line where a relay is open."""
        with self.house.store.writing() as held:
            relay = relays.open_of(held, conversation)
            return relays.say(held, self.house.store.seal, relay, text, now) if relay else None

    def read(self, conversation: int) -> list[str]:
        """All lines of the open relay."""
        with self.house.store.reading() as held:
            relay = relays.open_of(held, conversation)
            found = relays.lines(held, self.house.store.seal, relay) if relay else []
        return [said.text for said in found]

    def close(self, relay: Relay, now: datetime) -> bool:
        """Have done."""
        with self.house.store.writing() as held:
            return relays.close(held, relay, now)


def stored(house: House, *tables: str) -> str:
    """All that stands in these tables."""
    told = []
    with house.store.reading() as held:
        for table in tables:
            told += held.driver.execute(f"SELECT * FROM {table}").fetchall()
    return repr(told)
