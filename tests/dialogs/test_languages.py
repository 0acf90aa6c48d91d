"""Every language, all the way: nothing is left in Swedish, nothing turns round, all of it fits."""

import re
from collections.abc import Iterator

import pytest
from someone import TO_THE_END, Talk

from bot.assembly import House
from bot.conversation import Address, Answer
from bot.languages import locales
from bot.languages.phrases import load_bank
from dialogs.bubbles import Bubble
from dialogs.events import Choose, Event
from dialogs.messages import label, t
from dialogs.understanding.read import read
from dialogs.wording import SOURCE, direction

OTHERS = tuple(code for code in locales.ORDER if code != SOURCE)
ON_THE_WAY: tuple[Event, ...] = (
    Choose("list", "page=2"), Choose("list", "all"), Choose("provider", "why"),
    Choose("provider", "compare"), Choose("provider", "list"),
)  # fmt: skip
AFTER: tuple[Event, ...] = (
    Choose("after", "paper"), Choose("after", "help"), Choose("after", "my_data"),
    Choose("my_data", "next"), Choose("after", "human"), Choose("human", "next"),
    Choose("after", "cancel"), Choose("cancel", "yes"), Choose("after", "restart"),
)  # fmt: skip
TYPED = {
    "Då påminner vi dig inte mer. Ett bokat samtal är kvar. Ändrar du dig? Skriv: påminn mig.":
        "start_reminders",
    "Vi sparar dina svar. Ditt namn och ditt nummer är låsta. Skriv: mina uppgifter. "
    "Då ser du allt, och du kan radera.": "my_data",
    "Det går bra. Skriv: boka. Då bokar vi ett samtal.": "book",
    "Det går bra. Skriv: visa alla. Då ser du vilka du kan välja.": "show_all",
    "Det går bra. Meddelandet finns kvar. Skriv: läs meddelandet.": "read",
}  # fmt: skip
"""Sentences that tell what to type, and what it must be understood as."""
ISOLATED = re.compile(
    "\u2068[^\u2068\u2069]*(?:\u2068[^\u2068\u2069]*\u2069[^\u2068\u2069]*)*\u2069"
)
BRACKETS = re.compile(r"\([^()]*\)")
OWN = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
KNOWN = ("LSS", "IVO", "SMS", "Kundvalsguiden")
OWN_ALONE = re.compile(r"[^\u0590-\u08ff]*")
"""A name by itself, as on a button: it runs its own way."""
LINK_LETTERS = 64
"""Bytes of a button's value, at the most (Telegram)."""


def told(house: House, language: str) -> list[Answer]:
    """The whole way of one person, and what lies beside it."""
    talk = Talk(house, Address("web", "", f"me-{language}"))
    rest = TO_THE_END[1:]
    list_at = next(n for n, event in enumerate(rest) if event == Choose("needs", "done"))
    way = [*rest[: list_at + 1], *ON_THE_WAY, *rest[list_at + 1 :], *AFTER]
    return [talk.give(Choose("language", language)), *(talk.give(event) for event in way)]


def texts(bubble: Bubble) -> Iterator[str]:
    """All words of a bubble but names of providers."""
    yield bubble.text
    yield from (choice.label for choice in (*bubble.choices, *bubble.fixed) if not choice.lang)
    for card in bubble.cards:
        yield from (card.about, *card.lines, *card.meets, *card.unknown, *card.lacks)
    if bubble.paper:
        yield bubble.paper.title
        for part in bubble.paper.parts:
            yield from texts(part)


def spoken(answers: list[Answer]) -> list[str]:
    return [text for answer in answers for bubble in answer.bubbles for text in texts(bubble)]


@pytest.fixture(scope="module")
def swedish() -> set[str]:
    """Every sentence that the code says."""
    return {
        text
        for message in locales.extracted()
        if message.id and message.context not in locales.PATTERNS
        for text in locales.texts(message.id)
        if len(OWN.findall(re.sub(r"\{\w+\}", "", text))) > 1
    }


@pytest.mark.parametrize("language", OTHERS)
def test_t25_the_whole_way_has_no_swedish_left(
    house: House, swedish: set[str], language: str
) -> None:
    answers = told(house, language)
    left = [text for text in spoken(answers) if text in swedish]

    assert {answer.language for answer in answers} == {language}
    assert left == []


@pytest.mark.parametrize("language", [code for code in OTHERS if direction(code) == "rtl"])
def test_t26_what_runs_the_other_way_is_set_apart(house: House, language: str) -> None:
    loose = []
    for text in spoken(told(house, language)):
        bare = BRACKETS.sub("", text)
        while bare != (bare := ISOLATED.sub("", bare)):
            pass  # what is set apart may hold what is set apart
        turned = [word for word in OWN.findall(bare) if word not in KNOWN]
        loose += [text] if turned and not OWN_ALONE.fullmatch(text) else []

    assert loose == []


@pytest.mark.parametrize("language", locales.ORDER)
def test_t19_every_button_of_the_way_fits(house: House, language: str) -> None:
    for answer in told(house, language):
        for bubble in answer.bubbles:
            for choice in (*bubble.choices, *bubble.fixed):
                value = f"{bubble.question}|{choice.value}"
                assert len(value.encode()) <= LINK_LETTERS


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("sentence", "command"), TYPED.items())
def test_what_one_is_told_to_type_is_understood(language: str, sentence: str, command: str) -> None:
    said = next(m.string for m in locales.read(locales.LOCALES, language) if m.id == sentence)
    told = re.split("[:፦]", str(said))[-1]
    word = re.split("[.።]", told)[0].strip(" «»\"'„”“")

    assert read(word, load_bank(), language).command == command


def test_a_list_that_begins_with_a_latin_name_runs_as_its_sentence_does() -> None:
    wording = locales.load()
    what = ("Exempelby", label("service", "Duscha och klä på sig"), "Centrum")
    message = t("Jag förstod det så här: {what}. Stämmer det?", what=what)

    said = wording.text(message, "ar")

    assert "\u2068Exempelby\u2069 و" in said
    assert "و\u2068Centrum\u2069" in said
    assert said.count("\u2068") == 2, "each name by itself, and not the list"
