"""E-mail, unasked: one connection a notice, and what became of it as a value.

The only place that imports aiosmtplib, itself imported only where a server is set.
"""

import re
import ssl
from asyncio import timeout
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from email.headerregistry import Address as Mailbox
from enum import StrEnum

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from bot.channels import Dispatch, Gone, Later, Outcome, Refused, Sent, Uncertain
from bot.conversation import Address
from bot.logs import log
from bot.rendering.emails import email, sender
from bot.settings import Settings

SOON = 30
"""Seconds to the next try where the server was not reached, or lost before anything was told."""
BUSY = 300
"""Where it says "not now": who holds back unknown senders (greylisting) wants some minutes."""
OURS = 600
"""Where our account, our sender or the connection's security is refused: somebody must mend it."""

BEFORE, DURING, FAREWELL = 14.0, 12.0, 1.0
"""Seconds for all that comes before the text, for the text, and for a goodbye; together less than
the outbox's patience, so that it is known on which side of the text time ran out.
"""

# Local part and domain in ASCII, 254 characters at most (RFC 5321); quoted ones are not taken.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
MAILBOX = re.compile(rf"(?=.{{3,254}}\Z){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)*{_LABEL}")


class Stage(StrEnum):
    """How far it had come."""

    REACHING = "reaching"
    """The connection, its security, and who we are."""
    SENDER = "sender"
    RECIPIENT = "recipient"
    TEXT = "text"
    """From here on it may have arrived, whatever we hear."""


ANSWERS: tuple[tuple[str, str, Outcome], ...] = (
    # at, the answer's beginning (code and, where told, RFC 3463's), what it means for the notice
    ("", r"4\d\d", Later(BUSY)),
    ("reaching", r"5\d\d", Later(OURS)),
    ("sender", r"552|5\d\d 5\.3\.4", Refused()),  # too large
    ("sender", r"5\d\d", Later(OURS)),
    ("recipient", r"530|5\d\d 5\.1\.[78]\b", Later(OURS)),  # sign in first; a wrong *sender*
    ("recipient", r"5\d\d 5\.(1\.\d+|2\.1)\b", Gone()),  # no such mailbox; closed, moved
    ("recipient", r"5\d\d 5\.", Refused()),  # full (5.2.2), or not from us (5.7.1): it exists
    ("recipient", r"55[013]", Gone()),  # no reason is told beside the code
    ("recipient", r"5\d\d", Refused()),
    ("text", r"5\d\d", Refused()),
    ("text", r"", Uncertain()),
    ("", r"", Later(SOON)),  # what no SMTP server says
)


class EmailChannel:
    """Sends by one server, whose certificate is always verified.

    `before` and `during` are seconds: for all that comes before the text, and for the text.
    Raises OSError when the file of the setting `smtp_ca` cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        secret: str,
        now: Callable[[], datetime],
        *,
        before: float = BEFORE,
        during: float = DURING,
    ) -> None:
        self._settings = settings
        self._secret = secret
        self._now = now
        self._before = before
        self._during = during
        self._sender = sender(settings.smtp_from)
        self._trust = ssl.create_default_context(cafile=settings.smtp_ca or None)

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """Send one notice to an address such as `anna@example.se`."""
        recipient = mailbox(address.external)
        if recipient is None:
            return Refused()
        message = email(dispatch, self._sender, recipient, self._secret, self._now())
        server = self._server()
        stage = Stage.REACHING
        try:
            async with timeout(self._before):
                await server.connect()
                stage = Stage.SENDER
                await server.mail(self._sender.addr_spec)
                stage = Stage.RECIPIENT
                await server.rcpt(recipient.addr_spec)
            stage = Stage.TEXT
            async with timeout(self._during):
                await server.data(message.as_bytes())
        except (SMTPException, OSError) as error:
            return self._told(stage, error)
        finally:
            await _leave(server)
        return Sent()

    def _server(self) -> SMTP:
        settings = self._settings
        return SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password or None,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=self._trust,
            local_hostname=self._sender.domain,  # else it asks the DNS who this machine is
            timeout=BEFORE + DURING,  # ours come first
        )

    def _told(self, stage: Stage, error: Exception) -> Outcome:
        told = outcome(stage, error)
        if told == Later(OURS):  # never the server's words: they may repeat an address
            code = error.code if isinstance(error, SMTPResponseException) else 0
            log().warning("email.ours", stage=stage.value, code=code, error=type(error).__name__)
        return told


def mailbox(address: str) -> Mailbox | None:
    """An address that can be written to, or None; å in its domain is written as the DNS does."""
    local, at, domain = address.rpartition("@")
    with suppress(UnicodeError):
        written = f"{local}{at}{domain.encode('idna').decode()}"
        if MAILBOX.fullmatch(written):
            return Mailbox(addr_spec=written)
    return None


def outcome(stage: Stage, error: Exception) -> Outcome:
    """What an error at this stage means for the one notice that met it."""
    if isinstance(error, SMTPResponseException):
        said = f"{error.code} {error.message}"
        return next(
            meaning
            for at, begins, meaning in ANSWERS
            if at in ("", stage) and re.match(begins, said)
        )
    if stage is Stage.TEXT:
        return Uncertain()
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return Later(OURS)
    if isinstance(error, OSError):
        return Later(SOON)
    return Later(OURS)  # no STARTTLS, or no way of signing in, is offered


async def _leave(server: SMTP) -> None:
    with suppress(SMTPException, OSError):
        async with timeout(FAREWELL):
            await server.quit()
    server.close()
