"""The JSON door: the same turns for another program, such as a municipality's own app.

`POST /api/turns` takes one event and gives what is said; `GET /api/openapi.json` tells how.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.conversation import Address, Closed, Conversations, Unavailable
from bot.doors.closed import told
from bot.doors.described import TurnIn, openapi
from bot.doors.doorstep import Doorstep
from bot.doors.forms import LONGEST_BODY, whole
from bot.doors.front import CLOSED
from bot.doors.haste import Haste
from bot.doors.structured import structured
from bot.doors.visit import Seal, Visit
from bot.doors.words import EMPTY, OLD, TOO_FAST, TOO_LONG, UNAVAILABLE, URGENT, ring
from bot.monitoring.counting import counted
from dialogs.events import Choose, Event, Start, Text
from dialogs.messages import Message
from dialogs.wording import SOURCE, Wording, direction


@dataclass(frozen=True, slots=True)
class Api:
    """One turn a call. Nothing but a `conversation` that was given leads to what was said."""

    conversations: Conversations
    wording: Wording
    seal: Seal
    now: Callable[[], datetime]
    doorstep: Doorstep
    origins: Sequence[str] = ()
    town: str = ""
    phone: Callable[[], str] = str
    _haste: Haste = field(default_factory=Haste)

    def application(self) -> Starlette:
        """What is mounted at /api; browsers of the sites in `origins` may ask it."""
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(self.origins),
            allow_methods=["POST"],
            allow_headers=["Content-Type"],
        )
        return Starlette(
            routes=[
                Route("/turns", self.turn, methods=["POST"]),
                Route("/openapi.json", self.described),
            ],
            middleware=[cors],
            exception_handlers={HTTPException: self.refused, Exception: self.failed},
        )

    async def described(self, _request: Request) -> Response:
        """How to ask, for programs."""
        return JSONResponse(openapi())

    async def turn(self, request: Request) -> Response:
        """One event heard and answered; the same `key` again is answered the same."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return self._wrong(415, "not_json", "", EMPTY)
        body = await whole(request, LONGEST_BODY)
        if body is None:
            return self._wrong(413, "too_long", "", TOO_LONG)
        try:
            asked = TurnIn.model_validate_json(body)
        except ValidationError as error:
            return self._invalid(error)
        visit = self.seal.visit(asked.conversation) if asked.conversation else None
        if asked.conversation and visit is None:
            return self._wrong(401, "unknown_conversation", asked.spoken, OLD)
        language = visit.language if visit else asked.spoken
        if self._too_fast(request, visit):
            return self._wrong(429, "too_fast", language, TOO_FAST, URGENT)
        external = visit.external if visit else secrets.token_hex(16)
        try:
            at, key = Address("web", self.town, external), f"api:{external}:{asked.key}"
            turn = self.conversations.heard(at, key, _event(asked), self.now())
            answer = await counted("api", turn)
        except Unavailable:
            if visit:
                self._haste.undo(visit.external)
            return self._wrong(503, "unavailable", language, UNAVAILABLE, *self._reached())
        except Closed as closed:
            message = " ".join(told(closed, self.wording, language or SOURCE))
            return JSONResponse({"error": "closed", "message": message}, 503, CLOSED)
        answered = {
            "conversation": self.seal.cookie(Visit(external, answer.language)),
            "language": answer.language,
            "dir": direction(answer.language),
            "question": answer.step,
            "n": answer.n,
            "duplicate": answer.duplicate,
            "replies": [structured(bubble, self.now()) for bubble in answer.bubbles],
        }
        return JSONResponse(answered)

    def _reached(self) -> tuple[Message, ...]:
        """By whom one is reached though the chat is away."""
        return (ring(phone),) if (phone := self.phone()) else ()

    async def refused(self, _request: Request, error: Exception) -> Response:
        """No such way."""
        assert isinstance(error, HTTPException)
        return JSONResponse(
            {"error": "no_such_way", "message": error.detail}, error.status_code, error.headers
        )

    async def failed(self, _request: Request, _error: Exception) -> Response:
        """Our own mistake: a calm sentence for the person, the trace for us."""
        return self._wrong(500, "failed", "", UNAVAILABLE)

    def _too_fast(self, request: Request, visit: Visit | None) -> bool:
        if visit:
            return self._haste.told(visit.external, self.now()) is not None
        return self.doorstep.full(request, self.now())

    def _invalid(self, error: ValidationError) -> Response:
        """Which field is wrong and how; never what stood there."""
        first = error.errors(include_input=False, include_url=False)[0]
        unread = first["type"] == "json_invalid"
        where = ".".join(str(part) for part in first["loc"])
        said = self.wording.text(EMPTY, SOURCE)
        wrong = {"error": "invalid", "message": said, "field": where, "problem": first["msg"]}
        return JSONResponse(wrong, 400 if unread else 422)

    def _wrong(self, status: int, code: str, language: str, *said: Message) -> Response:
        text = " ".join(self.wording.text(m, language or SOURCE) for m in said)
        headers = {"Retry-After": "60" if status == 429 else "10"} if status in (429, 503) else None
        return JSONResponse({"error": code, "message": text}, status, headers)


def _event(asked: TurnIn) -> Event:
    if asked.choose:
        value: Any = asked.choose.value
        return Choose(asked.choose.question, tuple(value) if isinstance(value, list) else value)
    return Text(asked.text) if asked.text else Start(tuple(asked.languages))
