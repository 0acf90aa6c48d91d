"""Walks through the chat in a real browser, as a thumb does, and measures on the way."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from playwright.async_api import Page
from usable import broken

SMALL = """() => [...document.querySelectorAll('button, input:not([type=hidden]), a[href]')]
  .map(e => [e.getAttribute('value') || e.innerText, e.getBoundingClientRect()])
  .filter(([, at]) => at.width < 44 || at.height < 44)
  .map(([name, at]) => `${name}: ${at.width} x ${at.height}`)"""

TOUCHING = """() => {
  const all = [...document.querySelectorAll('button, input:not([type=hidden])')]
    .map(e => [e.getAttribute('value'), e.getBoundingClientRect()]);
  const near = (a, b) => a.left < b.right + 4 && b.left < a.right + 4
    && a.top < b.bottom + 4 && b.top < a.bottom + 4;
  const main = ([v]) => v && v.includes('|') && !/\\|(back|human|language)$/.test(v);
  const found = [];
  for (const a of all) for (const b of all)
    if (a !== b && main(a) && main(b) && near(a[1], b[1])) found.push(`${a[0]} and ${b[0]}`);
  return found;
}"""

SIDEWAYS = "() => document.documentElement.scrollWidth - window.innerWidth"


NUMBERS = count(5)
"""A number of one's own each: one number books three calls a day. Nobody has 070-174 06 05-99."""


@dataclass
class Walk:
    """One walk. `measured` is False without JavaScript, where nothing can look from inside."""

    page: Page
    base: str
    measured: bool = True
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        phone = f"070-174 06 {next(NUMBERS):02}"
        self.typed = {"name": "Greta Lind", "birth_year": "1941", "phone": phone}

    async def open(self) -> None:
        """Come to the language screen."""
        await self.page.goto(self.base)
        await self.look()

    async def press(self, value: str) -> None:
        """Press the first answer whose value begins so."""
        button = self.page.locator(f'main button[name="choose"][value^="{value}"]').first
        async with self.page.expect_navigation(url="**/#latest"):
            await button.click()
        await self.look()

    async def say(self, text: str) -> None:
        """Type a line and send it."""
        await self.page.fill("#text", text)
        async with self.page.expect_navigation(url="**/#latest"):
            await self.page.press("#text", "Enter")
        await self.look()

    async def look(self) -> None:
        """Every step: usable for everyone, nothing too small, no scrolling sideways."""
        self.seen.append(await self.page.inner_text("main"))
        if not self.measured:
            return
        # What is scrolled half under the text field is not hidden: one scrolls on.
        await self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        found = await broken(self.page)
        assert found.violations_count == 0, found.generate_report()
        assert await self.page.evaluate(SMALL) == []
        assert await self.page.evaluate(TOUCHING) == []
        assert await self.page.evaluate(SIDEWAYS) <= 0

    async def question(self) -> str:
        """The open question's id, as the buttons name it."""
        value = await self.page.locator('button[name="choose"]').last.get_attribute("value")
        return (value or "").partition("|")[0]

    async def follow(self, selector: str) -> None:
        """Press what leads to another page, and wait until it is there."""
        async with self.page.expect_navigation():
            await self.page.click(selector)

    async def put(self, script: str) -> Any:
        """Ask the page something."""
        return await self.page.evaluate(script)
