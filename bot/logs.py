"""Log lines, on standard error: an event and its ids, never what a person wrote."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from structlog.stdlib import BoundLogger


@cache
def log() -> "BoundLogger":
    """The logger. Loaded when something is logged: a third of a terminal chat's start."""
    import sys

    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logger: BoundLogger = structlog.get_logger()
    return logger
