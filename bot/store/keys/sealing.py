"""Names and phone numbers are stored encrypted, with keys that can be changed."""

import os
from collections.abc import Callable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class NoKeys(Exception):
    """Nothing was given to encrypt with."""


class Seal:
    """Encrypts with the first key and opens with any; a new key is put first, old ones after.

    `printing` is the key of prints: it stays when the others change (`bot.store.keys.printing`).
    """

    def __init__(self, keys: tuple[str, ...], printing: str = "") -> None:
        self._keys = keys
        self._printing = (printing or keys[0]).encode()[:64]

    @property
    def first(self) -> str:
        """The key that encrypts."""
        return self._keys[0]

    @property
    def former(self) -> bool:
        """Whether there are keys that only open."""
        return len(self._keys) > 1

    def close(self, value: str) -> str:
        """The value, encrypted."""
        return self._fernet.encrypt(value.encode()).decode()

    def open(self, token: str) -> str | None:
        """The value again, or None where no key of ours opens it."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(token).decode()
        except (InvalidToken, ValueError):  # ValueError: letters that no token can hold
            return None

    def renewed(self, token: str) -> str | None:
        """The same value encrypted with the first key: the token itself where it is that already,
        None where no key of ours opens it.
        """
        from cryptography.fernet import InvalidToken

        if Seal((self.first,)).open(token) is not None:
            return token
        try:
            return self._fernet.rotate(token).decode()
        except (InvalidToken, ValueError):
            return None

    def print(self, value: str) -> str:
        """A fingerprint by which the same value is known again and nothing else is told."""
        return blake2b(value.encode(), key=self._printing, digest_size=16).hexdigest()

    @cached_property
    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(key) for key in self._keys])


def keys_beside(file: Path) -> tuple[str, ...]:
    """The keys in a file beside the database, one a line; made at the first start."""
    return tuple(kept_beside(file, ".key", _new_key).split())


def kept_beside(file: Path, suffix: str, make: Callable[[], str]) -> str:
    """What stands in the file of that name beside `file`, made once, for us alone."""
    path = file.with_suffix(suffix)
    if not path.exists():
        # Written whole and then linked, so that of two that start at once one's is everyone's.
        draft = path.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(make() + "\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()


def _new_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()
