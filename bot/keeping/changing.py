"""The forms in which one provider is changed: its facts, what it may give, how much room it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from bot.catalogue.changes import Edit, Line
from bot.catalogue.schema.sheets import Column
from bot.keeping.entry import Backing, Clash
from bot.keeping.fields import Field
from bot.keeping.kept import Spent, Unfit
from bot.keeping.pages import HINTS
from bot.keeping.visit import Visit
from bot.pages.parts import Trouble

SPENT = "Formuläret var redan skickat. Det du skrev nu är inte sparat. Spara igen om du vill det."


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under a heading; `was` is the row that the form carries, where it carries one here."""

    title: str
    fields: Sequence[Field]
    was: str | None = None
    prefix: str = ""

    @property
    def translated(self) -> dict[str, str]:
        """The columns that have translations here, and their titles."""
        own = {f.name: f.column.title for f in self.fields if not f.column.language}
        return {f.column.of: own.get(f.column.of, "") for f in self.fields if f.column.of}

    @property
    def open(self) -> frozenset[str]:
        """The columns one of whose translations is wrong."""
        return frozenset(f.column.of for f in self.fields if f.column.of and f.fault)


@dataclass(slots=True)
class Blank:
    """A form as it will be shown, and what is wrong with what came back in it."""

    title: str
    back: str
    button: str
    lines: tuple[str, ...] = ()
    strip: str = ""
    foot: Mapping[str, object] | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    status: int = 200

    def show(self, at: Visit, groups: Sequence[Group], **values: object) -> Response:
        """The form as a page, with what is wrong in it."""
        return at.page(
            "form.html",
            self.title,
            status=self.status,
            back=self.back,
            button=self.button,
            lines=self.lines,
            strip=self.strip,
            foot=self.foot,
            groups=groups,
            problems=self.troubles,
            hints={**HINTS, **self.hints},
            **values,
        )

    def fault(self, columns: Sequence[Column], faults: Mapping[str, str], prefix: str = "") -> None:
        """Tell what is wrong in fields, in their order on the page."""
        for column in columns:
            if said := faults.get(column.name):
                self.troubles.append(Trouble(f"{column.title}: {said}", prefix + column.name))
                self.status = 422

    def backed(self, found: Backing) -> None:
        """Tell what is wrong with the day or the source."""
        for name, said in found.faults.items():
            self.troubles.append(Trouble(said, name))
            self.status = 422

    def clash(self, clashes: Sequence[Clash], who: str, prefix: str = "") -> None:
        """Tell what others changed meanwhile, with both texts."""
        for one in clashes:
            said = (
                f"{one.title}: {who} ändrade det medan du skrev. Nu står det: {one.theirs}. "
                f"Du skrev: {one.yours}. Spara igen om ditt ska gälla."
            )
            self.troubles.append(Trouble(said, prefix + one.name))
            self.status = 409


def propose(
    at: Visit,
    blank: Blank,
    edits: Sequence[Edit],
    source: str,
    found: Backing,
    prefixes: Sequence[str] = (),
) -> Response | Mapping[str, str]:
    """Send the edits on their way; where they cannot go, the faults by column.

    `prefixes` are those of the edits' fields, where the form has several rows.
    """
    try:
        proposal = at.kept.propose(
            at.link, at.catalogue, edits, at.now,
            source=source, from_day=found.from_day, key=at.key,
        )  # fmt: skip
    except Spent:
        blank.troubles.append(Trouble(SPENT))
        blank.status = 409
        return {}
    except Unfit as unfit:
        blank.status = 422
        faults: dict[str, str] = {}
        for problem in unfit.problems:
            if not problem.where and problem.column:
                prefix = prefixes[(problem.row or 1) - 1] if prefixes else ""
                faults.setdefault(prefix + problem.column, problem.said)
            else:
                blank.troubles.append(Trouble(str(problem)))
        return faults
    return at.went(proposal)


def foot(at: Visit, found: Backing | None, *, asks_source: bool) -> Mapping[str, object]:
    """The last fields of a form: from which day, and where it comes from."""
    day = found.typed_day if found else ""
    return {
        "day": day or at.today.isoformat(),
        "source": found.source if found else "",
        "faults": found.faults if found else {},
        "asks_source": asks_source,
    }


def who(at: Visit) -> str:
    """Whose hand changed the catalogue last, as this person may know it."""
    if not at.link.keeper:
        return "Kommunen"
    newest = next(iter(at.kept.editions.of(at.link.municipality, 1)), None)
    return newest.by if newest else "Någon annan"


def carried(at: Visit, was: Line, clashes: Sequence[Clash], now: Line) -> str:
    """The row that the form goes on with: where it was told of a change, from after that."""
    return at.carried({**was, **{one.name: now.get(one.name, "") for one in clashes}})
