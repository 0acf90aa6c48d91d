"""A municipality of any shape, and what anyone may ask in it."""

from datetime import date

from hypothesis import strategies as st

from care.choice import COMPETENCES, FOCUSES, WISHES, Need, wish
from care.matching import Asked, Shortlist
from care.municipality import Area, Municipality
from care.providers import (
    OUTSIDE,
    Authorisation,
    Features,
    Form,
    Provider,
    Room,
    Standing,
    Unit,
)
from care.quality import Figure, Indicator
from care.rules import Rules, ServiceRule
from care.services import Service

TODAY = date(2026, 11, 22)
LANGUAGES = ("sv", "fi", "ar", "so")
AREAS = ("a", "b", "c")

POSSIBLE = (
    *map(str, WISHES),
    *(wish(Need.LANGUAGE, v) for v in LANGUAGES),
    *(wish(Need.COMPETENCE, v) for v in COMPETENCES),
    *(wish(Need.FOCUS, v) for v in FOCUSES),
    *(wish(Need.NEAR, v) for v in AREAS),
    *(wish(Need.FORM, v) for v in Form if v is not Form.UNKNOWN),
)
ELSEWHERE_KNOWN = (Need.FORM, Need.SHORT_WAIT, Need.NEAR)
FEATURES = tuple(w for w in POSSIBLE if not w.startswith(ELSEWHERE_KNOWN))
LISTED = tuple(map(str, (Need.LANGUAGE, Need.COMPETENCE, Need.FOCUS)))


def _some(of: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    """Any of these; one number says which, which is drawn twenty times as fast as a set."""
    which = st.integers(0, 2 ** len(of) - 1)
    return which.map(lambda bits: frozenset(one for n, one in enumerate(of) if bits >> n & 1))


@st.composite
def features(draw: st.DrawFn) -> Features:
    said, has = draw(_some(FEATURES)), draw(_some(FEATURES))
    return Features(said & has, said - has, draw(_some(LISTED)))


rooms = st.builds(
    Room,
    places=st.none() | st.integers(0, 3),
    queue=st.none() | st.integers(0, 9),
    weeks=st.none() | st.integers(0, 10),
)
authorisations = st.builds(
    Authorisation,
    service=st.sampled_from(Service),
    areas=st.none() | st.frozensets(st.sampled_from(AREAS), min_size=1),
    start=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    end=st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)),
    standing=st.sampled_from(Standing),
    room=rooms,
)
sites = st.none() | st.sampled_from((*AREAS, OUTSIDE))
providers = st.lists(
    st.builds(
        Provider,
        key=st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True),
        name=st.sampled_from(("Ekens omsorg", "Lindens hemtjänst", "Solrosen")),
        form=st.sampled_from(Form),
        authorisations=st.none() | st.lists(authorisations, max_size=4).map(tuple),
        features=features(),
        site=sites,
        units=st.lists(st.builds(Unit, key=st.just("u"), name=st.just("U"), site=sites),
                       max_size=1).map(tuple),
        figures=st.sampled_from((0, 50, 100)).map(
            lambda value: (Figure(Indicator.SATISFIED, value, 2025, 41, "Exempel"),)
        ),
    ),
    max_size=12,
    unique_by=lambda p: p.key,
)  # fmt: skip
rules = st.builds(
    ServiceRule,
    service=st.sampled_from(Service),
    across_areas=st.none() | st.booleans(),
    beyond_border=st.none() | st.booleans(),
)
wishes = st.lists(st.sampled_from(POSSIBLE), unique=True, max_size=6).map(tuple)
questions = st.builds(
    Asked,
    service=st.none() | st.sampled_from(Service),
    area=st.none() | st.sampled_from(AREAS),
    today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    wishes=wishes,
    required=st.none() | st.sampled_from(COMPETENCES),
)
seeds = st.integers(0, 2**64 - 1)


def town(all_: list[Provider] | tuple[Provider, ...], *services: ServiceRule, queue=None):
    """A municipality of these providers."""
    areas = tuple(Area(a, a.upper()) for a in AREAS)
    return Municipality(
        "by", "By", "0000", "1", True, True, services, tuple(all_), Rules(queue=queue), areas
    )


towns = st.builds(
    lambda all_, some, queue: town(all_, *some, queue=queue),
    providers,
    st.lists(rules, max_size=3, unique_by=lambda r: r.service),
    st.none() | st.booleans(),
)
ANY = Asked(None, None, TODAY)


def keys(found: Shortlist) -> list[str]:
    return [fit.provider.key for fit in (*found.choosable, *found.not_available)]


def groups(found: Shortlist) -> tuple[list[str], ...]:
    every = (found.meets, found.unknown, found.lacks, found.not_available)
    return tuple([fit.provider.key for fit in group] for group in every)


def equal(n: int) -> list[Provider]:
    """Providers between which nothing differs."""
    return [Provider(f"provider-{i}", f"Provider {i}", Form.COMPANY) for i in range(n)]
