"""One provider's page: all that is shown of it, what was proposed, and whether it is still true."""

import json
from hashlib import blake2b

from starlette.responses import Response

from bot.catalogue.changes import Line
from bot.catalogue.changes import facts as facts_edits
from bot.catalogue.schema.kinds import DAY
from bot.keeping import shown, todo
from bot.keeping.listed import row
from bot.keeping.visit import Visit
from bot.keeping.words import READ_AGAIN, day
from bot.store.proposals import Proposal

LATEST = 12
"""So many of a provider's proposals stand on its page."""


def page(at: Visit) -> Response:
    """As residents see it, with the ways to change it."""
    line = at.provider()
    key, here = line["key"], at.catalogue.here
    provider = here.provider(key)
    aged = provider is None or provider.updated is None or provider.aged(at.today)
    seen = [one for one in at.kept.proposals.of(here.key, key) if at.sees(one)]
    return at.page(
        "provider.html",
        line.get("name", key),
        name=line.get("name", key),
        key_of=key,
        asks=_asks(line.get("updated", "")) if aged else "",
        ways=_ways(at, key, aged=aged),
        proposals=[row(at, one) for one in seen[:LATEST]],
        proposals_title="Ändringar" if at.link.keeper else "Era förslag",
        facts=_facts(at, line),
        authorisations=_authorisations(at, key),
    )


def _asks(updated: str) -> str:
    if not updated:
        return "Ingen har sagt att uppgifterna stämmer. Läs igenom dem och svara."
    return "Det är mer än ett år sedan någon såg att allt stämmer. Läs igenom och svara."


def _ways(at: Visit, key: str, *, aged: bool) -> list[dict[str, object]]:
    path = f"/providers/{key}"
    change = "Ändra uppgifter" if at.link.keeper else "Föreslå en ändring"
    ways: list[dict[str, object]] = [
        {"path": f"{path}/facts", "name": change, "forward": not aged},
        {"path": f"{path}/room", "name": "Lediga platser", "forward": False},
        {"path": f"{path}/confirm", "name": "Stämmer detta?", "forward": aged},
    ]
    if at.link.keeper:
        new = {"path": f"{path}/authorisations/new", "name": "Nytt godkännande", "forward": False}
        ways.append(new)
    return ways


def _facts(at: Visit, line: Line) -> tuple[shown.Part, ...]:
    here = at.catalogue.here
    provider = here.provider(line["key"])
    if provider is None:
        return ()
    parts = shown.facts(line, here, todo.matters(provider))
    return (*parts, shown.figures(provider)) if provider.figures else parts


def _authorisations(at: Visit, key: str) -> list[shown.Part]:
    rows = at.catalogue.authorisations(key)
    return [shown.authorisation(one, at.catalogue.here) for one in rows]


def confirm(at: Visit) -> Response:
    """*Stämmer detta?*: everything that is shown, and a yes to all of it."""
    line = at.provider()
    key = line["key"]
    seen = _print(line, at.catalogue.authorisations(key))
    overtaken = at.posted and at.field("seen") != seen
    if at.posted and line.get("updated") == at.today.isoformat():
        return at.go(f"{at.home(key)}?done=same")
    if at.posted and not overtaken:
        return at.went(_confirmed(at, key))
    last = f"Senast kontrollerat: {day(DAY.read(line.get('updated', ''))).lower()}."
    return at.page(
        "confirm.html",
        f"Stämmer detta? {line.get('name', key)}",
        lead=f"{line.get('name', key)}. {last} Läs allt. Är något fel, ändra det.",
        back=at.home(key),
        change=f"/providers/{key}/facts",
        seen=seen,
        strip=READ_AGAIN if overtaken else "",
        status=409 if overtaken else 200,
        facts=_facts(at, line),
        authorisations=_authorisations(at, key),
    )


def _print(*rows: object) -> str:
    """What was read, told from anything else: a yes is a yes to that."""
    return blake2b(json.dumps(rows, sort_keys=True).encode(), digest_size=8).hexdigest()


def _confirmed(at: Visit, key: str) -> Proposal:
    return at.kept.propose(
        at.link,
        at.catalogue,
        facts_edits(key, {"updated": at.today.isoformat()}),
        at.now,
        source=f"Kontrollerat av {at.link.name}",
        from_day=at.today,
        key=at.key,
    )
