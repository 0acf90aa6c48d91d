"""*Lämna ut*: a case is gone through piece by piece, and what may be read is made into a page.

Nothing of what was ticked is kept: the audit has who did it, when, and how many pieces of how many.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from markupsafe import Markup
from starlette.responses import Response

from bot.desk.pages import STATIC
from bot.desk.pieces import Part, Piece, mark
from bot.desk.stored import Stored, gather
from bot.desk.visit import Visit, Way
from bot.desk.wall import full_moment
from bot.keeping.pages import Trouble, addresses
from bot.paper import STATIC as CHAT
from bot.paper import style
from bot.store.office import deeds
from bot.store.office.acts import written
from bot.store.statement import Held

A_PAGE = 400
"""Pieces on one page: a form has so many fields at most."""
GROUND = "OSL 26 kap. 1 §"
GROUNDS = {
    GROUND: "personliga förhållanden, socialtjänst",
    "OSL 21 kap. 1 §": "hälsa och sexualliv",
    "OSL 21 kap. 3 §": "adress och nummer till den som är förföljd",
    "OSL 21 kap. 7 §": "behandling i strid med dataskyddet",
    "OSL 25 kap. 1 §": "hälso- och sjukvård",
    "OSL 26 kap. 5 §": "den som har lämnat en uppgift kan råka illa ut",
}
"""Paragraphs of offentlighets- och sekretesslagen (2009:400) that are near at hand."""
LONGEST = 80
WHY = "why-"
FILE = "file"
CHANGED = (
    "Något i ärendet har ändrats sedan du öppnade sidan. Gå igenom det igen: det som är nytt är "
    "inte valt. Inget är utlämnat."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A piece to decide on, or decided: `given` is handed out, else it is struck for `ground`."""

    id: str
    piece: Piece
    given: bool
    ground: str


def disclose(at: Visit) -> Response:
    """The pieces to go through; what was ticked there is made into the page."""
    if not at.posted:
        return _review(at)
    grounds = {
        name.removeprefix(WHY): at.sent(name)[:LONGEST] or GROUND
        for name in at.fields
        if name.startswith(WHY)
    }
    given = frozenset(at.ticked("give"))
    with at.store.writing() as held:
        stored = gather(at, held, at.typed("last"))
        parts = [
            (title, [row for row in rows if row.id in grounds])
            for title, rows in _rows(stored.parts, given, grounds)
        ]
        rows = [row for _, rows in parts for row in rows]
        whole = bool(rows) and len(rows) == len(grounds)
        handed = sum(row.given for row in rows)
        if whole and _new(at, given, grounds, held):
            codes = {"given": str(handed), "of": str(len(rows))}
            at.note(held, "disclosure.made", case=stored.case.id, detail=written(codes))
    if not whole:
        return _review(at, given, grounds, CHANGED, 409)
    return _page(at, stored, parts, handed, len(rows))


def _new(at: Visit, given: Collection[str], grounds: Mapping[str, str], held: Held) -> bool:
    """Whether just this has not been handed out by this form: one may go back and choose anew."""
    chosen = repr((sorted(given), sorted(grounds.items())))
    key = f"{at.key}:{sha256(chosen.encode()).hexdigest()[:16]}"
    return deeds.begin(held, key, at.account.id, at.now) is None


def _review(
    at: Visit,
    given: Collection[str] = (),
    grounds: Mapping[str, str] = {},
    problem: str = "",
    status: int = 200,
) -> Response:
    with at.store.writing() as held:
        stored = gather(at, held)
        at.note(held, "disclosure.read", case=stored.case.id)
    pages = range(0, sum(len(part.pieces) for part in stored.parts), A_PAGE)
    asked = at.query.get("page", "1")
    page = int(asked) if asked in map(str, range(1, len(pages) + 1)) else 1
    shown = _cut(stored.parts, pages[page - 1])
    return at.page(
        "disclosing.html",
        "Lämna ut ärendet",
        status=status,
        problems=[Trouble(problem)] if problem else (),
        case=stored.case,
        shown=list(_rows(shown, given, grounds)),
        references=stored.references,
        last=stored.last,
        grounds=GROUNDS,
        ground=GROUND,
        longest=LONGEST,
        number=page,
        pages=len(pages),
    )


def _cut(parts: Collection[Part], first: int) -> list[Part]:
    """As many as one page holds, from piece number `first`."""
    every = [(part.title, piece) for part in parts for piece in part.pieces]
    some = groupby(every[first : first + A_PAGE], key=lambda one: one[0])
    return [Part(title, tuple(piece for _, piece in ones)) for title, ones in some]


def _rows(
    parts: Collection[Part], given: Collection[str], grounds: Mapping[str, str]
) -> Iterator[tuple[str, list[Row]]]:
    for part in parts:
        marked = [(mark(part.title, piece), piece) for piece in part.pieces]
        yield (
            part.title,
            [Row(id, piece, id in given, grounds.get(id, GROUND)) for id, piece in marked],
        )


def _page(
    at: Visit, stored: Stored, parts: list[tuple[str, list[Row]]], handed: int, of: int
) -> Response:
    filed = at.sent("as") == FILE
    looks = Markup((STATIC / "disclosed.css").read_text(encoding="utf-8"))
    answer = at.page(
        "disclosed.html",
        f"Ärende {stored.case.id}, {at.here.name}",
        case=stored.case,
        pieces=[(title, rows) for title, rows in parts if rows],
        references=stored.references,
        taken=full_moment(at.now),
        handed=handed,
        of=of,
        chat=addresses(CHAT, "/static/"),
        style=style("paper.css") + looks if filed else "",
    )
    if filed:
        name = f"arende-{stored.case.id}.html"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


WAYS = (Way("/cases/{case}/disclose", disclose, "today", posts=True),)
"""For officers: who keeps the accounts and the audit sees no cases."""
