"""What a person sees after a turn, as lines of text: all of it, word for word."""

from collections.abc import Iterable, Iterator

from bot.conversation import Answer
from dialogs.bubbles import BarText, Bubble, CardText, ChoiceText, CompareText

ISOLATES = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))


def shown(answer: Answer) -> list[str]:
    """What stands there, and which question is open."""
    lines = text(answer.bubbles, answer.language)
    return [*lines, f"({answer.step}, {answer.language})"]


def text(bubbles: Iterable[Bubble], language: str) -> list[str]:
    """Each bubble after an empty line."""
    lines = (line for bubble in bubbles for line in ("", *_bubble(bubble, language)))
    return [line.translate(ISOLATES) for line in lines]


def _bubble(bubble: Bubble, language: str) -> Iterator[str]:
    by = f"{bubble.by}: " if bubble.by else ""
    other = f" ({bubble.lang})" if bubble.lang != language else ""
    yield from f"{by}{bubble.text}{other}".split("\n")
    for card in bubble.cards:
        yield from _card(card)
    if bubble.compare:
        yield from _compare(bubble.compare)
    if bubble.paper:
        yield f"--- {bubble.paper.title} ---"
        for part in bubble.paper.parts:
            yield from _bubble(part, language)
        yield "---"
    if file := bubble.file:
        yield f"{file.filename}: {bubble.summary}, {file.start:%Y-%m-%d %H:%M}, {file.minutes} min"
        yield f"{'cancelled' if file.cancelled else 'stands'}, {file.sequence}"
    yield from (_choice(choice, bubble.multiple) for choice in bubble.choices)
    if bubble.free:
        yield f"[…] {bubble.free}"
    if bubble.fixed:
        yield " · ".join(_choice(choice) for choice in bubble.fixed)


def _choice(choice: ChoiceText, ticks: bool = False) -> str:
    tick = "x " if choice.chosen else "- " if ticks else ""
    lang = f" ({choice.lang})" if choice.lang else ""
    return f"[{tick}{choice.value}] {choice.label}{lang}{' >' if choice.forward else ''}"


def _card(card: CardText) -> Iterator[str]:
    yield f"* {card.name} ({card.provider}). {card.about}"
    yield from _each("  ", card.lines)
    yield from _each("  + ", card.meets)
    yield from _each("  ? ", card.unknown)
    yield from _each("  - ", card.lacks)
    yield from map(_bar, card.bars)


def _bar(bar: BarText) -> str:
    return f"  = {bar.text} ({bar.value}{', few' if bar.few else ''})"


def _compare(compare: CompareText) -> Iterator[str]:
    yield " | ".join(compare.names)
    for group in compare.groups:
        yield f"{group.heading}:{' differs' if group.differs else ''}"
        for line in group.lines:
            values = " | ".join(f"{'(?) ' * value.missing}{value.text}" for value in line.values)
            yield f"  {line.label}: {values}"
            yield from _each("    ", [line.note] if line.note else ())


def _each(sign: str, lines: Iterable[str]) -> Iterator[str]:
    return (f"{sign}{line}" for line in lines)
