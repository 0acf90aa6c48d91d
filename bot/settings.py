"""What the environment sets: variables that begin with KUNDVAL_, or lines in `.env`."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings_shapes import BESIDE, DATABASES, EACH, GROUP, HERE, OWN, SHAPES, TOKEN
from bot.towns import Towns, pairs


class WrongSetting(Exception):
    """A setting cannot be used; the text says which and why, for the one who set it."""


class Settings(BaseSettings):
    """All settings; each has a default with which the chat starts.

    `keys` encrypt names and numbers: Fernet keys with commas between, the newest first; without
    them an SQLite database has a key file beside it. `secret` signs the page's cookie and links;
    SQLite keeps one beside it, too.
    `telegram_server` is another Bot API server than Telegram's own; `telegram_delivery` is how
    updates come, and with a webhook `telegram_secret` is what Telegram shows with each. In the mode
    `information` Telegram only tells: no needs, names, numbers or wishes are kept of who writes
    there, and a code leads on to the page, which needs its `address`.

    `oidc_…` are those of the house that vouches for who signs in at the desk (OpenID Connect), if
    any; then passwords of our own are taken only where `local_sign_in` says so.

    `smtp_…` are those of the server that takes our e-mail, on where `smtp_host` is set; `sms_…`
    those of the gateway that takes our text messages, on where `sms_user` is set. `smtp_security`
    may be none only on this machine, and `smtp_ca` names a file with the authority to trust where
    the server's certificate is of a private one. `address` is that of the page as people reach it:
    what is told by e-mail and text message is read there. It ends without a slash.
    `hosts` are further names by which it may be asked for; with neither it answers by any.
    `proxies` are those in front of us that are believed about who asks and how, with commas
    between. `newcomers` is how many new chats an address may begin in a minute; 0 is no limit.
    `embed` are the sites that may show the chat in a frame of theirs, with spaces between.

    `sites` are the municipalities' own pages and `telegram_bots` their own bots, each after the
    municipality's key, with spaces between: who comes there meets that municipality alone.
    `log` is how log lines are written. `metrics_token` is what Prometheus shows for /metrics.
    `encoder` turns on the sentence encoder (`bot.languages.encoder`), where the extra is installed.
    """

    model_config = SettingsConfigDict(
        env_prefix="KUNDVAL_", env_file=".env", extra="ignore", frozen=True
    )

    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 1
    database: str = "sqlite:///var/kundval.db"
    catalogues: Path = Path("catalogues")
    municipality: str = ""
    telegram_token: str = ""
    telegram_bots: str = Field("", repr=False)
    telegram_server: str = ""
    telegram_delivery: Literal["polling", "webhook"] = "polling"
    telegram_secret: str = Field("", repr=False)
    telegram_mode: Literal["full", "information"] = "full"
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
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = Field("", repr=False)
    smtp_from: str = ""
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_ca: str = ""
    sms_url: str = "https://api.46elks.com/a1/sms"
    sms_user: str = ""
    sms_password: str = Field("", repr=False)
    sms_from: str = ""
    address: str = ""
    sites: str = ""
    hosts: str = ""
    proxies: str = "127.0.0.1"
    newcomers: int = Field(60, ge=0)
    embed: str = ""
    encoder: bool = False
    log: Literal["text", "json"] = "text"
    metrics_token: str = Field("", repr=False)

    @field_validator("port", "smtp_port")
    @classmethod
    def _a_port(cls, port: int) -> int:
        if not 0 < port < 65536:
            raise ValueError("expected a number from 1 to 65535")
        return port

    @field_validator("workers")
    @classmethod
    def _some(cls, workers: int) -> int:
        if not 1 <= workers <= 64:
            raise ValueError("expected a number from 1 to 64")
        return workers

    @field_validator("database")
    @classmethod
    def _a_database(cls, url: str) -> str:
        if not url.startswith(DATABASES):
            raise ValueError("expected sqlite:///a/file.db or postgresql://user@host/name")
        return url

    @field_validator(*SHAPES)
    @classmethod
    def _shaped(cls, given: str, info: ValidationInfo) -> str:
        shape, expected = SHAPES[info.field_name or ""]
        if given and not shape.fullmatch(given):
            raise ValueError(f"expected {expected}")
        return given

    @field_validator(*EACH)
    @classmethod
    def _each_shaped(cls, given: str, info: ValidationInfo) -> str:
        shape, expected = EACH[info.field_name or ""]
        if not all(shape.fullmatch(one) for one in given.split()):
            raise ValueError(f"expected {expected} with spaces between")
        return given

    @field_validator("telegram_bots")
    @classmethod
    def _own_bots(cls, bots: str, info: ValidationInfo) -> str:
        tokens = [token for _, token in pairs(bots)]
        if not all(TOKEN.fullmatch(token) for token in tokens):
            raise ValueError("expected exempelby=123456:AAbbCC, with spaces between")
        if every := info.data.get("telegram_token"):
            tokens.append(every)
        if len({token.partition(":")[0] for token in tokens}) < len(tokens):
            raise ValueError("expected each bot once, here or as KUNDVAL_TELEGRAM_TOKEN")
        return bots

    @field_validator("telegram_secret")
    @classmethod
    def _a_shown_secret(cls, secret: str, info: ValidationInfo) -> str:
        wanted = secret or info.data.get("telegram_delivery") == "webhook"
        if wanted and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret, re.ASCII):
            raise ValueError("expected 16 to 256 letters, digits, _ and -, which nobody can guess")
        return secret

    @field_validator("keys")
    @classmethod
    def _fernet_keys(cls, keys: str) -> str:
        from cryptography.fernet import Fernet

        try:
            [Fernet(key) for key in keys.replace(",", " ").split()]
        except ValueError:
            raise ValueError("expected Fernet keys with commas between") from None
        return keys

    @field_validator(*BESIDE)
    @classmethod
    def _beside(cls, given: str, info: ValidationInfo) -> str:
        for other in BESIDE[info.field_name or ""]:
            if info.data.get(other) and not given:
                raise ValueError(f"expected beside KUNDVAL_{other.upper()}")
        return given

    @field_validator("oidc_groups")
    @classmethod
    def _groups(cls, groups: str) -> str:
        if GROUP.sub("", groups).strip():
            raise ValueError("expected group=officer:municipality, with commas between")
        return groups

    @field_validator("smtp_security")
    @classmethod
    def _secure(cls, security: str, info: ValidationInfo) -> str:
        if security == "none" and not re.fullmatch(HERE, info.data.get("smtp_host", "")):
            raise ValueError("none is only for a server on this machine")
        return security

    @field_validator("smtp_ca")
    @classmethod
    def _certificates(cls, file: str) -> str:
        from ssl import create_default_context

        try:
            create_default_context(cafile=file) if file else None
        except OSError:
            raise ValueError("expected a file with certificates (PEM)") from None
        return file

    @field_validator("address")
    @classmethod
    def _a_place(cls, url: str, info: ValidationInfo) -> str:
        if not url and info.data.get("telegram_mode") == "information":
            raise ValueError("expected beside KUNDVAL_TELEGRAM_MODE=information")
        if "?" in url or "#" in url or " " in url:
            raise ValueError("expected only the address of the page")
        return url.rstrip("/")

    @field_validator("sites")
    @classmethod
    def _own_sites(cls, sites: str) -> str:
        every = pairs(sites)
        if not all(OWN.fullmatch(site) for _, site in every):
            raise ValueError("expected exempelby=https://kundval.exempelby.se, spaces between")
        if len(Towns("", every).hosts) < len(every):
            raise ValueError("expected each host once")
        return sites

    @property
    def towns(self) -> Towns:
        """What `sites` and `telegram_bots` say."""
        bots = {token.partition(":")[0]: key for key, token in pairs(self.telegram_bots)}
        return Towns(self.address, pairs(self.sites), bots)

    @property
    def bot_list(self) -> tuple[tuple[str, str], ...]:
        """Each bot's municipality, empty for the one that serves all, and its token."""
        every = (("", self.telegram_token),) if self.telegram_token else ()
        return (*every, *pairs(self.telegram_bots))

    @property
    def embed_list(self) -> tuple[str, ...]:
        """`embed`, one by one."""
        return tuple(self.embed.split())

    @property
    def telegram_informs(self) -> bool:
        """Whether Telegram only tells."""
        return self.telegram_mode == "information"

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
