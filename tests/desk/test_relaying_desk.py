"""An officer answers in the chat."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from atdesk import Clock, Resident, Worker
from residents import HERE, on
from test_opening import opens

from bot.assembly import House
from bot.store.office import audit

Give = Callable[..., Awaitable[Worker]]


@pytest.fixture
def waits(house: House, clock: Clock) -> Resident:
    """Somebody who has asked for a human, in open hours."""
    clock.at = on(12, "10.00")
    one = Resident(house, clock)
    one.press("language", "sv")
    one.press("knew", "no")
    one.press("municipality", HERE)
    one.say("jag vill prata med en människa")
    return one


async def begin(officer: Worker) -> None:
    """Take the first one who waits."""
    page = await officer.open("/talks")
    await officer.open(next(link for link in page.links if "/talks/" in link)[len("/desk") :])
    await officer.send(1, "deed=open")


async def test_t22_both_write_and_the_machine_is_silent(waits: Resident, worker: Give) -> None:
    anna = await worker()
    await begin(anna)
    waits.say("hej")  # and is told who answers
    waits.say("kan ni komma på kvällar")

    page = await anna.open(anna.at.removeprefix("/desk"))
    assert "kan ni komma på kvällar" in page.text
    page = await anna.send(1, "deed=say", text="Ja, alla har kvällar.")

    assert "Ja, alla har kvällar." in page.text


async def test_who_has_it_is_shown_to_others_who_see_no_line(waits: Resident, worker: Give) -> None:
    anna, omar = await worker(), await worker("Omar Said", "omar-said")
    await begin(anna)
    waits.say("hej")
    waits.say("hemligt")

    page = await omar.open("/talks")
    assert "Anna Lind" in page.text
    page = await omar.open(anna.at.removeprefix("/desk"))

    assert "Anna Lind svarar här sedan" in page.text
    assert "hemligt" not in page.text


async def test_a_line_to_which_the_machine_has_shown_112_is_marked(
    waits: Resident, clock: Clock, worker: Give
) -> None:
    anna = await worker()
    await begin(anna)
    for said in ("hej", "kan ni komma", "jag har ramlat och kommer inte upp", "tack"):
        clock.at += timedelta(seconds=20)
        waits.say(said)

    page = await anna.open(anna.at.removeprefix("/desk"))

    assert page.html.count("alarm") == 1
    before, _, after = page.text.partition("Datorn har visat 112 för personen.")
    assert ("ramlat" in before, "tack" in before, "tack" in after) == (True, False, True)


async def test_an_alarm_is_known_of_before_anything_is_handed_over(
    waits: Resident, clock: Clock, worker: Give
) -> None:
    anna = await worker()
    await begin(anna)
    clock.at += timedelta(seconds=20)
    waits.say("jag har ramlat och kommer inte upp")

    page = await anna.open(anna.at.removeprefix("/desk"))

    assert "Datorn har visat 112 för personen." in page.text
    assert "ramlat" not in page.text


async def test_one_without_a_number_is_answered_in_the_chat_straight_from_the_list(
    waits: Resident, worker: Give
) -> None:
    anna = await worker()
    page = await anna.open("/ring")
    assert "Inget nummer. Svara i chatten." in page.text
    talk = next(link for link in page.links if "/talks/" in link)

    page = await anna.open(talk.removeprefix("/desk"))

    assert "Ingen svarar än." in page.text


async def test_t04_of_two_who_answer_the_second_sees_who_was_first(
    waits: Resident, worker: Give
) -> None:
    anna, omar = await worker(), await worker("Omar Said", "omar-said")
    page = await omar.open("/talks")
    await omar.open(next(link for link in page.links if "/talks/" in link)[len("/desk") :])
    await begin(anna)

    await omar.send(1, "deed=open")

    assert omar.status == 409
    assert "Anna Lind svarar här sedan" in omar.page.text


async def test_when_it_ends_the_lines_are_gone_and_never_in_the_audit(
    house: House, waits: Resident, worker: Give
) -> None:
    anna = await worker()
    await begin(anna)
    where = anna.at.removeprefix("/desk")
    await anna.send(1, "deed=say", text="Vi ringer dig.")
    await anna.open(where)

    await anna.send(2, "deed=close")

    assert anna.at == "/desk/talks"
    assert "Vi ringer dig." not in (await anna.open(where)).text
    with house.store.reading() as held:
        entries = audit.page(held, HERE)
    assert {"relay.open", "relay.say", "relay.close"} <= {entry.what for entry in entries}
    assert not [entry for entry in entries if "ringer" in entry.detail]


async def test_t29_a_line_sent_twice_is_one_line(waits: Resident, worker: Give) -> None:
    anna = await worker()
    await begin(anna)
    where = anna.at
    sent = [*anna.page.forms[1].fill(text="Hej, jag heter Anna."), ("deed", "say")]

    for _ in range(2):
        page = await anna.post(where, sent)

    assert page.text.count("Hej, jag heter Anna.") == 1


async def test_out_of_hours_nobody_begins(waits: Resident, clock: Clock, worker: Give) -> None:
    clock.at = on(12, "17.00")
    anna = await worker()
    page = await anna.open("/talks")

    page = await anna.open(next(link for link in page.links if "/talks/" in link)[len("/desk") :])

    assert "Chatten är stängd nu" in page.text
    assert len(page.forms) == 1  # the way out


async def test_one_who_has_only_rung_is_not_in_the_chat(house: House, worker: Give) -> None:
    anna = await worker()
    await opens(anna, about="human")

    assert "Ingen väntar i chatten" in (await anna.open("/talks")).text
