"""Whose help has started is left in peace: with a choice let be, and with who helps leaving."""

import pytest
from booking import at_the_desk, buttons, labels, read, tell
from helped import Talk, come, helped, morning, reads, told

from bot.assembly import House
from bot.conversation import Answer
from care.followup import Kind
from dialogs.events import Choose, Text
from dialogs.notices import READ_AT

GOING, PLAN, AGAIN, LEAVES = "2026-12-15", "2026-12-22", "2027-12-01", "2026-12-14"
PROVIDERS = "du kan välja."


async def looked(house: House, who: str = "self") -> Talk:
    """Someone who once pressed "Byta till en annan", and let it be."""
    talk, now = helped(house, who), morning(GOING)
    await reads(house, talk, GOING, Kind.GOING_WELL)
    list_ = talk.give(Choose("going", "bad"), Choose("troubled", "change"), now=now)
    assert list_.step == "list"
    assert PROVIDERS in told(list_)
    return talk


@pytest.mark.parametrize(
    ("day", "kind", "answer", "heard"),
    [
        (AGAIN, Kind.CHOOSE_AGAIN, Choose("again", "keep"), "Bra. Då blir det som nu."),
        (AGAIN, Kind.CHOOSE_AGAIN, Text("vet inte"), "Bra. Då blir det som nu."),
        (GOING, Kind.GOING_WELL, Text("bra"), "Vad bra! Tack för svaret."),
        (PLAN, Kind.CARE_PLAN, Text("ja"), "Bra."),
    ],
)
@pytest.mark.parametrize("who", ["self", "mother"])
async def test_a_choice_that_was_let_be_is_not_pushed(
    house: House, who: str, day: str, kind: Kind, answer: Choose | Text, heard: str
) -> None:
    talk = await looked(house, who)
    await reads(house, talk, day, kind)
    rests = talk.give(answer, now=morning(day))

    assert heard in told(rests)
    assert rests.step == "after"
    assert PROVIDERS not in told(rests)
    assert "list" in buttons(rests)
    assert talk.give(Choose("after", "list"), now=morning(day)).step == "list"


async def test_who_asks_for_a_human_comes_to_rest_too(house: House) -> None:
    talk, now = await looked(house), morning(AGAIN)
    await reads(house, talk, AGAIN, Kind.CHOOSE_AGAIN)

    assert talk.give(Choose("again", "human"), Choose("human", "next"), now=now).step == "after"


async def test_who_looks_at_the_list_keeps_it_when_there_is_nothing_to_read(house: House) -> None:
    talk = await looked(house)

    assert talk.give(Text("läs meddelandet"), now=morning(GOING)).step == "list"


async def leaving(house: House, who: str = "self") -> tuple[Talk, Answer]:
    """Someone whose Hallonet is taken over, told on the day when they are asked how it goes."""
    talk = helped(house, who, provider="hallonet", service="housing_support", area="vasterlid")
    at_the_desk(house, "UPDATE \"case\" SET provider = 'gone_from_here'")
    tell(house, Kind.PROVIDER_GONE, now=morning(GOING))
    await come(house, morning(GOING))
    return talk, talk.give(read(Kind.PROVIDER_GONE), now=morning(GOING))


async def test_nobody_is_asked_how_it_goes_while_who_helps_is_leaving(house: House) -> None:
    talk, asked = await leaving(house)
    assert "Den du har valt finns inte kvar." in told(asked)

    rests = talk.give(Choose("gone", "no"), now=morning(GOING))
    assert "Hur går det?" not in told(rests)
    assert rests.step == "after"
    assert "Läs meddelandet" not in labels(rests)
    for kind in (Kind.GOING_WELL, Kind.STILL_WELL, Kind.CARE_PLAN, Kind.CHOOSE_AGAIN):
        opened = talk.give(read(kind), now=morning(GOING))
        assert opened.step == "gone", kind
        assert "Den du har valt finns inte kvar." in told(opened)


async def test_it_is_asked_once_there_is_another(house: House) -> None:
    talk, _ = await leaving(house)
    talk.give(Choose("gone", "no"), now=morning(GOING))
    talk.give(read(Kind.GOING_WELL), Choose("gone", "no"), now=morning(GOING))
    at_the_desk(house, "UPDATE \"case\" SET provider = 'kommunen', service = '', area = ''")

    assert "Hur går det?" in told(talk.give(Text("läs meddelandet"), now=morning(GOING)))


@pytest.mark.parametrize("kind", [Kind.CARE_PLAN, Kind.CHOOSE_AGAIN])
async def test_what_was_opened_meanwhile_is_still_there_to_read(house: House, kind: Kind) -> None:
    talk, _ = await leaving(house)
    now = morning(GOING)
    talk.give(Choose("gone", "no"), read(kind), Choose("gone", "no"), now=now)
    at_the_desk(house, "UPDATE \"case\" SET provider = 'kommunen', service = '', area = ''")

    assert talk.give(Text("läs meddelandet"), now=now).step == READ_AT[kind]


@pytest.mark.parametrize(
    "words",
    ["jag vill inte byta", "Jag trivs där", "nej, jag vill inte byta", "vi trivs så bra med dem",
     "I don't want to change", "en halua vaihtaa", "لا أريد التغيير"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("who", "goes_on"),
    [("self", "Du får hjälp som vanligt."), ("mother", "Hjälpen kommer som vanligt.")],
)
async def test_who_would_rather_stay_is_answered_kindly(
    house: House, who: str, goes_on: str, words: str
) -> None:
    talk, _ = await leaving(house, who)
    answer = talk.give(Text(words), now=morning(GOING))

    assert "Jag förstår. Det är svårt när man trivs." in told(answer)
    assert "Kommunen bestämmer vem som får ge hjälp." in told(answer)
    assert goes_on in told(answer)
    assert "Du kan prata med en människa om det." in told(answer)
    assert buttons(answer) == ["choose", "human", "no"]


@pytest.mark.parametrize("stage", ["confirmed", "ordered", "queued", "accepted", "started"])
async def test_no_sentence_begins_with_a_small_letter(house: House, stage: str) -> None:
    talk = helped(house, provider="gone_from_here", interim="gone_too", stage=stage)
    at_the_desk(house, "UPDATE \"case\" SET start_day = '2027-12-02'")
    for kind in (Kind.CASE_NEWS, Kind.PROVIDER_GONE):
        said = told(talk.give(read(kind), now=morning(GOING)))
        sentences = said.replace("\n", " ").split(". ")
        assert [one for one in sentences if one.startswith("den du har valt")] == []
        assert "en du har valt" in said
