"""What Telegram tells of, as its JSON has it, read with care: who, where, and what it means to us.

Both ways in read here, the webhook straight from JSON and polling after aiogram's Dispatcher. What
is no private chat, and what is told of a chat and not by a person (a pinned message, a new title),
means nothing and gets no answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dialogs.events import Choose, Contact, Event, Start, Text, Unreadable

Json = Mapping[str, Any]

HEARD = ("message", "edited_message", "callback_query", "my_chat_member")
UNREADABLE = (
    "animation", "audio", "contact", "dice", "document", "game", "location", "paid_media",
    "photo", "poll", "sticker", "story", "venue", "video", "video_note", "voice",
)  # fmt: skip
"""Kinds of message that a person sends and we cannot read."""
MENU = ("help", "human", "language", "restart", "back")
"""The bot's menu beside /start: commands of the dialogue, by their own names."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button: the query to answer, and the message that it stands under.

    `changeable` is False for an old one, of which Telegram no longer tells the content.
    """

    query: str
    message: int
    changeable: bool


class Member(StrEnum):
    """What became of the bot in a chat."""

    BLOCKED = "blocked"
    BACK = "back"
    INVITED = "invited"
    """Into a group, where it says nothing: others would read what somebody needs."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One update. `event` is None where there is nothing to answer but the tap itself.

    `language` is that of the person's app, or empty.
    """

    number: int
    chat: int
    event: Event | None
    tap: Tap | None = None
    member: Member | None = None
    language: str = ""
    sent: datetime | None = None


class NotAnUpdate(Exception):
    """It does not look like anything that Telegram sends."""


def read(update: object) -> Heard | None:
    """An update; None for what has no chat of its own or is of another kind. Raises NotAnUpdate."""
    if not isinstance(update, Mapping):
        raise NotAnUpdate
    try:
        number = int(update["update_id"])
        for kind in HEARD:
            if kind in update:
                return _read(kind, number, update[kind])
    except (KeyError, TypeError, ValueError, OverflowError, OSError, AttributeError) as error:
        raise NotAnUpdate from error
    return None


def _read(kind: str, number: int, told: Json) -> Heard | None:
    if kind == "callback_query":
        return _tapped(number, told)
    if kind == "my_chat_member":
        return _member(number, told)
    if told["chat"]["type"] != "private":
        return None
    # A corrected message is heard as a new one: the correction may be a cry for help.
    if kind == "edited_message" and not (told.get("text") or told.get("caption")):
        return None
    event = _said(told)
    if event is None:
        return None
    sent = datetime.fromtimestamp(told.get("edit_date") or told["date"], UTC)
    return Heard(number, int(told["chat"]["id"]), event, language=_app(told), sent=sent)


def _member(number: int, told: Json) -> Heard | None:
    here = told["new_chat_member"]["status"] not in ("kicked", "left")
    if told["chat"]["type"] == "private":
        became = Member.BACK if here else Member.BLOCKED
    elif here and told["old_chat_member"]["status"] in ("kicked", "left"):
        became = Member.INVITED
    else:
        return None
    return Heard(number, int(told["chat"]["id"]), None, member=became, language=_app(told))


def _app(told: Json) -> str:
    return str(told.get("from", {}).get("language_code") or "").partition("-")[0].lower()


def _tapped(number: int, tap: Json) -> Heard | None:
    under = tap.get("message")
    question, bar, value = str(tap.get("data") or "").partition("|")
    if under is None or under["chat"]["type"] != "private":
        return Heard(number, int(tap["from"]["id"]), None, Tap(str(tap["id"]), 0, False))
    made = Tap(str(tap["id"]), int(under["message_id"]), bool(under.get("date")))
    event = Choose(question, value) if bar else None
    return Heard(number, int(under["chat"]["id"]), event, made)


def _said(message: Json) -> Event | None:
    if text := message.get("text"):
        return _typed(str(text), message)
    if caption := message.get("caption"):
        return Text(str(caption))  # words beside a picture can be the ones that matter most
    contact = message.get("contact")
    if contact and contact.get("user_id") == message["from"]["id"]:
        return Contact(f"+{str(contact['phone_number']).lstrip('+')}")
    kind = next((kind for kind in UNREADABLE if message.get(kind)), None)
    return Unreadable(kind) if kind else None


def _typed(text: str, message: Json) -> Event:
    if not text.startswith("/"):
        return Text(text)
    word = text[1:].partition(" ")[0].partition("@")[0]
    if word == "start":
        language = _app(message)
        return Start((language,) if language else (), text.partition(" ")[2].strip())
    return Choose("menu", word) if word in MENU else Text(word)
