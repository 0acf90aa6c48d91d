"""What an answer leaves behind: which answers stand after it, which are void, and what is done."""

from types import SimpleNamespace

import pytest
from single import AT, BOOKING, in_exempelby, said, values
from someone import NOW, moment_in

from bot.assembly import House
from care.municipality import Municipality
from care.rules import Night, Rules, ServiceRule, Span
from care.services import Service
from dialogs.proof import Contact
from dialogs.state import State
from dialogs.steps import (
    call_time,
    compare,
    confirming,
    earlier,
    going,
    holding,
    my_data,
    office,
    opening,
    reaching,
    reminder,
    reminding,
    rules,
)
from dialogs.talk import Moved, Perhaps, Talk
from dialogs.understanding.read import Understood
from dialogs.world import (
    Hold,
    Reason,
    Taken,
)

AS_VALUE = call_time.as_value(AT)
HELD = Hold(AT, 20, NOW)
CHOSEN = {"time": AS_VALUE, "time.page": "after=-", "confirm": "yes"}


def left(state: State) -> dict[str, object]:
    """The answers of a state, but for those that every one of these has."""
    return {q: a for q, a in state.answers.items() if q not in ("municipality", "who")}


@pytest.mark.parametrize(
    ("value", "got", "stands"),
    [
        ("after=2026-11-25T09:00+00:00", None,
         {"call": "yes", "confirm": "yes", "time.page": "after=2026-11-25T09:00+00:00"}),
        ("none", None, {"call": "no", "time.page": "after=-", "confirm": "yes"}),
        (AS_VALUE, HELD, {"call": "yes", "time": AS_VALUE}),
        (AS_VALUE, Taken((AT,)), {"call": "yes"}),
        (AS_VALUE, Taken(()), {"call": "yes"}),
    ],
)  # fmt: skip
def test_after_a_time_what_was_of_another_is_void(
    house: House, value: str, got: object, stands: dict[str, object]
) -> None:
    talk = in_exempelby(house, CHOSEN, hold=got)

    assert left(call_time.take_time(talk, value).state) == stands


@pytest.mark.parametrize(
    ("time", "got", "stands", "told"),
    [
        ("", None, {"call": "yes"}, 0),
        (AS_VALUE, HELD, {"call": "yes", "time": AS_VALUE}, 1),
        (AS_VALUE, Taken((AT,)), {"call": "yes"}, 2),
    ],
)
def test_a_time_is_kept_longer_or_others_are_offered(
    house: House, time: str, got: object, stands: dict[str, object], told: int
) -> None:
    talk = in_exempelby(house, {"time": time}, hold=got)
    moved = confirming.take_confirm(talk, "keep")

    assert left(moved.state) == stands
    assert len(moved.replies) == told


@pytest.mark.parametrize(
    ("value", "kept", "booking", "stands"),
    [
        ("yes", HELD, None, {"time": AS_VALUE}),
        ("yes", None, None, {"time": AS_VALUE, "time.page": "after=-", "confirm": "yes"}),
        ("no", HELD, None, {}),
        ("no", HELD, BOOKING, {"time": AS_VALUE, "time.page": "after=-", "confirm": "yes"}),
        ("next", HELD, None, {"time": AS_VALUE, "time.page": "after=-", "confirm": "yes"}),
    ],
)
def test_a_held_time_is_kept_or_let_go(
    house: House, value: str, kept: Hold | None, booking: object, stands: dict[str, object]
) -> None:
    state = {**CHOSEN, "aside": "hold"}
    talk = in_exempelby(house, state, extend=kept, let_go=None, booking=booking)
    moved = holding.take_hold(talk, value)

    assert left(moved.state) == {"call": "yes", **stands}
    assert len(moved.replies) == (booking is not None)


def test_without_a_free_time_one_can_only_go_on(house: House) -> None:
    assert values(call_time.ask_time(in_exempelby(house, free_times=(), held=None))) == ["none"]
    nothing = in_exempelby(house, booking=None)
    assert values(earlier.ask_earlier(nothing)) == ["next"]
    assert said(earlier.tell_earlier(nothing)) == ["Det finns inget bokat samtal nu."]
    assert reminder.tell_read(
        in_exempelby(house, {"notice.kind": "call_moved"}, booking=None, called_off=None)
    ) == ()  # fmt: skip


