"""A case: its page, and all that can be done to it."""

from starlette.responses import Response

from bot.desk import closing, confirming, export, journal, moving, selection, stepping
from bot.desk.visit import Visit, Way
from bot.desk.whole import show


def case(at: Visit) -> Response:
    """The whole case."""
    return show(at)


WAYS: tuple[Way, ...] = (
    Way("/cases/{case}", case, "today"),
    *stepping.WAYS,
    *confirming.WAYS,
    *moving.WAYS,
    *closing.WAYS,
    *selection.WAYS,
    *journal.WAYS,
    *export.WAYS,
)
