"""What was given to a channel is counted by the kind of channel and what became of it."""

from posting import EVE, Post

from bot.channels import Gone, Later
from bot.monitoring.metrics import SENDS


def sends(outcome: str) -> float:
    return sum(
        sample.value
        for family in SENDS.collect()
        for sample in family.samples
        if sample.name.endswith("_total")
        and sample.labels == {"channel": "telegram", "outcome": outcome}
    )


async def test_every_send_is_counted_by_what_became_of_it(post: Post) -> None:
    before = {outcome: sends(outcome) for outcome in ("later", "gone", "sent", "uncertain")}
    post.book()
    post.chat.answers = [Later(60), Gone()]

    await post.knock(EVE)
    await post.knock(EVE, minutes=2)

    more = {outcome: sends(outcome) - was for outcome, was in before.items()}
    assert more == {"later": 1, "gone": 1, "sent": 0, "uncertain": 0}
