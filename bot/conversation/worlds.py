"""The world that a turn speaks with, made anew for each."""

import secrets
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from bot.conversation.hearing import Address
from bot.editions.served import Catalogues
from bot.store import Store, turns
from bot.store.statement import Held
from bot.store.world import StoredWorld
from bot.towns import Towns
from care.people import part
from dialogs.state import State


@dataclass(frozen=True, slots=True)
class Worlds:
    """What is the same for every turn of this house.

    `closed` are the days on which no officer works, `channels` those by which this house sends,
    `towns` tells whose an address is and where the page is, `informing` are the doors that only
    tell.
    """

    store: Store
    catalogues: Catalogues
    closed: Container[date]
    channels: Container[str]
    towns: Towns
    informing: Container[str]

    def made(
        self,
        held: Held,
        place: turns.Place,
        state: State,
        address: Address,
        now: datetime,
        seen: bool | None = None,
    ) -> StoredWorld:
        """The world of a conversation as it is now, on this connection."""
        town = self.towns.of(address.kind, address.host)
        return StoredWorld(
            held,
            place.id,
            place.seed,
            now,
            served=self.catalogues.at(held, place.edition).of(town),
            seal=self.store.seal,
            new_id=_new_id,
            closed=self.closed,
            part=part(state.get("who"), state.get("representation")),
            seen=seen,
            channels=self.channels,
            address=self.towns.page(town),
            informs=address.kind in self.informing,
        )


def _new_id() -> str:
    return secrets.token_hex(8)
