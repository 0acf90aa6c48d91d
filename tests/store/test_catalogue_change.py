"""A catalogue that changes while people talk: seen by everyone on their very next turn."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

import pytest
from httpx import ASGITransport, AsyncClient
from lillby import (
    KEY,
    ME,
    NOW,
    TO_A_CALL,
    TO_THE_LIST,
    Lillby,
    Sheets,
    call,
    edit,
    listed,
    rename,
    say,
    sheets,
    told,
    withdraw,
    write,
)

from bot.assembly import House, page
from bot.catalogue import WrongCatalogue, dump, version
from bot.catalogue.book import of
from bot.conversation import Address
from bot.store.editions import FOLDER, Editions
from dialogs.events import Choose, Start


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of municipalities, with Lillby."""
    write(tmp_path / "catalogues" / KEY, sheets())
    return tmp_path / "catalogues"


@pytest.fixture
def lillby(root: Path, database: str, keys: tuple[str, ...]) -> Iterator[Lillby]:
    town = Lillby(root, database, keys)
    yield town
    town.close()


def hands(house: House, key: str = KEY) -> list[str]:
    """By whose hand each edition came, the oldest first."""
    return [edition.by for edition in reversed(Editions(house.store).of(key))]


def names(house: House) -> list[str]:
    return [m.name for m in house.catalogues.now.municipalities]


def logged(house: House) -> list[str]:
    with house.store.reading() as held:
        rows = held.driver.execute("SELECT catalogue FROM turn ORDER BY n").fetchall()
    return [row[0] for row in rows]


def storby() -> Sheets:
    return sheets("Storby kommun", "storby")


def unreadable(house: House) -> int:
    """A newer program writes what this one cannot read."""
    last = Editions(house.store).of(KEY)[0]
    added = Editions(house.store).append(
        KEY, "from-2030", '{"providers": "Agda Persson"}', "Eva", NOW, expected=last.version
    )
    assert added is not None
    return added.id


def test_a_folder_is_the_first_edition_and_only_once(lillby: Lillby) -> None:
    lillby.open()
    second = lillby.open()

    assert hands(second) == [FOLDER]
    assert names(second) == ["Lillby kommun"]


def test_processes_that_start_at_once_seed_once(lillby: Lillby) -> None:
    with ThreadPoolExecutor(4) as starts:
        houses = list(starts.map(lambda _: lillby.open(), range(4)))

    assert hands(houses[0]) == [FOLDER]


def test_a_changed_folder_counts_until_somebody_has_edited(lillby: Lillby, root: Path) -> None:
    lillby.open()
    write(root / KEY, sheets("Lillby stad"))
    second = lillby.open()
    edit(second, rename("eken", "Nya Eken"))
    write(root / KEY, sheets("Lillby by"))
    third = lillby.open()

    assert names(second) == names(third) == ["Lillby stad"]
    assert hands(third) == [FOLDER, FOLDER, "Eva Ek"]
    assert "Nya Eken" in {p.name for p in third.catalogues.now.by_key[KEY].providers}


def test_what_came_from_a_folder_goes_with_it(lillby: Lillby, root: Path) -> None:
    write(root / "storby", storby())
    assert names(lillby.open()) == ["Lillby kommun", "Storby kommun"]
    rmtree(root / "storby")

    assert names(lillby.open()) == ["Lillby kommun"]


def test_what_was_imported_needs_no_folder(lillby: Lillby, root: Path) -> None:
    edit(lillby.open(), rename("eken", "Nya Eken"))
    rmtree(root)

    assert names(lillby.open()) == names(lillby.open(only=KEY)) == ["Lillby kommun"]


