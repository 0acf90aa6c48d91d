"""What is learnt from examples: of a few invented ones, and beside an encoder."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import numpy as np
import pytest

from dialogs.understanding.concepts import Concepts
from dialogs.understanding.fold import fold
from dialogs.understanding.keeping import Arrays
from dialogs.understanding.likeness import Likeness, Scores, learn
from dialogs.understanding.nearness import LIKENESS, Vectors
from dialogs.understanding.ranking import BESIDE, Ranking
from dialogs.understanding.shelf import Shelf

ALONE = tuple(map(fold, (
    "brev", "dusch", "fika", "golv", "hund", "kyrka", "lampa", "mjölk", "piano", "tvätt", "ugn",
    "väska", "öken", "äpple", "ibis", "jeep", "nittio", "rymd", "stuga", "yxa", "zoo", "xerxes",
)))  # fmt: skip
"""Words that share no letters to speak of."""
NO_CONCEPTS = Concepts({})


def scores(examples: Sequence[tuple[int, str]], text: str, concepts: Concepts) -> Scores:
    """A score for each label, from these examples."""
    labels = 1 + max(label for label, _ in examples)
    return Likeness(learn(examples, concepts), labels, concepts).scores(text)


def test_an_example_is_its_own_label_and_little_of_any_other() -> None:
    examples = list(enumerate(ALONE))
    for label, text in examples:
        found = scores(examples, text, NO_CONCEPTS)
        assert found.argmax() == label
        # 1 / 1.5 for what the regression holds back, and half for being the nearest
        assert found[label] == pytest.approx(2 / 3 + 0.5, abs=0.05)
        assert np.delete(found, label).max() < 0.1


def test_what_stands_under_two_labels_is_sure_of_neither() -> None:
    examples = [*enumerate(ALONE), (0, "spade"), (1, "spade")]
    found = scores(examples, "spade", NO_CONCEPTS)

    assert found[0] == pytest.approx(found[1], abs=0.02)
    assert found[0] == pytest.approx(0.4 + 0.5, abs=0.05)


def test_what_is_like_nothing_scores_nothing() -> None:
    examples = list(enumerate(ALONE))

    assert scores(examples, "", NO_CONCEPTS).tolist() == [0.0] * len(ALONE)
    assert abs(scores(examples, "zzzzxxxx", NO_CONCEPTS)).max() < 0.2


def test_words_of_one_concept_are_alike_whatever_their_letters() -> None:
    examples = list(enumerate(ALONE))
    known = Concepts({"a bag": ["väska"], "to wash": ["tvätt", "smuts*"]})

    assert scores(examples, "smutsigt", known).argmax() == ALONE.index("tvatt")
    assert scores(examples, "smutsigt", known).max() > scores(examples, "smutsigt",
                                                              NO_CONCEPTS).max() + 0.3  # fmt: skip


@pytest.mark.parametrize(
    ("written", "known", "unknown"),
    [
        ("fall", "fall Fall", "fallit benfall"),
        ("fall*", "fall fallit", "benfall befallit"),
        ("*fall", "fall benfall", "fallit benfallet"),
        ("*fall*", "fall fallit benfall benfallet", "fal"),
        ("kväll*", "kväll kvällen KVÄLLAR", "ikväll"),
    ],
)
def test_a_concept_tells_where_in_a_word_it_stands(written: str, known: str, unknown: str) -> None:
    concepts = Concepts({"another": ["annat"], "this": [written]})

    def found(word: str) -> set[int]:
        return concepts.found(fold(word))[0]

    assert [found(word) for word in known.split()] == [{1} for _ in known.split()]
    assert [found(word) for word in unknown.split()] == [set() for _ in unknown.split()]


def shelf(tongue: str, **samples: str) -> Shelf:
    """A language of which just these examples are known."""
    sections = ("groups", "commands", "says", "intents", "time", "names", "choices", "concepts",
                "languages")  # fmt: skip
    file: dict[str, dict[str, str]] = {name: {} for name in sections}
    return Shelf(tongue, {**file, "samples": samples})


SWEDISH = shelf("sv", **dict(zip(ALONE, ALONE, strict=True)))
FINNISH = shelf("fi", **dict(zip(ALONE, reversed(ALONE), strict=True)))


def letters(texts: Sequence[str]) -> Vectors:
    """An encoder that knows letters alone."""
    counts = np.array([[text.count(c) for c in "abcdefghijklmnopqrstuvwxyzåäö"] for text in texts])
    return np.asarray(counts / np.maximum(1, np.linalg.norm(counts, axis=1))[:, None], np.float32)


def test_the_likeliest_comes_first_and_a_language_mixed_in_counts_less() -> None:
    ranking = Ranking({"sv": SWEDISH, "fi": FINNISH})
    alone = ranking.rank("brev", ["sv"])
    both = ranking.rank("brev", ["sv", "fi"])

    assert alone[0].label == "brev"
    assert [one.score for one in alone] == sorted((o.score for o in alone), reverse=True)
    assert [one.label for one in both[:2]] == ["brev", "xerxes"]
    assert both[1].score == pytest.approx(BESIDE * both[0].score, abs=0.01)


def test_without_an_encoder_nothing_is_near() -> None:
    ranking = Ranking({"sv": SWEDISH})
    ranking.encode()

    assert ranking.near("brev") is None


def test_with_an_encoder_nearness_tells_too_once_it_has_learnt() -> None:
    ranking = Ranking({"sv": SWEDISH, "fi": FINNISH}, letters)
    assert ranking.near("verb") is None
    ranking.encode()
    near = ranking.near("verb")

    assert near is not None
    assert len(near) == len(ranking.labels)
    nearest = {ranking.labels[i] for i in np.argsort(-near)[:2]}
    assert nearest == {"brev", "xerxes"}, "one in each language"
    (plain, *_), (told, *_) = ranking.rank("brev", ["sv"]), ranking.rank("brev", ["sv"], near)
    own = float(near[ranking.labels.index("brev")])
    assert told.label == "brev"
    assert told.score == pytest.approx(own + LIKENESS * plain.score, abs=0.01)


def test_of_two_who_ask_at_once_one_learns_and_both_are_answered() -> None:
    learnt: list[str] = []
    together = Barrier(2, timeout=0.2)

    def slowly(language: str, learn: Callable[[], Arrays]) -> Arrays:
        learnt.append(language)
        with suppress(BrokenBarrierError):
            together.wait()  # the other waits for what is learnt here, and never comes
        return learn()

    ranking = Ranking({"sv": SWEDISH}, keep=slowly)
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda text: ranking.rank(text, ["sv"])[0].label, ["brev", "golv"]))

    assert (found, learnt) == (["brev", "golv"], ["sv"])
