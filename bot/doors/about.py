"""The pages that every other page links to: `bot.doors.statements` says what stands on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.doors.front import Front
from bot.doors.statements import PARTS
from care.municipality import Municipality


@dataclass(frozen=True, slots=True)
class About(Front):
    """`/accessibility` and `/privacy`, of one municipality each: `?of=` names it."""

    towns: Callable[[], Sequence[Municipality]]

    async def show(self, request: Request) -> Response:
        """The statement, and where several are served the way to those of each."""
        name = request.url.path.removeprefix("/")
        towns = {town.key: town for town in self.towns()}
        only = next(iter(towns)) if len(towns) == 1 else ""
        here = towns.get(only or request.query_params.get("of", ""))
        others = () if here else tuple(towns.values())
        page = self.pages.statement(self.reader(request), name, PARTS[name](here), here, others)
        return HTMLResponse(page)