def test_who_asks_the_municipality_has_answered_both_questions(house: House) -> None:
    talk = in_exempelby(house, {"provider": "compare"}, closed=False)
    state = compare.take_compared(talk, "ask").state

    assert (state.get("compared"), state.get("provider")) == ("ask", "ask")
    again = compare.take_compared(talk.after(state.answer("third", "x")), "other").state
    assert {"compare", "third", "compared"}.isdisjoint(again.answers)


@pytest.mark.parametrize(
    ("value", "accepted"),
    [("complain", True), ("change", True), ("human", True), ("next", True), ("good", False)],
)
def test_what_can_be_done_where_it_does_not_go_well(
    house: House, value: str, accepted: bool
) -> None:
    assert going.TROUBLED.accepts is not None
    assert going.TROUBLED.accepts(in_exempelby(house), value) is accepted


@pytest.mark.parametrize(("remind", "after"), [("sms", "page"), ("email", "email"), ("no", "no")])
def test_without_the_number_reminders_stand_here(house: House, remind: str, after: str) -> None:
    gone: list[str] = []
    talk = in_exempelby(house, {"remind": remind}, contact=SimpleNamespace(verified=True))
    talk.world.stop_contact = gone.append
    moved = my_data.take_my_data(talk, "drop=sms")

    assert gone == ["sms"]
    assert moved.state.get("remind") == after
    assert moved.state.get("aside") == "contact_gone"


@pytest.mark.parametrize(
    ("rings", "kept", "told"),
    [
        (NOW, "", "Vi ringer dig senast"),
        (None, "", "Vi kan ringa dig senast"),
        (None, "phone", "Kommunen vet nu att du vill prata med någon."),
        (None, "name", "Vi kan ringa dig senast"),
    ],
)
def test_who_rings_is_promised_where_there_is_a_number(
    house: House, rings: object, kept: str, told: str
) -> None:
    asked: list[object] = []
    talk = in_exempelby(house, closed=False)
    talk.world.ask_human = lambda *of: (asked.append(of), rings)[1]
    talk.world.kept = lambda field: "1" if field == kept else None

    assert said(office.rings_told(talk))[0].startswith(told)
    assert asked == [("exempelby", Reason.HUMAN)]


@pytest.mark.parametrize(("aside", "after"), [("language", ""), ("human", "human"), ("", "")])
def test_another_language_does_not_lose_what_stood_between(
    house: House, aside: str, after: str
) -> None:
    state = State({"aside": aside} if aside else {}, "fi")
    talk = Talk(state, SimpleNamespace(), NOW, SimpleNamespace(drafts=()), None)
    moved = opening.take_language(talk, "sv")

    assert (moved.state.get("aside"), moved.state.language) == (after, "sv")


def test_six_municipalities_stand_on_two_pages(house: House) -> None:
    towns = tuple(
        Municipality(f"t{n}", f"T{n}", f"{n}", "1", False, True, (), ()) for n in range(6)
    )
    talk = moment_in(towns[0], State({"municipality.page": "2"}, "sv"))
    talk.world.municipalities = lambda: towns

    assert values(opening.ask_municipality(talk)) == ["t5", "page=1"]
    talk.world.municipality = lambda _: None
    assert not reminding.may_change(talk)


@pytest.mark.parametrize(
    ("reaches", "offered"), [(("sms",), ["skip"]), (("sms", "email"), ["by_email", "skip"])]
)
def test_instead_of_the_number_an_address_is_offered_where_we_can_write_there(
    house: House, reaches: tuple[str, ...], offered: list[str]
) -> None:
    talk = in_exempelby(house, {"remind": "sms"}, reaches=frozenset(reaches))

    assert values(reaching.ask_sms(talk)) == offered


