"""What was typed as an answer to the open question: one of its choices, or a person's name."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import fold, words
from dialogs.understanding.moments import day_and_hour, few, speaks_of_time, when
from dialogs.understanding.numbers import as_dialled, phone, year
from dialogs.understanding.patterns import Found, Lexicon
from dialogs.understanding.places import Perhaps, Sure, named, place
from dialogs.understanding.read import Understood
from dialogs.understanding.speech import Speech

__all__ = [
    "Perhaps",
    "Sure",
    "as_dialled",
    "day_and_hour",
    "few",
    "mentioned",
    "name",
    "named",
    "phone",
    "pick",
    "place",
    "speaks_of_time",
    "when",
    "year",
]

ALIKE = 85
"""Of 100: so like a label that it is that label."""
SHORT = 4
"""Letters; of a label, one longer word at least must be said."""
LONGEST_NAME = 60
MOST_NAMES = 5
COMMITS = frozenset({"yes", "wish", "book", "delete", "cancel"})
"""Values that do something: a message with a "no", "but" or "wrong" in it never means them."""
REACH = 4
"""Words between a negation and what it denies, at the most."""
LAST = 1
"""So many may follow a "not" that denies what stands before it: "kvällar vill jag inte ha"."""

_EMPTY = Lexicon(())

Option = tuple[str, str]
"""A value, and the label by which the person sees it."""


def pick(
    said: Understood,
    question: str,
    options: Sequence[Option],
    bank: Bank,
    *,
    several: bool = False,
    counted: bool = True,
) -> tuple[str, ...]:
    """The value meant, or with `several` all that are named; nothing where it is not sure.

    A number, the label, words known for the value in any language, yes and no and don't know.
    What is known for this question but not among the options is none of them. A number means
    nothing where the options are not `counted`, for they are not those on the screen.
    """
    speech = bank.speech(said.tongues)
    heard = speech.words(said.folded)
    key = speech.frame.key(heard) or said.folded
    if said.masked:
        return ()
    labels = [(value, " ".join(words(fold(label)))) for value, label in options]
    exact = [value for value, label in labels if label and label in (key, " ".join(heard))]
    if len(exact) == 1:
        return (exact[0],)
    lexicon = speech.choices.get(question, _EMPTY)
    # "ändra" and "andra" look alike, and are no number where they are words for a value.
    worded = said.says is None and all(f.length < len(heard) for f in lexicon.find(heard))
    if counted and (numbered := _numbers(heard, options, speech, several, worded)):
        return numbered
    doubts = tuple(speech.doubts.find(heard))
    found = _found(heard, lexicon, labels, speech, doubts, several)
    if several and found:
        meant = {f.meaning for f in found}
        return tuple(value for value, _ in labels if value in meant)
    longest = {f.meaning for f in found if f.length == max(g.length for g in found)}
    if longest.difference(value for value, _ in labels):
        return ()
    if len(longest) == 1:
        value = _unless_denied(longest.pop(), found, doubts, lexicon)
        return value or _said(said, key, lexicon, labels, speech)
    # "jag har inte djur hemma" is nearly "jag har djur hemma".
    noes = speech.frame.negations
    same = [(v, row) for v, row in labels if noes.isdisjoint(row.split()) is noes.isdisjoint(heard)]
    if like := _like(key, same):
        return _unless_denied(like, (), doubts, lexicon)
    return _said(said, key, lexicon, labels, speech)


def mentioned(said: Understood, question: str, bank: Bank) -> tuple[str, ...]:
    """The values of a question that a message speaks of, whatever was asked; none it denies."""
    speech = bank.speech(said.tongues)
    heard = speech.words(said.folded)
    lexicon = speech.choices.get(question, _EMPTY)
    doubts = tuple(speech.doubts.find(heard))
    found = _found(heard, lexicon, (), speech, doubts, several=True)
    return tuple(dict.fromkeys(f.meaning for f in found))


def _numbers(
    heard: Sequence[str], options: Sequence[Option], speech: Speech, several: bool, worded: bool
) -> tuple[str, ...]:
    picked: list[str] = []
    for word in heard:
        number = int(word) if word.isdecimal() and len(word) < 4 else None
        if number is None and worded:
            number = speech.numbers.get(word)
        if number is not None and 1 <= number <= len(options):
            picked.append(options[number - 1][0])
        elif number is not None or word not in speech.ordinary:
            return ()
    return tuple(dict.fromkeys(picked)) if several or len(set(picked)) == 1 else ()


def _found(
    heard: Sequence[str],
    lexicon: Lexicon,
    labels: Sequence[Option],
    speech: Speech,
    doubts: Sequence[Found],
    several: bool,
) -> list[Found]:
    """The question's phrases, also of values that are not offered, and labels that stand whole."""
    found = list(lexicon.find(heard))
    for value, label in labels:
        row = label.split()
        # "nej, jag väntar på beslut" is more than the label "Nej".
        if row and label not in speech.says.whole:
            starts = range(len(heard) - len(row) + 1)
            at = next((i for i in starts if list(heard[i : i + len(row)]) == row), None)
            if at is not None:
                found.append(Found(value, at, at + len(row)))
    clauses = [0, *(d.end for d in doubts if d.meaning == "but"), len(heard)]
    noes = [d for d in doubts if d.meaning != "but"]
    if not several:  # "not me, my mother": the first thing said after a "not" is what it denies
        clauses += [min((f.end for f in found if f.start >= no.end), default=0) for no in noes]
    return [f for f in found if not _denied(f, found, noes, sorted(clauses), several)]


