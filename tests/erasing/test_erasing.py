"""The night's work: what the decision says may go goes, and nothing else does."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from erased import ANNA, BEGAN, BOOKED, DAYS, NOW, WISHED, change, counted, end, hear, protocol

from bot.assembly import House
from bot.editions.served import Catalogues
from bot.erasing import Erasing
from care.retention import Record, Retention
from care.times import SWEDEN
from dialogs.events import Choose, Text


def test_nothing_goes_before_its_time(house: House) -> None:
    hear(house, *BOOKED)
    before = counted(house, "turn", "case", "booking", "conversation", "address")

    assert house.erasing.erase(NOW + 29 * DAYS)["exempelby"] == {}

    assert counted(house, "turn", "case", "booking", "conversation", "address") == before
    assert protocol(house) == {}


def test_who_only_looked_is_forgotten_whole_after_thirty_days(house: House) -> None:
    hear(house, *BEGAN)

    gone = house.erasing.erase(NOW + 31 * DAYS)["exempelby"]

    assert counted(house, "turn", "case", "participant", "conversation", "address") == (0,) * 5
    assert gone == {Record.TURNS: len(BEGAN), Record.ANSWERS: 1, Record.CONTACT: 1}
    assert protocol(house) == {"turns": len(BEGAN), "answers": 1, "contact": 1}
    assert "Visste du" in hear(house, Text("hej"), at=NOW + 31 * DAYS), "and met as a stranger"


def test_a_booked_call_and_a_wish_outlive_the_answers_of_the_chat(house: House) -> None:
    hear(house, *BOOKED)
    change(house, "UPDATE booking SET start = '2027-02-01 09:00:00+00:00'")

    house.erasing.erase(NOW + 31 * DAYS)

    assert counted(house, "turn", "case", "booking", "conversation") == (0, 1, 1, 1)
    told = hear(house, Text("mina uppgifter"), at=NOW + 31 * DAYS)
    assert "Karin Berg" in told
    assert "Kommunens hemtjänst" in told
    assert "1 februari" in told


@pytest.mark.parametrize("stage", ["started", "closed"])
def test_names_and_numbers_go_when_the_last_is_told_and_the_choice_stays(
    house: House, stage: str
) -> None:
    hear(house, *BOOKED)
    end(house, stage)

    house.erasing.erase(NOW + 31 * DAYS)

    assert counted(house, "case", "booking") == (1, 1)
    assert "Karin Berg" not in hear(house, Text("mina uppgifter"), at=NOW + 31 * DAYS)
    assert protocol(house)["contact"] == 1


def test_names_stay_while_something_is_to_be_told_but_not_for_ever(house: House) -> None:
    hear(house, *BOOKED)
    end(house, "started")
    change(house, "UPDATE outbox SET state = 'planned'")

    house.erasing.erase(NOW + 200 * DAYS)
    kept = hear(house, Text("mina uppgifter"), at=NOW + 200 * DAYS)
    house.erasing.erase(NOW + 596 * DAYS)

    assert "Karin Berg" in kept
    assert "Karin Berg" not in hear(house, Text("mina uppgifter"), at=NOW + 596 * DAYS)


def test_the_choice_goes_after_its_own_time_and_an_application_stays(house: House) -> None:
    hear(house, *BOOKED, Text("jag vill ansöka"), Choose("apply_now", "yes"))
    end(house, "closed")
    change(house, "UPDATE task SET done_at = NULL WHERE reason = 'apply'")
    applied = counted(house, "task")

    house.erasing.erase(NOW + 1830 * DAYS)
    waits = counted(house, "case")
    change(house, "UPDATE task SET case_id = NULL, conversation_id = NULL")
    house.erasing.erase(NOW + 1831 * DAYS)

    assert waits == (1,), "an officer has not answered the application"
    assert counted(house, "case", "booking", "cell", "participant", "outbox") == (0,) * 5
    assert counted(house, "task") == applied


def test_a_wish_that_waits_for_an_officer_stays(house: House) -> None:
    hear(house, *WISHED)

    house.erasing.erase(NOW + 400 * DAYS)

    assert counted(house, "case") == (1,)


def test_turns_go_by_where_they_were_held(house: House) -> None:
    hear(house, *BOOKED)
    change(house, "UPDATE turn SET municipality = 'orebro'")  # which has no decision
    before = counted(house, "turn")

    house.erasing.erase(NOW + 400 * DAYS)

    assert counted(house, "turn") == before


@pytest.mark.parametrize("decided", [Retention(), Retention("", 1, 1, 1, 1, 1)])
def test_without_a_decision_nothing_goes(house: House, decided: Retention) -> None:
    hear(house, *BOOKED)
    hear(house, Choose("language", "sv"), by=ANNA)
    before = counted(house, "turn", "case", "conversation", "audit", "task", "outbox")
    here = house.catalogues.now.by_key["exempelby"]
    undecided = replace(here, rules=replace(here.rules, retention=decided))

    gone = Erasing(house.store, Catalogues(lambda _: undecided, [undecided])).erase(
        NOW + 9999 * DAYS
    )

    assert gone == {"exempelby": {}, "": {}}
    assert counted(house, "turn", "case", "conversation", "audit", "task", "outbox") == before


def test_the_log_has_one_line_for_each_municipality_that_has_not_decided(
    house: House, capfd: pytest.CaptureFixture[str]
) -> None:
    here = house.catalogues.now.by_key["exempelby"]
    undecided = replace(here, rules=replace(here.rules, retention=Retention()))

    Erasing(house.store, Catalogues(lambda _: undecided, [undecided])).erase(NOW)

    said = [line for line in capfd.readouterr().err.splitlines() if "erasing.undecided" in line]
    assert len(said) == 1
    assert "exempelby" in said[0]


async def test_the_night_comes_once(house: House) -> None:
    hear(house, *BEGAN)
    night = datetime(2027, 1, 10, 2, 59, tzinfo=SWEDEN)

    await house.erasing.work(night)
    asleep = counted(house, "turn")
    await house.erasing.work(night + timedelta(minutes=1))
    hear(house, *BEGAN)
    await house.erasing.work(night + timedelta(hours=3))

    assert asleep == (len(BEGAN),)
    assert counted(house, "turn") == (len(BEGAN),)


def test_what_is_deleted_is_not_left_on_the_disk(house: House) -> None:
    """PostgreSQL clears its files in its own time; SQLite's are ours."""
    if not house.settings.database.startswith("sqlite"):
        assert house.erasing.erase(NOW) == {town: {} for town in ("", *house.catalogues.now.by_key)}
        return
    hear(house, *BOOKED)
    change(house, "UPDATE outbox SET state = 'sent'")
    change(house, "UPDATE task SET done_at = at")
    house.store.tidy()
    with house.store.reading() as held:
        key = held.driver.execute("SELECT key FROM turn").fetchall()[0][0].encode()
    file = house.settings.database.removeprefix("sqlite:///")
    there = Path(file).read_bytes()

    house.erasing.erase(NOW + 2000 * DAYS)

    assert key in there
    assert all(key not in Path(file + end).read_bytes() for end in ("", "-wal"))
