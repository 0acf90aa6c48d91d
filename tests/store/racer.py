"""One process of a race for a time: says that it is ready, books what it is told to, tells all."""

from datetime import datetime
from multiprocessing.connection import Connection

from small import House

from bot.conversation import Address


def book(pipe: Connection, url: str, keys: tuple[str, ...], me: int) -> None:
    """Book each time that comes through the pipe, until it is None."""
    house = House(url, keys)
    pipe.send("ready")
    while start := pipe.recv():
        assert isinstance(start, datetime)
        pipe.send(house.book(start, at=Address("web", "", f"{me}@{start}")))
    house.close()
