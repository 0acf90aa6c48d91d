"""What becomes of a notice by e-mail, for each way in which a mail server can fail."""

import logging
from pathlib import Path

import pytest
from smtp_loopback import (
    DROPPED,
    PASSWORD,
    SILENT,
    Mailing,
    MailServer,
    certificate,
    greeting,
)

from bot.channels import Dispatch, Gone, Later, Outcome, Refused, Sent, Uncertain
from bot.conversation import Address
from dialogs.bubbles import Bubble

ANNA = Address("email", "", "anna@example.se")
HELLO = (Bubble("say", "Hej från Exempelby kommun!", "sv", "ltr"),)
NOTICE = Dispatch("call_tomorrow:7:1:anna", HELLO, "sv", "Nytt meddelande", "https://x.se/r/1")


async def test_a_notice_arrives_over_a_secure_connection(
    post: MailServer, mailing: Mailing
) -> None:
    assert await mailing().send(ANNA, NOTICE) == Sent()

    assert post.envelopes == [("svara-inte@exempelby.se", ["anna@example.se"])]
    assert post.secure == [True]


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        ("AUTH", "454 4.7.0 Temporary authentication failure", Later(300)),
        ("MAIL", "421 4.3.2 Shutting down", Later(300)),
        ("MAIL", "451 4.3.0 Try again", Later(300)),
        ("MAIL", "530 5.7.0 Authentication required", Later(600)),
        ("MAIL", "550 5.7.1 Sender not allowed", Later(600)),
        ("MAIL", "552 5.3.4 Message too big", Refused()),
        ("MAIL", "555 5.5.4 Unknown", Later(600)),
        ("RCPT", "421 4.7.0 Too many", Later(300)),
        ("RCPT", "450 4.2.0 Greylisted", Later(300)),
        ("RCPT", "451 4.7.1 Greylisted", Later(300)),
        ("RCPT", "452 4.2.2 Mailbox full", Later(300)),
        ("RCPT", "550 5.1.1 No such user", Gone()),
        ("RCPT", "550 5.1.10 Null MX", Gone()),
        ("RCPT", "554 5.1.2 No such domain", Gone()),
        ("RCPT", "550 5.2.1 Mailbox closed", Gone()),
        ("RCPT", "550 No such user", Gone()),
        ("RCPT", "551 User not local", Gone()),
        ("RCPT", "553 Not a mailbox", Gone()),
        ("RCPT", "530 5.7.0 Authentication required", Later(600)),
        ("RCPT", "550 5.1.8 Sender's domain unknown", Later(600)),
        ("RCPT", "550 5.7.1 Not from you", Refused()),
        ("RCPT", "552 5.2.2 Mailbox full", Refused()),
        ("RCPT", "501 Syntax", Refused()),
        ("RCPT", "554 No", Refused()),
        ("DATA", "451 4.3.0 Try again", Later(300)),
        ("DATA", "552 5.3.4 Too big", Refused()),
        ("DATA", "554 5.7.1 Spam", Refused()),
        ("DATA", "What?", Uncertain()),
        ("DATA", DROPPED, Uncertain()),
        ("DATA", SILENT, Uncertain()),
        ("RCPT", "What?", Later(30)),
        ("RCPT", DROPPED, Later(30)),
        ("RCPT", SILENT, Later(30)),
    ],
)
async def test_every_answer_of_a_mail_server_has_its_outcome_and_the_next_notice_goes(
    post: MailServer, mailing: Mailing, command: str, answer: str, outcome: Outcome
) -> None:
    post.fail(command, *[answer] * (2 if command == "AUTH" else 1))

    patience = {"DATA": "during", "RCPT": "before"}[command] if answer == SILENT else "before"
    given = {patience: 0.4 if answer == SILENT else 5.0}

    assert await mailing(**given).send(ANNA, NOTICE) == outcome
    assert await mailing().send(ANNA, NOTICE) == Sent()


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (b"421 Too busy\r\n", Later(300)),
        (b"554 Not for you\r\n", Later(600)),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", Later(30)),
        (b"", Later(30)),
    ],
)
async def test_a_server_that_does_not_begin_has_got_nothing(
    mailing: Mailing, said: bytes, outcome: Outcome
) -> None:
    server = await greeting(said)
    port = server.sockets[0].getsockname()[1]

    assert await mailing(smtp_port=port).send(ANNA, NOTICE) == outcome
    server.close()


