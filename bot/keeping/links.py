"""Signed links (*signerade länkar*): a way to the pages for those who have no account, or from one.

A link is a path that holds who it was made for and until when, and a signature over that. Whoever
has it is let in, so it is given to one person and told to nobody else. It cannot be taken back
before its day but by changing the secret, which ends all links at once.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from bot.store.proposals import Role

__all__ = ["Link", "Role", "make", "read", "until"]

START = "/keep/"


DAYS = {Role.KEEPER: 90, Role.PROVIDER: 400}
"""How long a link lasts: a provider's until "stämmer detta?" has come round once more."""


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a link lets in: `name` is told beside what they change; `provider` is a key.

    Raises ValueError for a provider's link without a provider, a keeper's with one, or no name:
    two people must be told apart, or one could approve what they wrote themselves.
    """

    municipality: str
    role: Role
    name: str
    provider: str | None = None

    def __post_init__(self) -> None:
        if (self.provider is not None) is not (self.role is Role.PROVIDER):
            raise ValueError("a provider's link names its provider, and a keeper's none")
        if not self.name.strip():
            raise ValueError("a link names the person who gets it")

    @property
    def keeper(self) -> bool:
        """Whether all of the catalogue is theirs to keep."""
        return self.role is Role.KEEPER


def until(role: Role, now: datetime, days: float | None = None) -> datetime:
    """When a link made now ends: after so many days; None is as long as the role lasts."""
    return now + timedelta(days=DAYS[role] if days is None else days)


def make(secret: str, link: Link, now: datetime, days: float | None = None) -> str:
    """The path that lets this person in until then.

    Raises ValueError for an empty secret: anyone could then make a link of their own.
    """
    ends = int(until(link.role, now, days).timestamp())
    payload = [link.municipality, link.role.value, link.name.strip(), link.provider, ends]
    signed = _signer(secret).dumps(payload)
    return f"{START}{signed if isinstance(signed, str) else signed.decode()}/"


def read(secret: str, token: str, now: datetime) -> Link | None:
    """Whom a token lets in; None for one that was changed, made elsewhere, or has ended."""
    try:
        payload: object = _signer(secret).loads(token)
        match payload:
            case [str(municipality), str(role), str(name), str() | None as provider, int(ends)]:
                link = Link(municipality, Role(role), name, provider)
                return link if now.timestamp() < ends else None
    except (BadData, ValueError):  # ValueError: letters that no signature can hold, another role
        pass
    return None


def _signer(secret: str) -> URLSafeSerializer:
    if not secret:
        raise ValueError("a secret is needed to sign links")
    return URLSafeSerializer(
        secret, salt="keeping", signer_kwargs={"digest_method": hashlib.sha256}
    )
