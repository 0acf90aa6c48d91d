"""One request by one who is signed in: who asks, of which municipality, and how it is answered."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from itsdangerous import BadSignature, Signer
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.conversation import Conversations
from bot.desk.pages import Pages
from bot.desk.words.case import Words
from bot.desk.words.days import moment
from bot.monitoring import health
from bot.pages.forms import Fields, one
from bot.pages.parts import Tab
from bot.settings import Settings
from bot.store import Store
from bot.store.office import audit, deeds, queues
from bot.store.office.accounts import Account, Office
from bot.store.office.acts import By
from bot.store.office.queues import Counts
from bot.store.statement import Held
from care.municipality import Municipality
from care.times import SWEDEN
from dialogs.wording import Wording

START = "/desk"
RECORDS = (Office.OFFICER, Office.ADMINISTRATOR)
"""Who answers for the records (*allmänna handlingar*): those who lead the cases, and those who keep
the audit."""


class NotHere(Exception):
    """There is no such page for this person; whether it is there for others is not told."""


class Refused(Exception):
    """It cannot be done now: `lines` say why, in Swedish. Nothing was done."""

    def __init__(self, *lines: str, status: int = 409) -> None:
        self.lines = lines
        self.status = status
        super().__init__(" ".join(lines))


@dataclass(frozen=True, slots=True)
class Desk:
    """What all visits share. `closed` are the days on which no officer works."""

    store: Store
    pages: Pages
    conversations: Conversations
    wording: Wording
    settings: Settings
    secret: str
    closed: Container[date] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """All that a page is made from.

    `path` are the parts of the address, `query` what follows the question mark; `token` is new for
    the forms of the answer. Of a POST there are `fields` and its one-use `key`. `session` is the
    cookie, `site` where the house is, without a slash at the end.
    """

    desk: Desk
    account: Account
    here: Municipality
    now: datetime
    token: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    tab: str = ""
    fields: Fields = field(default_factory=dict)
    key: str = ""
    session: str = ""
    site: str = ""

    @property
    def today(self) -> date:
        """In Sweden."""
        return self.now.astimezone(SWEDEN).date()

    @property
    def posted(self) -> bool:
        """Whether a form was sent."""
        return bool(self.key)

    @property
    def store(self) -> Store:
        """The database."""
        return self.desk.store

    @property
    def by(self) -> By:
        """Who acts on a case, and when."""
        return By(self.account, self.now, self.desk.closed.__contains__)

    def sent(self, name: str) -> str:
        """A field that was sent, without blanks around; empty where it was not."""
        return one(self.fields, name).strip()

    def ticked(self, name: str) -> tuple[str, ...]:
        """All values that were ticked under one name."""
        return self.fields.get(name, ())

    def number(self, name: str) -> int:
        """A number in the address. Raises NotHere where it is none."""
        found = _number(self.path.get(name, ""))
        if found is None:
            raise NotHere
        return found

    def typed(self, name: str) -> int | None:
        """A number that was sent; None where it is none."""
        return _number(self.sent(name))

    @property
    def revision(self) -> int:
        """How the case stood on the page that the form was on; -1 where that was not sent."""
        found = self.typed("revision")
        return -1 if found is None else found

    def words(self, officers: Mapping[str, str] | None = None) -> Words:
        """The words of this municipality; `officers` by key."""
        return Words(self.here, self.desk.wording, officers or {})

    def once(self, do: Callable[[Held], str], *, alone: bool = False) -> Response:
        """Have the effect of this form, once, and go where `do` says (a path below /desk).

        A form that is sent again has no effect and leads to the same place. `do` raises Refused,
        and then nothing of it is kept. `alone` is one at a time in all processes.
        """
        with self.store.appending() if alone else self.store.writing() as held:
            outcome = deeds.begin(held, self.key, self.account.id, self.now)
            if outcome is None:
                outcome = do(held)
                deeds.end(held, self.key, outcome)
        return self.go(outcome)

    def note(self, held: Held, what: str, *, case: int | None = None, detail: str = "") -> None:
        """Into the audit."""
        audit.note(held, self.account, what, self.now, case=case, detail=detail)

    def page(self, template: str, title: str, *, status: int = 200, **values: object) -> Response:
        """A page with its head."""
        with self.store.reading() as held:
            waits = queues.counts(held, self.here.key, self.now, self.account.officer)
            late = health.late_since(held, self.now) if self.account.may(Office.OFFICER) else None
        html = self.desk.pages.render(
            template,
            title=title,
            house=self.here.name,
            account=self.account,
            roles=frozenset(role.value for role in self.account.roles),
            key=self.token,
            tabs=self._tabs(waits),
            menu=self._menu(),
            told=values.pop("told", None) or self._told(),
            today=self.today,
            behind=moment(late) if late else "",
            **values,
        )
        return HTMLResponse(html, status)

    def go(self, path: str) -> Response:
        """To another page of the desk."""
        return RedirectResponse(f"{START}{path}", 303)

    def signed(self, told: str) -> str:
        """What the next page shall tell, so that an address alone can put no words there."""
        return self._signer.sign(told.encode()).decode()

    def _told(self) -> str:
        try:
            return self._signer.unsign(self.query.get("told", "").encode()).decode()
        except BadSignature:
            return ""

    @property
    def _signer(self) -> Signer:
        return Signer(self.desk.secret, salt=f"told-{self.session}")

    def _tabs(self, waits: Counts) -> tuple[Tab, ...]:
        officer = Office.OFFICER
        every = (
            (officer, Tab("/", "I dag", waits.today, self.tab == "today")),
            (officer, Tab("/confirm", "Bekräfta", waits.confirm, self.tab == "confirm")),
            (officer, Tab("/ring", "Ring upp", waits.ring, self.tab == "ring")),
            (officer, Tab("/apply", "Vill ansöka", waits.apply, self.tab == "apply")),
            (officer, Tab("/ongoing", "Pågår", waits.ongoing, self.tab == "ongoing")),
            (officer, Tab("/times", "Tider", None, self.tab == "times")),
            (None, Tab("/providers", "Utförare", None, self.tab == "providers")),
            (Office.ADMINISTRATOR, Tab("/accounts", "Konton", None, self.tab == "accounts")),
            (Office.ADMINISTRATOR, Tab("/audit", "Logg", None, self.tab == "audit")),
        )
        return tuple(tab for role, tab in every if role is None or self.account.may(role))

    def _menu(self) -> tuple[Tab, ...]:
        """What is read now and then, under one's name: the tabs stand on one row."""
        every = (
            ((Office.OFFICER,), Tab("/ledger", "Påminnelser", None, self.tab == "ledger")),
            ((), Tab("/statistics", "Statistik", None, self.tab == "statistics")),
            (RECORDS, Tab("/wanted", "Begäran att lämna ut", None, self.tab == "wanted")),
            (RECORDS, Tab("/erased", "Gallring", None, self.tab == "erased")),
        )
        return tuple(tab for roles, tab in every if self.account.may(*roles))


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def home(account: Account) -> str:
    """The page that somebody's day begins at."""
    if account.may(Office.OFFICER):
        return "/"
    return "/providers" if account.may(Office.KEEPER) else "/accounts"


Do = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Way:
    """A page of the desk: its address below /desk, what makes it, who may come.

    `path` is as starlette writes it. `tab` is which of the tabs it stands under.
    """

    path: str
    do: Do
    tab: str = ""
    roles: tuple[Office, ...] = (Office.OFFICER,)
    posts: bool = False
