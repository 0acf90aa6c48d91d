"""The audit, as an administrator reads it, and what nobody of another municipality is told."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from atdesk import HERE, MORNING, Resident, Worker

from bot.assembly import House
from bot.desk.words.audited import ACTS, said, told
from bot.store.office import accounts, audit
from bot.store.office.accounts import Account, Office

Give = Callable[..., Awaitable[Worker]]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def ada(worker: Give) -> Worker:
    """An administrator."""
    return await worker("Ada Ask", officer=None, roles=(Office.ADMINISTRATOR,))


def somebody(house: House, name: str, here: str = HERE) -> Account:
    """An account, to note things by."""
    with house.store.writing() as held:
        roles = frozenset({Office.OFFICER})
        made = accounts.add(held, here, name.split()[0], name, roles, MORNING, officer=name)
        found = accounts.by_id(held, made or 0)
    assert found
    return found


def note(house: House, by: Account, *whats: str, case: int | None = None) -> None:
    with house.store.writing() as held:
        for n, what in enumerate(whats):
            audit.note(held, by, what, MORNING + timedelta(minutes=n), case=case)


def lines(worker: Worker) -> list[str]:
    """The rows of the table, as text."""
    body = worker.page.html.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in body.split("<tr>")
    ][1:]


async def test_the_audit_says_who_did_what_the_newest_first(house: House, ada: Worker) -> None:
    note(house, somebody(house, "Bo Ek"), "case.read", "case.confirm", case=17)
    await ada.open("/audit")

    assert [re.sub(r"^\S+ \S+ ", "", line) for line in lines(ada)] == [
        "Bo Ek bekräftade valet 17",
        "Bo Ek läste ärendet 17",
        "Ada Ask loggade in",
    ]


async def test_that_it_was_read_is_noted_too(house: House, ada: Worker) -> None:
    await ada.open("/audit")
    await ada.open("/audit?case=17")
    await ada.open("/audit")

    assert [line.partition("Ada Ask ")[2] for line in lines(ada)[:2]] == [
        "läste loggen 17",
        "läste loggen",
    ]


async def test_it_is_read_by_case_and_by_name(house: House, ada: Worker) -> None:
    bo, eva = somebody(house, "Bo Ek"), somebody(house, "Eva Ärlig")
    for by in (bo, eva):
        note(house, by, "case.read", case=17)
        note(house, by, "case.read", case=18)
    await ada.open("/audit")
    assert ada.page.forms[1].options["by"] == ["", "Ada Ask", "Bo Ek", "Eva Ärlig"]
    await ada.open("/audit?by=Eva+Ärlig")
    assert len(lines(ada)) == 2
    await ada.open("/audit?case=17")
    assert len(lines(ada)) == 2
    await ada.open("/audit?case=17&by=Bo+Ek")
    assert len(lines(ada)) == 1
    await ada.open("/audit?by=Nobody")
    assert len(lines(ada)) > 4
    await ada.open("/audit?case=sjutton")
    assert "med siffror" in ada.page.text


async def test_it_is_read_page_by_page(house: House, ada: Worker) -> None:
    note(house, somebody(house, "Bo Ek"), *["day.read"] * 120)
    seen = []
    await ada.open("/audit?by=Bo+Ek")
    for _ in range(3):
        seen.append(len(lines(ada)))
        older = [link for link in ada.page.links if "before=" in link]
        if older:
            await ada.open(older[0].removeprefix("/desk"))

    assert seen == [50, 50, 20]
    assert not older


async def test_nothing_of_another_municipality_is_in_it(house: House, ada: Worker) -> None:
    note(house, somebody(house, "Nils Nord", "nacka"), "case.read", case=17)
    for path in ("/audit", "/audit?case=17", "/audit?by=Nils+Nord"):
        await ada.open(path)
        assert "Nils" not in ada.page.text


@pytest.mark.parametrize("query", ["before=0", "before=-1", "before=x", "case=99999999999", "by="])
async def test_a_strange_address_is_no_mistake_of_ours(ada: Worker, query: str) -> None:
    await ada.open(f"/audit?{query}")

    assert ada.status == 200


def test_every_code_of_the_desk_has_its_words() -> None:
    modules = [*ROOT.glob("bot/desk/**/*.py"), *ROOT.glob("bot/store/office/*.py")]
    text = "".join(module.read_text(encoding="utf-8") for module in modules)
    kinds = {code.partition(".")[0] for code in ACTS if "." in code}
    noted = set(re.findall(rf'"((?:{"|".join(kinds)})\.[a-z_-]+)"', text))

    assert {code for code in noted if not code.endswith(".html")} - set(ACTS) == set()


def test_codes_become_swedish_and_unknown_ones_stay() -> None:
    assert said("case.confirm") == "bekräftade valet"
    assert said("case.sung") == "case.sung"
    assert told("", {}) == ""
    assert told("oidc", {}) == "med kommunens inloggning"
    assert told("account=7 roles=keeper|officer", {"7": "Bo Ek"}) == (
        "konto Bo Ek, roll sköter utförarlistan, handläggare"
    )
    assert told("queue=confirm n=3 x=y 8", {}) == "kö confirm, antal 3, x y, 8"
    assert told("caller=relative about=human", {}) == (
        "den som ringde: anhörig, gällde: att bli uppringd"
    )


async def test_no_name_of_a_resident_is_in_the_audit(
    worker: Give, ada: Worker, resident: Callable[[], Resident]
) -> None:
    anna = await worker()
    someone = resident()
    for question, value in (("language", "sv"), ("knew", "no")):
        someone.press(question, value)
    for said_ in ("exempelby", "jag", "boka", "Karin Hammarberg", "1941"):
        someone.say(said_)
    for path in ("/", "/confirm", "/ring", "/apply", "/cases/1"):
        await anna.open(path)
    await ada.open("/audit")

    assert "Anna Lind" in ada.page.text
    assert "Hammarberg" not in ada.page.text
