"""What a typed message is, whatever was asked and in whatever language.

In this order: personnummer are masked; danger and the other safety tiers, anywhere in the message;
commands; yes, no, don't know; what else people ask. What is not sure is nothing: None.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from rapidfuzz import fuzz, process

from dialogs.understanding.bank import Bank, Meant, Sayings
from dialogs.understanding.fold import KEPT, clean, fold
from dialogs.understanding.mask import mask
from dialogs.understanding.patterns import Found

SHORT = 9
"""Words in a message that may hold a command among other words."""
BRIEF = 6
"""Words in a message that may begin with yes or no and still be no more than that."""
LONG = 18
"""Words in a message that may hold a question we answer; in a longer one there is more to it."""
ALIKE = 90
"""Of 100, by rapidfuzz: so like a known question that it is that question."""


ENOUGH = 8
"""Phrases of a tier that are looked at for the language: a long message may hold hundreds."""


class Tier(StrEnum):
    """What goes before all else."""

    DANGER = "danger"
    NO_SHOW = "no_show"
    """Help has not come."""
    DESPAIR = "despair"
    """Despair, or violence."""
    DIED = "died"
    """Death, hospital, moved."""


# Whoever is both let down and in despair is met in the despair.
_ORDER = (Tier.DANGER, Tier.DESPAIR, Tier.NO_SHOW, Tier.DIED)


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as it may be kept (`text`: masked, cut) and what it was understood to be."""

    text: str
    folded: str
    tier: Tier | None = None
    command: str | None = None
    says: str | None = None
    """`yes`, `no` or `dont_know`."""
    intent: str | None = None
    language: str | None = None
    """A language that ships, when it is all that was said."""
    masked: bool = False
    tongue: str | None = None
    """The language of what made it a tier, else a command, else an answer or a question."""


_ARABIC = re.compile("[\u0620-\u06d3]")


def read(text: str, bank: Bank) -> Understood:
    """Read any string; never raises. The same text always gives the same answer."""
    kept, masked = mask(clean(text[: 2 * KEPT]))
    kept = kept[:KEPT]
    folded = fold(kept)
    said = bank.words(folded)
    key = bank.frame.key(said) or folded
    tier, tongue = _tier(said, kept, bank)
    command = _command(said, key, bank)
    says = None if command else _says(said, key, bank)
    intent = None if command or says else _intent(said, key, bank)
    meant = command or says or intent
    return Understood(
        text=kept,
        folded=folded,
        tier=tier,
        command=command.meaning if command else None,
        says=says.meaning if says else None,
        intent=intent.meaning if intent else None,
        language=_language(key, bank),
        masked=masked,
        tongue=tongue or (meant.tongue if meant else None),
    )


def _tier(said: Sequence[str], text: str, bank: Bank) -> tuple[Tier | None, str | None]:
    heard = list(said)
    for near_miss in bank.safety["not"].find(said):
        for i in range(near_miss.start, near_miss.end):
            heard[i] = ""
    for tier in _ORDER:
        if found := tuple(islice(bank.safety[tier].find(heard), ENOUGH)):
            return tier, _tongue(found, text)
    return None, None


def _tongue(found: Sequence[Found], text: str) -> str:
    """Of several languages the one that is written so, then the one that says most."""
    arabic = bool(_ARABIC.search(text))
    return max(found, key=lambda f: ((f.tongue == "ar") is arabic, f.length)).tongue


def _one(found: Iterable[Found]) -> Meant | None:
    """What they all mean; None where they mean different things."""
    meant = {f.meaning: Meant(f.meaning, f.tongue) for f in found}
    return next(iter(meant.values())) if len(meant) == 1 else None


def _command(said: Sequence[str], key: str, bank: Bank) -> Meant | None:
    if command := _whole(said, key, bank.commands, bank):
        return command
    if len(said) > SHORT or key in bank.says.whole or key in bank.intents.whole:
        return None
    return _one(
        f
        for f in bank.commands.inside.find(said)
        if bank.frame.negations.isdisjoint((*said[: f.start], *said[f.end :]))
    )


def _whole(said: Sequence[str], key: str, sayings: Sayings, bank: Bank) -> Meant | None:
    if meaning := sayings.whole.get(key):
        return meaning
    if said and said[0] in bank.begins:  # "nej, börja om"
        return sayings.whole.get(bank.frame.key(said[1:]))
    return None


def _says(said: Sequence[str], key: str, bank: Bank) -> Meant | None:
    if whole := bank.says.whole.get(key):
        return whole
    if not said or len(said) > BRIEF or key in bank.intents.whole:
        return None
    if inside := tuple(bank.says.inside.find(said)):
        return _one(inside)
    if (says := bank.begins.get(said[0])) is None:
        return None
    rest = bank.says.whole.get(bank.frame.key(said[1:]))
    if rest and rest.meaning in (says, "dont_know"):
        return rest
    # "ja, men inte nu" is neither, and "ja fast fel tid" is no yes.
    if says == "yes" and any(True for _ in bank.doubts.find(said)):
        return None
    plain = bank.says.whole.get(said[0])
    return Meant(says, plain.tongue if plain else bank.languages[0])


def _intent(said: Sequence[str], key: str, bank: Bank) -> Meant | None:
    if intent := _whole(said, key, bank.intents, bank):
        return intent
    if not said or len(said) > LONG:
        return None
    if inside := tuple(bank.intents.inside.find(said)):
        return _one(inside)
    return _alike(key, bank)


def _alike(key: str, bank: Bank) -> Meant | None:
    best = process.extractOne(key, bank.intents.keys, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return bank.intents.whole[best[0]] if best else None


def _language(key: str, bank: Bank) -> str | None:
    code = bank.language_names.get(key)
    return code if code in bank.languages else None
