"""What goes before all else: danger and the other safety tiers, in every language."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import islice

from dialogs.understanding.patterns import Found, Lexicon
from dialogs.understanding.shelf import Shelf

ENOUGH = 32
"""Phrases that are looked at: a long message may hold hundreds."""


class Tier(StrEnum):
    """What goes before all else."""

    DANGER = "danger"
    NO_SHOW = "no_show"
    """Help has not come."""
    DESPAIR = "despair"
    """Despair, or violence."""
    DIED = "died"
    """Death, hospital, moved."""


ORDER = (Tier.DANGER, Tier.DESPAIR, Tier.NO_SHOW, Tier.DIED)
"""Whoever is both let down and in despair is met in the despair."""


class Alarm:
    """The words of alarm of one language."""

    def __init__(self, shelf: Shelf) -> None:
        """From its [safety]: the tiers, and the near misses in `not`."""
        self._tiers = Lexicon(shelf.pairs("safety", *ORDER))
        self._near_misses = Lexicon(shelf.pairs("safety", "not"))

    def near_misses(self, said: Sequence[str]) -> tuple[Found, ...]:
        """What sounds like an alarm in these words, and is none: "ramlade förra året"."""
        return tuple(self._near_misses.find(said))

    def find(
        self, said: Sequence[str], near_misses: Sequence[Found]
    ) -> dict[Tier, tuple[Found, ...]]:
        """What is found in these words, by tier, with the words of near misses left out."""
        heard = list(said)
        for near_miss in near_misses:
            for i in range(near_miss.start, near_miss.end):
                heard[i] = ""
        found: dict[Tier, tuple[Found, ...]] = {}
        for one in islice(self._tiers.find(heard), ENOUGH):
            tier = Tier(one.meaning)
            found[tier] = (*found.get(tier, ()), one)
        return found
