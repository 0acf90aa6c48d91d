"""From messages to text: one renderer, every language, every door."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from gettext import NullTranslations

from babel import Locale

from care.times import SWEDEN
from dialogs.bubbles import (
    BarText,
    Bubble,
    CardText,
    ChoiceText,
    CompareText,
    GroupText,
    LineText,
    PaperText,
    ValueText,
)
from dialogs.casing import begun, within
from dialogs.messages import Arg, Button, Kept, Message, Tongue, Written, label, t
from dialogs.replies import (
    MISSING,
    Ask,
    Bar,
    Card,
    Cards,
    Choice,
    Compare,
    File,
    Line,
    Paper,
    Replies,
    Reply,
    Say,
)

SOURCE = "sv"
OPEN, CLOSE = "\u2068", "\u2069"  # first strong isolate … pop: a Latin name inside Arabic
SWEDISH = "\u2066"
"""Left-to-right isolate, until CLOSE: words that are left in Swedish inside another language."""
LEFT_IN_SWEDISH = re.compile(f"{SWEDISH}([^{CLOSE}]*){CLOSE}")

DAY = label("date", "EEEE d MMMM")
DAY_ON_BUTTON = label("button_date", "EEEE d MMMM")  # where a language needs a shorter one
CLOCK = label("time", "HH.mm")
AT = t("{day} klockan {time}")
ON_BUTTON = t("{day}, {time}")
DIFFERS = t("Det här skiljer")
ALIKE_BOTH = t("Lika för båda")
ALIKE_ALL = t("Lika för alla tre")
ONLY_SWEDISH = t("Den här texten finns bara på svenska.")

Fill = Callable[[str], str]


def _nothing_kept(_field: str) -> str:
    return "–"


@dataclass(frozen=True, slots=True)
class Wording:
    """The catalogues of all languages that ship; Swedish is the text in the code itself.

    `names` is each language's own name, in the order in which they are offered; `drafts` those
    whose translation nobody has reviewed.
    """

    catalogues: Mapping[str, NullTranslations]
    names: Mapping[str, str]
    drafts: frozenset[str] = frozenset()
    _swedish: NullTranslations = field(default_factory=NullTranslations)

    def text(self, message: Message | str, language: str, kept: Fill = _nothing_kept) -> str:
        """The words of one message; a str is a name and stays as it is."""
        if isinstance(message, str):
            return message
        catalogue = self.catalogues.get(language, self._swedish)
        if message.plural:
            words = catalogue.ngettext(message.text, message.plural, message.n)
        elif message.context:
            words = catalogue.pgettext(message.context, message.text)
        else:
            words = catalogue.gettext(message.text)
        if not message.args:
            return words
        gaps = {}
        for name, arg in message.args.items():
            said = self._gap(arg, language, kept)
            gaps[name] = _apart(said, arg, language)
        return words.format_map(gaps)

    def bubbles(
        self, replies: Replies, language: str, kept: Fill = _nothing_kept
    ) -> tuple[Bubble, ...]:
        """All replies as text, in order."""
        return tuple(self._bubble(reply, language, kept) for reply in replies)

    def _bubble(self, reply: Reply, language: str, kept: Fill) -> Bubble:
        side = direction(language)
        match reply:
            case Say(text, lines):
                told = (self.text(m, language, kept) for m in (text, *lines))
                return Bubble("say", "\n\n".join(told), language, side)
            case Ask():
                return Bubble(
                    "ask",
                    self.text(reply.text, language, kept),
                    language,
                    side,
                    question=reply.question,
                    choices=tuple(self._choice(c, language) for c in reply.choices),
                    fixed=tuple(self._choice(c, language) for c in reply.fixed),
                    multiple=reply.multiple,
                    free=reply.free or "",
                )
            case Cards(title, cards):
                shown = tuple(self._card(card, language) for card in cards)
                return Bubble("cards", self.text(title, language), language, side, cards=shown)
            case Compare(title):
                said = self.text(title, language)
                return Bubble("compare", said, language, side, compare=self._table(reply, language))
            case Paper(caption, title, parts):
                inside = tuple(self._bubble(part, language, kept) for part in parts)
                page = PaperText(self.text(title, language), language, side, inside)
                return Bubble("paper", self.text(caption, language), language, side, paper=page)
            case File():
                return Bubble(
                    "file",
                    self.text(reply.caption, language),
                    language,
                    side,
                    file=reply,
                    summary=self.text(reply.summary, language),
                )

    def _choice(self, choice: Choice, language: str) -> ChoiceText:
        # A name of the catalogue is Swedish, and is to be read aloud so.
        named = SOURCE if isinstance(choice.label, str) and language != SOURCE else None
        said = begun(self.text(choice.label, language), named or language)
        lang = choice.lang or named
        return ChoiceText(choice.value, said, choice.chosen, choice.forward, lang)

    def _card(self, card: Card, language: str) -> CardText:
        def all_of(messages: tuple[Message, ...]) -> tuple[str, ...]:
            return tuple(self.text(m, language) for m in messages)

        return CardText(
            card.provider,
            card.name,
            self.text(card.about, language),
            all_of(card.lines),
            all_of(card.meets),
            all_of(card.unknown),
            all_of(card.lacks),
            tuple(self._bar(bar, language) for bar in card.bars),
        )

    def _bar(self, bar: Bar, language: str) -> BarText:
        said, note = self.text(bar.label, language), self.text(bar.note, language)
        short = self.text(t("{n} av 100", n=bar.value), language)
        figure = self.text(t("{label}: {value} av 100", label=bar.label, value=bar.value), language)
        return BarText(said, bar.value, short, note, f"{figure}. {note}", bar.few)

    def _table(self, compare: Compare, language: str) -> CompareText:
        alike = ALIKE_BOTH if len(compare.names) == 2 else ALIKE_ALL
        groups = ((DIFFERS, compare.differ, True), (alike, compare.alike, False))
        return CompareText(
            compare.names,
            tuple(
                GroupText(
                    self.text(heading, language),
                    tuple(self._line(line, language) for line in lines),
                    differs,
                )
                for heading, lines, differs in groups
                if lines
            ),
        )

    def _line(self, line: Line, language: str) -> LineText:
        return LineText(
            self.text(line.label, language),
            tuple(self._value(value, language) for value in line.values),
            self.text(line.note, language) if line.note else "",
        )

    def _value(self, value: Message | Bar, language: str) -> ValueText:
        if isinstance(value, Message):
            said = self.text(value, language)
            gap = value.args.get(value.text[1:].partition("}")[0])
            own = isinstance(gap, str | Written)
            # A name of its own, an address too, is shown as it is.
            return ValueText(said if own else begun(said, language), missing=value == MISSING)
        bar = self._bar(value, language)
        return ValueText(f"{bar.figure}. {bar.note}", bar)

    def _gap(self, arg: Arg, language: str, kept: Fill) -> str:
        match arg:
            case str():
                return arg
            case Message():
                return self.text(arg, language, kept)
            case Kept(name):
                return kept(name)
            case tuple():
                told = (self._gap(a, language, kept) for a in arg)
                joined = (
                    within(said, language) if n and _labels(arg[n]) else said
                    for n, said in enumerate(told)
                )
                words = (_apart(said, a, language) for said, a in zip(joined, arg, strict=True))
                return _list(tuple(words), language)
            case datetime():
                return self._moment(AT, DAY, arg, language)
            case Button(at):
                return self._moment(ON_BUTTON, DAY_ON_BUTTON, at, language)
            case Tongue(code):
                return _tongue(code, language)
            case Written(words):
                return self._written(words, language)
            case date():
                return _day(arg, self.text(DAY, language), language)
            case time():
                return _clock(arg, self.text(CLOCK, language), language)
            case _:
                return str(arg)

    def _written(self, words: Mapping[str, str], language: str) -> str:
        if own := words.get(language or SOURCE):
            return own
        return f"{SWEDISH}{words[SOURCE]}{CLOSE} ({self.text(ONLY_SWEDISH, language)})"

    def _moment(self, pattern: Message, days: Message, at: datetime, language: str) -> str:
        wall = at.astimezone(SWEDEN)
        day = _day(wall.date(), self.text(days, language), language)
        clock = _clock(wall.time(), self.text(CLOCK, language), language)
        return self.text(pattern, language).format_map({"day": day, "time": clock})


def _apart(said: str, arg: Arg, language: str) -> str:
    """What fills a gap, set apart where the text runs from right to left; our words need not."""
    own = isinstance(arg, Message | tuple) or direction(language) != "rtl"
    return said if own else OPEN + said + CLOSE


def _labels(arg: Arg) -> bool:
    return isinstance(arg, Message) and bool(arg.context)


@lru_cache
def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return Locale.parse(language).text_direction if language else "ltr"


@lru_cache(maxsize=4096)
def _day(day: date, pattern: str, language: str) -> str:
    from babel.dates import format_date  # loaded with the first date: a start needs none

    return format_date(day, pattern, locale=language)


@lru_cache(maxsize=4096)
def _clock(wall: time, pattern: str, language: str) -> str:
    from babel.dates import format_time

    return format_time(wall, pattern, locale=language)


LISTED = {"ckb": "fa"}
"""CLDR knows no lists in Sorani: they are joined as in Persian, "a، b، و c"."""


@lru_cache(maxsize=4096)
def _list(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list

    return format_list(items, locale=LISTED.get(language, language))


@lru_cache(maxsize=1024)
def _tongue(code: str, language: str) -> str:
    return str(Locale.parse(language).languages.get(code, code))