@pytest.mark.parametrize(("value", "by"), [("by_sms", "sms"), ("by_email", "email")])
def test_who_takes_the_other_way_is_asked_where_to_anew(house: House, value: str, by: str) -> None:
    state = {"remind": "x", "sms": "kept", "email": "kept", "same": "no", "proof": "kept"}
    moved = reaching.take_address(in_exempelby(house, state, reaches=frozenset()), value)

    assert left(moved.state) == {"call": "yes", "remind": by}


@pytest.mark.parametrize(
    ("kind", "value", "other"),
    [("sms", "+46701740605", "email"), ("email", "karin@example.se", "sms")],
)
def test_where_reminders_go_is_kept_anew_and_the_other_way_ends(
    house: House, kind: str, value: str, other: str
) -> None:
    done: list[object] = []
    talk = in_exempelby(house, contact=Contact(kind, value, True))
    talk.world.give_contact = lambda *of: done.append(of)
    talk.world.stop_contact = done.append

    assert len(said(reminding.going_to(talk, kind))) == 2
    assert done == [other, (kind, value)]


@pytest.mark.parametrize("value", ["good", "bad"])
def test_an_answer_to_what_is_not_so_any_more_leads_on(house: House, value: str) -> None:
    talk = in_exempelby(house, {"aside": "going", "notice.kind": "going_well"}, standing=None,
                        booking=None, stopped=False)  # fmt: skip
    assert going.GOING.take is not None
    moved = going.GOING.take(talk, value)

    assert moved == Moved(talk.state.without("aside"))


@pytest.mark.parametrize(("masked", "heard"), [(False, "karin@example.se"), (True, None)])
def test_of_an_address_that_was_masked_nothing_is_heard(
    house: House, masked: bool, heard: str | None
) -> None:
    typed = Understood("karin@example.se", "karin@example.se", masked=masked)

    assert reaching.hear_email(in_exempelby(house), typed) == heard


@pytest.mark.parametrize(
    ("says", "reaches", "asks"),
    [("yes", ("sms",), True), ("no", ("sms",), False), ("yes", (), False), ("no", (), False)],
)
def test_a_yes_to_reminders_is_asked_by_what(
    house: House, says: str, reaches: tuple[str, ...], asks: bool
) -> None:
    talk = in_exempelby(house, reaches=frozenset(reaches))
    heard = reminding.hear_remind(talk, Understood(says, says, says=says))

    assert isinstance(heard, Perhaps) is asks
    assert asks or heard is None


NIGHT = Span(NOW.time().replace(hour=23), NOW.time().replace(hour=7))
TOLD_OF = ("queue", "interim", "free_hours", "night", "minority_languages")
SOURCES = {name: SimpleNamespace(what=f"Riktlinje, {name}") for name in (*TOLD_OF, "word")}


@pytest.mark.parametrize(
    ("takes_wishes", "hours", "sources", "told"),
    [
        (False, NIGHT, SOURCES, ["stå i kö", "Fråga kommunen", "På natten", "Natten", "Källa"]),
        (False, None, SOURCES, ["stå i kö", "Fråga kommunen", "På natten", "Källa"]),
        (False, None, {}, ["stå i kö", "Fråga kommunen", "På natten"]),
        (True, NIGHT, SOURCES, ["På natten", "Natten"]),
    ],
)
def test_where_no_wish_can_be_left_the_rules_stand_with_their_source(
    takes_wishes: bool, hours: Span | None, sources: dict[str, object], told: list[str]
) -> None:
    held = Rules(queue=True, night=Night.MUNICIPAL, night_hours=hours)
    here = Municipality(
        "by", "By", "0", "1", False, takes_wishes, (ServiceRule(Service.CARE),), (), held,
        sources=sources,
    )  # fmt: skip
    sentences = said(rules.rules_told(moment_in(here, State({"needs": ("night", "done")}))))

    assert len(sentences) == len(told)
    assert all(words in one for words, one in zip(told, sentences, strict=True))
    if "Källa" in told:
        assert all(name in sentences[-1] for name in TOLD_OF)
        assert "word" not in sentences[-1]
