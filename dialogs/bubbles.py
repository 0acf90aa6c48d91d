"""Replies as text in one language; each door shows what it can. `dialogs.wording` makes them."""

from dataclasses import dataclass

from dialogs.replies import File


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
    """A figure as it is shown: `figure` is "86 av 100", `text` says it all in words.

    `few` where the note warns that few answered.
    """

    label: str
    value: int
    figure: str
    note: str
    text: str
    few: bool = False


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
class ValueText:
    """What one field says of one provider: `text` in words, `bar` where it is a figure."""

    text: str
    bar: BarText | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class LineText:
    """One field of a comparison; `note` is what is so for all, or empty."""

    label: str
    values: tuple[ValueText, ...]
    note: str = ""

    @property
    def same(self) -> bool:
        """Whether the same is said of all."""
        return len({value.text for value in self.values}) == 1


@dataclass(frozen=True, slots=True)
class GroupText:
    """The fields that differ, or those that are alike, under a heading that says which."""

    heading: str
    lines: tuple[LineText, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class CompareText:
    """Two or three beside each other; a group without lines is left out."""

    names: tuple[str, ...]
    groups: tuple[GroupText, ...]


@dataclass(frozen=True, slots=True)
class PaperText:
    """A page to print."""

    title: str
    lang: str
    dir: str
    parts: "tuple[Bubble, ...]"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One reply as text; `kind` is say, ask, cards, compare, paper, file or line.

    `text` is what is said first: of cards and a comparison the heading, of a paper and a file
    what it is. A line is what an officer wrote, `by` name, as it was written.
    """

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
    compare: CompareText | None = None
    paper: PaperText | None = None
    file: File | None = None
    summary: str = ""
    by: str = ""
