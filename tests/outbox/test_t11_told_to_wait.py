"""A channel that says "not now"."""

from datetime import timedelta

from posting import AT_HOME, BERIT, BOT, EVE, Post
from small import TEN

from bot.channels import Later
from bot.conversation import Address


async def test_t11_one_waits_as_long_as_it_was_told_and_others_go(post: Post) -> None:
    post.book()
    post.book(BERIT)
    post.chat.answers = [Later(37)]
    await post.knock(EVE)
    assert post.chat.to == ["7001", "7002"]

    await post.knock(EVE, seconds=37)
    assert post.chat.to == ["7001", "7002"]
    await post.knock(EVE, seconds=39)
    assert post.chat.to == ["7001", "7002", "7001"]
    assert post.states("call_tomorrow") == ["sent", "sent"]


async def test_t11_what_has_to_wait_again_and_again_is_not_dropped(post: Post) -> None:
    post.book()
    post.chat.answers = [Later(37)] * 20
    for minutes in range(21):
        await post.knock(EVE, minutes=minutes)

    assert len(post.chat.to) == 21
    assert post.states() == ["sent", "planned"]


async def test_t11_who_waits_beyond_all_use_is_given_to_an_officer_then(post: Post) -> None:
    post.book()
    post.chat.answers = [Later(10 * 24 * 3600)]
    useless = TEN - timedelta(hours=3)
    await post.knock(EVE)

    await post.knock(useless, seconds=-1)
    assert post.states("call_tomorrow") == ["planned"]
    await post.knock(useless)
    assert post.states("call_tomorrow") == ["too_late"]
    assert post.tasks() == ["write_instead"]


async def test_a_slow_channel_holds_up_no_other(post: Post) -> None:
    post.book()
    post.book(AT_HOME)
    post.chat.answers = [OSError("away")]

    assert await post.outbox.work(EVE) == 2
    assert sorted(post.states("call_tomorrow")) == ["sent", "uncertain"]


async def test_of_two_workers_one_sends_for_a_bot_until_it_is_silent(post: Post) -> None:
    post.book()
    other = post.worker()
    await post.knock(EVE)
    post.book(BERIT, TEN + timedelta(minutes=30))
    for chat in range(3):
        post.book(Address("telegram", "42", f"{chat}"), TEN + timedelta(hours=1))
    with post.house.store.writing() as held:
        held.driver.execute("UPDATE outbox SET state = 'planned' WHERE state = 'sent'")

    assert await other.work(EVE + timedelta(seconds=29)) == 0
    assert post.chat.to == ["7001"]
    while await other.work(EVE + timedelta(seconds=32)):
        pass
    assert sorted(post.chat.to[1:]) == ["0", "1", "2", "7001", "7002"]

    holder = "SELECT count(*), min(name) FROM lease"
    assert post.house.ask(holder) == [(1, BOT)]
    assert await post.outbox.work(EVE + timedelta(seconds=33)) == 0
