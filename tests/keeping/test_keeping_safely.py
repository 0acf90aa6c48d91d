"""Nothing is done twice, by the wrong one, or over what somebody else wrote."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import httpx
from inside import EKEN, HERE, NOW, Clock, now_at, states, stored
from office import Person
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.assembly import House
from bot.conversation import Address
from bot.keeping.links import Link, Role, make
from bot.keeping.web import application
from bot.store.proposals import Proposals, State
from dialogs.events import Choose

Give = Callable[..., Person]


async def test_t29_the_same_post_twice_has_one_effect(
    keeper: Give, provider: Give, house: House
) -> None:
    eva, bo, karin = keeper("Eva Ek"), keeper("Bo Lind"), provider()
    for who, path, given in (
        (eva, f"{EKEN}/facts", {"phone": "08-465 004 55", "source": "Mejl"}),
        (eva, f"{EKEN}/authorisations/1", {"standing": "paused", "source": "Beslut"}),
        (eva, f"{EKEN}/room", {"0.places": "2", "source": "Samtal"}),
        (karin, f"{EKEN}/facts", {"email": "en@ekens-omsorg.example"}),
        (karin, f"{EKEN}/confirm", {}),
    ):
        before = len(states(house))
        page = await who.open(path)
        form = page.forms[-1].fill(**given)
        posts = (who.post(f"{who.path}{path}", form) for _ in range(2))
        await asyncio.gather(*posts)
        await who.post(f"{who.path}{path}", form)
        assert who.status == 200, path
        assert len(states(house)) == before + 1, path

    waiting = len(Proposals(house.store).waiting(HERE))
    page = await bo.open("/proposals/2")
    form = page.forms[0].fill(verdict="approved")
    for _ in range(3):
        await bo.post(f"{bo.path}/proposals/2", form)
        assert bo.status == 200
    assert len(Proposals(house.store).waiting(HERE)) == waiting - 1


async def test_a_form_that_was_spent_on_something_else_keeps_what_is_typed(
    keeper: Give, house: House
) -> None:
    eva = keeper()
    page = await eva.open(f"{EKEN}/facts")
    form = page.forms[-1]
    await eva.post(f"{eva.path}{EKEN}/facts", form.fill(phone="08-465 004 55", source="Mejl"))

    email = "ny@ekens-omsorg.example"
    page = await eva.post(f"{eva.path}{EKEN}/facts", form.fill(email=email, source="Mejl"))

    assert eva.status == 409
    assert page.forms[-1].value("email") == email
    await eva.send()
    assert now_at(house).email == email


async def test_of_two_keepers_who_decide_the_second_is_told(
    keeper: Give, provider: Give, house: House
) -> None:
    karin, eva, bo = provider(), keeper("Eva Ek"), keeper("Bo Lind")
    await karin.open(f"{EKEN}/facts")
    await karin.send(phone="08-465 004 56")
    await eva.open("/proposals/1")
    await bo.open("/proposals/1")
    await eva.send(button="verdict=approved")

    page = await bo.send(1, "verdict=refused", note="Nej")

    assert bo.status == 409
    assert "Någon annan hann före." in page.text
    assert "Beslutat av Eva Ek" in page.text
    assert states(house) == [State.LIVE]


async def test_t06_looking_changes_nothing(
    keeper: Give, provider: Give, database: Path, clock: Clock
) -> None:
    eva, karin = keeper(), provider()
    await karin.open(f"{EKEN}/facts")
    await karin.send(phone="08-465 004 56")
    before = stored(database)
    paths = [
        "/", "/providers/", "/providers/?q=eken&missing=hours", "/history", f"{EKEN}/",
        f"{EKEN}/facts", f"{EKEN}/confirm", f"{EKEN}/room", f"{EKEN}/authorisations/1",
        f"{EKEN}/authorisations/new", "/proposals/1?verdict=approved", "/?done=1",
    ]  # fmt: skip
    for _ in range(3):
        for who in (eva, karin):
            for path in paths:
                await who.client.get(f"{who.path}{path}")
                await who.client.head(f"{who.path}{path}")

    assert stored(database) == before


async def test_no_chat_waits_while_a_page_is_made(
    house: House, database: Path, clock: Clock
) -> None:
    """The page goes on only when somebody in the chat has been answered, or never."""
    answered = threading.Event()
    waited: list[bool] = []

    def slowly(now: datetime) -> int:
        waited.append(answered.wait(10))
        return house.going_live.apply(now)

    keepers = application(house.store, slowly, secret="test", now=clock)
    transport = httpx.ASGITransport(Starlette(routes=[Mount("/keep", keepers)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        eva = Person(client, make("test", Link(HERE, Role.KEEPER, "Eva Ek"), NOW))
        await eva.open(f"{EKEN}/facts")
        saving = asyncio.create_task(eva.send(phone="08-465 004 55", source="Mejl"))
        while not states(house):
            await asyncio.sleep(0.01)
        me = Address("web", "", "me")
        await house.conversations.heard(me, "1", Choose("language", "sv"), NOW)
        answered.set()
        page = await saving

    assert waited == [True]
    assert "Klart. Det syns nu." in page.text


async def test_a_form_of_another_link_or_site_changes_nothing(
    keeper: Give, provider: Give, database: Path
) -> None:
    eva, karin = keeper(), provider()
    theirs = (await karin.open(f"{EKEN}/facts")).forms[-1].value("token")
    form = (await eva.open(f"{EKEN}/facts")).forms[-1].fill(phone="08-465 004 55", source="Mejl")
    before = stored(database)

    for token in (theirs, "", "x" * 50, "å"):
        spoilt = [(n, token if n == "token" else v) for n, v in form]
        await eva.post(f"{eva.path}{EKEN}/facts", spoilt)
        assert eva.status == 403
    answer = await eva.client.post(
        f"{eva.path}{EKEN}/facts", data=dict(form), headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert stored(database) == before


async def test_a_link_of_another_municipality_opens_nothing_here(
    keeper: Give, provider: Give
) -> None:
    karin, other = provider(), keeper(here="orebro")
    await karin.open(f"{EKEN}/facts")
    await karin.send(phone="08-465 004 56")

    for path in (f"{EKEN}/", "/proposals/1", f"{EKEN}/facts"):
        await other.open(path)
        assert other.status == 404
    assert "Ekens omsorg" not in (await other.open("/providers/")).text


async def test_when_the_database_is_away_the_form_can_be_sent_again(
    keeper: Give, house: House, database: Path
) -> None:
    eva = keeper()
    page = await eva.open(f"{EKEN}/facts")
    form = page.forms[-1].fill(phone="08-465 004 55", source="Mejl")
    with sqlite3.connect(database) as other:
        other.execute("BEGIN IMMEDIATE")
        page = await eva.post(f"{eva.path}{EKEN}/facts", form)
        other.rollback()
    assert eva.status == 503

    await eva.send()

    assert now_at(house).phone == "08-465 004 55"


async def test_two_who_change_different_things_both_have_their_way(
    keeper: Give, house: House
) -> None:
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open(f"{EKEN}/facts")
    await bo.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", source="Mejl")

    page = await bo.send(email="ny@ekens-omsorg.example", source="Samtal")

    assert "Klart. Det syns nu." in page.text
    provider = now_at(house)
    assert (provider.phone, provider.email) == ("08-465 004 55", "ny@ekens-omsorg.example")


async def test_the_second_to_change_the_same_thing_is_told_and_loses_nothing(
    keeper: Give, house: House
) -> None:
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open(f"{EKEN}/facts")
    await bo.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", email="ny@ekens-omsorg.example", source="Mejl")

    page = await bo.send(phone="08-465 004 66", source="Samtal")

    assert bo.status == 409
    assert (
        "Telefon: Eva Ek ändrade det medan du skrev. Nu står det: 08-465 004 55. "
        "Du skrev: 08-465 004 66." in page.text
    )
    assert page.forms[-1].value("phone") == "08-465 004 66"
    assert now_at(house).phone == "08-465 004 55"

    page = await bo.send()
    assert "Klart. Det syns nu." in page.text
    assert now_at(house).phone == "08-465 004 66"
    assert now_at(house).email == "ny@ekens-omsorg.example"


async def test_an_authorisation_that_went_meanwhile_is_told(keeper: Give, house: House) -> None:
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open(f"{EKEN}/authorisations/1")
    await bo.open(f"{EKEN}/authorisations/1")
    await bo.send(start="2018-04-01", source="Beslut")
    await eva.open("/proposals/1")
    await eva.send(button="verdict=approved")
    await eva.open(f"{EKEN}/authorisations/1")
    form = eva.page.forms[-1].fill(standing="paused", source="Beslut")
    old = [(n, v.replace("2018-04-01", "2018-03-01") if n == "was" else v) for n, v in form]

    page = await eva.post(f"{eva.path}{EKEN}/authorisations/1", old)

    assert eva.status == 409
    assert "Godkännandet finns inte längre så som det stod." in page.text


async def test_a_yes_is_a_yes_to_what_was_read(keeper: Give, provider: Give, house: House) -> None:
    eva, karin = keeper(), provider()
    await karin.open(f"{EKEN}/confirm")
    await eva.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", source="Mejl")

    page = await karin.send()

    assert karin.status == 409
    assert "Uppgifterna ändrades medan du läste." in page.text
    assert "08-465 004 55" in page.text
    await karin.send()
    assert states(house) == [State.WAITING, State.LIVE]


async def test_room_finds_its_authorisation_when_the_others_move(
    keeper: Give, provider: Give, house: House
) -> None:
    eva, bo, karin = keeper("Eva Ek"), keeper("Bo Lind"), provider()
    await karin.open(f"{EKEN}/room")
    await eva.open(f"{EKEN}/authorisations/1")
    await eva.send(standing="withdrawn", source="Beslut")
    await bo.open("/proposals/1")
    await bo.send(button="verdict=approved")

    page = await karin.send(**{"0.places": "7", "1.places": "2"})

    assert karin.status == 409
    assert "Hemtjänst omvårdnad" in page.text
    assert "Du skrev: 7, –, 3." in page.text
    await karin.send()
    care, household, _ = now_at(house).authorisations or ()
    assert (care.room.places, household.room.places) == (None, 2)


async def test_what_others_said_of_room_meanwhile_is_not_undone(
    keeper: Give, provider: Give, house: House
) -> None:
    eva, karin = keeper(), provider()
    await karin.open(f"{EKEN}/room")
    await eva.open(f"{EKEN}/room")
    await eva.send(source="Samtal", **{"0.weeks": "5"})

    await karin.send(**{"0.places": "2"})

    (care, *_) = now_at(house).authorisations or ()
    assert (care.room.places, care.room.weeks) == (2, 5)
