"""What people might say, in every language, none of it word for word in the phrases."""

import tomllib
from collections import Counter
from collections.abc import Sequence

import pytest
from understanding.sentences import LANGUAGES, Sentence, sentences, tell

from bot.languages.phrases import LOCALES
from dialogs.understanding.bank import Bank
from dialogs.understanding.deciding import OFFERED
from dialogs.understanding.fold import fold
from dialogs.understanding.read import Understood, read
from dialogs.understanding.shelf import Shelf

ASKED = ("command", "says", "intent", "told")
SAME = ({"complain", "no_show"}, {"move", "earlier"}, {"my_data", "privacy"})
"""Where a reader of the sentence could say either."""


def share(hits: int, of: int) -> str:
    return f"{hits}/{of} = {100 * hits / of:.1f} %"


def meant(said: Understood) -> str | None:
    """What it is acted on as: by a known phrase, or by likeness."""
    return said.command or said.says or said.intent or said.likely


def heard(
    bank: Bank, *kinds: str, languages: Sequence[str] = LANGUAGES
) -> list[tuple[Sentence, Understood]]:
    told = (s for s in sentences(*kinds) if s.language in languages)
    return [(s, read(s.text, bank, s.language)) for s in told]


def test_safety_is_heard_in_every_language(bank: Bank) -> None:
    told = heard(bank, "tier")
    missed = [s for s, said in told if said.tier is None]
    other = [(s, said.tier) for s, said in told if said.tier not in (None, s.meaning)]
    tell(f"safety heard: {share(len(told) - len(missed), len(told))}, as another: {len(other)}")

    assert len(told) >= 700
    assert {s.language for s, _ in told} == set(LANGUAGES)
    assert len(missed) <= 0.05 * len(told), missed
    assert len(other) <= 0.06 * len(told), other


def test_harmless_sentences_raise_no_alarm(bank: Bank) -> None:
    # What is a command, an answer or a question is harmless too.
    calm = [pair for pair in heard(bank, "harmless", *ASKED) if pair[0].meaning != "near"]
    alarms = [(s, said.tier) for s, said in calm if said.tier]
    tell(f"false alarms: {share(len(alarms), len(calm))}")

    assert len(calm) >= 1000
    assert len(alarms) <= 0.01 * len(calm), alarms


def test_near_misses_are_mostly_known_as_such(bank: Bank) -> None:
    near = [pair for pair in heard(bank, "harmless") if pair[0].meaning == "near"]
    alarms = [(s, said.tier) for s, said in near if said.tier]
    tell(f"alarms at near misses: {share(len(alarms), len(near))}")

    # An alarm too many tells somebody to ring 112; one too few tells nobody.
    assert len(alarms) <= 0.3 * len(near), alarms


def rank(said: Understood, meaning: str) -> int:
    labels = [one.label for one in said.ranking]
    return labels.index(meaning) if meaning in labels else len(labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_what_is_asked_is_ranked_first(bank: Bank, language: str) -> None:
    told = heard(bank, *ASKED, languages=[language])
    firsts = sum(rank(said, s.meaning) == 0 for s, said in told)
    thirds = sum(rank(said, s.meaning) < 3 for s, said in told)
    tell(f"{language}: {share(firsts, len(told))} first, {share(thirds, len(told))} in three")

    assert firsts >= 0.75 * len(told)
    assert thirds >= 0.88 * len(told)


def test_what_is_acted_on_at_once_is_right(bank: Bank) -> None:
    told = [(s, said) for s, said in heard(bank, *ASKED) if not said.tier and meant(said)]
    wrong = [
        (s, meant(said))
        for s, said in told
        if meant(said) != s.meaning and not any({meant(said), s.meaning} <= two for two in SAME)
    ]
    tell(f"wrong at once: {share(len(wrong), len(told))}")

    assert len(wrong) <= 0.05 * len(told), wrong


def test_what_is_far_from_the_subject_is_seldom_answered(bank: Bank) -> None:
    far = [said for s, said in heard(bank, "harmless") if s.meaning == "other"]
    answered = [said.text for said in far if meant(said) or said.tier]
    tell(f"answered though far from the subject: {share(len(answered), len(far))}")

    assert len(answered) <= 0.05 * len(far), answered


def test_what_is_not_sure_is_offered(bank: Bank) -> None:
    unsure = [(s, said) for s, said in heard(bank, "command", "intent") if meant(said) is None]
    offered = [s for s, said in unsure if dict(said.ranking[:3]).get(s.meaning, 0) >= OFFERED]
    tell(f"not sure: {len(unsure)}, among three buttons: {share(len(offered), len(unsure))}")

    assert len(offered) >= 0.7 * len(unsure)


def test_the_sentences_are_not_the_phrases_themselves() -> None:
    files = (tomllib.loads(p.read_text(encoding="utf-8")) for p in LOCALES.glob("*/phrases.toml"))
    known = {fold(text) for file in files for _, text in Shelf("", file).samples()}
    told = Counter(fold(s.text) in known for s in sentences("tier", "harmless", *ASKED))

    # Short ones may be: there are not many ways to say yes.
    assert told[True] <= 0.01 * told[False], told


def test_the_language_of_a_sentence_is_known(bank: Bank) -> None:
    long = [s for s in sentences(*ASKED) if len(s.text.split()) > 3]
    other = [(s, said.noticed) for s in long if (said := read(s.text, bank)).noticed != s.language]
    wrong = [pair for pair in other if pair[1] is not None]
    tell(f"language known: {share(len(long) - len(other), len(long))}, wrong: {len(wrong)}")

    assert len(wrong) <= 0.02 * len(long), wrong
