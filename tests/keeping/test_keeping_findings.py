"""What keepers found on their pages."""

from collections.abc import Callable

import httpx
import pytest
from inside import EKEN, HERE, NOW, Clock, now_at, states
from office import Person

from bot.assembly import House
from bot.catalogue.book import content, dump, of, parse, version
from bot.keeping.links import Link, Role, make
from bot.store.editions import Editions
from bot.store.proposals import State

Give = Callable[..., Person]
NUMBER = "19410102-1234"


def older(house: House) -> None:
    """An edition that another program wrote, with what this one cannot read in it."""
    editions = Editions(house.store)
    last = editions.of(HERE, 1)[0]
    sheets = content(parse(last.content))
    sheets["municipality"].append({"field": "shoe_size", "value": "43"})
    for row in sheets["providers"]:
        if row["key"] == "ekens-omsorg":
            row["website"] = "finns inte än"
    for row in sheets["authorisations"]:
        if (row["provider"], row["service"]) == ("ekens-omsorg", "care"):
            row["standing"] = "kanske"
    book = of(sheets)
    assert editions.append(HERE, version(book), dump(book), "test", NOW, expected=last.version)


async def test_an_older_edition_is_served_told_and_changed(
    keeper: Give, house: House, capfd: pytest.CaptureFixture[str]
) -> None:
    older(house)
    known = now_at(house)
    line = capfd.readouterr().err
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    page = await eva.send(website="eken.example", phone="08-465 004 55", source="Mejl")

    assert (known.name, known.website) == ("Ekens omsorg", None)
    assert "care" not in {one.service for one in known.authorisations or ()}
    assert line.count("catalogue.left_out") == 1
    assert "rows=3" in line
    assert "kanske" not in line
    assert "Klart. Det syns nu." in page.text
    assert now_at(house).phone == "08-465 004 55"
    kept = Editions(house.store).of(HERE, 1)[0].content
    assert "shoe_size" in kept


@pytest.mark.parametrize("field", ["own_words", "name", "extras", "review_finding", "source"])
async def test_a_personal_identity_number_is_refused_in_a_form(
    keeper: Give, house: House, field: str
) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    sent = {"source": "Mejl", "review_day": "2026-11-01", "review_finding": "Bra"}
    page = await eva.send(**{**sent, field: f"Agda {NUMBER}"})

    assert eva.status == 422
    assert field in page.faults
    assert "Det ser ut som ett personnummer" in page.text
    assert states(house) == []


async def test_a_new_text_empties_its_old_translations(
    provider: Give, keeper: Give, house: House
) -> None:
    karin, eva = provider(), keeper()
    page = await karin.open(f"{EKEN}/facts")
    assert "Ändrar du den svenska texten töms texterna på andra språk" in page.text
    await karin.send(own_words="Vi är nya.", own_words_fi="Olemme uusia.")
    page = await eva.open()

    assert "Egna ord på arabiska" in page.text
    assert "Töms, för den svenska texten ändras." in page.text
    await eva.send(button="verdict=approved")
    assert now_at(house).own_words == {"sv": "Vi är nya.", "fi": "Olemme uusia."}
    assert set(now_at(house).extras or {}) == {"sv", "fi", "ar", "en"}


async def test_translations_stay_where_the_text_does(keeper: Give, house: House) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", own_words_fi="Olemme uusia.", source="Mejl")

    assert now_at(house).own_words == {**(now_at(house).own_words or {}), "fi": "Olemme uusia."}
    assert set(now_at(house).own_words or {}) == {"sv", "fi", "ar", "en"}


async def test_words_that_compare_are_told_before_a_yes(provider: Give, keeper: Give) -> None:
    karin, eva = provider(), keeper()
    await karin.open(f"{EKEN}/facts")
    await karin.send(own_words="Vi är bäst i stan.")

    assert "Egna ord: ”bäst” jämför med andra." in (await eva.open()).text


async def test_a_follow_up_that_has_not_been_is_refused(keeper: Give, house: House) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/facts")
    page = await eva.send(review_day="2027-01-01", review_finding="Bra", source="Mejl")

    assert page.faults == ["review_day"]
    assert "har inte varit än" in page.text
    assert states(house) == []


async def test_an_overlapping_authorisation_is_refused_at_its_field(
    keeper: Give, house: House
) -> None:
    eva = keeper()
    await eva.open(f"{EKEN}/authorisations/new")
    page = await eva.send(
        service="care", areas__where="*", start="2026-12-01", standing="active", source="Beslut"
    )

    assert page.faults == ["start"]
    assert "gäller, från 2018-03-01" in page.text
    assert states(house) == []


async def test_history_names_both_the_provider_and_what(keeper: Give, house: House) -> None:
    eva, bo = keeper("Eva Ek"), keeper("Bo Lind")
    await eva.open(f"{EKEN}/authorisations/1")
    await eva.send(end="2027-01-31", source="Beslut")
    await bo.open()
    await bo.send(button="verdict=approved")
    await eva.open(f"{EKEN}/facts")
    await eva.send(phone="08-465 004 55", source="Mejl")
    page = await eva.open("/history")

    rows = page.text.partition("Utgåva")[2]
    assert states(house) == [State.LIVE, State.LIVE]
    assert "Eva Ek och Bo Lind" in rows
    assert rows.count("Ekens omsorg") == 2
    assert "Godkännande" in rows
    assert "Telefon" in rows


async def test_what_is_to_be_done_counts_those_to_be_confirmed(
    client: httpx.AsyncClient, clock: Clock
) -> None:
    clock.pass_days(800)
    eva = Person(client, make("test", Link(HERE, Role.KEEPER, "Eva Ek"), clock()))
    page = await eva.open()

    todo = page.text.partition("Att göra ")[2].split()[0]
    confirm = page.text.partition("Stämmer detta? ")[2].split()[0]
    assert todo == confirm != "0"
