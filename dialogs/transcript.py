"""Replies as JSON can hold them, and back: the turn log keeps what was said, never its text.

A moment comes back in UTC. What a reply does not use is left out at the end of its list, so that
a row is small.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from dialogs.messages import Arg, Button, Kept, Message, Tongue, Written
from dialogs.replies import (
    Ask,
    Bar,
    Card,
    Cards,
    Choice,
    Compare,
    File,
    Free,
    Line,
    Paper,
    Replies,
    Reply,
    Say,
)

Data = Any
"""Lists, dicts, strings, numbers, booleans and None."""

Echo = Message | str | None


def dump(replies: Replies, echo: Echo = None) -> Data:
    """What was answered, and the person's own bubble before it."""
    return [_words(echo), [_reply(reply) for reply in replies]]


def load(data: Data) -> tuple[Replies, Echo]:
    """What `dump` was given."""
    echo, replies = data
    return tuple(_to_reply(reply) for reply in replies), _to_words(echo)


def _reply(reply: Reply) -> Data:
    match reply:
        case Say(text, lines):
            return ["say", _message(text), *(_message(line) for line in lines)]
        case Ask():
            return [
                "ask",
                reply.question,
                _message(reply.text),
                [_choice(choice) for choice in reply.choices],
                [_choice(choice) for choice in reply.fixed],
                reply.multiple,
                reply.free,
            ]
        case Cards(title, cards):
            return ["cards", _message(title), [_card(card) for card in cards]]
        case Compare(title, names, differ, alike):
            groups = [[_line(line) for line in group] for group in (differ, alike)]
            return ["compare", _message(title), list(names), *groups]
        case Paper(caption, title, parts):
            return ["paper", _message(caption), _message(title), [_reply(part) for part in parts]]
        case File():
            return [
                "file",
                reply.filename,
                _message(reply.caption),
                _message(reply.summary),
                _moment(reply.start),
                reply.minutes,
                reply.uid,
                reply.sequence,
                reply.cancelled,
            ]


def _to_reply(data: Data) -> Reply:
    match data:
        case ["say", text, *lines]:
            return Say(_to_message(text), _to_messages(lines))
        case ["ask", question, text, choices, fixed, multiple, free]:
            return Ask(
                question,
                _to_message(text),
                tuple(_to_choice(choice) for choice in choices),
                multiple,
                Free(free) if free else None,
                tuple(_to_choice(choice) for choice in fixed),
            )
        case ["cards", title, cards]:
            return Cards(_to_message(title), tuple(_to_card(card) for card in cards))
        case ["compare", title, names, differ, alike]:
            groups = (tuple(_to_line(line) for line in group) for group in (differ, alike))
            return Compare(_to_message(title), tuple(names), *groups)
        case ["paper", caption, title, parts]:
            inside = tuple(_to_part(part) for part in parts)
            return Paper(_to_message(caption), _to_message(title), inside)
        case ["file", filename, caption, summary, start, *rest]:
            return File(
                filename, _to_message(caption), _to_message(summary), _to_moment(start), *rest
            )
        case _:
            raise ValueError("not a reply")


def _choice(choice: Choice) -> Data:
    data = [choice.value, _words(choice.label)]
    if choice.lang is not None or choice.chosen or choice.forward:
        data += [choice.chosen, choice.forward, choice.lang]
    return data


def _to_choice(data: Data) -> Choice:
    value, said, *rest = data
    label = _to_words(said)
    assert label is not None
    return Choice(value, label, *rest)


def _card(card: Card) -> Data:
    return [
        card.provider,
        card.name,
        _message(card.about),
        _messages(card.lines),
        _messages(card.meets),
        _messages(card.unknown),
        _messages(card.lacks),
        [_bar(bar) for bar in card.bars],
    ]


def _to_card(data: Data) -> Card:
    provider, name, about, lines, meets, unknown, lacks, bars = data
    return Card(
        provider,
        name,
        _to_message(about),
        _to_messages(lines),
        _to_messages(meets),
        _to_messages(unknown),
        _to_messages(lacks),
        tuple(_to_bar(bar) for bar in bars),
    )


def _bar(bar: Bar) -> Data:
    data = [_message(bar.label), bar.value, _message(bar.note)]
    return [*data, True] if bar.few else data


def _to_bar(data: Data) -> Bar:
    said, value, note, *few = data
    return Bar(_to_message(said), value, _to_message(note), *few)


def _line(line: Line) -> Data:
    values = [{"bar": _bar(v)} if isinstance(v, Bar) else _message(v) for v in line.values]
    data = [_message(line.label), values]
    return [*data, _message(line.note)] if line.note else data


def _to_line(data: Data) -> Line:
    said, values, *note = data
    return Line(
        _to_message(said),
        tuple(_to_bar(v["bar"]) if isinstance(v, dict) else _to_message(v) for v in values),
        *_to_messages(note),
    )


def _to_part(data: Data) -> Say | Cards | Compare:
    part = _to_reply(data)
    if not isinstance(part, Say | Cards | Compare):
        raise ValueError("not what stands on a paper")
    return part


def _words(words: Echo) -> Data:
    return _message(words) if isinstance(words, Message) else words


def _to_words(data: Data) -> Echo:
    return _to_message(data) if isinstance(data, list) else data


def _message(message: Message) -> Data:
    data: list[Data] = [message.text]
    if message.args or message.plural or message.n or message.context:
        data.append({name: _arg(arg) for name, arg in message.args.items()})
    if message.plural or message.n or message.context:
        data += [message.plural, message.n, message.context]
    return data


def _to_message(data: Data) -> Message:
    text, *rest = data
    if not rest:
        return Message(text)
    args: Mapping[str, Arg] = {name: _to_arg(arg) for name, arg in rest[0].items()}
    return Message(text, args, *rest[1:])


def _messages(messages: Sequence[Message]) -> Data:
    return [_message(message) for message in messages]


def _to_messages(data: Data) -> tuple[Message, ...]:
    return tuple(_to_message(message) for message in data)


def _arg(arg: Arg) -> Data:
    match arg:
        case str() | int():
            return arg
        case Message():
            return ["message", _message(arg)]
        case Kept(field):
            return ["kept", field]
        case Button(at):
            return ["button", _moment(at)]
        case Tongue(code):
            return ["tongue", code]
        case Written(words):
            return ["written", dict(words)]
        case tuple():
            return ["list", [_arg(one) for one in arg]]
        case datetime():
            return ["moment", _moment(arg)]
        case date():
            return ["date", arg.isoformat()]
        case time():
            return ["time", arg.isoformat()]


def _to_arg(data: Data) -> Arg:
    match data:
        case str() | int():
            return data
        case ["message", message]:
            return _to_message(message)
        case ["kept", field]:
            return Kept(field)
        case ["button", at]:
            return Button(_to_moment(at))
        case ["tongue", code]:
            return Tongue(code)
        case ["written", words]:
            return Written(words)
        case ["list", items]:
            return tuple(_to_arg(item) for item in items)
        case ["moment", at]:
            return _to_moment(at)
        case ["date", day]:
            return date.fromisoformat(day)
        case ["time", wall]:
            return time.fromisoformat(wall)
        case _:
            raise ValueError("nothing that fills a gap")


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _to_moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
