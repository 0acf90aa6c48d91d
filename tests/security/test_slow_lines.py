"""Who asks slowly, without end, too much, or does not read the answer, stops nobody else."""

import asyncio
import contextlib
import logging
from itertools import repeat

import pytest
from line import Hasty, Line, until_closed

GET = b"GET / HTTP/1.1\r\nHost: chat.test\r\n"
POST = b"POST / HTTP/1.1\r\nHost: chat.test\r\nContent-Type: application/x-www-form-urlencoded\r\n"
ENOUGH = 40


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"G",
        GET,
        POST + b"Content-Length: 1000\r\n\r\ntoken=",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\ntok",
        GET + b"Connection: keep-alive\r\n\r\n" + b"GET / HT",
    ],
)
async def test_half_a_request_is_waited_for_and_then_let_go(line: Line, begun: bytes) -> None:
    await line.say(begun)


@pytest.mark.parametrize(
    ("begun", "drop"),
    [(GET, b"X: y\r\n"), (POST + b"Content-Length: 60000\r\n\r\n", b"x")],
)
async def test_a_drop_now_and_then_buys_no_time(line: Line, begun: bytes, drop: bytes) -> None:
    before = asyncio.get_running_loop().time()

    await line.say(begun, *repeat(drop, ENOUGH), every=Hasty.patience / 10)

    assert asyncio.get_running_loop().time() - before < Hasty.patience * 8


async def test_a_second_request_has_as_long_as_the_first(line: Line) -> None:
    reader, writer = await line.open()
    for _ in range(3):
        writer.write(GET)
        await asyncio.sleep(Hasty.patience * 0.6)
        writer.write(b"\r\n")
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        (size,) = (
            int(one.split(b":")[1]) for one in head.split(b"\r\n") if b"content-length" in one
        )
        await reader.readexactly(size)


async def test_an_answer_that_nobody_reads_is_not_kept(line: Line) -> None:
    reader, writer = await line.open(room=4096)
    with contextlib.suppress(ConnectionError, TimeoutError):
        async with asyncio.timeout(Hasty.patience * 6):
            for _ in range(3000):  # 30 kB each: more than all buffers on the way hold
                writer.write(GET + b"\r\n")
                await writer.drain()
    await asyncio.sleep(Hasty.patience * 3)

    told = await until_closed(reader)

    assert told.count(b"HTTP/1.1 200") < 3000


async def test_who_comes_when_all_places_are_taken_is_told_and_later_let_in(line: Line) -> None:
    for _ in range(25):
        await line.open()
    await asyncio.sleep(0.05)
    assert b" 503 " in await line.say(GET + b"Connection: close\r\n\r\n")
    await asyncio.sleep(Hasty.patience * 2)

    assert b" 200 OK" in await line.say(GET + b"Connection: close\r\n\r\n")


@pytest.mark.parametrize(
    "head",
    [b"X: " + b"a" * 2_000_000, b"".join(b"X-%d: y\r\n" % n for n in range(200_000)),
     b"Cookie: visit=" + b"a" * 2_000_000],
)  # fmt: skip
async def test_a_flood_of_headers_is_refused(line: Line, head: bytes) -> None:
    told = await line.say(GET + head + b"\r\n\r\n")

    assert told == b"" or told.startswith(b"HTTP/1.1 400 ")


async def test_an_address_without_end_is_refused(line: Line) -> None:
    told = await line.say(b"GET /?q=" + b"a" * 2_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")

    assert told == b"" or told.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("path", [b"/", b"/look", b"/l/abc", b"/api/turns", b"/desk/sign-in"])
async def test_a_body_without_end_is_not_taken(line: Line, path: bytes) -> None:
    begun = POST.replace(b" / ", b" " + path + b" ") + b"Transfer-Encoding: chunked\r\n\r\n"
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"

    told = await line.say(begun, *repeat(piece, 2000))

    assert told == b"" or told.split(b" ", 2)[1] in (b"303", b"403", b"404", b"413", b"415")


@pytest.mark.parametrize(
    "crooked",
    [
        POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        POST + b"Content-Length: -1\r\n\r\n",
        POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\nX : y\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
)
async def test_what_two_servers_could_read_differently_is_read_by_none(
    line: Line, crooked: bytes
) -> None:
    told = await line.say(crooked)

    assert told == b"" or told.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 "))


async def test_of_two_lengths_no_second_request_is_made(line: Line) -> None:
    """A proxy that went by the length would hold the second for part of the first."""
    inner = b"GET /smuggled HTTP/1.1\r\nHost: chat.test\r\n\r\n"
    whole = b"0\r\n\r\n" + inner
    head = POST + b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % len(whole)

    told = await line.say(head + whole)

    assert told.count(b"HTTP/1.1 ") == 1


async def test_who_leaves_in_the_middle_is_no_error_in_the_log(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            _, writer = await line.open()
            writer.write(POST + b"Content-Length: 1000\r\n\r\ntoken=")
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.close()
        await asyncio.sleep(0.2)

    assert [one.message for one in caplog.records] == []
