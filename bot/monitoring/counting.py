"""A turn counted where it came in, and not in its transaction, where others wait."""

from collections.abc import Awaitable
from time import perf_counter

from bot.conversation import Answer, Closed, Unavailable
from bot.logs import log
from bot.monitoring.metrics import SECONDS, TURNS


async def counted(door: str, turn: Awaitable[Answer]) -> Answer:
    """The turn; by `door` are counted what became of it and its seconds."""
    begun, outcome = perf_counter(), "defect"
    try:
        answer = await turn
        outcome = "again" if answer.duplicate else "answered"
    except Closed:
        outcome = "closed"
        raise
    except Unavailable:
        outcome = "unavailable"
        log().warning("turn.unavailable", door=door)
        raise
    finally:
        TURNS.labels(door, outcome).inc()
        SECONDS.labels(door).observe(perf_counter() - begun)
    return answer
