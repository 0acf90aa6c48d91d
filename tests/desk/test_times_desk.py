"""Officers' times: weekly hours, days off, extra times, and what residents then find."""

from collections.abc import Awaitable, Callable
from datetime import date

import httpx
import pytest
from atdesk import HERE, Clock, Worker
from booked import CHANGE, TUESDAY, WEEK, at, book, deviate, noted, offered
from starlette.applications import Starlette

from bot.assembly import House
from bot.desk.words.days import clock as clock_told
from bot.desk.words.days import read_clock
from bot.store.office import schedules
from care.times import SWEDEN

Give = Callable[..., Awaitable[Worker]]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8", "08.00"), ("8.30", "08.30"), ("08:30", "08.30"), ("0830", "08.30"), ("830", "08.30"),
        ("8 30", "08.30"), ("24", ""), ("8.60", ""), ("8.5", ""), ("-8", ""), ("٨", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_time_as_people_write_it(typed: str, read: str) -> None:
    found = read_clock(typed)

    assert (clock_told(found) if found else "") == read


async def test_a_week_begins_with_the_lists_hours_and_is_changed(
    worker: Give, house: House, clock: Clock
) -> None:
    anna = await worker("Anna Lind")
    page = await anna.open(WEEK)
    form = page.forms[-1]

    assert (form.value("0.0.from"), form.value("0.1.to")) == ("08.30", "15.30")
    assert "Tiderna kommer från kommunens lista" in page.text

    page = await anna.send(-1, **{"1.0.from": "9", "1.0.to": "10:00", "1.1.from": "", "1.1.to": ""})

    assert "Veckan är ändrad för Anna Lind." in page.text
    assert "09.00–10.00" in page.text
    assert offered(house, clock, "anna-lind", date(2027, 1, 19)) == ["09.00", "09.30"]
    assert noted(house) == [("times.week", "anna-lind")]
    assert "Anna Lind ändrade tiderna tisdag 12 januari" in (await anna.open(WEEK)).text


@pytest.mark.parametrize(
    ("opens", "closes", "second", "said"),
    [
        ("8.30", "", ("", ""), "Skriv både när tiden börjar och när den slutar."),
        ("halv nio", "10", ("", ""), "Skriv tiden så här: 08.30."),
        ("10", "9", ("", ""), "Tiden slutar innan den har börjat."),
        ("6", "9", ("", ""), "Tiden ska ligga mellan klockan 07.00 och 20.00."),
        ("18", "21", ("", ""), "Tiden ska ligga mellan klockan 07.00 och 20.00."),
        ("9", "9.10", ("", ""), "Tiden är för kort."),
        ("9", "12", ("11.30", "13"), "Två tider går in i varandra."),
    ],
)
async def test_what_is_no_week_is_told_at_its_day_and_nothing_is_stored(
    worker: Give, house: House, opens: str, closes: str, second: tuple[str, str], said: str
) -> None:
    anna = await worker("Anna Lind")
    await anna.open(WEEK)

    page = await anna.send(
        -1,
        **{
            "0.0.from": "7", "2.0.from": opens, "2.0.to": closes,
            "2.1.from": second[0], "2.1.to": second[1],
        },
    )  # fmt: skip

    assert anna.status == 422
    assert page.faults == ["2"]
    assert f"Onsdag: {said}" in page.text
    assert page.forms[-1].value("2.0.from") == opens
    with house.store.reading() as held:
        assert schedules.revisions(held, HERE) == {}
    assert noted(house) == []


async def test_t04_of_two_who_change_a_week_the_second_sees_who_was_first(
    worker: Give, house: House, clock: Clock
) -> None:
    anna, omar = await worker("Anna Lind"), await worker("Omar Said", "omar-said")
    await anna.open(WEEK)
    await omar.open(WEEK)
    await anna.send(-1, **{"1.0.from": "9"})

    page = await omar.send(-1, **{"1.0.from": "10"})

    assert "Anna Lind hann före, tisdag 12 januari 2027 klockan 08.30." in page.text
    assert offered(house, clock, "anna-lind", date(2027, 1, 19))[0] == "09.00"
    assert noted(house) == [("times.week", "anna-lind")]


async def test_t29_the_same_form_twice_deviates_once(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")
    page = await anna.open(CHANGE)
    pairs = page.forms[-1].fill(sort="day", first=TUESDAY, last=TUESDAY)

    first = await anna.post("/desk" + CHANGE, pairs)
    second = await anna.post("/desk" + CHANGE, pairs)

    assert first.text == second.text
    with house.store.reading() as held:
        assert len(schedules.coming(held, HERE, at(12, 8))) == 1


async def test_two_are_away_a_week_and_one_comes_back(
    worker: Give, house: House, clock: Clock
) -> None:
    anna = await worker("Anna Lind")

    page = await deviate(
        anna, officer=["anna-lind", "omar-said"], sort="day", first="2027-01-18", last="2027-01-22"
    )

    assert page.text.count("Borta hela dagarna") == 2
    assert "måndag 18 januari 2027 till fredag 22 januari 2027" in page.text
    assert offered(house, clock, "anna-lind", date(2027, 1, 20)) == []
    assert offered(house, clock, "maria-berg", date(2027, 1, 20)) != []

    page = await anna.send(-1)

    assert "Borttaget för Omar Said." in page.text
    assert offered(house, clock, "omar-said", date(2027, 1, 20)) != []
    assert [what for what, _ in noted(house)] == ["times.away", "times.away", "times.taken_back"]


async def test_away_for_an_hour_in_a_period_holds_on_its_working_days(
    worker: Give, house: House, clock: Clock
) -> None:
    anna = await worker("Anna Lind")

    await deviate(
        anna, sort="between", first="2027-01-15", last="2027-01-19", **{"from": "9", "to": "10"}
    )

    with house.store.reading() as held:
        days = [n.deviation.opens for n in schedules.coming(held, HERE, clock())]
    assert [d.astimezone(SWEDEN).day for d in days] == [15, 18, 19]
    assert offered(house, clock, "anna-lind", date(2027, 1, 19))[:2] == ["08.30", "10.00"]


async def test_extra_time_on_a_saturday_that_is_ticked(
    worker: Give, house: House, clock: Clock
) -> None:
    anna = await worker("Anna Lind")

    await deviate(anna, sort="extra", day=["2027-01-16"], **{"from": "10", "to": "11"})

    assert offered(house, clock, "anna-lind", date(2027, 1, 16)) == ["10.00", "10.30"]
    assert "lördag 16 januari" in (await anna.open("/times/weeks")).text.casefold()
    assert noted(house) == [("times.extra", "anna-lind")]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"officer": [], "sort": "day", "first": TUESDAY, "last": TUESDAY}, "officer"),
        ({"officer": "nobody", "sort": "day", "first": TUESDAY, "last": TUESDAY}, "officer"),
        ({"first": TUESDAY, "last": TUESDAY}, "sort"),
        ({"sort": "day"}, "first"),
        ({"sort": "day", "first": TUESDAY}, "first"),
        ({"sort": "day", "first": "i morgon", "last": TUESDAY}, "first"),
        ({"sort": "day", "first": TUESDAY, "last": "2027-01-18"}, "first"),
        ({"sort": "day", "first": "2027-01-11", "last": TUESDAY}, "first"),
        ({"sort": "day", "first": TUESDAY, "last": "2029-01-18"}, "first"),
        ({"sort": "day", "day": ["2027-02-30"]}, "day"),
        ({"sort": "day", "day": ["2027-01-11"]}, "day"),
        ({"sort": "extra", "day": [TUESDAY], "from": "9"}, "from"),
        ({"sort": "extra", "day": [TUESDAY], "from": "06", "to": "08"}, "from"),
        ({"sort": "between", "first": "2027-01-16", "last": "2027-01-17", "from": "9",
          "to": "10"}, "first"),
    ],
)  # fmt: skip
async def test_what_is_no_deviation_is_told_by_its_field_and_nothing_is_stored(
    worker: Give, house: House, values: dict[str, str | list[str]], field: str
) -> None:
    anna = await worker("Anna Lind")

    page = await deviate(anna, **values)

    assert anna.status == 422
    assert page.faults == [field]
    assert f"#f-{field}" in page.links
    with house.store.reading() as held:
        assert schedules.coming(held, HERE, at(12, 8)) == []


