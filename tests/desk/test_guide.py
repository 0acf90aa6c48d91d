"""An officer runs the chat for one who rings."""

from collections.abc import Awaitable, Callable

from atdesk import Clock, Resident, Worker
from office import Page
from residents import HERE, someone
from stories import KARIN, booked
from test_opening import opens

from bot.assembly import House
from bot.store.office import audit, cases
from care.people import Role

Give = Callable[..., Awaitable[Worker]]


async def press(officer: Worker, choose: str) -> Page:
    """A button of the guide."""
    posted = [form for form in officer.page.forms if form.method == "post"]
    there = [n for n, form in enumerate(posted) if ("choose", choose) in form.buttons]
    assert there, (choose, officer.page.text)
    return await officer.send(there[0], f"choose={choose}")


async def says(officer: Worker, text: str) -> Page:
    """What the caller said, typed."""
    posted = [form for form in officer.page.forms if form.method == "post"]
    there = [n for n, form in enumerate(posted) if ("text", "") in form.fields]
    assert there, officer.page.text
    return await officer.send(there[0], text=text)


async def begins(officer: Worker) -> None:
    """The guide of a case that was just opened at the desk."""
    answer = await officer.client.get("/desk/cases/1/guide")
    await officer.open(answer.headers["location"].removeprefix("/desk"))
    await press(officer, "start")


async def wishes(officer: Worker) -> str:
    """The first in the list, for its order is drawn by lot."""
    values = [v for form in officer.page.forms for _, v in form.buttons if v.startswith("list|")]
    first = values[0].removeprefix("list|")
    await press(officer, values[0])
    await press(officer, f"provider|wish={first}")
    return first


async def to_the_list(officer: Worker) -> None:
    """From the first question after language to the list."""
    for choose in (
        "knew|no", "who|self", "decision|yes", "about1|next", "about2|next", "about3|next",
        "service|care", "area|centrum", "needs|done",
    ):  # fmt: skip
        await press(officer, choose)
        assert officer.status == 200, choose


async def test_the_caller_is_asked_in_their_language_with_swedish_beside(
    house: House, worker: Give
) -> None:
    anna = await worker()
    await anna.open("/guide")
    await anna.send(1)
    assert "Suomi" in anna.page.text or "suomi" in anna.page.text

    page = await press(anna, "language|fi")

    assert 'lang="fi"' in page.html
    assert "Språk: finska" in page.text
    assert "Visste du att du får välja" in page.text


async def test_the_whole_way_to_a_wish_is_kept_in_the_case(house: House, worker: Give) -> None:
    anna = await worker()
    await opens(anna, language="sv", service="", area="")
    await begins(anna)
    await press(anna, "knew|no")
    for choose in ("decision|yes", "about1|next", "about2|next", "about3|next", "service|care",
                   "area|centrum", "needs|done"):  # fmt: skip
        await press(anna, choose)
        assert anna.status == 200, choose

    first = await wishes(anna)
    await press(anna, "call|no")

    with house.store.reading() as held:
        case = cases.find(held, house.store.seal, HERE, 1)
        entries = audit.of_case(held, HERE, 1)
    assert case is not None
    assert (case.wish, case.wish_role, case.area) == (first, Role.PERSON, "centrum")
    assert "guide.turn" in [entry.what for entry in entries]


async def test_the_list_is_a_page_to_print_in_the_callers_language(
    house: House, worker: Give
) -> None:
    anna = await worker()
    await anna.open("/guide")
    await anna.send(1)
    await press(anna, "language|ar")
    await to_the_list(anna)
    named = house.catalogues.now.by_key[HERE].provider(await wishes(anna))
    assert named is not None
    await press(anna, "call|no")
    page = await press(anna, "after|paper")
    printed = next(link for link in page.links if "/paper/" in link)

    page = await anna.open(printed.removeprefix("/desk"))

    assert anna.status == 200
    assert '<html lang="ar" dir="rtl">' in page.html
    assert "large.css" in page.html
    assert f">{named.name}<" in page.html


async def test_the_list_is_printed_without_any_wish_and_in_swedish_too(
    house: House, worker: Give
) -> None:
    anna = await worker()
    await opens(anna, language="ar", service="", area="")
    await begins(anna)
    assert not [link for link in anna.page.links if link.endswith("/list")]
    await press(anna, "knew|no")
    for choose in ("decision|yes", "about1|next", "about2|next", "about3|next", "service|care",
                   "area|centrum", "needs|done"):  # fmt: skip
        page = await press(anna, choose)
    path = next(link for link in page.links if link.endswith("/list")).removeprefix("/desk")

    page = await anna.open(path)
    assert ('<html lang="ar" dir="rtl">' in page.html, "large.css" in page.html) == (True, True)
    assert "Samma på svenska" in page.text
    page = await anna.open(f"{path}?language=sv")

    assert '<html lang="sv" dir="ltr">' in page.html
    assert "Listan gäller Exempelby" in page.text
    assert "Samma på arabiska" in page.text
    with house.store.reading() as held:
        entries = audit.of_case(held, HERE, 1)
    assert [e.what for e in entries].count("guide.paper") == 2


async def test_who_has_just_rung_is_not_welcomed_back(worker: Give) -> None:
    anna = await worker()
    await opens(anna, language="sv")
    await begins(anna)
    assert "Visste du att du får välja" in anna.page.text
    assert "Välkommen tillbaka" not in anna.page.text
    assert "Jag har ändrat" not in anna.page.text

    await anna.open("/guide")
    page = await anna.send(1)
    assert "Välkommen tillbaka" not in page.text
    await press(anna, "language|sv")
    page = await press(anna, "knew|no")
    assert "who|self" in [value for form in page.forms for _, value in form.buttons]


async def test_t29_a_turn_sent_twice_is_one_turn(house: House, worker: Give) -> None:
    anna = await worker()
    await anna.open("/guide")
    await anna.send(1)
    where = anna.at
    form = next(one for one in anna.page.forms if ("choose", "language|sv") in one.buttons)
    sent = [*form.fields, ("choose", "language|sv")]

    first = await anna.post(where, sent)
    again = await anna.post(where, sent)

    assert again.text == first.text


async def test_t06_to_look_at_the_guide_says_nothing(house: House, worker: Give) -> None:
    anna = await worker()
    await anna.open("/guide")
    await anna.send(1)
    path = anna.at.removeprefix("/desk")

    seen = {(await anna.open(path)).text for _ in range(3)}

    assert len(seen) == 1


async def test_what_is_typed_is_understood_and_no_number_is_kept(
    house: House, worker: Give
) -> None:
    anna = await worker()
    await opens(anna, language="sv")
    await begins(anna)

    page = await says(anna, "mitt nummer är 19410203-1234")

    assert anna.status == 200
    assert "0203" not in page.html


async def test_one_who_has_chatted_is_guided_in_the_same_case(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()

    await anna.open(f"/cases/{call.case.id}/guide")
    page = await anna.send(1, caller="self")

    assert anna.status == 200
    assert f"Ärende {call.case.id}" in page.text
    with house.store.reading() as held:
        after = cases.find(held, house.store.seal, HERE, call.case.id)
    assert after is not None
    assert after.wish == call.case.wish


async def test_a_guide_of_somebody_in_the_chat_is_not_there(
    house: House, clock: Clock, worker: Give
) -> None:
    Resident(house, clock).press("language", "sv")
    someone(house, clock())
    anna = await worker()

    for conversation in (1, 2):
        await anna.open(f"/guide/{conversation}")
        assert anna.status == 404
