"""The chat on a municipality's own site: a script that puts a button there, and a frame.

Only sites that the settings name may frame the chat or ask the JSON door from a browser.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.doors.guard import HEADERS
from bot.doors.words import WORDS
from bot.rendering.paper import STATIC
from dialogs.steps.opening import MAY_CHOOSE
from dialogs.wording import Wording, direction

HOUR = "public, max-age=3600"


@dataclass(frozen=True, slots=True)
class Embedding:
    """`origins` are the sites; none where the chat stands alone."""

    origins: Sequence[str]
    wording: Wording

    def headers(self) -> Mapping[str, str]:
        """What every answer carries: the sites may frame it, and nobody else."""
        if not self.origins:
            return HEADERS
        alone = HEADERS["Content-Security-Policy"]
        framed = alone.replace(
            "frame-ancestors 'none'", f"frame-ancestors {' '.join(self.origins)}"
        )
        shared = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
        return {**shared, "Content-Security-Policy": framed}

    def routes(self) -> list[Route]:
        """`GET /embed.js`, where there are sites."""
        return [Route("/embed.js", self.script)] if self.origins else []

    async def script(self, _request: Request) -> Response:
        """The script, with what its button says in every language."""
        words = json.dumps(
            {
                code: [
                    self.wording.text(MAY_CHOOSE, code),
                    self.wording.text(WORDS["close"], code),
                    direction(code),
                ]
                for code in self.wording.names
            },
            ensure_ascii=False,
        )
        code = (STATIC / "embed.js").read_text(encoding="utf-8")
        return Response(
            code.replace("/* words */ {}", words),
            media_type="text/javascript",
            # Other sites ask for it: that is what it is for.
            headers={"Cache-Control": HOUR, "Cross-Origin-Resource-Policy": "cross-origin"},
        )
