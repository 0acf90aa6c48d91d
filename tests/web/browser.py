"""A browser without a screen: it keeps cookies, presses buttons, types and reads the page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx


@dataclass
class Page(HTMLParser):
    """What stands on a page, as far as the tests ask."""

    html: str
    lang: str = ""
    dir: str = ""
    token: str = ""
    typed: str = ""
    buttons: dict[str, str] = field(default_factory=dict)
    pressed: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    text: str = ""
    _at: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.text = " ".join(self.text.split())
        self.buttons = {value: " ".join(said.split()) for value, said in self.buttons.items()}

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in found}
        if tag == "html":
            self.lang, self.dir = at["lang"], at.get("dir", "")
        if tag == "input" and at["name"] == "token":
            assert self.token in ("", at["value"]), "one page, one token"
            self.token = at["value"]
        if tag == "input" and at["name"] == "text":
            self.typed = at["value"]
        if tag == "a":
            self.links.append(at["href"])
        if tag == "button" and at.get("name") == "choose":
            self._at = at["value"]
            self.buttons[self._at] = ""
            if at.get("aria-pressed") == "true":
                self.pressed.add(self._at)

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._at = ""

    def handle_data(self, data: str) -> None:
        if self._at:
            self.buttons[self._at] += data
        else:
            self.text += data


class Browser:
    """One person's browser at the web door."""

    def __init__(self, client: httpx.AsyncClient, language: str = "sv") -> None:
        self.client = client
        client.headers["Accept-Language"] = language
        self.page = Page("")

    async def open(self) -> Page:
        """Go to the address."""
        return self._read(await self.client.get("/"))

    async def press(self, value: str) -> Page:
        """Press the button with this value; it has to be there."""
        assert value in self.page.buttons, f"{value} is not among {list(self.page.buttons)}"
        return await self.send({"choose": value})

    async def say(self, text: str) -> Page:
        """Type a line."""
        return await self.send({"text": text})

    async def send(self, fields: dict[str, str]) -> Page:
        """Send a form of the page that is open, and look at what comes."""
        sent = await self.client.post("/", data={"token": self.page.token, **fields})
        assert sent.status_code == 303, (sent.status_code, Page(sent.text).text)
        assert sent.headers["location"] == "/#latest"
        return await self.open()

    def _read(self, answer: httpx.Response) -> Page:
        assert answer.status_code == 200, answer.text
        self.page = Page(answer.text)
        return self.page
