"""What handing out a case must not do, whoever asks and whatever is in it."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from atdesk import Clock, Worker
from handed_out import HOSTILE, review
from stories import KARIN, booked, call_of, done

from bot.assembly import House
from bot.store.office.accounts import Office
from bot.store.tables.row import metadata

Give = Callable[..., Awaitable[Worker]]


async def test_nobody_else_comes_here(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    pieces = await review(anna, call.case.id)
    form = [one for one in anna.page.forms if one.method == "post"][-1]
    sent = form.fill(give=[mark for mark, _ in pieces.values()])
    for name, roles, here in (
        ("Nils Nord", tuple(Office), "nacka"),
        ("Ada Ask", (Office.ADMINISTRATOR,), "exempelby"),
        ("Eva Ek", (Office.KEEPER,), "exempelby"),
    ):
        other = await worker(name, officer=None, roles=roles, here=here)
        token = next(one.value("token") for one in other.page.forms if one.value("token"))
        await other.open(f"/cases/{call.case.id}/disclose")
        assert other.status == 404, name
        with_token = [(n, token if n == "token" else v) for n, v in sent]
        page = await other.post(form.action, with_token)
        assert other.status == 404, name
        assert "Karin" not in page.html, name
    assert [what for what in done(house, call.case.id) if "disclosure" in what] == [
        "disclosure.read"
    ]


async def test_hostile_words_are_words_on_both_pages_and_in_the_file(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    with house.store.writing() as held:
        sealed = house.store.seal.close(f"Karin {HOSTILE}")
        held.driver.execute(f"UPDATE \"case\" SET name = '{sealed}'")
    anna = await worker(f"Anna {HOSTILE}")
    pieces = await review(anna, call.case.id)
    assert pieces["Namn"][1] == f"Karin {HOSTILE}"
    assert "<xss" not in anna.page.html
    form = [one for one in anna.page.forms if one.method == "post"][-1]
    hostile = {f"why-{pieces['Född'][0]}": HOSTILE}
    for button in ("page", "file"):
        filled = form.fill(give=[pieces["Namn"][0]], **hostile)
        page = await anna.post(form.action, [*filled, ("as", button)])
        assert "<xss" not in page.html, button
        assert page.html.count("&lt;xss") == 3, "the officer, the name and the ground"


async def test_what_belongs_to_another_municipality_in_the_same_chat_is_not_there(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    with house.store.writing() as held:
        held.driver.execute("UPDATE turn SET municipality = 'nacka' WHERE step = 'confirm'")
        held.driver.execute("UPDATE conversation SET municipality = 'nacka'")
    pieces = await review(await worker(), call.case.id)

    assert "Deltagare 1, tur 1" in pieces
    assert "Deltagare 1, svar 1" not in pieces
    assert not [words for _, words in pieces.values() if "Stämmer det?" in words]


async def test_when_the_chat_has_been_erased_the_rest_is_still_there(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    with house.store.writing() as held:
        held.driver.execute("DELETE FROM turn")
    anna = await worker()
    answers = [words for name, (_, words) in (await review(anna, call.case.id)).items()
               if "svar " in name]  # fmt: skip
    house.erasing.erase(clock() + timedelta(days=400))
    later = await review(anna, call.case.id)

    assert {"Beslut: Ja", "Område: Centrum", "Listan: Kommunens hemtjänst"} <= set(answers)
    assert later["Önskan"][1] == "Kommunens hemtjänst"


async def test_a_long_case_is_handed_out_a_page_at_a_time(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    with house.store.writing() as held:
        for n in range(900):
            held.driver.execute(
                "INSERT INTO task (municipality, reason, case_id, at, done_by)"
                f" VALUES ('exempelby', 'sort {n}', {call.case.id}, '2027-01-08 09:00:00', '')"
            )
    anna = await worker()
    sizes, seen = [], set[str]()
    for page in ("1", "2", "3"):
        await anna.open(f"/cases/{call.case.id}/disclose?page={page}")
        form = [one for one in anna.page.forms if one.method == "post"][-1]
        marks = form.options["give"]
        told = await anna.post(form.action, form.fill(give=marks))
        assert f"{len(marks)} av {len(marks)} delar är utlämnade." in told.text
        sizes.append(len(marks))
        seen |= set(re.findall(r"sort \d+", told.text))
    strange = await anna.open(f"/cases/{call.case.id}/disclose?page=4")

    assert sizes[:2] == [400, 400]
    assert sum(sizes) > 940
    assert len(seen) == 900
    assert "Det här är sida 1 av 3" in strange.text


@pytest.mark.parametrize("pairs", [[], [("why-x", "y")], [("give", "x")], [("last", "x" * 99)]])
async def test_a_form_that_is_none_of_ours_hands_out_nothing(
    house: House, clock: Clock, worker: Give, pairs: list[tuple[str, str]]
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    await review(anna, call.case.id)
    token = anna.page.forms[-1].value("token")
    page = await anna.post(f"/desk/cases/{call.case.id}/disclose", [("token", token), *pairs])

    assert anna.status == 409
    assert "Utlämnat" not in page.text


def test_every_table_that_tells_of_a_case_is_thought_of() -> None:
    """Each is among the pieces; but keys that are nobody's words (cells) and the requests, which
    stand at the head."""
    tells = {
        name
        for name, table in metadata.tables.items()
        if {"case_id", "conversation_id", "booking_id", "relay_id"} & {*table.c.keys()}
    }

    assert tells == {
        "audit", "booking", "cell", "contact", "invitation", "line", "outbox", "participant",
        "relay", "task", "turn", "waiting", "wanted",
    }  # fmt: skip


async def test_what_an_officer_writes_in_the_chat_just_now_is_a_piece(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock, KARIN)
    anna = await worker()
    resident.say("jag vill prata med en människa")
    talks = await anna.open("/talks")
    talk = next(link for link in talks.links if "/talks/" in link)
    await anna.open(talk.removeprefix("/desk"))
    await anna.send(-1, "deed=open")
    resident.say("hej")
    resident.say("min hund heter Bamse")
    pieces = await review(anna, call_of(house, call.case.id).case.id)

    assert "Anna Lind, från" in pieces["Gång 1"][1]
    assert [words for name, (_, words) in pieces.items() if "Bamse" in words]
