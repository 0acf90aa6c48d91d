"""What the clock brings about: an unfinished choice, and an officer's morning."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex

import pytest
from sqlalchemy import select

from bot.assembly import House, assemble
from bot.closed_days import ClosedDays
from bot.conversation import Address
from bot.sending.planning import Planning
from bot.settings import Settings
from bot.store.statement import Record, Statement
from bot.store.tables import OUTBOX
from care.times import SWEDEN
from dialogs.events import Choose, Event, Start, Text

TUESDAY = datetime(2027, 1, 12, 10, 0, tzinfo=SWEDEN)
BACK = TUESDAY + timedelta(days=3, minutes=1)
KARIN = Address("telegram", "42", "7")
BEGAN = (
    Choose("language", "sv"),
    Choose("knew", "no"),
    Choose("municipality", "exempelby"),
    Choose("who", "self"),
)
_ROWS = Statement(
    select(OUTBOX.c.kind, OUTBOX.c.state, OUTBOX.c.due, OUTBOX.c.channel, OUTBOX.c.not_after)
    .where((OUTBOX.c.kind == "unfinished") | (OUTBOX.c.kind == "digest"))
    .order_by(OUTBOX.c.id)
)


@pytest.fixture
def house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    settings = Settings(database=database, secret="test", keys=",".join(keys), municipality="")
    made = assemble(settings, patience=2)
    yield made
    made.close()


def planning(house: House) -> Planning:
    """A process that has just started."""
    return Planning(house.store, house.catalogues, ClosedDays())


def hear(house: House, *events: Event, by: Address = KARIN, at: datetime = TUESDAY) -> None:
    for event in events:
        house.conversations.hear(by, token_hex(8), event, at)


def rows(house: House) -> list[Record]:
    with house.store.reading() as held:
        return held.all(_ROWS)


def reminded(house: House) -> int:
    return len(rows(house))


def change(house: House, sql: str) -> None:
    with house.store.writing() as held:
        held.driver.execute(sql)


def test_who_began_and_went_away_is_reminded_once_ever(house: House) -> None:
    hear(house, *BEGAN)
    ours = planning(house)
    for days in range(3, 9):
        ours.plan(TUESDAY + timedelta(days=days, minutes=1))
    planning(house).plan(BACK)

    ((kind, state, due, channel, _),) = rows(house)
    assert (kind, state, channel) == ("unfinished", "planned", "telegram:42")
    assert due == BACK
    hear(house, Choose("decision", "yes"), at=TUESDAY + timedelta(days=8))
    planning(house).plan(TUESDAY + timedelta(days=13))
    assert reminded(house) == 1


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(days=2, hours=23), 0),
        (timedelta(days=3), 1),
        (timedelta(days=9, hours=23), 1),
        (timedelta(days=10, hours=1), 0),
    ],
    ids=["not yet", "three days", "almost ten", "too late"],
)
def test_three_days_and_not_more_than_ten(house: House, after: timedelta, expected: int) -> None:
    hear(house, *BEGAN)
    planning(house).plan(TUESDAY + after)

    assert reminded(house) == expected


def test_in_the_night_it_waits_for_the_morning_and_for_their_coming_back(house: House) -> None:
    night = TUESDAY.replace(hour=2)
    hear(house, *BEGAN, at=night)
    ours = planning(house)
    ours.plan(night + timedelta(days=3, minutes=1))
    assert reminded(house) == 0
    ours.plan(TUESDAY.replace(day=15, hour=8, minute=30))
    assert reminded(house) == 1


@pytest.mark.parametrize(
    "further",
    [
        (),
        (Choose("decision", "yes"), *(Choose(f"about{n}", "next") for n in (1, 2, 3)),
         Choose("service", "care"), Choose("area", "centrum"), Choose("needs", "done"),
         Choose("list", "bjorken"), Choose("provider", "wish=bjorken")),
        (Text("jag vill prata med en människa"),),
        (Text("min mamma har dött"),),
    ],
    ids=["only began", "left a wish", "waits for a human", "told of a death"],
)  # fmt: skip
def test_who_has_come_further_is_left_alone(house: House, further: tuple[Event, ...]) -> None:
    hear(house, *BEGAN, *further)
    planning(house).plan(BACK)

    assert reminded(house) == (not further)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE conversation SET reminders = TRUE", 1),
        ("UPDATE conversation SET reminders = FALSE", 0),
        ("UPDATE conversation SET declined = '|unfinished|'", 0),
        ("UPDATE conversation SET declined = '|care_plan|'", 1),
        ("UPDATE address SET dead = TRUE", 0),
        ("UPDATE address SET kind = 'web', host = ''", 0),
    ],
    ids=["yes", "no", "no to this", "no to another", "blocked", "only the page"],
)
def test_only_who_has_not_said_no_and_is_reached(house: House, sql: str, expected: int) -> None:
    hear(house, *BEGAN)
    change(house, sql)
    planning(house).plan(BACK)

    assert reminded(house) == expected


@pytest.mark.parametrize(("verified", "expected"), [("NULL", 0), ("'2027-01-12 09:00:00'", 1)])
def test_the_page_with_a_verified_address(house: House, verified: str, expected: int) -> None:
    hear(house, *BEGAN, by=Address("web", "", "karin"))
    change(
        house,
        "INSERT INTO contact (conversation_id, kind, sealed, print, made_at, verified_at, dead, "
        f"tries) SELECT id, 'email', 'x', 'x', '2027-01-12 09:00:00', {verified}, FALSE, 0 "
        "FROM conversation",
    )
    planning(house).plan(BACK)

    assert reminded(house) == expected


LEAFLET = Start(leaflet="sv_exempelby_centrum_care")


@pytest.mark.parametrize(
    "events",
    [BEGAN[:1], BEGAN[:2], (LEAFLET,), (LEAFLET, Choose("heard", "no"))],
    ids=["a language", "no municipality", "a leaflet", "a leaflet that is not theirs"],
)
def test_a_language_alone_is_no_choice_begun(house: House, events: tuple[Event, ...]) -> None:
    hear(house, *events)
    planning(house).plan(BACK)

    assert reminded(house) == 0


def test_where_no_wish_can_be_left_nobody_is_reminded(house: House) -> None:
    known = house.catalogues.now.municipalities
    where = next(here.key for here in known if not here.takes_wishes)
    hear(house, *BEGAN[:2], Choose("municipality", where), Choose("who", "self"))
    planning(house).plan(BACK)

    assert reminded(house) == 0


def _officer(house: House) -> None:
    change(
        house,
        "INSERT INTO account (municipality, login, name, roles, officer, made_at, active, email, "
        "digest) VALUES ('exempelby', 'anna', 'Anna Lind', 'officer', 'anna-lind', "
        "'2027-01-01 09:00:00', TRUE, 'x', TRUE)",
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2027-01-12T07:29+01:00", 0),
        ("2027-01-12T07:30+01:00", 1),
        ("2027-01-12T09:59+01:00", 1),
        ("2027-01-12T10:00+01:00", 0),
        ("2027-01-16T08:00+01:00", 0),
        ("2027-01-06T08:00+01:00", 0),
        ("2026-12-24T08:00+01:00", 0),
    ],
    ids=["early", "7.30", "late", "too late", "Saturday", "Epiphany", "Christmas Eve"],
)
def test_an_officers_morning(house: House, at: str, expected: int) -> None:
    _officer(house)
    ours, other = planning(house), planning(house)
    for one in (ours, other, ours):
        one.plan(datetime.fromisoformat(at))

    assert len(rows(house)) == expected


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2027, 3, 26), None),  # Good Friday
        (date(2027, 3, 30), datetime(2027, 3, 30, 5, 30, tzinfo=UTC)),
        (date(2027, 10, 29), datetime(2027, 10, 29, 5, 30, tzinfo=UTC)),
        (date(2027, 11, 1), datetime(2027, 11, 1, 6, 30, tzinfo=UTC)),
    ],
)
def test_t27_half_past_seven_is_on_the_wall_clock(
    house: House, day: date, opens: datetime | None
) -> None:
    _officer(house)
    wall = datetime(day.year, day.month, day.day, 8, 0, tzinfo=SWEDEN)
    planning(house).plan(wall)

    found = [(due, not_after - due) for _, _, due, _, not_after in rows(house)]
    assert found == ([(opens, timedelta(hours=2, minutes=30))] if opens else [])


def test_each_working_morning_has_one(house: House) -> None:
    _officer(house)
    ours = planning(house)
    for hours in range(24 * 7):
        ours.plan(TUESDAY.astimezone(UTC) - timedelta(hours=2) + timedelta(hours=hours))

    assert len(rows(house)) == 5


async def test_the_clock_is_not_asked_to_come_back_at_once(house: House) -> None:
    hear(house, *BEGAN)

    assert await planning(house).work(BACK) == 0
