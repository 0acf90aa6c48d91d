"""How somebody who comes by a leaflet begins: in its language, with what it is about.

A leaflet's own link carries no more than that: `ar_exempelby_norr_care` is its language, the
municipality, the area and the service, of which the last two may be empty. 64 signs of ASCII is
what Telegram takes (core.telegram.org/bots/features#deep-linking).
"""

import re
from dataclasses import dataclass

from dialogs import passing
from dialogs.state import State
from dialogs.steps.opening import WELCOMED, take_language, tell_welcome
from dialogs.talk import Moved, Talk

LONGEST = 64
_SIGNS = re.compile(r"[a-z0-9_-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What a leaflet is about; area and service may be empty."""

    language: str
    municipality: str
    area: str = ""
    service: str = ""

    @property
    def link(self) -> str:
        """The part of an address that names it. ValueError where Telegram would not take it."""
        written = "_".join((self.language, self.municipality, self.area, self.service))
        if len(written) > LONGEST or not _SIGNS.fullmatch(written):
            raise ValueError(f"{written}: at most {LONGEST} of a–z, 0–9, _ and -")
        return written


def read(link: str) -> Leaflet | None:
    """The leaflet of a link; None for what is none."""
    parts = link.split("_", 3)  # the service is last, for its own name may hold the sign
    return Leaflet(*parts) if len(parts) == 4 and len(link) <= LONGEST else None


def arrive(talk: Talk, link: str) -> tuple[Moved, str] | None:
    """The language, the welcome, and the question whether the rest is right; and what is counted.

    What is not known here (a former area, a made-up name) is left out of both. None where the link
    is of no language of ours.
    """
    leaflet = read(link)
    if leaflet is None or leaflet.language not in talk.wording.names:
        return None
    spoken = take_language(talk.after(State(unknown=talk.state.unknown)), leaflet.language)
    served = {here.key: here for here in talk.world.municipalities()}
    here = served.get(leaflet.municipality)
    if here is None:
        return spoken, "start"
    offered = {rule.service for rule in here.services}
    area = leaflet.area if here.area(leaflet.area) else ""
    service = leaflet.service if leaflet.service in offered else ""
    counted = f"start:{Leaflet(leaflet.language, here.key, area, service).link}"
    where = (("municipality", here.key),) if len(served) > 1 else ()
    at = talk.after(spoken.state)
    asked = passing.ask(at, (*where, ("service", service), ("area", area)))
    state = asked.state.answer(WELCOMED, "yes")
    return Moved(state, (*spoken.replies, *tell_welcome(at), *asked.replies)), counted
