"""Signing in at the desk."""

from collections.abc import Awaitable, Callable

from atdesk import Worker

Give = Callable[..., Awaitable[Worker]]


async def test_one_who_signs_in_is_called_by_name(worker: Give) -> None:
    anna = await worker("Anna Lind")

    assert (anna.status, anna.at) == (200, "/desk/")
    assert "Anna Lind" in anna.page.text
