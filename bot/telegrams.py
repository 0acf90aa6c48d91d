"""What is said, as Telegram takes it: plain dicts of Bot API methods, ready to be JSON.

Nothing here knows aiogram, so a webhook's answer needs neither it nor pydantic. The door and the
channel both write with this.
"""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Any

from bot.calendar import calendar_file
from dialogs.messages import label
from dialogs.replies import Free
from dialogs.wording import CLOSE, OPEN, Bubble, CardText, ChoiceText, Wording

Method = dict[str, Any]
"""One call of the Bot API: `method` names it, the rest are its fields.

The one field that is not JSON is the `document` of a sendDocument: `(filename, bytes)`.
"""

SHARE = label("page", "Dela mitt nummer")
TICK = "✓"
LIMIT = 4096
"""Characters in a message, counted after Telegram has read the markup."""

_PARAGRAPH = 3000
_RTL_MARK = "\u200f"
_NO_PREVIEW = {"is_disabled": True}

Line = tuple[str, bool]
"""Words, and whether they are bold."""


def methods(
    chat: int,
    bubbles: Sequence[Bubble],
    wording: Wording,
    now: datetime,
    *,
    tapped: tuple[int, str] | None = None,
    close_keyboard: bool = False,
) -> tuple[Method, ...]:
    """One turn: one message where it fits, the buttons on the last, files in their place.

    `tapped` is the message whose button was pressed and that button's question: when ticks are all
    that changed, that message is changed instead of said again. `close_keyboard` takes the contact
    button away; Telegram cannot do that in a message that has other buttons.
    """
    ask = next((bubble for bubble in reversed(bubbles) if bubble.kind == "ask"), None)
    asks_phone = ask is not None and ask.free == Free.PHONE
    if close_keyboard and not asks_phone:
        sent = _parts(chat, now, [bubble for bubble in bubbles if bubble is not ask])
        if not any(method["method"] == "sendMessage" for method in sent):
            sent = [*_messages(chat, TICK), *sent]
        _last_text(sent)["reply_markup"] = {"remove_keyboard": True}
        sent += _parts(chat, now, [ask] if ask else [])
    else:
        sent = _parts(chat, now, bubbles)
    if ask is None:
        return tuple(sent)
    last = _last_text(sent)
    last["reply_markup"] = phone_keyboard(ask, wording) if asks_phone else keyboard(ask)
    if tapped and ask.multiple and tapped[1] == ask.question and len(sent) == 1:
        last["method"] = "editMessageText"
        last["message_id"] = tapped[0]
    return tuple(sent)


def keyboard(ask: Bubble) -> Method:
    """One button a row, the fixed row last; what is ticked begins with ✓."""
    rows = [_button(ask, choice) for choice in ask.choices]
    rows += [_button(ask, choice) for choice in ask.fixed]
    return {"inline_keyboard": rows}


def phone_keyboard(ask: Bubble, wording: Wording) -> Method:
    """The contact button and, since Telegram allows only one kind at a time, the rest as words."""
    rows: list[list[Method]] = [
        [{"text": wording.text(SHARE, ask.lang), "request_contact": True}],
        *([{"text": choice.label}] for choice in (*ask.choices, *ask.fixed)),
    ]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _button(ask: Bubble, choice: ChoiceText) -> list[Method]:
    said = f"{TICK} {choice.label}" if choice.chosen else choice.label
    return [{"text": said, "callback_data": f"{ask.question}|{choice.value}"}]


def _parts(chat: int, now: datetime, bubbles: Sequence[Bubble]) -> list[Method]:
    sent: list[Method] = []
    words: list[Bubble] = []
    for bubble in bubbles:
        if bubble.kind != "file":
            words.append(bubble)
            continue
        sent += _text(chat, words)
        sent.append(_document(chat, now, bubble))
        words = []
    return sent + _text(chat, words)


def _document(chat: int, now: datetime, bubble: Bubble) -> Method:
    file = bubble.file
    if file is None:
        raise ValueError("a file bubble without its file")
    return {
        "method": "sendDocument",
        "chat_id": chat,
        "document": (file.filename, calendar_file(file, bubble.summary, now)),
        "caption": bubble.text,
    }


def _last_text(sent: Sequence[Method]) -> Method:
    return next(method for method in reversed(sent) if method["method"] == "sendMessage")


def _text(chat: int, bubbles: Sequence[Bubble]) -> list[Method]:
    if not bubbles:
        return []
    if any(bubble.kind == "cards" for bubble in bubbles):
        paragraphs = [paragraph for bubble in bubbles for paragraph in _paragraphs(bubble)]
        whole = "\n\n".join("\n".join(_html(line) for line in lines) for lines in paragraphs)
    else:
        whole = escape("\n\n".join(bubble.text for bubble in bubbles), quote=False)
    if len(whole) <= LIMIT:
        return _messages(chat, whole)
    paragraphs = [paragraph for bubble in bubbles for paragraph in _paragraphs(bubble)]
    return _messages(chat, *_pages(paragraphs))


def _messages(chat: int, *texts: str) -> list[Method]:
    return [
        {
            "method": "sendMessage",
            "chat_id": chat,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": _NO_PREVIEW,
        }
        for text in texts
    ]


def _paragraphs(bubble: Bubble) -> Iterator[list[Line]]:
    for paragraph in bubble.text.split("\n\n"):
        yield [(line, False) for line in paragraph.split("\n")]
    for card in bubble.cards:
        yield list(_card(card, bubble.dir))


def _card(card: CardText, side: str) -> Iterator[Line]:
    yield f"{_RTL_MARK}{OPEN}{card.name}{CLOSE}" if side == "rtl" else card.name, True
    lines = [card.about, *card.lines]
    lines += [f"{TICK} {line}" for line in card.meets]
    lines += [f"? {line}" for line in card.unknown]
    lines += [f"– {line}" for line in card.lacks]
    lines += [bar.text for bar in card.bars]
    for line in lines:
        yield line, False


def _html(line: Line) -> str:
    words = escape(line[0], quote=False)
    return f"<b>{words}</b>" if line[1] else words


def _pages(paragraphs: Sequence[list[Line]]) -> Iterator[str]:
    """Whole paragraphs as long as they fit; only what is longer than a message is cut."""
    page: list[str] = []
    room = LIMIT
    for paragraph in (part for whole in paragraphs for part in _cut(whole)):
        size = sum(len(words) + 1 for words, _ in paragraph) + 1
        if size > room and page:
            yield "\n\n".join(page)
            page, room = [], LIMIT
        page.append("\n".join(_html(line) for line in paragraph))
        room -= size
    if page:
        yield "\n\n".join(page)


def _cut(paragraph: list[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    room = _PARAGRAPH
    for words, bold in paragraph:
        for piece in textwrap.wrap(words, _PARAGRAPH - 1) or [""]:
            if len(piece) + 1 > room and part:
                yield part
                part, room = [], _PARAGRAPH
            part.append((piece, bold))
            room -= len(piece) + 1
    yield part
