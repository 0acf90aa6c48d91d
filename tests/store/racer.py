"""One process of a race for a time: says that it is ready, does what it is told to, tells all."""

from datetime import datetime
from multiprocessing.connection import Connection

from small import House

from bot.conversation import Address


def book(pipe: Connection, url: str, keys: tuple[str, ...], me: int) -> None:
    """Book each time that comes through the pipe, held first or not, until it is None."""
    house = House(url, keys, patience=60)  # many others, and a machine with much to do
    pipe.send("ready")
    while asked := pipe.recv():
        start, held_first = asked
        assert isinstance(start, datetime)
        at = Address("web", "", f"{me}@{start}")
        told = house.hold(start, at=at) if held_first else "hållen"
        pipe.send(house.book(start, at=at) if told.startswith("hållen") else told)
    house.close()
