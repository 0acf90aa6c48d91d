"""What somebody has asked to read stays, and what a person is shown and may take away."""

from erased import ANNA, BEGAN, BOOKED, DAYS, KARIN, NOW, change, counted, end, hear

from bot.assembly import House
from bot.rendering.paper import paper_file
from bot.store import wanted
from dialogs.events import Choose, Text


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


def test_a_number_of_a_case_is_not_given_twice(house: House) -> None:
    hear(house, *BOOKED)
    numbers = 'SELECT max(id) FROM "case"'
    with house.store.reading() as held:
        ((first,),) = held.driver.execute(numbers).fetchall()
    hear(house, Text("radera"), Choose("delete", "yes"))

    hear(house, *BOOKED, by=ANNA)

    with house.store.reading() as held:
        ((second,),) = held.driver.execute(numbers).fetchall()
    assert second > first, "the audit still speaks of the first"


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


def test_who_has_not_said_where_they_live_has_no_empty_page_to_save(house: House) -> None:
    hear(house, *BEGAN[:2])

    answer = house.conversations.hear(KARIN, "mine", Text("mina uppgifter"), NOW)

    assert answer.step == "my_data"
    assert [bubble.paper for bubble in answer.bubbles if bubble.paper] == []


def test_where_everything_is_asked_for_nothing_goes(house: House) -> None:
    hear(house, *BOOKED)
    hear(house, *BEGAN, by=ANNA)
    before = counted(house, "turn", "case", "conversation", "audit", "task", "outbox")
    with house.store.writing() as held:
        wanted.ask(held, "exempelby", None, "SN 2026/13", "Petra", NOW)

    house.erasing.erase(NOW + 4000 * DAYS)

    assert counted(house, "turn", "case", "conversation", "audit", "task", "outbox") == before
