"""The only place that wires: from settings to a house in which everything knows what it needs."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot import locales
from bot.channels import configured
from bot.channels.web import WaitingChannel
from bot.clock import now
from bot.closed_days import ClosedDays
from bot.conversation import Conversations
from bot.desk.digest import digest
from bot.going_live import GoingLive
from bot.outbox import Outbox
from bot.phrases import load_bank
from bot.planning import Planning
from bot.relaying import Relaying
from bot.seeding import opened
from bot.served import Catalogues
from bot.settings import Settings
from bot.store import Store
from bot.store.sealing import kept_in, secret_from
from bot.writing import writers
from care.followup import Kind
from dialogs.notices import notice
from dialogs.turn import turn
from dialogs.understanding.bank import Bank
from dialogs.wording import Wording

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.routing import Route

    from bot.channels import Channel
    from bot.doors.live import Live


@dataclass(frozen=True, slots=True)
class House:
    """What every door and the clock are given."""

    settings: Settings
    wording: Wording
    store: Store
    catalogues: Catalogues
    conversations: Conversations
    outbox: Outbox
    going_live: GoingLive
    relaying: Relaying
    planning: Planning
    bank: Callable[[], Bank]
    channels: "dict[str, Channel]"

    def close(self) -> None:
        """Leave the database."""
        self.conversations.close()


def assemble(settings: Settings, *, seed: int | None = None, patience: float = 5.0) -> House:
    """Everything but the doors.

    Raises WrongCatalogue, Unavailable, NoKeys or WrongSetting, with a sentence for the operator;
    and `bank` raises PhrasesError.
    """
    wording = locales.load()
    store = Store(settings.database, keys=settings.key_list, patience=patience)
    try:
        catalogues = opened(store, settings.catalogues, settings.municipality, now())
    except Exception:
        store.close()
        raise
    bank = phrases_of(settings)
    waiting = WaitingChannel()
    channels: dict[str, Channel] = {
        "web": waiting,
        "terminal": waiting,
        **configured.channels(settings, secret_of(settings), now),
    }
    conversations = Conversations(
        store,
        turn,
        wording,
        bank,
        catalogues,
        seed=seed,
        closed=ClosedDays(),
        channels=channels,
        site=settings.address,
        informing={"telegram"} if settings.telegram_informs else (),
    )
    outbox = Outbox(
        store,
        channels,
        writers(notice, {Kind.DIGEST: digest}),
        wording,
        catalogues,
        site=settings.address,
        closed=ClosedDays().__contains__,
    )
    going_live = GoingLive(store, catalogues)
    return House(
        settings,
        wording,
        store,
        catalogues,
        conversations,
        outbox,
        going_live,
        Relaying(store),
        Planning(store, catalogues, ClosedDays()),
        bank,
        channels,
    )


def phrases_of(settings: Settings) -> Callable[[], Bank]:
    """What people say, read when it is first asked for. Raises WrongSetting."""
    if not settings.encoder:
        return load_bank
    from bot.encoder import Encoder

    return partial(load_bank, encode=Encoder(Path("var/encoder.npz")))


def page(
    house: House,
    now: Callable[[], datetime],
    live: "Live | None" = None,
    ways: "Sequence[Route]" = (),
) -> "Starlette":
    """The chat; under /keep the pages of the catalogue's keepers, under /desk the officers'.

    `live` are the streams of open pages, for whoever stops the server (`bot.stopping`); `ways` are
    those by which others than people come (Telegram's webhook).
    """
    from starlette.applications import Starlette
    from starlette.responses import RedirectResponse
    from starlette.routing import Mount, Route

    from bot import health
    from bot.desk.pages import Pages
    from bot.desk.visit import Desk
    from bot.desk.web import application as officers
    from bot.doors.pages import Sign
    from bot.doors.web import application
    from bot.keeping.web import application as keeping

    def sign() -> Sign:
        only = house.catalogues.now.only
        return Sign(only.name, only.phone or "") if only else Sign("Kundvalsguiden")

    secret = secret_of(house.settings)
    chat = application(
        house.conversations,
        house.wording,
        secret=secret,
        sign=sign,
        now=now,
        live=live,
        towns=lambda: house.catalogues.now.municipalities,
        landings=locales.landings(),
        origins=house.settings.embed_list,
    )
    keepers = keeping(house.store, house.going_live.apply, secret=secret, now=now)
    desk = Desk(
        house.store,
        Pages(),
        house.conversations,
        house.wording,
        house.settings,
        secret,
        ClosedDays(),
    )
    desks = officers(desk, house.catalogues, now)
    return Starlette(
        routes=[
            Mount("/keep", keepers),
            Route("/desk", RedirectResponse("/desk/")),  # as it is told, without the slash
            Mount("/desk", desks),
            *health.routes(house.outbox, now),
            *ways,
            Mount("/", chat),
        ]
    )


def secret_of(settings: Settings) -> str:
    """What cookies and links are signed with, in every process the same.

    The setting, or a file beside an SQLite database, or what follows from the keys.
    """
    prefix = "sqlite:///"
    if settings.secret:
        return settings.secret
    if settings.database.startswith(prefix):
        file = Path(settings.database.removeprefix(prefix)).with_suffix(".secret")
        return kept_in(file, lambda: secrets.token_urlsafe(32))
    return secret_from(settings.key_list)
