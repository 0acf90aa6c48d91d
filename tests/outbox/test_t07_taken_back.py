"""Cancelled or moved: nothing of the old call begins any more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from posting import ANNA, BOT, EVE, Post
from small import TEN
from sqlalchemy import bindparam, update

from bot.store import case, contacts
from bot.store.outbox import notices, outgoing, routes
from bot.store.statement import Statement
from bot.store.tables import BOOKING
from care import followup
from care.followup import Course, Kind, plan


@pytest.mark.parametrize("press", ["cancel", "move"])
async def test_t07_a_second_before_it_is_due(post: Post, press: str) -> None:
    post.book()
    await post.knock(EVE, seconds=-1)
    if press == "cancel":
        post.house.press("cancel", at=ANNA)
    else:
        post.book(start=TEN + timedelta(days=1))

    assert await post.knock(EVE) == 0
    assert post.chat.to == []
    assert await post.knock(EVE, days=1) == (press == "move")
    assert len(post.chat.to) == (press == "move")


@pytest.mark.parametrize("press", ["cancel", "move"])
async def test_t07_between_being_claimed_and_begun(post: Post, press: str) -> None:
    post.book()
    with post.house.store.writing() as held:
        (claimed,) = outgoing.claim(held, EVE, 10, BOT)
    if press == "cancel":
        post.house.press("cancel", at=ANNA)
    else:
        post.book(start=TEN + timedelta(days=1))
    with post.house.store.writing() as held:
        begun = outgoing.begin(held, claimed, EVE)

    assert begun is None
    await post.knock(EVE, hours=23)
    assert post.chat.to == []


async def test_t07_what_was_being_sent_as_the_case_was_closed_is_not_sent_again(
    post: Post,
) -> None:
    """Telegram said "not now" just as an officer noted that the person has died."""
    post.book()
    with post.house.store.writing() as held:
        held.driver.execute("UPDATE participant SET role = 'person'")
        news = followup.news(Kind.CASE_NEWS, now=EVE, closed=frozenset().__contains__)
        assert notices.tell(held, 1, "exempelby", 9, news, "accepted") == 1
        held.driver.execute("UPDATE outbox SET state = 'cancelled' WHERE kind <> 'case_news'")
        (claimed,) = outgoing.claim(held, EVE, 10, BOT)
        begun = outgoing.begin(held, claimed, EVE)
    assert begun is not None
    with post.house.store.writing() as held:
        held.driver.execute("UPDATE \"case\" SET stage = 'closed', closed_as = 'died'")
        notices.take_back_all(held, 1)
        outgoing.later(held, begun, EVE + timedelta(seconds=37))

    await post.knock(EVE, seconds=40)
    assert post.chat.to == []
    assert post.states("case_news") == ["cancelled"]


async def test_t07_what_was_claimed_is_not_begun_where_the_number_was_let_go(post: Post) -> None:
    post.book()
    post.proved(ANNA, "sms", "+46701740605")
    with post.house.store.writing() as held:
        held.driver.execute("UPDATE address SET dead = (1 = 1)")
        routes.reroute(held, 1)
        (claimed,) = outgoing.claim(held, EVE, 10, "sms")
    with post.house.store.writing() as held:
        contacts.stop(held, 1, "sms")
    with post.house.store.writing() as held:
        begun = outgoing.begin(held, claimed, EVE)

    assert begun is None
    assert set(post.ways()) == {"none"}


async def test_t07_of_two_told_together_the_one_that_stands_is_told(post: Post) -> None:
    post.book()
    _officer_moves_it(post, TEN.replace(hour=8, minute=30), EVE - timedelta(days=1))
    with post.house.store.writing() as held:
        (claimed,) = outgoing.claim(held, EVE, 10, BOT)
        held.driver.execute("UPDATE outbox SET state = 'cancelled' WHERE kind = 'call_tomorrow'")
        begun = outgoing.begin(held, claimed, EVE)

    assert [row.kind for row in claimed.rows] == ["call_tomorrow", "call_soon"]
    assert begun is not None
    assert [row.kind for row in begun.rows] == ["call_soon"]


async def test_a_late_reminder_survives_what_an_officer_does_in_the_case(post: Post) -> None:
    """The worker was down at nine; at ten an officer notes something, at eleven it is up."""
    post.book()
    _officer_moves_it(post, TEN, EVE + timedelta(hours=1))

    assert await post.knock(EVE, hours=2) == 1
    assert post.states() == ["sent", "planned"]


async def test_what_was_told_together_is_not_told_again_in_the_evening(post: Post) -> None:
    """A call at half past eight: both reminders go at nine the day before. Then a note is made."""
    early = TEN.replace(hour=8, minute=30)
    post.book()
    _officer_moves_it(post, early, EVE - timedelta(days=1))
    await post.knock(EVE)
    assert len(post.chat.to) == 1
    assert post.states("call_soon") == ["sent", "cancelled"]

    _officer_moves_it(post, early, EVE + timedelta(hours=3))
    await post.knock(EVE, hours=9)

    assert len(post.chat.to) == 1


async def test_a_day_that_is_another_takes_back_its_own_notice_alone(post: Post) -> None:
    """Two days were the same by mistake; one is put right, and the yearly notice is late."""
    post.book()
    started, wrong, right = date(2026, 3, 2), date(2027, 6, 1), date(2027, 9, 1)
    with post.house.store.writing() as held:
        held.driver.execute("UPDATE participant SET role = 'person'")
        held.driver.execute("UPDATE conversation SET reminders = (1 = 1)")
    _goes_on(post, Course(started, wrong, wrong), EVE)
    _goes_on(post, Course(started, right, wrong), datetime(2027, 3, 2, 12, tzinfo=UTC))

    assert post.states("change_by") == ["planned"]
    assert post.states("decision_ends") == ["cancelled", "planned"]
    assert post.states("choose_again") == ["planned"]


def _goes_on(post: Post, of: Course, now: datetime) -> None:
    rows = followup.course(of, now=now, closed=frozenset().__contains__)
    with post.house.store.writing() as held:
        notices.follow(held, 1, "exempelby", rows, followup.anchors(of))


_START = Statement(update(BOOKING).values(start=bindparam("start", required=True)))


def _officer_moves_it(post: Post, start: datetime, now: datetime) -> None:
    """To a time that the chat offers nobody, or to the same."""
    with post.house.store.writing() as held:
        held.run(_START, start=start)
        ((version,),) = held.driver.execute('SELECT version FROM "case"').fetchall()
        version = case.next_version(held, 1, version)
        notices.take_back(held, 1)
        due = plan(start, now=now, closed=frozenset().__contains__)
        notices.plan(held, 1, "exempelby", version, due)
