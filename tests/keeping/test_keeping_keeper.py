"""A keeper keeps the list true: one provider, one authorisation at a time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from inside import EKEN, NOW, Clock, Resident, now_at, states, stored
from office import Person

from bot.assembly import House
from bot.store.proposals import State
from care.providers import Standing

Give = Callable[..., Person]


async def test_a_keepers_change_of_a_fact_shows_at_once(keeper: Give, house: House) -> None:
    eva, resident = keeper(), Resident(house)
    await eva.open(f"{EKEN}/facts")

    page = await eva.send(phone="08-465 004 55", languages="svenska, finska", source="Mejl 20/11")

    assert "Klart. Det syns nu." in page.text
    provider = now_at(house)
    assert (provider.phone, provider.source) == ("08-465 004 55", "Mejl 20/11")
    assert provider.features.of("language") == ("fi", "sv")
    assert "08-465 004 55" in resident.press("list", "ekens-omsorg")


async def test_a_change_from_a_later_day_waits_for_it(
    keeper: Give, house: House, clock: Clock
) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    page = await eva.send(phone="08-465 004 55", source="Mejl", from_day="2026-12-01")
    before = now_at(house).phone

    clock.pass_days(7)
    house.going_live.apply(clock())
    early = now_at(house).phone
    clock.pass_days(1)
    house.going_live.apply(clock())

    assert "Ändringen börjar gälla 1 december 2026." in page.text
    assert before == early != "08-465 004 55"
    assert now_at(house).phone == "08-465 004 55"


async def test_what_starts_later_is_seen_and_can_be_taken_back(keeper: Give, house: House) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", source="Mejl", from_day="2026-12-01")
    page = await eva.open()
    assert "Godkänt, men börjar senare 1" in page.text

    await eva.open(next(link for link in page.links if "/proposals/" in link)[len(eva.path) :])
    await eva.send(button="verdict=withdrawn")

    assert states(house) == [State.WITHDRAWN]


async def test_an_authorisation_takes_two_keepers(keeper: Give, house: House) -> None:
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open(f"{EKEN}/authorisations/1")
    page = await eva.send(standing="paused", reason="För lite personal", source="Beslut 12")
    assert "En kollega behöver godkänna. Du kan inte godkänna din egen ändring." in page.text

    mine = await eva.open("/proposals/1")
    assert mine.forms[0].buttons == [("verdict", "withdrawn")]
    await eva.post(f"{eva.path}/proposals/1", mine.forms[0].fill(verdict="approved"))
    assert eva.status == 403
    assert states(house) == [State.WAITING]

    page = await bo.open()
    for words in ("Eva Ek", "Läge", "Gäller", "Pausad", "Beslut 12", "23 november 2026"):
        assert words in page.text
    page = await bo.send(button="verdict=approved")
    assert "Klart. Det syns nu." in page.text
    (first, *_) = now_at(house).authorisations or ()
    assert (first.standing, first.reason) == (Standing.PAUSED, {"sv": "För lite personal"})


async def test_what_two_have_agreed_on_is_not_taken_back_by_who_proposed_it(
    keeper: Give, house: House
) -> None:
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open(f"{EKEN}/authorisations/1")
    await eva.send(standing="withdrawn", source="Beslut 12", from_day="2026-12-01")
    waiting = await eva.open("/proposals/1")
    assert waiting.forms[0].buttons == [("verdict", "withdrawn")]
    await bo.open("/proposals/1")
    await bo.send(button="verdict=approved")

    mine = await eva.open("/proposals/1")
    assert mine.forms == []
    assert "En kollega behöver ta tillbaka den" in mine.text
    token = (await eva.open(f"{EKEN}/confirm")).forms[-1].value("token")
    fields = [("token", token), ("verdict", "withdrawn"), ("seen", "approved")]
    page = await eva.post(f"{eva.path}/proposals/1", fields)
    assert eva.status == 403
    assert "En kollega behöver ta tillbaka den" in page.text
    assert states(house) == [State.APPROVED]

    await bo.open("/proposals/1")
    await bo.send(button="verdict=withdrawn")
    assert states(house) == [State.WITHDRAWN]


async def test_what_waits_is_taken_back_by_the_one_who_proposed_it(
    keeper: Give, house: House
) -> None:
    eva = keeper("Eva Ek")
    await eva.open(f"{EKEN}/authorisations/1")
    await eva.send(standing="withdrawn", source="Beslut 12")
    await eva.open("/proposals/1")
    await eva.send(button="verdict=withdrawn")

    assert states(house) == [State.WITHDRAWN]


async def test_a_new_authorisation_takes_two_keepers_too(keeper: Give, house: House) -> None:
    await keeper().open(f"{EKEN}/authorisations/new")
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open(f"{EKEN}/authorisations/new")
    await eva.send(
        service="alarm", areas__where="some", areas=["centrum", "skogsbyn"], start="2027-01-01",
        standing="active", source="Beslut 13",
    )  # fmt: skip
    assert len(now_at(house).authorisations or ()) == 3

    await bo.open()
    await bo.send(button="verdict=approved")

    *_, new = now_at(house).authorisations or ()
    assert (new.service, new.areas, new.start) == (
        "alarm", frozenset({"centrum", "skogsbyn"}), date(2027, 1, 1),
    )  # fmt: skip


async def test_the_same_numbers_said_again_are_of_today(keeper: Give, house: House) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/room")
    await eva.send(source="Samtal")

    rooms = [a.room for a in now_at(house).authorisations or ()]
    assert {(room.weeks, room.day) for room in rooms} == {(3, NOW.date())}


async def test_no_room_and_no_wait_is_told_at_its_field(
    keeper: Give, house: House, database: Path
) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/room")
    before = stored(database)

    page = await eva.send(source="Samtal", **{"1.places": "0", "1.weeks": "0"})

    assert (eva.status, page.faults) == (422, ["1.weeks"])
    assert "#f-1.weeks" in page.links
    assert "0 lediga platser och 0 veckors väntetid går inte ihop." in page.text
    assert page.forms[-1].value("1.places") == "0"
    assert stored(database) == before
    await eva.send(**{"1.weeks": "9"})
    _, household, *_ = now_at(house).authorisations or ()
    assert (household.room.places, household.room.weeks) == (0, 9)


async def test_the_help_beside_who_takes_over_promises_only_what_is_kept(
    keeper: Give, house: House
) -> None:
    eva, resident = keeper(), Resident(house)
    resident.press("list", "solrosen")
    resident.press("provider", "wish=solrosen")

    chosen = (await eva.open("/providers/solrosen/facts")).text
    other = (await eva.open(f"{EKEN}/facts")).text

    told = "Den som har valt utföraren får veta det nästa gång hen kommer tillbaka till chatten."
    assert f"{told} 1 person har valt den." in chosen
    assert f"{told} Ingen har valt den nu." in other


async def test_a_keeper_who_changes_can_say_that_the_rest_is_true(
    keeper: Give, house: House
) -> None:
    eva = keeper()
    await eva.open("/providers/nyckelpigan/facts")
    await eva.send(phone="08-465 004 57", source="Besök", all_true="yes")

    provider = now_at(house, "nyckelpigan")
    assert (provider.phone, provider.updated) == ("08-465 004 57", NOW.date())


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("phone", "hej", "är inget telefonnummer"),
        ("organisation_number", "556036-0794", "sista siffran stämmer inte"),
        ("languages", "klingonspråk", "känner vi inte igen"),
        ("name", "", "Fyll i namn"),
        ("hours", "alltid", "inga tider"),
        ("own_words", "=1+1", "formel"),
        ("own_words", "x" * 401, "högst 400"),
        ("source", "", "Skriv var uppgiften kommer ifrån"),
        ("from_day", "snart", "ingen dag"),
        ("from_day", "3026-12-01", "mer än fem år fram"),
        ("review_reply", "Nu är det bra.", "resultatet"),
        ("own_words_fi", "Hei", ""),
        ("evening", "kanske", "ja eller nej"),
        ("successor", "ekens-omsorg", "listan"),
    ],
)
async def test_what_is_wrong_is_told_at_its_field_and_nothing_is_stored(
    keeper: Give, house: House, database: Path, field: str, typed: str, says: str
) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    before = stored(database)
    given = {"source": "Mejl", "phone": "08-465 004 55", field: typed}

    page = await eva.send(**given)

    if field == "own_words_fi":
        assert eva.status == 200  # there is a Swedish text beside
        return
    assert eva.status == 422
    assert page.faults == [field]
    assert says in page.text
    assert f"#f-{field}" in page.links
    assert page.title.startswith("Fel: ")
    assert stored(database) == before
    kept = page.forms[-1]
    for name, value in given.items():
        if name not in ("languages", "evening", "successor"):
            assert kept.value(name) == value


async def test_what_only_the_whole_catalogue_can_tell_is_told_at_its_field(
    keeper: Give, database: Path
) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/authorisations/1")
    before = stored(database)

    page = await eva.send(end="2001-01-01", reason="Varför inte", source="Beslut")

    assert (eva.status, page.faults) == (422, ["end", "reason"])
    assert stored(database) == before


async def test_what_a_form_only_orders_anew_is_no_change(keeper: Give, house: House) -> None:
    eva = keeper()
    await eva.open("/providers/fyren/facts")  # whose list says "vision|hearing"
    page = await eva.send(phone="08-465 004 77", source="Mejl 23/11")

    assert now_at(house, "fyren").phone == "08-465 004 77"
    assert "Telefon gäller" in page.text
    assert "Telefon, Särskild kunskap" not in page.text


async def test_a_keeper_reads_where_it_is_written_that_a_provider_ends(keeper: Give) -> None:
    page = await keeper().open(f"{EKEN}/")

    assert "Slutar utföraren? Skriv sista dagen under Till i varje godkännande." in page.text
