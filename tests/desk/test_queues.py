"""The queues: who waits for what, counted in the tabs, and nobody is lost."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from atdesk import Clock, Worker
from residents import HERE, Someone, asked, call, on, someone
from sqlalchemy import bindparam, update

from bot.assembly import House
from bot.store import tasks
from bot.store.office import audit, queues
from bot.store.office.queues import Counts
from bot.store.statement import Statement
from bot.store.tables import CASE
from care.people import Part, Role
from dialogs.world import Reason

Give = Callable[..., Awaitable[Worker]]

NOW = on(12, "12.00")
AGO = NOW - timedelta(days=9)
_VAIN = Statement(
    update(CASE).where(CASE.c.id == bindparam("this")).values(attempts=bindparam("attempts"))
)


@pytest.fixture(autouse=True)
def _noon(clock: Clock) -> None:
    clock.at = NOW


def ask(
    house: House, reason: str, who: Someone, at: datetime = NOW, promised: datetime | None = None
) -> None:
    """A task about somebody."""
    with house.store.writing() as held:
        tasks.ask(held, HERE, reason, who.conversation, who.case, at, promised=promised)


def rung_in_vain(house: House, who: Someone, times: int) -> None:
    """Calls in vain."""
    with house.store.writing() as held:
        held.run(_VAIN, this=who.case, attempts=times)


def counts(house: House) -> Counts:
    """As the tabs have them."""
    with house.store.reading() as held:
        return queues.counts(held, HERE, NOW)


def deeds(house: House) -> list[tuple[str, str]]:
    """What was done, and more about it, the newest first; reading left out."""
    with house.store.reading() as held:
        entries = audit.page(held, HERE)
    return [(e.what, e.detail) for e in entries if not e.what.endswith(("read", "sign-in"))]


async def test_one_without_a_number_is_written_to(house: House, worker: Give) -> None:
    who = someone(house, NOW, "Exempel Ett", wish="solrosen")
    with house.store.writing() as held:
        tasks.instead(held, HERE, who.conversation, who.case, NOW)
    assert asked(house) == [(who.case, tasks.WRITE_INSTEAD)]
    anna = await worker()

    page = await anna.open("/ring")
    assert "Skriv brev i stället: personen har inget nummer vi kan ringa (1)" in page.text
    page = await anna.open("/tasks/1")
    assert "eller så har personen inte öppnat det på två dagar" in page.text
    assert f"/desk/ledger?view=past&state=missed&case={who.case}" in page.links
    await anna.send(1, "deed=done", how="letter")

    assert asked(house) == []
    assert ("task.done", "task=1 reason=write_instead how=letter") in deeds(house)


def test_each_case_is_counted_where_it_waits(house: House) -> None:
    wishes = someone(house, NOW, wish="solrosen")
    cannot = someone(house, NOW, cannot_choose=True)
    held_today = someone(house, NOW, wish="solrosen")
    call(house, AGO, held_today, "anna-lind", on(12, "09.00"))
    later = someone(house, NOW, wish="solrosen")  # the call comes first
    call(house, AGO, later, "anna-lind", on(12, "13.00"))
    tomorrow = someone(house, NOW, wish="solrosen")
    call(house, AGO, tomorrow, "anna-lind", on(13, "09.00"))
    to_ring = someone(house, NOW, wish="solrosen")  # is rung first, and then confirmed
    ask(house, Reason.HUMAN, to_ring)
    vain = someone(house, NOW, wish="solrosen")
    rung_in_vain(house, vain, 1)
    applies = someone(house, NOW)
    ask(house, Reason.APPLY, applies)

    with house.store.reading() as held:
        found = queues.to_confirm(held, house.store.seal, HERE, NOW)

    assert {one.case for one in found} == {wishes.case, cannot.case, held_today.case}
    assert counts(house) == Counts(today=2, confirm=3, ring=2, apply=1)


async def test_the_tabs_tell_how_many_wait(house: House, worker: Give) -> None:
    ask(house, Reason.APPLY, someone(house, NOW))

    anna = await worker()

    assert "Vill ansöka 1" in anna.page.text


async def test_t23_who_was_promised_a_call_first_stands_first_and_late_is_told(
    house: House, worker: Give
) -> None:
    ask(house, Reason.HUMAN, someone(house, NOW, "Exempel Två"), NOW, on(12, "15.30"))
    ask(house, Reason.HUMAN, someone(house, NOW, "Exempel Ett"), NOW, on(12, "11.30"))
    anna = await worker()

    page = await anna.open("/ring")

    assert page.text.index("Exempel Ett") < page.text.index("Exempel Två")
    assert page.text.count("tiden har gått") == 1
    assert "tisdag 12 januari klockan 15.30" in page.text


async def test_one_without_a_name_is_told_by_language_and_door(house: House, worker: Give) -> None:
    ask(house, Reason.HUMAN, someone(house, NOW, language="fi", door="telegram"))
    anna = await worker()

    assert "Någon som skriver på finska i Telegram" in (await anna.open("/ring")).text


async def test_a_relatives_wish_is_never_shown_as_the_persons_own(
    house: House, worker: Give
) -> None:
    someone(house, NOW, "Exempel Ett", part=Part(Role.RELATIVE), wish="solrosen")
    anna = await worker()

    page = await anna.open("/confirm")

    assert "En anhörig önskar" in page.text
    assert "inte personens egen önskan" in page.text


async def test_an_application_stays_dated_until_an_officer_says_what_was_done(
    house: House, worker: Give
) -> None:
    who = someone(house, NOW, "Exempel Ett")
    ask(house, Reason.APPLY, who, AGO)
    anna = await worker()
    page = await anna.open("/apply")
    assert "9 dagar sedan" in page.text

    await anna.open(next(link for link in page.links if "/tasks/" in link).removeprefix("/desk"))
    await anna.send(1, "deed=done")  # nothing was chosen
    assert anna.status == 422
    assert asked(house) == [(who.case, "apply")]

    await anna.open("/apply")
    await anna.open("/tasks/1")
    await anna.send(1, "deed=done", how="received")

    assert asked(house) == []
    assert deeds(house)[0] == ("task.done", "task=1 reason=apply how=received")


async def test_t29_done_twice_is_done_once(house: House, worker: Give) -> None:
    ask(house, Reason.APPLY, someone(house, NOW))
    anna = await worker()
    await anna.open("/tasks/1")
    form = anna.page.forms[-3]
    sent = [*form.fill(how="received"), ("deed", "done")]

    for _ in range(2):
        await anna.post("/desk/tasks/1", sent)
        assert (anna.status, anna.at) == (200, "/desk/apply")

    assert [what for what, _ in deeds(house)] == ["task.done"]


async def test_t04_of_two_who_take_a_task_the_second_sees_who_was_first(
    house: House, worker: Give
) -> None:
    ask(house, Reason.HUMAN, someone(house, NOW))
    anna, omar = await worker(), await worker("Omar Said", "omar-said")
    await anna.open("/ring")
    await omar.open("/ring")

    await anna.send(2, "deed=take")
    await omar.send(2, "deed=take")

    assert (anna.status, omar.status) == (200, 409)
    assert "Anna Lind har det nu" in omar.page.text


async def test_t04_of_two_who_finish_a_task_the_second_sees_who_and_when(
    house: House, worker: Give
) -> None:
    ask(house, Reason.HUMAN, someone(house, NOW))
    anna, omar = await worker(), await worker("Omar Said", "omar-said")
    await anna.open("/tasks/1")
    await omar.open("/tasks/1")

    await anna.send(1, "deed=done", how="talked")
    await omar.send(1, "deed=done", how="booked")

    assert omar.status == 409
    assert "Anna Lind tog hand om det tisdag 12 januari klockan 12.00" in omar.page.text


async def test_mine_are_those_that_i_have(house: House, worker: Give) -> None:
    ask(house, Reason.HUMAN, someone(house, NOW, "Exempel Ett"))
    ask(house, Reason.HUMAN, someone(house, NOW, "Exempel Två"))
    anna = await worker()
    await anna.open("/tasks/1")
    await anna.send(2, "deed=take")

    page = await anna.open("/ring?mine=1")

    assert "Exempel Ett" in page.text
    assert "Exempel Två" not in page.text


async def test_after_two_calls_in_vain_a_letter_and_then_one_waits_for_an_answer(
    house: House, worker: Give
) -> None:
    rung_in_vain(house, someone(house, NOW, "Exempel Ett"), 2)
    anna = await worker()
    page = await anna.open("/ring")
    assert "Skriv brev (1)" in page.text
    forms = [form for form in page.forms if form.method == "post"]
    letter = next(n for n, form in enumerate(forms) if form.action.endswith("letter"))

    page = await anna.send(letter)

    assert "Brev är skickat (1)" in page.text
    assert "Skriv brev" not in page.text
    assert counts(house).ring == 0
    assert deeds(house)[0][0] == "case.letter"


async def test_a_task_of_another_municipality_is_not_there(house: House, worker: Give) -> None:
    ask(house, Reason.HUMAN, someone(house, NOW))
    stranger = await worker("Sven Ek", None, here="botkyrka")

    await stranger.open("/tasks/1")

    assert stranger.status == 404


async def test_t06_to_look_changes_nothing(house: House, worker: Give) -> None:
    rung_in_vain(house, someone(house, NOW), 2)
    anna = await worker()

    for path in ("/confirm", "/ring", "/apply", "/cases/1/letter"):
        await anna.open(path)

    assert counts(house).ring == 1
    assert deeds(house) == []
