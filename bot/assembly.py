"""The only place that wires: from settings to a house in which everything knows what it needs."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot import locales
from bot.catalogue import load_all
from bot.channels.web import WaitingChannel
from bot.closed_days import ClosedDays
from bot.conversation import Conversations
from bot.outbox import Outbox
from bot.phrases import load_bank
from bot.settings import Settings
from bot.store import Store
from care.municipality import Municipality
from dialogs.messages import Message
from dialogs.notices import notice
from dialogs.turn import turn
from dialogs.understanding.bank import Bank
from dialogs.wording import Wording

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from bot.channels import Channel


@dataclass(frozen=True, slots=True)
class House:
    """What every door and the clock are given."""

    settings: Settings
    municipalities: tuple[Municipality, ...]
    wording: Wording
    store: Store
    conversations: Conversations
    outbox: Outbox
    bank: Callable[[], Bank]
    channels: "dict[str, Channel]"

    def close(self) -> None:
        """Leave the database."""
        self.conversations.close()


def assemble(settings: Settings, *, seed: int | None = None, patience: float = 5.0) -> House:
    """Everything but the doors.

    Raises WrongCatalogue, Unavailable or NoKeys, with a sentence for the operator; and `bank`
    raises PhrasesError.
    """
    municipalities = load_all(settings.catalogues, settings.municipality or None)
    wording = locales.load()
    store = Store(settings.database, keys=settings.key_list, patience=patience)
    bank = cache(load_bank)  # a quarter of a start, and some never type a word
    conversations = Conversations(
        store, turn, wording, bank, municipalities, seed=seed, closed=ClosedDays()
    )
    waiting = WaitingChannel()
    channels: dict[str, Channel] = {"web": waiting, "terminal": waiting}
    outbox = Outbox(store, channels, notice, wording, municipalities)
    return House(settings, municipalities, wording, store, conversations, outbox, bank, channels)


def page(house: House, now: Callable[[], datetime]) -> "Starlette":
    """The chat page of this house."""
    from bot.doors.web import application

    served = house.municipalities
    title: Message | str = served[0].name if len(served) == 1 else "Kundvalsguiden"
    phone = (served[0].phone or "") if len(served) == 1 else ""
    return application(
        house.conversations,
        house.wording,
        secret=house.settings.secret or _secret_beside(house.settings.database),
        title=title,
        now=now,
        phone=phone,
    )


def _secret_beside(database: str) -> str:
    """A secret that outlives a restart, in a file beside an SQLite database."""
    prefix = "sqlite:///"
    if not database.startswith(prefix):
        return secrets.token_urlsafe(32)
    file = Path(database.removeprefix(prefix)).with_suffix(".secret")
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32), encoding="utf-8")
    return file.read_text(encoding="utf-8")
