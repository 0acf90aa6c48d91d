"""Everything we say is plain, and is said in every language."""

import pytest

from bot.languages import locales, plain

CROOKED = (
    "Beslutet fattas av den enskilde.",
    "Du kan t.ex. välja kommunen.",
    "Biståndshandläggaren utreder omvårdnadsbehovet och fastställer insatserna kontinuerligt.",
    "Jag vill att du väljer den som du tycker bäst om av alla som finns på listan här nedanför.",
    "Enligt lagen 2008:962 får du välja.",
    "Hej! Välkommen! Vad roligt!",
    "Vad heter du? Skriv namnet.  Var bor du? Skriv det också.",
)


@pytest.mark.parametrize("text", CROOKED)
def test_a_crooked_sentence_is_found(text: str) -> None:
    assert plain.problems(text)


def test_a_long_button_is_found() -> None:
    assert plain.problems("Jag vill gärna läsa mer om den här", button=True)


def test_all_that_we_say_is_plain() -> None:
    assert plain.all_problems(locales.extracted()) == []


def test_every_sentence_is_in_every_language() -> None:
    assert locales.problems() == []


def test_lix_counts_as_bjornsson_did() -> None:
    measured = plain.measure("Jag bor i Malmö. Handläggaren ringer klockan 10.00.")

    assert (measured.words, measured.sentences, measured.long) == (8, 2, 2)
    assert measured.lix == 8 / 2 + 100 * 2 / 8
