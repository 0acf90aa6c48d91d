"""Who goes through a case and hands it out."""

import html
import re
from collections.abc import Awaitable, Callable

from atdesk import Worker

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
