"""A morning at the desk in a real browser: eleven calls, and every page usable for everyone."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import BrowserContext, Page
from usable import broken
from walk import SIDEWAYS

from bot.assembly import House, assemble, page
from bot.demo.filling import fill
from bot.settings import Settings
from care.times import SWEDEN

Phone = Callable[..., Awaitable[BrowserContext]]

MORNING = datetime(2027, 1, 12, 8, 30, tzinfo=SWEDEN)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SMALL = """() => [...document.querySelectorAll(
    'button, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), a[href],'
    + ' label:has(input), summary')]
  .filter(e => e.checkVisibility() && !e.classList.contains('skip'))
  .map(e => [e.name || e.innerText, e.getBoundingClientRect()])
  .filter(([, at]) => at.width < 44 || at.height < 44)
  .map(([name, at]) => `${name}: ${at.width} x ${at.height}`)"""
FILLED = "() => document.querySelectorAll('.forward').length"
PAGES = (
    "/", "/?whose=all", "/confirm", "/ring", "/apply", "/times", "/times/weeks", "/times/change",
    "/times/week/anna-lind", "/ledger", "/providers", "/providers/care", "/statistics", "/sick",
    "/calendar", "/password", "/cases/new", "/guide", "/export", "/talks", "/wanted", "/erased",
    "/cases/2", "/cases/4", "/cases/4/people", "/cases/2/journal", "/cases/2/list",
    "/cases/2/list?what=all", "/cases/2/confirm", "/cases/2/move", "/cases/2/cannot",
    "/cases/2/close", "/cases/2/cancel", "/cases/2/hand-over", "/cases/13/full", "/cases/16",
    "/cases/18", "/cases/4/disclose", "/nowhere",
)  # fmt: skip


class Desk:
    """The address of a desk with forty cases, and the password of all who work there."""

    def __init__(self, site: str, password: str) -> None:
        self.site = site
        self.password = password

    async def sign_in(self, context: BrowserContext, login: str = "anna") -> Page:
        """A page on which one of them has signed in."""
        page = await context.new_page()
        await page.goto(f"{self.site}/desk")
        await look(page)
        await page.fill("#f-login", login)
        await page.fill("#f-password", self.password)
        await page.keyboard.press("Enter")
        await page.wait_for_selector(".me")
        return page


def house_at(folder: Path) -> House:
    """The house whose database, and key, is in this folder."""
    database = f"sqlite:///{folder}/demo.db"
    return assemble(Settings(database=database, secret="test", municipality="exempelby"))


@pytest.fixture(scope="module")
async def cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with forty cases, and the password of all who work there."""
    folder = tmp_path_factory.mktemp("cases")
    house = house_at(folder)
    filled = await fill(house, MORNING)
    house.close()
    return folder, filled.password


@pytest.fixture
async def desk(cases: tuple[Path, str], tmp_path: Path) -> AsyncIterator[Desk]:
    """A living desk of its own, at half past eight."""
    house = house_at(shutil.copytree(cases[0], tmp_path / "cases"))
    config = uvicorn.Config(page(house, lambda: MORNING), log_level="warning", ws="none")
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield Desk(f"http://127.0.0.1:{listening.getsockname()[1]}", cases[1])
        server.should_exit = True
        await serving
    house.close()


