"""A case is found by what one remembers of it, and nothing tells afterwards what was asked."""

from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable

import pytest
from atdesk import Worker
from office import Form, Page
from residents import HERE, on, someone
from test_ongoing import at_stage

from bot.assembly import House
from bot.store.office import audit

Give = Callable[..., Awaitable[Worker]]
NOW = on(12, "12.00")


async def search(officer: Worker, words: str) -> Page:
    """Look for a case, by the form above the queue."""
    page = await officer.open("/ongoing")
    (form,) = [n for n, f in enumerate(posts(page)) if f.action == "/desk/find"]
    return await officer.send(form, q=words)


def posts(page: Page) -> list[Form]:
    return [form for form in page.forms if form.method == "post"]


@pytest.mark.parametrize(
    ("asked_for", "found"),
    [
        ("ETT", {"Exempel Ett"}),
        ("exempel", {"Exempel Ett", "Exempel Två"}),
        ("1941", {"Exempel Ett", "Exempel Två"}),
        ("två 1941", {"Exempel Två"}),
        ("två 1942", set()),
        ("1", {"Exempel Ett"}),
        ("3", {"Exempel Sju"}),
        ("sju", set()),
        ("4", set()),
        ("", set()),
        ("²", set()),
    ],
)
async def test_a_case_is_found_by_what_one_remembers(
    house: House, worker: Give, asked_for: str, found: set[str]
) -> None:
    someone(house, NOW, "Exempel Ett")
    at_stage(house, "ordered", "Exempel Två")
    at_stage(house, "closed", "Exempel Sju")
    someone(house, NOW, "Exempel Fyra")  # of another municipality
    with house.store.writing() as held:
        held.driver.execute("UPDATE \"case\" SET municipality = 'botkyrka' WHERE id = 4")
    anna = await worker()
    await anna.open("/ongoing")

    page = await search(anna, asked_for)

    names = {"Exempel Ett", "Exempel Två", "Exempel Sju", "Exempel Fyra"}
    assert {name for name in names if name in page.text} == found


async def test_a_name_that_is_searched_for_stands_in_no_address(house: House, worker: Give) -> None:
    someone(house, NOW, "Exempel Ett")
    anna, other = await worker(), await worker("Omar Said", "omar-said")
    await anna.open("/find")
    (form,) = [form for form in posts(anna.page) if form.action == "/desk/find"]
    answer = await anna.client.post("/desk/find", data=dict(form.fill(q="ett")))
    led = answer.headers["location"]

    assert (answer.status_code, led.startswith("/desk/find?q=")) == (303, True)
    sealed = led.removeprefix("/desk/find?q=").replace("%3D", "=")
    assert b"ett" not in urlsafe_b64decode(sealed)
    assert "Exempel Ett" in (await anna.client.get(led)).text
    for made_up in ("ett", "Exempel+Ett", led[len("/desk/find?q=") : -4], "å"):
        assert "Exempel Ett" not in (await other.open(f"/find?q={made_up}")).text


async def test_a_search_is_noted_without_its_words(house: House, worker: Give) -> None:
    someone(house, NOW, "Exempel Ett")
    anna = await worker()

    await search(anna, "ett")
    await anna.open("/find")

    with house.store.reading() as held:
        entries = [(e.what, e.detail) for e in audit.page(held, HERE) if e.what == "case.find"]
    assert entries == [("case.find", "n=1")]
