"""The workers were down while notices fell due."""

from datetime import datetime, timedelta

from posting import ANNA, AT_HOME, BERIT, BOT, EVE, SOON, Post
from small import TEN

from bot.channels import Later
from bot.store.outbox import outgoing, tending


def waits_since(post: Post, at: datetime) -> datetime | None:
    with post.house.store.reading() as held:
        return tending.oldest_due(held, at)


async def test_t09_what_helps_goes_with_the_first_knock_and_what_does_not_is_a_task(
    post: Post,
) -> None:
    post.book()
    post.book(BERIT, TEN + timedelta(hours=2))
    post.book(AT_HOME, TEN + timedelta(days=1))
    up = SOON + timedelta(hours=2)  # at half past ten: Anna's call has begun, Berit's has not

    await post.outbox.work(up)

    left = post.house.ask("SELECT count(*) FROM outbox WHERE state = 'planned' AND due <= "
                          "(SELECT max(due) FROM outbox WHERE state = 'sent')")  # fmt: skip
    assert left == [(0,)]
    assert post.chat.to == ["7002"]
    assert sorted(post.states()) == [
        "planned", "sent", "sent", "too_late", "too_late", "too_late",
    ]  # fmt: skip
    assert post.tasks() == ["write_instead", "write_instead"]


async def test_t09_how_long_the_oldest_has_waited_is_known(post: Post) -> None:
    post.book()

    later = EVE + timedelta(minutes=6)

    assert waits_since(post, EVE - timedelta(minutes=1)) is None
    assert waits_since(post, later) == EVE
    await post.knock(EVE, minutes=6)
    assert waits_since(post, later) is None


async def test_t09_one_who_is_told_to_wait_is_not_overdue(post: Post) -> None:
    post.book()
    post.chat.answers = [Later(600)]
    await post.knock(EVE)

    assert waits_since(post, EVE + timedelta(minutes=9)) is None


async def test_a_channel_that_nobody_has_any_more_leaves_no_row_behind(post: Post) -> None:
    post.book()
    with post.house.store.writing() as held:
        (claimed,) = outgoing.claim(held, EVE, 10, BOT)
        outgoing.begin(held, claimed, EVE)
        held.driver.execute("UPDATE outbox SET channel = 'telegram:1'")

    await post.knock(EVE, hours=1)
    assert post.states() == ["sending", "planned"]
    await post.knock(TEN)
    assert post.states() == ["too_late", "too_late"]
    assert post.tasks() == ["write_instead"]


async def test_a_worker_that_died_too_long_ago_leaves_nothing_to_send(post: Post) -> None:
    post.book()
    useless = TEN - timedelta(minutes=10)
    with post.house.store.writing() as held:
        outgoing.claim(held, useless - timedelta(seconds=30), 10, BOT)

    await post.knock(useless, seconds=31)
    assert post.chat.to == []
    assert post.states() == ["too_late", "too_late"]


async def test_what_was_late_does_not_ring_at_night(post: Post) -> None:
    post.book(start=TEN.replace(hour=14))
    night = EVE.replace(hour=19)
    await post.knock(night)
    assert post.chat.to == []

    rows = post.house.ask("SELECT wall, wished FROM outbox ORDER BY due, id")
    assert rows[0] == ("2026-11-25T08:30+01:00", "2026-11-24T09:00+01:00")
    await post.knock(SOON)
    assert post.chat.to == ["7001"]


async def test_what_was_late_and_helps_nobody_in_the_morning_is_a_task(post: Post) -> None:
    post.book(start=TEN.replace(hour=11))  # told of tomorrow until eight
    await post.knock(EVE.replace(hour=19))
    await post.knock(SOON)

    assert post.states("call_tomorrow") == ["too_late"]
    assert post.tasks() == ["write_instead"]


async def test_a_defect_in_one_notice_costs_no_other(post: Post) -> None:
    post.book()
    post.book(BERIT)
    anna = post.conversation(ANNA)
    with post.house.store.writing() as held:
        held.driver.execute(f"UPDATE conversation SET state = 'no json' WHERE id = {anna}")
    await post.knock(EVE)

    assert post.chat.to == ["7001", "7002"]
    assert sorted(post.states("call_tomorrow")) == ["sending", "sent"]
