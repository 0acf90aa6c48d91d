"""The same conversation elsewhere: moved by a code, or shown to somebody who takes part."""

import re
from datetime import timedelta

import pytest
from someone import TO_THE_CALL, TO_THE_END
from test_sharing import TO_THE_LIST, WRONG, Person, code_in

from bot.assembly import House
from dialogs.events import Choose


def moved_out(person: Person) -> str:
    """A code to go on elsewhere with all, after the yes."""
    person.give("flytta eller dela")
    person.give(Choose("share", "move_out"))
    return code_in(person.say(Choose("move_out", "yes")))


def let_in(person: Person) -> str:
    """A code for somebody who may see and help."""
    person.give("flytta eller dela")
    person.give(Choose("share", "let_in"))
    return code_in(person.say(Choose("let_in", "yes")))


def test_she_goes_on_at_the_computer_where_she_was_on_the_phone(house: House) -> None:
    phone = Person(house, "phone")
    phone.give(*TO_THE_LIST)
    code = moved_out(phone)
    computer = Person(house, "computer")

    assert computer.give(code).step == "move_here"
    said = computer.say(Choose("move_here", "yes"))
    assert computer.seen.step == "list"
    assert "Nu fortsätter vi här." in said
    assert "Område: Centrum." in said
    assert {"evening", "staff_language=fi"} <= set(answers(house, "computer"))

    assert phone.give("hej").step == "knew"  # another conversation begins there, in her language
    assert "Kommun: Exempelby" not in phone.say("mina uppgifter")


def answers(house: House, name: str) -> list[str]:
    state = stored_state(house, name)
    return [*re.findall(r"evening", state), *(["staff_language=fi"] * ('"fi"' in state))]


@pytest.mark.parametrize("on", ["tillbaka", Choose("move_here", "no"), "byt språk"])
def test_of_a_code_nothing_is_left_in_what_was_answered_once_one_goes_on(
    house: House, on: str | Choose
) -> None:
    phone, computer = Person(house, "phone"), Person(house, "computer")
    phone.give(*TO_THE_LIST)
    computer.give(Choose("knew", "no"), moved_out(phone))
    assert "move_here" in stored_state(house, "computer")

    computer.give(on)
    assert "move_here" not in stored_state(house, "computer")


def stored_state(house: House, name: str) -> str:
    with house.store.reading() as held:
        ((state,),) = held.driver.execute(
            "SELECT state FROM conversation JOIN address ON address.id = address_id "
            f"WHERE external = '{name}'"
        ).fetchall()
    return str(state)


def test_whoever_has_answered_nothing_here_loses_nothing(house: House) -> None:
    phone, computer, third = (Person(house, name) for name in ("phone", "computer", "third"))
    phone.give(*TO_THE_LIST)
    lost = "Dina svar här försvinner om du flyttar chatten hit."
    third.give(Choose("knew", "no"))

    assert lost not in computer.say(moved_out(phone))
    assert lost in third.say(moved_out(phone))


def test_a_booked_call_goes_with_her(house: House) -> None:
    phone, computer = Person(house, "phone"), Person(house, "computer")
    phone.give(*TO_THE_END[1:])
    computer.give(moved_out(phone))

    assert "onsdag 25 november" in computer.say(Choose("move_here", "yes"))
    assert "Karin Berg" in computer.say("mina uppgifter")
    assert "Karin Berg" not in phone.say("mina uppgifter")


def test_the_place_she_left_says_so(house: House) -> None:
    phone, computer = Person(house, "phone"), Person(house, "computer")
    phone.give(*TO_THE_LIST)
    computer.give(moved_out(phone), Choose("move_here", "yes"))

    shown = phone.past()
    assert "Chatten har flyttat. Du kan börja en ny här." in shown
    assert "Centrum" not in shown


def test_no_leaves_everything_where_it_was(house: House) -> None:
    phone, computer = Person(house, "phone"), Person(house, "computer")
    phone.give(*TO_THE_LIST)
    computer.give(moved_out(phone))

    assert computer.give(Choose("move_here", "no")).step == "knew"
    assert phone.give(Choose("staff_language", "ar")).step == "list"


def test_a_code_to_move_is_good_once_and_for_a_quarter_of_an_hour(house: House) -> None:
    phone, first, second = (Person(house, name) for name in ("phone", "first", "second"))
    phone.give(*TO_THE_LIST)
    code = moved_out(phone)
    second.give(code)
    first.give(code, Choose("move_here", "yes"))
    assert "Koden gäller inte längre" in second.say(Choose("move_here", "yes"))
    assert "Koden stämmer inte" in second.say(code)

    late = moved_out(first)
    second.now += timedelta(minutes=15)
    assert "Koden stämmer inte" in second.say(late)


def test_a_new_code_takes_the_place_of_the_old(house: House) -> None:
    phone, computer = Person(house, "phone"), Person(house, "computer")
    phone.give(*TO_THE_LIST)
    old, new = moved_out(phone), moved_out(phone)

    assert old != new
    assert "Koden stämmer inte" in computer.say(old)
    assert computer.give(new).step == "move_here"


def test_five_wrong_tries_shut_out_the_right_code_too(house: House) -> None:
    phone, someone = Person(house, "phone"), Person(house, "someone")
    phone.give(*TO_THE_LIST)
    code = moved_out(phone)
    someone.give(*[WRONG] * 5)

    assert "Koden stämmer" not in someone.say(code)


