"""What a setting must look like, and which must be set beside which."""

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

SENDER = re.compile(r"[^<>\x00-\x1f\x7f]*<[\w.+-]+@[\w.-]+>|[\w.+-]+@[\w.-]+", re.ASCII)

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
