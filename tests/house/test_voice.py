"""Reading aloud: what is said, and how, by the real espeak-ng."""

import asyncio
import io
from pathlib import Path

import pytest
import soundfile

from bot.languages import locales
from bot.rendering import voice
from dialogs.bubbles import Bubble, ChoiceText

SILENT = frozenset({"so", "ti", "ckb"})


def heard(sound: bytes) -> tuple[float, float]:
    """Seconds, and how loud at most."""
    samples, rate = soundfile.read(io.BytesIO(sound))
    return len(samples) / rate, float(abs(samples).max())


def test_every_language_has_a_voice_or_is_known_to_have_none() -> None:
    assert set(locales.ORDER) == voice.LANGUAGES | SILENT
    assert not voice.LANGUAGES & SILENT


@pytest.mark.parametrize("language", sorted(voice.LANGUAGES))
def test_a_question_is_read_in_each_language(language: str) -> None:
    wording = locales.load()
    who = "Vem ska få hjälpen?"
    said = wording.catalogues[language].gettext(who) if language != "sv" else who
    assert (said == who) == (language == "sv")

    seconds, loudest = heard(voice.aloud(((language, said),)))

    assert 0.8 < seconds < 6
    assert loudest > 0.1


def test_numbers_and_days_are_said_as_people_say_them() -> None:
    said = voice.spoken("Anna ringer tisdag 8 december klockan 10.30.", "sv")
    assert said == "Anna ringer tisdag 8:e december klockan 10 30."
    assert voice.spoken("Den 31 mars klockan 9.00", "sv") == "Den 31:a mars klockan 9"
    assert voice.spoken("måndag 21 juni", "sv") == "måndag 21:a juni"
    assert voice.spoken("Ring 08-465 004 00.", "sv") == "Ring 0 8 4 6 5 0 0 4 0 0."
    assert voice.spoken("Ring 112 eller 1177.", "sv") == "Ring 1 1 2 eller 11 77."
    assert voice.spoken("Det kostar 2\u00a0660 kronor.", "sv") == "Det kostar 2\u00a0660 kronor."
    assert voice.spoken("Tuesday 8 December, 10:05", "en") == "Tuesday 8 December, 10 05"


def test_a_turn_is_read_with_its_answers_and_swedish_words_in_swedish() -> None:
    finnish = "He kirjoittavat: \u2066Vi är små.\u2069 (Tämä teksti on vain ruotsiksi.)"
    bubbles = (
        Bubble("say", finnish, "fi", "ltr"),
        Bubble("ask", "Kuka?", "fi", "ltr", choices=(
            ChoiceText("self", "Minä"), ChoiceText("sv", "Svenska", lang="sv"),
        )),
    )  # fmt: skip

    assert voice.pieces(bubbles) == (
        ("fi", "He kirjoittavat: "),
        ("sv", "Vi är små."),
        ("fi", " (Tämä teksti on vain ruotsiksi.)"),
        ("fi", "Kuka?"),
        ("fi", "Minä."),
        ("sv", "Svenska."),
    )


def test_the_names_of_languages_without_a_voice_are_read_by_the_one_that_speaks() -> None:
    bubbles = (
        Bubble("ask", "Språk", "sv", "ltr", choices=(
            ChoiceText("ti", "ትግርኛ", lang="ti"), ChoiceText("fi", "Suomi", lang="fi"),
        )),
    )  # fmt: skip

    told = voice.pieces(bubbles)

    assert [language for language, _ in told] == ["sv", "sv", "fi"]
    assert heard(voice.aloud(told))[1] > 0.1


def test_a_long_list_is_read_in_part() -> None:
    told = voice.pieces((Bubble("say", "\n\n".join(["Ett ord till."] * 400), "sv", "ltr"),))

    assert sum(len(words) for _, words in told) == voice.LONGEST_TEXT


async def test_the_same_is_read_once_and_forgotten_by_itself() -> None:
    reader, told = voice.Reader(kept=0.5), (("sv", "Anna ringer dig."),)

    first = await reader.read(1, told)
    again = await reader.read(2, told)
    await asyncio.sleep(0.6)

    assert first is again
    assert first is not await reader.read(1, told)
    assert voice.KEPT == 600


async def test_each_waits_once_and_nobody_behind_too_many() -> None:
    reader = voice.Reader()

    assert [reader.begins(who) for who in (1, 1, 2, 3, 4, 4)] == [
        True, False, True, True, True, False
    ]  # fmt: skip
    with pytest.raises(voice.Mute):
        reader.begins(5)
    await reader.read(1, (("sv", "Nu."),))
    assert reader.begins(5)


def test_without_the_program_nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert voice.installed() is False
    with pytest.raises(voice.Mute):
        voice.aloud((("sv", "Ingen hör det här."),))
