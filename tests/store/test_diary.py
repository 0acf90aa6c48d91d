"""Officers and their days, as the store tells them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from small import ME, MINUTES, NOW, TEN, House, town
from sqlalchemy import Table, insert, update

from bot.store import diary
from bot.store.diary import read_hours, write_hours
from bot.store.statement import Statement
from bot.store.tables import ACCOUNT, BOOKING, CELL, DEVIATION, SCHEDULE
from care.municipality import Hours, Officer
from care.times import SWEDEN, Deviation, Diary, cells

HERE = "exempelby"
MORNING = (Hours(0, time(8, 30), time(11, 30)), Hours(2, time(13), time(15)))


def put(house: House, table: Table, *rows: dict[str, Any]) -> None:
    with house.store.writing() as held:
        for row in rows:
            held.run(Statement(insert(table).values(row)))


def account(officer: str | None, name: str, *, login: str = "", **more: Any) -> dict[str, Any]:
    return {
        "municipality": HERE, "login": login or name, "name": name, "roles": "officer",
        "officer": officer, "active": True, "made_at": NOW, **more,
    }  # fmt: skip


def schedule(officer: str, hours: str, where: str = HERE) -> dict[str, Any]:
    return {
        "municipality": where, "officer": officer, "hours": hours, "revision": 1, "by": "Eva",
        "at": NOW,
    }  # fmt: skip


def away(opens: datetime, closes: datetime, *, extra: bool = False, where: str = HERE) -> Any:
    return {
        "municipality": where, "officer": "o0", "extra": extra, "opens": opens, "closes": closes,
        "by": "Eva", "at": NOW,
    }  # fmt: skip


def officers(house: House) -> tuple[Officer, ...]:
    with house.store.reading() as held:
        return diary.officers(held, town(2))


def days(house: House, *mine: str, closed: Iterable[date] = ()) -> Diary:
    with house.store.reading() as held:
        return diary.diary(held, HERE, house.now, closed=tuple(closed), mine=mine)


def hold(house: House, until: datetime) -> None:
    """All that is booked is only held, until then."""
    with house.store.writing() as held:
        held.run(Statement(update(BOOKING).values(status="held", until=until)))
        held.run(Statement(update(CELL).values(until=until)))


def test_the_catalogues_officers_come_first_and_then_those_with_an_account(house: House) -> None:
    put(
        house,
        ACCOUNT,
        account("eva", "Eva Ek"),
        account("bo", "Bo Ask"),
        account("o1", "Olle Etta"),
        account(None, "Kim Keeper"),
        account("gone", "Nils Nyss", active=False),
        account("far", "Lars Långt", municipality="annanby"),
    )

    assert [(o.key, o.name) for o in officers(house)] == [
        ("o0", "Olle 0"),
        ("o1", "Olle 1"),
        ("bo", "Bo Ask"),
        ("eva", "Eva Ek"),
    ]
    assert officers(house)[0] == town(1).officers[0]
    assert officers(house)[2].hours == ()


def test_hours_set_at_the_desk_go_before_the_catalogues(house: House) -> None:
    put(house, ACCOUNT, account("eva", "Eva Ek"))
    put(
        house,
        SCHEDULE,
        schedule("o1", write_hours(MORNING)),
        schedule("eva", write_hours(MORNING[:1])),
        schedule("nobody", write_hours(MORNING)),
        schedule("o0", ";;;;;;", where="annanby"),
    )
    hours = {officer.key: officer.hours for officer in officers(house)}

    assert hours == {"o0": town(1).officers[0].hours, "o1": MORNING, "eva": MORNING[:1]}


def test_an_officer_who_took_away_all_hours_has_none(house: House) -> None:
    put(house, SCHEDULE, schedule("o0", write_hours(())))

    assert officers(house)[0].hours == ()
    assert house.book(TEN).startswith("upptaget")


def test_whoever_has_hours_from_the_desk_alone_can_be_booked(house: House) -> None:
    put(house, ACCOUNT, account("eva", "Eva Ek"))
    put(house, SCHEDULE, schedule("eva", ";;17.00-18.00;;;;"))
    evening = TEN.replace(hour=17)

    assert house.book(evening).startswith("bokat")
    assert days(house).starts == {"eva": {evening}}


@pytest.mark.parametrize(
    ("hours", "stored"),
    [
        ((), ";;;;;;"),
        (MORNING, "08.30-11.30;;13.00-15.00;;;;"),
        ((Hours(6, time(0), time(23, 50)),), ";;;;;;00.00-23.50"),
        (
            (Hours(4, time(8), time(9)), Hours(4, time(9), time(10)), Hours(4, time(13), time(14))),
            ";;;;08.00-09.00|09.00-10.00|13.00-14.00;;",
        ),
    ],
)
def test_hours_are_read_as_they_were_written(hours: tuple[Hours, ...], stored: str) -> None:
    assert write_hours(hours) == stored
    assert write_hours(tuple(reversed(hours))) == stored
    assert read_hours(stored) == hours


def test_hours_are_written_as_the_workbook_has_them() -> None:
    """What the desk stored once may be short, and a colon is a clock too."""
    assert read_hours("08:30-11:30;;13.00-15.00") == MORNING
    assert read_hours("") == ()


def test_a_call_owns_its_cells_and_its_start_and_ones_own_counts_as_free(house: House) -> None:
    house.book(TEN)
    ((id,),) = house.ask("SELECT id FROM booking")

    assert days(house).owned == {"o0": set(cells(TEN, MINUTES))}
    assert days(house).starts == {"o0": {TEN}}
    assert (days(house, id).owned, days(house, id).starts) == ({}, {})
    assert days(house, "another").owned != {}


def test_a_cancelled_call_is_nowhere_in_the_day(house: House) -> None:
    house.book(TEN)
    house.press("cancel")

    assert (days(house).owned, days(house).starts) == ({}, {})


def test_a_call_that_is_over_still_counts_that_day_and_not_the_next(house: House) -> None:
    house.book(TEN)
    house.now = TEN + timedelta(hours=3)
    assert (days(house).owned, days(house).starts) == ({}, {"o0": {TEN}})

    house.pass_time(days=1)
    assert days(house).starts == {}


@pytest.mark.parametrize(("minutes", "taken"), [(0, True), (19, True), (20, False), (60, False)])
def test_a_hold_that_has_ended_is_free(house: House, minutes: int, taken: bool) -> None:
    house.book(TEN)
    hold(house, NOW + timedelta(minutes=20))
    house.pass_time(minutes=minutes)
    seen = days(house)

    assert (seen.owned, seen.starts) == (
        ({"o0": set(cells(TEN, MINUTES))}, {"o0": {TEN}}) if taken else ({}, {})
    )


def test_deviations_are_those_from_this_morning_on(house: House) -> None:
    noon = NOW.replace(hour=12)
    long = (NOW - timedelta(days=9), NOW + timedelta(days=9))
    put(
        house,
        DEVIATION,
        away(NOW.replace(hour=6), NOW.replace(hour=7)),
        away(*long),
        away(noon, noon + timedelta(hours=2), extra=True),
        away(NOW - timedelta(days=2), NOW - timedelta(days=1)),
        away(*long, where="annanby"),
    )

    assert set(days(house).deviations) == {
        Deviation("o0", NOW.replace(hour=6), NOW.replace(hour=7)),
        Deviation("o0", *long),
        Deviation("o0", noon, noon + timedelta(hours=2), extra=True),
    }


def test_who_is_away_cannot_be_booked_and_an_extra_time_can(house: House) -> None:
    saturday = TEN + timedelta(days=3)
    put(
        house,
        DEVIATION,
        away(TEN, TEN + timedelta(hours=1)),
        away(saturday, saturday + timedelta(hours=1), extra=True),
    )

    assert house.book(TEN).startswith("upptaget")
    assert house.book(saturday).startswith("bokat")


def test_another_municipalitys_day_is_its_own(house: House) -> None:
    house.book(TEN, at=ME)
    with house.store.reading() as held:
        there = diary.diary(held, "annanby", NOW)

    assert (there.owned, there.starts, there.deviations) == ({}, {}, [])


def test_closed_days_are_handed_on(house: House) -> None:
    christmas = datetime(2026, 12, 24, 9, 0, tzinfo=SWEDEN).date()

    assert christmas in days(house, closed=[christmas]).closed
