"""The page of the chat: from the last turns to HTML, in the reader's language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment

from bot.conversation import Past
from bot.doors.statements import TITLES, Part
from bot.doors.words import OLD_LINK, OTHER_CHAT, SHOW_SWEDISH, UNAVAILABLE, WORDS, ring
from bot.languages.locales import Landing
from bot.rendering.paper import STATIC, environment
from care.municipality import Municipality
from dialogs.bubbles import Bubble, PaperText
from dialogs.messages import Message, t
from dialogs.steps.opening import MAY_CHOOSE, SAID_YES
from dialogs.wording import SOURCE, Wording, direction

EVERYWHERE = ("back", "human")
"""The answers that stand in the row at the foot, always in the same place."""

LATEST = "/#latest"
IN_SWEDISH = "/?in=sv"
START = "/?start="

SIZES = ("1", "2", "3")
"""Text of 19, 23 and 28 pixels."""

STRONG, USUAL = "strong", "usual"
"""Contrast: black and white alone, or as the page comes."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a page is made for: language, text size, contrast, and the one-use form token."""

    language: str
    size: str
    strong: bool
    token: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that went wrong, said kindly; what was typed stays in the field."""

    text: Message
    typed: str = ""
    also: Message | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """Whose chat it is, and whom to ring when the machine fails."""

    title: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """A link to the same page in another language."""

    href: str
    lang: str
    name: str


@dataclass(slots=True)
class Pages:
    """Renders. `sign` is asked for every page, for what it says can change.

    `landings` are the languages that only have a few words on the first page.
    """

    wording: Wording
    sign: Callable[[], Sign]
    landings: Sequence[Landing] = ()
    _words: dict[str, dict[str, str]] = field(default_factory=dict)
    _templates: Environment = field(init=False)
    _static: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._templates = environment()
        self._static = {path.name: _address(path) for path in STATIC.iterdir()}
        self._templates.globals.update(static=self._static, source=SOURCE)

    def chat(
        self, reader: Reader, past: Sequence[Past], notice: Notice | None = None, own: str = ""
    ) -> str:
        """The last turns and the open question. Only the open question has buttons.

        `own` is the language of the conversation, where it is shown in Swedish for once.
        """
        return self._render(
            "chat.html",
            reader,
            notice,
            turns=past,
            open=newest("ask", past),
            everywhere=EVERYWHERE,
            file=newest("file", past),
            relayed=past[-1].relayed,
            news=past[-1].news,
            swap=self._swap(reader.language, own),
            here=IN_SWEDISH if own else "",
            inside=IN_SWEDISH[1:] if own else "",
        )

    def languages(self, reader: Reader, names: Sequence[str], notice: Notice | None = None) -> str:
        """The first screen: each language by its own name."""
        offered = [(code, self.wording.names[code], direction(code)) for code in names]
        unbroken = self.sign().phone.replace(" ", "\u00a0")
        others = [(one.code, one.name, one.told(unbroken)) for one in self.landings]
        return self._render("languages.html", reader, notice, offered=offered, others=others)

    def plain(self, reader: Reader, notice: Notice) -> str:
        """A page that only says something, and leads back to the chat."""
        return self._render("plain.html", reader, notice)

    def closed(self, reader: Reader, told: Sequence[str], typed: str = "") -> str:
        """What is told while the chat is closed: ours first, then the operator's, then ours."""
        return self._render("closed.html", reader, Notice(UNAVAILABLE, typed), told=told)

    def link(
        self,
        reader: Reader,
        sign: Sign,
        here: str,
        notice: Notice | None = None,
        *,
        other: bool = False,
    ) -> str:
        """That `sign` has written, and one button; `here` is the page's own address.

        `other` is whether this browser has another chat, which it then shows no more.
        """
        news = t("Du har ett nytt meddelande från {municipality}.", municipality=sign.title)
        said = self.wording.text(news, reader.language)
        warned = self.wording.text(OTHER_CHAT, reader.language) if other else ""
        return self._render(
            "link.html",
            reader,
            notice,
            sign,
            here=here,
            action=here,
            told=[said, warned] if warned else [said],
            go="read",
        )

    def arrival(self, reader: Reader, link: str, notice: Notice | None = None) -> str:
        """What a leaflet's code leads to: what this is, and the button that begins."""
        told = [self.wording.text(said, reader.language) for said in (MAY_CHOOSE, SAID_YES)]
        return self._render(
            "link.html",
            reader,
            notice,
            told=told,
            go="again",
            start=link,
            here=f"{START}{link}",
            action=f"{START}{link}",
        )

    def statement(
        self,
        reader: Reader,
        name: str,
        told: Sequence[Part],
        here: Municipality | None,
        others: Sequence[Municipality],
    ) -> str:
        """One of the pages that all link to; `others` lead to that of each municipality."""
        text = partial(self.wording.text, language=reader.language)
        parts = [
            {"title": text(part.title), "said": [text(m) for m in part.said], "link": part.link}
            for part in told
        ]
        sign = Sign(here.name, here.phone or "") if here else None
        path = f"/{name}"
        return self._render(
            "statement.html",
            reader,
            None,
            sign,
            about=text(TITLES[name]),
            told=parts,
            path=path,
            others=[(town.key, town.name) for town in others],
            here=f"{path}?of={here.key}" if here else path,
        )

    def old_link(self, reader: Reader, sign: Sign) -> str:
        """That a link opens nothing, whom to ring, and the way to the chat."""
        return self._render("plain.html", reader, Notice(OLD_LINK), sign)

    def app(self) -> dict[str, object]:
        """The web app manifest: https://www.w3.org/TR/appmanifest/."""
        name = self.sign().title
        icons = [
            {"src": self._static[f"icon-{n}.png"], "sizes": f"{n}x{n}", "type": "image/png"}
            for n in (192, 512)
        ]
        return {
            "name": name,
            "short_name": name,
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#fbfaf7",
            "theme_color": "#fbfaf7",
            "icons": [one | {"purpose": "any maskable"} for one in icons],
        }

    def paper(self, paper: PaperText) -> str:
        """A page to print."""
        template = self._templates.get_template("paper.html")
        return template.render(paper=paper, words=self._in(paper.lang or SOURCE), style="")

    def best(self, wanted: Sequence[str]) -> list[str]:
        """The languages that ship, those the browser asks for first."""
        asked = [code for code in wanted if code in self.wording.names]
        return list(dict.fromkeys([*asked, *self.wording.names]))

    def _render(
        self,
        name: str,
        reader: Reader,
        notice: Notice | None,
        sign: Sign | None = None,
        **values: object,
    ) -> str:
        sign = sign or self.sign()
        language = reader.language or SOURCE
        words = self._in(language)
        at = SIZES.index(reader.size)
        return self._templates.get_template(name).render(
            lang=language,
            dir=direction(language),
            size=reader.size,
            smaller=SIZES[at - 1] if at else "",
            larger=SIZES[at + 1] if at + 1 < len(SIZES) else "",
            strong=reader.strong,
            contrast=USUAL if reader.strong else STRONG,
            token=reader.token,
            title=sign.title,
            words=words,
            who=words["human" if values.get("relayed") else "machine"],
            notice=self._said(notice, language) if notice else "",
            typed=notice.typed if notice else "",
            failing=notice is not None and notice.text is UNAVAILABLE,
            old=notice is not None and notice.text is OLD_LINK,
            ring=self._ring(language, sign.phone),
            **{"here": "", "start": "", **values},
        )

    def _said(self, notice: Notice, language: str) -> str:
        said = (notice.text, notice.also) if notice.also else (notice.text,)
        return " ".join(self.wording.text(one, language) for one in said)

    def _swap(self, shown: str, own: str) -> Swap | None:
        """The way between a translation and the Swedish that it was made from."""
        if own:
            return Swap(LATEST, own, self.wording.names[own])
        if shown == SOURCE:
            return None
        return Swap(IN_SWEDISH + LATEST[1:], shown, self.wording.text(SHOW_SWEDISH, shown))

    def _ring(self, language: str, phone: str) -> str:
        return self.wording.text(ring(phone), language) if phone else ""

    def _in(self, language: str) -> dict[str, str]:
        if language not in self._words:
            said = {name: self.wording.text(m, language) for name, m in WORDS.items()}
            self._words[language] = said
        return self._words[language]


def newest(kind: str, past: Sequence[Past]) -> Bubble | None:
    """The last bubble of a kind: of "ask" it is the open question."""
    told = (bubble for turn in reversed(past) for bubble in reversed(turn.bubbles))
    return next((bubble for bubble in told if bubble.kind == kind), None)


def _address(path: Path) -> str:
    """With the content's fingerprint, so that a browser may keep it for ever."""
    return f"/static/{path.name}?{sha256(path.read_bytes()).hexdigest()[:12]}"
