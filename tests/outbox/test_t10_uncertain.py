"""Nobody knows whether it came."""

import pytest
from posting import ANNA, BERIT, BOT, EVE, Post

from bot.channels import Gone, Later, Outcome, Refused, Uncertain
from bot.store import contacts, proofs
from bot.store.outbox import outgoing

CODE_AT = EVE.replace(hour=12)


def code(post: Post, name: str = "first") -> None:
    """Berit asks for a code to an address."""
    post.house.press("who", "self", at=BERIT)
    this = post.conversation(BERIT)
    with post.house.store.writing() as held:
        seal = post.house.store.seal
        contacts.give(held, seal, this, "email", "berit@example.se", CODE_AT)
        assert proofs.send(held, seal, "exempelby", this, "email", name, CODE_AT)


@pytest.mark.parametrize("answer", [Uncertain(), OSError("reset")], ids=["told", "raised"])
async def test_t10_it_is_sent_again_with_the_same_words_and_they_hurt_nobody_twice(
    post: Post, answer: Outcome | Exception
) -> None:
    post.book()
    post.chat.answers = [answer]
    await post.knock(EVE)
    await post.knock(EVE, minutes=2)

    (_, first), (_, again) = post.chat.given
    assert first == again
    said = " ".join(bubble.text for bubble in first.bubbles)
    assert said == "Hej från Exempelby!"  # no time and no day: they are told when it is read
    assert post.states() == ["sent", "planned"]
    heard = post.house.ask("SELECT heard FROM turn WHERE heard LIKE 'notice:%'")
    assert heard == [("notice:call_tomorrow",)]


async def test_t10_each_channel_tries_three_times_and_then_the_next(post: Post) -> None:
    post.book()
    post.proved(ANNA, "email", "anna@example.se")
    post.chat.answers = [Uncertain()] * 9
    for minutes in range(0, 20, 2):
        await post.knock(EVE, minutes=minutes)

    assert len(post.chat.to) == outgoing.TRIES
    assert post.mail.to == ["anna@example.se"]
    assert post.states() == ["sent", "planned"]
    assert post.tasks() == []


@pytest.mark.parametrize(
    "answer", [Uncertain(), Refused(), Gone(), OSError("reset")], ids=["uncertain", "refused",
    "gone", "raised"],
)  # fmt: skip
async def test_t10_a_code_is_never_sent_twice(post: Post, answer: Outcome | Exception) -> None:
    code(post)
    post.mail.answers = [answer]
    for minutes in (0, 2, 4):
        await post.knock(CODE_AT, minutes=minutes)

    assert post.mail.to == ["berit@example.se"]
    assert (post.states("code"), post.tasks(), post.chat.to) == (["failed"], [], [])


async def test_t10_a_code_whose_worker_died_is_not_sent_again(post: Post) -> None:
    code(post)
    with post.house.store.writing() as held:
        (claimed,) = outgoing.claim(held, CODE_AT, 10, "email")
        outgoing.begin(held, claimed, CODE_AT)
    for minutes in (2, 4):
        await post.knock(CODE_AT, minutes=minutes)

    assert post.mail.to == []
    assert post.states("code") == ["failed"]


async def test_a_code_that_was_not_taken_is_sent(post: Post) -> None:
    code(post)
    post.mail.answers = [Later(30)]
    await post.knock(CODE_AT)
    await post.knock(CODE_AT, minutes=1)

    assert len(post.mail.to) == 2
    assert post.states("code") == ["sent"]
    (_, said), _ = post.mail.given
    assert said.link == ""  # nobody knows yet whose the address is


async def test_to_an_address_that_nobody_has_shown_to_be_theirs_only_the_code_goes(
    post: Post,
) -> None:
    post.book()
    post.proved(ANNA, "email", "old@example.se")
    with post.house.store.writing() as held:  # she was reached there, and gives another
        held.driver.execute("UPDATE outbox SET channel = 'email'")
        held.driver.execute("UPDATE contact SET verified_at = NULL")
    await post.knock(EVE)

    assert post.mail.to == []
    assert post.states() == ["failed", "planned"]
    assert post.tasks() == ["write_instead"]


async def test_a_channel_that_died_half_way_is_not_waited_for(post: Post) -> None:
    post.book()
    with post.house.store.writing() as held:
        (claimed,) = outgoing.claim(held, EVE, 10, BOT)
        outgoing.begin(held, claimed, EVE)
    await post.knock(EVE, seconds=59)
    assert post.states() == ["sending", "planned"]

    await post.knock(EVE, minutes=1)
    assert post.states() == ["uncertain", "planned"]
    await post.knock(EVE, minutes=3)
    assert post.chat.to == ["7001"]
