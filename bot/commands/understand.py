"""`kundval understand`: what a message is taken for, as data; nothing is stored."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.catalogue import load_all
from care.municipality import Municipality
from dialogs.commands import NAMES as COMMANDS
from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.deciding import ANSWER
from dialogs.understanding.read import Understood, read

STANDARD: Mapping[str, str] = {
    "language": "change_lang", "stop_reminders": "reminder_off", "start_reminders": "reminder_on",
    "book": "book_call", "move": "rebook_call", "earlier": "rebook_call", "cancel": "cancel_call",
    "my_data": "privacy", "delete": "privacy", "danger": "emergency", "calm": "oos",
}  # fmt: skip
"""The names under which meanings are counted and compared, where ours are finer or shorter."""
QUESTIONS = ("who", "staff_language", "competence", "form", "service", "interpreter")
"""Questions whose values may be said in passing, told as a list each."""


def told(
    bank: Bank,
    text: str,
    language: str,
    question: str,
    file: Path | None,
    as_json: bool,
    now: datetime,
) -> Iterator[str]:
    """One message, or each line of a file, as text or as a JSON object a line.

    Raises PhrasesError, WrongCatalogue, OSError, or ValueError for a line that is no message.
    """
    served = load_all(Path("catalogues"))
    messages: Iterable[tuple[str, str]] = [(language, text)]
    if file:
        messages = _lines(file.read_text(encoding="utf-8").splitlines())
    for tongue, message in messages:
        found = understood(message, tongue, bank, now, served, question)
        yield json.dumps(found, ensure_ascii=False) if as_json else _as_text(found)


def understood(
    text: str,
    language: str,
    bank: Bank,
    now: datetime,
    served: Iterable[Municipality],
    question: str = "",
) -> dict[str, Any]:
    """Everything that one message is understood to be, with names that others know."""
    said = read(text, bank, language)
    ranking = _ranking(said)
    known = said.command or said.says or said.intent or said.likely
    return {
        "language": said.noticed or language or said.tongues[0],
        "emergency": str(said.tier) if said.tier else None,
        "command": said.command or (said.likely if said.likely in COMMANDS else None),
        "intent": ranking[0][0] if ranking else None,
        "score": ranking[0][1] if ranking else 0.0,
        "ranking": ranking,
        "direct": bool(said.tier or known),
        "slots": _slots(said, bank, now, served, question),
        "masked_text": said.text,
    }


def _ranking(said: Understood) -> list[tuple[str, float]]:
    likely = [(one.label, one.score) for one in said.ranking if one.label != ANSWER]
    if said.tier:
        likely.insert(0, (str(said.tier), 1.0))
    found: dict[str, float] = {}
    for label, score in likely:
        found.setdefault(STANDARD.get(label, label), score)
    return list(found.items())


def _slots(
    said: Understood,
    bank: Bank,
    now: datetime,
    served: Iterable[Municipality],
    question: str,
) -> dict[str, Any]:
    day, hour = answers.day_and_hour(said, now, bank)
    slots: dict[str, Any] = {
        "needs": [v for v in answers.mentioned(said, "needs", bank) if v != "done"],
        "place": _place(said, tuple(served), bank),
        "date": day.isoformat() if day else None,
        "time": hour.strftime("%H:%M") if hour else None,
        "phone": answers.phone(said.text, bank),
    }
    for name in QUESTIONS:
        slots[name] = list(answers.mentioned(said, name, bank))
    if question:
        slots.setdefault(question, list(answers.mentioned(said, question, bank)) or said.says)
    return slots


def _place(said: Understood, served: tuple[Municipality, ...], bank: Bank) -> str | None:
    areas = [area for here in served for area in here.areas]
    found = answers.place(said, areas, bank)
    if not isinstance(found, answers.Sure):
        found = answers.named(said, [(here.key, here.name) for here in served])
    return found.key if isinstance(found, answers.Sure) else None


def _lines(file: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The language and the text of each line. Raises ValueError, which names the line."""
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield str(row.get("lang", "")), str(row["text"])
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"line {number}: expected an object with lang and text") from error


def _as_text(told: Mapping[str, Any]) -> str:
    """The same for a person at a terminal."""
    slots = {name: value for name, value in told["slots"].items() if value}
    rows = [f"{name:10} {told[name]}" for name in ("language", "emergency", "command", "direct")]
    rows += [f"{score:10.2f} {label}" for label, score in told["ranking"]]
    return "\n".join([*rows, *(f"{name:10} {value}" for name, value in slots.items())])
