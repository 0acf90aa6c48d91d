"""A chat on a draft: as it would be, with a database that is thrown away."""

import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from bot.assembly import House, assemble
from bot.catalogue.book import Book
from bot.catalogue.writing.export import write_folder
from bot.clock import now
from bot.conversation import Address
from bot.doors.terminal import Terminal
from bot.settings import Settings

DRAFT = "Det här är ett utkast. Inget sparas, och inget samtal blir bokat på riktigt."


@contextmanager
def house_of(book: Book, settings: Settings) -> Iterator[House]:
    """A house with this municipality alone, and nothing of the real one but its settings."""
    with TemporaryDirectory(prefix="kundval-utkast-") as name:
        folder = Path(name)
        write_folder(book, folder / "catalogues" / book.key)
        house = assemble(
            settings.model_copy(
                update={
                    "catalogues": folder / "catalogues",
                    "database": f"sqlite:///{folder}/utkast.db",
                    "municipality": book.key,
                    "telegram_token": "",
                    "host": "127.0.0.1",
                    "port": _free_port(),
                }
            )
        )
        try:
            yield house
        finally:
            house.close()


def talk(book: Book, settings: Settings) -> None:
    """In the terminal, until the input ends."""
    with house_of(book, settings) as house:
        address = Address("terminal", "", uuid4().hex)
        door = Terminal(
            house.conversations, house.wording, address, now=now, key=lambda: uuid4().hex
        )
        sys.stdout.write(f"{DRAFT} Sluta med Ctrl-D.\n\n")
        door.talk(sys.stdin, sys.stdout)


def show(book: Book, settings: Settings) -> None:
    """As a page, until it is told to stop."""
    from bot.serving import serve

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the draft is thrown away
    with house_of(book, settings) as house:
        sys.stdout.write(f"{DRAFT} Öppna adressen i en webbläsare. Sluta med Ctrl-C.\n")
        serve(house)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