async def test_a_call_where_nobody_works_is_told(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")
    _, case = book(house, "anna-lind", at(16, 9))

    page = await anna.open("/times")

    assert f"lördag 16 januari klockan 09.00, Anna Lind, ärende {case}" in page.text


async def test_the_weeks_count_what_is_free_and_booked(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")
    for hour in (9, 10):
        book(house, "anna-lind", at(19, hour))

    page = await anna.open("/times/weeks")

    assert "Vecka 3" in page.text
    assert "9 lediga, 2 bokade" in page.text  # 08.30 to 11.30 and 13 to 15.30 are eleven times
    assert "2 bokade samtal" in page.text


async def test_the_first_time_is_what_a_resident_gets(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")

    page = await anna.open("/times")

    assert "tidigast tisdag 12 januari klockan 10.30" in page.text
    assert "Med tolk: onsdag 13 januari klockan 08.30" in page.text


async def test_closed_days_have_names_and_no_times(worker: Give, clock: Clock) -> None:
    clock.at = clock.at.replace(month=12, day=20)
    anna = await worker("Anna Lind")

    assert "fredag 24 december 2027: Julafton" in (await anna.open("/times")).text
    weeks = await anna.open("/times/weeks")
    assert "Fredag 24 decemberJulafton" in weeks.text
    assert "stängt" in weeks.text


async def test_t06_looking_three_times_changes_nothing(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")
    await deviate(anna, sort="day", day=[TUESDAY])
    before = noted(house)

    for path in ("/times", "/times/weeks", WEEK, CHANGE, "/times/deviations/1") * 3:
        await anna.open(path)

    assert noted(house) == before
    with house.store.reading() as held:
        assert len(schedules.coming(held, HERE, at(12, 8))) == 1


async def test_nobody_changes_another_municipalitys_times(
    worker: Give, house: House, clock: Clock
) -> None:
    anna = await worker("Anna Lind")
    await deviate(anna, sort="day", day=[TUESDAY])
    with house.store.reading() as held:
        [one] = schedules.coming(held, HERE, clock())
    other = next(key for key in house.catalogues.now.by_key if key != HERE)
    eva = await worker("Eva Ek", None, here=other)

    assert (await eva.open(WEEK)).title.startswith("Sidan finns inte")
    page = await eva.open(CHANGE)
    token = page.forms[-1].value("token")
    page = await eva.post(f"/desk/times/deviations/{one.id}", [("token", token)])

    assert "Den var redan borttagen." in page.text
    with house.store.reading() as held:
        assert len(schedules.coming(held, HERE, clock())) == 1


async def test_who_is_not_signed_in_sees_no_times(site: Starlette) -> None:
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        answer = await client.get("/desk/times")

    assert answer.headers["location"].startswith("/desk/sign-in")
