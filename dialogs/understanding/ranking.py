"""What a message that is no known phrase may mean, the likeliest first."""

from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np

from dialogs.understanding.concepts import Concepts
from dialogs.understanding.deciding import ANSWER, SHOWN, Ranked
from dialogs.understanding.fold import fold
from dialogs.understanding.keeping import Arrays, Keep, anew
from dialogs.understanding.likeness import Learnt, Likeness, Scores, learn
from dialogs.understanding.nearness import LIKENESS, Encode, Nearness
from dialogs.understanding.shelf import Shelf

BESIDE = 0.9
"""What a score counts in a language that is only mixed in."""


class Ranking:
    """The examples of every language; what is learnt from them is made when first needed."""

    def __init__(
        self, shelves: Mapping[str, Shelf], encode: Encode | None = None, keep: Keep = anew
    ) -> None:
        """From every language's file, and the encoder where there is one."""
        self._shelves, self._keep = shelves, keep
        first = next(iter(shelves.values()))
        self.labels = tuple(dict.fromkeys((*(label for label, _ in first.samples()), ANSWER)))
        self._made: dict[str, Likeness] = {}
        self._encode = encode
        self._nearness: Nearness | None = None
        self._learning = Lock()

    def near(self, text: str) -> Scores | None:
        """What the encoder makes of a text; None where there is none, or it
        has not learnt yet. Takes long: some 15 ms."""
        return self._nearness.scores(text) if self._nearness else None

    def encode(self) -> None:
        """Learn what the encoder tells of the examples of all languages, where there is one."""
        if self._encode is not None:
            examples = [one for code in self._shelves for one in self._examples(code)]
            self._nearness = Nearness(self._encode, examples, len(self.labels))

    def rank(
        self, folded: str, tongues: Sequence[str], near: Scores | None = None
    ) -> tuple[Ranked, ...]:
        """The likeliest meanings of a folded text in these languages, the first of them first."""
        first, *others = tongues
        scores = self.learn(first).scores(folded)
        for other in others:
            scores = np.maximum(scores, BESIDE * self.learn(other).scores(folded))
        if near is not None:
            scores = near + LIKENESS * scores
        order = np.argsort(-scores)[:SHOWN]
        return tuple(Ranked(self.labels[i], round(float(scores[i]), 3)) for i in order)

    def learn(self, language: str) -> Likeness:
        """What the examples of a language tell; made once."""
        if language in self._made:
            return self._made[language]
        with self._learning:  # the one that comes second finds it made
            if language in self._made:
                return self._made[language]
            concepts = Concepts(self._shelves[language].concepts())

            def anew() -> Arrays:
                examples = [(label, fold(text)) for label, text in self._examples(language)]
                return learn(examples, concepts)._asdict()

            learnt = Learnt(**self._keep(language, anew))
            self._made[language] = Likeness(learnt, len(self.labels), concepts)
        return self._made[language]

    def _examples(self, language: str) -> list[tuple[int, str]]:
        number = {label: i for i, label in enumerate(self.labels)}
        shelf = self._shelves[language]
        answers = [(number[ANSWER], text) for text in shelf.answers()]
        return [*answers, *((number[label], text) for label, text in shelf.samples())]
