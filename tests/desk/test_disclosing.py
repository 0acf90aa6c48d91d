"""A case handed out: gone through piece by piece, and nothing of what is struck in the page."""

import html
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from atdesk import Clock, Worker
from pressing import confirm
from stories import DAUGHTER, KARIN, booked, call_of, done

from bot.assembly import House
from bot.store.office import audit
from bot.store.office.accounts import Office
from bot.store.tables.row import metadata

Give = Callable[..., Awaitable[Worker]]
HOSTILE = "\"'><xss onx=1><!--"


async def review(worker: Worker, case: int) -> dict[str, tuple[str, str]]:
    """The mark and the words of each piece, by its name, on the page where one goes through it."""
    page = await worker.open(f"/cases/{case}/disclose")
    found = {}
    for one in page.html.split('<div class="piece"')[1:]:
        mark, name = re.findall(r'<h3 id="t-(\w+)">(.*?)(?: <span|</h3>)', one)[0]
        found[name] = (mark, html.unescape(one.partition('class="kept">')[2].partition("</p>")[0]))
    return found


async def hand_out(
    worker: Worker, pieces: dict[str, tuple[str, str]], *given: str, button: str = "as=page"
) -> str:
    """Tick these and see the page."""
    page = await worker.send(-1, button, give=[pieces[name][0] for name in given])
    return html.unescape(page.html)


