"""Where the house answers: an address of its own."""

import socket
import sys

from bot.settings import Settings


class PortTaken(Exception):
    """Something else answers on our port already."""


def listening(host: str, port: int) -> socket.socket:
    """The address, ours alone until it is closed. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, for asyncio else lets small packets wait for each other: 40 ms an answer.
    ours = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        ours.bind((host, port))
    except OSError as error:
        ours.close()
        raise PortTaken(
            f"Port {port} on {host} cannot be used ({error.strerror}). "
            "Stop the other program, or set KUNDVAL_PORT to another number."
        ) from error
    return ours


def greet(settings: Settings) -> None:
    """Say where it is, to whom started it."""
    _say(f"Kundvalsguiden: http://{settings.host}:{settings.port}")
    if not settings.bot_list:
        _say("Telegram is off: KUNDVAL_TELEGRAM_TOKEN is not set.")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
