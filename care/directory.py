"""Providers by service and area, so that a question in one area costs nothing of the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from care.providers import Provider
from care.services import Service

_Asked = tuple[Service | None, str | None]


class Directory:
    """All providers of one municipality, looked up by what they are authorised for.

    It says only who may be worth a look; whether they can be chosen today is `care.matching`.
    """

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._by_key: Mapping[str, Provider] = {p.key: p for p in providers}
        by_asked: defaultdict[_Asked, dict[str, Provider]] = defaultdict(dict)
        for provider in self._by_key.values():
            for asked in _asked(provider):
                by_asked[asked][provider.key] = provider
        self._by_asked = {asked: tuple(found.values()) for asked, found in by_asked.items()}
        self._everyone = tuple(self._by_key.values())
        self._unsourced = tuple(p for p in self._everyone if p.authorisations is None)

    def get(self, key: str) -> Provider | None:
        """The provider with this key."""
        return self._by_key.get(key)

    def candidates(self, service: Service | None, area: str | None) -> tuple[Provider, ...]:
        """Those whose authorisations name this service in this area; None asks for any.

        Those without any sourced authorisation are always among them: nothing is known.
        """
        if service is None and area is None:
            return self._everyone
        found = self._by_asked.get((service, area), ())
        if area is not None:
            found += self._by_asked.get((service, _EVERYWHERE), ())
            found = tuple({p.key: p for p in found}.values())
        return found + self._unsourced

    def elsewhere(self, service: Service | None, area: str | None) -> tuple[Provider, ...]:
        """All the others."""
        found = {p.key for p in self.candidates(service, area)}
        return tuple(p for p in self._everyone if p.key not in found)


_EVERYWHERE = "*"


def _asked(provider: Provider) -> Iterable[_Asked]:
    for authorisation in provider.authorisations or ():
        for service in (authorisation.service, None):
            yield service, None
            for area in authorisation.areas or (_EVERYWHERE,):
                yield service, area
