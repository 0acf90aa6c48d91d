"""A message is read again where the language of the conversation turns out to be another."""

import pytest
from understanding.quarters import NOW, QUARTERS

from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import heard, read

TYPED = ("la", "ja", "tak", "hej", "hjälp", "410203-1234", "410203-1234 hej då", "äiti ei hengitä",
         "takaisin", "no", "prata med en människa", "")  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "fi", "ar", "pl", "es"])
@pytest.mark.parametrize("text", TYPED)
def test_it_is_as_if_it_had_been_read_so_at_once(bank: Bank, text: str, language: str) -> None:
    assert heard(read(text, bank), bank, language) == read(text, bank, language)


def test_it_is_the_same_where_the_languages_are_the_same(bank: Bank) -> None:
    said = read("ja tack", bank, "sv")

    assert heard(said, bank, "sv") is said


@pytest.mark.parametrize(
    ("text", "count", "shown"),
    [
        ("torsdag klockan 14 eller fredag förmiddag", 1, "26 14.00"),
        ("torsdag klockan 14 eller fredag förmiddag", 3, "26 14.00, 27 00.00, 03 14.00"),
        ("torsdag klockan 14 eller fredag klockan 15", 9, "26 14.00, 27 15.00, 03 14.00, 04 15.00"),
        ("torsdag klockan 14 eller fredag klockan 10", 9, "26 14.00, 27 10.00, 27 22.00, 03 14.00, "
                                                          "04 10.00, 04 22.00"),
        ("inte torsdag", 2, "23 00.00, 23 00.15"),
    ],
)  # fmt: skip
def test_some_of_each_are_shown_and_no_more_than_there_are(
    bank: Bank, text: str, count: int, shown: str
) -> None:
    found = answers.few(read(text, bank, "sv"), QUARTERS, NOW, bank, count)

    assert ", ".join(f"{t:%d %H.%M}" for t in found) == shown
