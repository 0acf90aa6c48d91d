"""The database and what is in it. A connection of its own: `Store` would bring tables in step."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, make_url, select
from sqlalchemy.exc import DBAPIError

from bot.catalogue import WrongCatalogue, parse, read_stored
from bot.doctor.finding import Finding, Health, clocks
from bot.doctor.machine import file_of
from bot.monitoring.health import LATE
from bot.settings import Settings
from bot.store import closures, editions, leases
from bot.store.database import Database, Postgres, database
from bot.store.keys import sealed
from bot.store.keys.sealing import Seal
from bot.store.migrate import head, version
from bot.store.outbox import tending
from bot.store.statement import Held, Statement
from bot.store.tables import LEASE
from care.ageing import aged, newest
from care.providers import AGED
from care.times import SWEDEN

_NOW = Statement(select(func.now()))
_LEASES = Statement(select(LEASE.c.name, LEASE.c.until).order_by(LEASE.c.name))

START = "It is made when the house starts: kundval run"


def findings(settings: Settings, now: Callable[[], datetime]) -> Iterator[Finding]:
    """All that is found in it; where the database cannot be used only that."""
    file = file_of(settings.database)
    if file and not file.exists():
        yield Finding("database", Health.WARNING, f"{file} is not there yet", START)
        return
    kept = database(settings.database, 2)
    try:
        with _opened(kept) as held:
            yield from _looked(settings, kept, held, now)
    except (DBAPIError, sqlite3.Error, _driver_error(kept)) as error:
        where = make_url(settings.database).render_as_string(hide_password=True)
        cause = error.orig if isinstance(error, DBAPIError) else error
        mend = "Start the database, or set KUNDVAL_DATABASE to where it is."
        said = f"{where} cannot be used ({type(cause).__name__})"
        yield Finding("database", Health.WRONG, said, mend)


def _looked(
    settings: Settings, kept: Database, held: Held, now: Callable[[], datetime]
) -> Iterator[Finding]:
    at = version(held.driver, kept)
    if not at:
        yield Finding("database", Health.WARNING, "has no tables yet", START)
        return
    if at < head():
        yield _migrations(at)
        return
    _write(kept, held, now())
    yield Finding("database", Health.OK, "answers and can be written")
    yield _migrations(at)
    yield _keys(settings, held)
    yield from _closures(held)
    yield from _catalogues(held, now())
    yield _outbox(held, now())
    yield from _senders(held, now())
    if isinstance(kept, Postgres):
        row = held.one(_NOW)
        assert row is not None
        yield clocks("database's clock", now() - row[0])


def _migrations(at: str) -> Finding:
    if at == head():
        return Finding("migrations", Health.OK, f"at {at}, the newest")
    if at > head():
        said = f"at {at}: a newer program has been here"
        mend = f"This program knows {head()}. Upgrade it, too, before the next upgrade."
        return Finding("migrations", Health.WARNING, said, mend)
    mend = "They are run when the house starts: kundval run"
    return Finding("migrations", Health.WRONG, f"at {at}, behind {head()}", mend)


def _keys(settings: Settings, held: Held) -> Finding:
    file = file_of(settings.database)
    keys, place = settings.key_list, "KUNDVAL_KEYS"
    if not keys and file:
        place = str(file.with_suffix(".key"))
        with suppress(OSError):
            keys = tuple(file.with_suffix(".key").read_text().split())
    if not keys:
        mend = "Put the keys there that were there when the database was last used."
        return Finding("keys", Health.WRONG, f"none in {place}", mend)
    shut, tried = sealed.unopened(held, Seal(keys))
    if shut:
        mend = f"Put the former keys after the new ones in {place}."
        return Finding("keys", Health.WRONG, f"{shut} of {tried} values cannot be opened", mend)
    return Finding("keys", Health.OK, f"open all of {tried} values that were tried")


def _closures(held: Held) -> Iterator[Finding]:
    for one in closures.standing(held):
        whom, since = one.municipality or "all", f"{one.at.astimezone(SWEDEN):%Y-%m-%d %H:%M}"
        only = f" --municipality {one.municipality}" if one.municipality else ""
        said = f"closed for {whom} since {since} by {one.by}"
        yield Finding("chat", Health.WARNING, said, f"kundval open{only}")


def _catalogues(held: Held, now: datetime) -> Iterator[Finding]:
    today = now.astimezone(SWEDEN).date()
    found = editions.since(held, 0)
    if not found:
        yield Finding("catalogue", Health.WARNING, "no municipality yet", START)
    for edition in found:
        what = f"catalogue {edition.municipality}"
        try:
            here = read_stored(parse(edition.content)).here
        except WrongCatalogue:
            mend = f"Go back to the former: kundval catalogue undo {edition.municipality}"
            yield Finding(what, Health.WRONG, "cannot be read", mend)
            continue
        old, day = aged(here, today), newest(here)
        days = (today - day).days if day else None
        said = "nobody has said that it is true" if days is None else f"{days} days old"
        if old or days is None or days > AGED.days:
            said += f", {old} facts that nobody has looked over for a year"
            mend = "The keeper looks them over under /keep, Att göra (docs/keeping.md)."
            yield Finding(what, Health.WARNING, said, mend)
        else:
            yield Finding(what, Health.OK, said)
        if not here.rules.retention.decision:
            mend = "Fill in retention_decision in its catalogue (docs/privacy.md)."
            said = "names no decision: nothing is erased"
            yield Finding(f"retention {edition.municipality}", Health.WARNING, said, mend)


def _outbox(held: Held, now: datetime) -> Finding:
    oldest = tending.oldest_due(held, now)
    if oldest is None or now - oldest <= LATE:
        return Finding("outbox", Health.OK, "nothing is late")
    minutes = (now - oldest) // timedelta(minutes=1)
    mend = "Is the house running (kundval run)? Then its log says why: notice.*, telegram*, email.*"
    return Finding("outbox", Health.WRONG, f"{minutes} minutes late", mend)


def _senders(held: Held, now: datetime) -> Iterator[Finding]:
    """Who holds the right to send by a bot: for seconds from now, or its clock is another."""
    for name, until in held.all(_LEASES):
        ahead = until - now
        if ahead > leases.LASTS + timedelta(seconds=5):
            mend = "A process with another clock holds it. Set the clocks by NTP."
            said = f"is held for {round(ahead.total_seconds())} s, longer than anybody may"
            yield Finding(f"sender {name}", Health.WRONG, said, mend)
        elif ahead > timedelta(0):
            yield Finding(f"sender {name}", Health.OK, "a process sends by it")
        else:
            yield Finding(f"sender {name}", Health.OK, "is free")


def _write(kept: Database, held: Held, now: datetime) -> None:
    """As a turn would, and taken back."""
    kept.begin(held)
    try:
        leases.take(held, "doctor", "doctor", now.astimezone(UTC))
    finally:
        held.driver.execute("ROLLBACK")


@contextmanager
def _opened(kept: Database) -> Iterator[Held]:
    held = kept.open()
    try:
        yield held
    finally:
        held.driver.close()


def _driver_error(kept: Database) -> type[Exception]:
    error: type[Exception] = kept.engine.dialect.loaded_dbapi.Error
    return error
