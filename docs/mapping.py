"""Draws the map of the conversation from the conversation itself: every answer is pressed once.

A walker begins anew for each answer that it has not tried, goes there the shortest known way, and
sees which question follows. What an unread notice asks is opened as its button does.
"""

import subprocess
import sys
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import delete

from bot.assembly import House, assemble
from bot.conversation import Address, Answer, Conversations
from bot.languages.phrases import load_bank
from bot.settings import Settings
from bot.store.statement import Statement
from bot.store.tables.row import metadata
from dialogs.events import Choose, Event, Text
from dialogs.notices import OPEN, READ_AT
from dialogs.steps import ASIDES, BY_QUESTION, STEPS
from dialogs.turn import turn

OUT = Path(__file__).parent / "map.svg"
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
ROW = ("back", "human", "language", "restart", "help", "share", "source")
"""What works everywhere is not drawn: from every question one comes to these."""

TYPED = {
    "name": "Karin Berg", "birth_year": "1941", "answerer": "Anna Berg", "phone": "070-174 06 05",
    "sms": "070-174 06 05", "email": "anna@gmial.com", "proof": "123 456", "code": "K4M 7PX",
}  # fmt: skip
"""What is written where nothing is to be pressed."""

SAID = ("mina uppgifter", "jag har en kod", "avboka", "mamma andas inte", "min man har dött",
        "jag vill ansöka", "någon annan tid", "hjälpen har inte kommit", "ring mig")  # fmt: skip
"""What can be written anywhere, and leads somewhere."""

ONE_OF = ("area", "near", "list", "compare", "third", "compared", "provider", "time", "confirm",
          "language", "staff_language", "competence", "required", "focus")  # fmt: skip
"""Questions whose answers all lead to the same: the first of each kind is tried."""

ELSEWHERE = ("notice", "home", "troubled", "contact_gone", "move_here")
"""Questions that no press of one's own leads to: they come by the clock, after an officer has
confirmed the choice or a loss was told in a case, once a number was proved, or by another's code.
"""

FORGET = tuple(
    Statement(delete(table))
    for table in reversed(metadata.sorted_tables)  # what points at another first
    if table.name not in ("catalogue", "proposal", "schedule", "deviation")
)
"""All but what the house is given: whoever comes is the first."""

Path_ = tuple[Event, ...]


@dataclass
class Map:
    """Where each answer leads: by question and next question, what was answered."""

    ways: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    asks: dict[str, str] = field(default_factory=dict)
    row: dict[str, frozenset[str]] = field(default_factory=dict)
    """What stands in the row under each question."""

    def reached(self) -> set[str]:
        """All questions that were put."""
        return set(self.asks)

    def on_from(self, question: str) -> set[str]:
        """Where one comes from a question, but to itself."""
        return {to for at, to in self.ways if at == question and to != question}


@contextmanager
def nobody_yet() -> Iterator[Callable[[Path_], Answer]]:
    """Gives a way to try: these events of somebody new, in a house where nobody was before."""
    with tempfile.TemporaryDirectory() as folder:
        house = assemble(Settings(database=f"sqlite:///{folder}/kundval.db"), seed=1)
        conversations = Conversations(
            house.store, turn, house.wording, load_bank, house.catalogues,
            seed=1, channels=("sms", "email"),
        )  # fmt: skip
        yield lambda path: _try(house, conversations, path)
        house.close()


def _try(house: House, conversations: Conversations, path: Path_) -> Answer:
    with house.store.writing() as held:
        for gone in FORGET:
            held.run(gone)
    at, now = Address("web", "", "walker"), NOW
    for n, event in enumerate(path):
        now += timedelta(seconds=1)
        seen = conversations.hear(at, f"{n}", event, now)
    return seen


def explore(go: Callable[[Path_], Answer]) -> Map:
    """Press everything that can be pressed, each answer of each question once."""
    found, tried = Map(), set[tuple[str, str, str]]()
    waiting: deque[tuple[Path_, str, Event, str]] = deque()
    waiting.append(((), "", Choose("language", "sv"), "language"))
    while waiting:
        path, was, event, said = waiting.popleft()
        seen = go((*path, event))
        here = seen.step
        found.ways[was, here].add(said)
        ask = seen.bubbles[-1]
        found.asks.setdefault(here, ask.text)
        row = frozenset(c.value for c in ask.fixed)
        found.row[here] = found.row.get(here, row) & row
        ticked = " ".join(choice.value for choice in ask.choices if choice.chosen)
        for next_, label in _next(here, seen):
            tries = (here, label, was if here in TYPED else ticked + _by(here, (*path, event)))
            if tries not in tried:
                tried.add(tries)
                waiting.append(((*path, event), here, next_, label))
    return found


