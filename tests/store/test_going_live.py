"""An approved change becomes true on its day, once, whoever makes it and whatever comes between."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from lillby import (
    KEY,
    NOW,
    TO_THE_LIST,
    Lillby,
    edit,
    rename,
    say,
    sheets,
    told,
    try_edit,
    withdraw,
    write,
)

from bot.assembly import House
from bot.catalogue.changes import Edit, Kind, facts
from bot.store.editions import FOLDER, Edition, Editions
from bot.store.proposals import Proposal, Proposals, Role, State
from care.providers import Provider
from dialogs.events import Choose

TODAY = NOW.date()
ROW = {"provider": "eken", "service": "care", "areas": "*", "start": "2020-01-01"}
LATER = {**ROW, "start": "2027-01-01", "standing": "active"}


@pytest.fixture
def lillby(tmp_path: Path, database: str, keys: tuple[str, ...]) -> Iterator[Lillby]:
    write(tmp_path / KEY, sheets())
    town = Lillby(tmp_path, database, keys)
    yield town
    town.close()


@pytest.fixture
def house(lillby: Lillby) -> House:
    return lillby.open()


def propose(
    house: House,
    *edits: Edit,
    kind: Kind = Kind.FACTS,
    day: date = TODAY,
    by: str = "Eva Ek",
    provider: str = "eken",
) -> Proposal:
    return Proposals(house.store).add(
        KEY, provider, kind, edits, NOW,
        source="mejl", from_day=day, by=by, role=Role.KEEPER,
    )  # fmt: skip


def approve(house: House, one: Proposal, by: str) -> None:
    assert Proposals(house.store).decide(one.id, State.APPROVED, by, NOW, expected=State.WAITING)


def now_is(house: House, one: Proposal) -> Proposal:
    found = Proposals(house.store).get(one.id)
    assert found is not None
    return found


def editions(house: House) -> list[Edition]:
    """The oldest first."""
    return list(reversed(Editions(house.store).of(KEY, 9999)))


def phones(house: House) -> dict[str, str | None]:
    return {p.key: p.phone for p in house.catalogues.now.by_key[KEY].providers}


def test_a_change_is_live_with_the_next_turn(lillby: Lillby, house: House) -> None:
    say(house, *TO_THE_LIST)
    one = propose(house, *facts("eken", {"name": "Nya Eken"}))
    moved = lillby.open().going_live.apply(NOW)

    assert moved == 1
    assert "Nya Eken" in told(say(house, Choose("list", "eken")))
    assert now_is(house, one).state is State.LIVE
    assert [e.by for e in editions(house)] == [FOLDER, "Eva Ek"]
    assert house.going_live.apply(NOW) == 0


def test_nothing_waiting_is_made(house: House) -> None:
    one = propose(
        house, Edit("authorisations", ROW, {"standing": "paused"}), kind=Kind.AUTHORISATION
    )

    assert house.going_live.apply(NOW) == 0
    assert now_is(house, one).state is State.WAITING
    assert len(editions(house)) == 1


def test_an_authorisation_is_made_in_the_name_of_the_second_person(house: House) -> None:
    paused = Edit("authorisations", ROW, {"standing": "paused", "reason": "Ingen personal"})
    one = propose(house, paused, kind=Kind.AUTHORISATION, by="Eva Ek")
    approve(house, one, "Bo Lind")
    house.going_live.apply(NOW)
    (authorisation,) = _provider(house, "eken").authorisations or ()

    assert [e.by for e in editions(house)] == [FOLDER, "Bo Lind"]
    assert (authorisation.standing, authorisation.reason) == ("paused", {"sv": "Ingen personal"})


@pytest.mark.parametrize(
    ("at", "moved"),
    [
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), 1),
        (datetime(2027, 6, 1, tzinfo=UTC), 1),
    ],
    ids=["23.59 in Sweden", "midnight in Sweden", "long after"],
)
def test_a_change_waits_for_its_day_in_sweden(house: House, at: datetime, moved: int) -> None:
    propose(house, *facts("eken", {"phone": "08-465 004 09"}), day=date(2026, 12, 1))

    assert house.going_live.apply(at) == moved
    assert (phones(house)["eken"] == "08-465 004 09") is bool(moved)


def test_the_later_day_has_the_last_word(house: House) -> None:
    propose(house, *facts("eken", {"phone": "08-465 004 09"}), day=date(2026, 12, 2))
    propose(house, *facts("eken", {"phone": "08-465 004 08"}), day=date(2026, 12, 1))
    house.going_live.apply(datetime(2026, 12, 5, tzinfo=UTC))

    assert phones(house)["eken"] == "08-465 004 09"


def test_a_cell_can_be_emptied_and_others_stay(house: House) -> None:
    propose(house, *facts("eken", {"phone": ""}))
    house.going_live.apply(NOW)

    assert phones(house) == {
        "eken": None,
        "asken": "08-465 004 02",
        "linden": "08-465 004 02",
    }


def test_a_change_finds_its_row_when_others_have_changed_it(house: House) -> None:
    propose(house, Edit("authorisations", ROW, {"places": "3"}), kind=Kind.ROOM)
    edit(house, withdraw("eken"))
    house.going_live.apply(NOW)
    (authorisation,) = _provider(house, "eken").authorisations or ()

    assert (authorisation.standing, authorisation.room.places) == ("withdrawn", 3)


def test_a_new_provider(house: House) -> None:
    new = (
        Edit("providers", {}, {"key": "ronnen", "name": "Rönnens omsorg", "form": "company"}),
        Edit("authorisations", {}, {**ROW, "provider": "ronnen", "standing": "active"}),
    )
    one = propose(house, *new, kind=Kind.AUTHORISATION, provider="ronnen")
    approve(house, one, "Bo Lind")
    house.going_live.apply(NOW)

    assert _provider(house, "ronnen").name == "Rönnens omsorg"


def test_what_is_true_already_makes_no_edition(house: House) -> None:
    one = propose(house, *facts("eken", {"phone": "08-465 004 02"}))
    house.going_live.apply(NOW)

    assert now_is(house, one).state is State.LIVE
    assert len(editions(house)) == 1


def test_a_provider_that_is_gone_cannot_be_changed(house: House) -> None:
    one = propose(house, *facts("eken", {"phone": "08-465 004 09"}))

    def gone(new: dict[str, list[dict[str, str]]]) -> None:
        new["providers"] = [line for line in new["providers"] if line["key"] != "eken"]
        new["authorisations"] = [a for a in new["authorisations"] if a["provider"] != "eken"]

    edit(house, gone)
    house.going_live.apply(NOW)
    after = now_is(house, one)

    assert after.state is State.REFUSED
    assert after.note.startswith("Bladet Utförare har ingen rad längre där Nyckel = eken.")
    assert len(editions(house)) == 2
    assert house.going_live.apply(NOW) == 0


def test_a_row_that_is_not_named_well_enough_is_not_guessed(house: House) -> None:
    loose = Edit("authorisations", {"provider": "eken"}, {"places": "3"})
    one = propose(house, loose, kind=Kind.ROOM)
    edit(house, lambda new: new["authorisations"].append(LATER))
    house.going_live.apply(NOW)
    after = now_is(house, one)

    assert after.state is State.REFUSED
    assert after.note.startswith("Bladet Godkännanden har 2 rader där Utförare = eken.")


def test_what_would_make_a_wrong_catalogue_is_refused_whole(house: House) -> None:
    one = propose(house, *facts("eken", {"phone": "08-465 004 09", "evening": "kanske"}))
    good = propose(house, *facts("asken", {"phone": "08-465 004 08"}), provider="asken")
    house.going_live.apply(NOW)
    after = now_is(house, one)

    assert after.state is State.REFUSED
    assert "kanske" in after.note
    assert now_is(house, good).state is State.LIVE
    assert (phones(house)["eken"], phones(house)["asken"]) == ("08-465 004 02", "08-465 004 08")


@pytest.mark.parametrize(
    "content", ["", "[]", '{"providers": "Agda"}', '{"providers": [{"key": "eken"}]}']
)
def test_a_catalogue_that_this_program_cannot_read_is_left(
    house: House, content: str, capfd: pytest.CaptureFixture[str]
) -> None:
    one = propose(house, *facts("eken", {"phone": "08-465 004 09"}))
    last = editions(house)[0]
    new = Editions(house.store).append(KEY, "2030", content, "Eva", NOW, expected=last.version)
    moved = [house.going_live.apply(NOW), house.going_live.apply(NOW)]
    line = capfd.readouterr().err

    assert new is not None
    assert moved == [0, 0]
    assert now_is(house, one).state is State.APPROVED
    assert line.count("changes.wait") == 1
    assert f"edition={new.id}" in line
    assert "Agda" not in line


def test_a_municipality_without_a_catalogue(house: House) -> None:
    edits = facts("eken", {"phone": "08-465 004 09"})
    one = Proposals(house.store).add(
        "storby", "eken", Kind.FACTS, edits, NOW,
        source="", from_day=TODAY, by="Eva", role=Role.KEEPER,
    )  # fmt: skip
    house.going_live.apply(NOW)

    assert now_is(house, one).state is State.REFUSED


def test_many_at_once_lose_nothing_and_make_nothing_twice(lillby: Lillby, house: House) -> None:
    """Four processes make eight changes while a keeper edits."""
    ones = [propose(house, *facts("eken", {f: "yes"})) for f in FLAGS]
    others = [lillby.open() for _ in range(4)]

    def work(other: House) -> None:
        while other.going_live.apply(NOW):
            pass

    with ThreadPoolExecutor(5) as threads:
        done = [threads.submit(work, other) for other in others]
        names = (f"Askens omsorg {n}" for n in count())
        while not all(one.done() for one in done):
            try_edit(house, rename("asken", next(names)), "Keeper")
        for one in done:
            one.result()
    house.going_live.apply(NOW)
    made = [e for e in editions(house) if e.by == "Eva Ek"]

    assert {now_is(house, one).state for one in ones} == {State.LIVE}
    assert len(made) == len(FLAGS)
    assert set(FLAGS) <= _provider(house, "eken").features.has


FLAGS = ("evening", "weekend", "night", "same_gender", "pets", "transport", "trial", "visit")


def _provider(house: House, key: str) -> Provider:
    found = house.catalogues.now.by_key[KEY].provider(key)
    assert found is not None
    return found
