"""Accounts: who may sign in, as an administrator sees to it, and a keeper's way to the list."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from bot.desk.accounts import passwords, rules
from bot.desk.visit import NotHere, Refused, Visit, Way
from bot.desk.words.days import clock
from bot.keeping.links import Link, Role, make
from bot.pages.parts import Trouble
from bot.store.office import accounts, attempts
from bot.store.office.accounts import Account, Office
from bot.store.statement import Held

HALF_A_DAY = 0.5
"""Days: as long as a session lasts at most (`bot.store.office.sessions.LONGEST`)."""

DONE = {
    "add": "Kontot är öppnat.",
    "roles": "Rollerna är ändrade.",
    "reset": "Engångslösenordet är bytt. Det gick bara att läsa en gång.",
    "close": "Kontot är stängt. Den som var inloggad är utloggad.",
    "open": "Kontot är öppet igen.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An account as the pages show it."""

    id: int
    name: str
    login: str
    roles: str
    state: str
    locked: bool


def every(at: Visit) -> Response:
    """All accounts of the municipality."""
    with at.store.reading() as held:
        lines = [_line(at, held, one) for one in accounts.of(held, at.here.key)]
    return at.page("accounts.html", "Konton", lines=lines)


def new(at: Visit) -> Response:
    """A form for a new account; its one-time password is shown in the answer, and never again."""
    if not at.posted:
        return at.page("account-new.html", "Nytt konto", every=rules.ROLES, ticked={"officer"})
    password, stored = passwords.new_once(at.now)
    made: list[Account] = []

    def add(held: Held) -> str:
        login, name, officer = at.sent("login"), at.sent("name"), at.sent("officer")
        made.append(
            rules.add(
                held, at.here, login, name, _ticked(at), at.now, officer=officer, password=stored
            )
        )
        at.note(held, "account.add", detail=rules.detail(made[0]))
        return f"/accounts/{made[0].id}?done=add"

    try:
        response = at.once(add, alone=True)
    except rules.Wrong as wrong:
        return at.page(
            "account-new.html",
            "Nytt konto",
            status=422,
            problems=[Trouble(said, field) for field, said in wrong.faults.items()],
            faults=wrong.faults,
            every=rules.ROLES,
            ticked=set(at.ticked("roles")),
            typed={name: at.sent(name) for name in ("login", "name", "officer")},
        )
    return _shown_once(at, made[0], password) if made else response


def account(at: Visit) -> Response:
    """One account: its roles, a new password, and whether it is open."""
    with at.store.reading() as held:
        found = _theirs(at, held)
        line = _line(at, held, found)
    if at.posted:
        return _change(at, found)
    return at.page(
        "account.html",
        found.name,
        line=line,
        found=found,
        every=rules.ROLES,
        ticked={role.value for role in found.roles},
        told=DONE.get(at.query.get("done", ""), ""),
    )


def _change(at: Visit, found: Account) -> Response:
    asked = at.sent("do")
    password, stored = passwords.new_once(at.now) if asked == "reset" else ("", "")
    shown: list[Account] = []

    def change(held: Held) -> str:
        now = _theirs(at, held)
        try:
            match asked:
                case "roles":
                    rules.give_roles(held, at.here, now, _ticked(at))
                case "reset":
                    rules.reset(held, now, stored)
                    shown.append(now)
                case "close":
                    rules.close(held, now)
                case "open":
                    rules.reopen(held, now)
                case _:
                    raise NotHere
        except rules.Wrong as wrong:
            raise Refused(str(wrong)) from None
        at.note(
            held,
            f"account.{asked}",
            detail=rules.detail(accounts.by_id(held, now.id) or now),
        )
        return f"/accounts/{now.id}?done={asked}"

    response = at.once(change, alone=True)
    return _shown_once(at, found, password) if shown else response


def _theirs(at: Visit, held: Held) -> Account:
    found = accounts.by_id(held, at.number("account"))
    if found is None or found.municipality != at.here.key:
        raise NotHere
    return found


def _ticked(at: Visit) -> frozenset[Office]:
    return frozenset(role for role in Office if role.value in at.ticked("roles"))


def _line(at: Visit, held: Held, found: Account) -> Line:
    vouches = at.desk.settings.oidc_name or "ett annat system"
    login = f"loggar in med {vouches}" if found.subject else found.login
    roles = ", ".join(name for role, name in rules.ROLES.items() if role in found.roles)
    once = passwords.once_until(found.password)
    state = "" if found.active else "stängt"
    if found.active and once:
        state = "engångslösenord" if at.now <= once else "engångslösenordet är för gammalt"
    until = attempts.locked_until(held, found.login, at.now) if found.active else None
    if until:
        state = f"låst till klockan {clock(until + timedelta(seconds=59))}"
    return Line(found.id, found.name, login, roles, state, until is not None)


def _shown_once(at: Visit, found: Account, password: str) -> Response:
    return at.page(
        "account-once.html",
        "Engångslösenord",
        found=found,
        password=password,
        days=passwords.ONCE.days,
    )


def keeper_link(at: Visit) -> str:
    """The way to the keeper's pages, in the account's name; it lasts half a day."""
    link = Link(at.here.key, Role.KEEPER, at.account.name)
    return make(at.desk.secret, link, at.now, HALF_A_DAY)


def keep(at: Visit) -> Response:
    """To the keeper's pages."""
    with at.store.writing() as held:
        at.note(held, "keep")
    return RedirectResponse(keeper_link(at), 303)


ADMINISTRATOR = (Office.ADMINISTRATOR,)
WAYS = (
    Way("/accounts", every, "accounts", roles=ADMINISTRATOR),
    Way("/accounts/new", new, "accounts", roles=ADMINISTRATOR, posts=True),
    Way("/accounts/{account}", account, "accounts", roles=ADMINISTRATOR, posts=True),
    Way("/keep-list", keep, "providers", roles=(Office.KEEPER,)),
)
