"""How a case goes in a simulated year: a story that is told by lot, one act after the other."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from lives import between
from officers import Life, withdraw
from simulated import NEVER, Someone

from care.casework import Closing
from care.followup import DECLINABLE
from care.people import Part, Role
from care.times import SWEDEN

FIRST = datetime(2026, 12, 1, 8, tzinfo=SWEDEN)
END = datetime(2027, 12, 1, 8, tzinfo=SWEDEN)
CHANGES = datetime(2027, 3, 28, tzinfo=SWEDEN), datetime(2027, 10, 31, tzinfo=SWEDEN)
"""The Sundays on which the clocks change."""
LEAVING, LEAVES = "bjorken", datetime(2027, 6, 10, 11, 5, 13, tzinfo=SWEDEN)
"""A provider, and when it loses its authorisation."""
WAYS = (
    *(("telegram", ""),) * 5, *(("web", "sms"),) * 4, ("web", "email"), ("web", ""),
    ("telegram", "sms"),
)  # fmt: skip
KINDS = sorted(DECLINABLE)
SOON = timedelta(seconds=7)

Acts = Iterator[datetime]
"""Gives when the next act is, and does it when it is asked for the one after."""


def someone(lot: random.Random, number: int, begins: datetime) -> Someone:
    """Who writes; of those on Telegram every fourth blocks us for some time."""
    door, contact = lot.choice(WAYS)
    name = f"+46{701000000 + number}" if contact == "sms" else f"a{number}@example.se"
    blocked = (NEVER, NEVER)
    if door == "telegram" and lot.random() < 0.25:
        first = begins + timedelta(days=lot.uniform(1, 120))
        blocked = (first, between(lot, first, 60))
    return Someone(name, door, contact, blocked)


def comes_back(life: Life, who: Someone) -> Acts:
    """One who has blocked us writes again."""
    yield who.blocked[1]
    life.writes(who, lambda *_: None)


def leaves(lives: Sequence[Life]) -> Acts:
    """A provider loses its authorisation."""
    yield LEAVES
    assert withdraw(lives[0].town, LEAVING, lives)


def goes(life: Life, lot: random.Random, begins: datetime, near: datetime | None) -> Acts:
    """One case. `near` is after when its call is, where that is given."""
    chance = lot.random
    town = life.town
    yield begins
    if begins < LEAVES and chance() < 0.1:
        life.provider = LEAVING
    life.begin(lot.choice((True, True, True, None, False)))
    if chance() < 0.04:
        yield between(lot, town.now, 1)
        life.hold(town.now + timedelta(days=2))
        return
    if chance() < 0.9:
        life.book(near or town.now + timedelta(days=lot.uniform(0.5, 8)))
        yield from before_the_call(life, lot)
        if life.call is None or life.stopped:
            return
        yield life.call + timedelta(minutes=47, seconds=11)
        if chance() < 0.1:
            life.rung_in_vain()
            yield between(lot, town.now, 2)
    else:
        yield between(lot, town.now, 3)
    if life.part.role is Role.RELATIVE and chance() < 0.5:
        life.consents()
        yield between(lot, town.now, 0.5)
    life.confirm()
    if chance() < 0.1:
        return
    yield between(lot, town.now, 2)
    life.order()
    yield between(lot, town.now, 4)
    if chance() < 0.3:
        life.queue()
        yield between(lot, town.now, 20)
    life.accept()
    yield between(lot, town.now, 5)
    life.start((town.now + timedelta(days=lot.randrange(1, 12))).date())
    yield from while_it_goes_on(life, lot)


def before_the_call(life: Life, lot: random.Random) -> Acts:
    """What happens between booking and the call."""
    chance, town = lot.random, life.town

    def soon() -> datetime | None:
        at = between(lot, town.now, 1.5)
        return at if life.call and at < life.call - timedelta(minutes=45) else None

    if chance() < 0.2 and (at := soon()):
        yield at
        life.book(town.now + timedelta(days=lot.uniform(1, 8)))
    if chance() < 0.15 and (at := soon()):
        yield at
        life.decline(life.main, lot.choice(KINDS))
    if chance() < 0.1 and (at := soon()):
        yield at
        life.remind(life.main, chance() < 0.5)
    if life.part.role is Role.PERSON and chance() < 0.2 and (at := soon()):
        yield at
        relative = someone(lot, 500000 + life.id, town.now)
        relative.blocked = (NEVER, NEVER)
        life.joins(relative, lot.choice((True, None, False)))
    if chance() < 0.04 and (at := soon()):
        yield at
        life.stop()
        if chance() < 0.7:
            return
        yield between(lot, town.now, 1)
        if life.call and town.now > life.call - timedelta(minutes=45):
            return
        life.resume()
    if chance() < 0.12 and life.call:
        yield max(town.now, life.call - timedelta(days=lot.choice((0.1, 0.5, 1, 1.1)))) + SOON
        life.cancel() if chance() < 0.6 else life.calls_off()


def while_it_goes_on(life: Life, lot: random.Random) -> Acts:
    """What happens once help has started: some of all that can, in any order."""
    town = life.town
    may = ["decided", "changes_by", "remind", "decline", "withdraws", "close", "dies", "again"]
    for what in sorted(may, key=lambda _: lot.random())[: lot.randrange(1, 6)]:
        yield between(lot, town.now, 40)
        others = [who for name, (who, wants) in life.who.items() if name != life.main.name]
        match what:
            case "decided":
                life.decided((town.now + timedelta(days=lot.randrange(10, 120))).date())
            case "changes_by" if life.who[life.main.name][1].knows:
                life.changes_by((town.now + timedelta(days=lot.randrange(3, 30))).date())
            case "remind":
                life.remind(life.main, lot.random() < 0.6)
            case "decline":
                life.decline(lot.choice([life.main, *others]), lot.choice(KINDS))
            case "withdraws" if others:
                life.withdraws(others[0])
            case "close" if lot.random() < 0.5:
                life.close(Closing.CONFIRMED)
                return
            case "dies" if lot.random() < 0.5:
                if lot.random() < 0.5:
                    life.close(lot.choice((Closing.DIED, Closing.HOSPITAL, Closing.MOVED)))
                else:
                    life.stop()
                return
            case "again" if lot.random() < 0.3:
                life.chooses_again()
                return


def part(lot: random.Random) -> Part:
    """The person in most cases, or a relative without a yes."""
    return Part(Role.PERSON if lot.random() < 0.8 else Role.RELATIVE)
