"""Core statements compiled once and run on the bare driver, the same on both databases.

SQLAlchemy writes the SQL and converts values; only its work of doing so anew for every execution
is saved (measured: half of a turn's CPU).
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from sqlalchemy import BindParameter, ClauseElement, Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NullType

Convert = Callable[[Any], Any]
Record = tuple[Any, ...]


class Cursor(Protocol):
    """What both drivers give back."""

    rowcount: int

    def fetchone(self) -> Record | None:
        """The next record."""

    def fetchall(self) -> list[Record]:
        """All that are left."""


class Driver(Protocol):
    """What both drivers' connections can do."""

    def execute(self, sql: str, values: Any = ..., /) -> Cursor:
        """Run one statement."""

    def close(self) -> None:
        """Leave the database."""

    @property
    def in_transaction(self) -> bool:
        """Whether one is begun; of SQLite alone."""


class Statement:
    """A statement with named parameters, the same for every database."""

    __slots__ = ("core", "plans")

    def __init__(self, core: ClauseElement) -> None:
        self.core = core
        self.plans: dict[str, _Plan] = {}
        """By the name of the dialect: what one connection compiled, the others have too."""


class _Plan:
    """A statement as one database wants it."""

    __slots__ = ("constants", "gives", "sql", "takes")

    def __init__(self, core: ClauseElement, dialect: Dialect) -> None:
        compiled = core.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(f"{core} is no statement with parameters")
        self.sql = str(compiled)
        literal = {name: str(b.value) for name, b in compiled.binds.items() if _fixed(b)}
        for name, text in literal.items():
            self._put(compiled.bindtemplate % {"name": name}, text)
        self.takes: list[tuple[str, Convert]] = []
        self.constants: dict[str, Any] = {}
        for name, bind in compiled.binds.items():
            if name in literal:
                continue
            if isinstance(bind.type, NullType):
                raise TypeError(f"{name} needs a type, or it is stored as the driver likes")
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if not bind.required:
                self.constants[name] = convert(bind.value) if convert else bind.value
            elif convert:
                self.takes.append((name, convert))
        self.gives: list[tuple[int, Convert]] = []
        for i, column in enumerate(getattr(core, "exported_columns", ())):
            convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if convert:
                self.gives.append((i, convert))

    def _put(self, place: str, text: str) -> None:
        """One of our own constants into the text.

        SQLite plans a statement anew, each time, when a value that is bound decides whether a
        partial index will do (measured: 0.1 ms for each look for a live booking).
        """
        self.sql = re.sub(rf"{re.escape(place)}(?!\w)", f"'{text}'", self.sql)

    def record(self, raw: Sequence[Any]) -> Record:
        if not self.gives:
            return tuple(raw)
        values = list(raw)
        for i, convert in self.gives:
            values[i] = convert(values[i])
        return tuple(values)


def _fixed(bind: BindParameter[Any]) -> bool:
    """Whether it is a plain word of our own: a kind, a state, a key."""
    plain = isinstance(bind.value, str) and re.fullmatch(r"[a-z0-9_-]+", bind.value, re.ASCII)
    return bool(plain) and not bind.required


class Held:
    """A connection that is kept open, for one thread at a time."""

    def __init__(self, driver: Driver, dialect: Dialect) -> None:
        self.driver = driver
        self._dialect = dialect

    def one(self, statement: Statement, **values: Any) -> Record | None:
        """The first record, or None."""
        plan, cursor = self._execute(statement, values)
        raw = cursor.fetchone()
        return None if raw is None else plan.record(raw)

    def all(self, statement: Statement, **values: Any) -> list[Record]:
        """All records."""
        plan, cursor = self._execute(statement, values)
        return [plan.record(raw) for raw in cursor.fetchall()]

    def run(self, statement: Statement, **values: Any) -> int:
        """Do it; how many rows it touched."""
        return self._execute(statement, values)[1].rowcount

    def _execute(self, statement: Statement, values: dict[str, Any]) -> tuple[_Plan, Cursor]:
        plan = statement.plans.get(self._dialect.name)
        if plan is None:
            plan = statement.plans[self._dialect.name] = _Plan(statement.core, self._dialect)
        for name, convert in plan.takes:
            values[name] = convert(values[name])
        if plan.constants:
            values.update(plan.constants)
        return plan, self.driver.execute(plan.sql, values)
