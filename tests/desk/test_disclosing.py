"""A case handed out: gone through piece by piece, and nothing of what is struck in the page."""

import html
from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx
from atdesk import Clock, Worker
from handed_out import hand_out, review
from pressing import confirm
from stories import DAUGHTER, KARIN, booked, done

from bot.assembly import House
from bot.store.office import audit

Give = Callable[..., Awaitable[Worker]]


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
