"""What the environment sets: variables that begin with KUNDVAL_, or lines in `.env`."""

import re
from pathlib import Path

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class WrongSetting(Exception):
    """A setting cannot be used; the text says which and why, for the one who set it."""


class Settings(BaseSettings):
    """All settings; each has a default with which the chat starts.

    `keys` encrypt names and numbers: Fernet keys with commas between, the newest first; without
    them an SQLite database has a key file beside it. `secret` signs the page's cookie.
    `telegram_server` is another Bot API server than Telegram's own.
    """

    model_config = SettingsConfigDict(
        env_prefix="KUNDVAL_", env_file=".env", extra="ignore", frozen=True
    )

    host: str = "127.0.0.1"
    port: int = 8080
    database: str = "sqlite:///var/kundval.db"
    catalogues: Path = Path("catalogues")
    municipality: str = ""
    telegram_token: str = ""
    telegram_server: str = ""
    secret: str = ""
    keys: str = ""

    @field_validator("port")
    @classmethod
    def _a_port(cls, port: int) -> int:
        if not 0 < port < 65536:
            raise ValueError("expected a number from 1 to 65535")
        return port

    @field_validator("database")
    @classmethod
    def _a_database(cls, url: str) -> str:
        if not url.startswith(DATABASES):
            raise ValueError("expected sqlite:///a/file.db or postgresql://user@host/name")
        return url

    @field_validator("telegram_token")
    @classmethod
    def _a_token(cls, token: str) -> str:
        if token and not re.fullmatch(r"\d+:\S+", token):
            raise ValueError("expected what @BotFather gave, such as 123456:AAbbCC")
        return token

    @field_validator("keys")
    @classmethod
    def _fernet_keys(cls, keys: str) -> str:
        from cryptography.fernet import Fernet

        try:
            [Fernet(key) for key in keys.replace(",", " ").split()]
        except ValueError:
            raise ValueError("expected Fernet keys with commas between") from None
        return keys

    @property
    def key_list(self) -> tuple[str, ...]:
        """`keys`, one by one."""
        return tuple(self.keys.replace(",", " ").split())


def read_settings(**given: str) -> Settings:
    """The settings of this environment; `given` ones go before it.

    Raises `WrongSetting`, which never repeats a value.
    """
    try:
        return Settings.model_validate({**Settings().model_dump(), **given})
    except ValidationError as error:
        wrong = "; ".join(
            f"KUNDVAL_{str(one['loc'][0]).upper()}: {one['msg'].removeprefix('Value error, ')}"
            for one in error.errors(include_input=False, include_url=False)
        )
        raise WrongSetting(wrong) from None
