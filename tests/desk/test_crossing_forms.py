"""Every form and page of one municipality's desk, tried by somebody at the desk of another.

It goes by the table of pages and by the forms that stand on them: a new page is tried without a
word here, and one with a new kind of number in its address asks for one in `numbers`.
"""

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from itertools import product

import pytest
from atdesk import Clock, Resident, Worker
from office import Page, Pairs

from bot.assembly import House
from bot.demo.filling import fill
from bot.demo.residents import ALL
from bot.desk.web import WAYS
from bot.store.office.accounts import Office
from bot.store.statement import Record
from bot.store.tables.row import metadata

Give = Callable[..., Awaitable[Worker]]
EVERYTHING = tuple(Office)
OURS, THEIRS = "exempelby", "nacka"
NOT_TRIED = ("/sign-out",)
"""They would be gone before the others are tried."""
OWN = {"session", "deed", "attempt", "lease"}
"""Tables of who is at work, and not of what about."""

NUMBERS = {
    "account": f"SELECT id FROM account WHERE municipality = '{OURS}'",
    "call": "SELECT id FROM booking",
    "case": 'SELECT min(id) FROM "case" GROUP BY stage, wish IS NULL',
    "chart": "SELECT 'sources'",
    "conversation": "SELECT conversation_id FROM relay",
    "deviation": "SELECT id FROM deviation",
    "guide": "SELECT c.id FROM conversation c JOIN address a ON a.id = c.address_id"
    " WHERE a.kind = 'desk'",
    "officer": f"SELECT officer FROM account WHERE municipality = '{OURS}' AND officer <> ''",
    "row": "SELECT min(id) FROM outbox GROUP BY state",
    "service": "SELECT 'care'",
    "task": "SELECT min(id) FROM task GROUP BY reason",
    "turn": "SELECT min(n) FROM turn",
    "who": "SELECT min(id) FROM participant GROUP BY role",
}
"""What of ours is asked for, by what it is called in the address of a page."""


def rows(house: House, sql: str) -> list[Record]:
    with house.store.reading() as held:
        return [tuple(row) for row in held.driver.execute(sql).fetchall()]


def numbers(house: House) -> Mapping[str, Sequence[str]]:
    found = {name: [str(n) for (n,) in rows(house, sql)][:8] for name, sql in NUMBERS.items()}
    assert all(found.values()), found
    return found


def paths(known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Every page, about everything of ours."""
    for way in WAYS:
        names = re.findall(r"{(\w+)}", way.path)
        for values in product(*(known[name] for name in names)):
            path = way.path
            for name, value in zip(names, values, strict=True):
                path = path.replace(f"{{{name}}}", value)
            if path not in NOT_TRIED:
                yield f"/desk{path}"


def stored(house: House) -> dict[str, Counter[str]]:
    """Every row, but of who is at work."""
    tables = [name for name in metadata.tables if name not in OWN]
    return {name: Counter(map(repr, rows(house, f'SELECT * FROM "{name}"'))) for name in tables}


@pytest.fixture
async def anna(house: House, clock: Clock, worker: Give) -> Worker:
    """At a desk with something in every queue, a chat under way, and a guide begun."""
    await fill(house, clock())
    made = await worker("Annika Vik", officer=None, roles=EVERYTHING, here=OURS)
    waits = Resident(house, clock)
    for said in ("language", "sv"), ("knew", "no"), ("municipality", OURS):
        waits.press(*said)
    waits.say("prata med en människa")
    page = await made.open("/talks")
    talk = next(link for link in page.links if re.search(r"/talks/\d+$", link))
    await made.open(talk.removeprefix("/desk"))
    await made.send(-1, "deed=open")
    await made.open("/guide")
    await made.send(-1)
    assert "/guide/" in made.at
    return made


def of_ours(house: House) -> re.Pattern[str]:
    """What only our pages can tell: the names of people, and of who may be chosen."""
    here = house.catalogues.now.by_key[OURS]
    names = {who.name for who in ALL} | {
        one.name for one in here.providers if one.key != "kommunen"
    }
    return re.compile("|".join(re.escape(name) for name in names if name))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the same statements on both
async def test_no_page_tells_and_no_form_changes_anything_of_another_municipality(
    house: House, anna: Worker, worker: Give
) -> None:
    known = numbers(house)
    every = list(paths(known))
    forms: dict[tuple[str, tuple[str, ...]], Pairs] = {}
    told = 0
    secret = of_ours(house)
    for path in every:
        page = Page((await anna.client.get(path, follow_redirects=True)).text)
        told += bool(secret.search(page.text))
        for form in page.forms:
            action = form.action or path
            if form.method == "post" and action.removeprefix("/desk") not in NOT_TRIED:
                pairs = [*form.fields, *form.buttons[:1]]
                forms[action, tuple(sorted({name for name, _ in pairs}))] = pairs
    assert (len(forms) > 100, told > 50) == (True, True), (len(forms), told)

    nils = await worker("Nils Nord", officer="nils", roles=EVERYTHING, here=THEIRS)
    before = stored(house)
    for path in every:
        answer = await nils.client.get(path, follow_redirects=True)
        assert answer.status_code in (200, 404), path
        assert not secret.search(answer.text), path
    done = Counter[int]()
    for (action, _), pairs in forms.items():
        token = Page((await nils.client.get("/desk/guide")).text).forms[-1].value("token")
        sent = [(n, token if n == "token" else v) for n, v in pairs]
        data: dict[str, list[str]] = {}
        for name, value in sent:
            data.setdefault(name, []).append(value)
        answer = await nils.client.post(action, data=data)
        done[answer.status_code] += 1
        assert answer.status_code in (200, 303, 404, 409, 422), action
        assert not secret.search(answer.text), action

    after = stored(house)
    assert done[404] > len(forms) // 2, done
    for table, were in before.items():
        assert not [row for row in were - after[table] if "Nils Nord" not in row], table
        assert not [row for row in after[table] - were if f"'{OURS}'" in row], table
