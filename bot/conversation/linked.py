"""Where a link in an e-mail or SMS leads: to a conversation on the page, and to no other."""

from dataclasses import dataclass
from datetime import datetime

from bot.editions.served import Catalogues
from bot.store import Store, links
from care.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Behind:
    """Whose message it is: `external` is who they are at the page, None where the link is old.

    `town` is at whose own site, empty where that is the page of all.
    `here` is the municipality that wrote; None where this house serves it no more. `notice` is the
    kind of what it wrote.
    """

    external: str | None
    language: str
    here: Municipality | None
    town: str
    notice: str = ""


def behind(store: Store, catalogues: Catalogues, token: str, now: datetime) -> Behind | None:
    """What one SELECT tells; None where no such link was sent. Raises `Unavailable`."""
    with store.reading() as held:
        found = links.whose(held, token, now)
    if found is None:
        return None
    here = catalogues.now.by_key.get(found.municipality)
    if isinstance(found, links.Old):
        return Behind(None, found.language, here, found.host)
    return Behind(found.external, found.language, here, found.host, found.notice)
