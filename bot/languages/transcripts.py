"""A whole conversation in one language beside the Swedish, for who reviews the translation.

It is played in a house of its own with Exempelby, by buttons and a few typed answers, from the
language to a cancelled call, with the list, a comparison, a page to print and help on the way.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory

from bot.assembly import House, assemble
from bot.conversation import Address, Past
from bot.rendering.paper import environment, style
from bot.settings import Settings
from care.times import SWEDEN
from dialogs.bubbles import Bubble
from dialogs.events import Choose, Event, Text
from dialogs.wording import SOURCE, direction

MUNICIPALITY = "exempelby"
MOMENT = datetime(2026, 11, 23, 9, tzinfo=SWEDEN)
"""A Monday morning: what is asked follows from the hour."""
WAY = (
    "knew|no who|self decision|yes about1|next about2|next about3|next service|care area|centrum "
    "needs|+evening needs|+language needs|done staff_language|fi list|page=2 list|all "
    "list|kommunen provider|why provider|compare compare|ekens-omsorg compared|list "
    "list|kommunen provider|wish call|yes name birth_year answers|self phone interpreter|no "
    "extra_time|no time|* confirm|* remind|page after|paper after|help after|my_data my_data|next "
    "after|human human|next after|cancel cancel|yes"
)
"""What is answered, in order: a question and the value pressed, `*` for the first of all; a
question alone is typed.
"""

TURNS = len(WAY.split()) + 1

TYPED = {"name": "Karin Berg", "birth_year": "1941", "phone": "070-174 06 05"}

_ME = Address("web", "", "transcript")


def transcript(language: str) -> bytes:
    """The conversation as a page: each turn in the language, and beside it in Swedish."""
    with _house() as house:
        _play(house, language)
        own = house.conversations.past(_ME, TURNS)
        swedish = house.conversations.past(_ME, TURNS, SOURCE)
        name = house.wording.names[language]
    return _page(language, name, own, swedish)


@contextmanager
def _house() -> Iterator[House]:
    with TemporaryDirectory(prefix="kundval-transcript-") as folder:
        database = f"sqlite:///{folder}/transcript.db"
        house = assemble(
            Settings(database=database, municipality=MUNICIPALITY, _env_file=None), seed=7
        )
        try:
            yield house
        finally:
            house.close()


def _play(house: House, language: str) -> None:
    event: Event = Choose("language", language)
    for n, step in enumerate([*WAY.split(), ""]):
        answer = house.conversations.hear(_ME, f"transcript:{n}", event, MOMENT)
        question, _, value = step.partition("|")
        ask = answer.bubbles[-1]
        if question != ask.question and step:
            raise ValueError(f"{step} was to come, and {ask.question} is asked.")
        event = Text(TYPED[question]) if question in TYPED else _pressed(ask, value)


def _pressed(ask: Bubble, value: str) -> Choose:
    return Choose(ask.question, ask.choices[0].value if value == "*" else value)


def _page(language: str, name: str, own: Sequence[Past], swedish: Sequence[Past]) -> bytes:
    template = environment().get_template("transcript.html")
    page = template.render(
        lang=language,
        dir=direction(language),
        name=name,
        turns=list(zip(own, swedish, strict=True)),
        style=style("parts.css", "paper.css", "transcript.css"),
        source=SOURCE,
    )
    return page.encode()
