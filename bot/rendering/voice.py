"""Reading aloud for a door that has no voice of its own: text to OGG/Opus, by espeak-ng.

The program runs apart and hears the text on its standard input, so that nothing of it stands in a
list of processes. What was read stays in memory for ten minutes and never on disk, for names are in
it.
"""

import asyncio
import io
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from shutil import which
from typing import TYPE_CHECKING

from bot.rendering.paragraphs import paragraphs
from dialogs.bubbles import Bubble
from dialogs.wording import CLOSE, LEFT_IN_SWEDISH, OPEN, SOURCE, SWEDISH

if TYPE_CHECKING:
    import numpy

LANGUAGES = frozenset(("sv", "fi", "ar", "fa", "en", "pl", "es", "tr", "bs", "ru", "uk", "ku"))
"""The languages of ours that espeak-ng has a voice for."""

PACE = 140
"""Words a minute: espeak-ng's own is 175, and our listeners are old."""
RATE = 24_000
"""Samples a second: what Opus takes, and enough for a voice."""
PAUSE = 0.35
"""Seconds between two pieces."""
LONGEST = 60.0
"""Seconds that the program may work."""
SMALL = 0.94
"""How hard Opus squeezes: some 20 kbit/s, clear for a voice and a tenth of what it would take."""
LONGEST_TEXT = 1500
"""Letters of a message that are read: a minute and a half. A long list is read in part."""
IN_LINE = 4
"""So many may wait to be read to."""
KEPT = 600.0
"""Seconds that what was read is remembered."""
REMEMBERED = 16

Piece = tuple[str, str]
"""A language, and words in it."""

_CLOCK = re.compile(r"\b(\d{1,2})[.:](\d{2})\b")
_PHONE = re.compile(r"(?<![\d.])\+?\d[\d\u00a0 -]{5,}\d")
_DAY = re.compile(r"\b(\d{1,2})(?= (?:januari|februari|mars|april|maj|juni|juli|augusti|september"
                  r"|oktober|november|december)\b)")  # fmt: skip
_SAID_AS = {"112": "1 1 2", "1177": "11 77"}
_SHORT = re.compile(r"\b(?:112|1177)\b")
_UNSAID = str.maketrans("", "", OPEN + CLOSE + SWEDISH + "✓\u200f")


class Mute(Exception):
    """The program is not there, could not say it, or has too many in line."""


def installed() -> bool:
    """Whether this machine can read aloud at all."""
    return which("espeak-ng") is not None


def pieces(bubbles: Sequence[Bubble]) -> tuple[Piece, ...]:
    """What a turn says, its answers too, as it is read: each paragraph, in its own language."""
    told: list[Piece] = []
    for bubble in bubbles:
        language = bubble.lang or SOURCE
        for paragraph in paragraphs((bubble,)):
            words = "\n".join(f"{name}. {said}" if name else said for name, said in paragraph)
            told += _by_language(words, language)
        for choice in bubble.choices:
            # The names of languages, of which some have no voice.
            own = choice.lang if choice.lang in LANGUAGES else language
            told.append((own or language, f"{choice.label}."))
    read = ((language, spoken(words, language)) for language, words in told if words.strip())
    return tuple(_no_longer(read))


def _no_longer(told: Iterable[Piece]) -> Iterator[Piece]:
    left = LONGEST_TEXT
    for language, words in told:
        if left <= 0:
            return
        yield language, words[:left]
        left -= len(words)


def _by_language(words: str, language: str) -> Iterator[Piece]:
    for n, part in enumerate(LEFT_IN_SWEDISH.split(words)):
        yield (SOURCE if n % 2 else language), part


def spoken(words: str, language: str) -> str:
    """Words as they are said: a time without its point, a number to dial digit by digit."""
    words = words.translate(_UNSAID)
    words = _CLOCK.sub(lambda at: at[1] if at[2] == "00" else f"{at[1]} {at[2]}", words)
    words = _PHONE.sub(_dialled, words)
    words = _SHORT.sub(lambda number: _SAID_AS[number[0]], words)
    return _DAY.sub(_ordinal, words) if language == SOURCE else words


def _ordinal(day: re.Match[str]) -> str:
    return f"{day[1]}:{'a' if day[1] in ('1', '2', '21', '22', '31') else 'e'}"


def _dialled(number: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", number[0])
    grouped = len(digits) > 5 and (digits.startswith("0") or "-" in number[0] or "+" in number[0])
    return " ".join(digits) if grouped else number[0]


class Reader:
    """Reads for many, one after the other in a thread of its own, so that nobody else waits."""

    def __init__(self, kept: float = KEPT) -> None:
        self._one = ThreadPoolExecutor(1, thread_name_prefix="voice")
        self._seconds = kept
        self._kept: dict[tuple[Piece, ...], bytes] = {}
        self._waiting: set[object] = set()

    def begins(self, who: object) -> bool:
        """Whether this one may wait for a reading: once at a time, and not behind too many.

        Raises Mute where the line is too long.
        """
        if who in self._waiting:
            return False
        if len(self._waiting) >= IN_LINE:
            raise Mute("busy")
        self._waiting.add(who)
        return True

    async def read(self, who: object, told: tuple[Piece, ...]) -> bytes:
        """The sound, for one who may wait. Raises Mute."""
        loop = asyncio.get_running_loop()
        try:
            sound = self._kept.get(told)
            if sound is None:
                sound = await loop.run_in_executor(self._one, aloud, told)
                if len(self._kept) < REMEMBERED:
                    self._kept[told] = sound
                    # By a timer, not at the next reading: on a quiet day there may be none.
                    loop.call_later(self._seconds, self._kept.pop, told, None)
            return sound
        finally:
            self._waiting.discard(who)


def aloud(told: tuple[Piece, ...]) -> bytes:
    """The pieces as one OGG/Opus file, with a pause between them. Raises Mute."""
    import numpy as np
    import soundfile

    parts: list[numpy.ndarray] = []
    for language, words in told:
        parts += [_said(words, language), np.zeros(int(PAUSE * RATE), np.float32)]
    out = io.BytesIO()
    whole = np.concatenate(parts)
    soundfile.write(out, whole, RATE, format="OGG", subtype="OPUS", compression_level=SMALL)
    return out.getvalue()


def _said(words: str, language: str) -> "numpy.ndarray":
    import numpy as np
    import soundfile

    command = ("espeak-ng", "-v", language, "-s", str(PACE), "--stdin", "--stdout")
    try:
        ran = subprocess.run(
            command,
            input=words.encode(errors="replace"),
            capture_output=True,
            check=True,
            timeout=LONGEST,
        )
        sound, rate = soundfile.read(io.BytesIO(ran.stdout), dtype="float32")
    except (OSError, subprocess.SubprocessError, soundfile.LibsndfileError) as error:
        raise Mute(type(error).__name__) from error
    here = np.arange(0, len(sound), rate / RATE)
    at_rate: numpy.ndarray = np.interp(here, np.arange(len(sound)), sound)
    return at_rate.astype(np.float32)
