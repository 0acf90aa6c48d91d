"""One person at the keeper's pages: opens a link, reads, fills in a form and sends it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

Pairs = list[tuple[str, str]]


@dataclass
class Form:
    """One form of a page: what stands in its fields, and its buttons."""

    method: str
    action: str
    fields: Pairs = field(default_factory=list)
    buttons: Pairs = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What stands in a field."""
        return next((v for n, v in self.fields if n == name), "")

    def fill(self, **values: str | list[str]) -> Pairs:
        """The fields as they are sent with these filled in anew (`__` stands for a dot)."""
        new = {name.replace("__", "."): value for name, value in values.items()}
        kept = [(n, v) for n, v in self.fields if n not in new]
        for name, value in new.items():
            kept += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return kept


class Page(HTMLParser):
    """What stands on a page, as far as the tests ask."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.title = ""
        self.text = ""
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.faults: list[str] = []
        self._open: str = ""
        self._area: str = ""
        self._select: str = ""
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in found}
        if tag == "form":
            self.forms.append(Form(at.get("method", "get"), at.get("action", "")))
        form = self.forms[-1] if self.forms else Form("", "")
        name = at.get("name", "")
        if tag == "input" and (at.get("type") not in ("radio", "checkbox") or "checked" in at):
            form.fields.append((name, at.get("value", "")))
        if tag == "input" and at.get("type") in ("radio", "checkbox"):
            form.options.setdefault(name, []).append(at.get("value", ""))
        if tag == "select":
            self._select = name
        if tag == "option":
            form.options.setdefault(self._select, []).append(at["value"])
            if "selected" in at:
                form.fields.append((self._select, at["value"]))
        if tag == "textarea":
            self._area = name
            form.fields.append((name, ""))
        if tag == "button":
            form.buttons.append((name, at.get("value", "")))
        if tag == "a":
            self.links.append(at["href"])
        if tag == "p" and at.get("class") == "fault":
            self.faults.append(at["id"].removeprefix("f-").removesuffix("-fault"))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            form = self.forms[-1]
            form.fields[-1] = (self._area, form.fields[-1][1] + data)
        elif self._open == "title" and not self.title:
            self.title = data
        else:
            self.text += data


class Person:
    """Somebody with a link."""

    def __init__(self, client: httpx.AsyncClient, path: str) -> None:
        self.client = client
        self.path = path.rstrip("/")
        self.page = Page("")
        self.status = 0
        self.at = ""

    async def open(self, path: str = "/") -> Page:
        """Go to a page of this link."""
        return await self._look(await self.client.get(f"{self.path}{path}"))

    async def send(self, form: int = 0, button: str = "", **values: str | list[str]) -> Page:
        """Fill in a form of the page that is open and send it; `button` is `name=value`."""
        chosen = [one for one in self.page.forms if one.method == "post"][form]
        pairs = chosen.fill(**values)
        if button:
            name, _, value = button.partition("=")
            assert (name, value) in chosen.buttons, (button, chosen.buttons)
            pairs.append((name, value))
        return await self.post(chosen.action or self.at, pairs)

    async def post(self, action: str, pairs: Pairs) -> Page:
        """Send these fields, and follow to where it leads."""
        body = httpx.QueryParams(pairs)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await self.client.post(action, content=str(body), headers=kind)
        if answer.status_code == 303:
            answer = await self.client.get(answer.headers["location"])
        return await self._look(answer)

    async def _look(self, answer: httpx.Response) -> Page:
        self.status, self.at = answer.status_code, str(answer.url.path)
        self.page = Page(answer.text)
        return self.page
