"""One request by one person: who asks, of which catalogue, and how it is answered."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.catalogue.changes import Line
from bot.keeping import todo
from bot.keeping.kept import Catalogue, Kept
from bot.keeping.links import Link
from bot.keeping.pages import Pages
from bot.keeping.words import SAME, WHO, outcome
from bot.pages.forms import Fields, one
from bot.pages.parts import Tab
from bot.store.proposals import Proposal
from care.times import SWEDEN


class NotHere(Exception):
    """There is no such page for this person; whether it is there for others is not told."""


@dataclass(frozen=True, slots=True)
class Visit:
    """All that a page is made from.

    `path` are the parts of the address after the link, `token` is new for the forms of the
    answer. Of a POST there are `fields` and its one-use `key`.
    """

    kept: Kept
    pages: Pages
    link: Link
    root: str
    token: str
    now: datetime
    catalogue: Catalogue
    path: Mapping[str, str]
    query: Mapping[str, str]
    fields: Fields
    key: str = ""

    @property
    def today(self) -> date:
        """In Sweden."""
        return self.now.astimezone(SWEDEN).date()

    @property
    def posted(self) -> bool:
        """Whether a form was sent."""
        return bool(self.key)

    def provider(self) -> Line:
        """The row of the provider whose page it is. Raises NotHere where it is not theirs."""
        key = self.path["provider"]
        row = self.catalogue.provider(key)
        if row is None or (not self.link.keeper and self.link.provider != key):
            raise NotHere
        return row

    def of(self, provider: str) -> "Visit":
        """The same visit, to the page of this provider."""
        return replace(self, path={**self.path, "provider": provider})

    def home(self, key: str) -> str:
        """Where one comes back to from the pages about a provider."""
        return f"/providers/{key}/" if self.link.keeper else "/"

    def page(self, template: str, title: str, *, status: int = 200, **values: object) -> Response:
        """A page with its head."""
        here = self.catalogue.here
        mine = here.provider(self.link.provider) if self.link.provider else None
        whose = mine.name if mine else WHO[self.link.role]
        html = self.pages.render(
            template,
            title=title,
            house=here.name,
            who=f"{self.link.name}, {whose}",
            root=self.root,
            key=self.token,
            tabs=self._tabs() if self.link.keeper else (),
            keeper=self.link.keeper,
            told=values.pop("told", None) or self._told(),
            **values,
        )
        return HTMLResponse(html, status)

    def went(self, proposal: Proposal) -> Response:
        """To where one came from, where it is told what became of the proposal."""
        return self.go(f"{self.home(proposal.provider)}?done={proposal.id}")

    def go(self, path: str) -> Response:
        """To another page of this link."""
        return RedirectResponse(f"{self.root}{path}", 303)

    def _told(self) -> str:
        done = self.query.get("done", "")
        if done == "same":
            return SAME
        proposal = self.proposal(done)
        return outcome(proposal, self.link) if proposal else ""

    def proposal(self, number: str) -> Proposal | None:
        """The proposal of this number, where it is theirs to see."""
        if not re.fullmatch(r"[0-9]{1,9}", number):
            return None
        found = self.kept.proposals.get(int(number))
        return found if found and self.sees(found) else None

    def sees(self, proposal: Proposal) -> bool:
        """Whether a proposal is theirs to see: a provider sees what was sent from its own side."""
        if proposal.municipality != self.link.municipality:
            return False
        theirs = (proposal.provider, proposal.role) == (self.link.provider, self.link.role)
        return self.link.keeper or theirs

    def _tabs(self) -> tuple[Tab, ...]:
        waiting = len(self.kept.proposals.waiting(self.link.municipality))
        waiting += len(todo.old(self.catalogue.here, self.today))
        here = self.path.get("tab", "")
        return (
            Tab("/", "Att göra", waiting, here == "start"),
            Tab("/providers/", "Utförare", len(self.catalogue.here.providers), here == "providers"),
            Tab("/history", "Historik", None, here == "history"),
        )

    def carried(self, row: Line) -> str:
        """A row for a form to carry, so that it is known from what it was made."""
        return json.dumps(dict(row), ensure_ascii=False, separators=(",", ":"))

    def field(self, name: str) -> str:
        """A field that was sent."""
        return one(self.fields, name)
