"""How many begin anew from one place in the network, so that nobody fills the house alone."""

from datetime import datetime
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request

from bot.doors.haste import Haste
from bot.logs import log


class Doorstep:
    """How many begin anew from one place in a minute; 0 is as many as come."""

    def __init__(self, most: int, what: str) -> None:
        self._haste = Haste(most) if most else None
        self._what = what

    def full(self, request: Request, now: datetime) -> bool:
        """Whether this is one too many. Who runs the house is told, and not of whom."""
        first = self._haste.told(place(request), now) if self._haste else None
        if first:
            log().warning("too_many", what=self._what)
        return first is not None


def place(request: Request) -> str:
    """Where in the network somebody is: of IPv6 the half that one customer has all of."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    return str(address.ipv4_mapped or int(address) >> 64)