async def look(page: Page) -> None:
    """Usable for everyone, nothing too small, no scrolling sideways, one filled button at most."""
    found = await broken(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert await page.evaluate(SMALL) == [], page.url
    assert await page.evaluate(SIDEWAYS) <= 0, page.url
    assert await page.evaluate(FILLED) <= 1, page.url


async def go(page: Page, what: str) -> None:
    """Press something that leads to another page, and be there."""
    async with page.expect_navigation():
        await page.click(what)


async def call(page: Page, desk: Desk, name: str) -> None:
    """Choose somebody's call in everybody's list."""
    await page.goto(f"{desk.site}/desk/?whose=all")
    await go(page, f"table a:text-is('{name}')")
    await look(page)
    assert f"Ring {name}" in await page.inner_text("#card")


async def state(page: Page, desk: Desk, name: str) -> str:
    """What stands by somebody's call."""
    await page.goto(f"{desk.site}/desk/?whose=all")
    return await page.inner_text(f"tr:has(a:text-is('{name}')) .pill")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
async def test_a_morning_of_eleven_calls(phone: Phone, desk: Desk, size: dict[str, int]) -> None:
    context = await phone(viewport=size, java_script_enabled=True)
    page = await desk.sign_in(context)
    await page.goto(f"{desk.site}/desk/?whose=all")
    assert await page.locator("tbody tr").count() == 11

    await call(page, desk, "Exempel Sex")  # confirmed
    await go(page, "a:text-is('Bekräfta val')")
    await look(page)
    await go(
        page, "button:text-is('Bekräfta valet')"
    )  # too soon: whom does she talk to, whose choice is it?
    await look(page)
    await page.check("[name=identity]")
    await page.check("[name=whose][value=person]")
    await go(page, "button:text-is('Bekräfta valet')")
    await look(page)
    assert await state(page, desk, "Exempel Sex") == "bekräftad"

    await call(page, desk, "Exempel Fem")  # not reached
    await go(page, "button:text-is('Inte nådd')")
    await look(page)
    assert await state(page, desk, "Exempel Fem") == "inte nådd"

    await call(page, desk, "Exempel Tio")  # changed: she wants another after all
    await go(page, "a:text-is('Bekräfta val')")
    await page.check("[name=identity]")
    await page.check("[name=whose][value=person]")
    await page.select_option("#f-provider", "kommunen")
    await go(page, "button:text-is('Bekräfta valet')")
    assert await state(page, desk, "Exempel Tio") == "bekräftad"

    await call(page, desk, "Exempel Nio")  # moved
    await go(page, "a:text-is('Ändra tid')")
    await look(page)
    await page.locator("[name=time]").last.check()
    await go(page, "button:text-is('Spara tiden')")
    await look(page)
    await page.goto(f"{desk.site}/desk/?whose=all")
    assert await page.locator("table a:text-is('Exempel Nio')").count() == 0

    await call(page, desk, "Exempel Åtta")  # died
    await go(page, "text=Hela ärendet")
    await look(page)
    await go(page, "a:text-is('Avsluta ärendet')")
    await page.check("[value=died]")
    await go(page, "button.forward")
    await look(page)
    assert "Inget mer skickas" in await page.inner_text("main")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
async def test_every_page_of_the_desk(phone: Phone, desk: Desk, size: dict[str, int]) -> None:
    context = await phone(viewport=size, java_script_enabled=True)
    strangers: list[str] = []
    page = await desk.sign_in(context)
    page.on("request", lambda r: None if r.url.startswith(desk.site) else strangers.append(r.url))

    for path in PAGES:
        answer = await page.goto(f"{desk.site}/desk{path}")
        assert answer is not None
        assert answer.status == (404 if path == "/nowhere" else 200), path
        assert answer.headers["cache-control"] == "no-store", path
        await look(page)

    lars = await desk.sign_in(await phone(viewport=size, java_script_enabled=True), "lars")
    for path in ("/accounts", "/audit", "/wanted", "/erased"):
        await lars.goto(f"{desk.site}/desk{path}")
        await look(lars)

    assert strangers == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "390"])
async def test_a_case_is_asked_for_and_handed_out(
    phone: Phone, desk: Desk, size: dict[str, int]
) -> None:
    page = await desk.sign_in(await phone(viewport=size, java_script_enabled=True))
    await page.goto(f"{desk.site}/desk/cases/4")
    await go(page, "a:text-is('Skriv in begäran')")
    await go(page, "button.forward")  # too soon: under which number?
    await look(page)
    await page.fill("#f-reference", "SN 2027/12")
    await go(page, "button.forward")
    await look(page)
    await go(page, "a:text-is('ärende 4')")
    await look(page)
    assert "Begärt i SN 2027/12." in await page.inner_text("main")

    await go(page, "a:text-is('Lämna ut')")
    name = page.locator(".piece", has=page.locator("h3:text-is('Namn')"))
    await name.locator("[name=give]").check()
    assert not await name.locator("[type=text]").is_visible()
    await look(page)
    await go(page, "button.forward")
    await look(page)
    told = await page.inner_text("main")
    assert "Exempel Fyra" in told
    assert "1950" not in told
    assert await page.locator("#print").is_visible()


async def test_without_javascript_a_choice_is_confirmed(phone: Phone, desk: Desk) -> None:
    context = await phone(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{desk.site}/desk")
    await page.fill("#f-login", "omar")
    await page.fill("#f-password", desk.password)
    await go(page, "text=Logga in >> nth=-1")
    await page.goto(f"{desk.site}/desk/cases/6/confirm")
    await page.check("[name=identity]")
    await page.check("[name=whose][value=person]")
    await go(page, "button:text-is('Bekräfta valet')")

    assert await state(page, desk, "Exempel Sex") == "bekräftad"
