"""How well people are understood, language by language, and what it takes.

Each language's own examples are dealt in two: four fifths are learnt from, the rest are asked for.
The floor for time is one look with rapidfuzz over the same phrases. What the thresholds of
`dialogs.understanding.deciding` cost is counted on the fifth not learnt from; the examples
are chosen to be hard: what people write is met better (`docs/understanding.md`). With `--encoder`
the sentence encoder stands beside, where it is installed: its vectors are kept in var/, for to make
them takes minutes.
"""

import random
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz, process

from bot.languages.phrases import LOCALES, load_bank
from dialogs.understanding.bank import Bank
from dialogs.understanding.concepts import Concepts
from dialogs.understanding.deciding import OFFERED, SHOWN, TIERS, Ranked, decided
from dialogs.understanding.fold import fold
from dialogs.understanding.likeness import Likeness, Scores, learn
from dialogs.understanding.nearness import LIKENESS, Encode, Nearness
from dialogs.understanding.read import read
from dialogs.understanding.shelf import Shelf

SEED, PART = 7, 5
MILLISECONDS = 1.0
Example = tuple[str, str]


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def dealt(shelf: Shelf) -> tuple[list[Example], list[Example]]:
    """What is learnt from, and what is asked for."""
    examples = list(shelf.samples())
    random.Random(SEED).shuffle(examples)
    return examples[len(examples) // PART :], examples[: len(examples) // PART]


class Ranker:
    """The ranking as it ships, from these examples alone."""

    def __init__(self, shelf: Shelf, learnt: Sequence[Example], encode: Encode | None) -> None:
        self.labels = sorted({label for label, _ in learnt})
        number = {label: i for i, label in enumerate(self.labels)}
        folded = [(number[label], fold(text)) for label, text in learnt]
        concepts = Concepts(shelf.concepts())
        self._likeness = Likeness(learn(folded, concepts), len(self.labels), concepts)
        numbered = [(number[label], text) for label, text in learnt]
        self._nearness = Nearness(encode, numbered, len(self.labels)) if encode else None

    def rank(self, text: str) -> tuple[Ranked, ...]:
        scores: Scores = self._likeness.scores(fold(text))
        if self._nearness:
            scores = self._nearness.scores(text) + LIKENESS * scores
        order = np.argsort(-scores)[:SHOWN]
        return tuple(Ranked(self.labels[i], float(scores[i])) for i in order)


def shares(ranker: Ranker, asked: Sequence[Example]) -> str:
    """Top-1 and top-3 in per cent, and what the thresholds cost."""
    first = three = direct = wrong = buttons = outside = far = 0
    for label, text in asked:
        ranking = ranker.rank(text)
        labels = [one.label for one in ranking]
        acted = decided(ranking)
        if label in (*TIERS, "calm"):
            continue  # what goes before all else is judged in the tests
        if label == "oos":
            far += 1
            outside += acted is not None
            continue
        first += labels[0] == label
        three += label in labels[:3]
        direct += acted is not None
        wrong += acted not in (None, label)
        offered = [one.label for one in ranking[:3] if one.score >= OFFERED]
        buttons += acted is None and label in offered
    told = sum(label not in (*TIERS, "calm", "oos") for label, _ in asked)
    of = {"top-1": first, "top-3": three, "at once": direct, "among buttons": buttons}
    row = "  ".join(f"{name} {100 * n / told:3.0f} %" for name, n in of.items())
    return (f"{row}  wrong at once {100 * wrong / max(direct, 1):4.1f} %"
            f"  far answered {100 * outside / max(far, 1):4.1f} %")  # fmt: skip


def seconds(texts: Sequence[str], language: str) -> tuple[float, float]:
    """The median of a whole reading, and of the floor: one rapidfuzz look over the phrases."""
    bank = load_bank()
    known = [fold(text) for _, text in Shelf(language, _file(language)).samples()]
    ours, floor = [], []
    for text in texts:
        start = perf_counter()
        read(text, bank, language)
        ours.append(perf_counter() - start)
        start = perf_counter()
        process.extractOne(fold(text), known, scorer=fuzz.token_set_ratio)
        floor.append(perf_counter() - start)
    return statistics.median(ours), statistics.median(floor)


def _longest(bank: Bank) -> float:
    """Seconds for the slowest of some messages of 100 kB, each at its best of five."""
    texts = [(text * 100_000)[:100_000] for text in ("hemtjänsten inte kommit ", "ا", "9 ", "👍")]
    taken: dict[str, list[float]] = {text: [] for text in texts}
    for text in texts * 5:
        start = perf_counter()
        read(text, bank)
        taken[text].append(perf_counter() - start)
    return max(min(times) for times in taken.values())


def _file(language: str) -> dict[str, object]:
    import tomllib

    return tomllib.loads((LOCALES / language / "phrases.toml").read_text(encoding="utf-8"))


def encoder() -> Encode | None:
    """The sentence encoder, where it is installed."""
    from bot.languages.encoder import Encoder
    from bot.settings import WrongSetting

    try:
        return Encoder(Path("var/encoder.npz"))
    except WrongSetting:
        return None


def main() -> int:
    """Print a row or two a language; fail where a reading takes more than its millisecond."""
    bank, encode, slow = load_bank(), encoder() if "--encoder" in sys.argv else None, []
    bank.prepare()
    bank.learn()
    for language in bank.languages:
        shelf = Shelf(language, _file(language))
        learnt, asked = dealt(shelf)
        say(f"{language:4} {shares(Ranker(shelf, learnt, None), asked)}")
        if encode:
            say(f"     {shares(Ranker(shelf, learnt, encode), asked)}  with the encoder")
        ours, floor = seconds([text for _, text in asked[:300]], language)
        kept = bank.ranking.learn(language).nbytes / 1e6
        taken = f"{1000 * ours:.2f} ms, {ours / floor:.2f} × rapidfuzz over the phrases"
        say(f"     read in {taken}; {len(learnt) + len(asked)} examples, {kept:.1f} MB learnt")
        if 1000 * ours > MILLISECONDS:
            slow.append(language)
    say(f"a message of 100 kB: {1000 * _longest(bank):.1f} ms")
    if slow:
        say(f"slower than {MILLISECONDS} ms: {', '.join(slow)}")
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
