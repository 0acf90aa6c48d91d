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
    """Encrypts with the first key and opens with any; a new key is put first, old ones after."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys

    def close(self, value: str) -> str:
        """The value, encrypted."""
        return self._fernet.encrypt(value.encode()).decode()

    def open(self, token: str) -> str | None:
        """The value again, or None where no key of ours opens it."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken:
            return None

    def print(self, value: str) -> str:
        """A fingerprint by which the same value is known again and nothing else is told."""
        return blake2b(value.encode(), key=self._keys[0].encode()[:64], digest_size=16).hexdigest()

    @cached_property
    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(key) for key in self._keys])


def keys_beside(file: Path) -> tuple[str, ...]:
    """The keys in a file beside the database, one a line; made at the first start, for us alone."""

    def key() -> str:
        from cryptography.fernet import Fernet

        return Fernet.generate_key().decode() + "\n"

    return tuple(kept_in(file.with_suffix(".key"), key).split())


def kept_in(path: Path, make: Callable[[], str]) -> str:
    """What stands in a file that only we can read; made when it is not there."""
    if not path.exists():
        # Written whole and then linked, so that of two that start at once one has made everyone's.
        draft = path.with_suffix(f"{path.suffix}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def secret_from(keys: tuple[str, ...]) -> str:
    """A secret, the same wherever these keys are; a new key, put first, does not change it."""
    return blake2b(b"secret", key=keys[-1].encode()[:64]).hexdigest()
