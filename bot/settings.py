"""What the environment sets: variables that begin with KUNDVAL_, or lines in `.env`."""

import re
from pathlib import Path

from pydantic import ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")

# A group's name may hold commas and signs of equality, as those of a directory do.
GROUP = re.compile(r"\s*(.+?)\s*=\s*(officer|keeper|administrator):([a-z0-9-]+)\s*(?:,|$)")


class WrongSetting(Exception):
    """A setting cannot be used; the text says which and why, for the one who set it."""


class Settings(BaseSettings):
    """All settings; each has a default with which the chat starts.

    `keys` encrypt names and numbers: Fernet keys with commas between, the newest first; without
    them an SQLite database has a key file beside it. `secret` signs the page's cookie.
    `telegram_server` is another Bot API server than Telegram's own. `oidc_…` are those of the
    house that vouches for who signs in at the desk (OpenID Connect), if any; then passwords of our
    own are taken only where `local_sign_in` says so.
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
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""
    oidc_scope: str = "openid profile"
    oidc_groups_claim: str = "groups"
    oidc_groups: str = ""
    local_sign_in: bool = False

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

    @field_validator("oidc_issuer")
    @classmethod
    def _an_issuer(cls, url: str) -> str:
        if url and not re.match(r"https://[^/]|http://(127\.0\.0\.1|localhost)[:/]", url):
            raise ValueError("expected an address that begins with https://")
        return url

    @field_validator("oidc_client_id", "oidc_groups")
    @classmethod
    def _beside_an_issuer(cls, given: str, info: ValidationInfo) -> str:
        if info.data.get("oidc_issuer") and not given:
            raise ValueError("expected beside KUNDVAL_OIDC_ISSUER")
        return given

    @field_validator("oidc_groups")
    @classmethod
    def _groups(cls, groups: str) -> str:
        if GROUP.sub("", groups).strip():
            raise ValueError("expected group=officer:municipality, with commas between")
        return groups

    @property
    def group_list(self) -> tuple[tuple[str, str, str], ...]:
        """`oidc_groups`, one by one: the group, the role, the municipality's key."""
        return tuple((m[1].strip(), m[2], m[3]) for m in GROUP.finditer(self.oidc_groups))

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
