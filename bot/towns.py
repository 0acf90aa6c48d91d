"""Which municipality an address is of: a site's or a bot's own, where the settings name such.

Whoever comes by one meets that municipality alone. The others are not there to be chosen, nor are
their codes, cases and accounts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Towns:
    """`common` is the address of the page of all, `sites` each municipality's own, the first one
    where its messages are read; `bots` are the municipalities of bots, by the bot's id.
    """

    common: str = ""
    sites: Sequence[tuple[str, str]] = ()
    bots: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str, host: str) -> str:
        """The key of the one that is met at this kind of address; empty where all are.

        At the page and the desk `host` is that key itself.
        """
        return self.bots.get(host, "") if kind == "telegram" else host

    def page(self, municipality: str) -> str:
        """Where the page of a municipality is, without a slash; that of all where it has none."""
        return next((site for key, site in self.sites if key == municipality), self.common)

    @property
    def hosts(self) -> dict[str, str]:
        """The key of each municipality with a site, by the name of the host."""
        return {named(site.partition("://")[2]): key for key, site in self.sites}


def pairs(written: str) -> tuple[tuple[str, str], ...]:
    """Keys of municipalities and what is each one's own: `key=value`, with spaces between.

    What has no key is told with an empty value.
    """
    return tuple((key, value) for key, _, value in (p.partition("=") for p in written.split()))


def named(host: str) -> str:
    """A host as it is told apart from others: without its port, in small letters."""
    return host.lower().rpartition("]")[0].lstrip("[") or host.lower().partition(":")[0].rstrip(".")
