"""What a typed message is, whatever was asked and in whatever language.

In this order: personnummer are masked; danger and the other safety tiers, anywhere in the message;
commands; yes, no, don't know; what else people ask, by a known phrase and then by likeness. What is
not sure is nothing: None.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from dialogs.understanding.bank import Bank, Written
from dialogs.understanding.deciding import (
    ANSWER,
    Ranked,
    alarming,
    decided,
    first,
    likely,
    perhaps_alarming,
)
from dialogs.understanding.fold import KEPT, clean, fold, words
from dialogs.understanding.mask import MASK, mask
from dialogs.understanding.patterns import Found
from dialogs.understanding.speech import Meant, Sayings, Speech
from dialogs.understanding.tiers import ORDER, Tier

if TYPE_CHECKING:
    from dialogs.understanding.likeness import Scores

SHORT = 9
"""Words in a message that may hold a command among other words."""
BRIEF = 6
"""Words in a message that may begin with yes or no and still be no more than that."""
LONG = 18
"""Words in a message that may hold a question we answer; in a longer one there is more to it."""
CERTAIN = 1.2
"""A score that says enough in fewer words: as good as an example itself."""
FEW = 3
"""Words in a message that may be an alarm by likeness: "last week" alone is like many."""
DENIED = frozenset(
    ("back", "book", "move", "earlier", "cancel", "show_all", "share", "read", "my_data", "help",
     "language", "start_reminders", "code")
)  # fmt: skip
"""Commands that a word such as "inte" turns round, where only likeness speaks for them."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as it may be kept (`text`: masked, cut) and what it was understood to be."""

    text: str
    folded: str
    tier: Tier | None = None
    perhaps: Tier | None = None
    """What it may be of these, and is not surely."""
    command: str | None = None
    says: str | None = None
    """`yes`, `no` or `dont_know`."""
    intent: str | None = None
    likely: str | None = None
    """What it is by likeness alone, where that is enough to act on: a command or a question."""
    language: str | None = None
    """A language that ships, when it is all that was said."""
    masked: bool = False
    tongue: str | None = None
    """The language of what made it a tier, else a command, else an answer or a question."""
    tongues: tuple[str, ...] = ()
    """The languages it was read in, the likeliest first."""
    noticed: str | None = None
    """The language it is surely written in."""
    ranking: tuple[Ranked, ...] = ()
    """What it may mean, the likeliest first."""
    near: "Scores | None" = field(default=None, repr=False, compare=False)
    """What the encoder made of it, where there is one."""


_MASK = fold(MASK)


def read(text: str, bank: Bank, language: str = "") -> Understood:
    """Read any string; never raises. The same arguments always give the same answer.

    `language` is the one that is spoken in the conversation, where it is known.
    """
    kept, masked = mask(clean(text[: 2 * KEPT]))
    kept = kept[:KEPT]
    near = bank.ranking.near(kept)
    return _meant(Understood(kept, fold(kept), masked=masked, near=near), bank, language)


def heard(said: Understood, bank: Bank, language: str) -> Understood:
    """The same message, where this turns out to be the language of the conversation."""
    if said.tongues == bank.written(said.text.replace(MASK, " "), language).tongues:
        return said
    return _meant(said, bank, language)


def _meant(said: Understood, bank: Bank, language: str) -> Understood:
    written = bank.written(said.text.replace(MASK, " "), language)
    speech = bank.speech(written.tongues)
    heard = speech.words(said.folded)
    key = speech.frame.key(heard) or said.folded
    # A language that is sure is enough: its examples have words of Swedish in them.
    ranking = bank.ranking.rank(
        said.folded.replace(_MASK, " "), written.tongues[: 1 if written.noticed else 2], said.near
    )
    alarm = _alarm(said, heard, written, ranking, bank)
    command = _command(heard, key, speech)
    says = None if command else _says(heard, key, speech, ranking)
    intent = None if command or says else _intent(heard, key, speech)
    known = command or says or intent
    by_likeness = None if known else decided(ranking)
    return replace(
        said,
        tier=alarm.tier,
        perhaps=alarm.perhaps,
        command=command.meaning if command else None,
        says=says.meaning if says else None,
        intent=intent.meaning if intent else None,
        likely=None if by_likeness in DENIED and _denies(heard, speech) else by_likeness,
        language=_language(key, bank),
        tongue=alarm.tongue or (known.tongue if known else None),
        tongues=written.tongues,
        noticed=written.noticed,
        ranking=first(known.meaning, ranking) if known else ranking,
    )


