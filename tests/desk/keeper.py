"""A keeper of the list of Exempelby: what stands there of a provider is another from now on."""

from collections.abc import Callable
from datetime import datetime

from atdesk import HERE, MORNING
from sqlalchemy import select

from bot.assembly import House
from bot.catalogue import parse, version
from bot.catalogue.book import content, dump, of
from bot.closed_days import ClosedDays
from bot.sending.planning import Planning
from bot.store.editions import Editions
from bot.store.statement import Statement
from bot.store.tables import OUTBOX, TASK

Lines = list[dict[str, str]]
WHY = "Kommunen har sagt upp avtalet."

_NEWS = Statement(
    select(OUTBOX.c.about, OUTBOX.c.state, OUTBOX.c.conversation_id)
    .where(OUTBOX.c.kind == "provider_gone")
    .order_by(OUTBOX.c.id)
)
_ASKED = Statement(
    select(TASK.c.reason, TASK.c.provider, TASK.c.case_id, TASK.c.done_at)
    .where((TASK.c.reason == "wish") | (TASK.c.reason == "provider_gone"))
    .order_by(TASK.c.id)
)


def edit(house: House, change: Callable[[dict[str, Lines]], object]) -> None:
    """A new edition."""
    last = Editions(house.store).of(HERE)[0]
    new = content(parse(last.content))
    change(new)
    book = of(new)
    assert Editions(house.store).append(
        HERE, version(book), dump(book), "Eva Ek", MORNING, expected=last.version
    )


def authorise(house: House, provider: str, **cells: str) -> None:
    """What stands of all its authorisations."""

    def change(new: dict[str, Lines]) -> None:
        for line in new["authorisations"]:
            if line["provider"] == provider:
                line.update(cells)

    edit(house, change)


def withdraw(house: House, provider: str = "solrosen") -> None:
    """It loses its authorisation."""
    authorise(house, provider, standing="withdrawn", reason=WHY)


def mend(house: House, provider: str = "solrosen") -> None:
    """That was a mistake."""
    authorise(house, provider, standing="active", reason="", end="")


def remove(house: House, provider: str = "solrosen") -> None:
    """It stands in the list no more."""

    def change(new: dict[str, Lines]) -> None:
        for sheet, lines in new.items():
            column = "key" if sheet == "providers" else "provider"
            new[sheet] = [line for line in lines if line.get(column) != provider]

    edit(house, change)


def succeed(house: House, provider: str, successor: str, day: str) -> None:
    """One becomes another."""

    def change(new: dict[str, Lines]) -> None:
        for line in new["providers"]:
            if line["key"] == provider:
                line.update(successor=successor, successor_day=day)

    edit(house, change)


def look(house: House, now: datetime) -> None:
    """A process of the house looks at what has changed."""
    Planning(house.store, house.catalogues, ClosedDays()).plan(now)


def news(house: House) -> list[tuple[str, str]]:
    """What is told of providers that leave: about whom, and how far it has come."""
    with house.store.reading() as held:
        return [(about, state) for about, state, _ in held.all(_NEWS)]


def told(house: House) -> list[int]:
    """In which conversations."""
    with house.store.reading() as held:
        return [conversation for *_, conversation in held.all(_NEWS)]


def asked(house: House) -> list[tuple[str, str | None]]:
    """What officers are asked to do of them now: why, and about whom."""
    with house.store.reading() as held:
        rows = held.all(_ASKED)
    return [(reason, provider) for reason, provider, _, done in rows if done is None]
