"""Mina uppgifter: all that is kept is told, a part of it can be taken away, and so can all."""

import pytest
from booking import at_the_desk, buttons, labels, told
from reached import DIALLED, Reaching, says
from someone import NOW, TO_THE_CALL, TO_THE_END, Talk
from test_moving import let_in
from test_sharing import Person

from bot.assembly import House
from bot.conversation import Answer
from bot.store import wanted
from dialogs.events import Choose, Event, Text

MINE = Text("mina uppgifter")
ANOTHER_ANSWERS = (
    *TO_THE_CALL[:17],
    Choose("answers", "other"),
    Text("Lisa Ek"),
    Text("070-174 06 05"),
    Choose("interpreter", "yes"),
    Choose("extra_time", "yes"),
)
APPLIES = (*TO_THE_CALL[:4], Choose("decision", "no"), Choose("apply", "yes"))
YES = Choose("delete", "yes")


def paper(answer: Answer) -> list[str]:
    """What stands on the page to save."""
    (page,) = (bubble.paper for bubble in answer.bubbles if bubble.paper)
    return [line for part in page.parts for line in part.text.split("\n\n")]


@pytest.mark.parametrize(
    ("way", "lines"),
    [
        (TO_THE_CALL[:2], ["Språk: svenska."]),
        (
            ANOTHER_ANSWERS,
            [
                "Språk: svenska.", "Namn: Karin Berg.", "Född år: 1941.",
                "Den som svarar: Lisa Ek.", "Telefon: 070-174 06 05.",
                "Kommun: Exempelby kommun.", "Område: Centrum.", "Hjälp: Duscha och klä på sig.",
                "Viktigt för dig: Hjälp på kvällen.", "Önskan: Kommunens hemtjänst.",
                "Kommunen har sagt ja till hjälp.", "Du vill ha tolk.", "Du vill ha längre tid.",
            ],
        ),
        (APPLIES, ["Språk: svenska.", "Kommun: Exempelby kommun.",
                   "Du har sagt att du vill ansöka."]),
    ],
)  # fmt: skip
def test_all_that_is_kept_is_told_line_by_line(
    talk: Talk, way: tuple[Event, ...], lines: list[str]
) -> None:
    answer = talk.give(*way, MINE)
    first, *kept = answer.bubbles[0].text.split("\n\n")

    assert first == "Det här har vi sparat."
    assert kept == lines
    assert buttons(answer) == ["delete", "next"]


def test_the_page_to_save_has_its_day_and_every_question_with_its_answer(talk: Talk) -> None:
    page = paper(talk.give(*TO_THE_END, MINE))

    assert page[0] == "Sidan är från måndag 23 november 2026."
    assert any("Bokat samtal: onsdag 25 november klockan 10.00." in line for line in page)
    assert any("Vem svarar när kommunen ringer? – Jag svarar" in line for line in page)
    assert not any("Språk ·" in line or "– Klar" in line for line in page)


def test_the_page_to_save_tells_who_was_chosen_in_a_comparison(talk: Talk) -> None:
    compared = (
        *TO_THE_CALL[:13], Choose("provider", "compare"), Choose("compare", "solrosen"),
        Choose("compared", "solrosen"),
    )  # fmt: skip

    page = paper(talk.give(*compared, MINE))
    assert any(line.endswith("– Jag vill ha Solrosens hemtjänst") for line in page), page


@pytest.mark.parametrize(
    ("way", "asks"),
    [
        (TO_THE_CALL[:12], "Vill du radera allt om dig?"),
        (TO_THE_END, "Har du bokat ett samtal? Då avbokar vi det. Vill du radera allt om dig?"),
    ],
)
def test_to_delete_is_asked_once_and_no_keeps_all(
    talk: Talk, way: tuple[Event, ...], asks: str
) -> None:
    before = talk.give(*way)
    asked = talk.give(MINE, Choose("my_data", "delete"))
    kept = talk.give(Choose("delete", "no"))

    assert asked.bubbles[-1].text == asks
    assert "Dina uppgifter finns kvar." in told(kept)
    assert kept.step == before.step
    assert "Område: Centrum." in talk.kept()


