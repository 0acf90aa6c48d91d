"""The chat on a municipality's own site, and on no other."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.assembly import assemble, page
from bot.settings import Settings, WrongSetting, read_settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TOWN = "https://www.exempelby.se"


@pytest.fixture
async def framed(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a house whose chat may stand on the town's own site."""
    settings = Settings(database=f"sqlite:///{tmp_path}/kundval.db", secret="test", embed=TOWN)
    house = assemble(settings)
    transport = httpx.ASGITransport(page(house, lambda: NOW))
    async with httpx.AsyncClient(transport=transport, base_url="https://chat.test") as client:
        yield client
    house.close()


async def test_only_the_sites_that_were_named_may_frame_it(framed: httpx.AsyncClient) -> None:
    answer = await framed.get("/")

    assert f"frame-ancestors {TOWN};" in answer.headers["content-security-policy"] + ";"
    assert "x-frame-options" not in answer.headers
    for officers in ("/desk/sign-in", "/keep/"):
        told = (await framed.get(officers)).headers
        assert "frame-ancestors 'none'" in told["content-security-policy"], officers
        assert told["x-frame-options"] == "DENY"


async def test_the_script_may_be_fetched_from_elsewhere_and_speaks_every_language(
    framed: httpx.AsyncClient,
) -> None:
    answer = await framed.get("/embed.js")

    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert "Du får välja vem som hjälper dig" in answer.text
    assert "Saat valita, kuka sinua auttaa" in answer.text
    assert "/* words */" not in answer.text


async def test_without_a_site_there_is_no_script_and_no_frame(client: httpx.AsyncClient) -> None:
    assert (await client.get("/embed.js")).status_code == 404
    assert "frame-ancestors 'none'" in (await client.get("/")).headers["content-security-policy"]


async def test_a_browser_of_the_site_may_ask_the_json_door_and_no_other(
    framed: httpx.AsyncClient,
) -> None:
    wish = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    own = await framed.options("/api/turns", headers={"Origin": TOWN, **wish})
    other = await framed.options("/api/turns", headers={"Origin": "https://evil.example", **wish})

    assert own.headers["access-control-allow-origin"] == TOWN
    assert "access-control-allow-origin" not in other.headers
    assert other.status_code == 400


async def test_the_cookie_works_in_the_frame_of_one_site_alone(framed: httpx.AsyncClient) -> None:
    answer = await framed.post("/look", data={"size": "2"})

    (kept,) = answer.headers.get_list("set-cookie")
    assert kept.startswith("__Host-size=2;")
    assert {"Secure", "SameSite=none", "Partitioned", "HttpOnly", "Path=/"} <= set(kept.split("; "))


@pytest.mark.parametrize(
    "site",
    ["www.exempelby.se", "https://*.se", "https://a.se/path", "http://a.se", "https://a.se;"],
)
def test_what_is_no_site_is_refused(site: str) -> None:
    with pytest.raises(WrongSetting, match="KUNDVAL_EMBED"):
        read_settings(embed=site)
