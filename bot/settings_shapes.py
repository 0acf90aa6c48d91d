"""What settings must look like, and which must be set beside which."""

import re

DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")

# A group's name may hold commas and signs of equality, as those of a directory do.
GROUP = re.compile(r"\s*(.+?)\s*=\s*(officer|keeper|administrator):([a-z0-9-]+)\s*(?:,|$)")

HERE = r"127\.\d+\.\d+\.\d+|localhost|\[?::1\]?"
"""This machine, where what is sent cannot be read on the way."""

SAFE = re.compile(rf"https://[^/\s].*|http://(?:{HERE})(?:[:/].*)?")

SITE = re.compile(rf"https://[a-z0-9.-]+(?::\d+)?|http://(?:{HERE})(?::\d+)?")

OWN = re.compile(rf"{SITE.pattern}|http://[a-z0-9.-]+\.localhost(?::\d+)?")

TOKEN = re.compile(r"\d+:\S+")

_SENDER = re.compile(r"[^<>\x00-\x1f\x7f]*<[\w.+-]+@[\w.-]+>|[\w.+-]+@[\w.-]+", re.ASCII)
_HTTPS = (SAFE, "an address that begins with https://")

SHAPES = {
    "telegram_token": (TOKEN, "what @BotFather gave, such as 123456:AAbbCC"),
    "metrics_token": (
        re.compile(r"[\x21-\x7e]{16,}"),
        "16 letters and digits or more, which nobody can guess",
    ),
    "oidc_issuer": _HTTPS,
    "sms_url": _HTTPS,
    "address": _HTTPS,
    "smtp_host": (re.compile(r"[\w.-]+|[0-9A-Fa-f:]+", re.ASCII), "a name such as smtp.example.se"),
    "smtp_from": (_SENDER, "an address, or Name <address>"),
    "sms_from": (
        re.compile(r"[A-Za-z][A-Za-z0-9]{0,10}|\+[1-9]\d{6,14}", re.ASCII),
        "at most 11 letters and digits, or a number such as +4670…",
    ),
}
"""What a setting must be, where it is set, and how that is told."""

EACH = {
    "hosts": (re.compile(r"(\*\.)?[a-z0-9.-]+", re.ASCII), "names such as kundval.exempelby.se"),
    "embed": (SITE, "sites such as https://www.exempelby.se"),
}
"""The same of each of several."""

BESIDE = {
    "oidc_client_id": ("oidc_issuer",),
    "oidc_groups": ("oidc_issuer",),
    "smtp_from": ("smtp_host",),
    "smtp_password": ("smtp_user",),
    "sms_password": ("sms_user",),
    "sms_from": ("sms_user",),
    "address": ("smtp_host", "sms_user"),
}
"""What must be set when another is."""
