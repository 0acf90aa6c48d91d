"""From messages to text: one renderer, every language, every door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from gettext import NullTranslations

from babel import Locale

from care.times import SWEDEN
from dialogs.messages import Arg, Button, Kept, Message, Tongue, label, t
from dialogs.replies import Ask, Bar, Card, Cards, Choice, File, Replies, Reply, Say

SOURCE = "sv"
OPEN, CLOSE = "\u2068", "\u2069"  # first strong isolate … pop: a Latin name inside Arabic

DAY = label("date", "EEEE d MMMM")
DAY_ON_BUTTON = label("button_date", "EEEE d MMMM")  # where a language needs a shorter one
CLOCK = label("time", "HH.mm")
AT = t("{day} klockan {time}")
ON_BUTTON = t("{day}, {time}")

Fill = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """An answer as it is shown. `lang` is set where it differs from the bubble's."""

    value: str
    label: str
    chosen: bool = False
    forward: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class BarText:
    """A figure as it is shown: `text` says it all in words."""

    label: str
    value: int
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class CardText:
    """A provider as it is shown."""

    provider: str
    name: str
    about: str
    lines: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    bars: tuple[BarText, ...] = ()


@dataclass(frozen=True, slots=True)
class Bubble:
    """One reply as text; `kind` is say, ask, cards or file. `reply` is what it was made of."""

    kind: str
    text: str
    lang: str
    dir: str
    question: str = ""
    choices: tuple[ChoiceText, ...] = ()
    fixed: tuple[ChoiceText, ...] = ()
    multiple: bool = False
    free: str = ""
    cards: tuple[CardText, ...] = ()
    file: File | None = None
    summary: str = ""


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
        apart = direction(language) == "rtl"
        gaps = {}
        for name, arg in message.args.items():
            said = self._gap(arg, language, kept)
            gaps[name] = OPEN + said + CLOSE if apart and not isinstance(arg, Message) else said
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
        said = self.text(choice.label, language)
        said = said[:1].upper() + said[1:]
        return ChoiceText(choice.value, said, choice.chosen, choice.forward, choice.lang)

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
        figure = self.text(t("{label}: {value} av 100", label=bar.label, value=bar.value), language)
        return BarText(said, bar.value, note, f"{figure}. {note}")

    def _gap(self, arg: Arg, language: str, kept: Fill) -> str:
        match arg:
            case str():
                return arg
            case Message():
                return self.text(arg, language, kept)
            case Kept(name):
                return kept(name)
            case tuple():
                return _list(tuple(self._gap(a, language, kept) for a in arg), language)
            case datetime():
                return self._moment(AT, DAY, arg, language)
            case Button(at):
                return self._moment(ON_BUTTON, DAY_ON_BUTTON, at, language)
            case Tongue(code):
                return _tongue(code, language)
            case date():
                return _day(arg, self.text(DAY, language), language)
            case time():
                return _clock(arg, self.text(CLOCK, language), language)
            case _:
                return str(arg)

    def _moment(self, pattern: Message, days: Message, at: datetime, language: str) -> str:
        wall = at.astimezone(SWEDEN)
        day = _day(wall.date(), self.text(days, language), language)
        clock = _clock(wall.time(), self.text(CLOCK, language), language)
        return self.text(pattern, language).format_map({"day": day, "time": clock})


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


@lru_cache(maxsize=4096)
def _list(items: tuple[str, ...], language: str) -> str:
    from babel.lists import format_list

    return format_list(items, locale=language)


@lru_cache(maxsize=1024)
def _tongue(code: str, language: str) -> str:
    return str(Locale.parse(language).languages.get(code, code))
