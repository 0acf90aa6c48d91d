"""A reminder of a call, answered days later: by a button or by words, read or not."""

import pytest
from booking import at_the_desk, booked, buttons, labels, read, someone, tell
from helped import CALL, WHO, Talk, come, morning, planned, reasons, told

from bot.assembly import House
from care.followup import Kind
from dialogs.events import Choose, Text

EVE, MORNING_OF = "2026-11-24", "2026-11-25"
MOVES = (
    "det passar inte", "tiden passar inte", "passar ej", "kan inte då", "en annan tid tack",
    "byt tid", "boka om", "jag kan inte den tiden", "vi måste flytta den", "det går inte då",
)  # fmt: skip
CANCELS = (
    "avboka", "avboka samtalet tack", "ställ in", "boka av det", "ring inte", "ta bort tiden",
    "jag vill inte ha samtalet", "stryk tiden",
)  # fmt: skip
RINGS = (
    "ring mig hellre", "kan ni ringa", "kan ni ringa mig i stället", "jag vill hellre prata",
    "ring hellre", "prata med någon", "kan någon ringa", "människa", "ring upp mig",
)  # fmt: skip
LATERS = (
    "senare", "läs det senare", "inte nu", "hinner inte", "en annan gång",
    "har inte tid", "i morgon", "jag tar det sen",
)  # fmt: skip


async def waiting(house: House, who: str = "self") -> Talk:
    """Someone with a call tomorrow, whose reminder has come."""
    talk = booked(house, "karin", CALL, *WHO[who])
    await come(house, morning(EVE))
    return talk


@pytest.mark.parametrize("who", ["self", "mother"])
@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("words", MOVES)
async def test_a_time_that_does_not_suit_is_moved(
    house: House, who: str, opened: bool, words: str
) -> None:
    talk = await waiting(house, who)
    first = (Text("ja"),) if opened else ()

    asked = talk.give(*first, Text(words), now=morning(EVE))
    assert "Den gamla tiden finns kvar så länge." in told(asked)
    assert asked.step == "time"


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("words", CANCELS)
async def test_to_cancel_is_asked_once(house: House, opened: bool, words: str) -> None:
    talk = await waiting(house)
    first = (Text("läs"),) if opened else ()

    asked = talk.give(*first, Text(words), now=morning(EVE))
    assert "Vill du avboka samtalet onsdag 25 november klockan 10.00?" in told(asked)
    assert "Samtalet är avbokat." in told(talk.give(Text("ja"), now=morning(EVE)))
    assert Kind.CALL_SOON not in planned(house)


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("words", RINGS)
async def test_a_human_rings_instead(house: House, opened: bool, words: str) -> None:
    talk = await waiting(house)
    first = (Text("ja"),) if opened else ()

    assert "Vi ringer dig senast" in told(talk.give(*first, Text(words), now=morning(EVE)))
    assert reasons(house) == ["human"]


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("words", LATERS)
async def test_what_is_put_off_is_not_lost(house: House, opened: bool, words: str) -> None:
    talk = await waiting(house)
    first = (Text("ja"),) if opened else ()

    later = talk.give(*first, Text(words), now=morning(EVE))
    assert "Det går bra. Meddelandet finns kvar." in told(later)
    assert later.step == "after"
    assert labels(later)[0] == "Läs meddelandet"
    for way in (Choose("after", "read"), Text("läs meddelandet")):
        again = talk.give(way, now=morning(EVE))
        assert "Kommunen ringer dig onsdag 25 november klockan 10.00." in told(again)
        talk.give(Text("senare"), now=morning(EVE))


@pytest.mark.parametrize("words", ["nej", "nej tack", "nä", "nix", "behövs inte", "vill inte"])
async def test_a_no_to_reading_is_no_answer_to_what_is_not_read(house: House, words: str) -> None:
    talk = await waiting(house)

    later = talk.give(Text(words), now=morning(EVE))
    assert "Meddelandet finns kvar." in told(later)
    assert "Du har ett bokat samtal" in told(later)


@pytest.mark.parametrize("words", ["ja", "den passar bra", "1", "ok"])
async def test_a_time_that_suits_stands(house: House, words: str) -> None:
    talk = await waiting(house)

    answered = talk.give(Text("läs"), Text(words), now=morning(EVE))
    assert "Bra. Då ringer kommunen dig." in told(answered)
    assert answered.step == "after"


