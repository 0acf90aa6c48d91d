"""What becomes of a notice: claimed, begun, and marked, whatever the channel meets."""

import asyncio
from datetime import timedelta

import pytest
from small import ME, TEN, WORDING, House

from bot.channels import Dispatch, Gone, Later, Outcome, Refused, Sent, Uncertain
from bot.channels.web import WaitingChannel
from bot.clock import Clock
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.store import Unavailable
from bot.store.outbox import outgoing
from care.followup import Kind
from care.municipality import Municipality
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies

EVE = TEN.replace(day=24, hour=9)  # when the first notice for a call at TEN is due


def words(kind: Kind, municipality: Municipality) -> Replies:
    hello = t("Hej från {name}!", name=municipality.name)
    return (Ask("read", hello, (Choice("open", label("read", "Läs")),)),)


SAID = writers(words, {})


class Loudspeaker:
    """A channel that notes what it sends and answers what it was told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[Address, str]] = []
        self.answers: list[Outcome | Exception] = []

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        self.sent.append((address, dispatch.bubbles[0].text))
        answer = self.answers.pop(0) if self.answers else Sent()
        if isinstance(answer, Exception):
            raise answer
        return answer


class Post:
    """A house with a call booked, and its outbox."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.channel = Loudspeaker()
        self.outbox = Outbox(house.store, {"web": self.channel}, SAID, WORDING, house.catalogues)
        house.book(TEN)

    async def work(self, **after: float) -> int:
        return await self.outbox.work(EVE + timedelta(**after))

    def states(self) -> list[str]:
        return [row[0] for row in self.house.ask("SELECT state FROM outbox ORDER BY due")]

    def tasks(self) -> list[str]:
        return [row[0] for row in self.house.ask("SELECT reason FROM task")]


@pytest.fixture
def post(house: House) -> Post:
    return Post(house)


async def test_nothing_is_sent_before_its_time(post: Post) -> None:
    assert await post.work(seconds=-1) == 0
    assert post.states() == ["planned", "planned"]


async def test_a_notice_is_sent_once_and_stands_in_the_log(post: Post) -> None:
    assert await post.work() == 1
    assert await post.work(seconds=1) == 0

    assert post.channel.sent == [(ME, "Hej från Exempelby!")]
    assert post.states() == ["sent", "planned"]
    last = post.house.conversations.past(ME)[-1]
    assert (last.step, last.mine, last.bubbles[0].choices[0].value) == ("read", "", "open")
    assert post.house.ask("SELECT heard FROM turn ORDER BY n") == [
        ("book",),
        ("notice:call_tomorrow",),
    ]


async def test_after_a_notice_the_conversation_goes_on(post: Post) -> None:
    await post.work()
    answer = post.house.press("who", "self")

    assert answer.step == "help"
    assert post.house.ask("SELECT max(n), count(*) FROM turn") == [(3, 3)]


async def test_both_notices_go_at_their_own_time(post: Post) -> None:
    await post.work()
    await post.work(hours=23.5)

    assert post.states() == ["sent", "sent"]


async def test_t07_nothing_begins_after_a_cancel(post: Post) -> None:
    post.house.press("cancel")

    assert await post.work() == 0
    assert post.channel.sent == []


async def test_t07_a_cancel_between_claiming_and_sending_wins(post: Post) -> None:
    with post.house.store.writing() as held:
        (claimed,) = outgoing.claim(held, EVE, 10, "web")
    post.house.press("cancel")
    with post.house.store.writing() as held:
        begun = outgoing.begin(held, claimed, EVE)

    assert begun is None
    assert post.states() == ["cancelled", "cancelled"]


async def test_t07_a_moved_call_is_told_once_at_its_new_time(post: Post) -> None:
    post.house.book(TEN + timedelta(days=1))

    assert await post.work() == 0
    assert await post.work(days=1) == 1
    assert len(post.channel.sent) == 1


async def test_t11_later_waits_as_long_as_it_was_told(post: Post) -> None:
    post.channel.answers = [Later(37)]
    await post.work()

    assert post.states() == ["planned", "planned"]
    assert await post.work(seconds=37) == 0
    assert await post.work(seconds=38) == 1
    assert post.states() == ["sent", "planned"]


async def test_t13_gone_is_dead_and_someone_writes_instead(post: Post) -> None:
    post.channel.answers = [Gone()]
    await post.work()

    assert post.states() == ["failed", "planned"]
    assert post.house.ask("SELECT kind FROM address WHERE dead") == [("web",)]
    assert post.tasks() == ["write_instead"]
    await post.work(hours=23.5)
    assert post.states() == ["failed", "failed"]
    assert len(post.channel.sent) == 1
    assert post.tasks() == ["write_instead"]


