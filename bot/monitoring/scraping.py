"""`GET /metrics`, for Prometheus: what the processes here have counted, and how the house is.

Open to whoever shows the token and to nobody else. Not to this machine alone: a proxy in front of
us is this machine, too. Not on a port of its own: several processes share one address.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.monitoring import metrics  # noqa: F401  what is counted
from bot.monitoring.health import Readiness
from bot.store import Unavailable
from bot.store.outbox import tending
from care.ageing import aged, newest
from care.municipality import Municipality
from care.times import SWEDEN

SHARED = "PROMETHEUS_MULTIPROC_DIR"


@dataclass(frozen=True, slots=True)
class Scraping:
    """The page of figures. `token` is what is shown as `Authorization: Bearer …`."""

    token: str
    readiness: Readiness

    def routes(self) -> list[Route]:
        """None where there is no token: then there is no such page."""
        return [Route("/metrics", self.answer)] if self.token else []

    async def answer(self, request: Request) -> Response:
        """All figures; 401 for a stranger."""
        shown = request.headers.get("authorization", "").encode()
        if not compare_digest(shown, f"Bearer {self.token}".encode()):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        registry = CollectorRegistry()
        if os.environ.get(SHARED):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(REGISTRY)
        now = self.readiness.now()
        registry.register(_State(await self._outbox(now)))
        registry.register(_Ages(self.readiness.catalogues.now.municipalities, now))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    async def _outbox(self, now: datetime) -> "_Outbox | None":
        look = await self.readiness.look()
        if look is None:
            return None
        try:
            rows = await self.readiness.store.run(self._rows)
        except Unavailable:
            return None
        return _Outbox(rows, look.waited.total_seconds())

    def _rows(self) -> dict[str, int]:
        with self.readiness.store.reading() as held:
            return tending.under_way(held)


@dataclass(frozen=True, slots=True)
class _Outbox:
    rows: dict[str, int]
    waited: float


@dataclass(frozen=True, slots=True, eq=False)
class _State(Collector):
    """The database and the outbox; the same whichever process is asked."""

    outbox: _Outbox | None

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("kundval_database_up", "Whether the database answers.")
        up.add_metric((), float(self.outbox is not None))
        yield up
        if self.outbox is None:
            return
        rows = GaugeMetricFamily(
            "kundval_outbox_rows", "Notices that are not done with.", labels=["state"]
        )
        for state, count in self.outbox.rows.items():
            rows.add_metric([state], count)
        yield rows
        yield GaugeMetricFamily(
            "kundval_outbox_overdue_seconds",
            "For how long the notice that has waited longest should have gone.",
            self.outbox.waited,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Ages(Collector):
    """How old what we say is."""

    municipalities: Iterable[Municipality]
    now: datetime

    def collect(self) -> Iterable[Metric]:
        today = self.now.astimezone(SWEDEN).date()
        days = GaugeMetricFamily(
            "kundval_catalogue_age_days",
            "Days since anybody said that something in it is true.",
            labels=["municipality"],
        )
        old = GaugeMetricFamily(
            "kundval_catalogue_aged_facts",
            "Facts that nobody has looked over for a year.",
            labels=["municipality"],
        )
        for here in self.municipalities:
            if day := newest(here):
                days.add_metric([here.key], (today - day).days)
            old.add_metric([here.key], aged(here, today))
        yield days
        yield old
