"""Every meaning that there are examples of is answered, and may be offered on a button."""

from bot.languages import answered
from dialogs.understanding.bank import Bank


def test_every_meaning_is_answered_and_every_answer_may_be_asked_for(bank: Bank) -> None:
    assert answered.problems(bank.ranking.labels) == []


def test_a_new_meaning_is_told_what_it_lacks(bank: Bank) -> None:
    meanings = [*bank.ranking.labels, "pets"]
    meanings.remove("cost")

    assert answered.problems(meanings) == [
        "dialogs/questions.py: ANSWERS has no pets, which phrases.toml has examples of",
        "dialogs/meanings.py: LABELS has no pets: the words on its button",
        "locales/sv/phrases.toml: samples.cost: missing; dialogs/questions.py answers it",
    ]