def test_who_has_a_call_booked_here_does_not_lose_it_for_another_conversation(
    house: House,
) -> None:
    mother, son = Person(house, "mother"), Person(house, "son")
    mother.give(*TO_THE_LIST)
    son.give(*TO_THE_END[1:])
    son.give(moved_out(mother))

    assert "Du är redan med i något annat här" in son.say(Choose("move_here", "yes"))
    assert "onsdag 25 november" in son.say("mina uppgifter")
    assert mother.give("hej").step == "list"


def test_her_own_code_brings_her_back_to_where_she_is(house: House) -> None:
    phone = Person(house, "phone")
    phone.give(*TO_THE_LIST)
    phone.give(moved_out(phone), Choose("move_here", "yes"))

    assert phone.seen.step == "list"


def test_the_same_press_twice_moves_once(house: House) -> None:
    phone, computer = Person(house, "phone"), Person(house, "computer")
    phone.give(*TO_THE_LIST)
    computer.give(moved_out(phone))
    first = computer.press("one", Choose("move_here", "yes"))
    again = computer.press("one", Choose("move_here", "yes"))

    assert again.duplicate
    assert again.bubbles == first.bubbles


def test_a_daughter_takes_part_with_her_mothers_yes(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter", "fi")
    mother.give(*TO_THE_END[1:])
    code = let_in(mother)
    daughter.give(code)

    assert daughter.seen.language == "fi"
    assert "25" in daughter.say("varaukseni") + daughter.say("omat tiedot")
    assert "onsdag 25 november" in mother.say("mina uppgifter")


def test_who_has_a_call_booked_here_does_not_lose_it_for_somebody_elses_case(house: House) -> None:
    mother, son = Person(house, "mother"), Person(house, "son")
    mother.give(*TO_THE_END[1:])
    son.give(*TO_THE_LIST, *TO_THE_END[12:])
    said = son.say(let_in(mother))

    assert "Du är redan med i något annat här" in said
    assert "08-465 004 00" in said
    assert "Bokat samtal: onsdag 25 november" in son.say("mina uppgifter")
    assert ("human", 2) in tasks(house)


def test_only_who_gets_the_help_can_let_somebody_in(house: House) -> None:
    daughter = Person(house, "daughter")
    daughter.give(*TO_THE_LIST[:2], Choose("who", "parent"))
    daughter.give("flytta eller dela")

    offered = {choice.value for bubble in daughter.seen.bubbles for choice in bubble.choices}
    assert "let_in" not in offered
    assert "move_out" in offered


@pytest.mark.parametrize("said", ["fortsätta på datorn", "jag vill byta telefon", "dela listan"])
def test_the_words_for_it(house: House, said: str) -> None:
    phone = Person(house, "phone")
    phone.give(*TO_THE_LIST)

    assert phone.give(said).step == "share"


def test_a_promised_call_is_not_lost_for_another_conversation(house: House) -> None:
    mother, son = Person(house, "mother"), Person(house, "son")
    mother.give(*TO_THE_LIST)
    son.give(*TO_THE_LIST)
    assert "Vi ringer dig senast" in son.say("människa", Choose("human", "number"), "070-174 06 05")
    son.give(moved_out(mother))

    assert "Du är redan med i något annat här" in son.say(Choose("move_here", "yes"))
    assert tasks(house) == [("human", 2)]


def tasks(house: House) -> list[tuple[str, int]]:
    with house.store.reading() as held:
        return held.driver.execute("SELECT reason, conversation_id FROM task").fetchall()


def test_an_application_stays_with_who_made_it(house: House) -> None:
    mother, son = Person(house, "mother"), Person(house, "son")
    mother.give(*TO_THE_LIST)
    son.give(*TO_THE_LIST)
    son.give("jag vill ansöka", Choose("apply_now", "yes"))
    son.give(moved_out(mother), Choose("move_here", "yes"))

    assert tasks(house) == [("apply", 2)]
    assert son.say("mina uppgifter").count("ansöka") == 1


def test_the_print_of_a_code_is_forgotten_with_its_question(house: House) -> None:
    phone, computer = Person(house, "phone"), Person(house, "computer")
    phone.give(*TO_THE_LIST)
    computer.give(moved_out(phone), "mina uppgifter")

    with house.store.reading() as held:
        states = held.driver.execute("SELECT state FROM conversation").fetchall()
    assert not any("move_here" in state for (state,) in states)


def test_what_is_planned_for_one_door_goes_to_the_other(house: House) -> None:
    phone = Person(house, "7001", door="telegram")
    phone.give(*TO_THE_CALL[1:])
    computer = Person(house, "computer")
    computer.give(moved_out(phone), Choose("move_here", "yes"))

    with house.store.reading() as held:
        planned = held.driver.execute("SELECT kind, channel, state FROM outbox").fetchall()
        moved = held.driver.execute(
            "SELECT kind, external FROM address JOIN conversation ON address.id = address_id"
            " WHERE seed IS NOT NULL ORDER BY conversation.id"
        ).fetchall()
    assert planned == [("hold_ending", "web", "planned")]
    assert moved == [("web", "computer"), ("telegram", "7001")]
