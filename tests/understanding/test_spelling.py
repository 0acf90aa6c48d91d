"""A slip of the pen is mended where it is one, in a word that is long enough."""

import pytest

from dialogs.understanding.spelling import Speller, Spellers

SWEDISH = Speller(["tillbaka", "helgen", "1234567", "hemma"], ["avbok"])
ENGLISH = Speller(["booking", "helgon"])


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("tilbaka", "tillbaka"),
        ("helge", "helge"),  # five letters are taken as they stand
        ("helgan", "helgen"),
        ("1234568", "1234568"),  # nobody's number is mended
        ("avboka", "avboka"),  # a beginning that any ending makes a word
        ("hemmma", "hemmma"),  # the known word is too short to be meant
    ],
)
def test_only_a_long_word_with_one_slip_is_mended(word: str, mended: str) -> None:
    assert SWEDISH.mend(word) == mended


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("bookin", "booking"),
        ("tilbaka", "tillbaka"),
        ("helgon", "helgon"),  # one of them knows it, though another could mend it
        ("helgan", "helgen"),  # the first that can
        ("avboker", "avboker"),
    ],
)
def test_of_several_languages_the_first_that_can_mends_what_none_knows(
    word: str, mended: str
) -> None:
    assert Spellers((SWEDISH, ENGLISH)).mend(word) == mended
