"""A mail server on loopback (aiosmtpd) with a certificate and a password; as rude as it is told."""

import asyncio
import ssl
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import MISSING, SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.channels.email import EmailChannel

USER, PASSWORD = "kundval", "hemligt-ord-4711"
DROPPED = "dropped"
"""The server does what was asked and hangs up without a word."""
SILENT = "silent"
"""The server does what was asked and never says so."""

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

Mailing = Callable[..., EmailChannel]
"""What the fixture `mailing` gives: a channel to the mail server."""


class MailServer:
    """`fail("RCPT", "550 5.1.1 No such user")` lets the next command of a kind be answered so."""

    def __init__(self, certificate: Path | None, *, implicit: bool = False) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str | None, list[str]]] = []
        self.secure: list[bool] = []
        self.faults: dict[str, deque[str]] = {
            command: deque() for command in ("AUTH", "MAIL", "RCPT", "DATA")
        }
        self._implicit = implicit
        self._context: ssl.SSLContext | None = None
        if certificate:
            self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._context.load_cert_chain(certificate)
        self._server: asyncio.Server | None = None
        self.port = 0

    def fail(self, command: str, *answers: str) -> None:
        self.faults[command].extend(answers)

    async def start(self) -> None:
        upgrades = bool(self._context) and not self._implicit

        def connected() -> SMTP:
            return SMTP(
                self,
                hostname="post.example.se",
                tls_context=self._context if upgrades else None,
                require_starttls=upgrades,
                auth_required=upgrades,
                auth_require_tls=bool(self._context) and upgrades,
                authenticator=_known,
            )

        loop = asyncio.get_running_loop()
        context = self._context if self._implicit else None
        self._server = await loop.create_server(connected, "127.0.0.1", 0, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server:
            self._server.close()

    async def handle_AUTH(self, server: SMTP, _session: Any, _envelope: Any, _args: Any) -> Any:
        return await self._answer("AUTH", server, MISSING)

    async def handle_MAIL(
        self, server: SMTP, _session: Any, envelope: Any, address: str, _options: Any
    ) -> Any:
        envelope.mail_from = address
        return await self._answer("MAIL", server, "250 OK")

    async def handle_RCPT(
        self, server: SMTP, _session: Any, envelope: Any, address: str, _options: Any
    ) -> Any:
        envelope.rcpt_tos.append(address)
        return await self._answer("RCPT", server, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> Any:
        read = message_from_bytes(envelope.content, policy=default)
        assert isinstance(read, EmailMessage)
        self.mails.append(read)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.secure.append(session.ssl is not None)
        return await self._answer("DATA", server, "250 OK")

    async def _answer(self, command: str, server: SMTP, otherwise: Any) -> Any:
        if not self.faults[command]:
            return otherwise
        answer = self.faults[command].popleft()
        if answer == DROPPED:
            server.transport.abort()
        if answer in (DROPPED, SILENT):
            await asyncio.sleep(3600)
        return answer


def _known(_server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == right, handled=False)


async def greeting(said: bytes) -> asyncio.Server:
    """A server that says this and nothing else; with nothing to say it hangs up."""

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        if said:
            await reader.read()
        writer.close()

    return await asyncio.start_server(greet, "127.0.0.1", 0)


def certificate(folder: Path, name: str) -> Path:
    """A self-signed certificate and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    known_as = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(known_as)
        .issuer_name(known_as)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(_names(name), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{name}.pem"
    file.write_bytes(private + made.public_bytes(pem))
    return file


def _names(name: str) -> x509.SubjectAlternativeName:
    if name[0].isdigit():
        return x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))])
    return x509.SubjectAlternativeName([x509.DNSName(name)])