def test_a_broken_folder_that_no_longer_counts_does_not_stop_the_start(
    lillby: Lillby, root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    edit(lillby.open(), rename("eken", "Nya Eken"))
    write(root / KEY, {**sheets(), "providers": [{"key": "eken", "name": "Agda Persson"}]})
    late = lillby.open()
    line = capfd.readouterr().err

    assert "Nya Eken" in {p.name for p in late.catalogues.now.by_key[KEY].providers}
    assert line.count("folder.unreadable") == 1
    assert f"municipality='{KEY}'" in line
    assert "Agda" not in line


def test_a_broken_folder_that_counts_stops_the_start(lillby: Lillby, root: Path) -> None:
    lillby.open()
    write(root / KEY, {**sheets(), "providers": [{"key": "eken", "name": "Ekens omsorg"}]})
    with pytest.raises(WrongCatalogue, match="form"):
        lillby.open()


def test_the_settings_say_which_are_served(lillby: Lillby, root: Path) -> None:
    write(root / "storby", storby())
    lillby.open()
    house = lillby.open(only=KEY)
    edit(house, rename("eken", "Nya Eken"))
    say(house, Start())

    assert names(house) == ["Lillby kommun"]


def test_without_anything_to_serve_there_is_a_sentence(lillby: Lillby, root: Path) -> None:
    rmtree(root)
    with pytest.raises(WrongCatalogue, match="mapp för varje kommun"):
        lillby.open()


def test_t30_withdrawn_between_two_turns(lillby: Lillby) -> None:
    ours, theirs = lillby.open(), lillby.open()
    before = say(ours, *TO_THE_LIST)
    read = say(ours, Choose("list", "eken"))
    edit(theirs, withdraw("eken"))
    wished = say(ours, Choose("provider", "wish=eken"))
    cards = [b for b in wished.bubbles if b.cards]

    assert listed(before) == {"eken", "asken", "linden"}
    assert "wish=eken" in {c.value for b in read.bubbles for c in b.choices}
    assert "inte längre kommunens ja" in wished.bubbles[0].text
    assert wished.step == "list"
    assert _wishes(ours) == [None]
    assert {card.provider for card in cards[0].cards} == {"asken", "linden"}
    assert [card.provider for card in cards[1].cards] == ["eken"]


def test_t30_who_comes_back_hears_once_that_the_wish_is_lost(lillby: Lillby) -> None:
    house = lillby.open()
    wish = (Choose("list", "eken"), Choose("provider", "wish=eken"), Choose("call", "no"))
    say(house, *TO_THE_LIST, *wish)
    edit(house, withdraw("eken"))
    first, second = (" ".join(b.text for b in say(house, Start()).bubbles) for _ in range(2))

    assert "inte längre kommunens ja" in first
    assert "kommunens ja" not in second


def test_each_turn_is_logged_with_the_edition_it_showed(lillby: Lillby) -> None:
    ours, theirs = lillby.open(), lillby.open()
    first = Editions(ours.store).of(KEY)[0].version
    say(ours, *TO_THE_LIST)
    second = edit(theirs, withdraw("eken")).version
    say(ours, Choose("list", "asken"))

    assert logged(ours) == [first] * len(TO_THE_LIST) + [second]


def test_undo_is_seen_as_any_change(lillby: Lillby) -> None:
    ours, theirs = lillby.open(), lillby.open()
    say(ours, *TO_THE_LIST)
    old = Editions(theirs.store).of(KEY)[0]
    new = edit(theirs, rename("eken", "Nya Eken"))
    changed = say(ours, Choose("list", "eken"))
    Editions(theirs.store).append(KEY, old.version, old.content, "Eva", NOW, expected=new.version)
    undone = say(ours, Choose("list", "eken"))

    assert "Nya Eken" in told(changed)
    assert "Ekens omsorg" in told(undone)
    assert logged(ours)[-2:] == [new.version, old.version]


def test_a_municipality_that_is_imported_is_there_on_the_next_turn(lillby: Lillby) -> None:
    ours, theirs = lillby.open(), lillby.open()
    before = told(say(ours, Choose("language", "sv")))
    book = of(storby())
    Editions(theirs.store).append("storby", version(book), dump(book), "Eva", NOW, expected=None)
    after = told(say(ours, Choose("language", "sv"), at=Address("web", "", "other")))

    assert "Lillby kommun" in before
    assert names(ours) == ["Lillby kommun", "Storby kommun"]
    assert "Lillby kommun" not in after, "it asks which municipality"


async def test_the_page_bears_the_name_of_now(lillby: Lillby) -> None:
    ours, theirs = lillby.open(), lillby.open()
    transport = ASGITransport(page(ours, lambda: NOW))
    async with AsyncClient(transport=transport, base_url="http://chat.test") as browser:
        before = (await browser.get("/")).text
        edit(theirs, call("Lillby stad"))
        await ours.going_live.work(NOW)  # as the clock does
        after = (await browser.get("/")).text

    assert "Lillby kommun" in before
    assert "Lillby stad" in after
    assert "Lillby kommun" not in after


async def test_a_notice_says_what_is_true_when_it_is_sent(lillby: Lillby) -> None:
    ours, theirs = lillby.open(), lillby.open()
    say(ours, *TO_THE_LIST, *TO_A_CALL)
    new = edit(theirs, call("Lillby stad"))
    await ours.outbox.work(NOW + timedelta(days=6))

    assert "Lillby stad" in ours.conversations.past(ME)[-1].bubbles[0].text
    assert logged(ours)[-1] == new.version


def test_what_a_newer_program_wrote_leaves_what_was(
    lillby: Lillby, capfd: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = lillby.open(), lillby.open()
    say(ours, *TO_THE_LIST)
    edit(theirs, withdraw("eken"))
    edition = unreadable(theirs)
    after = say(ours, Choose("list", "asken"))
    say(ours, Choose("provider", "list"))
    line = capfd.readouterr().err

    assert after.step == "provider"
    assert line.count("catalogue.unreadable") == 1
    assert f"edition={edition}" in line
    assert "Agda" not in line


def test_who_starts_after_it_serves_the_last_that_can_be_read(lillby: Lillby) -> None:
    ours = lillby.open()
    edit(ours, rename("eken", "Nya Eken"))
    unreadable(ours)
    late = lillby.open()
    say(late, *TO_THE_LIST)

    assert "Nya Eken" in told(say(late, Choose("list", "eken")))


def test_once_it_can_be_read_again_it_is_served(lillby: Lillby) -> None:
    ours, theirs = lillby.open(), lillby.open()
    good = Editions(theirs.store).of(KEY)[0]
    unreadable(theirs)
    say(ours, *TO_THE_LIST)
    Editions(theirs.store).append(KEY, good.version, good.content, "Eva", NOW, expected="from-2030")
    edit(theirs, rename("eken", "Nya Eken"))

    assert "Nya Eken" in told(say(ours, Choose("list", "eken")))


def test_a_duplicate_is_answered_as_it_was(lillby: Lillby) -> None:
    ours = lillby.open()
    first = ours.conversations.hear(ME, "k", Choose("language", "sv"), NOW)
    edit(ours, rename("eken", "Nya Eken"))
    again = ours.conversations.hear(ME, "k", Choose("language", "sv"), NOW)

    assert again.duplicate
    assert again.bubbles == first.bubbles


def _wishes(house: House) -> list[str | None]:
    with house.store.reading() as held:
        rows = held.driver.execute('SELECT wish FROM "case"').fetchall()
    return [row[0] for row in rows] or [None]
