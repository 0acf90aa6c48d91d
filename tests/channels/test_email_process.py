"""An e-mail to a mail server that is a process of its own (aiosmtpd's own command)."""

import asyncio
import os
import socket
import sys
from pathlib import Path

from smtp_loopback import Mailing

from bot.channels import Dispatch, Later, Sent
from bot.conversation import Address
from dialogs.bubbles import Bubble

HELLO = (Bubble("say", "Hej från Exempelby kommun!", "sv", "ltr"),)
NOTICE = Dispatch("k", HELLO, "sv", "Nytt meddelande", "https://kundval.exempelby.se/r/1")


async def test_a_notice_lies_in_the_mailbox_of_another_process_until_it_is_killed(
    tmp_path: Path, trusted: Path, mailing: Mailing
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mailbox = tmp_path / "mail"
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}",
        "--tlscert", str(trusted), "--tlskey", str(trusted),
        "-c", "aiosmtpd.handlers.Mailbox", str(mailbox),
        env=os.environ | {"AIOSMTPD_CONTROLLER_TIMEOUT": "5"},
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    channel = mailing(smtp_port=port, smtp_user="")
    anna = Address("email", "", "anna@example.se")
    for _ in range(100):
        if (first := await channel.send(anna, NOTICE)) == Sent():
            break
        await asyncio.sleep(0.1)

    assert first == Sent()
    (kept,) = (mailbox / "new").iterdir()
    assert b"Hej fr=C3=A5n Exempelby kommun!" in kept.read_bytes()

    server.kill()
    await server.wait()
    assert await channel.send(anna, NOTICE) == Later(30)
