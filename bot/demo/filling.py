"""Fills an empty house: accounts, times, and then everyone's part."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from secrets import choice

from bot.assembly import House
from bot.closed_days import ClosedDays
from bot.demo.chatting import HERE, Chat
from bot.demo.residents import ALL, Resident
from bot.demo.since import Since
from bot.desk.accounts import passwords
from bot.store import diary
from bot.store.calls import WORDS
from bot.store.office import accounts, schedules
from bot.store.office.accounts import Account, Office
from bot.store.office.acts import By
from care.times import SWEDEN, Call, Deviation, free

PEOPLE = (
    ("anna", "Anna Lind", "anna-lind", (Office.OFFICER,)),
    ("omar", "Omar Said", "omar-said", (Office.OFFICER,)),
    ("maria", "Maria Berg", "maria-berg", (Office.OFFICER,)),
    ("eva", "Eva Ek", None, (Office.KEEPER,)),
    ("lars", "Lars Alm", None, (Office.ADMINISTRATOR,)),
)
BEFORE = timedelta(days=14)
"""How long ago the first of them wrote."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What there is to see now, and how one signs in."""

    logins: tuple[str, ...]
    password: str
    residents: int


async def fill(house: House, now: datetime) -> Filled:
    """Fill Exempelby, as if it had been open for two weeks. The database must be empty."""
    password = "-".join(choice(WORDS) for _ in range(5))
    anna = _open_accounts(house, password, now)
    _offer_today(house, now)
    here = house.catalogues.now.by_key[HERE]
    chats = [(who, Chat(house.conversations, who)) for who in ALL]
    today, past, coming = count(), count(), count()
    for who, chat in chats:
        match who.call:
            case "today":
                begun, day, n = now - timedelta(days=4), now, next(today)
            case "past":
                earlier = next(past)
                begun, day, n = now - BEFORE, _working_day(now, 1 + earlier // 4), earlier % 4
            case "coming":
                begun, day, n = now - timedelta(days=1), now + timedelta(days=3), 3 * next(coming)
            case _:
                begun, day, n = now - timedelta(days=who.n % 3 + 1), now, 0
        chat.begin(begun)
        chat.wish(begun)
        if who.call:
            start = _time(house, who, begun, day, n)
            chat.book(start, begun)
        elif who.then == "held":
            chat.book(_time(house, who, now, now + timedelta(days=2), 0), now, confirm=False)
    await _remind(house, now)
    for who, chat in chats:
        Since(house, here, By(anna, now, ClosedDays().__contains__)).then(who, chat)
    return Filled(tuple(login for login, *_ in PEOPLE), password, len(ALL))


def _open_accounts(house: House, password: str, now: datetime) -> Account:
    closed = passwords.closed(password)
    with house.store.writing() as held:
        for login, name, officer, roles in PEOPLE:
            accounts.add(
                held, HERE, login, name, frozenset(roles), now - BEFORE,
                officer=officer, password=closed,
            )  # fmt: skip
        found = accounts.by_login(held, PEOPLE[0][0])
    assert found is not None
    return found


def _offer_today(house: House, now: datetime) -> None:
    """Times today from eight to six, so that there is a morning at the desk on a Sunday too."""
    today = now.astimezone(SWEDEN).date()
    opens, closes = (datetime.combine(today, time(hour), SWEDEN) for hour in (8, 18))
    with house.store.writing() as held:
        for _login, name, officer, _roles in PEOPLE:
            if officer:
                extra = Deviation(officer, opens, closes, extra=True)
                schedules.add(held, HERE, (extra,), by=name, now=now - BEFORE)


async def _remind(house: House, now: datetime) -> None:
    """What would have been sent by now has been."""
    at = now - BEFORE
    while at < now:
        while await house.outbox.work(at):
            pass
        at += timedelta(minutes=30)


def _working_day(now: datetime, before: int) -> datetime:
    """So many working days ago."""
    day, closed = now, ClosedDays()
    while before:
        day -= timedelta(days=1)
        before -= day.weekday() < 5 and day.astimezone(SWEDEN).date() not in closed
    return day


def _time(house: House, who: Resident, begun: datetime, day: datetime, n: int) -> datetime:
    """The nth free time from nine o'clock that day, such as that resident is offered."""
    here = house.catalogues.now.by_key[HERE]
    nine = datetime.combine(day.astimezone(SWEDEN).date(), time(8, 59), SWEDEN)
    minutes = 60 if who.interpreter and who.extra_time else 30
    call = Call(minutes if who.interpreter or who.extra_time else 20, area=who.area)
    with house.store.reading() as held:
        days = diary.diary(held, HERE, begun, closed=ClosedDays())
        officers = diary.officers(held, here)
    slots = free(officers, days, call, now=begun, after=nine)
    found = [slot.start for _, slot in zip(range(n + 1), slots, strict=False)]
    return found[-1]
