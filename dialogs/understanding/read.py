"""What a typed message is, whatever was asked and in whatever language.

In this order: personnummer are masked; danger and the other safety tiers, anywhere in the message;
commands; yes, no, don't know; what else people ask. What is not sure is nothing: None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from dialogs.understanding.bank import Bank, Sayings
from dialogs.understanding.fold import KEPT, clean, fold
from dialogs.understanding.mask import mask

SHORT = 9
"""Words in a message that may hold a command among other words."""
BRIEF = 6
"""Words in a message that may begin with yes or no and still be no more than that."""
LONG = 18
"""Words in a message that may hold a question we answer; in a longer one there is more to it."""
ALIKE = 90
"""Of 100, by rapidfuzz: so like a known question that it is that question."""


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


def read(text: str, bank: Bank) -> Understood:
    """Read any string; never raises. The same text always gives the same answer."""
    kept, masked = mask(clean(text[: 2 * KEPT]))
    kept = kept[:KEPT]
    folded = fold(kept)
    said = bank.words(folded)
    key = bank.frame.key(said) or folded
    command = _command(said, key, bank)
    says = None if command else _says(said, key, bank)
    return Understood(
        text=kept,
        folded=folded,
        tier=_tier(said, bank),
        command=command,
        says=says,
        intent=None if command or says else _intent(said, key, bank),
        language=_language(key, bank),
        masked=masked,
    )


def _tier(said: Sequence[str], bank: Bank) -> Tier | None:
    heard = list(said)
    for near_miss in bank.safety["not"].find(said):
        for i in range(near_miss.start, near_miss.end):
            heard[i] = ""
    for tier in _ORDER:
        if any(True for _ in bank.safety[tier].find(heard)):
            return tier
    return None


def _command(said: Sequence[str], key: str, bank: Bank) -> str | None:
    if command := _whole(said, key, bank.commands, bank):
        return command
    if len(said) > SHORT or key in bank.says.whole or key in bank.intents.whole:
        return None
    found = bank.commands.inside.find(said)
    meanings = {
        f.meaning
        for f in found
        if bank.frame.negations.isdisjoint((*said[: f.start], *said[f.end :]))
    }
    return meanings.pop() if len(meanings) == 1 else None


def _whole(said: Sequence[str], key: str, sayings: Sayings, bank: Bank) -> str | None:
    if meaning := sayings.whole.get(key):
        return meaning
    if said and said[0] in bank.begins:  # "nej, börja om"
        return sayings.whole.get(bank.frame.key(said[1:]))
    return None


def _says(said: Sequence[str], key: str, bank: Bank) -> str | None:
    if says := bank.says.whole.get(key):
        return says
    if not said or len(said) > BRIEF or key in bank.intents.whole:
        return None
    if inside := {found.meaning for found in bank.says.inside.find(said)}:
        return inside.pop() if len(inside) == 1 else None
    if (says := bank.begins.get(said[0])) is None:
        return None
    rest = bank.says.whole.get(bank.frame.key(said[1:]))
    if rest in (says, "dont_know"):
        return rest
    # "ja, men inte nu" is neither.
    return says if says == "no" or bank.frame.negations.isdisjoint(said) else None


def _intent(said: Sequence[str], key: str, bank: Bank) -> str | None:
    if intent := _whole(said, key, bank.intents, bank):
        return intent
    if not said or len(said) > LONG:
        return None
    meanings = {found.meaning for found in bank.intents.inside.find(said)}
    if meanings:
        return meanings.pop() if len(meanings) == 1 else None
    return _alike(key, bank)


def _alike(key: str, bank: Bank) -> str | None:
    best = process.extractOne(key, bank.intents.keys, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return bank.intents.whole[best[0]] if best else None


def _language(key: str, bank: Bank) -> str | None:
    code = bank.language_names.get(key)
    return code if code in bank.languages else None
