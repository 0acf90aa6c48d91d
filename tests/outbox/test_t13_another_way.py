"""Somebody whom one channel reaches no more; and the order in which channels are tried."""

from datetime import timedelta

import pytest
from posting import ANNA, AT_HOME, EVE, SOON, Post
from small import TEN

from bot.channels import Gone, Refused
from bot.store import contacts, links
from bot.store.links import printed
from bot.store.office import people
from bot.store.outbox import notices
from care import followup
from care.followup import Kind

NUMBER, MAIL = "+46701740605", "anna@example.se"


async def test_t13_who_has_blocked_us_is_left_alone_and_an_officer_is_asked(post: Post) -> None:
    post.book()
    post.chat.answers = [Gone()]
    await post.knock(EVE)
    assert post.house.ask("SELECT external FROM address WHERE dead") == [("7001",)]
    assert (post.states(), post.ways()[1]) == (["failed", "planned"], "none")

    await post.knock(SOON)
    assert post.chat.to == ["7001"]
    assert post.states() == ["failed", "failed"]
    assert post.tasks() == ["write_instead"]


async def test_t13_an_officer_rings_where_a_number_is_known(post: Post) -> None:
    post.house.press("keep", "phone=070-174 06 05", at=ANNA)
    post.book()
    post.chat.answers = [Gone()]
    await post.knock(EVE)

    assert post.tasks() == ["ring_instead"]


async def test_t13_writing_again_revives(post: Post) -> None:
    post.book()
    post.chat.answers = [Gone()]
    await post.knock(EVE)
    post.house.press("who", "self", at=ANNA)
    await post.knock(SOON)

    assert post.chat.to == ["7001", "7001"]
    assert post.states() == ["failed", "sent"]


@pytest.mark.parametrize(("kind", "value"), [("sms", NUMBER), ("email", MAIL)])
async def test_t13_it_goes_to_a_number_or_an_address_that_was_proved(
    post: Post, kind: str, value: str
) -> None:
    post.book()
    post.proved(ANNA, kind, value)
    post.chat.answers = [Gone()]
    await post.knock(EVE)
    await post.knock(SOON)

    mouth = post.text if kind == "sms" else post.mail
    assert mouth.to == [value, value]
    assert post.chat.to == ["7001"]
    assert (post.states(), post.tasks()) == (["sent", "sent"], [])

    post.house.press("who", "self", at=ANNA)  # back in the chat, which lives again
    post.book(start=TEN + timedelta(days=1))
    assert post.ways()[-1] == "telegram:42"


async def test_all_channels_are_tried_one_after_the_other(post: Post) -> None:
    post.book()
    post.proved(ANNA, "sms", NUMBER)
    post.proved(ANNA, "email", MAIL)
    post.chat.answers, post.text.answers, post.mail.answers = [Gone()], [Refused()], [Gone()]
    await post.knock(EVE)

    assert (post.chat.to, post.text.to, post.mail.to) == (["7001"], [NUMBER], [MAIL])
    assert post.states("call_tomorrow") == ["failed"]
    assert post.ways()[1] == "sms"  # it took that one message not; the next it may
    assert post.tasks() == ["write_instead"]


async def test_who_proves_an_address_is_reached_there_rather_than_on_the_page(post: Post) -> None:
    post.book(AT_HOME)
    assert post.ways() == ["web", "web"]
    post.proved(AT_HOME, "email", MAIL)
    assert post.ways() == ["email", "email"]
    post.proved(AT_HOME, "sms", NUMBER)
    assert post.ways() == ["sms", "sms"]
    this = post.conversation(AT_HOME)
    with post.house.store.writing() as held:
        contacts.stop(held, this, "sms")
    assert post.ways() == ["email", "email"]


async def test_the_link_is_the_same_however_often_it_is_sent(post: Post) -> None:
    post.book(AT_HOME)
    post.proved(AT_HOME, "email", MAIL)
    post.mail.answers = [OSError("reset")]
    await post.knock(EVE)
    await post.knock(EVE, minutes=2)

    (_, first), (_, again) = post.mail.given
    assert first.link == again.link
    token = first.link.removeprefix("https://val.example.se/l/")
    assert post.house.ask("SELECT link FROM outbox WHERE link IS NOT NULL") == [(printed(token),)]


