"""A case as an officer sees it: whole, and opened."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from bot.store import case as stored
from bot.store.keys.sealing import Seal
from bot.store.statement import Held, Record, Statement
from bot.store.tables import CASE, TASK
from care.casework import Closing, Stage, course
from care.followup import Course
from care.people import Role
from care.services import Service

FIELDS = (
    "id", "municipality", "name", "birth_year", "wish", "wish_role", "cannot_choose", "service",
    "area", "needs", "required", "language", "interpreter", "interpreter_reference", "extra_time",
    "stage", "provider", "interim", "start_day", "closed_as", "attempts", "officer", "opened_at",
    "version", "revision", "changed_by", "changed_at", "decision_ends", "change_by", "stopped_at",
)  # fmt: skip
COLUMNS = tuple(CASE.c[field] for field in FIELDS)
"""What `made` wants, in its order."""

_FIND = Statement(
    select(*COLUMNS).where(
        CASE.c.id == bindparam("this"), CASE.c.municipality == bindparam("municipality")
    )
)
_TASKS = Statement(
    select(TASK.c.id, TASK.c.reason, TASK.c.at, TASK.c.promised, TASK.c.provider)
    .where(TASK.c.case_id == bindparam("this"), TASK.c.done_at.is_(None))
    .order_by(TASK.c.id)
)


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `name` and `birth_year` are empty where nobody has given them.

    `wish_role` is whose the wish is, `needs` are wishes as `care.choice` writes them, `officer`
    is the key of who has the case. `changed_by` is an officer's name, empty where residents did it.
    Since `stopped_at` nothing is sent of it.
    """

    id: int
    municipality: str
    name: str
    birth_year: str
    wish: str | None
    wish_role: Role
    cannot_choose: bool
    service: Service | None
    area: str
    needs: tuple[str, ...]
    required: str
    language: str
    interpreter: bool
    interpreter_reference: str
    extra_time: bool
    stage: Stage
    provider: str | None
    interim: str | None
    start_day: date | None
    closed_as: Closing | None
    attempts: int
    officer: str | None
    opened_at: datetime | None
    version: int
    revision: int
    changed_by: str
    changed_at: datetime | None
    decision_ends: date | None = None
    change_by: date | None = None
    stopped_at: datetime | None = None

    @property
    def course(self) -> Course:
        """How the help goes on, for what is told of it; nothing where it has not started."""
        return course(
            self.stage, self.closed_as, self.start_day, self.decision_ends, self.change_by
        )


@dataclass(frozen=True, slots=True)
class Waits:
    """A task that is open. `promised` is by when the person was told that someone rings."""

    id: int
    reason: str
    at: datetime
    promised: datetime | None
    provider: str | None


def find(held: Held, seal: Seal, municipality: str, case: int) -> Case | None:
    """One case of this municipality."""
    row = held.one(_FIND, this=case, municipality=municipality)
    return made(seal, row) if row else None


def lock(held: Held, seal: Seal, municipality: str, case: int) -> Case | None:
    """The same; nobody else changes it until the transaction ends."""
    stored.lock(held, case)
    return find(held, seal, municipality, case)


def tasks(held: Held, case: int) -> list[Waits]:
    """What officers are asked to do in this case, the oldest first."""
    return [Waits(*row) for row in held.all(_TASKS, this=case)]


def made(seal: Seal, row: Record) -> Case:
    """A case from COLUMNS."""
    told = dict(zip(FIELDS, row, strict=True))
    service, closed_as = told["service"], told["closed_as"]
    return Case(
        **told
        | {
            "name": opened(seal, told["name"]),
            "birth_year": opened(seal, told["birth_year"]),
            "wish_role": Role(told["wish_role"]),
            "service": Service(service) if service in set(Service) else None,
            "needs": tuple(need for need in told["needs"].split("|") if need),
            "stage": Stage(told["stage"]),
            "closed_as": Closing(closed_as) if closed_as else None,
        }
    )


def opened(seal: Seal, sealed: str | None) -> str:
    """What was sealed; empty where there is nothing, or no key of ours opens it."""
    return (seal.open(sealed) if sealed else None) or ""
