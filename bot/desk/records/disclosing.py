"""*Lämna ut*: a case is gone through piece by piece, and what may be read is made into a page.

Nothing of what was ticked is kept: the audit has who did it, when, and how many pieces of how many.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby

from markupsafe import Markup
from starlette.responses import Response

from bot.desk.pages import STATIC
from bot.desk.records.pieces import Part, Piece, mark
from bot.desk.records.stored import Stored, gather
from bot.desk.visit import Visit, Way
from bot.desk.words.days import full_moment
from bot.pages.parts import Trouble, addresses
from bot.rendering.paper import STATIC as CHAT
from bot.rendering.paper import style
from bot.store.office import deeds
from bot.store.office.acts import written

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
class Choice:
    """What is handed out (`given`), and for what the rest is struck, by the marks of pieces.

    Every piece that was gone through has its ground, those that are handed out too.
    """

    given: frozenset[str] = frozenset()
    grounds: Mapping[str, str] = field(default_factory=dict)

    def print(self) -> str:
        """The same for the same choice."""
        chosen = repr((sorted(self.given), sorted(self.grounds.items())))
        return sha256(chosen.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Row:
    """A piece to decide on, or decided: it is `given`, else it is struck for `ground`."""

    id: str
    piece: Piece
    given: bool
    ground: str


def disclose(at: Visit) -> Response:
    """The pieces to go through; what was ticked there is made into the page."""
    if not at.posted:
        return _review(at, Choice())
    sent = [name for name in at.fields if name.startswith(WHY)]
    grounds = {name.removeprefix(WHY): at.sent(name)[:LONGEST] or GROUND for name in sent}
    choice = Choice(frozenset(at.ticked("give")), grounds)
    with at.store.writing() as held:
        stored = gather(at, held, at.typed("last"))
        parts = [
            (title, chosen)
            for title, rows in _rows(stored.parts, choice)
            if (chosen := [row for row in rows if row.id in grounds])
        ]
        rows = [row for _, chosen in parts for row in chosen]
        same = bool(rows) and len(rows) == len(grounds)
        handed = sum(row.given for row in rows)
        # One may go back and choose anew by the same form: that is another time.
        once = f"{at.key}:{choice.print()}"
        if same and deeds.begin(held, once, at.account.id, at.now) is None:
            codes = {"given": str(handed), "of": str(len(rows))}
            at.note(held, "disclosure.made", case=stored.case.id, detail=written(codes))
    if not same:
        return _review(at, choice, CHANGED, 409)
    return _page(at, stored, parts, handed, len(rows))


def _review(at: Visit, choice: Choice, problem: str = "", status: int = 200) -> Response:
    with at.store.writing() as held:
        stored = gather(at, held)
        at.note(held, "disclosure.read", case=stored.case.id)
    firsts = range(0, sum(len(part.pieces) for part in stored.parts), A_PAGE)
    asked = at.query.get("page", "")
    page = int(asked) if asked in map(str, range(1, len(firsts) + 1)) else 1
    return at.page(
        "disclosing.html",
        "Lämna ut ärendet",
        status=status,
        problems=[Trouble(problem)] if problem else (),
        case=stored.case,
        shown=list(_rows(_cut(stored.parts, firsts[page - 1]), choice)),
        references=stored.references,
        last=stored.last,
        grounds=GROUNDS,
        longest=LONGEST,
        number=page,
        pages=len(firsts),
    )


def _cut(parts: Iterable[Part], first: int) -> Iterator[Part]:
    """As many as one page holds, from piece number `first`."""
    every = [(part.title, piece) for part in parts for piece in part.pieces]
    for title, ones in groupby(every[first : first + A_PAGE], key=lambda one: one[0]):
        yield Part(title, tuple(piece for _, piece in ones))


def _rows(parts: Iterable[Part], choice: Choice) -> Iterator[tuple[str, list[Row]]]:
    for part in parts:
        marked = [(mark(part.title, piece), piece) for piece in part.pieces]
        yield (
            part.title,
            [
                Row(id, piece, id in choice.given, choice.grounds.get(id, GROUND))
                for id, piece in marked
            ],
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
        pieces=parts,
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
