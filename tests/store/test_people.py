"""Several people in one case: each is told what is theirs, in their own language."""

from collections.abc import Iterator

import pytest
from family import BOOKING, EVE, NOW, OFFICER, Family, opening, wish

from bot.store.office import people
from bot.store.outbox import notices
from care.followup import Kind, news
from care.people import Part, Right, Role
from dialogs.events import Choose


@pytest.fixture
def family(database: str, keys: tuple[str, ...]) -> Iterator[Family]:
    made = Family(database, keys)
    yield made
    made.close()


async def test_t24_each_gets_what_is_theirs_in_their_own_language(family: Family) -> None:
    resident, relative = family.one("resident", "ar"), family.one("relative", "fi")
    booked = resident.say(*opening(), *wish(), *BOOKING)
    joined = relative.say(family.invite(resident.case, Role.RELATIVE))

    assert "يوم الأربعاء، 25 نوفمبر الساعة 10:00" in booked
    assert "keskiviikkona 25. marraskuuta kello 10.00" in joined
    assert "Toive: Kommunens hemtjänst" in joined
    assert [b.lang for b in relative.seen.bubbles[-2:]] == ["fi", "fi"]
    first, second = family.participants(resident.case)
    assert (first.part, first.language, first.phone) == (Part(Role.PERSON), "ar", "+46701740605")
    assert (second.part.may_know, second.language, second.phone) == (True, "fi", None)
    ((language, wish_role),) = family.ask('SELECT language, wish_role FROM "case"')
    assert (language, wish_role) == ("ar", "person")

    told = await family.send(EVE)
    assert [(who, language) for who, language, _ in told] == [
        ("relative", "fi"),
        ("resident", "ar"),
    ]
    assert all("Exempelby" in text and "25" not in text for *_, text in told)
    family.now = EVE
    assert "keskiviikkona 25. marraskuuta" in relative.say(Choose("notice", "open"))
    assert "يوم الأربعاء، 25 نوفمبر" in resident.say(Choose("notice", "open"))


def test_a_relative_without_a_yes_sees_only_what_they_did(family: Family) -> None:
    daughter, mother = family.one("daughter"), family.one("mother")
    daughter.say(*opening("parent"), *wish("finska-bron"))
    mother.say(family.invite(daughter.case, Role.PERSON))

    assert "Önskan: Finska bron" in daughter.say("mina uppgifter")
    assert "Önskan: Finska bron" in mother.say("mina uppgifter")
    mother.say("visa listan", *wish("kommunen"), *BOOKING)
    told = daughter.say("mina uppgifter")
    assert "Önskan" not in told
    assert "samtal" not in told


def test_a_relative_s_wish_never_stands_for_the_person_s_own(family: Family) -> None:
    daughter, mother = family.one("daughter"), family.one("mother")
    daughter.say(*opening("parent"), *wish("finska-bron"))
    assert family.ask('SELECT wish, wish_role FROM "case"') == [("finska-bron", "relative")]
    mother.say(family.invite(daughter.case, Role.PERSON))
    mother.say("visa listan", *wish("kommunen"))
    told = daughter.say("visa listan", *wish("finska-bron"))

    assert "De frågar den som får hjälpen" in told
    assert family.ask('SELECT wish, wish_role FROM "case"') == [("kommunen", "person")]
    assert family.tasks() == ["relative"]


def test_nobody_becomes_the_person_by_a_tap(family: Family) -> None:
    daughter, mother = family.one("daughter"), family.one("mother")
    daughter.say(*opening("parent"), *wish("finska-bron"))
    mother.say(family.invite(daughter.case, Role.PERSON), "visa listan", *wish("kommunen"))
    daughter.say(Choose("who", "self"), "mina uppgifter")
    roles = {one.conversation: one.part.role for one in family.participants(daughter.case)}

    assert roles == {daughter.conversation: Role.RELATIVE, mother.conversation: Role.PERSON}
    assert "Önskan" not in daughter.say("mina uppgifter")