def _by(here: str, path: Path_) -> str:
    """By what way one came, where the same answer leads elsewhere by another."""
    if here in ("area", "required", "needs"):
        pressed = (e for e in reversed(path) if isinstance(e, Choose))
        return next((str(e.value) for e in pressed if e.question == "service"), "")
    return ""


def _next(here: str, seen: Answer) -> Iterator[tuple[Event, str]]:
    ask = seen.bubbles[-1]
    # First where all can be done: what follows is tried once, by the first way that leads there.
    for choice in sorted(
        (*ask.choices, *ask.fixed), key=lambda choice: choice.value != "exempelby"
    ):
        value = choice.value
        if value in ROW and here not in ("human", "share"):
            continue
        if ask.multiple and value.startswith(("+", "-")) and any(c.chosen for c in ask.choices):
            continue  # one tick is enough
        kind = value.partition("=")[0] if "=" in value else value
        named = here in ONE_OF and choice in ask.choices and kind not in KNOWN
        yield Choose(ask.question or here, value), "…" if named else kind
    if here in TYPED:
        yield Text(TYPED[here]), "…"
    if here == "after":
        yield from ((Choose("notice", f"{OPEN}={kind}"), f"notice {kind}") for kind in READ_AT)
    if here in ("after", "list", "time", "confirm"):
        yield from ((Text(said), said) for said in SAID)
    if here not in ("language", "human"):
        yield Choose(here, "human"), "human"
        yield Choose(here, "share"), "share"
        yield Choose(here, "language"), "language"


KNOWN = frozenset(
    ("page", "all", "cannot", "other", "third", "ask", "compare", "why", "wish", "list", "done",
     "none", "after", "yes", "no", "next", "skip", "change", "own", "dont_know")
)  # fmt: skip
"""Answers that are no name of anything in a catalogue."""


def dot(found: Map) -> str:
    """As Graphviz draws it; what everywhere leads to the same is left out."""
    asides = {step.question for step in ASIDES}
    lines = [
        "digraph conversation {",
        'rankdir=TB; bgcolor="white"; fontname="Noto Sans"; pad=0.3; nodesep=0.25; ranksep=0.45;',
        'node [shape=box, style="rounded,filled", fontname="Noto Sans", fontsize=11, '
        'margin="0.12,0.06"];',
        'edge [color="#5b6770", arrowsize=0.6];',
    ]
    for question in ELSEWHERE:
        lines.append(f'"{question}" [label="{question}", style="rounded,dashed"];')
    for question in sorted(found.asks):
        said = " ".join(found.asks[question].split())
        short = said if len(said) <= 44 else said[:43].rsplit(" ", 1)[0] + " …"
        fill = "#f6efe0" if question in asides else "#e8eef4"
        label = f"{question}\\n{short}".replace('"', "'")
        lines.append(f'"{question}" [label="{label}", fillcolor="{fill}"];')
    drawn = {
        (at, to): said - {"human", "share", "language"}
        for (at, to), said in found.ways.items()
        if at and at != to
    }
    order = [step.question for step in STEPS if step.question in found.asks]
    turns = {question: n for n, question in enumerate(order)}
    lines += [f'"{one}" -> "{other}" [style=invis, weight=3];' for one, other in pairwise(order)]
    for (at, to), said in sorted(drawn.items()):
        if said:
            on = to not in turns or turns.get(at, 99) < turns[to]
            told = ", ".join(sorted(said))
            free = "" if on else ", constraint=false"
            lines.append(f'"{at}" -> "{to}" [edgetooltip="{told}"{free}];')
    return "\n".join([*lines, "}"])


def main() -> None:
    """Explore, and draw."""
    with nobody_yet() as go:
        found = explore(go)
    drawn = subprocess.run(
        ["dot", "-Tsvg"], input=dot(found), capture_output=True, text=True, check=True
    )
    OUT.write_text(drawn.stdout, encoding="utf-8")
    unseen = sorted(set(BY_QUESTION) - found.reached())
    sys.stdout.write(f"{len(found.asks)} questions, {len(found.ways)} ways; unseen: {unseen}\n")


if __name__ == "__main__":
    main()
