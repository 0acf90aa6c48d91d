"""E-mail addresses as they are typed, and slips of the pen in them."""

import re

from rapidfuzz.distance import OSA

LONGEST = 254
"""Characters (RFC 5321 §4.5.3.1.3)."""

_LETTERS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[^\W_](?:[^\W_]|-){0,62}"
_WHOLE = re.compile(rf"{_LETTERS}(?:\.{_LETTERS})*@(?:{_LABEL}\.)+{_LABEL}")
_AT = re.compile(r"\s*@\s*")
_DOT = re.compile(r"(@[\w-]+)\s*\.\s*(?=\w)")
"""The first dot after the @ is in the address, also with blanks about it."""
_NAMED = re.compile(r"^[^<>@]*<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>\W*$")
"""As programs write it: "Anna <anna@example.se>"."""

COMMON = (
    "gmail.com", "hotmail.com", "hotmail.se", "outlook.com", "outlook.se", "live.se", "live.com",
    "icloud.com", "yahoo.com", "yahoo.se", "msn.com", "me.com", "telia.com", "comhem.se",
    "bredband.net", "spray.se", "tele2.se", "bahnhof.se", "protonmail.com", "proton.me",
)  # fmt: skip
"""Where most people here have their mail."""
NEARLY = frozenset(
    {"mail.com", "gmx.com", "ymail.com", "hotmail.fi", "live.fi", "live.no", "aol.com"}
)
"""Like one of those, and right."""
ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "vom": "com", "xom": "com", "comm": "com",
           "coom": "com", "see": "se"}  # fmt: skip
"""No ends of any address, and what they were meant to be."""


def email(text: str) -> str | None:
    """The address in a text; None where there is none, or more than one."""
    joined = _DOT.sub(r"\1.", _AT.sub("@", text))
    said = _NAMED.sub(r"\1", joined.strip()).split()
    words = (word.strip(".,;:!?<>()[]\"'") for word in said)
    found = {word.removeprefix("mailto:") for word in words if "@" in word}
    lone = ["@" in word for word in said] == [False, True]
    cut = lone and not said[0].endswith((":", ","))  # "anna berg@…"
    if len(found) != 1 or cut:
        return None
    local, _, domain = found.pop().partition("@")
    address = f"{local}@{domain.lower()}"
    return address if len(address) <= LONGEST and _WHOLE.fullmatch(address) else None


def meant(address: str) -> str | None:
    """What was probably meant where the address looks like a slip; None where it does not."""
    local, _, domain = address.rpartition("@")
    host, _, ending = domain.rpartition(".")
    mended = f"{host}.{ENDINGS.get(ending, ending)}"
    if mended not in COMMON and mended not in NEARLY:
        slips = 1 if len(mended) < len("gmail.com") else 2
        near = [(OSA.distance(mended, known), known) for known in COMMON]
        far, known = min(near)
        mended = known if far <= slips else mended
    return f"{local}@{mended}" if mended != domain else None


def in_part(address: str) -> str:
    """Enough to know it again: "a…@example.se"."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"
