"""A provider sees its own page, proposes, and is answered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from inside import EKEN, HERE, NOW, Resident, now_at, rewrite, states, stored
from office import Person

from bot.assembly import House
from bot.store.proposals import Proposals, State

Give = Callable[..., Person]


async def test_a_refusal_has_a_reason_that_the_provider_reads(
    keeper: Give, provider: Give, house: House
) -> None:
    karin, eva = provider(), keeper()
    await karin.open(f"{EKEN}/facts")
    page = await karin.send(phone="08-465 004 56")
    assert "Vi skickar förslaget till kommunen. Det syns när kommunen har sagt ja." in page.text
    assert "08-465 004 56" not in page.text

    await eva.open("/proposals/1")
    page = await eva.send(1, "verdict=refused", note="  ")
    assert (eva.status, page.faults) == (422, ["note"])
    await eva.send(1, "verdict=refused", note="Numret går inte att ringa.")

    page = await karin.open()
    assert "avslagen Numret går inte att ringa." in page.text
    assert states(house) == [State.REFUSED]
    assert "Eva Ek" not in page.text


async def test_what_a_provider_proposes_shows_when_the_keeper_agrees(
    keeper: Give, provider: Give, house: House
) -> None:
    karin, eva, resident = provider(), keeper(), Resident(house)
    await karin.open(f"{EKEN}/facts")
    await karin.send(phone="08-465 004 56", own_words="Vi finns i Centrum.")
    assert "08-465 004 56" not in resident.press("list", "ekens-omsorg")

    page = await eva.open()
    for words in ("Karin Alm, utföraren", "08-465 004 03", "08-465 004 56", "Utföraren själv"):
        assert words in page.text
    await eva.send(button="verdict=approved")

    assert "08-465 004 56" in resident.press("list", "ekens-omsorg")
    assert "gäller" in (await karin.open()).text


async def test_a_provider_takes_its_own_proposal_back(provider: Give, house: House) -> None:
    karin = provider()
    await karin.open(f"{EKEN}/facts")
    await karin.send(phone="08-465 004 56")

    await karin.open("/proposals/1")
    page = await karin.send(button="verdict=withdrawn")

    assert "återtagen" in page.text
    assert states(house) == [State.WITHDRAWN]


@pytest.mark.parametrize(("at_once", "state"), [("yes", State.LIVE), ("no", State.WAITING)])
async def test_a_providers_own_room_shows_at_once_where_the_municipality_lets_it(
    provider: Give, house: House, at_once: str, state: State
) -> None:
    rewrite(house, "capacity_at_once", at_once)
    karin = provider()
    await karin.open(f"{EKEN}/room")

    await karin.send(**{"0.places": "2", "0.queue": "0", "0.weeks": ""})

    assert states(house) == [state]
    (first, *_) = now_at(house).authorisations or ()
    assert (first.room.places == 2) is (at_once == "yes")
    assert (first.room.day == NOW.date()) is (at_once == "yes")


async def test_once_a_year_somebody_says_that_it_is_true(
    keeper: Give, provider: Give, house: House
) -> None:
    eva, karin = keeper(), provider("nyckelpigan", "Olle Berg")
    assert "Nyckelpigans omsorg" in (await eva.open()).text.partition("Stämmer detta?")[2]
    page = await karin.open()
    assert "Ingen har sagt att uppgifterna stämmer." in page.text

    await karin.open("/providers/nyckelpigan/confirm")
    await karin.send()
    assert now_at(house, "nyckelpigan").updated is None
    await eva.open()
    await eva.send(button="verdict=approved")

    assert now_at(house, "nyckelpigan").updated == NOW.date()
    assert "Nyckelpigans omsorg" not in (await eva.open()).text


@pytest.mark.parametrize(
    "path",
    [
        "/providers/", "/history", "/providers/linden/", "/providers/linden/facts",
        "/providers/linden/room", "/providers/linden/confirm", f"{EKEN}/authorisations/1",
        f"{EKEN}/authorisations/new", "/providers/nobody/", "/proposals/1", "/proposals/2",
    ],
)  # fmt: skip
async def test_a_provider_sees_and_changes_only_its_own(
    keeper: Give, provider: Give, database: Path, path: str
) -> None:
    eva, linden, karin = keeper(), provider("linden", "Per"), provider()
    await eva.open(f"{EKEN}/authorisations/1")
    await eva.send(standing="paused", source="Beslut")
    await linden.open("/providers/linden/facts")
    await linden.send(phone="08-465 004 58")
    token = (await karin.open(f"{EKEN}/facts")).forms[-1].value("token")
    before = stored(database)

    await karin.open(path)
    assert karin.status == 404
    fields = [("token", token), ("verdict", "approved"), ("seen", "waiting"), ("phone", "1")]
    await karin.post(f"{karin.path}{path}", fields)

    assert karin.status in (404, 405)
    assert stored(database) == before
    assert "Linden" not in (await karin.open()).text


async def test_a_provider_cannot_fill_in_what_only_the_municipality_says(
    provider: Give, house: House
) -> None:
    karin = provider()
    page = await karin.open(f"{EKEN}/facts")
    names = {name for name, _ in page.forms[-1].fields}
    assert not names & {"review_finding", "successor", "kolada", "source", "updated", "key"}
    form = page.forms[-1].fill(phone="08-465 004 56", successor="linden", key="linden")

    await karin.post(f"{karin.path}{EKEN}/facts", form)

    (proposal,) = Proposals(house.store).of(HERE, "ekens-omsorg")
    assert set(proposal.edits[0].cells) == {"phone", "source"}
