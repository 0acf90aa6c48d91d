"""All that people say, in every language."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dialogs.understanding.patterns import forget
from dialogs.understanding.shelf import Parsed, Shelf
from dialogs.understanding.speech import Speech
from dialogs.understanding.tiers import Alarm

if TYPE_CHECKING:
    from dialogs.understanding.keeping import Keep
    from dialogs.understanding.nearness import Encode

SURE = 0.75
"""From here on a message is in that language; under it, the language stays as it was."""
PERHAPS = 0.03
"""From here on a message may be in that language."""
HARDLY = 0.001
"""Under this a message is not in that language."""
EVERYWHERE = ("sv", "en")
"""Words of these are mixed into every language here; a lone word is of the first that has it, for
"hej" is said in Kurdish too."""
LETTERS = 10
"""So many tell a language for sure; "nä vänta" could be Finnish."""
MANY = 128
"""Rows of languages that are kept joined, at the most."""
MIXED = 3
"""Languages a message is read in besides, at the most."""


class Written(NamedTuple):
    """The languages that a message is written in.

    `tongues` are those to read it in, in order, `noticed` the one that is sure, and `perhaps` all
    in which an alarm is listened for.
    """

    tongues: tuple[str, ...]
    noticed: str | None
    perhaps: tuple[str, ...]


class Bank:
    """Made once, when something is first typed; read in every turn after that."""

    def __init__(
        self,
        files: Mapping[str, Parsed],
        encode: "Encode | None" = None,
        keep: "Keep | None" = None,
    ) -> None:
        """From the parsed files by language, the sentence encoder where there is one, and where
        what is learnt is kept."""
        # numpy takes 0.1 s to import, and some never type a word.
        from dialogs.understanding.keeping import anew
        from dialogs.understanding.noticing import Noticer
        from dialogs.understanding.ranking import Ranking

        self.languages = tuple(files)
        self._shelves = {code: Shelf(code, file) for code, file in files.items()}
        self._speeches: dict[tuple[str, ...], Speech] = {}
        self._alarms: dict[str, Alarm] = {}
        self.language_names = {
            " ".join(row): code
            for shelf in reversed(self._shelves.values())
            for row, code in shelf.rows("languages").items()
        }
        keep = keep or anew
        said = {code: shelf.texts() for code, shelf in self._shelves.items()}
        self._noticer = Noticer(said, keep)
        self.ranking = Ranking(self._shelves, encode, keep)

    def speech(self, tongues: Sequence[str]) -> Speech:
        """What is said in these languages, the first of them first; in all, where none is named.

        Raises ValueError for a phrase written wrongly.
        """
        key = tuple(dict.fromkeys(tongues)) or self.languages
        if key not in self._speeches:
            alone = [self.speech((code,)) for code in key] if len(key) > 1 else []
            if len(self._speeches) > MANY:  # whatever is typed
                self._speeches = {
                    one: kept for one, kept in self._speeches.items() if len(one) == 1
                }
            made = Speech.joined(alone) if alone else Speech.of(self._shelves[key[0]])
            self._speeches[key] = made
        return self._speeches[key]

    def alarm(self, language: str) -> Alarm:
        """The words of alarm of a language. Raises ValueError for a phrase written wrongly."""
        if language not in self._alarms:
            self._alarms[language] = Alarm(self._shelves[language])
        return self._alarms[language]

    def prepare(self) -> None:
        """Make now what is else made when first needed, but what is learnt from examples.

        Raises ValueError for a phrase written wrongly.
        """
        for code in self.languages:
            self.speech((code,))
            self.alarm(code)
            forget()

    def learn(self) -> None:
        """Learn now from the examples of all languages: it takes seconds."""
        for code in self.languages:
            self.ranking.learn(code)
        self.ranking.encode()

    def written(self, text: str, language: str) -> Written:
        """The languages of a message; `language` is that of the conversation, or empty.

        A word or two are too little to leave that.
        """
        likely = self._noticer.likely(text)
        noticed = next((code for code, share in likely.items() if share >= SURE), None)
        mixed = [code for code, share in likely.items() if share >= PERHAPS][:MIXED]
        own = [language] if language in self.languages else []
        long = len(text.split()) > 1 and sum(map(str.isalpha, text)) >= LETTERS
        first = [noticed, *own] if noticed and long else own or [EVERYWHERE[0]]
        if own and not long and likely.get(language, 0) >= HARDLY / 10:
            mixed = []  # "humana" is a company, though a Spanish word
        tongues = tuple(dict.fromkeys((*first, *mixed, *EVERYWHERE)))
        heard_in = (code for code in self.languages if likely.get(code, 0) >= HARDLY)
        perhaps = tuple(dict.fromkeys((*tongues, *heard_in)))
        return Written(tongues, noticed if long else None, perhaps)
