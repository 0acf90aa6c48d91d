"""What a browser sent, and the token that every form carries."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import Request

from bot.catalogue.reading.grid import clean

LONGEST_BODY = 512 * 1024
"""Bytes: every text of a provider, in every language."""
MOST_FIELDS = 1000
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""No form holds them, and one database cannot."""

Fields = Mapping[str, tuple[str, ...]]
"""What was filled in, by name; of ticks there may be several."""


class Tokens:
    """Makes and reads the token of a form: bound to one link, and good for one effect."""

    def __init__(self, secret: str) -> None:
        sha256 = {"digest_method": hashlib.sha256}
        self._signer = URLSafeSerializer(secret, salt="keeping-form", signer_kwargs=sha256)

    def new(self, link: str) -> str:
        """A token for a form of the one who came by this link."""
        signed = self._signer.dumps([secrets.token_urlsafe(12), _print(link)])
        return signed if isinstance(signed, str) else signed.decode()

    def key(self, token: str, link: str) -> str | None:
        """The one-use key in a token; None for one of another link, or not of this house."""
        try:
            match self._signer.loads(token):
                case [str(key), str(whose)] if whose == _print(link):
                    return key
        except (BadData, ValueError):  # ValueError: letters that no signature can hold
            pass
        return None


def _print(link: str) -> str:
    return hashlib.sha256(link.encode(errors="replace")).hexdigest()[:16]


async def form(request: Request) -> Fields | None:
    """The fields; None where the body is too long. What is no form has no fields."""
    body, length = bytearray(), 0
    async for part in request.stream():
        length += len(part)
        if length > 16 * LONGEST_BODY:
            break
        if length <= LONGEST_BODY:
            body += part
    if length > LONGEST_BODY:
        return None
    fields: dict[str, tuple[str, ...]] = {}
    try:
        sent = parse_qsl(
            body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        return {}
    for name, value in sent:
        fields[name] = (*fields.get(name, ()), clean(CONTROLS.sub("", value)))
    return fields


def foreign(request: Request) -> bool:
    """Sent by another site's page: the browser says so.

    Only by its own word for it: a page that tells nobody where it is has no origin to send.
    """
    return request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def one(fields: Fields, name: str) -> str:
    """A field of which there is one; empty where it was not sent."""
    return fields.get(name, ("",))[-1]
