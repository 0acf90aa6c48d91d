"""A case that is stopped: who told, which of the three it was, and nothing that stands out."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from atdesk import Clock, Worker
from pressing import confirm, press
from stories import DAUGHTER, GOD_MAN, KARIN, TEN, Story, booked, case_of

from bot.assembly import House

Give = Callable[..., Awaitable[Worker]]

TOMORROW = replace(KARIN, start=TEN + timedelta(days=1))
ALL_THREE = "dödsfall, sjukhus eller flytt. Vilket är inte känt."


@pytest.mark.parametrize(
    ("story", "said", "told"),
    [
        (DAUGHTER, "mamma har dött", "En anhörig har berättat om dödsfall."),
        (DAUGHTER, "mamma ligger på sjukhus", "En anhörig har berättat om sjukhus."),
        (KARIN, "jag ligger på sjukhus", "Personen själv har berättat om sjukhus."),
        (GOD_MAN, "hon har dött", "En företrädare har berättat om dödsfall."),
        (DAUGHTER, "pappa dog på sjukhuset", f"En anhörig har berättat om {ALL_THREE}"),
    ],
)
async def test_the_band_the_history_and_the_task_say_who_told_and_what(
    house: House, clock: Clock, worker: Give, story: Story, said: str, told: str
) -> None:
    resident, call = booked(house, clock, replace(story, start=TOMORROW.start))
    resident.say(said)
    anna = await worker()
    since = "De är stoppade sedan tisdag 12 januari 2027 klockan 08.30."

    page = await anna.open(f"/cases/{call.case.id}")
    assert f"{since} {told}" in page.text
    line = "Stoppade påminnelserna. " + told.replace("har berättat", "berättade").rstrip(".")
    assert line in page.text.partition("Historik")[2]
    assert "tisdag 12 januari 2027 klockan 08.30, I chatten" in page.text
    assert said not in page.html

    page = await anna.open("/ring")
    assert told in page.text
    (*_, last) = (link for link in page.links if "/tasks/" in link)
    await anna.open(last.removeprefix("/desk"))
    assert told in anna.page.text


async def test_no_step_stands_out_until_it_is_begun_again(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock, TOMORROW)
    anna = await worker()
    page = await anna.open(f"/cases/{call.case.id}")
    assert "forward" in page.html
    resident.say("jag ligger på sjukhus")

    page = await anna.open(f"/cases/{call.case.id}")
    assert "Bekräfta val" in page.text
    assert "forward" not in page.html
    await press(anna, call.case.id, "go-on")
    assert "forward" in anna.page.html


@pytest.mark.parametrize("acts", [[], ["order"], ["order", "accept"]])
async def test_nor_does_any_later_step(
    house: House, clock: Clock, worker: Give, acts: list[str]
) -> None:
    _, call = booked(house, clock, TOMORROW)
    anna = await worker()
    await confirm(anna, call.case.id)
    for act in (*acts, "stop"):
        await press(anna, call.case.id, act)

    page = await anna.open(f"/cases/{call.case.id}")
    assert "forward" not in page.html
    assert "Stoppade påminnelserna" in page.text.partition("Historik")[2]


async def test_an_officers_stop_is_by_name_and_what_is_told_later_is_added(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock, DAUGHTER)
    anna = await worker()
    await press(anna, call.case.id, "stop")
    assert "klockan 08.30. Anna Lind stoppade dem." in anna.page.text
    clock.at += timedelta(minutes=10)
    resident.say("mamma har dött")

    page = await anna.open(f"/cases/{call.case.id}")
    assert "klockan 08.30. En anhörig har berättat om dödsfall." in page.text


async def test_what_was_told_of_before_says_nothing_of_the_next_time(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock, TOMORROW)
    resident.say("jag ligger på sjukhus")
    resident.say("du missförstod mig")
    assert case_of(house, call.case.id).stopped_at is None
    clock.at += timedelta(minutes=10)
    anna = await worker()
    await press(anna, call.case.id, "stop")

    assert "klockan 08.40. Anna Lind stoppade dem." in anna.page.text
    assert "Startade påminnelserna igen" in anna.page.text.partition("Historik")[2]


async def test_who_is_about_to_ring_reads_first_what_has_happened(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock, replace(DAUGHTER, start=TEN))
    resident.say("mamma har dött")
    anna = await worker()
    page = await anna.open(f"/?whose=all&call={call.id}")

    assert "En anhörig har berättat om dödsfall. Läs hela ärendet innan du ringer." in page.text
    assert f"Ring {DAUGHTER.name}" not in page.text
    assert "läs först" in page.text
    assert "forward" not in page.html