@pytest.mark.parametrize("how", ["stop", "give"])
async def test_a_link_to_an_address_that_was_let_go_opens_nothing(post: Post, how: str) -> None:
    post.book(AT_HOME)
    post.proved(AT_HOME, "email", MAIL)
    await post.knock(EVE)
    ((_, dispatch),) = post.mail.given
    token, this = (
        dispatch.link.removeprefix("https://val.example.se/l/"),
        post.conversation(AT_HOME),
    )
    with post.house.store.writing() as held:
        assert isinstance(links.whose(held, token, EVE), links.Linked)
        if how == "stop":
            contacts.stop(held, this, "email")
        else:
            contacts.give(held, post.house.store.seal, this, "email", "berit@example.se", EVE)

        assert links.whose(held, token, EVE) is None


async def test_a_reminder_on_the_page_is_as_good_as_read(post: Post) -> None:
    post.book(AT_HOME)
    await post.knock(EVE)

    assert post.states() == ["sent", "planned"]


def news(post: Post) -> None:
    """An officer has called the call off; that must be seen."""
    this = post.conversation(AT_HOME)
    with post.house.store.writing() as held:
        row = followup.news(Kind.CALL_MOVED, now=EVE, closed=frozenset().__contains__)
        assert notices.tell(held, 1, "exempelby", 9, row, "moved", also=this) == 1


async def test_news_on_the_page_that_nobody_opens_for_two_days_is_a_task(post: Post) -> None:
    post.book(AT_HOME, TEN + timedelta(days=7))
    news(post)
    await post.knock(EVE)
    assert post.states("call_moved") == ["posted"]

    await post.knock(EVE, days=2, seconds=-1)
    assert (post.states("call_moved"), post.tasks()) == (["posted"], [])
    await post.knock(EVE, days=2, seconds=5)
    assert (post.states("call_moved"), post.tasks()) == (["unread"], ["write_instead"])


async def test_nobody_is_rung_about_what_they_may_not_know_any_more(post: Post) -> None:
    """It stood on the page of one whose yes the person has taken back since."""
    post.book(AT_HOME, TEN + timedelta(days=7))
    news(post)
    await post.knock(EVE)
    this = post.conversation(AT_HOME)
    with post.house.store.writing() as held:
        assert people.withdraw(held, 1, this, "Eva", EVE)

    await post.knock(EVE, days=3)
    assert (post.states("call_moved"), post.tasks()) == (["cancelled"], [])


@pytest.mark.parametrize("when", [timedelta(hours=-1), timedelta(hours=30)])
async def test_news_on_the_page_is_seen_by_who_comes_back_after_it(
    post: Post, when: timedelta
) -> None:
    """Posted two hours late; whoever was there an hour before that has not seen it."""
    post.book(AT_HOME, TEN + timedelta(days=7))
    news(post)
    posted = EVE + timedelta(hours=2)
    post.house.now = posted + when
    if when < timedelta(0):
        post.house.press("who", "self", at=AT_HOME)
        await post.knock(posted)
    else:
        await post.knock(posted)
        post.house.press("who", "self", at=AT_HOME)
    await post.knock(posted, days=3)

    seen = when > timedelta(0)
    assert post.states("call_moved") == ["sent" if seen else "unread"]
    assert post.tasks() == ([] if seen else ["write_instead"])


async def test_one_who_says_no_to_reminders_is_sent_none_that_were_planned(post: Post) -> None:
    post.book()
    post.house.press("remind", "no", at=ANNA)
    assert post.states() == ["cancelled", "cancelled"]
    post.house.press("remind", "yes", at=ANNA)
    await post.knock(EVE)

    assert post.chat.to == ["7001"]


async def test_one_who_said_no_while_it_was_told_to_wait_is_not_sent_it(post: Post) -> None:
    post.book()
    await post.knock(EVE, seconds=-1)
    with post.house.store.writing() as held:
        held.driver.execute("UPDATE conversation SET declined = '|call_tomorrow|'")
    await post.knock(EVE)

    assert post.chat.to == []
    assert post.states("call_tomorrow") == ["cancelled"]
