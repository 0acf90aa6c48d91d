"""Whether Swedish is plain enough: the rules for messages, checked on every sentence we say.

The limits are those of the project's own acceptance rules (LIX by Björnsson 1968: words per
sentence + the share of words longer than six letters).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from babel.messages.catalog import Message as CatalogueMessage

from bot.languages.locales import PATTERNS

MOST_WORDS = 45
LONGEST_SENTENCE = 15
MEAN_SENTENCE = 10
MOST_LIX = 30
MOST_LIX_OVER_ALL = 25
LONG_WORD = 13
"""At most one word of more letters than this in a sentence."""
BUTTON = 24

ENOUGH_WORDS = 12
"""Under this a message is too short for LIX to say anything: one long word decides it all."""

FORBIDDEN = {
    "abbreviation": r"\b(t\.ex|bl\.a|ca|osv|dvs|m\.m|kl|nr|tel|resp|inkl|SoL|LOV|LOU|OSL)\b\.?",
    "law number": r"\b\d{4}:\d+\b|§",
    "distance": r"\b(kunden|brukaren|brukare|den enskilde|vederbörande|insats(en|er)?)\b",
    "passive": r"\b(?:\w+eras|ställs|görs|utförs|beviljas|beslutas|kontaktas|sparas|visas|bokas"
               r"|ändras|lämnas|används|skickas|ges)\b",
    "italics or capitals": r"\b[A-ZÅÄÖ]{5,}\b",
    "more than one exclamation mark": r"!.*!",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """A text measured: `lix` counts line ends as sentence ends."""

    words: int
    sentences: int
    long: int
    longest: int

    @property
    def lix(self) -> float:
        """Björnsson's readability index: under 25 is very easy."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long / self.words


def measure(text: str) -> Measure:
    """Count words, sentences and long words; a gap in the text counts as one short word."""
    text = re.sub(r"\{\w+\}", "namn", text)
    text = re.sub(r"(\d)[.: \u00a0](\d)", r"\1\2", text)
    parts = [re.findall(r"[\w-]+", part) for part in re.split(r"[.!?:\n]+", text)]
    sentences = [words for words in parts if words]
    words = [word for sentence in sentences for word in sentence]
    return Measure(
        len(words),
        max(1, len(sentences)),
        sum(len(word) > 6 for word in words),
        max((len(sentence) for sentence in sentences), default=0),
    )


def problems(text: str, *, button: bool = False) -> list[str]:
    """What is wrong with one Swedish sentence or button; empty when it is plain."""
    found = [f"{why}: {text!r}" for why, what in FORBIDDEN.items() if re.search(what, text)]
    if button:
        shown = re.sub(r"\{\w+\}", "", text)
        return found + ([f"button over {BUTTON}: {text!r}"] if len(shown) > BUTTON else [])
    size = measure(text)
    if size.words > MOST_WORDS:
        found.append(f"{size.words} words: {text!r}")
    if size.longest > LONGEST_SENTENCE:
        found.append(f"a sentence of {size.longest} words: {text!r}")
    if size.words / size.sentences > MEAN_SENTENCE:
        found.append(f"sentences of {size.words / size.sentences:.0f} words: {text!r}")
    if size.words >= ENOUGH_WORDS and size.lix > MOST_LIX:
        found.append(f"LIX {size.lix:.0f}: {text!r}")
    for sentence in re.split(r"[.!?]", text):
        if sum(len(word) > LONG_WORD for word in re.findall(r"[^\W\d]+", sentence)) > 1:
            found.append(f"two very long words: {sentence.strip()!r}")
    if text.count("?") > 1 and not text.rstrip().endswith("?"):
        found.append(f"more than one question, and not last: {text!r}")
    return found


def lix_over_all(texts: list[str]) -> float:
    """The index of everything said, taken as one text."""
    return measure("\n".join(texts)).lix


def all_problems(catalogue: Iterable[CatalogueMessage]) -> list[str]:
    """What is wrong with any sentence that the code says."""
    found: list[str] = []
    said: list[str] = []
    for message in catalogue:
        if not message.id or message.context in PATTERNS:
            continue
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            found += problems(text, button=message.context is not None)
            if message.context is None:
                said.append(text)
    if (over_all := lix_over_all(said)) > MOST_LIX_OVER_ALL:
        found.append(f"LIX over all is {over_all:.0f}")
    return found
