"""Where a conversation stands: the answers so far, in the order in which they were given.

The open question is never stored; it follows from what is empty (`dialogs.turn`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Value = str | tuple[str, ...]

VERSION = 1
KEPT = "kept"
"""The answer to a question whose real answer is stored apart, encrypted."""


@dataclass(frozen=True, slots=True)
class State:
    """Answers by question, the language, and how often in a row nothing was understood.

    `said` is a fingerprint of the last replies and `again` how often they have been the same, so
    that the same text is never said twice running. `asked` is the question that was put last and
    `shown` the values under it, in their order: what a number that is typed counts among, for a
    list may have changed since, or have been another than the question's own. `unknown` carries
    what a newer version wrote.
    """

    answers: Mapping[str, Value] = field(default_factory=dict)
    language: str = ""
    misses: int = 0
    said: str = ""
    again: int = 0
    asked: str = ""
    shown: tuple[str, ...] = ()
    unknown: Mapping[str, object] = field(default_factory=dict)

    def get(self, question: str) -> str:
        """The answer to a question as one word; empty where there is none."""
        value = self.answers.get(question, "")
        return value if isinstance(value, str) else ""

    def many(self, question: str) -> tuple[str, ...]:
        """The ticked answers of a question that takes several."""
        value = self.answers.get(question, ())
        return value if isinstance(value, tuple) else (value,)

    def answer(self, question: str, value: Value) -> "State":
        """With this answer, given last."""
        rest = {q: v for q, v in self.answers.items() if q != question}
        return replace(self, answers={**rest, question: value})

    def without(self, *questions: str) -> "State":
        """With these questions empty again."""
        return replace(self, answers={q: v for q, v in self.answers.items() if q not in questions})

    def speaking(self, language: str) -> "State":
        """In this language from now on."""
        return replace(self, language=language)

    def dump(self) -> dict[str, object]:
        """As JSON can hold it."""
        answers = {q: v if isinstance(v, str) else list(v) for q, v in self.answers.items()}
        own: dict[str, object] = {"v": VERSION, "answers": answers, "language": self.language}
        if self.misses:
            own["misses"] = self.misses
        if self.said:
            own["said"] = self.said
        if self.again:
            own["again"] = self.again
        if self.shown:
            own["asked"] = self.asked
            own["shown"] = list(self.shown)
        return {**self.unknown, **own}

    @classmethod
    def restore(cls, data: object) -> "State":
        """From what `dump` of any version gave; what makes no sense is left out. Never raises."""
        if not isinstance(data, dict):
            return cls()
        known = {"v", "answers", "language", "misses", "said", "again", "asked", "shown"}
        answers: dict[str, Value] = {}
        stored = data.get("answers")
        for question, value in stored.items() if isinstance(stored, dict) else ():
            if isinstance(value, str):
                answers[question] = value
            elif isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
                answers[question] = tuple(value)
        asked, shown = _word(data.get("asked")), _words(data.get("shown"))
        return cls(
            answers=answers,
            language=_word(data.get("language")),
            misses=_count(data.get("misses")),
            said=_word(data.get("said")),
            again=_count(data.get("again")),
            asked=asked if shown else "",
            shown=shown if asked else (),
            unknown={k: v for k, v in data.items() if k not in known},
        )


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
        return tuple(value)
    return ()


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 1000 else 0
