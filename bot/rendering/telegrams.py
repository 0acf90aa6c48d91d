"""What is said, as Telegram takes it: plain dicts of Bot API methods, ready to be JSON.

Nothing here knows aiogram, so a webhook's answer needs neither it nor pydantic. The door and the
channel both write with this.
"""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from bot.rendering.calendar import calendar_file
from bot.rendering.paper import paper_file
from bot.rendering.paragraphs import LIMIT, as_html, pages, paragraphs
from dialogs.bubbles import Bubble, ChoiceText
from dialogs.messages import label
from dialogs.replies import Free
from dialogs.wording import Wording

Method = dict[str, Any]
"""One call of the Bot API: `method` names it, the rest are its fields.

Not JSON are the `document` of a sendDocument and the `voice` of a sendVoice: `(filename, bytes)`.
"""

SHARE = label("page", "Dela mitt nummer")
TICK = "✓"
PRINTED = "skriv-ut.html"
"""What a page to print is called as a file."""

_NO_PREVIEW = {"is_disabled": True}


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
        if bubble.kind not in ("file", "paper"):
            words.append(bubble)
            continue
        sent += _text(chat, words)
        sent.append(_document(chat, now, bubble))
        words = []
    return sent + _text(chat, words)


def _document(chat: int, now: datetime, bubble: Bubble) -> Method:
    if bubble.file:
        document = (bubble.file.filename, calendar_file(bubble.file, bubble.summary, now))
    elif bubble.paper:
        document = (PRINTED, paper_file(bubble.paper))
    else:
        raise ValueError(f"a {bubble.kind} bubble without what it is about")
    return {
        "method": "sendDocument",
        "chat_id": chat,
        "document": document,
        "caption": bubble.text,
    }


def _last_text(sent: Sequence[Method]) -> Method:
    return next(method for method in reversed(sent) if method["method"] == "sendMessage")


def _text(chat: int, bubbles: Sequence[Bubble]) -> list[Method]:
    if not bubbles:
        return []
    if all(bubble.kind in ("say", "ask") for bubble in bubbles):
        whole = escape("\n\n".join(bubble.text for bubble in bubbles), quote=False)
    else:
        whole = "\n\n".join(as_html(lines) for lines in paragraphs(bubbles))
    if len(whole) <= LIMIT:
        return _messages(chat, whole)
    return _messages(chat, *pages(paragraphs(bubbles)))


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