async def test_nothing_is_ticked_and_what_is_not_ticked_is_struck_with_its_ground(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    pieces = await review(anna, call.case.id)
    assert pieces["Namn"][1] == "Karin Berg"
    assert pieces["Född"][1] == "1941"
    assert pieces["Deltagare 1, telefon"][1] == "070-174 06 05"

    nothing = await hand_out(anna, pieces)
    await review(anna, call.case.id)
    born = await hand_out(anna, pieces, "Född")

    assert anna.status == 200
    assert f"0 av {len(pieces)} delar är utlämnade." in nothing
    assert nothing.count("Struket: OSL 26 kap. 1 §") == len(pieces)
    words = [word for _, word in pieces.values() if len(word) > 3 and word != "Anna Lind"]
    assert [word for word in words if word in nothing] == []
    assert f"1 av {len(pieces)} delar är utlämnade." in born
    assert "<dt>Född</dt><dd>1941</dd>" in born
    assert '<dt>Namn</dt><dd class="struck">Struket: OSL 26 kap. 1 §</dd>' in born
    assert "Karin" not in born
    assert "174 06" not in born


async def test_all_that_is_stored_is_there_in_words(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    case = call.case.id
    anna = await worker()
    await confirm(anna, case, provider="kommunen")
    pieces = await review(anna, case)
    page = await hand_out(anna, pieces, *pieces)

    for words in (
        "Aino Niemi", "Solrosens hemtjänst", "Anhörigs önskan. Inte personens egen än.",
        "Hemtjänst omvårdnad, Centrum", "Kommer på kvällen", "Kommunens hemtjänst",
        f"Ordet: {call.word}.", "070-174 06 05", "Anhörig, svenska, i webbchatten.",
        "Anhörig har hört av sig.", "Påminnelse: samtal i morgon.",
        "Vem som ska få hjälpen: Min mamma eller pappa", "En utförare: Jag vill ha den här",
        "Tid: tisdag 12 januari 2027 klockan 10.00",
        "Personen: Min mamma eller pappa\nChatten: Den som får hjälpen bestämmer själv.",
        "Chatten: Samtalet gäller [namn], född [år].", "Personen: [nummer]",
        "08.30 Anna Lind: läste ärendet", "08.30 Anna Lind: Bekräftade Kommunens hemtjänst.",
    ):  # fmt: skip
        assert words in page, words
    assert f"{len(pieces)} av {len(pieces)} delar är utlämnade." in page
    assert "Struket:" not in page
    assert all(words in page for _, words in pieces.values())


async def test_who_is_another_is_marked_and_ticked_apart(
    house: House, clock: Clock, worker: Give
) -> None:
    _, mine = booked(house, clock, KARIN)
    _, daughters = booked(house, clock, DAUGHTER)
    anna = await worker()
    own = (await anna.open(f"/cases/{mine.case.id}/disclose")).text
    others = (await anna.open(f"/cases/{daughters.case.id}/disclose")).text

    assert "Deltagare 1, telefon 070-174 06 05" in own
    assert "Deltagare 1, den som svarar om någon annan Uppgift saknas" in own
    assert own.count("om någon annan") == 1
    assert "Deltagare 1, vem om någon annan Anhörig" in others
    assert "Deltagare 1, telefon om någon annan" in others
    assert "Deltagare 1, tur 1 om någon annan" in others


async def test_of_two_who_take_part_each_has_what_is_theirs(
    house: House, clock: Clock, worker: Give
) -> None:
    _, mine = booked(house, clock, KARIN)
    _, daughters = booked(house, clock, replace(DAUGHTER, phone="070-174 06 07"))
    with house.store.writing() as held:
        held.driver.execute(
            f"UPDATE participant SET case_id = {mine.case.id}, joined = true"
            f" WHERE case_id = {daughters.case.id}"
        )
    pieces = await review(await worker(), mine.case.id)
    said = {name: words for name, (_, words) in pieces.items()}

    assert said["Deltagare 1, telefon"] == "070-174 06 05"
    assert said["Deltagare 2, telefon"] == "070-174 06 07"
    assert "Kom med en kod." in said["Deltagare 2, vem"]
    assert "Vem som ska få hjälpen: Jag själv" in said.values()
    assert "Personen: Jag själv" in said["Deltagare 1, tur 4"]
    assert "Personen: Min mamma eller pappa" in said["Deltagare 2, tur 4"]
    assert "Aino" not in " ".join(said.values())


async def test_the_ground_can_be_another_and_is_never_empty(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    pieces = await review(anna, call.case.id)
    form = [one for one in anna.page.forms if one.method == "post"][-1]
    grounds = {
        f"why-{pieces['Namn'][0]}": "OSL 21 kap. 3 §, förföljd",
        f"why-{pieces['Född'][0]}": " ",
        f"why-{pieces['Läge'][0]}": "x" * 500,
    }
    page = html.unescape((await anna.post(form.action, form.fill(**grounds))).html)

    assert '<dt>Namn</dt><dd class="struck">Struket: OSL 21 kap. 3 §, förföljd</dd>' in page
    assert '<dt>Född</dt><dd class="struck">Struket: OSL 26 kap. 1 §</dd>' in page
    assert f'<dt>Läge</dt><dd class="struck">Struket: {"x" * 80}</dd>' in page


async def test_the_file_is_whole_in_itself(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    pieces = await review(anna, call.case.id)
    form = [one for one in anna.page.forms if one.method == "post"][-1]
    sent = [*form.fill(give=[pieces["Namn"][0]]), ("as", "file")]
    answer = await anna.client.post(
        form.action,
        content=str(httpx.QueryParams(sent)),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    named = f'attachment; filename="arende-{call.case.id}.html"'
    assert answer.headers["content-disposition"] == named
    assert "<dt>Namn</dt><dd>Karin Berg</dd>" in answer.text
    assert "1941" not in answer.text
    for what in ("<script", "<link", "<a ", "<button", "http://", "https://", "/desk"):
        assert what not in answer.text, what


async def test_who_did_it_is_noted_once_with_how_many_and_nothing_of_what(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    pieces = await review(anna, call.case.id)
    form = [one for one in anna.page.forms if one.method == "post"][-1]
    named, born = pieces["Namn"][0], pieces["Född"][0]

    first = (await anna.post(form.action, form.fill(give=[named]))).text
    again = (await anna.post(form.action, form.fill(give=[named]))).text
    await anna.post(form.action, form.fill(give=[named, born]))  # back, and another tick
    with house.store.reading() as held:
        entries = audit.of_case(held, "exempelby", call.case.id)
    noted = [(one.by, one.what, one.detail) for one in entries if "disclosure" in one.what]
    told = (await anna.open(f"/cases/{call.case.id}")).text

    n = len(pieces)
    assert first == again
    assert noted == [
        ("Anna Lind", "disclosure.read", ""),
        ("Anna Lind", "disclosure.made", f"given=1 of={n}"),
        ("Anna Lind", "disclosure.made", f"given=2 of={n}"),
    ]
    assert "Lämnade ut det som fick lämnas ut av ärendet" in told


async def test_what_has_changed_since_it_was_read_is_gone_through_again(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    pieces = await review(anna, call.case.id)
    form = [one for one in anna.page.forms if one.method == "post"][-1]
    ticked = form.fill(give=[mark for mark, _ in pieces.values()])
    with house.store.writing() as held:
        sealed = house.store.seal.close("Karin Hemlig")
        held.driver.execute(f"UPDATE \"case\" SET name = '{sealed}'")
    page = await anna.post(form.action, ticked)

    assert anna.status == 409
    assert "Något i ärendet har ändrats" in page.text
    assert "Utlämnat" not in page.text
    kept = next(form for form in page.forms if "give" in form.options)
    given = [mark for name, mark in kept.fields if name == "give"]
    new = {pieces["Namn"][0], pieces["Dag 1"][0]}  # that she has read it stands in the log too
    assert set(given) == {mark for mark, _ in pieces.values()} - new
    assert "disclosure.made" not in done(house, call.case.id)


async def test_what_others_do_meanwhile_is_not_in_the_page(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock, KARIN)
    anna, bo = await worker(), await worker("Bo Ek", officer="bo-ek")
    pieces = await review(anna, call.case.id)
    await bo.open(f"/cases/{call.case.id}")
    resident.say("vad kostar det?")
    page = await hand_out(anna, pieces, *(name for name in pieces if name != "Senast ändrat"))

    assert anna.status == 200
    assert "Bo Ek" not in page
    assert f"av {len(pieces)} delar" in page


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
