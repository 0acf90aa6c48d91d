"""Bubbles as JSON objects, for a program at the terminal."""

from datetime import datetime
from typing import Any

from bot.rendering.calendar import calendar_file
from dialogs.bubbles import Bubble, CardText, LineText

Object = dict[str, Any]


def structured(bubble: Bubble, now: datetime) -> Object:
    """All that one bubble tells, in words that can be shown as they are."""
    told: Object = {
        "kind": bubble.kind,
        "text": bubble.text,
        "lang": bubble.lang,
        "dir": bubble.dir,
    }
    if bubble.by:
        told["by"] = bubble.by
    if bubble.kind == "ask":
        told["question"] = bubble.question
        told["choices"] = [
            {"value": c.value, "label": c.label, **({"chosen": True} if c.chosen else {})}
            for c in (*bubble.choices, *bubble.fixed)
        ]
        told["multiple"] = bubble.multiple
    if bubble.kind == "cards":
        told["cards"] = [_card(card) for card in bubble.cards]
    if bubble.compare:
        told["names"] = list(bubble.compare.names)
        told["groups"] = [
            {"heading": group.heading, "lines": [_line(line) for line in group.lines]}
            for group in bubble.compare.groups
        ]
    if bubble.paper:
        told["title"] = bubble.paper.title
        told["parts"] = [structured(part, now) for part in bubble.paper.parts]
    if bubble.file:
        told["filename"] = bubble.file.filename
        told["content"] = calendar_file(bubble.file, bubble.summary, now).decode()
    return told


def _card(card: CardText) -> Object:
    return {
        "provider": card.provider,
        "name": card.name,
        "lines": [card.about, *card.lines, *(bar.text for bar in card.bars)],
        "meets": list(card.meets),
        "unknown": list(card.unknown),
        "lacks": list(card.lacks),
    }


def _line(line: LineText) -> Object:
    return {
        "label": line.label,
        "values": [value.text for value in line.values],
        **({"note": line.note} if line.note else {}),
    }
