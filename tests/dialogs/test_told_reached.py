"""Of reminders and who is rung, single answers in rows: by what, where to, and who may be asked."""

import pytest
from single import BOOKING, BOOKS, in_exempelby, said, values
from someone import exempelby, moment_in

from bot.assembly import House
from care.casework import Stage
from dialogs.proof import EMAIL, SMS, Contact, NotProved, Proved
from dialogs.replies import Say
from dialogs.state import State
from dialogs.steps import contact, reaching, reminding
from dialogs.talk import Moved, Step
from dialogs.world import Booking, Standing


@pytest.mark.parametrize(
    ("reaches", "asked"),
    [
        (("web", "sms", "email"), ["sms", "email", "page", "call", "no"]),
        (("web", "email"), ["email", "page", "call", "no"]),
        (("web",), ["yes", "call", "no"]),
        (("telegram", "sms", "email"), ["yes", "call", "no"]),
        ((), ["yes", "call", "no"]),
    ],
)
def test_one_is_offered_the_ways_by_which_this_house_can_write(
    house: House, reaches: tuple[str, ...], asked: list[str]
) -> None:
    talk = in_exempelby(house, reaches=frozenset(reaches), booking=BOOKING, closed=False)

    assert values(reminding.ask_remind(talk)) == asked


@pytest.mark.parametrize(
    ("standing", "booking", "reaches", "may"),
    [
        (None, None, ("web",), False),
        (None, BOOKING, ("web",), True),
        (None, BOOKING, (), False),
        (Standing(Stage.OPEN), None, ("web",), False),
        (Standing(Stage.CONFIRMED), None, ("web",), True),
        (Standing(Stage.CONFIRMED), None, (), False),
    ],
)
def test_reminders_can_be_changed_where_there_is_something_to_be_reminded_of(
    house: House, standing: Standing | None, booking: Booking | None, reaches: tuple[str, ...],
    may: bool,
) -> None:  # fmt: skip
    known = {"standing": standing, "booking": booking, "reaches": frozenset(reaches)}

    assert reminding.may_change(in_exempelby(house, **known)) is may


@pytest.mark.parametrize(
    ("reaches", "kept", "nowhere"),
    [
        (("web",), None, False),
        (("web", "sms"), None, True),
        (("web", "sms"), Contact(SMS, "+46701740605", False), True),
        (("web", "sms"), Contact(SMS, "+46701740605", True), False),
        (("telegram", "sms"), None, False),
    ],
)
def test_reminders_go_nowhere_else_before_a_code_was_typed_back(
    house: House, reaches: tuple[str, ...], kept: Contact | None, nowhere: bool
) -> None:
    talk = in_exempelby(house, reaches=frozenset(reaches), contact=kept)

    assert reminding.nowhere(talk) is nowhere


ASKED_WHERE = ["same", "sms", "email", "meant", "proof"]


@pytest.mark.parametrize(
    ("remind", "reaches", "phone", "kept", "asked"),
    [
        ("page", ("sms", "email"), "", None, []),
        ("sms", ("email",), "", None, []),
        ("sms", ("sms",), "", None, ["sms"]),
        ("sms", ("sms",), "+46846500450", None, ["sms"]),
        ("sms", ("sms",), "+46701740605", None, ["same", "sms"]),
        ("sms", ("sms",), "", Contact(SMS, "+46701740605", False), ["sms", "proof"]),
        ("sms", ("sms",), "", Contact(SMS, "+46701740605", True), []),
        ("email", ("email",), "", None, ["email"]),
        ("email", ("email",), "", Contact(EMAIL, "a@example.se", False), ["email", "proof"]),
        ("email", ("email",), "", Contact(EMAIL, "a@gmial.com", False),
         ["email", "meant", "proof"]),
        ("email", ("email",), "", Contact(EMAIL, "a@example.se", True), []),
    ],
)  # fmt: skip
def test_where_reminders_go_is_asked_until_it_is_shown_whose_it_is(
    house: House, remind: str, reaches: tuple[str, ...], phone: str, kept: Contact | None,
    asked: list[str],
) -> None:  # fmt: skip
    known = {"reaches": frozenset(reaches), "kept": phone, "contact": kept}
    talk = in_exempelby(house, {"remind": remind}, **known)

    assert [step.question for step in reaching.REACHING if step.matters(talk)] == asked


@pytest.mark.parametrize(
    ("state", "matters"),
    [({"answers": "other"}, True), ({"answers": "self"}, False), ({}, False),
     ({"answers": "other", "call": "no"}, False)],
)  # fmt: skip
def test_who_answers_is_asked_where_it_is_somebody_else(
    house: House, state: dict[str, str], matters: bool
) -> None:
    assert contact.ANSWERER.matters(in_exempelby(house, state)) is matters


