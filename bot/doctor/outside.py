"""Those whom we depend on: Telegram, the mail server, the house that vouches for who signs in.

Nothing is sent to anybody. The token stands in every address that is asked of Telegram, so no error
is told in its own words.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from smtplib import SMTP, SMTP_SSL, SMTPAuthenticationError, SMTPException
from ssl import SSLError, create_default_context
from typing import Any

import httpx

from bot.doctor.finding import Finding, Health, clocks
from bot.settings import Settings

PATIENCE = 10.0
"""Seconds for each answer."""

TELEGRAM = "https://api.telegram.org"
OFF = "is off"


def findings(settings: Settings, now: Callable[[], datetime]) -> Iterator[Finding]:
    """What is found of each, one after the other."""
    yield from _telegram(settings, now)
    yield _mail(settings)
    yield Finding("sms", Health.OK, "is set; no message was sent" if settings.sms_user else OFF)
    yield from _issuer(settings, now)


def _telegram(settings: Settings, now: Callable[[], datetime]) -> Iterator[Finding]:
    if not settings.telegram_token:
        yield Finding("telegram", Health.OK, f"{OFF}: KUNDVAL_TELEGRAM_TOKEN is not set")
        return
    server = settings.telegram_server or TELEGRAM
    base = f"{server}/bot{settings.telegram_token}"
    try:
        answer = httpx.post(f"{base}/getMe", timeout=PATIENCE)
        me, hook = answer.json(), httpx.post(f"{base}/getWebhookInfo", timeout=PATIENCE).json()
    except (httpx.HTTPError, ValueError):
        mend = f"Can this machine reach {server}? A firewall has to let it out by https."
        yield Finding("telegram", Health.WRONG, "does not answer", mend)
        return
    if not me.get("ok"):
        mend = "Ask @BotFather for the bot's token, and set KUNDVAL_TELEGRAM_TOKEN again."
        yield Finding("telegram", Health.WRONG, "does not accept the token", mend)
        return
    yield Finding("telegram", Health.OK, f"knows the bot @{me['result'].get('username', '?')}")
    yield _hook(settings, hook.get("result") or {})
    yield from _date("telegram's clock", answer, now())


def _hook(settings: Settings, told: dict[str, Any]) -> Finding:
    from bot.doors.webhook import PATH

    by_hook = settings.telegram_delivery == "webhook"
    wanted = f"{settings.address}{PATH}" if by_hook else ""
    at = told.get("url", "")
    if at != wanted:
        said = f"goes to {at or 'nowhere (polling)'}, and should to {wanted or 'nowhere (polling)'}"
        return Finding("webhook", Health.WRONG, said, "kundval telegram setup")
    if told.get("last_error_message"):
        day = told.get("last_error_date", 0)
        mend = "Is KUNDVAL_ADDRESS reached from outside, with a certificate that is trusted?"
        said = f"Telegram last failed at {datetime.fromtimestamp(day).astimezone():%F %R}"
        return Finding("webhook", Health.WARNING, said, mend)
    waiting = told.get("pending_update_count", 0)
    return Finding("webhook", Health.OK, f"{at or 'polling'}, {waiting} updates wait")


def _mail(settings: Settings) -> Finding:
    if not settings.smtp_host:
        return Finding("smtp", Health.OK, OFF)
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        _greet(settings)
    except SMTPAuthenticationError:
        mend = "Set KUNDVAL_SMTP_USER and KUNDVAL_SMTP_PASSWORD to what the mail server knows."
        return Finding("smtp", Health.WRONG, f"{where} does not accept the password", mend)
    except SSLError:
        mend = "Set KUNDVAL_SMTP_CA to the authority's file, or KUNDVAL_SMTP_HOST to its own name."
        return Finding("smtp", Health.WRONG, f"the certificate of {where} is not trusted", mend)
    except (OSError, SMTPException) as error:
        said = f"{where} does not answer as a mail server ({type(error).__name__})"
        mend = "See KUNDVAL_SMTP_HOST, _PORT and _SECURITY, and the firewall (docs/channels.md)."
        return Finding("smtp", Health.WRONG, said, mend)
    return Finding("smtp", Health.OK, f"{where} takes our letters")


def _greet(settings: Settings) -> None:
    trust = create_default_context(cafile=settings.smtp_ca or None)
    host, port = settings.smtp_host, settings.smtp_port
    at_once = settings.smtp_security == "tls"
    made = (
        SMTP_SSL(host, port, timeout=PATIENCE, context=trust)
        if at_once
        else SMTP(host, port, timeout=PATIENCE)
    )
    with made as server:
        if settings.smtp_security == "starttls":
            server.starttls(context=trust)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.noop()


def _issuer(settings: Settings, now: Callable[[], datetime]) -> Iterator[Finding]:
    if not settings.oidc_issuer:
        yield Finding("sign-in", Health.OK, "by passwords here: KUNDVAL_OIDC_ISSUER is not set")
        return
    address = f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        answer = httpx.get(address, timeout=PATIENCE)
        known = answer.json().get("issuer")
    except (httpx.HTTPError, ValueError, AttributeError):
        mend = "See KUNDVAL_OIDC_ISSUER, and the firewall: this machine asks it by https."
        yield Finding("sign-in", Health.WRONG, f"{address} does not answer", mend)
        return
    if known != settings.oidc_issuer:
        mend = "Set KUNDVAL_OIDC_ISSUER to exactly what it calls itself."
        yield Finding("sign-in", Health.WRONG, f"the issuer calls itself {known}", mend)
        return
    yield Finding("sign-in", Health.OK, f"{known} answers")
    yield from _date("issuer's clock", answer, now())


def _date(what: str, answer: httpx.Response, now: datetime) -> Iterator[Finding]:
    try:
        yield clocks(what, now - parsedate_to_datetime(answer.headers["date"]))
    except (KeyError, ValueError, TypeError):
        return
