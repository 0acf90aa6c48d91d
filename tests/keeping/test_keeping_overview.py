"""What there is to do, who is on the list, and what has been."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from inside import EKEN, Clock, Resident
from office import Person

from bot.assembly import House
from bot.keeping.overview import STANDINGS, standing
from bot.keeping.words import NEVER
from care.providers import Availability, Form, Provider

Give = Callable[..., Person]


async def test_what_is_old_missing_and_ending_is_counted(keeper: Give, house: House) -> None:
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open("/providers/solrosen/authorisations/1")
    await eva.send(end="2027-01-31", source="Beslut")
    await bo.open()
    await bo.send(button="verdict=approved")
    resident = Resident(house)
    resident.press("list", "solrosen")
    resident.press("provider", "wish=solrosen")

    page = await eva.open()

    ending = page.text.partition("Slutar inom tre månader")[2]
    assert "Solrosens hemtjänst" in ending
    assert "31 januari 2027" in ending
    assert "1 person" in ending
    missing = page.text.partition("Uppgifter som saknas")[2]
    assert "Fast omsorgskontakt" in missing
    listed = await eva.open("/providers/?missing=fixed_contact")
    found = re.search(r"(\d+ av \d+) utförare", listed.text)
    assert found
    assert found[1] in missing


async def test_a_provider_is_found_by_a_part_of_its_name(keeper: Give) -> None:
    eva = keeper()

    page = await eva.open("/providers/?q=EKEN")

    assert "Ekens omsorg" in page.text
    assert "Linden" not in page.text
    assert re.search(r"\b0 av \d+ utförare", (await eva.open("/providers/?q=<b>zz</b>")).text)


async def test_a_list_tells_the_day_in_sweden(provider: Give, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    karin = provider()
    await karin.open(f"{EKEN}/facts")
    await karin.send(phone="08-465 004 56", from_day="2026-12-01")

    page = await karin.open()

    assert "24 november 2026" in page.text
    assert "23 november 2026" not in page.text


def test_every_standing_has_words_of_its_own() -> None:
    assert STANDINGS.keys() == set(Availability)
    assert len(set(STANDINGS.values())) == len(Availability)
    assert NEVER.lower() not in STANDINGS.values()


def test_a_provider_without_any_authorisation_has_none() -> None:
    nobody = Provider("x", "X", Form.COMPANY, authorisations=())

    assert standing(nobody, date(2026, 11, 23)) == "har inget godkännande"


async def test_history_tells_who_and_when(keeper: Give) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", source="Mejl")

    page = await eva.open("/history")

    assert "23 november 2026 klockan 09.00Eva Ek" in page.text.replace(" Eva", "Eva")
    assert "kundval catalogue undo" in page.text