def _denied(
    found: Found,
    every: Sequence[Found],
    noes: Sequence[Found],
    clauses: Sequence[int],
    several: bool,
) -> bool:
    """Whether its own part of the message denies it: "inte på kvällen", "djur har jag inte"."""
    if own := [no for no in noes if found.holds(no)]:
        # "jag har inget beslut" is "inget beslut", though "har .. beslut" goes round it.
        within = [f for f in every if found.start < f.start and f.end == found.end]
        return any(f.holds(no) and f.meaning != found.meaning for f in within for no in own)
    begins = max(at for at in clauses if at <= found.start)
    ends = min(at for at in clauses if at >= found.end)
    for no in noes:
        if max(begins, found.start - REACH) <= no.start and no.end <= found.start:
            return True
        last = 0 <= ends - no.end <= LAST and not any(no.end <= f.start < ends for f in every)
        if several and last and found.end <= no.start < found.end + REACH:
            return True
    return False


def _unless_denied(
    value: str, found: Sequence[Found], doubts: Sequence[Found], lexicon: Lexicon
) -> tuple[str, ...]:
    """The value, unless the message takes it back outside the words that mean it."""
    against = doubts if value in COMMITS else [d for d in doubts if d.meaning != "but"]
    if value in lexicon.meanings and value not in COMMITS:
        against = []
    own = [f for f in found if f.meaning == value]
    return (value,) if all(any(f.holds(d) for f in own) for d in against) else ()


def _said(
    said: Understood, key: str, lexicon: Lexicon, labels: Sequence[Option], speech: Speech
) -> tuple[str, ...]:
    """By yes, no or don't know: one is a value, or the plain word means one here."""
    if not said.says:
        return ()
    plainly = speech.plainly.get(said.says, ()) if key in speech.says.whole else ()
    plain = {f.meaning for row in plainly for f in lexicon.find(row)}
    for meant in (said.says, *(plain if len(plain) == 1 else ())):
        if any(meant == value for value, _ in labels):
            return (meant,)
    return ()


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
    return [word for word in text.split() if word.isdecimal()]


def name(said: Understood, bank: Bank) -> str | None:
    """A person's name as it was written, without "jag heter" and the like; None if it is no name.

    Letters of any script, spaces, hyphens, apostrophes and dots, at most sixty.
    """
    if said.masked or said.tier or said.command or said.says or said.intent or said.language:
        return None
    speech = bank.speech(said.tongues)
    parts = said.text.split()
    if tuple(words(said.folded)) in speech.name_lead:
        return None  # "jag heter"
    while cut := _cut(parts, speech):
        parts = cut
    if len(parts) > 3 and parts == said.text.split() and said.likely not in (None, "find_name"):
        return None  # a question, and nobody said "jag heter"
    if any(d.meaning != "but" for d in speech.doubts.find(speech.words(said.folded))):
        return None  # "vill inte säga"
    written = " ".join(parts).strip(" .,!;:")
    letters = all(c.isalpha() or c in " -'." or not c.isascii() for c in written)
    wrong = any(map(str.isdecimal, written)) or not any(map(str.isalpha, written))
    if not letters or wrong or len(written) > LONGEST_NAME or len(parts) > MOST_NAMES:
        return None
    return written


def _cut(parts: Sequence[str], speech: Speech) -> list[str] | None:
    """Without one row of words before or after the name, if that leaves something."""
    spoken = ["".join(words(fold(part))) for part in parts]
    for row in speech.name_lead:
        if len(row) < len(parts) and tuple(spoken[: len(row)]) == row:
            return list(parts[len(row) :])
    for row in speech.name_trail:
        if len(row) < len(parts) and tuple(spoken[-len(row) :]) == row:
            return list(parts[: -len(row)])
    return None
