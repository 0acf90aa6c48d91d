"""Log lines, on standard error: an event and its ids, never what a person wrote.

What others log (uvicorn, the clock, asyncio) goes the same way. Of an error its type and its place
are told and not its words: they may repeat a value, as a database's do.
"""

import logging
import re
import sys
import threading
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from structlog.stdlib import BoundLogger

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered, for all that is logged meanwhile."""

FRAMES = 12
"""So many places of an error, the innermost last."""

BEGINNING = re.compile(r"[^\n(\[{<]*")

Fields = MutableMapping[str, Any]


@cache
def log() -> "BoundLogger":
    """The logger. Loaded when something is logged: a third of a terminal chat's start."""
    import structlog

    _write_as("text")
    logger: BoundLogger = structlog.get_logger()
    return logger


def begin(form: str) -> None:
    """From now on all lines of this process are written as `text` or `json`, and by us alone."""
    log()
    _write_as(form)
    logging.basicConfig(handlers=[_Others()], level=logging.WARNING, force=True)
    sys.excepthook = _crashed
    threading.excepthook = lambda thrown: _crashed(
        thrown.exc_type, thrown.exc_value, thrown.exc_traceback
    )
    sys.unraisablehook = lambda thrown: _crashed(
        thrown.exc_type, thrown.exc_value, thrown.exc_traceback
    )


def told(error: BaseException) -> dict[str, str]:
    """An error as it may be logged: its type, whose cause it was, and where it happened."""
    types: list[str] = []
    one: BaseException | None = error
    while one and len(types) < FRAMES:
        types.append(type(one).__name__)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    where = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": " < ".join(types), "where": " > ".join(where)}


def _write_as(form: str) -> None:
    import structlog

    order = ["timestamp", "level", "event"]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            _count,
            _asked,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if form == "json"
            else structlog.processors.KeyValueRenderer(key_order=order),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def _count(_logger: object, _method: str, fields: Fields) -> Fields:
    from bot.monitoring.metrics import EVENTS

    EVENTS.labels(fields["level"], fields["event"]).inc()
    return fields


def _asked(_logger: object, _method: str, fields: Fields) -> Fields:
    if request := REQUEST.get():
        fields["request"] = request
    return fields


class _Others(logging.Handler):
    """What other libraries log: whose it is and how its pattern begins, not what is put in.

    asyncio puts in itself what a callback was given, in brackets, and on further lines the error.
    """

    def emit(self, record: logging.LogRecord) -> None:
        said = BEGINNING.match(str(record.msg).strip())
        error = record.exc_info[1] if record.exc_info else None
        log().log(
            record.levelno,
            record.name,
            said=said[0].strip() if said else "",
            **(told(error) if error else {}),
        )


def _crashed(
    kind: type[BaseException], error: BaseException | None, _at: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log().critical("crashed", **(told(error) if error else {"error": kind.__name__}))


def _short(file: str) -> str:
    return "/".join(file.split("/")[-3:])