async def test_a_server_that_is_not_there_is_asked_later(
    post: MailServer, mailing: Mailing
) -> None:
    await post.stop()

    assert await mailing().send(ANNA, NOTICE) == Later(30)
    assert await mailing(smtp_host="nowhere.invalid").send(ANNA, NOTICE) == Later(30)


async def test_a_certificate_that_cannot_be_verified_sends_nothing(
    tmp_path: Path, post: MailServer, mailing: Mailing
) -> None:
    another = str(certificate(tmp_path, "127.0.0.2"))

    assert await mailing(smtp_ca=another).send(ANNA, NOTICE) == Later(600)
    assert await mailing(smtp_ca="").send(ANNA, NOTICE) == Later(600)
    assert await mailing(smtp_host="localhost").send(ANNA, NOTICE) == Later(600)  # another name
    assert post.mails == []


async def test_a_server_without_starttls_gets_neither_notice_nor_password(mailing: Mailing) -> None:
    plain = MailServer(None)
    await plain.start()

    assert await mailing(smtp_port=plain.port).send(ANNA, NOTICE) == Later(600)
    assert plain.mails == []
    await plain.stop()


async def test_tls_from_the_first_byte(trusted: Path, mailing: Mailing) -> None:
    server = MailServer(trusted, implicit=True)
    await server.start()
    given = {"smtp_port": server.port, "smtp_security": "tls", "smtp_user": ""}

    assert await mailing(**given).send(ANNA, NOTICE) == Sent()
    assert await mailing(**given, smtp_ca="").send(ANNA, NOTICE) == Later(600)
    assert len(server.mails) == 1
    await server.stop()


async def test_a_server_on_this_machine_may_do_without(mailing: Mailing) -> None:
    plain = MailServer(None)
    await plain.start()
    channel = mailing(smtp_port=plain.port, smtp_security="none", smtp_user="")

    assert await channel.send(ANNA, NOTICE) == Sent()
    assert plain.secure == [False]
    await plain.stop()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "@example.se",
        "anna@example.se\r\nBcc: all@example.se",
        "anna@example.se> SIZE=1",
        "<anna@example.se>",
        "anna@example.se, bo@example.se",
        "anna bo@example.se",
        "åsa@example.se",
        '"anna bo"@example.se',
        "anna@example..se",
        f"{'a' * 250}@x.se",
    ],
)
async def test_what_is_no_address_is_refused_unasked(
    post: MailServer, mailing: Mailing, address: str
) -> None:
    assert await mailing().send(Address("email", "", address), NOTICE) == Refused()
    assert post.envelopes == []


async def test_a_swedish_letter_in_a_domain_is_written_as_the_dns_does(
    post: MailServer, mailing: Mailing
) -> None:
    assert await mailing().send(Address("email", "", "anna@åby.se"), NOTICE) == Sent()

    assert post.envelopes[0][1] == ["anna@xn--by-xia.se"]


async def test_a_wrong_password_is_our_own_trouble_and_stands_nowhere(
    post: MailServer,
    mailing: Mailing,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = mailing(smtp_password="fel-ord-4712")
    post.fail("AUTH", f"535 5.7.8 {PASSWORD} is not fel-ord-4712")

    assert await channel.send(ANNA, NOTICE) == Later(600)
    assert await mailing().send(ANNA, NOTICE) == Sent()

    ours = [record for record in caplog.records if record.name != "mail.log"]  # the server's own
    written = (
        "".join(record.getMessage() for record in ours)
        + "".join(capsys.readouterr())
        + repr(channel)
        + repr(channel._settings)
    )
    assert "email.ours" in written
    for secret in (PASSWORD, "fel-ord-4712", "anna@example.se"):
        assert secret not in written
