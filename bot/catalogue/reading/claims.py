"""Words that compare: what is told of a provider must be factual, and nobody can check a *best*.

Kommunallagen (2017:725) 8 kap. 18 § asks for information that is factual (*saklig*). A keeper is
warned; it is the municipality that decides what stands there.
"""

import re
from collections.abc import Iterator, Mapping

TEXTS = ("extras", "own_words", "review_reply")
"""What a provider says of itself."""
_COMPARES = re.compile(
    r"\b(bästa?|bättre än|nr\.? ?1|nummer ett|nummer 1|(?:marknads)?ledande|främsta?|störst[ae]?"
    r"|billigast|tryggast|duktigast|oslagbar[at]?|number one|no\. ?1|best|leading)\b",
    re.IGNORECASE,
)
WARNING = "jämför med andra. Informationen ska vara saklig: ändra orden, eller stå för dem."


def compares(text: str) -> str:
    """The first word with which a text compares; empty where it does not."""
    found = _COMPARES.search(text)
    return found[0] if found else ""


def claims(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The columns among `texts` (by column) that compare, and the word with which they do."""
    for column, text in texts.items():
        if column.startswith(TEXTS) and (word := compares(text)):
            yield column, word
