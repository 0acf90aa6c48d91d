"""Usable for everyone: what axe finds broken on a page."""

from weakref import WeakKeyDictionary

from axe_playwright_python.async_playwright import Axe, AxeResults
from playwright.async_api import BrowserContext, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BROKEN = {"runOnly": WCAG, "resultTypes": ["violations"]}
"""What axe is asked for: to describe what is in order too takes it twice as long."""
PLAIN = BROKEN | {"rules": {"color-contrast": {"enabled": False}}}

LOOKS = """() => {
  const told = /^(class|style|type|role|dir|aria-(?!label|desc).*)$/;
  const own = e => [e.tagName, ...[...e.attributes]
    .map(a => told.test(a.name) ? `${a.name}=${a.value}` : a.name)].join(' ');
  const path = (e, above) => {
    const here = `${above} > ${own(e)}`;
    return [here, ...[...e.children].flatMap(child => path(child, here))];
  };
  return [...new Set(path(document.body, `${innerWidth} ${own(document.documentElement)}`))];
}"""
"""How each element can be told from others by a style sheet: by itself and all around it."""

_seen: WeakKeyDictionary[BrowserContext, set[str]] = WeakKeyDictionary()


async def broken(page: Page) -> AxeResults:
    """What is. Contrast, which takes most of the time, is measured where anything on the page can
    look other than what this window has shown before.
    """
    seen = _seen.setdefault(page.context, set())
    looks = set(await page.evaluate(LOOKS))
    found = await Axe().run(page, options=PLAIN if looks <= seen else BROKEN)
    seen |= looks
    return found
