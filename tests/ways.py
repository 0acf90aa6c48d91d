"""Every way into the house, as the tables of its routes say: a new one is found by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

FILLED = {"token": "made-up", "n": "1", "provider": "ekens-omsorg", "row": "1", "proposal": "1"}


@dataclass(frozen=True)
class Way:
    """One address and how it may be asked."""

    path: str
    methods: frozenset[str]

    def filled(self, **values: str) -> str:
        """The address with something in each of its places."""
        path = self.path
        for name, value in {**FILLED, **values}.items():
            path = path.replace("{" + name + "}", value)
        return path.replace("{", "").replace("}", "") if "{" in path else path


def ways(site: Starlette) -> list[Way]:
    """All of them; a folder of files by one that is in none."""
    return list(dict.fromkeys(_ways(site.routes, "")))


def _ways(routes: list[BaseRoute], root: str) -> Iterator[Way]:
    for route in routes:
        if isinstance(route, Mount) and route.routes:
            yield from _ways(list(route.routes), root + route.path)
        elif isinstance(route, Mount):
            yield Way(f"{root}{route.path}/none.css", frozenset(("GET", "HEAD")))
        else:
            assert isinstance(route, Route), route
            yield Way(root + route.path, frozenset(route.methods or ("GET", "HEAD")))