async def test_t13_writing_again_revives_the_address(post: Post) -> None:
    post.channel.answers = [Gone()]
    await post.work()
    post.house.press("who", "self")
    await post.work(hours=23.5)

    assert post.states() == ["failed", "sent"]


async def test_refused_becomes_a_task(post: Post) -> None:
    post.channel.answers = [Refused()]
    await post.work()

    assert post.states() == ["failed", "planned"]
    assert post.tasks() == ["write_instead"]


@pytest.mark.parametrize("answer", [Uncertain(), OSError("reset")], ids=["told", "raised"])
async def test_t10_uncertain_is_sent_again_but_not_at_once(
    post: Post, answer: Outcome | Exception
) -> None:
    post.channel.answers = [answer]
    await post.work()

    assert post.states() == ["uncertain", "planned"]
    assert await post.work(seconds=59) == 0
    assert await post.work(seconds=61) == 1
    assert post.states() == ["sent", "planned"]


async def test_uncertain_for_ever_becomes_a_task(post: Post) -> None:
    post.channel.answers = [Uncertain()] * 9
    for minutes in range(0, 18, 2):
        await post.work(minutes=minutes)

    assert len(post.channel.sent) == outgoing.TRIES
    assert post.states()[0] == "failed"
    assert post.tasks() == ["write_instead"]


async def test_t08_a_claim_that_was_left_comes_back(post: Post) -> None:
    with post.house.store.writing() as held:
        outgoing.claim(held, EVE, 10, "web")

    assert await post.work(seconds=59) == 0
    assert await post.work(seconds=60) == 1
    assert post.states() == ["sent", "planned"]


async def test_t08_a_send_that_was_left_is_uncertain(post: Post) -> None:
    with post.house.store.writing() as held:
        (claimed,) = outgoing.claim(held, EVE, 10, "web")
        outgoing.begin(held, claimed, EVE)

    assert await post.work(seconds=60) == 0
    assert post.states() == ["uncertain", "planned"]
    assert await post.work(seconds=120) == 1
    assert post.states() == ["sent", "planned"]


async def test_t09_too_late_becomes_a_task(post: Post) -> None:
    assert await post.work(hours=25) == 0

    assert post.states() == ["too_late", "too_late"]
    assert post.tasks() == ["write_instead"]
    assert post.channel.sent == []


async def test_t09_what_still_helps_goes_after_a_stop(post: Post) -> None:
    assert await post.work(hours=2) == 1


async def test_workers_at_once_send_each_notice_once(post: Post) -> None:
    for i in range(10):
        start = TEN + timedelta(days=2, minutes=30 * i)
        assert post.house.book(start, at=Address("web", "", f"{i}")).startswith("bokat")
    due = timedelta(days=2)
    counts = await asyncio.gather(*(post.outbox.work(EVE + due) for _ in range(5)))
    while await post.outbox.work(EVE + due):
        pass

    assert sum(counts) > 0
    assert len(post.channel.sent) == len({address for address, _ in post.channel.sent}) == 10


async def test_no_channel_becomes_a_task(post: Post) -> None:
    silent = Outbox(post.house.store, {}, SAID, WORDING, post.house.catalogues)
    await silent.work(EVE)

    assert post.states() == ["planned", "planned"]  # another process may have the channel

    await silent.work(TEN)

    assert post.states() == ["too_late", "too_late"]
    assert post.tasks() == ["write_instead"]


async def test_a_clock_of_ones_own_moves_nobody_elses_notices(post: Post) -> None:
    await post.outbox.work(EVE + timedelta(days=400), Address("terminal", "", "someone else"))

    assert post.states() == ["planned", "planned"]


async def test_one_who_cannot_be_reached_reads_it_when_back(house: House) -> None:
    house.book(TEN)
    outbox = Outbox(house.store, {"web": WaitingChannel()}, SAID, WORDING, house.catalogues)
    await outbox.work(EVE)

    assert house.conversations.past(ME)[-1].bubbles[0].text == "Hej från Exempelby!"


async def test_the_clock_knocks_until_nothing_is_due(post: Post) -> None:
    clock = Clock(post.outbox.work, lambda: EVE)
    await clock.knock()

    assert len(post.channel.sent) == 1


async def test_the_clock_lives_on_when_the_database_is_away() -> None:
    async def away(_now: object) -> int:
        raise Unavailable

    knocked = await Clock(away, lambda: EVE).knock()

    assert knocked is None


async def test_the_clock_knocks_at_once_when_it_starts() -> None:
    knocks: list[object] = []
    knocked = asyncio.Event()

    async def work(now: object) -> int:
        knocks.append(now)
        knocked.set()
        return 0

    clock = Clock(work)
    clock.start()
    await asyncio.wait_for(knocked.wait(), 5)
    clock.stop()

    assert len(knocks) == 1
