"""The night's work: what the decision says may go goes, and nothing else does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

import pytest

from bot.assembly import House, assemble
from bot.conversation import Address
from bot.erasing import Erasing
from bot.paper import paper_file
from bot.served import Catalogues
from bot.settings import Settings
from bot.store import wanted
from care.retention import Record, Retention
from care.times import SWEDEN
from dialogs.events import Choose, Event, Text

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
CALL = "2026-11-25T09:00+00:00"
KARIN, ANNA = Address("telegram", "42", "7"), Address("web", "", "anna")
BEGAN = (
    Choose("language", "sv"),
    Choose("knew", "no"),
    Choose("municipality", "exempelby"),
    Choose("who", "self"),
    Choose("decision", "yes"),
    Choose("about1", "skip"),
    Choose("service", "care"),
    Choose("area", "centrum"),
)
WISHED = (
    *BEGAN,
    Choose("needs", "+evening"),
    Choose("needs", "done"),
    Choose("list", "kommunen"),
    Choose("provider", "wish=kommunen"),
)
BOOKED = (
    *WISHED,
    Choose("call", "yes"),
    Text("Karin Berg"),
    Text("1941"),
    Choose("answers", "self"),
    Text("070-174 06 05"),
    Choose("interpreter", "no"),
    Choose("extra_time", "no"),
    Choose("time", CALL),
    Choose("confirm", f"yes={CALL}"),
    Choose("remind", "no"),
)
DAYS = timedelta(days=1)


@pytest.fixture
def house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    settings = Settings(database=database, secret="test", keys=",".join(keys), municipality="")
    made = assemble(settings, seed=7, patience=2)
    yield made
    made.close()


def hear(house: House, *events: Event, by: Address = KARIN, at: datetime = NOW) -> str:
    """What is said in answer to the last."""
    said = ""
    for event in events:
        answer = house.conversations.hear(by, token_hex(8), event, at)
        said = "\n".join(bubble.text for bubble in answer.bubbles)
    return said


def counted(house: House, *tables: str) -> tuple[int, ...]:
    with house.store.reading() as held:
        return tuple(
            held.driver.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0]
            for table in tables
        )


def change(house: House, sql: str) -> None:
    with house.store.writing() as held:
        held.driver.execute(sql)


def end(house: House, stage: str) -> None:
    """All that was to be rung, sent and done has been, and the case stands so."""
    change(house, "UPDATE booking SET status = 'past'")
    change(house, "UPDATE outbox SET state = 'sent'")
    change(house, "UPDATE task SET done_at = at")
    change(house, f"UPDATE \"case\" SET stage = '{stage}'")


def protocol(house: House) -> dict[str, int]:
    """What the record of the destroyed says in all."""
    with house.store.reading() as held:
        rows = held.driver.execute("SELECT record, sum(count) FROM erased GROUP BY record")
        return {record: int(count) for record, count in rows.fetchall()}


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


def test_what_somebody_has_asked_to_read_stays_until_they_have(house: House) -> None:
    hear(house, *BOOKED)
    hear(house, *BEGAN, by=ANNA)
    end(house, "closed")
    before = counted(house, "turn")
    with house.store.writing() as held:
        ((case,),) = held.driver.execute('SELECT id FROM "case" ORDER BY id LIMIT 1').fetchall()
        wanted.ask(held, "exempelby", case, "SN 2026/12", "Petra", NOW)
        (request,) = wanted.listed(held, "exempelby")

    house.erasing.erase(NOW + 400 * DAYS)
    kept = counted(house, "turn")
    with house.store.writing() as held:
        assert wanted.end(held, "exempelby", request.id, "Petra", NOW)
        assert not wanted.end(held, "exempelby", request.id, "Petra", NOW)
    house.erasing.erase(NOW + 401 * DAYS)

    assert kept == (before[0] - len(BEGAN),), "hers alone"
    assert counted(house, "turn") == (0,)


def test_radera_waits_while_somebody_has_asked_to_read_it(house: House) -> None:
    hear(house, *BOOKED)
    before = counted(house, "turn", "case", "booking", "outbox")
    with house.store.writing() as held:
        wanted.ask(held, "exempelby", None, "SN 2026/14", "Petra", NOW)
        (request,) = wanted.listed(held, "exempelby")

    told = hear(house, Text("radera"), Choose("delete", "yes"))
    kept = counted(house, "turn", "case", "booking", "outbox")
    with house.store.writing() as held:
        wanted.end(held, "exempelby", request.id, "Petra", NOW)
    gone = hear(house, Text("radera"), Choose("delete", "yes"))

    assert "Någon har bett kommunen att få läsa det." in told
    assert kept == (before[0] + 2, *before[1:])
    assert "Nu är dina uppgifter raderade." in gone
    assert counted(house, "case", "booking") == (0, 0)


def test_radera_waits_for_a_request_where_they_were_before(house: House) -> None:
    hear(house, *BOOKED)
    before = counted(house, "case", "booking")
    change(house, "UPDATE conversation SET municipality = 'orebro'")
    with house.store.writing() as held:
        wanted.ask(held, "exempelby", None, "SN 2026/15", "Petra", NOW)

    told = hear(house, Text("radera"), Choose("delete", "yes"))

    assert "Någon har bett kommunen att få läsa det." in told
    assert counted(house, "case", "booking") == before


def test_turns_go_by_where_they_were_held(house: House) -> None:
    hear(house, *BOOKED)
    change(house, "UPDATE turn SET municipality = 'orebro'")  # which has no decision
    before = counted(house, "turn")

    house.erasing.erase(NOW + 400 * DAYS)

    assert counted(house, "turn") == before


def test_what_belongs_to_a_requested_case_stays_though_no_case_is_named_in_it(house: House) -> None:
    hear(house, *BEGAN, Text("människa"))
    hear(house, *BOOKED[len(BEGAN) :])
    end(house, "closed")
    change(house, "UPDATE task SET case_id = NULL")
    with house.store.writing() as held:
        ((case,),) = held.driver.execute('SELECT id FROM "case"').fetchall()
        wanted.ask(held, "exempelby", case, "SN 2026/16", "Petra", NOW)
    before = counted(house, "task")

    house.erasing.erase(NOW + 4000 * DAYS)

    assert before > (0,)
    assert counted(house, "task") == before


def test_mina_uppgifter_is_a_page_to_save_with_every_answer(house: House) -> None:
    hear(house, *BOOKED)

    answer = house.conversations.hear(KARIN, "mine", Text("mina uppgifter"), NOW)
    (paper,) = (bubble.paper for bubble in answer.bubbles if bubble.paper)
    page = paper_file(paper).decode()

    for told in (
        "Namn: Karin Berg.", "Önskan: Kommunens hemtjänst", "Sidan är från",
        "Har kommunen sagt ja till hjälp? – Ja",
        "Var bor du? Skriv namnet på ditt område. – Centrum",
    ):  # fmt: skip
        assert told in page, told


def test_where_everything_is_asked_for_nothing_goes(house: House) -> None:
    hear(house, *BOOKED)
    hear(house, *BEGAN, by=ANNA)
    before = counted(house, "turn", "case", "conversation", "audit", "task", "outbox")
    with house.store.writing() as held:
        wanted.ask(held, "exempelby", None, "SN 2026/13", "Petra", NOW)

    house.erasing.erase(NOW + 4000 * DAYS)

    assert counted(house, "turn", "case", "conversation", "audit", "task", "outbox") == before


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