def test_who_corrects_whom_it_is_for_corrects_whose_wish_it_is(family: Family) -> None:
    one = family.one("one")
    one.say(*opening("self"), *wish("kommunen"), Choose("who", "parent"), "mina uppgifter")

    assert family.ask('SELECT wish, wish_role FROM "case"') == [("kommunen", "relative")]


def test_a_relative_who_wishes_and_books_is_one_task(family: Family) -> None:
    daughter = family.one("daughter")
    daughter.say(*opening("parent"), *wish(), *BOOKING)

    assert family.tasks() == ["relative"]


def test_with_a_recorded_yes_there_is_nothing_to_ask(family: Family) -> None:
    daughter = family.one("daughter")
    daughter.say(*opening("parent"), Choose("list", "cannot"), *BOOKING[:2])
    assert family.record(people.record_consent, daughter)
    daughter.say("visa listan", *wish())

    assert family.tasks() == []
    (one,) = family.participants(daughter.case)
    assert (one.part.consent, one.recorded_by, one.recorded_at) == (True, OFFICER, NOW)


async def test_a_yes_that_is_taken_back_tells_nothing_more(family: Family) -> None:
    resident, relative = family.one("resident"), family.one("relative")
    resident.say(*opening(), *wish(), *BOOKING)
    assert "onsdag 25 november" in relative.say(family.invite(resident.case, Role.RELATIVE))
    assert family.record(people.withdraw, relative)
    told = relative.say("mina uppgifter")

    assert "onsdag 25 november" not in told
    assert "Kommunens hemtjänst" not in told
    assert "Karin" not in told
    assert [who for who, *_ in await family.send(EVE)] == ["resident"]


async def test_a_yes_that_is_taken_back_tells_nothing_more_of_a_call_they_booked(
    family: Family,
) -> None:
    daughter = family.one("daughter")
    daughter.say(*opening("parent"), *wish(), *BOOKING)
    case, own = daughter.case, daughter.conversation
    assert case is not None
    assert family.record(people.record_consent, daughter)
    assert family.record(people.withdraw, daughter)
    moved = news(Kind.CALL_MOVED, now=NOW, closed=frozenset().__contains__)
    with family.house.store.writing() as held:
        notices.plan(held, case, "exempelby", 9, (moved,), about="moved")
        told = notices.tell(held, case, "exempelby", 9, moved, "sick", also=own)

    assert told == 0
    assert await family.send(EVE) == []


def test_a_representative_sees_nothing_before_the_right_is_checked(family: Family) -> None:
    resident, speaks = family.one("resident"), family.one("god man")
    resident.say(*opening(), *wish(), *BOOKING)
    told = speaks.say(family.invite(resident.case, Role.REPRESENTATIVE, Right.GOD_MAN))

    assert "vill först se ditt papper" in told
    assert "25 november" not in told
    assert family.record(people.check_right, speaks, Right.FORVALTARE)
    assert "onsdag 25 november" in speaks.say("mina uppgifter")
    part = family.participants(resident.case)[1].part
    assert part == Part(Role.REPRESENTATIVE, Right.FORVALTARE, checked=True)


def test_nothing_is_recorded_of_the_person(family: Family) -> None:
    resident = family.one("resident")
    resident.say(*opening(), *wish())

    assert not family.record(people.record_consent, resident)
    assert not family.record(people.withdraw, resident)
    assert not family.record(people.check_right, resident, Right.FULLMAKT)


@pytest.mark.parametrize(
    ("role", "right"),
    [(Role.REPRESENTATIVE, None), (Role.RELATIVE, Right.GOD_MAN), (Role.UNKNOWN, None)],
)
def test_a_code_must_say_who_it_is_for(family: Family, role: Role, right: Right | None) -> None:
    resident = family.one("resident")
    resident.say(*opening(), *wish())

    with pytest.raises(ValueError, match="does not go with"):
        family.invite(resident.case, role, right)
