"""What becomes of a notice by text message, for each way in which a gateway can fail."""

import json
import logging
import ssl
from dataclasses import replace
from pathlib import Path

import pytest
from sms_loopback import DROPPED, PASSWORD, SILENT, Gateway, account

from bot.channels import Dispatch, Later, Outcome, Refused, Sent, Uncertain
from bot.channels.sms import SmsChannel
from bot.conversation import Address
from bot.settings import Settings
from dialogs.bubbles import Bubble, ChoiceText

ANNA = Address("sms", "", "+46701740605")
ASKED = Bubble(
    "ask",
    "Hej från Exempelby kommun! Du har ett nytt meddelande.",
    "sv",
    "ltr",
    "notice",
    (ChoiceText("open=new", "Läs", forward=True),),
)
LINK = "https://kundval.exempelby.se/r/abc"
NOTICE = Dispatch("call_tomorrow:7:1:anna", (ASKED,), "sv", "Nytt meddelande", LINK)


async def test_a_notice_arrives_in_the_form_of_46elks(
    gateway: Gateway, texting: SmsChannel
) -> None:
    assert await texting.send(ANNA, NOTICE) == Sent()

    message = f"Hej från Exempelby kommun! Du har ett nytt meddelande.\n{LINK}"
    assert gateway.texts == [{"from": "Exempelby", "to": "+46701740605", "message": message}]


HTML = "<html><title>Sign in</title></html>"


@pytest.mark.parametrize(
    ("status", "body", "headers", "outcome"),
    [
        (200, json.dumps({"id": "s1", "status": "created", "cost": 3500, "parts": 1}), {}, Sent()),
        (201, json.dumps({"id": "s1"}), {}, Sent()),
        (200, json.dumps({"id": "s1", "status": "failed"}), {}, Refused()),
        (200, json.dumps({"status": "created"}), {}, Uncertain()),
        (200, json.dumps(["s1"]), {}, Uncertain()),
        (200, HTML, {"Content_Type": "text/html"}, Uncertain()),
        (200, "\udcff", {}, Uncertain()),
        (204, "", {}, Uncertain()),
        (302, "", {"Location": "https://elsewhere.example/"}, Later(600)),
        (400, "Invalid to number", {}, Refused()),
        (401, "Incorrect API authentication", {}, Later(600)),
        (402, "Not enough credits", {}, Later(600)),
        (403, "Not enough credits", {}, Later(600)),
        (404, HTML, {}, Later(600)),
        (405, "", {}, Later(600)),
        (408, "", {}, Later(30)),
        (413, "", {}, Refused()),
        (418, "", {}, Refused()),
        (422, "", {}, Refused()),
        (429, "", {"Retry_After": "37"}, Later(37)),
        (429, "", {}, Later(60)),
        (429, "", {"Retry_After": "Sun, 22 Nov 2026 09:01:00 GMT"}, Later(60)),
        (500, "", {}, Uncertain()),
        (501, "", {}, Uncertain()),
        (502, HTML, {}, Later(30)),
        (503, "", {}, Later(30)),
        (503, "", {"Retry_After": "120"}, Later(120)),
        (504, HTML, {}, Uncertain()),
        (*DROPPED, {}, Uncertain()),
        (*SILENT, {}, Uncertain()),
        (200, "not gzip", {"Content_Encoding": "gzip"}, Uncertain()),
    ],
)
async def test_every_answer_of_a_gateway_has_its_outcome_and_the_next_notice_goes(
    gateway: Gateway,
    texting: SmsChannel,
    status: int,
    body: str,
    headers: dict[str, str],
    outcome: Outcome,
) -> None:
    gateway.fail(status, body, **headers)

    assert await texting.send(ANNA, NOTICE) == outcome
    assert await texting.send(ANNA, NOTICE) == Sent()


async def test_a_gateway_that_is_not_there_is_asked_later(
    gateway: Gateway, texting: SmsChannel
) -> None:
    await gateway.stop()

    assert await texting.send(ANNA, NOTICE) == Later(30)


async def test_a_gateway_whose_name_nobody_knows_is_asked_later() -> None:
    channel = SmsChannel(Settings(**account("https://nowhere.invalid/sms")))

    assert await channel.send(ANNA, NOTICE) == Later(30)
    await channel.aclose()


async def test_a_gateway_whose_certificate_cannot_be_verified_gets_nothing(trusted: Path) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(trusted)
    secure = Gateway()
    await secure.start(context)
    channel = SmsChannel(Settings(**account(secure.url)))

    assert await channel.send(ANNA, NOTICE) == Later(600)
    assert secure.texts == []
    await channel.aclose()
    await secure.stop()


@pytest.mark.parametrize("number", ["+46812345600", "+46401234500", "+4670", "anna", ""])
async def test_a_number_that_cannot_be_texted_is_refused_unasked(
    gateway: Gateway, texting: SmsChannel, number: str
) -> None:
    assert await texting.send(Address("sms", "", number), NOTICE) == Refused()
    assert gateway.texts == []


async def test_what_is_longer_than_four_parts_is_refused_unasked(
    gateway: Gateway, texting: SmsChannel
) -> None:
    room = 4 * 153 - len(f"\n{LINK}")
    whole, longer = (replace(ASKED, text="a" * size) for size in (room, room + 1))

    assert await texting.send(ANNA, replace(NOTICE, bubbles=(longer,))) == Refused()
    assert gateway.texts == []
    assert await texting.send(ANNA, replace(NOTICE, bubbles=(whole,))) == Sent()


async def test_arabic_arrives_as_it_was_written(gateway: Gateway, texting: SmsChannel) -> None:
    said = "مرحبًا من \u2068Exempelby\u2069!"
    dispatch = replace(NOTICE, bubbles=(Bubble("say", said, "ar", "rtl"),), language="ar")

    assert await texting.send(ANNA, dispatch) == Sent()
    assert gateway.texts[0]["message"] == f"{said}\n{LINK}"


async def test_what_is_said_cannot_become_a_field_of_its_own(
    gateway: Gateway, texting: SmsChannel
) -> None:
    said = "Hej&to=+46700000000\r\nfrom=Bank"

    assert await texting.send(ANNA, replace(NOTICE, bubbles=(replace(ASKED, text=said),))) == Sent()
    assert gateway.texts[0]["to"] == "+46701740605"
    assert gateway.texts[0]["message"] == f"{said}\n{LINK}"


async def test_neither_the_password_nor_the_number_stands_anywhere(
    gateway: Gateway,
    texting: SmsChannel,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(**account(gateway.url) | {"sms_password": "fel-ord-4712"})
    wrong = SmsChannel(settings)
    gateway.fail(400, f"Invalid number {ANNA.external}")

    assert await wrong.send(ANNA, NOTICE) == Later(600)
    assert await texting.send(ANNA, NOTICE) == Refused()
    await wrong.aclose()

    written = caplog.text + "".join(capsys.readouterr()) + repr(wrong) + repr(settings)
    assert "sms.answer" in written
    for secret in (PASSWORD, "fel-ord-4712", "46701740605"):
        assert secret not in written
