"""The polling loop alone, with another side that fails as no real one should."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import pytest

from bot.doors.polling import Arrived, Fetched, Polling
from bot.rendering.telegrams import Method


class Broken:
    """Three updates; the second cannot be heard, and the first answer cannot be made."""

    def __init__(self) -> None:
        self.offsets: list[int | None] = []
        self.sent: list[object] = []
        self.over = asyncio.Event()

    async def fetch(self, offset: int | None) -> Fetched:
        self.offsets.append(offset)
        if offset is not None:
            self.over.set()
            await asyncio.sleep(3600)
        return Fetched([Arrived(7, number, "HEMLIGT") for number in (1, 2, 3)], 3)

    async def hear(self, arrived: Arrived) -> Sequence[Method]:
        if arrived.number == 2:
            raise KeyError(arrived.update)
        return ({"method": "sendMessage", "number": arrived.number},)

    async def send(self, method: Method) -> bool:
        if method["number"] == 1:
            raise ValueError("HEMLIGT")
        self.sent.append(method["number"])
        return True


async def test_a_defect_costs_one_answer_and_says_nothing_of_the_person(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wire = Broken()
    running = asyncio.create_task(Polling(wire).run())
    await asyncio.wait_for(wire.over.wait(), 5)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    shown = capsys.readouterr()

    assert wire.sent == [3]
    assert wire.offsets == [None, 4]
    assert "telegram_turn" in shown.err
    assert "telegram_answer" in shown.err
    assert "HEMLIGT" not in shown.out + shown.err
