"""The terminal door: numbered answers for a person, or one JSON object a line for a program."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import IO

from bot.conversation import Address, Answer, Closed, Conversations, Unavailable
from bot.doors.closed import told
from bot.doors.columns import spoken
from bot.doors.structured import Object, structured
from dialogs.bubbles import Bubble
from dialogs.events import Choose, Contact, Event, Start, Text
from dialogs.messages import t
from dialogs.relay import RELAY
from dialogs.wording import SOURCE, Wording

LONGEST_LINE = 200_000
"""Characters in one line of input; what comes after is not read as part of it."""

UNAVAILABLE = t("Jag kommer inte åt mina anteckningar just nu. Vänta en stund och försök igen.")


class Terminal:
    """One person at one terminal. `key` gives each event that has no id of its own a new key;
    `look` is done before each, for what else may have changed.
    """

    def __init__(
        self,
        conversations: Conversations,
        wording: Wording,
        address: Address,
        *,
        now: Callable[[], datetime],
        key: Callable[[], str],
        look: Callable[[], None] = lambda: None,
    ) -> None:
        self._conversations = conversations
        self._wording = wording
        self._address = address
        self._now = now
        self._key = key
        self._look = look
        self._read = 0

    def hear(self, event: Event, given: str | None = None) -> Answer:
        """One turn; `given` is the caller's own id for it. Raises Unavailable or Closed."""
        self._look()
        name = given if given is not None else self._key()
        key = f"{self._address.kind}:{self._address.external}:{name}"
        return self._conversations.hear(self._address, key, event, self._now())

    def new(self) -> bool:
        """Whether nothing has been said here before."""
        return not self._conversations.past(self._address, 1)

    def waiting(self) -> tuple[Bubble, ...]:
        """A notice that came while nobody was here."""
        past = self._conversations.past(self._address, 1)
        return past[0].bubbles if past and not past[0].mine and past[0].step == "read" else ()

    def heard(self, event: Event, given: str | None = None) -> Answer:
        """One turn, and after it what an officer has written since. Raises as `hear`."""
        answer = self.hear(event, given)
        return replace(answer, bubbles=(*answer.bubbles, *self._written(answer)))

    def _written(self, answer: Answer) -> Iterator[Bubble]:
        if answer.step == RELAY:
            for one in self._conversations.past(self._address):
                if one.line > self._read:
                    self._read = one.line
                    yield from one.bubbles

    # --- for a person ---

    def talk(self, lines: IO[str], out: IO[str], language: str = "") -> None:
        """Until the input ends: ask, read a line, answer. A new talk begins in `language`."""
        bubbles = self.waiting()
        try:
            if not bubbles:
                begins = language and self.new()
                bubbles = self.heard(Choose("language", language) if begins else Start()).bubbles
        except Closed as closed:
            out.write(self._apology(closed, language or SOURCE) + "\n")
            return
        while True:
            for line in spoken(bubbles):
                out.write(line + "\n")
            out.write("\n> ")
            out.flush()
            typed = lines.readline(LONGEST_LINE)
            if not typed:
                out.write("\n")
                return
            try:
                bubbles = self.heard(_numbered(typed.strip(), bubbles)).bubbles
            except (Unavailable, Closed) as error:
                tongue = bubbles[-1].lang if bubbles else SOURCE
                bubbles = (*(b for b in bubbles if b.kind == "ask"),)
                out.write(self._apology(error, tongue) + "\n")

    # --- for a program ---

    def serve(self, lines: IO[str], out: IO[str], language: str = "") -> None:
        """One JSON object in, one out, until the input ends. A new talk begins in `language`."""
        if language and self.new():
            with suppress(Closed):  # which the first line is told
                self.hear(Choose("language", language))
        notice = self.waiting()
        if notice:
            out.write(_json({"replies": self._told(notice), "step": "read", "notice": True}))
            out.flush()
        while line := lines.readline(LONGEST_LINE):
            if line.strip():
                out.write(_json(self._served(line)))
                out.flush()

    def _served(self, line: str) -> dict[str, object]:
        try:
            event, given = _parsed(line)
        except ValueError as error:
            return {"error": str(error)}
        try:
            answer = self.heard(event, given)
        except (Unavailable, Closed) as error:
            return {"error": self._apology(error, SOURCE)}
        return {
            "replies": self._told(answer.bubbles),
            "step": answer.step,
            "seed": answer.seed,
            **({"duplicate": True} if answer.duplicate else {}),
        }

    def _apology(self, error: Unavailable | Closed, language: str) -> str:
        if isinstance(error, Closed):
            return "\n".join(told(error, self._wording, language))
        return self._wording.text(UNAVAILABLE, language)

    def _told(self, bubbles: Sequence[Bubble]) -> list[Object]:
        return [structured(bubble, self._now()) for bubble in bubbles]


def _numbered(typed: str, bubbles: Sequence[Bubble]) -> Event:
    """A number is the button that it stands before; anything else is what was typed."""
    ask = bubbles[-1] if bubbles else None
    if ask and typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= len(ask.choices):
        return Choose(ask.question, ask.choices[int(typed) - 1].value)
    return Text(typed)


def _parsed(line: str) -> tuple[Event, str | None]:
    """One line of JSON. Raises ValueError with what was expected."""
    wanted = 'expected {"text": "…"}, {"choose": ["question", "value"]}, {"contact": "+46…"}'
    try:
        said = json.loads(line)
    except ValueError:
        raise ValueError(f"not one whole JSON object; {wanted}") from None
    if not isinstance(said, dict):
        raise ValueError(wanted)
    given = said.get("id")
    if given is not None and not isinstance(given, str | int):
        raise ValueError('"id" is a string or a number')
    return _event(said, wanted), None if given is None else str(given)


def _event(said: dict[str, object], wanted: str) -> Event:
    match said:
        case {"text": str(text)}:
            return Text(text)
        case {"contact": str(phone)}:
            return Contact(phone)
        case {"choose": [str(question), str(value)]}:
            return Choose(question, value)
        case {"choose": [str(question), [*values]]} if all(isinstance(v, str) for v in values):
            return Choose(question, tuple(str(v) for v in values))
        case {"start": _}:
            return Start()
        case _:
            raise ValueError(wanted)


def _json(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
