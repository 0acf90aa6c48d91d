"""A link lets in whom it was made for, until its day, and nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from inside import Clock
from itsdangerous import URLSafeSerializer
from office import Person

from bot.keeping.links import START, Link, Role, make, read

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EVA = Link("exempelby", Role.KEEPER, "Eva Ek")
KARIN = Link("exempelby", Role.PROVIDER, "Karin Alm", "ekens-omsorg")


def token(path: str) -> str:
    """What stands in the path."""
    return path.removeprefix(START).rstrip("/")


@pytest.mark.parametrize("link", [EVA, KARIN, Link("x", Role.KEEPER, "Åsa Ö. 🌿")])
def test_a_link_tells_whom_it_was_made_for(link: Link) -> None:
    assert read("secret", token(make("secret", link, NOW)), NOW) == link


@pytest.mark.parametrize(("days", "later", "lets_in"), [(7, 6, True), (7, 7, False), (0, 0, False)])
def test_a_link_ends(days: int, later: int, lets_in: bool) -> None:
    made = token(make("secret", EVA, NOW, days))

    assert (read("secret", made, NOW + timedelta(days=later)) == EVA) is lets_in


@pytest.mark.parametrize(("link", "days"), [(EVA, 90), (KARIN, 400)])
def test_a_providers_link_lives_until_the_question_comes_round_again(link: Link, days: int) -> None:
    made = token(make("secret", link, NOW))

    assert read("secret", made, NOW + timedelta(days=days, seconds=-1)) == link
    assert read("secret", made, NOW + timedelta(days=days)) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"),
        lambda t: t[1:],
        lambda t: t + "x",
        lambda t: t.partition(".")[0],
        lambda t: "",
        lambda t: "å" * 40,
        lambda t: "\ud800",
        lambda t: t * 1000,
    ],
)
def test_a_changed_link_lets_nobody_in(spoil: Callable[[str], str]) -> None:
    assert read("secret", spoil(token(make("secret", EVA, NOW))), NOW) is None


def test_a_link_of_another_house_lets_nobody_in() -> None:
    assert read("other", token(make("secret", EVA, NOW)), NOW) is None


@pytest.mark.parametrize(
    "payload",
    [
        ["exempelby", "mayor", "Eva", None, 9999999999],
        ["exempelby", "keeper", " ", None, 9999999999],
        ["exempelby", "keeper", "Eva", "linden", 9999999999],
        ["exempelby", "provider", "Eva", None, 9999999999],
        ["exempelby", "keeper", "Eva"],
        {"exempelby": 1},
        "exempelby",
    ],
)
def test_what_this_house_never_signs_lets_nobody_in(payload: object) -> None:
    import hashlib

    signer = URLSafeSerializer(
        "secret", salt="keeping", signer_kwargs={"digest_method": hashlib.sha256}
    )

    assert read("secret", str(signer.dumps(payload)), NOW) is None


@pytest.mark.parametrize(
    ("role", "name", "provider"),
    [(Role.KEEPER, "Eva", "linden"), (Role.PROVIDER, "Eva", None), (Role.KEEPER, "  ", None)],
)
def test_no_link_is_made_that_says_too_little_or_too_much(
    role: Role, name: str, provider: str | None
) -> None:
    with pytest.raises(ValueError, match="link"):
        Link("exempelby", role, name, provider)


def test_without_a_secret_there_is_no_link() -> None:
    with pytest.raises(ValueError, match="secret"):
        make("", EVA, NOW)


@pytest.mark.parametrize("path", ["/keep/forged/", "/keep/forged/providers/linden/facts"])
async def test_a_wrong_link_says_whom_to_ask(client: httpx.AsyncClient, path: str) -> None:
    for answer in (await client.get(path), await client.get(path, params={"q": "x"})):
        assert answer.status_code == 403
        assert "Be den som gav dig länken om en ny." in answer.text


async def test_a_link_that_has_ended_changes_nothing(
    keeper: Callable[..., Person], clock: Clock
) -> None:
    eva = keeper()
    await eva.open("/providers/ekens-omsorg/confirm")
    clock.pass_days(91)

    await eva.send()

    assert eva.status == 403
    assert "Be den som gav dig länken om en ny." in eva.page.text


async def test_the_address_leaks_nowhere(
    keeper: Callable[..., Person], client: httpx.AsyncClient
) -> None:
    eva = keeper()
    for path in ("/", "/providers/ekens-omsorg/facts", "/nowhere"):
        answer = await client.get(f"{eva.path}{path}")
        headers = answer.headers
        assert headers.get_list("referrer-policy") == ["no-referrer"]
        assert headers.get_list("cache-control") == ["no-store"]
        assert headers["x-robots-tag"] == "noindex"
        assert "style-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        for elsewhere in ("http:", "https:", "//", " style=", "<script", " onclick="):
            assert elsewhere not in answer.text.replace("<!doctype", ""), elsewhere


async def test_only_the_dressing_is_kept(client: httpx.AsyncClient) -> None:
    answer = await client.get("/keep/static/keep.css")

    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


async def test_the_chat_still_answers_beside(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")

    assert answer.status_code == 200
    assert answer.headers.get_list("referrer-policy") == ["same-origin"]
    assert (await client.get("/health/live")).text == "ok"
