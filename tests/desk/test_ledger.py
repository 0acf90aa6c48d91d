"""The ledger of reminders: what goes, to which case, and what became of it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from atdesk import HERE, Clock, Resident, Worker
from booked import open_case
from office import Page
from reminded import put
from sqlalchemy import select

from bot.assembly import House
from bot.store.outbox import states
from bot.store.statement import Statement
from bot.store.tables import CONVERSATION
from care.followup import Kind

Give = Callable[..., Awaitable[Worker]]
New = Callable[[], Resident]

_CONVERSATION = Statement(select(CONVERSATION.c.id).limit(1))


@pytest.fixture
def plan(house: House, resident: New, clock: Clock) -> Callable[..., int]:
    """Plans a notice that is due so many hours from now, in a state; gives the case."""
    resident().press("language", "sv")
    with house.store.reading() as held:
        row = held.one(_CONVERSATION)
    assert row is not None

    def at(
        hours: float,
        state: str = states.PLANNED,
        kind: Kind = Kind.CALL_SOON,
        case: int | None = None,
        here: str = HERE,
        tries: int = 0,
        channel: str = "web",
        wished: timedelta | None = None,
    ) -> int:
        number = case or open_case(house, here)
        due = clock() + timedelta(hours=hours)
        put(
            house, due, case=number, conversation=int(row[0]), state=state, kind=kind, here=here,
            tries=tries, channel=channel, wished=due - wished if wished else None,
        )  # fmt: skip
        return number

    return at


def cases(page: Page) -> list[str]:
    """The cases that are led to, in their order."""
    return [link for link in page.links if "/cases/" in link and "/again/" not in link]


async def test_what_is_next_stands_first_on_the_wall_clock(
    worker: Give, plan: Callable[..., int]
) -> None:
    anna = await worker("Anna Lind")
    later = plan(30, kind=Kind.CALL_TOMORROW)
    sooner = plan(2)
    past = plan(-1, states.SENT)

    page = await anna.open("/ledger")

    soon = f"samtal om 2 timmar {sooner} tisdag 12 januari 2027 klockan 10.30 sidan planerad"
    late = f"samtal i morgon {later} onsdag 13 januari 2027 klockan 14.30 sidan planerad"
    told = " ".join(page.html.replace("<", " <").split())
    assert 0 < page.text.find("klockan 10.30") < page.text.find("klockan 14.30")
    assert f"/desk/cases/{past}" not in page.links
    assert all(word in told for word in soon.split() + late.split())

    page = await anna.open("/ledger?view=past")

    assert f"/desk/cases/{past}" in page.links
    assert f"/desk/cases/{sooner}" not in page.links


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (states.PLANNED, "planerad"),
        (states.CLAIMED, "planerad"),
        (states.SENDING, "planerad"),
        (states.SENT, "skickad"),
        (states.POSTED, "står på sidan"),
        (states.UNREAD, "osedd"),
        (states.UNCERTAIN, "osäker"),
        (states.FAILED, "kom inte fram"),
        (states.TOO_LATE, "för sent"),
        (states.CANCELLED, "indragen"),
    ],
)
async def test_every_state_has_its_word(
    worker: Give, plan: Callable[..., int], state: str, told: str
) -> None:
    anna = await worker("Anna Lind")
    plan(-2, state, tries=2)

    page = await anna.open("/ledger?view=past&state=all")

    assert f'">{told}</span>' in page.html
    assert f"<dt>{told.capitalize()}</dt>" in page.html  # and what it means
    assert '<td data-of="Försök" class="number">2</td>' in page.html


async def test_every_kind_has_swedish_words(worker: Give, plan: Callable[..., int]) -> None:
    anna = await worker("Anna Lind")
    for n, kind in enumerate(Kind):
        plan(n + 1, kind=kind)

    page = await anna.open("/ledger")

    assert not [kind for kind in Kind if f">{kind}<" in page.html]
    assert page.html.count('data-of="Läge"') == len(Kind)


async def test_one_state_and_one_case_are_picked_out(
    worker: Give, plan: Callable[..., int]
) -> None:
    anna = await worker("Anna Lind")
    one = plan(-3, states.FAILED)
    plan(-4, states.SENT, case=one)
    other = plan(-2, states.FAILED)

    failed = await anna.open("/ledger?view=past&state=failed")
    assert cases(failed) == [
        f"/desk/cases/{other}", f"/desk/cases/{one}",
    ]  # fmt: skip

    both = await anna.open(f"/ledger?view=past&state=failed&case={one}")
    assert cases(both) == [f"/desk/cases/{one}"]

    none = await anna.open("/ledger?view=past&state=uncertain")
    assert "Här finns inga påminnelser som passar." in none.text


@pytest.mark.parametrize(
    ("channel", "told"),
    [("telegram:42", "Telegram"), ("sms", "sms"), ("email", "e-post"), ("web", "sidan"),
     ("none", "ingen")],
)  # fmt: skip
async def test_it_is_told_how_it_goes(
    worker: Give, plan: Callable[..., int], channel: str, told: str
) -> None:
    anna = await worker("Anna Lind")
    plan(1, channel=channel)

    page = await anna.open("/ledger")

    assert f'<td data-of="Hur">{told}</td>' in page.html


async def test_t28_the_moved_time_is_seen(
    worker: Give, plan: Callable[..., int], clock: Clock
) -> None:
    anna = await worker("Anna Lind")
    plan(24, wished=timedelta(hours=6, minutes=20))  # tomorrow 08.30, wished at 02.10
    plan(48, wished=timedelta(hours=10, minutes=30))

    page = await anna.open("/ledger")

    assert 'klockan 08.30<span class="under">flyttad från 02.10</span>' in page.html
    assert "flyttad från onsdag 13 januari 22.00" in page.html


async def test_one_kind_is_picked_out(worker: Give, plan: Callable[..., int]) -> None:
    anna = await worker("Anna Lind")
    one = plan(1, kind=Kind.GOING_WELL)
    plan(2, kind=Kind.CALL_SOON)

    page = await anna.open("/ledger?kind=going_well")

    assert cases(page) == [f"/desk/cases/{one}"]
    assert "Hur går det? Efter 2 veckor" in page.text


async def test_how_many_are_to_go_today_and_how_many_came_to_nobody_this_week(
    worker: Give, plan: Callable[..., int]
) -> None:
    anna = await worker("Anna Lind")
    plan(1, states.PLANNED)
    plan(-1, states.UNCERTAIN)
    tomorrow, monday, sunday = 20, -30, -40
    plan(tomorrow, states.PLANNED)
    for hours, state in ((-2, "failed"), (-3, "too_late"), (monday, "unread"), (-4, "sent")):
        plan(hours, state)
    plan(sunday, states.FAILED)

    page = await anna.open("/ledger")
    assert "<dt>Kvar att skicka i dag</dt><dd>2</dd>" in page.html
    assert '<a href="?view=past&amp;state=missed">3</a>' in page.html

    page = await anna.open("/ledger?view=past&state=missed")
    assert page.html.count('data-of="Läge"') == 4


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Kind.CALL_SOON, "Någon ska ringa eller skriva. Det ligger under Ring upp."),
        (Kind.GOING_WELL, "Ingen behöver göra något."),
    ],
)
async def test_what_follows_stands_where_it_did_not_come_through(
    worker: Give, plan: Callable[..., int], kind: Kind, told: str
) -> None:
    anna = await worker("Anna Lind")
    plan(-2, states.FAILED, kind)

    page = await anna.open("/ledger?view=past")

    assert told in page.text


async def test_what_was_taken_back_is_seen_only_when_asked_for(
    worker: Give, plan: Callable[..., int]
) -> None:
    anna = await worker("Anna Lind")
    case = plan(2, states.CANCELLED)
    plan(3, case=case)

    page = await anna.open("/ledger")
    assert page.html.count('data-of="Läge"') == 1
    more = next(link for link in page.links if "state=all" in link)

    page = await anna.open(f"/ledger{more}")
    assert page.html.count('data-of="Läge"') == 2
    page = await anna.open("/ledger?state=cancelled")
    assert page.html.count('data-of="Läge"') == 1


async def test_page_by_page_nothing_is_missed_or_told_twice(
    worker: Give, plan: Callable[..., int]
) -> None:
    anna = await worker("Anna Lind")
    case = plan(-1, states.SENT)
    for n in range(2, 121):
        plan(-(n // 2) - n / 1000, states.SENT, case=case)

    seen: list[str] = []
    page = await anna.open("/ledger?view=past")
    for _ in range(3):
        seen += page.html.split('data-of="När">')[1:]
        more = [link for link in page.links if "due=" in link]
        page = await anna.open(f"/ledger{more[0]}") if more else page

    assert len(seen) == 120
    assert not more


@pytest.mark.parametrize(
    "query",
    [
        "state=gone&view=sideways", "due=now&id=1", "due=2027-01-12T08:00:00&id=2", "due=&id=x",
        "id=" + "9" * 40, "due=0001-01-01T00:00:00%2B00:00&id=1",
    ],
)  # fmt: skip
async def test_a_strange_address_shows_the_ledger(
    worker: Give, plan: Callable[..., int], query: str
) -> None:
    anna = await worker("Anna Lind")
    case = plan(1)

    page = await anna.open(f"/ledger?{query}")

    assert (anna.status, f"/desk/cases/{case}" in page.links) == (200, True)


@pytest.mark.parametrize("typed", ["tolv", "-1", "9" * 40, "1 OR 1", "²"])
async def test_what_is_no_case_is_told_by_the_field(
    worker: Give, plan: Callable[..., int], typed: str
) -> None:
    anna = await worker("Anna Lind")
    plan(1)

    page = await anna.client.get("/desk/ledger", params={"case": typed})

    assert page.status_code == 422
    assert 'id="f-case-fault"' in page.text


async def test_another_municipalitys_reminders_are_not_there(
    worker: Give, house: House, plan: Callable[..., int]
) -> None:
    other = next(key for key in house.catalogues.now.by_key if key != HERE)
    case = plan(1, here=other)
    anna = await worker("Anna Lind")

    page = await anna.open(f"/ledger?case={case}")

    assert "Här finns inga påminnelser som passar." in page.text