@pytest.mark.parametrize(
    ("value", "state", "accepted"),
    [("yes", {}, True), ("no", {}, True), ("maybe", {}, False), ("speaks", {}, True)],
)
def test_arabic_is_spoken_here(
    house: House, value: str, state: dict[str, str], accepted: bool
) -> None:
    assert contact.accepts_interpreter(in_exempelby(house, state), value) is accepted


@pytest.mark.parametrize(
    ("language", "confirmed", "accepted"),
    [("sv", "", False), ("so", "", False), ("so", "yes", True), ("fi", "", True)],
)
def test_one_speaks_ones_own_language_where_somebody_speaks_it_or_it_is_booked(
    house: House, language: str, confirmed: str, accepted: bool
) -> None:
    talk = moment_in(exempelby(house), State({**BOOKS, "confirm": confirmed}, language))

    assert contact.accepts_interpreter(talk, "speaks") is accepted


@pytest.mark.parametrize("step", [contact.NAME, contact.BIRTH_YEAR, contact.PHONE])
def test_nothing_of_a_call_is_asked_of_who_wants_none(house: House, step: Step) -> None:
    assert step.matters(in_exempelby(house))
    assert not step.matters(in_exempelby(house, {"call": "no"}))


def test_a_no_to_a_call_lets_the_kept_time_go(house: House) -> None:
    let_go: list[str] = []
    talk = in_exempelby(house, kept="+46701740605")
    talk.world.let_go = lambda: let_go.append("now")

    assert contact.take_call(talk, "yes") == Moved(talk.state.answer("call", "yes"))
    assert let_go == []
    assert contact.take_call(talk, "no") == Moved(talk.state.answer("call", "no"))
    assert let_go == ["now"]


GIVEN = {"remind": "email", "email": "kept", "meant": "no"}
ASKED = {"call": "yes", "remind": "email"}
HERE = {"call": "yes", "remind": "page"}
KARIN = Contact(EMAIL, "karin@example.se", False)


@pytest.mark.parametrize(
    ("take", "value", "sends", "stands", "told"),
    [
        (reaching.take_address, "skip", True, HERE, ["Bra. Då påminner vi dig här."]),
        (reaching.take_address, "a@example.se", True, {**ASKED, "email": "kept", "meant": "no"},
         []),
        (reaching.take_address, "a@example.se", False, HERE,
         ["Vi kan inte skicka", "Bra. Då påminner vi dig här."]),
        (reaching.take_address, "a@gmial.com", False, {**ASKED, "email": "kept", "meant": "no"},
         []),
        (reaching.take_proof, "skip", True, HERE, ["Bra. Då påminner vi dig här."]),
        (reaching.take_proof, "change", True, ASKED, []),
        (reaching.take_proof, "new", True, {**ASKED, "email": "kept", "meant": "no"},
         ["Vi har skickat en ny kod."]),
        (reaching.take_proof, "new", False, HERE,
         ["Vi kan inte skicka", "Bra. Då påminner vi dig här."]),
    ],
)  # fmt: skip
def test_a_code_is_sent_or_reminders_stand_here(
    house: House, take, value: str, sends: bool, stands: dict[str, str], told: list[str]
) -> None:
    known = {"contact": KARIN, "stop_contact": None, "give_contact": None, "send_code": sends}
    talk = in_exempelby(house, GIVEN, reaches=frozenset(("email", "web")), **known)
    moved = take(talk, value)

    answers = dict(moved.state.answers)
    assert answers.pop("municipality") == "exempelby"
    assert answers == stands
    sentences = said(moved.replies)
    assert len(sentences) == len(told)
    assert all(one.startswith(words) for words, one in zip(told, sentences, strict=True))


@pytest.mark.parametrize(
    ("got", "told", "proved"),
    [
        (Proved(), "Koden stämmer.", True),
        (NotProved(0), "Koden gäller inte längre. Du kan få en ny kod.", False),
        (NotProved(1), "Koden stämmer inte. Du kan försöka {n} gång till.", False),
    ],
)
def test_a_code_is_right_or_wrong_or_old(
    house: House, got: object, told: str, proved: bool
) -> None:
    known = {"contact": KARIN, "stop_contact": None, "give_contact": None, "prove": got}
    talk = in_exempelby(house, GIVEN, reaches=frozenset(("email", "web")), **known)
    moved = reaching.take_proof(talk, "123456")

    first = moved.replies[0]
    assert isinstance(first, Say)
    assert first.text.text == told
    assert ("proof" in moved.state.answers) is proved
