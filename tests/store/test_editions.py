"""Editions: appended one after the other, and one winner where two append at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from small import NOW, House

from bot.conversation import Address
from bot.store import Store, Unavailable, editions
from bot.store.editions import FOLDER, Editions

PROCESSES, ROUNDS = 8, 5


@pytest.fixture
def store(database: str, keys: tuple[str, ...]) -> Iterator[Store]:
    opened = Store(database, keys=keys)
    yield opened
    opened.close()


@pytest.fixture
def stores(database: str, keys: tuple[str, ...]) -> Iterator[list[Store]]:
    """Connections of their own, as that many processes have."""
    opened = [Store(database, keys=keys) for _ in range(PROCESSES)]
    yield opened
    for one in opened:
        one.close()


def add(store: Store, version: str, expected: str | None, town: str = "x") -> bool:
    added = Editions(store).append(town, version, f"{version}ö", "Eva", NOW, expected=expected)
    return added is not None


def versions(store: Store, town: str = "x") -> list[str]:
    return [edition.version for edition in Editions(store).of(town)]


def test_an_edition_is_kept_with_who_and_when(store: Store) -> None:
    added = Editions(store).append("x", "v1", "innehåll", "Eva Ek", NOW, expected=None)

    assert added is not None
    assert Editions(store).of("x") == (added,)
    assert (added.version, added.content, added.by, added.at) == ("v1", "innehåll", "Eva Ek", NOW)


def test_latest_is_the_newest_of_each_municipality(store: Store) -> None:
    add(store, "x1", None)
    add(store, "y1", None, "y")
    add(store, "x2", "x1")

    assert [(e.municipality, e.version) for e in Editions(store).latest()] == [
        ("x", "x2"),
        ("y", "y1"),
    ]
    assert versions(store) == ["x2", "x1"]
    assert [e.version for e in Editions(store).of("x", 1)] == ["x2"]


def test_who_saw_another_version_is_too_late(store: Store) -> None:
    add(store, "v1", None)
    add(store, "v2", "v1")

    assert not add(store, "v3", "v1")
    assert not add(store, "v3", None)
    assert versions(store) == ["v2", "v1"]


def test_undo_is_the_older_content_again(store: Store) -> None:
    add(store, "v1", None)
    add(store, "v2", "v1")
    undone = add(store, "v1", "v2")

    assert undone
    assert [e.content for e in Editions(store).of("x")] == ["v1ö", "v2ö", "v1ö"]


def test_of_eight_that_append_at_once_one_wins(stores: list[Store]) -> None:
    seen: str | None = None
    with ThreadPoolExecutor(PROCESSES) as threads:
        for n in range(ROUNDS):
            news = [f"{n}-{i}" for i in range(PROCESSES)]
            won = list(threads.map(add, stores, news, [seen] * PROCESSES))

            assert won.count(True) == 1
            seen = news[won.index(True)]
    assert len(versions(stores[0])) == ROUNDS


def test_numbers_grow_in_the_order_in_which_they_are_seen(stores: list[Store]) -> None:
    """Else who has read up to a number would miss one below it that is committed later."""
    begun = Event()

    def second() -> bool:
        begun.set()
        return add(stores[1], "y1", None, "y")

    with ThreadPoolExecutor(1) as thread:
        with stores[0].appending() as held:
            first = editions.append(held, "x", "x1", "", "Eva", NOW, expected=None)
            waiting = thread.submit(second)
            begun.wait()
            with stores[2].reading() as other:
                seen_meanwhile = editions.number(other)
        assert waiting.result()

    assert first is not None
    assert seen_meanwhile == 0
    assert Editions(stores[0]).latest()[1].id > first.id


def test_one_who_waits_too_long_is_told(database: str, keys: tuple[str, ...]) -> None:
    slow = Store(database, keys=keys)
    other = Store(database, keys=keys, patience=0.2)
    with slow.appending(), pytest.raises(Unavailable):
        add(other, "v1", None)
    after = add(other, "v1", None)
    slow.close()
    other.close()

    assert after


def test_eight_that_start_at_once_seed_once(stores: list[Store]) -> None:
    with ThreadPoolExecutor(PROCESSES) as threads:
        seeded = list(threads.map(lambda s: Editions(s).seed("x", "v1", "", NOW), stores))

    assert seeded.count(True) == 1
    assert [(e.version, e.by) for e in Editions(stores[0]).of("x")] == [("v1", FOLDER)]


def test_a_folder_that_has_changed_is_appended(store: Store) -> None:
    Editions(store).seed("x", "v1", "", NOW)
    Editions(store).seed("x", "v2", "", NOW)

    assert versions(store) == ["v2", "v1"]


def test_once_somebody_has_edited_the_folder_counts_no_more(store: Store) -> None:
    Editions(store).seed("x", "v1", "", NOW)
    add(store, "v2", "v1")

    assert not Editions(store).seed("x", "v3", "", NOW)
    assert versions(store) == ["v2", "v1"]


def test_how_many_wish_for_each_provider(house: House) -> None:
    for i, provider in enumerate(["eken", "eken", "asken", ""]):
        house.press("wish", provider, at=Address("web", "", str(i)))

    assert Editions(house.store).wished("exempelby") == {"eken": 2, "asken": 1}
    assert Editions(house.store).wished("elsewhere") == {}
