"""The acts that need no more than a press, and those with one field."""

from collections.abc import Callable
from datetime import timedelta

from starlette.responses import Response

from bot.desk.cases.acting import Do, Wrong, act
from bot.desk.cases.whole import DECISION_YEARS, START_DAYS
from bot.desk.chat.opening import NUMBER
from bot.desk.visit import Visit, Way
from bot.desk.words.days import read_day
from bot.pages.parts import Trouble
from bot.store.office import choosing, closing, ringing, stopping
from bot.store.office.acts import By
from bot.store.office.cases import Case
from bot.store.statement import Held
from dialogs.understanding.mask import mask

LONGEST_REFERENCE = 40

PRESSED: dict[str, tuple[Do, str]] = {
    "order": (choosing.order, "Beställningen är antecknad."),
    "accept": (choosing.accept, "Antecknat: utföraren har tackat ja."),
    "back": (choosing.back, "Det senaste steget är ångrat."),
    "again": (choosing.choose_again, "Ärendet är öppet. Personen väljer om."),
    "reopen": (closing.reopen, "Ärendet är öppet igen."),
    "made": (ringing.made, "Antecknat: samtalet är klart."),
    "not-reached": (ringing.not_reached, "Antecknat: inte nådd."),
    "reached": (ringing.reached_after_all, "Ångrat."),
    "stop": (stopping.stop, "Påminnelserna är stoppade. Inget mer skickas."),
    "go-on": (stopping.go_on, "Påminnelserna är i gång igen."),
}
"""What is done, and what is told of it."""


NO_DAY = "Skriv den dag då hjälpen börjar."
LONG_PAST = "Den dagen är mer än 30 dagar tillbaka. Skriv en senare dag."
FAR_AHEAD = "Den dagen är mer än ett år bort. Skriv en tidigare dag."
NO_END = "Skriv den sista dagen som beslutet gäller, eller lämna tomt."
ENDED = "Den dagen har varit. Skriv den sista dagen som beslutet gäller."
TOO_FAR = f"Den dagen är mer än {DECISION_YEARS} år bort. Skriv en tidigare dag."


def start(at: Visit) -> Response:
    """The day when help starts: the resident is told it, so it must be one that can be meant."""
    day = read_day(at.sent("day"))
    first, last = (at.today + timedelta(days) for days in START_DAYS)

    def do(held: Held, case: Case, by: By) -> bool:
        if day is None:
            raise Wrong(Trouble(NO_DAY, "day"))
        if day < first:
            raise Wrong(Trouble(LONG_PAST, "day"))
        if day > last:
            raise Wrong(Trouble(FAR_AHEAD, "day"))
        return choosing.start(held, case, day, by)

    return _once(at, do, "Startdagen är sparad.")


def decision_ends(at: Visit) -> Response:
    """The last day of the decision, of which the resident is told two months before."""
    typed = at.sent("ends")
    day = read_day(typed)

    def do(held: Held, case: Case, by: By) -> None:
        if typed and day is None:
            raise Wrong(Trouble(NO_END, "ends"))
        if day and day < at.today:
            raise Wrong(Trouble(ENDED, "ends"))
        if day and day.year > at.today.year + DECISION_YEARS:
            raise Wrong(Trouble(TOO_FAR, "ends"))
        choosing.decided(held, case, day, by)

    return _once(at, do, "Dagen är sparad." if day else "Dagen är borttagen.")


def interpreter(at: Visit) -> Response:
    """By what the interpreter is booked."""
    reference = " ".join(at.sent("reference").split())[:LONGEST_REFERENCE]

    def do(held: Held, case: Case, by: By) -> None:
        if mask(at.sent("reference"))[1]:
            raise Wrong(Trouble(NUMBER, "reference"))
        ringing.refer(held, case, reference, by)

    return _once(at, do, "Referensen är sparad.")


def _pressed(do: Do, told: str) -> Callable[[Visit], Response]:
    return lambda at: _once(at, do, told)


def _once(at: Visit, do: Do, told: str) -> Response:
    if not at.posted:
        return at.go(f"/cases/{at.number('case')}")
    return act(at, do, told)


WAYS = (
    *(Way(f"/cases/{{case}}/{name}", _pressed(*press), posts=True)
      for name, press in PRESSED.items()),
    Way("/cases/{case}/start", start, posts=True),
    Way("/cases/{case}/decision-ends", decision_ends, posts=True),
    Way("/cases/{case}/interpreter", interpreter, posts=True),
)  # fmt: skip
