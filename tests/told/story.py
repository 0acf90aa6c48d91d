"""One conversation as it stands in a file: what people do, and beneath it what they see.

`> words` is typed, `= question value …` pressed, `@ number` shared, `: photo` sent, and `start
sv,fa leaflet` opens the chat. `by name door town` says who speaks (at the door `kiosk` one can only
read), `at` sets the clock, `due` lets all be sent that is due. `desk` is what the officer does
(`DESK`), `relay open 1`, `relay say words` and `relay close` how they answer in a chat, by its
number; `sql` what no short way leads to. `mine 9` tells the last of a person's own bubbles as the
page shows them again, and what was open after each.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import groupby

from reached import Collecting
from shown import shown, text

from bot.assembly import House
from bot.closed_days import ClosedDays
from bot.conversation import Address, Conversations
from bot.languages.phrases import load_bank
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.store import editions, relays
from bot.store.calls import WORDS
from bot.store.office import accounts, cases, choosing, closing, people, ringing
from bot.store.office.accounts import Office
from bot.store.office.acts import By
from bot.store.office.cases import Case
from bot.store.statement import Held
from bot.towns import Towns
from care.casework import Closing
from care.municipality import Municipality
from care.people import Right
from care.services import Service
from dialogs.events import Choose, Contact, Event, Start, Text, Unreadable
from dialogs.notices import notice
from dialogs.turn import turn

TOWN = "exempelby"
LONG = 4
"""Lines that are not written again."""
MORNING = datetime.fromisoformat("2026-11-23T09:00+01:00")
BACK_LATER = ("web", "telegram", "terminal")
CODE = re.compile(r"(?<![-\w])[0-9A-Z]{3} [0-9A-Z]{3}(?! ?\w)")
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b")

Act = Callable[[Held, Municipality, Case, By, list[str]], object]


def _confirm(held: Held, here: Municipality, case: Case, by: By, words: list[str]) -> object:
    provider, service, area = (*words, "")[:3]
    whom = choosing.Whose(*words[3:] or ["person"])
    return choosing.confirm(
        held, here, case, choosing.Choice(provider, Service(service), area, whom), by
    )


def _queue(held: Held, here: Municipality, case: Case, by: By, words: list[str]) -> object:
    return choosing.queue(held, here, case, words[0], by)


DESK: dict[str, Act] = {
    "confirm": _confirm,
    "queue": _queue,
    "order": lambda held, _, case, by, __: choosing.order(held, case, by),
    "accept": lambda held, _, case, by, __: choosing.accept(held, case, by),
    "start": lambda held, _, case, by, words: choosing.start(
        held, case, date.fromisoformat(words[0]), by
    ),
    "decided": lambda held, _, case, by, words: choosing.decided(
        held, case, date.fromisoformat(words[0]), by
    ),
    "choose-again": lambda held, _, case, by, __: choosing.choose_again(held, case, by),
    "cannot-choose": lambda held, _, case, by, __: choosing.cannot_choose(held, case, by),
    "cancel": lambda held, _, case, by, __: ringing.cancel(held, case, by),
    "in-vain": lambda held, _, case, by, __: ringing.not_reached(held, case, by),
    "close": lambda held, _, case, by, words: closing.close(held, case, Closing(words[0]), by),
    "reopen": lambda held, _, case, by, __: closing.reopen(held, case, by),
    "consent": lambda held, _, case, by, words: people.record_consent(
        held, case.id, int(words[0]), "Anna Lind", by.now
    ),
    "right": lambda held, _, case, by, words: people.check_right(
        held, case.id, int(words[0]), Right(words[1]), "Anna Lind", by.now
    ),
}
"""What the officer does in the first case of the house. Who consents is named by number."""


class Story:
    """The people of one file, in a house that sends what it has to send to a list."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ways = {way: Collecting() for way in (*BACK_LATER, "sms", "email")}
        self._conversations = Conversations(
            house.store, turn, house.wording, load_bank, house.catalogues,
            seed=1, closed=ClosedDays(), channels=self._ways, informing={"kiosk"},
            towns=Towns(sites=((TOWN, "https://val.exempelby.example"),)),
        )  # fmt: skip
        self._outbox = Outbox(
            house.store, self._ways, writers(notice, {}), house.wording, house.catalogues,
            towns=Towns("https://val.example.se"), closed=ClosedDays().__contains__,
        )  # fmt: skip
        self._now, self._who, self._turns = MORNING, Address("web", "", "me"), 0
        self._code = ""
        self._by: accounts.Account | None = None
        self._chat = 0
        self._seen: set[tuple[str, ...]] = set()

    async def told(self, script: list[str]) -> list[str]:
        """The script, and beneath each line what is seen then."""
        lines: list[str] = []
        for line in script:
            lines.append(line)
            lines += [f"    {one}".rstrip() for one in self._anew(await self._does(line))]
        return lines

    def _anew(self, lines: list[str]) -> Iterator[str]:
        """What has stood there before, word for word, is its first line and its last."""
        for empty, rows in groupby(lines, key="".__eq__):
            part = tuple(rows)
            known = not empty and part in self._seen
            self._seen.add(part)
            yield from (part[0], "…", part[-1]) if known and len(part) > LONG else part

    async def _does(self, line: str) -> list[str]:
        sign, _, rest = line.partition(" ")
        words = rest.split()
        match sign:
            case "" | "#":
                return []
            case "at":
                self._now = datetime.fromisoformat(rest)
            case "by":
                name, door, town = (*words, *("", "web", "")[len(words) :])
                self._who = Address(door, town, name)
            case "due":
                return await self._due()
            case "desk":
                self._desk(words)
            case "mine":
                past = self._conversations.past(self._who, int(words[0]), *words[1:])
                return ["", *(f"{one.mine or '-'} ({one.step})" for one in past)]
            case "relay":
                self._relay(words[0], rest.partition(" ")[2])
            case "sql":
                with self._house.store.writing() as held:
                    held.driver.execute(rest)
            case _:
                return self._hear(_event(sign, rest.replace("CODE", self._code), words))
        return []

    def _hear(self, event: Event) -> list[str]:
        self._turns += 1
        answer = self._conversations.hear(self._who, f"{self._turns}", event, self._now)
        return self._noted(shown(answer))

    async def _due(self) -> list[str]:
        while await self._outbox.work(self._now):
            pass
        lines = []
        for way, channel in self._ways.items():
            for address, dispatch in channel.sent:
                lines += ["", f"to {address} by {way}:", *text(dispatch.bubbles, dispatch.language)]
            channel.sent.clear()
        return self._noted(lines)

    def _noted(self, lines: list[str]) -> list[str]:
        """What is drawn by lot is only said to stand there: a code, and the word of a call."""
        found = CODE.findall("\n".join(lines))
        self._code = found[-1] if found else self._code
        return [WORD.sub("WORD", CODE.sub("CODE", line)) for line in lines]

    def _desk(self, words: list[str]) -> None:
        with self._house.store.writing() as held:
            here = self._house.catalogues.at(held, editions.number(held)).by_key[TOWN]
            case = cases.lock(held, self._house.store.seal, TOWN, 1)
            assert case is not None
            by = By(self._officer(held), self._now, ClosedDays().__contains__)
            DESK[words[0]](held, here, case, by, words[1:])

    def _relay(self, does: str, what: str) -> None:
        self._chat = int(what) if does == "open" else self._chat
        with self._house.store.writing() as held:
            if does == "open":
                anna = self._officer(held)
                relays.open(held, self._chat, TOWN, anna.id, anna.name, self._now)
            elif relay := relays.open_of(held, self._chat):
                if does == "say":
                    relays.say(held, self._house.store.seal, relay, what, self._now)
                else:
                    relays.close(held, relay, self._now)

    def _officer(self, held: Held) -> accounts.Account:
        if self._by is None:
            made = accounts.add(
                held, TOWN, "anna", "Anna Lind", frozenset({Office.OFFICER}), self._now,
                officer="anna-lind", password="-",
            )  # fmt: skip
            assert made is not None
            self._by = accounts.by_id(held, made)
        assert self._by is not None
        return self._by


def _event(sign: str, rest: str, words: list[str]) -> Event:
    match sign:
        case ">":
            return Text(rest)
        case "@":
            return Contact(rest)
        case ":":
            return Unreadable(rest)
        case "start":
            languages, leaflet = (*words, "", "")[:2]
            return Start(tuple(filter(None, languages.split(","))), leaflet)
        case "=":
            question, *values = words
            return Choose(question, values[0] if len(values) == 1 else tuple(values))
    raise ValueError(f"what is {sign!r}?")


def scripted(file: str) -> list[str]:
    """What people do, without what they see."""
    return [line for line in file.splitlines() if line[:1].strip()]