CASE = "Valet finns kvar. En handläggare på kommunen arbetar med det."
APPLIED = "Vi sparar dagen då någon ville ansöka. Det måste kommunen göra."


@pytest.mark.parametrize(
    ("way", "stage", "remains"),
    [
        (TO_THE_CALL[:12], "", []),
        (TO_THE_END, "", []),
        (TO_THE_END, "confirmed", [CASE]),
        (APPLIES, "", [APPLIED]),
    ],
)
def test_what_is_deleted_is_gone_and_what_remains_is_told(
    house: House, talk: Talk, way: tuple[Event, ...], stage: str, remains: list[str]
) -> None:
    talk.give(*way)
    if stage:
        at_the_desk(house, f"UPDATE \"case\" SET stage = '{stage}'")
    gone = talk.give(Text("radera"), YES)

    assert "Nu är dina uppgifter raderade." in told(gone)
    assert [said for said in (CASE, APPLIED) if said in told(gone)] == remains
    assert (gone.step, gone.language) == ("knew", "sv")
    kept = talk.kept()
    assert "Språk: svenska." in kept
    assert not any(word in kept for word in ("Karin Berg", "Centrum", "Bokat samtal", "ansöka"))


def test_who_is_not_alone_leaves_what_is_of_the_others(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter")
    mother.give(*TO_THE_END[1:])
    daughter.give(let_in(mother))

    said = daughter.say("radera", YES)
    assert "Fler är med här. Det som gäller dem finns kvar. Du är inte med längre." in said
    assert "onsdag 25 november" in mother.say("mina uppgifter")
    assert "onsdag 25 november" not in daughter.say("mina uppgifter")


def test_what_somebody_has_asked_to_read_is_not_deleted(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_END)
    with house.store.writing() as held:
        wanted.ask(held, "exempelby", None, "SN 2026/12", "Petra", NOW)

    refused = talk.give(Text("radera"), YES)
    assert "Vi får inte radera det nu." in told(refused)
    assert refused.step == "after"
    assert "Karin Berg" in talk.kept()


async def proved(karin: Reaching, kind: str, *way: Event) -> Answer:
    """Reminders go there, after a code."""
    karin.give(Choose("remind", kind), *way)
    return karin.give(Text(await karin.code()))


@pytest.mark.parametrize(
    ("kind", "way", "told_of", "takes", "gone"),
    [
        ("sms", Text("ja"), "Sms går till", "Ta bort sms-numret",
         "Nu skickar vi inga fler sms. Vi tar bort numret i natt. Vill du ångra dig?"),
        ("email", Text("anna@example.se"), "E-post går till", "Ta bort e-postadressen",
         "Nu skickar vi ingen mer e-post. Vi tar bort adressen i natt. Vill du ångra dig?"),
    ],
)  # fmt: skip
async def test_where_reminders_go_is_told_taken_away_and_had_back(
    house: House, kind: str, way: Event, told_of: str, takes: str, gone: str
) -> None:
    karin = Reaching(house, "sms", "email")
    karin.give(*TO_THE_END[:-1])
    await proved(karin, kind, way)
    shown = karin.give(MINE)

    assert told_of in told(shown)
    assert labels(shown) == [takes, "Radera mina uppgifter", "Fortsätt"]
    taken = karin.give(Choose("my_data", f"drop={kind}"))
    says(taken, gone)
    assert buttons(taken) == [f"undo={kind}", "next"]
    assert told_of not in told(karin.give(MINE))
    says(karin.give(Choose("my_data", "next"), MINE), "radera dina uppgifter eller fortsätta?")
    channels = "SELECT DISTINCT channel FROM outbox WHERE state = 'planned'"
    assert karin.ask(channels) == [("web",)]


async def test_who_let_it_go_and_says_yes_again_is_asked_where_to(house: House) -> None:
    karin = Reaching(house, "sms")
    karin.give(*TO_THE_END[:-1])
    await proved(karin, "sms", Text("ja"))
    karin.give(MINE, Choose("my_data", "drop=sms"), Choose("contact_gone", "next"))
    asked = karin.give(Text("ändra påminnelser"), Choose("remind", "sms"))

    says(asked, f"Ska vi skicka sms till {DIALLED}?")
