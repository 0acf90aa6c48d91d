"""The JSON door: the same conversation for another program."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import pytest
import schemathesis
from browser import Browser
from hypothesis import HealthCheck, Phase, given, settings
from listening import listening
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation
from starlette.applications import Starlette

from bot.assembly import assemble, page
from bot.doors.described import openapi
from bot.doors.haste import MOST
from bot.doors.live import Live
from bot.settings import Settings

JSON = {"Content-Type": "application/json"}


class Program:
    """Another program that talks for one person."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.conversation = ""

    async def send(self, **event: Any) -> httpx.Response:
        """One event, as it stands."""
        asked = {"key": token_hex(8), "conversation": self.conversation, **event}
        return await self._client.post("/api/turns", json=asked)

    async def give(self, *pressed: str) -> dict[str, Any]:
        """Answers to questions, one after the other; what is said to the last."""
        answer: dict[str, Any] = {}
        for one in pressed:
            question, bar, value = one.partition("|")
            event = {"choose": {"question": question, "value": value}} if bar else {"text": one}
            got = await self.send(**event)
            assert got.status_code == 200, got.text
            answer = got.json()
            self.conversation = answer["conversation"]
        return answer


@pytest.fixture
def program(client: httpx.AsyncClient) -> Program:
    return Program(client)


async def test_somebody_new_is_asked_for_the_language(program: Program) -> None:
    answer = (await program.send(languages=["fi", "sv"])).json()

    assert answer["question"] == "language"
    assert [c["value"] for c in answer["replies"][-1]["choices"]][:2] == ["fi", "sv"]


async def test_a_conversation_to_the_list(program: Program) -> None:
    await program.give("language|sv", "knew|no", "municipality|exempelby", "who|self")
    answer = await program.give(
        "decision|yes", "about1|skip", "service|care", "area|centrum", "needs|done"
    )

    assert answer["question"] == "list"
    cards = next(one for one in answer["replies"] if one["kind"] == "cards")["cards"]
    assert len(cards) > 1
    assert all(card["name"] for card in cards)


async def test_typed_words_are_understood_and_a_number_is_masked(program: Program) -> None:
    await program.give("language|ar", "knew|no")
    answer = await program.give("Exempelby 19121212-1212")

    assert answer["dir"] == "rtl"
    assert "19121212" not in str(answer)


async def test_the_same_key_is_one_event(program: Program) -> None:
    await program.give("language|sv", "knew|no", "municipality|exempelby")
    press = {"key": "pressed-once", "choose": {"question": "who", "value": "self"}}
    first, again = (await program.send(**press)).json(), (await program.send(**press)).json()

    assert (first["duplicate"], again["duplicate"]) == (False, True)
    assert first["replies"] == again["replies"]
    assert first["n"] == again["n"]


async def test_while_the_store_is_away_there_is_a_number_to_ring_and_no_haste(
    database: Path,
) -> None:
    settings = Settings(database=f"sqlite:///{database}", secret="test", municipality="exempelby")
    house = assemble(settings, patience=0.05)
    transport = httpx.ASGITransport(page(house, lambda: datetime(2026, 11, 23, 8, tzinfo=UTC)))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        program = Program(client)
        await program.give("language|sv")
        other = sqlite3.connect(database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        away = [await program.send(text="nej") for _ in range(MOST + 1)]
        other.execute("ROLLBACK")
        other.close()
        back = await program.send(text="nej")
    house.close()

    assert {one.status_code for one in away} == {503}
    assert "Vänta en stund och försök igen. Du kan också ringa 08-" in away[0].json()["message"]
    assert back.status_code == 200


async def test_nobody_comes_into_anothers_conversation(
    site: Starlette, client: httpx.AsyncClient
) -> None:
    me, other = Program(client), Program(client)
    await me.give("language|sv", "knew|no")
    other.conversation = me.conversation[:-2] + "zz"

    refused = await other.send(text="mina uppgifter")
    assert (refused.status_code, refused.json()["error"]) == (401, "unknown_conversation")
    other.conversation = ""
    assert (await other.send(key="k" * 8)).json()["question"] == "language"
    assert (await Program(client).send(key="k" * 8)).json()["duplicate"] is False


async def test_a_conversation_goes_on_at_the_page(program: Program, newcomer: Any) -> None:
    await program.give("language|sv", "knew|no")
    browser: Browser = newcomer()
    browser.client.cookies.set("visit", program.conversation)

    assert "I vilken kommun" in (await browser.open()).text


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("{", 400, "invalid"),
        ("[]", 422, "invalid"),
        ('{"key": "abc"}', 422, "invalid"),
        ('{"key": "abcdefgh", "text": "ja", "choose": {"question": "who", "value": "x"}}', 422,
         "invalid"),
        ('{"key": "abcdefgh", "text": "\\u0000"}', 422, "invalid"),
        ('{"key": "abcdefgh", "text": "' + "a" * 2001 + '"}', 422, "invalid"),
        ('{"key": "abcdefgh", "more": 1}', 422, "invalid"),
        ('{"key": "abcdefgh", "text": "' + "a" * 70_000 + '"}', 413, "too_long"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_told(
    client: httpx.AsyncClient, body: str, status: int, error: str
) -> None:
    answer = await client.post("/api/turns", content=body, headers=JSON)

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["message"].endswith(".")


async def test_a_form_of_another_site_is_no_json(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/turns", data={"key": "abcdefgh"})

    assert answer.status_code == 415


async def test_too_fast_is_told_with_112_and_when_to_come_again(program: Program) -> None:
    await program.give("language|sv")
    for _ in range(MOST):
        last = await program.send(text="vad kostar det")
    last = await program.send(text="vad kostar det")

    assert (last.status_code, last.headers["retry-after"]) == (429, "60")
    assert "112" in last.json()["message"]


async def test_t32_generated_events_get_what_is_described(site: Starlette) -> None:
    """Hundreds of bodies over real HTTP, right and wrong, each answered as it is described."""
    operation = schemathesis.openapi.from_dict(openapi())["/api/turns"]["POST"]

    async with listening(site, Live()) as address:
        for mode, expected in ((GenerationMode.POSITIVE, {200}), (GenerationMode.NEGATIVE, {422})):
            seen = await asyncio.to_thread(_fuzz, operation, address, mode)
            assert expected <= seen
            assert not [status for status in seen if status >= 500]


def _fuzz(operation: APIOperation, address: str, mode: GenerationMode) -> set[int]:
    seen: set[int] = set()

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=250,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def one(case: schemathesis.Case) -> None:
        response = case.call(base_url=address)
        seen.add(response.status_code)
        case.validate_response(response)

    one()
    return seen
