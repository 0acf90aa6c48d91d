"""Confirming a choice: whom one has spoken to, whose choice it is, and who was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from bot.desk.calls import card
from bot.desk.cases.acting import Wrong, act
from bot.desk.cases.whole import found
from bot.desk.visit import Visit, Way
from bot.desk.words.case import NO_CHOICES, WHOSE, Words, whose_wish
from bot.pages.parts import Trouble
from bot.store.office import choosing, people
from bot.store.office.acts import By
from bot.store.office.cases import Case
from bot.store.office.choosing import Choice, Whose
from bot.store.statement import Held
from care.casework import Stage
from care.matching import Asked, Fit, match
from care.people import Part, Role
from care.providers import Availability, Form
from care.rules import Interim
from care.services import Service


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a list."""

    value: str
    name: str


def confirm(at: Visit) -> Response:
    """The form; sent, it is checked against the authorisations of this moment."""
    if not at.posted:
        return _page(at)

    def do(held: Held, case: Case, by: By) -> str:
        done = choosing.confirm(held, at.here, case, _choice(at, held, case), by)
        said = ["Valet är bekräftat."]
        if done.fit.room.full:
            said.append(f"{done.fit.provider.name}: {at.words().room(done.fit)}.")
        if not done.told:
            said.append("Personen får inget meddelande i chatten.")
        return " ".join(said)

    def again(problems: Sequence[Trouble], status: int) -> Response:
        return _page(at, problems, status)

    return act(at, do, "", again)


def full(at: Visit) -> Response:
    """The provider is full: who helps meanwhile."""

    def page(problems: Sequence[Trouble] = (), status: int = 200) -> Response:
        told = at.words()
        with at.store.reading() as held:
            case = found(at, held)
        fits, _ = _candidates(case, at)
        others = [fit for fit in fits if fit.provider.key != case.provider]
        by_rule = at.here.rules.interim is Interim.MUNICIPAL
        own = [f for f in others if by_rule and f.provider.form is Form.MUNICIPAL]
        return at.page(
            "full.html", "Utföraren är full", status=status, problems=problems, case=case,
            provider=told.provider(case.provider), options=_options(others, told),
            picked=at.sent("provider") or (own[0].provider.key if own else ""),
        )  # fmt: skip

    def do(held: Held, case: Case, by: By) -> bool:
        interim = at.sent("provider")
        if not interim or interim == case.provider:
            raise Wrong(Trouble("Välj vem som hjälper under tiden.", "provider"))
        return choosing.queue(held, at.here, case, interim, by)

    return act(at, do, "Antecknat: personen står i kö.", page) if at.posted else page()


def cannot(at: Visit) -> Response:
    """The person cannot choose: the municipality's rule, and a button to write it down."""

    def page(problems: Sequence[Trouble] = (), status: int = 200) -> Response:
        with at.store.reading() as held:
            case = found(at, held)
        return at.page(
            "cannot.html", "Personen kan inte välja", status=status, problems=problems, case=case,
            rule=NO_CHOICES[at.here.rules.no_choice], came=at.query.get("call", ""),
        )  # fmt: skip

    done = "Antecknat. Bekräfta sedan efter kommunens regel."
    return act(at, choosing.cannot_choose, done, page) if at.posted else page()


