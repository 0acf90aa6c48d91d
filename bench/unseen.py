"""How sentences are understood that nobody who wrote the phrases had seen: `bench/unseen.jsonl`.

1 680 of them in thirteen languages, written from the meanings' descriptions alone and looked at
once, on 23 November 2026, after all thresholds were set; the table of that day is in
`docs/understanding.md`. Whoever has looked at them since tunes to them: a new set tells more.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.languages.phrases import load_bank
from dialogs.understanding.bank import Bank
from dialogs.understanding.deciding import OFFERED, TIERS
from dialogs.understanding.read import Understood, read

FILE = Path(__file__).with_name("unseen.jsonl")
ANSWERS = Path(__file__).with_name("answers.jsonl")
"""What people answer to our questions, in fifteen languages: none of it should alarm anybody."""
EVERYDAY = Path(__file__).with_name("everyday.jsonl")
"""What Swedes may say of their everyday, as an answer or beside it: neither should any of this."""
SAME = (
    {"complain", "no_show"}, {"move", "earlier"},
    {"my_data", "privacy"}, {"how_apply", "apply_now"},
)  # fmt: skip
"""Where a reader could say either."""


def counted(said: Understood, want: str) -> Iterator[str]:
    """What one sentence counts as."""
    acted = said.command or said.says or said.intent or said.likely
    labels = [one.label for one in said.ranking if one.label != "answer"]
    if want in TIERS:
        yield "alarms"
        yield from ["heard"] * bool(said.tier)
        yield from ["asked about"] * bool(said.perhaps)
        return
    if want == "calm":
        yield "near"
        yield from ["near alarms"] * bool(said.tier)
        return
    yield "calm"
    yield from ["false alarms"] * bool(said.tier)
    yield from ["asked for nothing"] * bool(said.perhaps)
    if want == "oos":
        yield "far"
        yield from ["far answered"] * bool(acted or said.tier)
        return
    yield "asked"
    yield from ["first"] * (labels[:1] == [want])
    yield from ["in three"] * (want in labels[:3])
    if acted:
        yield "at once"
        yield from ["wrong"] * (acted != want and not any({acted, want} <= two for two in SAME))
    elif want in [one.label for one in said.ranking[:3] if one.score >= OFFERED]:
        yield "buttons"


def alarmed(bank: Bank, file: Path) -> str:
    """How many plain sentences are taken for an alarm, and how many are asked about."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    heard = [read(row["text"], bank, row["lang"]) for row in rows]
    tiers, asked = sum(bool(said.tier) for said in heard), sum(bool(said.perhaps) for said in heard)
    return f"{file.stem}: of {len(heard)} {tiers} raise an alarm, {asked} are asked about\n"


def main() -> None:
    """Print a row a language, and what becomes of plain answers."""
    bank, told = load_bank(), defaultdict[str, Counter[str]](Counter)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said = read(row["text"], bank, row["lang"])
        for language in (row["lang"], "all"):
            told[language].update(counted(said, row["intent"]))
    out = sys.stdout.write
    out(
        "lang  top-1/top-3  at once  wrong  buttons  alarms heard + asked  false + asked"
        "  near misses  far\n"
    )
    for language, n in told.items():
        of = {what: 100 * n[what] / n["asked"] for what in ("first", "in three", "at once")}
        out(
            f"{language:5} {of['first']:4.0f} / {of['in three']:3.0f} {of['at once']:8.0f} %"
            f" {100 * n['wrong'] / max(n['at once'], 1):5.1f} %"
            f" {100 * n['buttons'] / n['asked']:5.0f} % {100 * n['heard'] / n['alarms']:10.0f}"
            f" + {100 * n['asked about'] / n['alarms']:2.0f} %   {n['false alarms']:3}"
            f" + {n['asked for nothing']:3}/{n['calm']} {n['near alarms']:6}/{n['near']}"
            f" {n['far answered']:6}/{n['far']}\n"
        )
    for file in (ANSWERS, EVERYDAY):
        out(alarmed(bank, file))


if __name__ == "__main__":
    main()
