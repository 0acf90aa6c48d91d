"""What there is to do, who is on the list, and what has been."""

import re
from collections.abc import Callable

from inside import EKEN, Resident
from office import Person

from bot.assembly import House

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


async def test_history_tells_who_and_when(keeper: Give) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", source="Mejl")

    page = await eva.open("/history")

    assert "23 november 2026 klockan 09.00Eva Ek" in page.text.replace(" Eva", "Eva")
    assert "kundval catalogue undo" in page.text
