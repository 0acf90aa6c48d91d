"""People who chat on Telegram, for the benches: whole conversations, in Swedish or in Arabic."""

import json
from typing import Any

from bot.telegrams import Method

AT = 1_795_000_000

TYPED = {
    "municipality": ("Exempelby", "Exempelby"),
    "who": ("min mamma", "أمي"),
    "area": ("Centrum", "Centrum"),
}
TAPPED = {
    "knew": ("no",),
    "decision": ("yes",),
    "needs": ("+evening", "+language", "-evening", "+weekend", "done"),
}
ASIDE = {5: ("hjälp", "مساعدة"), 11: ("tillbaka", "رجوع"), 17: ("vad kostar det?", "كم السعر؟")}


class Person:
    """Answers what is asked, as Telegram would tell it."""

    def __init__(self, chat: int, arabic: bool) -> None:
        self._user = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "sv"}
        self._chat = {"id": chat, "type": "private", "first_name": "A"}
        self._arabic = arabic
        self._turn = 0
        self._asked: dict[str, int] = {}

    def next(self, number: int, reply: list[Method]) -> bytes:
        """The next update, after this reply."""
        update = {"update_id": number, **self._act(reply)}
        self._turn += 1
        return json.dumps(update, ensure_ascii=False).encode()

    def _act(self, reply: list[Method]) -> dict[str, Any]:
        if not reply:
            return self._type("/start")
        if self._turn in ASIDE:
            return self._type(ASIDE[self._turn][self._arabic])
        last = reply[-1]
        if "inline_keyboard" not in last.get("reply_markup", {}):
            return self._type("0701234567")
        datas = [row[0]["callback_data"] for row in last["reply_markup"]["inline_keyboard"]]
        question = datas[0].partition("|")[0]
        if question == "language":
            return self._tap(f"language|{'ar' if self._arabic else 'sv'}", last)
        if question in TYPED:
            return self._type(TYPED[question][self._arabic])
        times = self._asked[question] = self._asked.get(question, -1) + 1
        wanted = TAPPED.get(question, ())
        data = f"{question}|{wanted[times]}" if times < len(wanted) else datas[0]
        return self._tap(data, last)

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
            "date": AT + 4 * self._turn,
            "chat": self._chat,
            "from": user,
            **content,
        }
