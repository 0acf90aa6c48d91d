"""Who is told that a provider leaves, of what, how often; and what becomes of a mistake."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from atdesk import HERE, Clock, Resident, Worker
from keeper import asked, authorise, edit, look, mend, news, succeed, told, withdraw
from pressing import confirm, press
from residents import someone
from stories import DAUGHTER, KARIN, booked, case_of, planned, wishes

from bot.assembly import House, assemble
from bot.catalogue.changes import Edit, Kind
from bot.closed_days import ClosedDays
from bot.sending.planning import Planning
from bot.settings import Settings
from bot.store.office import audit, tasks
from bot.store.proposals import Proposals, Role, State
from care.casework import Stage
from care.times import SWEDEN

Give = Callable[..., Awaitable[Worker]]
STORY = replace(KARIN, wish="solrosen")
ENDS = "2027-02-01"


async def test_t30_the_person_is_told_once_and_no_screen_names_the_provider(
    house: House, clock: Clock, resident: Callable[[], Resident]
) -> None:
    one = resident()
    wishes(one, STORY)
    withdraw(house)
    look(house, clock())
    while await house.outbox.work(clock()):
        pass
    look(house, clock() + timedelta(days=1))

    (last,) = house.conversations.past(one.address, 1)
    shown = "\n".join(bubble.text for bubble in last.bubbles)
    assert shown == "Hej från Exempelby kommun! Du har ett nytt meddelande. Vill du läsa det nu?"
    assert news(house) == [("solrosen:withdrawn", "posted")]
    one.press("notice", "open=provider_gone")
    assert "Solrosens hemtjänst har inte längre kommunens ja att ge hjälp." in one.heard
    one.press("gone", "choose")
    assert one.answer is not None
    assert one.answer.step == "list"
    offered = {choice.value for bubble in one.answer.bubbles for choice in bubble.choices}
    assert "Här finns 12 du kan välja." in one.heard
    assert "solrosen" not in offered


def test_t30_a_relative_who_left_the_wish_is_told_of_it(house: House, clock: Clock) -> None:
    booked(house, clock, DAUGHTER)
    withdraw(house)
    look(house, clock())

    assert len(told(house)) == 1
    assert asked(house) == [("wish", "solrosen")]


async def test_t30_a_relative_without_a_yes_is_not_told_what_was_confirmed(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    anna = await worker()
    await confirm(anna, call.case.id, provider="solrosen")
    withdraw(house)
    look(house, clock())

    assert told(house) == []
    assert asked(house) == [("provider_gone", "solrosen")]


def test_t30_each_who_is_concerned_and_nobody_else(house: House, clock: Clock) -> None:
    concerned = [someone(house, clock(), wish="solrosen") for _ in range(3)]
    someone(house, clock(), wish="bjorken")
    someone(house, clock())
    withdraw(house)
    look(house, clock())

    assert told(house) == [one.conversation for one in concerned]
    assert asked(house) == [("wish", "solrosen")] * 3


def test_t30_many_processes_tell_it_once(house: House, clock: Clock) -> None:
    someone(house, clock(), wish="solrosen")
    withdraw(house)
    one, two = (Planning(house.store, house.catalogues, ClosedDays()) for _ in range(2))
    for planning in (one, two, one, two):
        planning.plan(clock())

    assert (len(told(house)), len(asked(house))) == (1, 1)


def test_t30_processes_that_look_at_once_tell_it_once(
    house: House, clock: Clock, database: str, keys: tuple[str, ...]
) -> None:
    for _ in range(8):
        someone(house, clock(), wish="solrosen")
    withdraw(house)
    settings = Settings(database=database, secret="test", keys=",".join(keys), municipality="")
    other = assemble(settings, patience=5)
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda one: look(one, clock()), (house, other, house, other)))
    finally:
        other.close()

    assert (len(told(house)), len(asked(house))) == (8, 8)


def test_t30_what_an_officer_has_done_is_not_asked_again(house: House, clock: Clock) -> None:
    someone(house, clock(), wish="solrosen")
    withdraw(house)
    look(house, clock())
    with house.store.writing() as held:
        (task,) = tasks.waiting(held, house.store.seal, HERE)
        tasks.finish(held, HERE, task.id, "Anna Lind", clock())
    look(house, clock() + timedelta(days=1))

    assert (asked(house), len(news(house))) == ([], 1)


def test_t30_a_mistake_that_is_mended_before_it_was_sent_is_taken_back(
    house: House, clock: Clock
) -> None:
    someone(house, clock(), wish="solrosen")
    withdraw(house)
    look(house, clock())
    mend(house)
    look(house, clock())

    assert news(house) == [("solrosen:withdrawn", "cancelled")]
    assert asked(house) == []


async def test_t30_a_mistake_that_was_told_is_the_officers_to_put_right(
    house: House, clock: Clock
) -> None:
    one = someone(house, clock(), wish="solrosen")
    withdraw(house)
    look(house, clock())
    while await house.outbox.work(clock()):
        pass
    with house.store.writing() as held:
        held.driver.execute("UPDATE outbox SET state = 'sent'")
    mend(house)
    look(house, clock())

    assert asked(house) == [("wish", "solrosen")]
    with house.store.reading() as held:
        assert [e.what for e in audit.of_case(held, HERE, one.case)] == [
            "provider.gone", "provider.stays",
        ]  # fmt: skip


def test_t30_what_comes_true_after_all_is_told_again(house: House, clock: Clock) -> None:
    someone(house, clock(), wish="solrosen")
    for change in (withdraw, mend, withdraw):
        change(house)
        look(house, clock())

    assert [state for _, state in news(house)] == ["cancelled", "planned"]
    assert asked(house) == [("wish", "solrosen")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-02T09:00", []),
        ("2026-12-03T09:00", [f"ends:{ENDS}"]),
        ("2027-02-01T09:00", [f"ends:{ENDS}"]),
    ],
    ids=["61 days before", "60 days before", "the last day"],
)
def test_t30_an_end_that_is_near_is_told_ahead(
    house: House, clock: Clock, day: str, expected: list[str]
) -> None:
    clock.at = datetime.fromisoformat(day).replace(tzinfo=SWEDEN)
    someone(house, clock(), wish="solrosen")
    authorise(house, "solrosen", end=ENDS)
    look(house, clock())

    assert [about.removeprefix("solrosen:") for about, _ in news(house)] == expected


def test_t30_on_the_day_only_the_officer_hears_it_again(house: House, clock: Clock) -> None:
    someone(house, clock(), wish="solrosen")
    authorise(house, "solrosen", end=ENDS)
    look(house, clock())
    with house.store.writing() as held:
        (task,) = tasks.waiting(held, house.store.seal, HERE)
        tasks.finish(held, HERE, task.id, "Anna Lind", clock())
    after = datetime(2027, 2, 2, 9, tzinfo=SWEDEN)
    look(house, after)
    look(house, after + timedelta(days=1))

    assert asked(house) == [("wish", "solrosen")]
    assert [about for about, _ in news(house)] == [f"solrosen:ends:{ENDS}"]


def test_t30_one_that_becomes_another_is_told_with_its_day(house: House, clock: Clock) -> None:
    someone(house, clock(), wish="solrosen")
    succeed(house, "solrosen", "bjorken", "2027-03-01")
    look(house, clock())
    look(house, datetime(2027, 3, 2, 9, tzinfo=SWEDEN))

    assert [about for about, _ in news(house)] == ["solrosen:becomes:2027-03-01"]
    assert asked(house) == [("wish", "solrosen")]


async def test_t30_a_pause_is_nothing_to_whom_it_helps_already(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, STORY)
    anna = await worker()
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "order")
    await press(anna, call.case.id, "accept")
    someone(house, clock(), wish="solrosen")
    authorise(house, "solrosen", standing="paused", reason="Personalen räcker inte.")
    look(house, clock())

    assert case_of(house, call.case.id).stage is Stage.ACCEPTED
    assert asked(house) == [("wish", "solrosen")]


async def test_t30_who_helps_meanwhile_leaves(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, replace(KARIN, wish="bjorken"))
    anna = await worker()
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "order")
    await press(anna, call.case.id, "full", provider="solrosen")
    withdraw(house)
    look(house, clock())

    assert [about for about, _ in news(house)] == ["solrosen:withdrawn"]
    assert asked(house) == [("provider_gone", "solrosen")]


def test_t30_nothing_is_told_where_all_has_been_stopped(house: House, clock: Clock) -> None:
    someone(house, clock(), wish="solrosen")
    with house.store.writing() as held:
        held.driver.execute(f"UPDATE \"case\" SET stopped_at = '{clock().isoformat()}'")
    withdraw(house)
    look(house, clock())

    assert (news(house), asked(house)) == ([], [])


def test_t30_through_a_decision_of_two_keepers(house: House, clock: Clock) -> None:
    someone(house, clock(), wish="solrosen")
    row = {"provider": "solrosen", "service": "care", "areas": "*", "start": "2021-09-01"}
    gone = Edit("authorisations", row, {"standing": "withdrawn", "reason": "Avtalet är slut."})
    made = Proposals(house.store).add(
        HERE, "solrosen", Kind.AUTHORISATION, (gone,), clock(),
        source="beslut 12", from_day=clock().date(), by="Eva Ek", role=Role.KEEPER,
    )  # fmt: skip
    planning = Planning(house.store, house.catalogues, ClosedDays())
    planning.plan(clock())
    assert news(house) == []
    Proposals(house.store).decide(
        made.id, State.APPROVED, "Bo Lind", clock(), expected=State.WAITING
    )
    house.going_live.apply(clock())
    planning.plan(clock())

    assert news(house) == [("solrosen:withdrawn", "planned")]
    assert planned(house) == ["provider_gone"]


def test_t30_another_service_of_the_same_provider_does_not_matter(
    house: House, clock: Clock
) -> None:
    someone(house, clock(), wish="solrosen")  # for care

    def household(new: dict[str, list[dict[str, str]]]) -> None:
        for line in new["authorisations"]:
            if (line["provider"], line["service"]) == ("solrosen", "household"):
                line["standing"] = "withdrawn"

    edit(house, household)
    look(house, clock())

    assert news(house) == []
