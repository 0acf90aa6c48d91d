"""The only place that wires: from settings to a house in which everything knows what it needs."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels import configured
from bot.channels.web import WaitingChannel
from bot.clock import now
from bot.closed_days import ClosedDays
from bot.conversation import Conversations
from bot.conversation.closures import Closures
from bot.conversation.relaying import Relaying
from bot.desk.calls.digest import digest
from bot.editions.going_live import GoingLive
from bot.editions.seeding import opened
from bot.editions.served import Catalogues, Narrowed
from bot.erasing import Erasing
from bot.languages import locales
from bot.languages.phrases import load_bank
from bot.sending.outbox import Outbox
from bot.sending.planning import Planning
from bot.sending.writing import writers
from bot.settings import Settings, WrongSetting
from bot.store import Store
from bot.store.keys.sealing import kept_beside
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
    erasing: Erasing
    closures: Closures
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
    if not settings.database.startswith("sqlite"):
        secret_of(settings)  # before anything is opened
    store, catalogues, closures = _opened(settings, patience)
    wording = locales.load()
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
        towns=settings.towns,
        informing={"telegram"} if settings.telegram_informs else (),
        closures=closures,
    )
    outbox = Outbox(
        store,
        channels,
        writers(notice, {Kind.DIGEST: digest}),
        wording,
        catalogues,
        towns=settings.towns,
        closed=ClosedDays().__contains__,
    )
    return House(
        settings,
        wording,
        store,
        catalogues,
        conversations,
        outbox,
        GoingLive(store, catalogues),
        Relaying(store),
        Planning(store, catalogues, ClosedDays()),
        Erasing(store, catalogues),
        closures,
        bank,
        channels,
    )


def _opened(settings: Settings, patience: float) -> tuple[Store, Catalogues, Closures]:
    """What stands in the database; it is left again where something is wrong."""
    store = Store(settings.database, keys=settings.key_list, patience=patience)
    try:
        catalogues = opened(store, settings.catalogues, settings.municipality, now())
        _known(settings, catalogues)
        closures = Closures(store)
        closures.refresh()
    except Exception:
        store.close()
        raise
    return store, catalogues, closures


def phrases_of(settings: Settings) -> Callable[[], Bank]:
    """What people say, read when it is first asked for. Raises WrongSetting."""
    if not settings.encoder:
        return load_bank
    from bot.languages.encoder import Encoder

    return partial(load_bank, encode=Encoder(Path("var/encoder.npz")))


def page(
    house: House,
    now: Callable[[], datetime],
    live: "Live | None" = None,
    ways: "Sequence[Route]" = (),
) -> "Starlette":
    """The chat; under /keep the pages of the catalogue's keepers, under /desk the officers'.

    A municipality with a site of its own has all of it there, and nothing of the others'.
    `live` are the streams of open pages, for whoever stops the server (`bot.server.stopping`);
    `ways` are those by which others than people come (Telegram's webhook).
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.routing import Mount

    from bot.doors.guard import Guarded, failed
    from bot.monitoring.health import Readiness
    from bot.monitoring.scraping import Scraping
    from bot.server.hosts import ByHost, KnownHosts, allowed
    from bot.server.numbered import Numbered

    secret = secret_of(house.settings)
    readiness = Readiness(house.store, house.catalogues, now, house.closures)
    sites = {
        host: _site(house, town, secret, now, live)
        for host, town in house.settings.towns.hosts.items()
    }
    every = ByHost(_site(house, "", secret, now, live), sites)
    return Starlette(
        routes=[
            *readiness.routes(),
            *Scraping(house.settings.metrics_token, readiness).routes(),
            *ways,
            Mount("/", every),
        ],
        middleware=[
            Middleware(Numbered),
            Middleware(Guarded),
            Middleware(KnownHosts, names=allowed(house.settings)),
        ],
        exception_handlers={Exception: failed},
    )


def _site(
    house: House, town: str, secret: str, now: Callable[[], datetime], live: "Live | None"
) -> "Starlette":
    """The pages of one municipality, or where `town` is empty of all."""
    from starlette.applications import Starlette
    from starlette.responses import RedirectResponse
    from starlette.routing import Mount, Route

    from bot.desk.pages import Pages
    from bot.desk.visit import Desk
    from bot.desk.web import application as officers
    from bot.keeping.web import application as keeping

    catalogues = Narrowed(house.catalogues, town)
    keepers = keeping(house.store, house.going_live.apply, secret=secret, now=now, town=town)
    desk = Desk(
        house.store,
        Pages(),
        house.conversations,
        house.wording,
        house.settings,
        secret,
        ClosedDays(),
    )
    return Starlette(
        routes=[
            Mount("/keep", keepers),
            # As it is told, without the slash.
            Route("/desk", RedirectResponse("/desk/"), methods=["GET"]),
            Mount("/desk", officers(desk, catalogues, now)),
            Mount("/", _chat(house, catalogues, town, secret, now, live)),
        ]
    )


def _chat(
    house: House,
    catalogues: Narrowed,
    town: str,
    secret: str,
    now: Callable[[], datetime],
    live: "Live | None",
) -> "Starlette":
    from bot.doors.pages import Sign
    from bot.doors.web import application

    def sign() -> Sign:
        only = catalogues.now.only
        return Sign(only.name, only.phone or "") if only else Sign("Kundvalsguiden")

    return application(
        house.conversations,
        house.wording,
        secret=secret,
        sign=sign,
        now=now,
        live=live,
        towns=lambda: catalogues.now.municipalities,
        landings=locales.landings(),
        origins=house.settings.embed_list,
        town=town,
        newcomers=house.settings.newcomers,
    )


def _known(settings: Settings, catalogues: Catalogues) -> None:
    """Raises WrongSetting where a site or a bot is of a municipality that is not served."""
    towns = settings.towns
    named = {"SITES": [key for key, _ in towns.sites], "TELEGRAM_BOTS": towns.bots.values()}
    for setting, keys in named.items():
        for key in keys:
            if key not in catalogues.now.by_key:
                served = ", ".join(catalogues.now.by_key)
                raise WrongSetting(f"KUNDVAL_{setting}: {key} is not served here ({served}).")


def secret_of(settings: Settings) -> str:
    """What cookies and links are signed with: the setting, or a file beside an SQLite database.

    Raises WrongSetting without either: each process would draw its own, and know nobody again.
    """
    prefix = "sqlite:///"
    if settings.secret:
        return settings.secret
    if not settings.database.startswith(prefix):
        raise WrongSetting("PostgreSQL needs KUNDVAL_SECRET, the same in every process.")
    return _secret_beside(Path(settings.database.removeprefix(prefix)))


def _secret_beside(database: Path) -> str:
    """A secret that outlives a restart, in a file for us alone; of two that start at once, one."""
    return kept_beside(database, ".secret", partial(secrets.token_urlsafe, 32))
