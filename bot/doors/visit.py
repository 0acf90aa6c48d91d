"""Who a browser is: a signed cookie, and the one-use token of every form."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser's conversation, and the language it was last answered in."""

    external: str
    language: str


class Seal:
    """Signs and reads what is left with the browser.

    What one `town`'s own site has signed is nothing at another's.
    Raises ValueError for an empty secret: anyone could then write a cookie of their own.
    """

    def __init__(self, secret: str, now: Callable[[], datetime], town: str = "") -> None:
        if not secret:
            raise ValueError("a secret is needed to sign cookies")
        of = f"-{town}" if town else ""
        sha256 = {"digest_method": hashlib.sha256}
        self._cookies = URLSafeSerializer(secret, salt=f"visit{of}", signer_kwargs=sha256)
        self._tokens = URLSafeSerializer(secret, salt=f"form{of}", signer_kwargs=sha256)
        self._pepper = hashlib.sha256(secret.encode()).digest()
        self._now = now

    def cookie(self, visit: Visit) -> str:
        """What the browser keeps."""
        issued = int(self._now().timestamp())
        return self._signed(self._cookies, [visit.external, visit.language, issued])

    def visit(self, cookie: str) -> Visit | None:
        """Whose cookie it is; None for a forged, broken or old one."""
        match self._read(self._cookies, cookie):
            case [str(external), str(language), int(issued)]:
                age = self._now().timestamp() - issued
                return Visit(external, language) if age <= KEPT.total_seconds() else None
        return None

    def token(self) -> str:
        """A new one, for all forms of one page: of two buttons pressed at once, one counts."""
        return self._signed(self._tokens, [secrets.token_urlsafe(16)])

    def key(self, token: str) -> str | None:
        """The one-use key in a token; None if this house did not make it."""
        match self._read(self._tokens, token):
            case [str(key)]:
                return key
        return None

    def newcomer(self, key: str, language: str) -> Visit:
        """A first press. Made from the form's key, so that a double tap is still one person."""
        external = hashlib.blake2b(key.encode(), key=self._pepper, digest_size=16).hexdigest()
        return Visit(external, language)

    def _signed(self, by: URLSafeSerializer, payload: list[str | int]) -> str:
        signed = by.dumps(payload)
        return signed if isinstance(signed, str) else signed.decode()

    def _read(self, by: URLSafeSerializer, signed: str) -> object:
        try:
            return by.loads(signed)
        except (BadData, ValueError):  # ValueError: letters that no signature can hold
            return None
