"""When what a message may mean is likely enough to be answered at once, or to be offered.

The thresholds stand here and nowhere else. They were chosen on our own examples, each language
split in two, and those of alarms on sentences beside them; `bench/understanding.py` and
`bench/unseen.py` print what they cost.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dialogs.understanding.tiers import Tier

SHOWN = 5
"""Meanings that are told of, at the most."""
DIRECT = 0.5
"""From this score on the likeliest meaning is answered at once, …"""
AHEAD = 0.15
"""… where it is so much ahead of the next."""
OUTSIDE = 0.4
"""From this score on a message may well be of something else, and nothing is answered at once."""
ALARM = 0.45
"""From this score on a safety tier is taken for true, …"""
ALARM_AHEAD = 0.02
"""… where it is so much ahead of all else that it may be."""
PERHAPS = 0.25
"""From this score on it is asked whether something serious has happened, …"""
PERHAPS_BEHIND = 0.15
"""… where it is at most so much behind the likeliest meaning."""
OFFERED = 0.25
"""From this score on a meaning is among the buttons."""


TELLS = ("needs", "for_relative", "find_name")
"""What is told, and no question: there is more in it than the meaning."""
ANSWER = "answer"
"""What answers a question of ours: it is no question of the person's own, and no alarm."""
WISHED = (
    "apply_now", "more_help", "interpreter", "home", "not_online", "change_provider", "complain",
    "ickeval", "thanks", "greeting",
)  # fmt: skip
"""What may be said as an answer as well as asked: at a question about it, it is an answer."""
TIERS = frozenset(map(str, Tier))
ASKED = frozenset(
    (*TIERS, ANSWER, "calm", "oos", "yes", "no", "dont_know",
     "restart", "stop_reminders", "delete", "cancel")
)  # fmt: skip
"""Never acted on by likeness alone: an answer, what is serious, and what is none of ours."""


class Ranked(NamedTuple):
    """A meaning, and how likely it is: above 1 for an example itself, about 0 for anything else."""

    label: str
    score: float


def decided(ranking: Sequence[Ranked]) -> str | None:
    """The meaning that is likely enough to be acted on at once; None where it must be asked."""
    label = likely(ranking)
    outside = any(one.label == "oos" and one.score >= OUTSIDE for one in ranking)
    return None if outside or label in ASKED else label


def likely(ranking: Sequence[Ranked]) -> str | None:
    """The likeliest meaning where it is as likely as one that is acted on, whatever it is."""
    return ranking[0].label if ranking and _ahead(ranking, DIRECT, AHEAD) else None


def alarming(ranking: Sequence[Ranked]) -> str | None:
    """The safety tier that is likely enough to go before all else."""
    return _tier(ranking, ALARM, ALARM_AHEAD)


def perhaps_alarming(ranking: Sequence[Ranked]) -> str | None:
    """The safety tier that is likely enough to be asked about, whatever else was meant."""
    return _tier(ranking, PERHAPS, -PERHAPS_BEHIND)


def _tier(ranking: Sequence[Ranked], least: float, ahead: float) -> str | None:
    best = next((one for one in ranking if one.label in TIERS), None)
    else_ = max((one.score for one in ranking if one.label not in TIERS), default=0.0)
    return best.label if best and best.score >= max(least, else_ + ahead) else None


def _ahead(ranking: Sequence[Ranked], least: float, ahead: float) -> bool:
    best, *rest = ranking
    return best.score >= least and best.score - (rest[0].score if rest else 0.0) >= ahead


def first(label: str, ranking: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """With a meaning that is known put first."""
    return (Ranked(label, 1.0), *(one for one in ranking if one.label != label))[:SHOWN]
