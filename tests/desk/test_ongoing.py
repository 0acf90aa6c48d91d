"""Nobody is lost: every case that is not closed waits somewhere, and can be found."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

from atdesk import Clock, Resident, Worker
from pressing import confirm, press
from residents import HERE, asked, call, on, someone
from sqlalchemy import bindparam, select, update
from stories import DAUGHTER, KARIN, TEN, booked, case_of, done, planned
from test_opening import opens

from bot.assembly import House
from bot.demo.filling import fill
from bot.store import calls
from bot.store.office import queues, tasks
from bot.store.statement import Statement
from bot.store.tables import BOOKING, CASE
from care.times import SWEDEN

Give = Callable[..., Awaitable[Worker]]

NOW = on(12, "12.00")
MOMENTS = (timedelta(), timedelta(days=1), timedelta(days=30))

_GO_ON = Statement(select(CASE.c.id).where(CASE.c.stage != "closed"))
_CALLS = Statement(
    select(BOOKING.c.case_id).where(
        BOOKING.c.status == calls.BOOKED,
        BOOKING.c.start >= bindparam("since", type_=BOOKING.c.start.type, required=True),
    )
)
_AT = Statement(
    update(CASE)
    .where(CASE.c.id == bindparam("this"))
    .values(
        stage=bindparam("stage"),
        provider=bindparam("provider"),
        start_day=bindparam("day", type_=CASE.c.start_day.type, required=True),
    )
)


def lost(house: House, now: datetime) -> set[int]:
    """Cases that go on, and that no officer would see: in no queue, no task, no call."""
    seal, morning = house.store.seal, now.astimezone(SWEDEN).replace(hour=0, minute=0, second=0)
    lists = (
        queues.to_confirm, queues.unended, queues.not_reached, queues.with_nothing, queues.ongoing,
    )  # fmt: skip
    with house.store.reading() as held:
        seen = {one.case for queue in lists for one in queue(held, seal, HERE, now)}
        seen |= {task.case for task in tasks.waiting(held, seal, HERE) if task.case}
        seen |= {case for (case,) in held.all(_CALLS, since=morning)}
        every = {case for (case,) in held.all(_GO_ON)}
    assert every
    return every - seen


def at_stage(house: House, stage: str, name: str, day: date | None = None) -> int:
    """Somebody whose choice is confirmed, and who has come this far."""
    who = someone(house, NOW, name, wish="solrosen")
    with house.store.writing() as held:
        held.run(_AT, this=who.case, stage=stage, provider="solrosen", day=day)
    return who.case


async def test_none_of_the_forty_is_lost_today_tomorrow_or_in_a_month(house: House) -> None:
    await fill(house, NOW)

    assert [lost(house, NOW + later) for later in MOMENTS] == [set(), set(), set()]


async def test_one_who_rang_and_wanted_nothing_yet_is_not_lost(
    house: House, clock: Clock, worker: Give
) -> None:
    clock.at = NOW
    anna = await worker()
    await opens(anna, about="choose")

    page = await anna.open("/ring")

    assert [lost(house, NOW + later) for later in MOMENTS] == [set(), set(), set()]
    assert "Öppna ärenden utan något (1)" in page.text
    assert "Ingen önskan" in page.text
    assert "Ring upp 1" in page.text


async def test_a_call_that_was_taken_off_leaves_an_open_case_to_ring(
    house: House, clock: Clock, worker: Give
) -> None:
    clock.at = NOW
    who = someone(house, NOW, "Exempel Ett", phone="+46701740605")
    call(house, NOW, who, "anna-lind", on(14, "09.00"))
    anna = await worker()
    assert "Exempel Ett" not in (await anna.open("/ring")).text

    await press(anna, who.case, "cancel")

    assert "Öppna ärenden utan något (1)" in (await anna.open("/ring")).text
    assert [lost(house, NOW + later) for later in MOMENTS] == [set(), set(), set()]


async def test_a_call_without_a_wish_that_nobody_ended_waits_from_the_next_day(
    house: House, clock: Clock, worker: Give
) -> None:
    who = someone(house, NOW, "Exempel Ett", phone="+46701740605")
    call(house, NOW - timedelta(days=2), who, "anna-lind", on(12, "09.00"))
    anna = await worker()
    assert "inte avslutat" not in (await anna.open("/confirm")).text

    clock.at = on(13, "08.00")
    await anna.sign_in()
    page = await anna.open("/confirm")

    assert "Samtalet är inte avslutat (1)" in page.text
    assert "070-174 06 05" in page.text
    assert "Bekräfta 1" in page.text


async def test_one_who_is_confirmed_and_books_anew_is_seen_after_that_call(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, first = booked(house, clock)
    anna = await worker()
    await confirm(anna, first.case.id)
    clock.at = TEN + timedelta(days=1)
    again = books_again(resident)
    assert lost(house, clock.at) == set()

    clock.at = again + timedelta(days=1)
    await anna.sign_in()
    page = await anna.open("/confirm")
    assert "Samtalet är inte avslutat (1)" in page.text
    assert "Bekräftad: Kommunens hemtjänst" in page.text

    await anna.open(f"/?whose=all&day={again.date().isoformat()}")
    forms = [form for form in anna.page.forms if form.method == "post"]
    missed = next(n for n, form in enumerate(forms) if form.action.endswith("not-reached"))
    await anna.send(missed)
    assert "Inte nådd (1)" in (await anna.open("/ring")).text
    assert lost(house, clock.at) == set()


def books_again(resident: Resident) -> datetime:
    """Another call, booked in the chat; when it is."""
    times = resident.press("after", "book")
    time = next(c.value for b in times.bubbles for c in b.choices if "=" not in c.value)
    sure = resident.press("time", time)
    yes = next(c.value for b in sure.bubbles for c in b.choices if c.value.startswith("yes"))
    resident.press("confirm", yes)
    return datetime.fromisoformat(time)


async def test_what_goes_on_stands_by_its_stage_and_counts_what_one_can_do(
    house: House, clock: Clock, worker: Give
) -> None:
    clock.at = NOW
    at_stage(house, "confirmed", "Exempel Ett")
    at_stage(house, "ordered", "Exempel Två")
    at_stage(house, "queued", "Exempel Tre")
    at_stage(house, "accepted", "Exempel Fyra")
    at_stage(house, "started", "Exempel Fem", NOW.date() - timedelta(days=1))
    at_stage(house, "started", "Exempel Sex", NOW.date())
    at_stage(house, "closed", "Exempel Sju")
    anna = await worker()

    text = (await anna.open("/ongoing")).text

    told = [
        "Skicka beställningen (1)", "Exempel Ett", "Väntar på utförarens svar (1)", "Exempel Två",
        "Står i kö (1)", "Exempel Tre", "Startdag saknas (1)", "Exempel Fyra",
        "Hjälpen har börjat: avsluta (1)", "Exempel Fem", "Har startdag (1)", "Exempel Sex",
    ]  # fmt: skip
    places = [text.index(one) for one in told]
    assert places == sorted(places)
    assert "Exempel Sju" not in text
    assert "Pågår 3" in text


async def test_the_oldest_step_stands_first(house: House, clock: Clock, worker: Give) -> None:
    clock.at = NOW
    people = [someone(house, NOW, name, wish="solrosen") for name in ("Exempel Ett", "Exempel Två")]
    anna = await worker()
    for who in reversed(people):
        await confirm(anna, who.case, service="care", area="centrum", provider="solrosen")
        clock.at += timedelta(days=1)
        await anna.sign_in()

    text = (await anna.open("/ongoing")).text

    assert text.index("Exempel Två") < text.index("Exempel Ett")
    assert "2 dagar sedan" in text


async def test_news_that_reach_nobody_are_told_on_the_phone(
    house: House, clock: Clock, worker: Give
) -> None:
    clock.at = NOW
    anna = await worker()
    await opens(anna)
    await confirm(anna, 1, provider="solrosen")
    assert "Personen får inget meddelande i chatten." in anna.page.text
    assert asked(house) == []  # it was spoken of just now
    await press(anna, 1, "order")
    assert "Ingen fick veta" not in anna.page.text  # an order is no news

    await press(anna, 1, "accept")

    assert "Ingen fick veta det i chatten. Ring." in anna.page.text
    assert asked(house) == [(1, "ring_instead")]  # one is enough
    assert planned(house) == []
    assert "070-174 06 05" in (await anna.open("/tasks/1")).text


async def test_a_relative_without_a_yes_is_not_the_one_to_ring(
    house: House, clock: Clock, worker: Give
) -> None:
    _, first = booked(house, clock, DAUGHTER)
    anna = await worker()

    await confirm(anna, first.case.id, provider="solrosen")
    await press(anna, first.case.id, "order")
    await press(anna, first.case.id, "accept")

    assert "Ingen fick veta det i chatten. Ring." in anna.page.text
    assert (first.case.id, "write_instead") in asked(house)
    assert "070-174 06 05" not in (await anna.open("/ring")).text


async def test_who_is_told_in_the_chat_is_not_rung_too(
    house: House, clock: Clock, worker: Give
) -> None:
    _, first = booked(house, clock, KARIN)
    anna = await worker()

    await confirm(anna, first.case.id)

    assert "Ingen fick veta" not in anna.page.text
    assert asked(house) == []
    assert "case.confirm" in done(house, first.case.id)
    assert case_of(house, first.case.id).provider == "kommunen"
