"""Whatever is sent, it ends in a page, and the catalogue stays one that can be read."""

from collections.abc import Callable

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import EKEN, now_at
from office import Person

from bot.assembly import House

NAMES = [
    "name", "phone", "languages", "languages.more", "competences", "evening", "hours", "site",
    "own_words", "own_words_ar", "source", "from_day", "was", "all_true", "standing", "areas",
    "areas.where", "start", "end", "0.places", "0.was", "verdict", "note", "seen", "key", "x",
]  # fmt: skip
TEXTS = st.text(max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", "' OR 1=1 --", "=cmd()", "\x00", "|", "?", "*", "none", "[]",
     "{}", '{"phone": 1}', "9" * 400, "0001-01-01", "2027-13-45", "å" * 5000]
)  # fmt: skip
PATHS = ["/facts", "/confirm", "/room", "/authorisations/1", "/authorisations/new"]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # one house takes them all
)
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.lists(st.tuples(st.sampled_from(NAMES), TEXTS), max_size=12),
    ),
    path=st.sampled_from(PATHS),
    of=st.sampled_from(["keeper", "provider"]),
)
async def test_t32_hostile_forms_end_in_a_page(
    keeper: Callable[..., Person],
    provider: Callable[..., Person],
    house: House,
    body: bytes | list[tuple[str, str]],
    path: str,
    of: str,
) -> None:
    who = keeper() if of == "keeper" else provider()
    page = await who.open(f"{EKEN}/facts")
    if isinstance(body, bytes):
        answer = await who.client.post(f"{who.path}{EKEN}{path}", content=body)
    else:
        token = page.forms[-1].value("token")
        pairs = [("token", token), *body]
        answer = await who.client.post(
            f"{who.path}{EKEN}{path}", content=str(httpx.QueryParams(pairs)).encode()
        )

    assert answer.status_code in (303, 403, 404, 409, 422)
    assert "<script>" not in answer.text
    assert now_at(house).name


@pytest.mark.parametrize("deep", ["[", '{"a":', '[{"a":'])
async def test_t32_a_form_made_from_lists_in_lists_ends_in_a_page(
    keeper: Callable[..., Person], house: House, deep: str
) -> None:
    eva = keeper()
    page = await eva.open(f"{EKEN}/facts")
    form = page.forms[-1].fill(phone="08-465 004 55", source="Mejl", was=deep * 20_000)

    await eva.post(f"{eva.path}{EKEN}/facts", form)

    assert eva.status in (200, 409)
    assert now_at(house).name


async def test_a_form_that_is_too_long_is_told(keeper: Callable[..., Person]) -> None:
    eva = keeper()
    page = await eva.open(f"{EKEN}/facts")
    form = page.forms[-1].fill(own_words="x" * 600_000)

    await eva.post(f"{eva.path}{EKEN}/facts", form)

    assert eva.status == 413
    assert "Det var för långt." in eva.page.text
