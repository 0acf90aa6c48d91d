"""Several notices told together are read one after the other, and none of them is lost."""

from booking import at_the_desk, booked, buttons, labels, read, tell
from helped import CALL, Talk, come, helped, morning, told

from bot.assembly import House
from care.followup import Kind
from dialogs.events import Choose, Text
from dialogs.notices import KIND, MORE, arrived, opened, put_off, unread
from dialogs.relay import RELAY
from dialogs.state import State

GOING = "2026-12-15"
BOTH = {"decision_ends": "2027-02-15"}
ENDING = "Kommunens beslut om hjälp gäller till måndag 15 februari."
HOW = "Hur går det?"


async def both(house: House) -> Talk:
    """Two weeks after the start, two months before the decision ends."""
    talk = helped(house, **BOTH)
    await come(house, morning(GOING))
    return talk


async def test_the_next_follows_when_the_first_is_answered(house: House) -> None:
    talk, now = await both(house), morning(GOING)
    first = talk.give(Text("ja"), now=now)
    second = talk.give(Text("bra"), now=now)

    assert HOW in told(first)
    assert ENDING not in told(first)
    assert "Här är nästa meddelande." in told(second)
    assert ENDING in told(second)
    assert talk.give(Text("vet inte"), now=now).step == "after"


async def test_after_a_long_way_round_the_rest_is_still_there(house: House) -> None:
    talk, now = await both(house), morning(GOING)
    away = talk.give(Text("ja"), Text("inte alls bra"), Choose("troubled", "change"), now=now)
    assert away.step == "list"

    assert ENDING in told(talk.give(Text("läs nästa meddelande"), now=now))


async def test_a_command_in_between_loses_nothing(house: House) -> None:
    talk, now = await both(house), morning(GOING)
    talk.give(Text("mina uppgifter"), Choose("my_data", "next"), now=now)
    first = talk.give(Choose("after", "read"), now=now)
    second = talk.give(Text("mina uppgifter"), Text("fortsätt"), Text("läs meddelandet"), now=now)

    assert HOW in told(first)
    assert HOW in told(second)
    assert ENDING in told(talk.give(Text("bra"), now=now))


async def test_no_more_of_the_first_leads_to_the_next(house: House) -> None:
    talk, now = await both(house), morning(GOING)
    talk.give(Text("ja"), Text("skriv inte om det här"), now=now)

    assert ENDING in told(talk.give(Choose("undo", "next"), now=now))


async def test_what_is_not_read_comes_after_what_came_later(house: House) -> None:
    talk, later = await both(house), morning("2026-12-22")
    await come(house, later)
    talk.give(Text("ja"), now=later)
    second = talk.give(Text("ja det har jag"), now=later)
    third = talk.give(Text("bra"), now=later)

    assert HOW in told(second)
    assert ENDING in told(third)


async def test_what_is_no_longer_so_is_passed_over(house: House) -> None:
    talk, now = await both(house), morning(GOING)
    at_the_desk(house, 'UPDATE "case" SET decision_ends = NULL')

    assert talk.give(Text("ja"), Text("bra"), now=now).step == "after"


async def test_after_months_nobody_is_asked_how_it_began(house: House) -> None:
    talk, now = await both(house), morning("2027-03-01")
    await come(house, now)
    asked = talk.give(read(Kind.STILL_WELL), Text("bra"), now=now)

    assert asked.step == "after"
    assert "Läs meddelandet" not in labels(asked)
    assert "Hur går det?" in told(talk.give(read(Kind.GOING_WELL), now=now))


async def test_news_and_a_reminder_are_both_read(house: House) -> None:
    talk, now = booked(house, "karin", CALL), morning("2026-11-24")
    at_the_desk(house, "UPDATE \"case\" SET stage = 'ordered', provider = 'kommunen'")
    tell(house, Kind.CASE_NEWS, now=now)
    await come(house, now)
    said = [told(talk.give(Text("ja"), now=now)), told(talk.give(Text("ja"), now=now))]

    assert sum("Kommunen har bett Kommunens hemtjänst om hjälpen." in one for one in said) == 1
    assert sum("Kommunen ringer dig onsdag 25 november" in one for one in said) == 1


async def test_news_that_was_told_is_read_though_nobody_went_on(house: House) -> None:
    talk, now = helped(house), morning("2026-12-03")
    tell(house, Kind.CASE_NEWS, now=now)
    await come(house, now)
    assert "har börjat." in told(talk.give(Text("läs"), now=now))

    await come(house, morning(GOING))
    assert talk.give(Text("läs"), Text("bra"), now=morning(GOING)).step == "after"


async def test_any_answer_goes_on_from_what_is_only_told(house: House) -> None:
    talk, now = helped(house), morning("2026-12-03")
    for word in ("ok", "ja", "nej", "fortsätt"):
        assert talk.give(read(Kind.CASE_NEWS), Text(word), now=now).step == "after"


async def test_a_change_of_the_call_is_told_and_not_only_its_time(house: House) -> None:
    talk, now = booked(house, "karin", CALL), morning("2026-11-24")
    tell(house, Kind.CALL_MOVED, now=now)
    await come(house, now)
    asked = talk.give(Text("ja"), now=now)

    assert "Kommunen har ändrat tiden för samtalet." in told(asked)
    assert buttons(talk.give(Text("ja"), now=now))[0] != "read"


def test_what_waits_while_an_officer_answers_stays_unread() -> None:
    state = arrived(State().answer("aside", RELAY), "notice", ["case_news", "call_soon"])

    assert state.get("aside") == RELAY
    assert unread(state) == (Kind.CASE_NEWS, Kind.CALL_SOON)


def test_what_has_been_read_is_not_unread_again() -> None:
    read_before = opened(arrived(State(), "notice", ["case_news"]), Kind.CASE_NEWS)

    for state in (read_before, read_before.without("aside")):
        assert unread(arrived(state, "notice", ["going_well"])) == ()


def test_what_stands_open_is_put_behind_what_comes() -> None:
    state = arrived(State(), "notice", ["going_well", "care_plan"])
    later = arrived(state, "notice", ["case_news"])

    assert later.get(KIND) == "case_news"
    assert unread(later) == (Kind.GOING_WELL, Kind.CARE_PLAN)
    assert unread(opened(later, Kind.CARE_PLAN)) == (Kind.CASE_NEWS, Kind.GOING_WELL)
    assert unread(put_off(later, later.without("aside"))) == (
        Kind.CASE_NEWS, Kind.GOING_WELL, Kind.CARE_PLAN,
    )  # fmt: skip


def test_a_held_time_and_kinds_of_another_version_are_not_kept() -> None:
    state = arrived(State(), "notice", ["hold_ending"])

    assert MORE not in put_off(state, state.without("aside")).answers
    assert unread(State().answer(MORE, ("of_a_later_version", "line"))) == ()
