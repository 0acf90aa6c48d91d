"""Who takes part in a case: the person's yes to a relative, a representative's right, a code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from bot.desk.cases.acting import overtaken
from bot.desk.queues import queued
from bot.desk.visit import NotHere, Refused, Visit, Way
from bot.desk.words.case import RIGHTS, may, recorder, where, who
from bot.desk.words.days import moment
from bot.pages.parts import Trouble
from bot.store.office import cases, deeds, people
from bot.store.office.acts import By, NoCase, Overtaken, begin, replan
from bot.store.office.cases import Case
from bot.store.office.people import Participant
from bot.store.statement import Held
from care.people import Right, Role

_RIGHTS = {right.value: name.capitalize() for right, name in RIGHTS.items()}
SEEN = {
    "forordnande": "Förordnande (god man, förvaltare)",
    "fullmakt": "Fullmakt, på papper och undertecknad",
    "folkbokforing": "Folkbokföringen (vårdnadshavare)",
}
"""What an officer has seen, as codes for the audit."""
PROVES = {
    Right.GOD_MAN: "forordnande",
    Right.FORVALTARE: "forordnande",
    Right.FULLMAKT: "fullmakt",
    Right.VARDNADSHAVARE: "folkbokforing",
}
INVITED: dict[str, str] = {
    "relative": "En anhörig, som personen har sagt ja till",
    **_RIGHTS,
}

NOT_PROVED = "Det du har sett visar inte den rätten. Inget är sparat."
NO_RIGHT = "Välj vilken rätt det är. Inget är sparat."
NOT_SEEN = "Välj vad du har sett. Inget är sparat."
NO_ROLE = "Välj vem koden är till."
NOT_THEM = "Det går inte för den personen. Inget är sparat."
SHOWN_ONCE = "Koden är visad en gång. Behöver du den igen, gör en ny."


@dataclass(frozen=True, slots=True)
class Taking:
    """One who takes part, in words. `relative` and `other` say what can be recorded of them."""

    conversation: int
    who: str
    where: str
    may: str
    recorded: str
    relative: bool
    other: bool
    known: bool
    right: str


def page(at: Visit) -> Response:
    """Everyone who takes part, and what can be recorded."""
    return _page(at, at.number("case"))


def _page(
    at: Visit,
    number: int,
    code: str = "",
    told: str | None = None,
    problems: Sequence[Trouble] = (),
) -> Response:
    with at.store.writing() as held:
        case = cases.find(held, at.store.seal, at.here.key, number)
        if case is None:
            raise NotHere
        taking = people.participants(held, at.store.seal, number)
        at.note(held, "case.read", case=number)
    return at.page(
        "people.html",
        "Vilka som deltar",
        status=422 if problems else 200,
        problems=problems,
        faults={trouble.field: trouble.said for trouble in problems},
        whose=at.path.get("who", ""),
        picked={"right": at.sent("right"), "seen": at.sent("seen")},
        told=told,
        case=case,
        who=queued.who(at, case.name, case.birth_year, case.language, ""),
        taking=[_taking(one) for one in taking],
        rights=_RIGHTS,
        seen=SEEN,
        invited=INVITED,
        code=code,
    )


def _taking(one: Participant) -> Taking:
    recorded = ""
    if one.recorded_at:
        recorded = f"{recorder(one.recorded_by)}, {moment(one.recorded_at)}"
    right = one.part.right
    return Taking(
        one.conversation,
        who(one.part),
        where(one),
        may(one.part),
        recorded,
        one.part.role is Role.RELATIVE,
        one.part.role is not Role.PERSON,
        one.part.consent or one.part.checked,
        right.value if right else "",
    )


def consent(at: Visit) -> Response:
    """The person has said yes to a relative."""

    def do(held: Held, case: Case, by: By) -> str:
        who = at.number("who")
        if not people.record_consent(held, case.id, who, by.account.name, by.now):
            raise Refused(NOT_THEM)
        return f"who={who}"

    return _record(at, "people.consent", do)


def withdraw(at: Visit) -> Response:
    """The yes or the right holds no more."""

    def do(held: Held, case: Case, by: By) -> str:
        who = at.number("who")
        if not people.withdraw(held, case.id, who, by.account.name, by.now):
            raise Refused(NOT_THEM)
        return f"who={who}"

    return _record(at, "people.withdraw", do)


def check(at: Visit) -> Response:
    """An officer has seen by what right somebody speaks."""
    if not at.posted:
        raise NotHere
    right, seen, this = at.sent("right"), at.sent("seen"), at.number("who")
    problems = []
    if right not in set(Right):
        problems.append(Trouble(NO_RIGHT, f"right-{this}"))
    if seen not in SEEN:
        problems.append(Trouble(NOT_SEEN, f"seen-{this}"))
    elif not problems and PROVES[Right(right)] != seen:
        problems.append(Trouble(NOT_PROVED, f"seen-{this}"))
    if problems:
        return _page(at, at.number("case"), problems=problems)

    def do(held: Held, case: Case, by: By) -> str:
        if not people.check_right(held, case.id, this, Right(right), by.account.name, by.now):
            raise Refused(NOT_THEM)
        return f"who={this} right={right} seen={seen}"

    return _record(at, "people.check", do)


def invite(at: Visit) -> Response:
    """A code, shown this once: it stands in no address, and in no list of what was done."""
    if not at.posted:
        raise NotHere
    number, to = at.number("case"), at.sent("to")
    if to not in INVITED:
        raise Refused(NO_ROLE, status=422)
    right = Right(to) if to in set(Right) else None
    role = Role.REPRESENTATIVE if right else Role.RELATIVE
    code = ""
    with at.store.writing() as held:
        if deeds.begin(held, at.key, at.account.id, at.now) is None:
            case = cases.lock(held, at.store.seal, at.here.key, number)
            if case is None:
                raise NotHere
            code = people.invite(held, at.store.seal, number, role, right, at.account.name, at.now)
            at.note(held, "people.invite", case=number, detail=f"to={to}")
            deeds.end(held, at.key, f"/cases/{number}/people")
    return _page(at, number, code, None if code else SHOWN_ONCE)


def _record(at: Visit, what: str, do: Callable[[Held, Case, By], str]) -> Response:
    if not at.posted:
        raise NotHere
    number = at.number("case")

    def effect(held: Held) -> str:
        by = at.by
        case = begin(held, at.store.seal, number, at.revision, by)
        at.note(held, what, case=number, detail=do(held, case, by))
        replan(held, case, by)  # for who may know from now on
        return f"/cases/{number}/people"

    try:
        return at.once(effect)
    except NoCase:
        raise NotHere from None
    except Overtaken as first:
        raise Refused(*overtaken(at, first.case)) from None


WAYS: tuple[Way, ...] = (
    Way("/cases/{case}/people", page, "ring"),
    Way("/cases/{case}/people/invite", invite, "ring", posts=True),
    Way("/cases/{case}/people/{who}/consent", consent, "ring", posts=True),
    Way("/cases/{case}/people/{who}/withdraw", withdraw, "ring", posts=True),
    Way("/cases/{case}/people/{who}/check", check, "ring", posts=True),
)
