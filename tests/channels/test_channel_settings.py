"""What turns the channels on, and what is said of a setting that cannot be used."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from smtp_loopback import NOW

from bot.channels.configured import channels
from bot.channels.email import EmailChannel
from bot.channels.sms import SmsChannel
from bot.settings import Settings, WrongSetting, read_settings

ROOT = Path(__file__).resolve().parents[2]

MAIL = {
    "smtp_host": "smtp.exempelby.se",
    "smtp_from": "Exempelby kommun <svara-inte@exempelby.se>",
    "address": "https://kundval.exempelby.se",
}
TEXTS = {
    "sms_user": "u0123",
    "sms_password": "hemligt",
    "sms_from": "Exempelby",
    "address": "https://kundval.exempelby.se",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def test_each_channel_is_on_when_its_own_setting_is() -> None:
    assert channels(read_settings(), "s", lambda: NOW) == {}

    both = channels(read_settings(**MAIL | TEXTS), "s", lambda: NOW)
    assert isinstance(both["email"], EmailChannel)
    assert isinstance(both["sms"], SmsChannel)
    await both["sms"].aclose()
    assert list(channels(read_settings(**MAIL), "s", lambda: NOW)) == ["email"]


def test_what_is_off_is_not_loaded() -> None:
    code = (
        "import sys\n"
        "from bot.channels.configured import channels\n"
        "from bot.settings import read_settings\n"
        "channels(read_settings(), 's', None)\n"
        "print({'aiosmtplib', 'httpx', 'phonenumbers'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("right", "name", "value", "expected"),
    [
        (MAIL, "smtp_host", "smtp://exempelby.se", "a name such as smtp.example.se"),
        (MAIL, "smtp_port", "70000", "1 to 65535"),
        (MAIL, "smtp_from", "", "beside KUNDVAL_SMTP_HOST"),
        (MAIL, "smtp_from", "Exempelby", "Name <address>"),
        (MAIL, "smtp_from", "E <a@b.se>\nBcc: c@d.se", "Name <address>"),
        (MAIL, "smtp_security", "ssl", "'starttls', 'tls' or 'none'"),
        (MAIL, "smtp_security", "none", "only for a server on this machine"),
        (MAIL, "smtp_ca", "nowhere.pem", "a file with certificates"),
        (MAIL, "address", "", "beside KUNDVAL_SMTP_HOST"),
        (MAIL, "address", "http://kundval.exempelby.se", "https://"),
        (MAIL, "address", "https://kundval.exempelby.se/?a=1", "the address of the page"),
        (MAIL | {"smtp_user": "anna"}, "smtp_password", "", "beside KUNDVAL_SMTP_USER"),
        (TEXTS, "sms_password", "", "beside KUNDVAL_SMS_USER"),
        (TEXTS, "sms_url", "http://api.46elks.com/a1/sms", "https://"),
        (TEXTS, "sms_from", "", "beside KUNDVAL_SMS_USER"),
        (TEXTS, "sms_from", "Exempelby kommun", "11 letters and digits"),
        (TEXTS, "sms_from", "0701740605", "11 letters and digits"),
        (TEXTS, "address", "", "beside KUNDVAL_SMS_USER"),
    ],
)
def test_a_wrong_setting_of_a_channel_is_a_clear_sentence(
    right: dict[str, str], name: str, value: str, expected: str
) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read_settings(**right | {name: value})

    told = str(wrong.value)
    assert re.fullmatch(rf"KUNDVAL_{name.upper()}: .*{re.escape(expected)}.*", told)
    assert not value or value in ("none", "tls") or value not in told


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("address", "https://kundval.exempelby.se/", "https://kundval.exempelby.se"),
        ("address", "https://exempelby.se/kundval/", "https://exempelby.se/kundval"),
        ("address", "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("address", "http://localhost", "http://localhost"),
        ("smtp_from", "svara-inte@exempelby.se", "svara-inte@exempelby.se"),
        ("sms_from", "+46766861004", "+46766861004"),
    ],
)
def test_what_can_be_used_is_taken(name: str, value: str, kept: str) -> None:
    settings = read_settings(**MAIL | {"smtp_host": ""} | {name: value})

    assert getattr(settings, name) == kept


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_server_on_this_machine_needs_no_security(host: str) -> None:
    assert read_settings(**MAIL | {"smtp_host": host, "smtp_security": "none"}).smtp_host == host


def test_a_password_is_not_shown_with_the_settings() -> None:
    settings = Settings(**MAIL | TEXTS | {"smtp_user": "u", "smtp_password": "hemligt-ord"})

    assert "hemligt" not in repr(settings)


def test_every_setting_of_a_channel_is_in_its_document() -> None:
    text = (ROOT / "docs" / "channels.md").read_text(encoding="utf-8")
    ours = {
        f"KUNDVAL_{name.upper()}"
        for name in Settings.model_fields
        if name.startswith(("smtp_", "sms_")) or name == "address"
    }

    assert ours <= set(re.findall(r"KUNDVAL_\w+", text))