@pytest.mark.parametrize("words", ["nej", "nej tack"])
async def test_a_plain_no_to_the_time_is_asked_about(house: House, words: str) -> None:
    talk = await waiting(house)

    assert buttons(talk.give(Text("ja"), Text(words), now=morning(EVE))) == ["move", "cancel"]


async def test_an_open_notice_stops_no_command_and_no_answer(house: House) -> None:
    talk = someone(house, "karin")
    talk.give(*WHO["self"][:9])
    at_the_desk(house, "INSERT INTO \"case\" (municipality, version) VALUES ('exempelby', 0)")
    at_the_desk(
        house,
        "INSERT INTO participant (conversation_id, case_id, municipality, role, representation)"
        " VALUES (1, 1, 'exempelby', 'person', '')",
    )
    tell(house, Kind.CASE_NEWS)
    await come(house, morning("2026-11-23"))
    assert talk.give(Text("centrum"), now=morning("2026-11-23")).step == "needs"

    data = talk.give(Text("mina uppgifter"), now=morning("2026-11-23"))
    assert "Det här har vi sparat." in told(data)


async def test_who_wants_no_more_of_it_takes_it_back_with_one_tap(house: House) -> None:
    talk = await waiting(house)
    asked = talk.give(read(Kind.CALL_TOMORROW), now=morning(EVE))
    assert "Skriv inte om det här" in labels(asked)

    talk.give(Choose("read", "yes"), read(Kind.CALL_SOON), now=morning(EVE))
    off = talk.give(Text("skriv inte mer om det"), now=morning(EVE))
    assert "Då skriver vi inte mer om det." in told(off)
    assert planned(house) == []
    on = talk.give(Choose("undo", "back_to"), now=morning(EVE))
    assert "Bra. Då skriver vi om det igen." in told(on)
    assert planned(house) == ["call_soon"]


async def test_an_old_notice_opens_what_is_so_now(house: House) -> None:
    talk = await waiting(house)
    at_the_desk(house, "UPDATE booking SET start = '2026-11-26 09:00:00.000000'")
    asked = talk.give(read(Kind.CALL_TOMORROW), now=morning(EVE))

    assert "torsdag 26 november klockan 10.00" in told(asked)


async def test_all_reminders_stop_and_start_with_a_word(house: House) -> None:
    talk = await waiting(house)
    off = talk.give(Text("sluta påminna"), now=morning(EVE))

    assert "Ändrar du dig? Skriv: påminn mig." in told(off)
    assert planned(house) == []
    on = talk.give(Text("påminn mig igen"), now=morning(EVE))
    assert "Bra. Då påminner vi dig." in told(on)
    assert planned(house) == ["call_soon"]


@pytest.mark.parametrize(
    ("answer", "step", "heard"),
    [
        (Choose("missed", "book"), "time", "Vilken tid passar?"),
        (Text("ja gärna"), "time", "Vilken tid passar?"),
        (Choose("missed", "human"), "human", "Vi ringer dig senast"),
        (Text("ring mig i stället"), "human", "Vi ringer dig senast"),
        (Choose("missed", "no"), "after", "Ändrar du dig? Skriv: boka."),
        (Text("nej tack"), "after", "Ändrar du dig? Skriv: boka."),
    ],
)
@pytest.mark.parametrize("who", ["self", "mother"])
async def test_a_call_that_nobody_answered(
    house: House, who: str, answer: Choose | Text, step: str, heard: str
) -> None:
    talk = booked(house, "karin", CALL, *WHO[who])
    at_the_desk(house, "UPDATE booking SET status = 'missed'")
    now = morning("2026-11-26")
    asked = talk.give(read(Kind.CALL_MISSED), now=now)

    assert "Vi ringde onsdag 25 november klockan 10.00. Då svarade ingen." in told(asked)
    answered = talk.give(answer, now=now)
    assert answered.step == step
    assert heard in told(answered)


async def test_a_call_that_was_booked_anew_is_not_told_as_missed(house: House) -> None:
    talk = booked(house, "karin", CALL)
    at_the_desk(house, "UPDATE booking SET status = 'missed'")
    now = morning("2026-11-26")
    anew = talk.give(Text("boka"), now=now)
    talk.give(Choose("time", buttons(anew)[0]), Text("ja"), now=now)

    assert "Det finns inget nytt att läsa nu." in told(talk.give(read(Kind.CALL_MISSED), now=now))
