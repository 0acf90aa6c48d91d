"""Finding a case by what somebody remembers of it: a name, a year of birth, a case's number.

Names are sealed, so those of the cases that go on are opened one by one, and nothing is kept of
what was asked.
"""

from sqlalchemy import bindparam, select

from bot.store.keys.sealing import Seal
from bot.store.office import queues
from bot.store.office.cases import opened
from bot.store.office.queueing import HERE
from bot.store.office.queues import Waiting
from bot.store.statement import Held, Statement
from bot.store.tables import CASE
from care.casework import Stage

LONGEST = 60
"""Signs; nobody's name needs more."""
MOST = 30
"""Cases; of more, one should tell more."""

_NAMES = Statement(
    select(CASE.c.id, CASE.c.name, CASE.c.birth_year)
    .where(CASE.c.municipality == HERE, CASE.c.stage != Stage.CLOSED.value)
    .order_by(CASE.c.id.desc())
)
_NUMBERED = Statement(
    select(CASE.c.id).where(CASE.c.municipality == HERE, CASE.c.id == bindparam("this"))
)


def find(held: Held, seal: Seal, municipality: str, asked: str) -> tuple[list[Waiting], bool]:
    """Cases that go on in which every word is found, the newest first; and whether there are more.

    A word is part of the name, the year of birth or the case's number. A number alone finds a case
    that is closed too.
    """
    words = asked[:LONGEST].casefold().split()
    if not words:
        return [], False
    hits = [
        case
        for case, name, year in held.all(_NAMES, municipality=municipality)
        if _all_in(words, case, opened(seal, name).casefold(), opened(seal, year))
    ]
    if number := _number(words):
        hits += [
            case
            for (case,) in held.all(_NUMBERED, municipality=municipality, this=number)
            if case not in hits
        ]
    found = [queues.one(held, seal, municipality, case) for case in hits[:MOST]]
    return [one for one in found if one], len(hits) > MOST


def _all_in(words: list[str], case: int, name: str, year: str) -> bool:
    return all(word in name or word in (year, str(case)) for word in words)


def _number(words: list[str]) -> int | None:
    word = words[0]
    alone = len(words) == 1 and word.isascii() and word.isdecimal() and len(word) < 10
    return int(word) if alone else None
