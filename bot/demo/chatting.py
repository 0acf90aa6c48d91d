"""Residents play their part of the chat, button by button."""

from datetime import datetime
from itertools import count

from bot.conversation import Address, Answer, Conversations
from bot.demo.residents import Resident
from dialogs.events import Choose, Text

HERE = "exempelby"


class Chat:
    """One resident's conversation, at whatever moment each part of it takes place."""

    def __init__(self, conversations: Conversations, who: Resident) -> None:
        self._conversations = conversations
        self._who = who
        self._turns = count(1)
        self.address = Address("web", "", f"demo-{who.n}")

    def press(self, question: str, value: str, now: datetime) -> Answer:
        """A button."""
        return self._hear(Choose(question, value), now)

    def say(self, text: str, now: datetime) -> Answer:
        """Typed."""
        return self._hear(Text(text), now)

    def begin(self, now: datetime) -> Answer:
        """From the language to the list."""
        who = self._who
        self.press("language", who.language, now)
        self.press("knew", "yes" if who.n % 5 < 2 else "no", now)
        if self.press("municipality", HERE, now).step == "municipality":
            raise RuntimeError("Exempelby is not served here")
        self.press("who", who.who, now)
        if who.right:
            self.press("representation", who.right, now)
        decided = "no" if who.then == "apply" else "yes"
        answer = self.press("decision", decided, now)
        if who.then == "apply":
            return self.press("apply", "yes", now)
        if answer.step.startswith("about"):
            self.press(answer.step, "skip", now)
        self.press("service", who.service, now)
        answer = self.press("area", who.area, now)
        if answer.step == "required":
            answer = self.press("required", "no", now)
        for need in who.needs:
            self.press("needs", f"+{need}", now)
        return self.press("needs", "done", now)

    def wish(self, now: datetime) -> Answer | None:
        """A wish, or that one cannot choose."""
        if not self._who.wish:
            return None
        if self._who.wish == "cannot":
            return self.press("list", "cannot", now)
        self.press("list", self._who.wish, now)
        return self.press("provider", "wish", now)

    def book(self, start: datetime, now: datetime, *, confirm: bool = True) -> Answer:
        """The questions of the call, and the time."""
        who = self._who
        self.press("call", "yes", now)
        self.say(who.name, now)
        self.say(str(who.year), now)
        self.press("answers", "other" if who.other_answers else "self", now)
        if who.other_answers:
            self.say("Exempel Dotter", now)
        self.say(who.phone, now)
        self.press("interpreter", "yes" if who.interpreter else "no", now)
        self.press("extra_time", "yes" if who.extra_time else "no", now)
        answer = self.press("time", start.isoformat(timespec="minutes"), now)
        if confirm:
            yes = next(c.value for b in answer.bubbles for c in b.choices if c.forward)
            self.press("confirm", yes, now)
            answer = self.press("remind", "yes", now)
        return answer

    def _hear(self, event: Choose | Text, now: datetime) -> Answer:
        key = f"{self.address.external}-{next(self._turns)}"
        return self._conversations.hear(self.address, key, event, now)
