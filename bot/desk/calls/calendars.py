"""Calendars: one call as a file, and an officer's own feed at an address that only they know.

The feed's address lets one in without a session, so it tells when there are calls and no more, and
only its print is stored.
"""

import hashlib
import secrets
from asyncio import to_thread
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.visit import START, Desk, NotHere, Visit, Way
from bot.editions.served import Narrowed
from bot.rendering.calendar import Call, feed, officers_file
from bot.store import Unavailable
from bot.store.office import accounts, agenda, sessions
from bot.store.office.accounts import Office
from bot.store.office.agenda import Entry
from bot.store.statement import Held
from care.times import HORIZON

SINCE = timedelta(days=7)
ICS = "text/calendar; charset=utf-8"
NOBODY = "Du har inga samtal i kalendern, för ditt konto hör inte till någon handläggare."


def call(at: Visit) -> Response:
    """One call as a file; a cancelled one takes itself away from the calendar."""
    this = at.path["call"]
    with at.store.reading() as held:
        found = agenda.one(held, at.here.key, this) if this.isprintable() else None
    if found is None:
        raise NotHere
    [one] = _calls([found])
    headers = {"Content-Disposition": 'attachment; filename="samtal.ics"'}
    return Response(officers_file(one, at.now), media_type=ICS, headers=headers)


def calendar(at: Visit) -> Response:
    """The officer's feed: whether there is one, and a way to make, renew or end it."""
    with at.store.reading() as held:
        there = agenda.subscribed(held, at.account.id)
    return _page(at, there)


def renew(at: Visit) -> Response:
    """A new address, shown this once; the one of before is dead from now on."""
    made: list[str] = []

    def do(held: Held) -> str:
        token = secrets.token_urlsafe(32)
        accounts.change(held, at.account.id, "feed", sessions.fingerprint(token))
        at.note(held, "calendar.renew")
        made.append(token)
        return (
            f"/calendar?{urlencode({'told': at.signed('Adressen är gjord. Den visades en gång.')})}"
        )

    if not at.posted:
        return at.go("/calendar")
    answer = at.once(do)
    return _page(at, True, f"{at.site}{START}/feed/{made[0]}.ics") if made else answer


def end(at: Visit) -> Response:
    """No address works any more."""
    if not at.posted:
        return at.go("/calendar")

    def do(held: Held) -> str:
        accounts.change(held, at.account.id, "feed", None)
        at.note(held, "calendar.end")
        told = at.signed("Adressen är borta. Den fungerar inte mer.")
        return f"/calendar?{urlencode({'told': told})}"

    return at.once(do)


def _page(at: Visit, there: bool, address: str = "") -> Response:
    mine = bool(at.account.officer)
    return at.page(
        "calendar.html",
        "Min kalender",
        there=there,
        address=address,
        nobody="" if mine else NOBODY,
    )


def routes(desk: Desk, catalogues: Narrowed, now: Callable[[], datetime]) -> list[Route]:
    """The address that a calendar program asks; it has no session."""
    return [Route("/feed/{token}.ics", Feeding(desk, catalogues, now).answer, methods=["GET"])]


@dataclass(frozen=True, slots=True)
class Feeding:
    """Answers calendar programs."""

    desk: Desk
    catalogues: Narrowed
    now: Callable[[], datetime]

    async def answer(self, request: Request) -> Response:
        """The calls from a week ago until six weeks ahead; 404 for whatever is not an address."""
        now = self.now()
        try:
            found = await to_thread(self._calls, request.path_params["token"], now)
        except Unavailable:
            return Response(status_code=503, headers={"Retry-After": "60"})
        if found is None:
            return Response(status_code=404)
        # What is the same but for the stamp is the same.
        tag = f'"{hashlib.sha256(repr(found).encode()).hexdigest()[:32]}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        content = await to_thread(feed, _calls(found), now)
        return Response(content, media_type=ICS, headers={"ETag": tag})

    def _calls(self, token: str, now: datetime) -> list[Entry] | None:
        """All that is asked is asked of a wrong address too, so that it takes as long."""
        served = self.catalogues.refresh(self.desk.store)
        with self.desk.store.reading() as held:
            account = accounts.by_feed(held, sessions.fingerprint(token))
            here = account.municipality if account else ""
            whose = (account.officer if account else None) or ""
            calls = agenda.of(held, here, whose, now - SINCE, now + HORIZON)
        works = account is not None and account.active and account.may(Office.OFFICER)
        return calls if works and here in served.by_key else None


def _calls(calls: Iterable[Entry]) -> list[Call]:
    return [Call(one.id, one.start, one.minutes, one.sequence, one.cancelled) for one in calls]


WAYS: tuple[Way, ...] = (
    Way("/calls/{call}.ics", call),
    Way("/calendar", calendar),
    Way("/calendar/renew", renew, posts=True),
    Way("/calendar/end", end, posts=True),
)