def _page(at: Visit, problems: Sequence[Trouble] = (), status: int = 200) -> Response:
    told = at.words()
    with at.store.reading() as held:
        case = found(at, held)
        parts = [one.part for one in people.participants(held, at.store.seal, case.id)]
    case = _asked(case, at)
    can, cannot = _candidates(case, at)
    wish = case.wish or ""
    # A relative's wish is not the person's: that one is asked first, and nothing is filled in.
    own = case.wish_role is not Role.RELATIVE and any(f.provider.key == wish for f in can)
    return at.page(
        "confirm.html", "Bekräfta val", status=status, problems=problems, case=case,
        faults={trouble.field: trouble.said for trouble in problems},
        open=case.stage is Stage.OPEN,
        came=at.sent("call") or at.query.get("call", ""),
        services=[Option(r.service, told.service(r.service)) for r in at.here.services],
        areas=[Option(area.key, area.name) for area in at.here.areas],
        options=_options(can, told),
        picked=at.sent("provider") or (wish if own else ""),
        not_now=[f"{f.provider.name}: {told.why_not(f)}" for f in cannot],
        wish=told.provider(wish), whose_wish=whose_wish(case, _owner(case, parts)),
        lost=card.lost(case, told, at.now),
        whose=_whose(case, parts), whose_picked=at.sent("whose"), checked=at.sent("identity"),
        rule=NO_CHOICES[at.here.rules.no_choice],
    )  # fmt: skip


def _choice(at: Visit, held: Held, case: Case) -> Choice:
    troubles = []
    if not at.sent("identity"):
        troubles.append(Trouble("Kontrollera vem du talar med, och kryssa i det.", "identity"))
    parts = [one.part for one in people.participants(held, at.store.seal, case.id)]
    offered = {option.value for option in _whose(case, parts)}
    if at.sent("whose") not in offered:
        troubles.append(Trouble("Välj vems val det är.", "whose"))
    if not at.sent("provider"):
        troubles.append(Trouble("Välj en utförare.", "provider"))
    granted = _asked(case, at)
    if granted.service is None:
        troubles.append(Trouble("Välj vilken hjälp som är beviljad.", "service"))
    elif at.here.areas and not granted.area and not at.here.service(granted.service).any_area:
        troubles.append(Trouble("Välj område. Det styr vem som går att välja.", "area"))
    if troubles or granted.service is None:
        raise Wrong(*troubles)
    return Choice(at.sent("provider"), granted.service, granted.area, Whose(at.sent("whose")))


def _whose(case: Case, parts: Sequence[Part]) -> list[Option]:
    """Whose choice it can be: a representative's once the right is checked (never a relative's)."""
    can = [Whose.PERSON]
    if any(part.role is Role.REPRESENTATIVE and part.checked for part in parts):
        can.append(Whose.REPRESENTATIVE)
    if case.cannot_choose:
        can.append(Whose.RULE)
    return [Option(whose, WHOSE[whose][:1].upper() + WHOSE[whose][1:]) for whose in can]


def _owner(case: Case, parts: Sequence[Part]) -> Part | None:
    return next((part for part in parts if part.role is case.wish_role), None)


def _asked(case: Case, at: Visit) -> Case:
    """With the service and the area that the officer has asked for, where it was others."""
    service = at.sent("service") or at.query.get("service", "")
    area = at.sent("area") or at.query.get("area", "")
    if service in {rule.service for rule in at.here.services}:
        case = replace(case, service=Service(service))
    return replace(case, area=area) if at.here.area(area) else case


def _candidates(case: Case, at: Visit) -> tuple[list[Fit], list[Fit]]:
    """All that are authorised today for what is granted, by name; and those that are not, why."""
    asked = Asked(case.service, case.area or None, at.today, required=case.required or None)
    listed = match(at.here, asked, seed=case.id)
    everyone = [*listed.choosable, *listed.not_available]
    everyone.sort(key=lambda fit: fit.provider.name.casefold())
    can = [fit for fit in everyone if fit.availability is Availability.CAN]
    return can, [fit for fit in everyone if fit.availability is not Availability.CAN]


def _options(fits: Sequence[Fit], words: Words) -> list[Option]:
    return [Option(f.provider.key, f"{f.provider.name} – {words.room(f)}") for f in fits]


WAYS = (
    Way("/cases/{case}/confirm", confirm, "today", posts=True),
    Way("/cases/{case}/full", full, "today", posts=True),
    Way("/cases/{case}/cannot", cannot, "today", posts=True),
)