class _Alarm(NamedTuple):
    tier: Tier | None = None
    tongue: str | None = None
    perhaps: Tier | None = None


def _alarm(
    said: Understood,
    heard: Sequence[str],
    written: Written,
    ranking: Sequence[Ranked],
    bank: Bank,
) -> _Alarm:
    """The first tier that any language hears, and the language that says most of it.

    Where none does, likeness to what people cry out may, of the words that are in no near miss.
    """
    plain = words(said.folded)
    found: dict[Tier, list[Found]] = {}
    left = list(heard)
    for code in written.perhaps:
        alarm, said_so = bank.alarm(code), heard if code in written.tongues else plain
        near_misses = alarm.near_misses(said_so)
        for near_miss in near_misses if code in written.tongues else ():
            left[near_miss.start : near_miss.end] = [""] * near_miss.length
        for tier, of_tier in alarm.find(said_so, near_misses).items():
            found.setdefault(tier, []).extend(of_tier)
    place = {code: -i for i, code in enumerate(written.tongues)}
    for tier in ORDER:
        if tier in found:
            best = max(found[tier], key=lambda f: (place.get(f.tongue, -len(place)), f.length))
            return _Alarm(tier, best.tongue)
    left = [word for word in left if word and not word.isdecimal()]  # a code is no cry
    if len(left) < FEW and (len(left) < len(plain) or not ranking or ranking[0].score < CERTAIN):
        return _Alarm()
    if len(left) < len(plain):
        ranking = bank.ranking.rank(" ".join(left), written.tongues[:1])
    if len(plain) > SHORT:  # an answer is short: a long tale of home and family is none
        ranking = [one for one in ranking if one.label != ANSWER]
    if alike := alarming(ranking):
        return _Alarm(Tier(alike), written.tongues[0])
    perhaps = perhaps_alarming(ranking)
    return _Alarm(perhaps=Tier(perhaps) if perhaps else None)


def _one(found: Iterable[Found]) -> Meant | None:
    """What they all mean; None where they mean different things."""
    meant = {f.meaning: Meant(f.meaning, f.tongue) for f in found}
    return next(iter(meant.values())) if len(meant) == 1 else None


def _command(said: Sequence[str], key: str, speech: Speech) -> Meant | None:
    if command := _whole(said, key, speech.commands, speech):
        return command
    if len(said) > SHORT or key in speech.says.whole or key in speech.intents.whole:
        return None
    return _one(
        f
        for f in speech.commands.inside.find(said)
        if speech.frame.negations.isdisjoint((*said[: f.start], *said[f.end :]))
    )


def _whole(said: Sequence[str], key: str, sayings: Sayings, speech: Speech) -> Meant | None:
    # Where several languages are mixed, the frame of one may take a word of the other's phrase.
    if meaning := sayings.whole.get(key) or sayings.whole.get(" ".join(said)):
        return meaning
    if said and said[0] in speech.begins and said[0] not in speech.frame.negations:
        # "nej, börja om"; but "no quiero anular" denies
        return sayings.whole.get(speech.frame.key(said[1:]))
    return None


def _says(said: Sequence[str], key: str, speech: Speech, ranking: Sequence[Ranked]) -> Meant | None:
    if whole := speech.says.whole.get(key):
        return whole
    if not said or key in speech.intents.whole:
        return None
    if len(said) > BRIEF and likely(ranking) != speech.begins.get(said[0]):
        return None
    if inside := tuple(speech.says.inside.find(said)):
        return _one(inside)
    if (says := speech.begins.get(said[0])) is None:
        return None
    rest = speech.says.whole.get(speech.frame.key(said[1:]))
    if rest and rest.meaning in (says, "dont_know"):
        return rest
    if likely(ranking) not in (None, "yes", "no"):  # "no entiendo", "nie wiem gdzie kliknąć"
        return None
    # "ja, men inte nu" is neither, and "ja fast fel tid" is no yes.
    if says == "yes" and any(True for _ in speech.doubts.find(said)):
        return None
    plain = speech.says.whole.get(said[0])
    return Meant(says, plain.tongue if plain else speech.languages[0])


def _intent(said: Sequence[str], key: str, speech: Speech) -> Meant | None:
    if intent := _whole(said, key, speech.intents, speech):
        return intent
    if not said or len(said) > LONG:
        return None
    return _one(speech.intents.inside.find(said))


def _denies(heard: Sequence[str], speech: Speech) -> bool:
    return not speech.frame.negations.isdisjoint(heard)


def _language(key: str, bank: Bank) -> str | None:
    code = bank.language_names.get(key)
    return code if code in bank.languages else None
