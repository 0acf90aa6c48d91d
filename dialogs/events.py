"""What comes in through a door. Typed text is first read by `dialogs.understanding`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Something typed, as it was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A button: its question and its value; a form with several ticks gives a tuple."""

    question: str
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number handed over by a button."""

    phone: str


@dataclass(frozen=True, slots=True)
class Start:
    """The person opens the chat. `languages` are guesses (browser, app): they only sort.

    `leaflet` is the link of the leaflet that they came by (`dialogs.arriving`).
    """

    languages: tuple[str, ...] = ()
    leaflet: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A photo, a voice note, a sticker: `kind` names it."""

    kind: str


Event = Text | Choose | Contact | Start | Unreadable
