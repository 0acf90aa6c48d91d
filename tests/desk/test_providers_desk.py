"""Where there is room, in the words of the desk, and how the list is kept."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from atdesk import Clock, Worker
from booked import open_case

from bot.assembly import House
from bot.desk.figures import room
from bot.store.office.accounts import Office
from care.municipality import Area, Municipality
from care.providers import Authorisation, Form, Provider, Room, Standing
from care.rules import ServiceRule
from care.services import Service

Give = Callable[..., Awaitable[Worker]]
TODAY = date(2027, 1, 12)
CARE = Authorisation(Service.CARE, None, date(2020, 1, 1))


def town(*providers: Provider) -> Municipality:
    """A municipality with these."""
    return Municipality(
        "by", "By", "0000", "1", True, True, (ServiceRule(Service.CARE),), providers,
        areas=(Area("norr", "Norr"), Area("soder", "Söder")),
    )  # fmt: skip


def one(given: Authorisation | None, name: str = "Eken") -> Provider:
    """A provider with one authorisation, or with none that is sourced."""
    return Provider(name.casefold(), name, Form.COMPANY, (given,) if given else None)


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        (CARE, "går att välja"),
        (replace(CARE, end=TODAY + timedelta(days=30)), "går att välja, slutar 11 februari 2027"),
        (replace(CARE, end=date(2027, 12, 31)), "går att välja"),
        (replace(CARE, end=date(2026, 12, 31)), "slutade 31 december 2026"),
        (replace(CARE, start=date(2027, 2, 1)), "börjar 1 februari 2027"),
        (replace(CARE, standing=Standing.PAUSED), "pausad"),
        (replace(CARE, standing=Standing.PAUSED, reason={"sv": "För få"}), "pausad: För få"),
        (replace(CARE, standing=Standing.WITHDRAWN), "återkallad"),
        (None, "okänt"),
    ],
)
def test_how_an_authorisation_stands(given: Authorisation | None, standing: str) -> None:
    [line] = room.lines(town(one(given)), Service.CARE, "", TODAY)

    assert line.standing == standing


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Room(), ("Uppgift saknas", "Uppgift saknas", "Uppgift saknas")),
        (Room(0, 4, 8), ("fullt", "4 väntar", "8 veckor")),
        (Room(3, 0, 0), ("3", "ingen", "kan börja nu")),
        (Room(weeks=1), ("Uppgift saknas", "Uppgift saknas", "1 vecka")),
    ],
)
def test_room_in_words(told: Room, expected: tuple[str, str, str]) -> None:
    [line] = room.lines(town(one(replace(CARE, room=told))), Service.CARE, "", TODAY)

    assert (line.places, line.queue, line.weeks) == expected


@pytest.mark.parametrize(("days", "stale"), [(31, False), (32, True)])
def test_an_old_figure_is_told_as_old(days: int, stale: bool) -> None:
    seen = Room(1, 0, 0, TODAY - timedelta(days=days))

    [line] = room.lines(town(one(replace(CARE, room=seen))), Service.CARE, "", TODAY)

    assert line.stale is stale


def test_the_order_is_the_alphabets_whatever_the_room() -> None:
    names = ["Ögat", "Äng", "Ån", "Zenit", "alm"]
    rooms = {"Ögat": Room(9), "Äng": Room(0), "Ån": Room(3), "Zenit": Room(), "alm": Room(0)}

    found = room.lines(
        town(*(one(replace(CARE, room=rooms[name]), name) for name in names)),
        Service.CARE, "", TODAY,
    )  # fmt: skip

    assert [line.name for line in found] == ["alm", "Zenit", "Ån", "Äng", "Ögat"]


def test_an_area_keeps_those_who_work_there() -> None:
    north = one(replace(CARE, areas=frozenset({"norr"})), "Nord")
    here = town(north, one(CARE, "Alla"))

    assert [line.name for line in room.lines(here, Service.CARE, "soder", TODAY)] == ["Alla"]
    assert [line.areas for line in room.lines(here, Service.CARE, "norr", TODAY)] == [
        "Hela kommunen", "Norr",
    ]  # fmt: skip


def test_a_service_in_sum() -> None:
    here = town(
        one(replace(CARE, room=Room(2)), "A"), one(replace(CARE, room=Room(0, 3, 4)), "B"),
        one(CARE, "C"), one(replace(CARE, room=Room(weeks=3)), "D"),
        one(replace(CARE, standing=Standing.PAUSED), "E"),
    )  # fmt: skip

    assert room.sums(here, TODAY) == [room.Sum(Service.CARE, choosable=4, now=1, full=1, unknown=1)]


@pytest.mark.parametrize("role", list(Office))
async def test_everyone_at_the_desk_sees_room_and_order(worker: Give, role: Office) -> None:
    eva = await worker("Eva Ek", None, (role,))

    page = await eva.open("/providers")
    assert "/desk/providers/care" in page.links
    assert ("/desk/keep-list" in page.links) is (role is Office.KEEPER)

    page = await eva.open("/providers/care?area=skogsbyn")
    assert "I bokstavsordning. Ordningen säger inget om vem som är bra." in page.text
    assert "i Skogsbyn" in page.text
    rows = re.findall(r'<th scope="row">([^<]+)</th>', page.html)
    assert rows == sorted(rows, key=room.alphabetical)
    assert "Kommunens hemtjänst" in rows
    assert "Lindens hemtjänst" not in rows


async def test_the_state_of_the_list(worker: Give, house: House, clock: Clock) -> None:
    clock.at = clock.at.replace(month=7)
    for _ in range(6):
        open_case(house, needs="evening|language=fi")
    open_case(house, needs="language=so")
    anna = await worker("Anna Lind")

    page = await anna.open("/providers")

    assert re.search(r"Inte kontrollerade på ett år <b>[1-9]", page.html)
    assert "Två vantars avlösning" in page.text
    asked = re.findall(r'<th scope="row">([^<]+)</th><td data-of="Ärenden">([^<]+)</td>', page.html)
    assert ("Hemtjänst omvårdnad: finska", "6") in asked
    assert ("Hemtjänst omvårdnad: somaliska", "färre än 5") in asked
    assert asked.index(("Hemtjänst omvårdnad: finska", "6")) < len(asked) - 1
    assert "Uppgifter som oftast saknas" in page.text


@pytest.mark.parametrize("path", ["nothing", "%00", "a" * 300])
async def test_a_service_that_is_not_there(worker: Give, path: str) -> None:
    anna = await worker("Anna Lind")

    await anna.open(f"/providers/{path}")

    assert anna.status == 404


async def test_where_no_authorisation_is_sourced_it_is_told(worker: Give) -> None:
    eva = await worker("Eva Ek", None, here="orebro")

    page = await eva.open("/providers")
    assert "Listan säger inte vilka utförare som är godkända" in page.text

    [service] = [link for link in page.links if link.startswith("/desk/providers/")]
    page = await eva.open(service.removeprefix("/desk"))
    assert page.html.count(">okänt<") == 11
