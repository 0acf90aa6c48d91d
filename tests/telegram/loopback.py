"""A Bot API server on loopback: as strict as Telegram where we have to be right, and as rude."""

import asyncio
import json
import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from aiohttp import web

TOKEN = "42:loopback"
BOT = {"id": 42, "is_bot": True, "first_name": "Kundvalsguiden", "username": "kundval_bot"}
SENT_AT = 1_795_000_000
HTML_502 = (502, "<html><head><title>502 Bad Gateway</title></head></html>")
GARBLED = (502, "<html>\udcff</html>")
"""A page that says it is UTF-8 and is not."""
DROPPED = (0, "")
"""The server does what was asked and then hangs up without a word."""
SILENT = (-1, "")
"""The server does what was asked and never says so."""


def refusal(code: int, description: str, **parameters: int) -> tuple[int, str]:
    """An error as Telegram words it."""
    body = {"ok": False, "error_code": code, "description": description}
    return code, json.dumps(body | ({"parameters": parameters} if parameters else {}))


@dataclass
class Call:
    """One call that came in: its method, its fields (JSON read), and files by field."""

    method: str
    fields: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


class BotApi:
    """Updates are put in with `arrive`; what the bot did is in `calls` and `chats`."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.chats: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.blocked: set[int] = set()
        self.faults: dict[str, deque[tuple[int, str]]] = defaultdict(deque)
        self.webhook = False
        self.hook = ""
        self.name = ""
        self.waiting: dict[int, dict[str, Any]] = {}
        self.confirmed = 0
        self.queries: set[str] = set()
        self._news = asyncio.Condition()
        self._polls = 0
        self.conflicts = 0
        self.message = 100
        self.number = 900_000_000
        self._runner: web.AppRunner | None = None
        self.base = ""

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_post(f"/bot{TOKEN}/{{method}}", self._answer)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

    def fail(self, method: str, *faults: tuple[int, str]) -> None:
        """Let the next calls of a method fail in this way."""
        self.faults[method].extend(faults)

    async def arrive(self, *updates: dict[str, Any]) -> None:
        """Put updates in, as if people had written."""
        async with self._news:
            for update in updates:
                self.waiting[update["update_id"]] = update
            self._news.notify_all()

    async def done(self, update_id: int) -> None:
        """Wait until the bot has confirmed an update."""
        async with self._news, asyncio.timeout(10):
            await self._news.wait_for(lambda: self.confirmed > update_id)

    def sent(self, method: str) -> list[dict[str, Any]]:
        """The fields of every call of a method so far."""
        return [call.fields for call in self.calls if call.method == method]

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        call = await _read(method, request)
        if method != "getUpdates":
            self.calls.append(call)
        if self.faults[method]:
            code, body = self.faults[method].popleft()
            if code <= 0:
                getattr(self, f"_{method}")(call)
                if code:
                    await asyncio.sleep(3600)
                request.transport.abort()
            kind = "text/html" if body.startswith("<") else "application/json"
            page = body.encode(errors="surrogateescape")
            return web.Response(status=code or 500, body=page, content_type=kind, charset="utf-8")
        if method == "getUpdates":
            found = await self._get_updates(call.fields)
        else:
            found = getattr(self, f"_{method}")(call)
        if isinstance(found, tuple):
            return web.Response(status=found[0], text=found[1], content_type="application/json")
        return web.json_response({"ok": True, "result": found})

    async def _get_updates(self, fields: dict[str, Any]) -> Any:
        if self.webhook:
            why = "Conflict: can't use getUpdates method while webhook is active"
            return refusal(409, why)
        self._polls += 1
        mine = self._polls
        async with self._news:
            offset = int(fields.get("offset") or 0)
            self.confirmed = max(self.confirmed, offset)
            self.waiting = {n: u for n, u in self.waiting.items() if n >= offset}
            self._news.notify_all()
            try:
                async with asyncio.timeout(float(fields.get("timeout") or 0)):
                    await self._news.wait_for(lambda: self.waiting or self._polls != mine)
            except TimeoutError:
                return []
            if self._polls != mine:
                self.conflicts += 1
                return refusal(409, "Conflict: terminated by other getUpdates request")
            return [self.waiting[n] for n in sorted(self.waiting)][:100]

    def _getMe(self, _call: Call) -> Any:
        return BOT

    def _deleteWebhook(self, _call: Call) -> Any:
        self.webhook, self.hook = False, ""
        return True

    def _setWebhook(self, call: Call) -> Any:
        self.webhook, self.hook = True, call.fields["url"]
        return True

    def _getWebhookInfo(self, _call: Call) -> Any:
        return {"url": self.hook, "has_custom_certificate": False, "pending_update_count": 0}

    def _getMyName(self, _call: Call) -> Any:
        return {"name": self.name}

    def _setMyName(self, call: Call) -> Any:
        self.name = call.fields["name"]
        return True

    def _setMyCommands(self, _call: Call) -> Any:
        return True

    _setMyDescription = _setMyShortDescription = _setMyCommands

    def _answerCallbackQuery(self, call: Call) -> Any:
        if call.fields["callback_query_id"] not in self.queries:
            return refusal(400, "Bad Request: query is too old and response timeout expired")
        self.queries.discard(call.fields["callback_query_id"])
        return True

    def _sendMessage(self, call: Call) -> Any:
        return self._refused(call) or self._keep(call.fields, text=_plain(call.fields["text"]))

    def _sendDocument(self, call: Call) -> Any:
        if "document" not in call.files:
            return refusal(400, "Bad Request: there is no document in the request")
        name, content = call.files["document"]
        document = {"file_id": "1", "file_unique_id": "1", "file_name": name}
        return self._refused(call) or self._keep(
            call.fields, document=document | {"file_size": len(content)}
        )

    def _leaveChat(self, _call: Call) -> Any:
        return True

    def _sendVoice(self, call: Call) -> Any:
        if "voice" not in call.files:
            return refusal(400, "Bad Request: there is no voice in the request")
        voice = {"file_id": "2", "file_unique_id": "2", "duration": 3, "mime_type": "audio/ogg"}
        return self._refused(call) or self._keep(call.fields, voice=voice)

    def _editMessageText(self, call: Call) -> Any:
        chat = self.chats[int(call.fields["chat_id"])]
        old = next((m for m in chat if m["message_id"] == int(call.fields["message_id"])), None)
        if old is None:
            return refusal(400, "Bad Request: message to edit not found")
        if refused := self._refused(call):
            return refused
        new = {"text": _plain(call.fields["text"]), "reply_markup": call.fields["reply_markup"]}
        if new.items() <= old.items():
            return refusal(400, "Bad Request: message is not modified")
        old.update(new)
        return old

    def _refused(self, call: Call) -> tuple[int, str] | None:
        """The refusals that our own mistakes would meet."""
        fields = call.fields
        if int(fields["chat_id"]) in self.blocked:
            return refusal(403, "Forbidden: bot was blocked by the user")
        if "text" in fields and not 0 < len(_plain(fields["text"])) <= 4096:
            return refusal(400, "Bad Request: message is too long")
        if re.search(r"<(?!/?b>)|&(?!amp;|lt;|gt;)", fields.get("text", "")):
            return refusal(400, "Bad Request: can't parse entities")
        rows = fields.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [button for row in rows for button in row]
        if any(not 1 <= len(b["callback_data"].encode()) <= 64 for b in buttons):
            return refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if any(not b["text"].strip() for b in buttons):
            return refusal(400, "Bad Request: text buttons are allowed only with text")
        return None

    def _keep(self, fields: dict[str, Any], **content: Any) -> dict[str, Any]:
        self.message += 1
        chat = int(fields["chat_id"])
        message = {
            "message_id": self.message,
            "date": SENT_AT,
            "chat": {"id": chat, "type": "private"},
            "from": BOT,
            **content,
        }
        shown = message | {"reply_markup": fields.get("reply_markup", {})}
        self.chats[chat].append(shown)
        return shown if "inline_keyboard" in shown["reply_markup"] else message


async def _read(method: str, request: web.Request) -> Call:
    if request.content_type == "application/json":
        return Call(method, await request.json())
    raw: dict[str, Any] = {}
    files: dict[str, tuple[str, bytes]] = {}
    form = await request.post()
    for name, value in form.items():
        if isinstance(value, web.FileField):
            files[name] = (value.filename, value.file.read())
        else:
            raw[name] = json.loads(value) if value[:1] in "{[" and name != "text" else value
    for name, value in list(raw.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            files[name] = files.pop(raw.pop(name).removeprefix("attach://"))
    return Call(method, raw, files)


def _plain(html: str) -> str:
    return unescape(re.sub(r"</?b>", "", html))
