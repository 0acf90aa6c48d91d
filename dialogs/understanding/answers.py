"""What was typed as an answer to the open question: one of its choices, or a person's name."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import fold, words
from dialogs.understanding.moments import when
from dialogs.understanding.numbers import as_dialled, phone, year
from dialogs.understanding.places import Perhaps, Sure, named, place
from dialogs.understanding.read import Understood

__all__ = [
    "Perhaps",
    "Sure",
    "as_dialled",
    "name",
    "named",
    "phone",
    "pick",
    "place",
    "when",
    "year",
]

ALIKE = 85
"""Of 100: so like a label that it is that label."""
SHORT = 4
"""Letters; of a label, one longer word at least must be said."""
LONGEST_NAME = 60

Option = tuple[str, str]
"""A value, and the label by which the person sees it."""


def pick(
    said: Understood,
    question: str,
    options: Sequence[Option],
    bank: Bank,
    *,
    several: bool = False,
) -> tuple[str, ...]:
    """The value meant, or with `several` all that are named; nothing where it is not sure.

    A number, the label, words known for the value in any language, yes and no and don't know.
    """
    heard = bank.words(said.folded)
    key = bank.frame.key(heard)
    if not heard or said.masked:
        return ()
    labels = [(value, " ".join(words(fold(label)))) for value, label in options]
    exact = [value for value, label in labels if label and label in (key, " ".join(heard))]
    if len(exact) == 1:
        return (exact[0],)
    if numbered := _numbers(heard, options, bank, several, said.says is None):
        return numbered
    if spoken := _spoken(heard, question, labels, bank, several):
        return spoken
    if like := _like(key, labels):
        return (like,)
    if any(said.says == value for value, _ in options) and said.says:
        return (said.says,)
    return ()


def _numbers(
    heard: Sequence[str], options: Sequence[Option], bank: Bank, several: bool, worded: bool
) -> tuple[str, ...]:
    picked: list[str] = []
    for word in heard:
        number = int(word) if word.isdigit() and len(word) < 4 else None
        if number is None and worded:
            number = bank.numbers.get(word)
        if number is not None and 1 <= number <= len(options):
            picked.append(options[number - 1][0])
        elif number is not None or word not in bank.ordinary:
            return ()
    return tuple(dict.fromkeys(picked)) if several or len(set(picked)) == 1 else ()


def _spoken(
    heard: Sequence[str],
    question: str,
    labels: Sequence[Option],
    bank: Bank,
    several: bool,
) -> tuple[str, ...]:
    """By the words of the bank, and by a label that stands whole in the message."""
    values = {value for value, _ in labels}
    spans: dict[str, int] = {}
    lexicon = bank.choices.get(question)
    for found in lexicon.find(heard) if lexicon else ():
        denied = bank.frame.negations.intersection(heard[max(found.start - 2, 0) : found.start])
        if found.meaning in values and not denied:
            length = found.end - found.start
            spans[found.meaning] = max(length, spans.get(found.meaning, 0))
    text = f" {' '.join(heard)} "
    for value, label in labels:
        # "nej, jag väntar på beslut" is more than the label "Nej".
        if label and f" {label} " in text and label not in bank.says.whole:
            spans[value] = max(len(label.split()), spans.get(value, 0))
    if several:
        return tuple(value for value, _ in labels if value in spans)
    longest = [v for v, length in spans.items() if length == max(spans.values())]
    return tuple(longest) if len(longest) == 1 else ()


def _like(key: str, labels: Sequence[Option]) -> str | None:
    """A label with slips of the pen, or a part of one that is in no other.

    A figure is no slip: 11.00 is not 10.00.
    """
    figures = _figures(key)
    scores = sorted(
        ((fuzz.ratio(key, label), value) for value, label in labels if _figures(label) == figures),
        reverse=True,
    )
    if scores and scores[0][0] >= ALIKE and (len(scores) == 1 or scores[1][0] < scores[0][0]):
        return scores[0][1]
    part = set(key.split())
    if max(map(len, part), default=0) < SHORT:
        return None
    within = [value for value, label in labels if part <= set(label.split())]
    return within[0] if len(within) == 1 else None


def _figures(text: str) -> list[str]:
    return [word for word in text.split() if word.isdigit()]


def name(said: Understood, bank: Bank) -> str | None:
    """A person's name as it was written, without "jag heter" and the like; None if it is no name.

    Letters of any script, spaces, hyphens, apostrophes and dots, at most sixty.
    """
    if said.masked or said.tier or said.command or said.says or said.intent or said.language:
        return None
    parts = said.text.split()
    while cut := _cut(parts, bank):
        parts = cut
    written = " ".join(parts).strip(" .,!;:")
    plain = written.replace("’", "'")
    letters = all(c.isalpha() or c in " -'.\u200c" or not c.isascii() for c in plain)
    wrong = any(c.isdigit() or c in "[]<>{}@/\\_" for c in plain) or not any(
        map(str.isalpha, plain)
    )
    if not letters or wrong or not 1 <= len(written) <= LONGEST_NAME or len(parts) > 6:
        return None
    return written


def _cut(parts: Sequence[str], bank: Bank) -> list[str] | None:
    """Without one row of words before or after the name, if that leaves something."""
    spoken = ["".join(words(fold(part))) for part in parts]
    for row in bank.name_lead:
        if len(row) < len(parts) and tuple(spoken[: len(row)]) == row:
            return list(parts[len(row) :])
    for row in bank.name_trail:
        if len(row) < len(parts) and tuple(spoken[-len(row) :]) == row:
            return list(parts[: -len(row)])
    return None
