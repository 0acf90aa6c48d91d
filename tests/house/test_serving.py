"""The address that the house answers on."""

import socket

import pytest

from bot.server.listening import PortTaken, listening


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_answer_does_not_wait_for_the_next_packet(host: str) -> None:
    """asyncio turns Nagle's algorithm off on sockets that are named as TCP alone: 40 ms else."""
    with listening(host, 0) as port:
        assert port.proto == socket.IPPROTO_TCP


def test_an_address_that_is_taken_is_told() -> None:
    with listening("127.0.0.1", 0) as port:
        port.listen()
        with pytest.raises(PortTaken, match="KUNDVAL_PORT"):
            listening("127.0.0.1", port.getsockname()[1])
