"""Letters large and small are those of the language."""

import pytest

from dialogs.casing import begun, within
from dialogs.messages import bare
from dialogs.wording import Wording


@pytest.mark.parametrize(
    ("language", "small", "large"),
    [
        ("sv", "önskan", "Önskan"),
        ("tr", "işitme", "İşitme"),
        ("tr", "ışık", "Işık"),
        ("en", "island", "Island"),
        ("ar", "موعد", "موعد"),
        ("sv", "", ""),
    ],
)
def test_a_word_begins_as_its_place_wants(language: str, small: str, large: str) -> None:
    assert begun(small, language) == large
    assert within(large, language) == small


@pytest.mark.parametrize("language", ["sv", "tr"])
def test_a_word_in_capitals_stays_as_it_is(language: str) -> None:
    assert within("IVO", language) == "IVO"


def test_a_list_in_sorani_is_joined_as_one_writes_it() -> None:
    names = bare("{names}", names=("Sol", "Ek", "Bok"))

    said = Wording({}, {}).text(names, "ckb")

    assert "،" in said
    assert " و " in said
    assert "," not in said
