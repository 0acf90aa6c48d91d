"""A first selection, or all: what an officer shows to somebody, in the neutral order, to print."""

from dataclasses import dataclass

from starlette.responses import Response

from bot.desk.calls.card import asked
from bot.desk.cases.whole import found
from bot.desk.visit import Visit, Way
from bot.desk.words.case import Words
from bot.store.office import seen
from bot.store.office.acts import written
from bot.store.office.cases import Case
from care.matching import Fit, Shortlist, match
from dialogs.wished import LACKS, MEETS, UNKNOWN, wish_told

FITS, ALL = "fits", "all"


@dataclass(frozen=True, slots=True)
class Shown:
    """One provider, the same lines for everyone."""

    name: str
    about: str
    meets: tuple[str, ...]
    unknown: tuple[str, ...]
    lacks: tuple[str, ...]
    phone: str


@dataclass(frozen=True, slots=True)
class Group:
    """Providers under the heading that says what they have in common."""

    title: str
    shown: tuple[Shown, ...]


def selection(at: Visit) -> Response:
    """The list, and a line in the audit of which was shown and how many stood there."""
    told = at.words()
    with at.store.writing() as held:
        case = found(at, held)
        some = at.query.get("what") != ALL
        known = bool(case.needs or case.required)  # else there is nothing to select by
        which = FITS if some and known else ALL
        lot = seen.lot(held, case.id)
        groups = _groups(match(at.here, asked(case, at.now), seed=lot), which, case)
        count = sum(len(fits) for _, fits in groups)
        codes = {"what": which, "count": str(count), "lot": seen.short(lot)}
        detail = written({**codes, "version": at.here.version})
        at.note(held, "list.shown", case=case.id, detail=detail)
    return at.page(
        "selection.html",
        "Alla utförare" if which == ALL else "Ett första urval",
        case=case,
        all=which == ALL,
        known=known,
        unselected=some and not known,
        groups=[Group(title, tuple(_shown(fit, told) for fit in fits)) for title, fits in groups],
        count=count,
        lot=codes["lot"],
        granted=told.granted(case),
        matters=told.matters(case),
    )


def _groups(found: Shortlist, which: str, case: Case) -> list[tuple[str, tuple[Fit, ...]]]:
    """A first selection is those that have all, and where nobody has, those that may have."""
    required = "Har det som beslutet kräver" if case.required else "Alla du kan välja"
    groups = [
        ("Har det du önskar" if case.needs else required, found.meets),
        ("Vi vet inte allt", found.unknown),
        ("Saknar något", found.lacks),
        ("Kan inte väljas nu", found.not_available),
    ]
    groups = [(title, fits) for title, fits in groups if fits]
    return groups if which == ALL else groups[:1] if found.choosable else []


def _shown(fit: Fit, words: Words) -> Shown:
    def told(wishes: tuple[str, ...], as_: str) -> tuple[str, ...]:
        table = {"meets": MEETS, "unknown": UNKNOWN, "lacks": LACKS}[as_]
        return tuple(words.said(wish_told(wish, table, words.here)) for wish in wishes)

    form = words.form(fit.provider.key).capitalize()
    state = words.room(fit) if fit.choosable else words.why_not(fit)
    return Shown(
        fit.provider.name,
        f"{form} · {state[:1].lower()}{state[1:]}",
        told(fit.meets, "meets"),
        told(fit.unknown, "unknown"),
        told(fit.lacks, "lacks"),
        fit.provider.phone or "",
    )


WAYS = (Way("/cases/{case}/list", selection, "today"),)
