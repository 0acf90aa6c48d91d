"""People who chat, for the benches: whole conversations, on Telegram or by the JSON door."""

import json
import random
from typing import Any

from bot.rendering.telegrams import Method

AT = 1_795_000_000
ALL = ["sv", "ar", "fi", "en", "fa", "so", "pl", "es", "tr", "uk", "ru", "ku", "bs", "ti", "ckb"]

TYPED = {
    "municipality": dict.fromkeys(ALL, "Exempelby"),
    "who": {"sv": "min mamma", "ar": "أمي", "en": "my mother", "fi": "äitini"},
    "area": {"sv": "Centrum", "ar": "Centrum", "fi": "Centrum"},
    "name": dict.fromkeys(ALL, "Anna Exempel"),
    "birth_year": dict.fromkeys(ALL, "1941"),
    "answer_name": dict.fromkeys(ALL, "Bo Exempel"),
}
TAPPED = {
    "knew": ("no",),
    "decision": ("yes",),
    "needs": ("+evening", "+language", "-evening", "+weekend", "done"),
}
ASIDE = {
    5: {"sv": "hjälp", "ar": "مساعدة", "en": "help"},
    11: {"sv": "tillbaka", "ar": "رجوع", "en": "back"},
    17: {"sv": "vad kostar det?", "ar": "كم السعر؟", "en": "what does it cost?"},
}
LATER = ("after=", "before=", "page=")
"""How a value begins that only shows more."""
MOST = 60
"""Turns after which somebody gives up."""


class _Mind:
    """What somebody does about what is asked, whichever way they came."""

    def __init__(self, number: int, language: str) -> None:
        self.language = language
        self._number = number
        self.turn = 0
        self.ended = False
        self.booked = False
        self._lot = random.Random(number)
        self._asked: dict[str, int] = {}
        self._confirmed = False

    def act(self, question: str, values: list[str]) -> str | tuple[str, str]:
        """A text, or a question and the value tapped; `ended` when this was the last of it."""
        self.turn += 1
        if aside := ASIDE.get(self.turn - 1, {}).get(self.language):
            return aside
        if question == "language":
            return question, self.language
        if question == "phone":  # one's own: nobody may book for many by one number
            return f"0701{self._number % 1_000_000:06}"
        if typed := TYPED.get(question, {}).get(self.language):
            return typed
        self._confirmed = question == "confirm"
        if question == "time":
            offered = [value for value in values if not value.startswith(LATER)]
            return question, self._lot.choice(offered[:-2] or offered)
        times = self._asked[question] = self._asked.get(question, -1) + 1
        wanted = TAPPED.get(question, ())
        return question, wanted[times] if times < len(wanted) else values[0]

    def heard(self, question: str) -> None:
        """What is asked next, or nothing."""
        if self._confirmed and question in ("remind", ""):  # nothing: a calendar file is sent
            self.booked = self.ended = True
        self.ended = self.ended or self.turn >= MOST


class Person:
    """Answers what is asked, as Telegram would tell it."""

    def __init__(self, chat: int, *, arabic: bool = False, language: str = "") -> None:
        self._user = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "sv"}
        self._chat = {"id": chat, "type": "private", "first_name": "A"}
        self.mind = _Mind(chat, language or ("ar" if arabic else "sv"))

    def next(self, number: int, reply: list[Method]) -> bytes:
        """The next update, after this reply."""
        update = {"update_id": number, **self._act(reply)}
        return json.dumps(update, ensure_ascii=False).encode()

    def _act(self, reply: list[Method]) -> dict[str, Any]:
        if not reply:
            self.mind.turn += 1
            return self._type("/start")
        last = reply[-1]
        datas = _datas(last)
        question = datas[0].partition("|")[0] if datas else "phone"
        did = self.mind.act(question, [data.partition("|")[2] for data in datas])
        return self._type(did) if isinstance(did, str) else self._tap("|".join(did), last)

    def _type(self, text: str) -> dict[str, Any]:
        return {"message": self._message(self._user, text=text)}

    def _tap(self, data: str, under: Method) -> dict[str, Any]:
        bot = {"id": 42, "is_bot": True, "first_name": "B"}
        markup = under["reply_markup"]
        message = self._message(bot, text=under["text"], reply_markup=markup)
        query = {"id": "1", "from": self._user, "chat_instance": "1", "data": data}
        return {"callback_query": query | {"message": message}}

    def _message(self, user: dict[str, Any], **content: Any) -> dict[str, Any]:
        return {
            "message_id": 1,
            "date": AT + 4 * self.mind.turn,
            "chat": self._chat,
            "from": user,
            **content,
        }


class OnTelegram:
    """A `Person` whose updates are posted to the webhook."""

    def __init__(self, chat: int, language: str) -> None:
        self._person = Person(chat, language=language)
        self._chat = chat
        self._reply: list[Method] = []
        self.mind = self._person.mind

    def next(self) -> tuple[str, bytes]:
        """An update; its number is in the key of its turn."""
        return "/telegram", self._person.next(self._chat * 100 + self.mind.turn, self._reply)

    def key(self) -> str:
        """The key of the turn that `next` asks for."""
        return f"tg:42:{self._chat * 100 + self.mind.turn}"

    def hear(self, answer: bytes) -> None:
        """A method of the Bot API, or nothing."""
        self._reply = [json.loads(answer)] if answer else []
        datas = _datas(self._reply[-1]) if self._reply else []
        self.mind.heard(datas[0].partition("|")[0] if datas else "")


class ByApi:
    """Somebody in another program, by the JSON door."""

    def __init__(self, number: int, language: str) -> None:
        self._number = number
        self._told: dict[str, Any] = {}
        self.mind = _Mind(number, language)

    def next(self) -> tuple[str, bytes]:
        """One event with its key."""
        asked: dict[str, Any] = {"key": self.key(), "conversation": ""}
        if self._told:
            asked["conversation"] = self._told["conversation"]
            last = self._told["replies"][-1]
            values = [choice["value"] for choice in last.get("choices", ())]
            did = self.mind.act(self._told["question"], values)
            if isinstance(did, str):
                asked["text"] = did
            else:
                asked["choose"] = {"question": did[0], "value": did[1]}
        else:
            self.mind.turn += 1
            asked["languages"] = [self.mind.language]
        return "/api/turns", json.dumps(asked, ensure_ascii=False).encode()

    def key(self) -> str:
        """The end of the key of the turn that `next` asks for."""
        return f"caller-{self._number}-{self.mind.turn}"

    def hear(self, answer: bytes) -> None:
        """What is said, and asked next."""
        self._told = json.loads(answer)
        self.mind.heard(self._told["question"])


def _datas(method: Method) -> list[str]:
    rows = method.get("reply_markup", {}).get("inline_keyboard", ())
    return [row[0]["callback_data"] for row in rows]
