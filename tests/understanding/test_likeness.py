"""Likeness to examples, beside the same reckoned another way: all of the matrix, solved at once."""

from collections import Counter

import numpy as np
import pytest

from dialogs.understanding.concepts import PAIRS, Concepts
from dialogs.understanding.grams import COUNT, grams
from dialogs.understanding.likeness import (
    COMMON,
    CONCEPT,
    LONGEST,
    NEAREST,
    NEIGHBOURS,
    RIDGE,
    SHORTEST,
    Learnt,
    Likeness,
    Scores,
    learn,
)

EXAMPLES = [
    (0, "vad kostar hjalpen"), (0, "vad ar avgiften"), (0, "hur mycket pengar blir det"),
    (2, "hur lange vantar man"), (2, "nar borjar det"), (2, "ar det en lang ko"),
    (3, "jag vill klaga"), (3, "personalen ar otrevlig"), (3, "jag ar inte nojd"),
    (5, "kan jag byta"), (5, "en annan utforare"), (5, "byta hemtjanst"),
]  # fmt: skip
"""A dozen, and of two labels there are none."""
LABELS = 6
CONCEPTS = Concepts({"fee": ["kost*", "avgift*", "pengar"], "wait": ["vanta*", "ko", "lange"],
                     "change": ["byta", "annan"], "help": ["hjalp*", "hemtjanst"]})  # fmt: skip


def told(text: str) -> Scores:
    """Every row of letters, concept and pair, and what it counts."""
    row = np.zeros(COUNT + CONCEPTS.count + PAIRS)
    for gram, often in Counter(grams(text, SHORTEST, LONGEST).tolist()).items():
        row[gram] = 1 + np.log(often)
    concepts, pairs = CONCEPTS.found(text)
    row[[COUNT + one for one in concepts]] = CONCEPT
    row[[COUNT + CONCEPTS.count + one for one in pairs]] = NEIGHBOURS
    return row.astype(np.float32)


def expected(text: str) -> Scores:
    """By ridge regression on the cosines, and the nearest example of each label."""
    examples = sorted(EXAMPLES)
    labels = [label for label, _ in examples]
    rows = np.stack([told(one) for _, one in examples])
    spread = (rows > 0).sum(axis=0)
    rarity = np.log((1 + len(rows)) / (1 + spread)) + 1
    rarity[:COUNT][spread[:COUNT] > COMMON * len(rows)] = 0
    weighed = rows * rarity
    weighed /= np.linalg.norm(weighed, axis=1, keepdims=True)
    own = np.array([[one == label for label in range(LABELS)] for one in labels], float)
    trust = np.linalg.solve(weighed @ weighed.T + RIDGE * np.eye(len(rows)), own)
    message = told(text) * rarity
    alike = weighed @ message / (np.linalg.norm(message) or 1)
    nearest = [max((a for a, one in zip(alike, labels, strict=True) if one == label), default=0)
               for label in range(LABELS)]  # fmt: skip
    return np.asarray(alike @ trust + NEAREST * np.array(nearest), np.float32)


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    return learn(EXAMPLES[::-1], CONCEPTS)


@pytest.fixture(scope="module")
def likeness(learnt: Learnt) -> Likeness:
    return Likeness(learnt, LABELS, CONCEPTS)


@pytest.mark.parametrize(
    "text",
    ["vad kostar hjalpen", "kostar det pengar", "byta utforare", "hur lange ar det ko",
     "kan jag byta hjalp", "otrevlig otrevlig otrevlig", "jag vill byta till en annan",
     "avgiften vanta", "hej", ""],
)  # fmt: skip
def test_it_is_as_like_as_reckoned_another_way(likeness: Likeness, text: str) -> None:
    assert likeness.scores(text) == pytest.approx(expected(text), abs=0.004)


@pytest.mark.parametrize(("label", "text"), EXAMPLES)
def test_an_example_is_likest_to_its_own_label(likeness: Likeness, label: int, text: str) -> None:
    scores = likeness.scores(text)

    assert scores.argmax() == label
    assert scores[label] > 0.9


def test_what_is_like_nothing_has_no_score(likeness: Likeness) -> None:
    assert likeness.scores("zzz").tolist() == [0.0] * LABELS
    assert likeness.scores("").tolist() == [0.0] * LABELS


def test_what_is_learnt_is_small(learnt: Learnt, likeness: Likeness) -> None:
    assert learnt.known.tolist() == [0, 2, 3, 5]
    assert learnt.starts.tolist() == [0, 3, 6, 9]
    assert likeness.nbytes == sum(array.nbytes for array in learnt)
    assert len(learnt.example) == len(learnt.weight) == learnt.at[-1]
