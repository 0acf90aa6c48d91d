"""How many words a message may have and still be what a few of them say."""

import pytest

from dialogs.understanding.bank import Bank
from dialogs.understanding.read import Understood, read

NAMES = ("Karin", "Berg", "Lind", "Ek", "Alm", "Björk", "Sjö", "Hav", "Dal", "Ås")
"""Words that say nothing."""


def said(bank: Bank, words: str, many: int, *, first: bool = False) -> Understood:
    """These words among others, so many in all; they stand last, or first."""
    rest = many - len(words.split())
    names = " ".join((NAMES * 2)[:rest])
    return read(f"{words} {names}" if first else f"{names} {words}", bank, "sv")


@pytest.mark.parametrize(("many", "command"), [(4, "human"), (9, "human"), (10, None)])
def test_a_command_stands_among_few_words(bank: Bank, many: int, command: str | None) -> None:
    assert said(bank, "prata med en människa", many).command == command


@pytest.mark.parametrize(("many", "intent"), [(2, "interpreter"), (18, "interpreter"), (19, None)])
def test_a_question_may_have_more_around_it(bank: Bank, many: int, intent: str | None) -> None:
    assert said(bank, "behöver tolk", many).intent == intent


@pytest.mark.parametrize("word", ["ja", "nej"])
@pytest.mark.parametrize(("many", "is_all"), [(1, True), (6, True), (7, False)])
def test_a_yes_may_begin_a_short_message(bank: Bank, word: str, many: int, is_all: bool) -> None:
    says = said(bank, word, many, first=True).says

    assert says == ({"ja": "yes", "nej": "no"}[word] if is_all else None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ja", "yes"),
        ("ja ja", "yes"),
        ("nej tack", "no"),
        ("ja det vet jag inte", "dont_know"),
        ("nej jag vet inte", "dont_know"),
        ("ja men inte nu", None),
        ("ja fast fel tid", None),
        ("nej men inte nu", "no"),
        ("ja prata med en människa", None),
        ("", None),
    ],
)
def test_what_follows_a_yes_may_take_it_back(bank: Bank, text: str, says: str | None) -> None:
    assert read(text, bank, "sv").says == says


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("jag vill inte prata med en människa", None),
        ("nej, börja om", "restart"),
        ("jag vill prata med en människa inte en robot", "human"),
        ("prata med en människa och börja om från början", None),  # which?
    ],
)
def test_a_command_is_not_denied_and_not_two(bank: Bank, text: str, command: str | None) -> None:
    assert read(text, bank, "sv").command == command
