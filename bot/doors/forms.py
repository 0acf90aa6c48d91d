"""What a browser sent: read with care, since anybody can send anything."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from dialogs.arriving import LONGEST
from dialogs.events import Choose, Event, Start, Text

LONGEST_BODY = 64 * 1024
LONGEST_TEXT = 2000
QUESTION, VALUE = r"[a-z][a-z0-9_.-]{0,19}", r"[!-~]{1,40}"
BUTTON = re.compile(rf"({QUESTION})\|({VALUE})", re.ASCII)


def event(choose: str, typed: str, start: str = "") -> Event | None:
    """What a form means; None for an empty one."""
    if pressed := BUTTON.fullmatch(choose):
        return Choose(pressed[1], pressed[2])
    if start:
        return Start(leaflet=start[:LONGEST])
    return Text(typed) if typed else None


def foreign(request: Request) -> bool:
    """Sent by another site's page: the browser says so."""
    site = request.headers.get("sec-fetch-site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and origin.partition("://")[2] != request.headers.get("host")


async def whole(request: Request, longest: int) -> bytes | None:
    """The body; None where it is too long.

    One that is a little too long is read to its end all the same, since a browser shows no answer
    while it is still sending.
    """
    body, read = b"", 0
    async for part in request.stream():
        read += len(part)
        if read <= longest:
            body += part
        elif read > 32 * longest:
            break
    return body if read <= longest else None


async def form(request: Request) -> Mapping[str, str] | None:
    """The fields; None where the body is too long. What is no form has no fields."""
    body = await whole(request, LONGEST_BODY)
    if body is None:
        return None
    try:
        return dict(parse_qsl(body.decode(errors="replace"), max_num_fields=20))
    except ValueError:
        return {}


def wanted(request: Request) -> list[str]:
    """The browser's languages, the most wanted first: `fi-FI,sv;q=0.8` is fi, sv."""
    asked = []
    for part in request.headers.get("accept-language", "")[:500].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            asked.append((-float(weight or 1), tag.partition("-")[0].lower()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(asked, key=lambda one: one[0])]
