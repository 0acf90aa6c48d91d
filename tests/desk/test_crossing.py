"""Every page of the desk, asked for by an officer of another municipality, and by nobody."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from atdesk import HERE, MORNING, Resident, Worker
from office import Page

from bot.assembly import House
from bot.desk.web import WAYS
from bot.store import tasks
from bot.store.office.accounts import Office
from dialogs.world import Reason

Give = Callable[..., Awaitable[Worker]]
EVERYTHING = tuple(Office)
OF_A_CASE = [way for way in WAYS if "{case}" in way.path]


@pytest.fixture
def case(house: House, resident: Callable[[], Resident]) -> int:
    """The case of Karin Hammarberg, who has given her name."""
    karin = resident()
    for question, value in (("language", "sv"), ("knew", "no")):
        karin.press(question, value)
    for said in ("exempelby", "jag", "boka", "Karin Hammarberg", "1941"):
        karin.say(said)
    with house.store.reading() as held:
        found = held.driver.execute('SELECT id, municipality FROM "case"').fetchall()
    assert [municipality for _, municipality in found] == [HERE]
    return int(found[0][0])


async def test_a_case_of_another_municipality_is_not_there_and_nothing_is_told(
    worker: Give, case: int
) -> None:
    nils = await worker("Nils Nord", officer="nils", roles=EVERYTHING, here="nacka")
    token = nils.page.forms[0].value("token")
    assert len(OF_A_CASE) > 5
    for way in OF_A_CASE:
        told = []
        for number in (case, case + 1):  # one that is there for others, and one that is not
            path = "/desk" + way.path.replace("{case}", str(number)).replace("{who}", "1")
            seen = await nils.client.get(path, follow_redirects=True)
            assert seen.status_code == 404, way.path
            sent = {"token": token, "revision": "0"}
            done = await nils.client.post(path, data=sent) if way.posts else seen
            assert done.status_code in (404, 409, 422), way.path
            assert "Hammarberg" not in seen.text + done.text
            told.append((Page(seen.text).text, done.status_code, Page(done.text).text))

        assert told[0] == told[1], way.path


async def test_the_queues_of_another_municipality_hold_nothing_of_this_one(
    worker: Give, case: int
) -> None:
    nils = await worker("Nils Nord", officer="nils", roles=EVERYTHING, here="nacka")
    for way in WAYS:
        if "{" not in way.path and way.path not in ("/sign-out", "/keep-list"):
            answer = await nils.client.get(f"/desk{way.path}")
            assert "Hammarberg" not in answer.text, way.path
            assert f"/cases/{case}" not in answer.text, way.path


async def test_a_task_here_tells_nothing_of_a_case_that_is_another_municipalitys(
    house: House, worker: Give, case: int
) -> None:
    with house.store.writing() as held:
        ((conversation,),) = held.driver.execute("SELECT id FROM conversation").fetchall()
        tasks.ask(held, "nacka", Reason.HUMAN, conversation, case, MORNING)
    nils = await worker("Nils Nord", officer="nils", here="nacka")

    for path in ("/ring", "/tasks/1"):
        page = await nils.open(path)
        assert nils.status == 200
        assert "Hammarberg" not in page.text
        assert f"/cases/{case}" not in str([form.action for form in page.forms])


async def test_who_is_not_signed_in_comes_to_no_page_and_none_is_kept(worker: Give) -> None:
    anna = await worker(roles=EVERYTHING)
    stranger = httpx.AsyncClient(transport=anna.client._transport, base_url="http://desk.test")
    for way in WAYS:
        path = "/desk" + way.path.replace("{", "").replace("}", "")
        for method in ("GET", "POST") if way.posts else ("GET",):
            answer = await stranger.request(method, path)
            assert answer.status_code in (303, 404), path
            assert answer.headers["cache-control"] == "no-store", path


async def test_no_page_that_is_read_is_kept(worker: Give, case: int) -> None:
    anna = await worker(roles=EVERYTHING)
    for way in WAYS:
        if way.path not in ("/sign-out", "/keep-list"):
            path = "/desk" + way.path.replace("{case}", str(case)).replace("{", "").replace("}", "")
            answer = await anna.client.get(path)
            assert answer.headers["cache-control"] == "no-store", path
