"""What people might say, in every language, none of it word for word in the phrases."""

from collections import Counter

import pytest
from understanding.sentences import LANGUAGES, Sentence, sentences, tell

from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import fold
from dialogs.understanding.read import read


def share(hits: int, of: int) -> str:
    return f"{hits}/{of} = {100 * hits / of:.1f} %"


def wrong(bank: Bank, *kinds: str) -> list[tuple[Sentence, object]]:
    read_as = [(s, getattr(read(s.text, bank), s.kind)) for s in sentences(*kinds)]
    return [(sentence, got) for sentence, got in read_as if got != sentence.meaning]


def test_safety_is_heard_in_every_language(bank: Bank) -> None:
    missed = wrong(bank, "tier")
    told = Counter(s.language for s in sentences("tier"))
    tell(f"safety heard: {share(told.total() - len(missed), told.total())} {dict(told)}")

    assert told.total() >= 60
    assert set(told) == set(LANGUAGES)
    assert len(missed) <= 0.05 * told.total(), missed


def test_harmless_sentences_raise_no_alarm(bank: Bank) -> None:
    # What is a command, an answer or a question is harmless too.
    calm = list(sentences("harmless", "command", "says", "intent"))
    alarms = [(s.text, tier) for s in calm if (tier := read(s.text, bank).tier)]
    tell(f"false alarms: {share(len(alarms), len(calm))}")

    assert sum(s.kind == "harmless" for s in calm) >= 100
    assert len(alarms) <= 0.01 * len(calm), alarms


@pytest.mark.parametrize(("kind", "least"), [("command", 0.95), ("says", 0.95), ("intent", 0.9)])
def test_most_of_what_is_asked_is_understood(bank: Bank, kind: str, least: float) -> None:
    told = list(sentences(kind))
    missed = wrong(bank, kind)
    tell(f"{kind}: {share(len(told) - len(missed), len(told))}")

    assert len(missed) <= (1 - least) * len(told), missed


def test_what_is_missed_is_not_taken_for_something_else(bank: Bank) -> None:
    told = list(sentences("command", "says", "intent"))
    mistaken = [
        (s, understood.command, understood.says, understood.intent)
        for s in told
        for understood in [read(s.text, bank)]
        if {understood.command, understood.says, understood.intent} - {None, s.meaning}
    ]

    assert len(mistaken) <= 0.02 * len(told), mistaken


def test_the_sentences_are_not_the_phrases_themselves(bank: Bank) -> None:
    known = {*bank.commands.keys, *bank.says.keys, *bank.intents.keys}

    assert [s for s in sentences("command", "says", "intent") if fold(s.text) in known] == []
