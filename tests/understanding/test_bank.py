import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from understanding.sentences import tell

from bot.languages.phrases import LOCALES, PhrasesError, load_bank, whole
from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import fold, words
from dialogs.understanding.patterns import Found, Lexicon, Phrase, forget, is_plain, parse
from dialogs.understanding.read import read
from dialogs.understanding.shelf import Shelf, phrases
from dialogs.understanding.spelling import Speller

SECTIONS = ("commands", "says", "intents")
THIRD = 3
"""Of 69 000 examples a third tells the share as well."""
LANGUAGES = tuple(sorted(path.parent.name for path in LOCALES.glob("*/phrases.toml")))


def file_of(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def shelf_of(language: str) -> Shelf:
    return Shelf(language, file_of(LOCALES / language / "phrases.toml"))


def changed(folder: Path, old: str, new: str, language: str = "en") -> Path:
    """Our own files of Swedish and of one language more, which is changed."""
    for code in ("sv", language):
        text = (LOCALES / code / "phrases.toml").read_text(encoding="utf-8")
        if code == language:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / code).mkdir()
        (folder / code / "phrases.toml").write_text(text, encoding="utf-8")
    return folder


def whole_of(folder: Path) -> Bank:
    return whole(load_bank(folder), folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[years]", "[ages]", "en/phrases.toml: years: missing; expected the keys of sv"),
        ("back = ", "bakc = ", "en/phrases.toml: commands.back: missing"),
        ("half_past = ", 'half_gone = ""\nhalf_past = ', "time.half_gone: unknown"),
        ('age = "years', 'age = 7 # "years', "years.age: expected phrases in a string"),
        ("call|ring|phone 112", "call|<nobody> 112", "safety.danger: <nobody> is no group"),
        ("call|ring|phone 112|911|999", "call ..", "safety.danger: 'call ..' begins or ends"),
        ("but, wrong,", "but, wrong ..,", "words.but: 'wrong ..' begins or ends"),
        ("dementia = ", "dementia = [", "en/phrases.toml: expected TOML in UTF-8"),
    ],
)
def test_a_wrong_file_says_where_and_what_was_expected(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder = changed(tmp_path, old, new)
    with pytest.raises(PhrasesError) as error:
        whole_of(folder)

    assert told in str(error.value)


def test_what_is_missing_in_several_places_is_told_at_once(tmp_path: Path) -> None:
    folder = changed(tmp_path, "back = ", "bakc = ")
    with pytest.raises(PhrasesError) as error:
        load_bank(folder)

    where = f"{folder / 'en' / 'phrases.toml'}"
    assert str(error.value).splitlines() == [
        f"{where}: commands.back: missing; expected the keys of sv",
        f"{where}: commands.bakc: unknown; expected the keys of sv",
    ]


def test_no_files_at_all(tmp_path: Path) -> None:
    with pytest.raises(PhrasesError, match=r"sv/phrases\.toml: expected this file, found none"):
        load_bank(tmp_path)


def test_every_language_ships_its_phrases(bank: Bank) -> None:
    assert bank.languages[0] == "sv"
    assert set(bank.languages) == {path.parent.name for path in LOCALES.glob("*/phrases.toml")}


def test_every_command_and_question_has_words_in_every_language() -> None:
    empty = []
    for path in LOCALES.glob("*/phrases.toml"):
        shelf = Shelf(path.parent.name, file_of(path))
        for section in ("safety", *SECTIONS):
            file = file_of(path)[section]
            empty += [(path, section, key) for key in file if not shelf.rows(section, key)]

    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_means_two_things(bank: Bank, language: str) -> None:
    frame = bank.speech((language,)).frame
    meant: dict[str, set[str]] = defaultdict(set)
    for section in SECTIONS:
        for phrase in shelf_of(language).pairs(section):
            if is_plain(phrase.text) and not phrase.meaning.startswith("begins"):
                key = frame.key(words(fold(phrase.text))) or fold(phrase.text)
                meant[key].add(f"{section}.{phrase.meaning}")

    assert {key: both for key, both in meant.items() if len(both) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_takes_the_whole_phrase_of_another(bank: Bank, language: str) -> None:
    speech = bank.speech((language,))
    stolen, told = [], 0
    for own in (speech.commands, speech.intents):
        told += len(own.whole)
        for key, (meaning, _) in own.whole.items():
            found = {f.meaning for f in own.inside.find(key.split())} - {meaning}
            stolen += [(key, meaning, other) for other in found]

    # A phrase that is known whole is never asked of the patterns; a few overlaps do no harm.
    assert len(stolen) <= 0.03 * told, stolen


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_steals_an_example_of_another(bank: Bank, language: str) -> None:
    stolen, some = [], list(shelf_of(language).samples())[::THIRD]
    for label, text in some:
        said = read(text, bank, language)
        known = said.command or said.says or said.intent or said.likely
        if known and known != label and not said.tier:
            stolen.append((label, known, text))
    tell(f"{language}: {len(stolen)} of {len(some)} examples are taken for another label")

    assert len(stolen) <= 0.01 * len(some), stolen


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_examples(language: str) -> None:
    many = Counter(label for label, _ in shelf_of(language).samples())
    least = 30 if language == "sv" else 10

    assert {label: n for label, n in many.items() if n < least} == {}


@pytest.mark.parametrize(
    ("phrase", "text", "spans"),
    [
        ("ont i? bröst*", "jag har ont i bröstet", [(2, 5)]),
        ("ont i? bröst*", "ont bröst", [(0, 2)]),
        ("ramlat .. upp", "ramlat och kommer inte upp nu", [(0, 5)]),
        ("ramlat .. upp", "ramlat a b c d e f g upp", []),
        ("^ ja $", "ja", [(0, 1)]),
        ("^ ja $", "ja tack", []),
        ("<who> slår", "min man slår", [(1, 3)]),
        ("a|b c", "b c a c", [(0, 2), (2, 4)]),
        ("a|b* c", "bd c", [(0, 2)]),
        ("ja|^ nu", "nu", [(0, 1)]),
        ("ramlat .. upp", "ramlat a b c d e f upp", [(0, 8)]),
        ("bröst*", "bröst", [(0, 1)]),
        ("bröst*", "brös", []),
        ("ja? $", "nej", []),
        ("en? a", "en en a", [(1, 3), (2, 3)]),
    ],
)
def test_how_phrases_are_written(phrase: str, text: str, spans: list[tuple[int, int]]) -> None:
    forget()  # what our own phrases have in common with these
    lexicon = Lexicon([Phrase(phrase, "it", {"who": ["man", "fru"]})])

    assert [(f.start, f.end) for f in lexicon.find(words(fold(text)))] == spans


def test_found_says_what_it_means() -> None:
    lexicon = Lexicon([Phrase("hej", "greeting", {}, "sv"), Phrase("hej då", "bye", {})])

    assert set(lexicon.find(["hej", "da"])) == {Found("greeting", 0, 1, "sv"), Found("bye", 0, 2)}


@pytest.mark.parametrize("phrase", ["..", "ja ..", "e-post", "<nobody>", "^ $", "^|$"])
def test_a_phrase_written_wrongly(phrase: str) -> None:
    forget()
    with pytest.raises(ValueError, match=r"holds no word|begins or ends|not one word|no group"):
        parse(phrase, {})


def test_a_list_of_phrases() -> None:
    assert phrases("ja, japp\n# a note, not a phrase\n  jo   då \nنعم، أجل") == [
        "ja", "japp", "jo då", "نعم", "أجل",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("tilbaka", "tillbaka"),
        ("tillbkaa", "tillbaka"),
        ("sokning", "sokning"),  # not bokning: the first letter is no slip
        ("humana", "humana"),
        ("helger", "helger"),
        ("bostad", "bostad"),  # two known words are equally near
    ],
)
def test_slips_of_the_pen(word: str, mended: str) -> None:
    speller = Speller(["tillbaka", "bokning", "human", "felger", "bostan", "bostar"], ["helg"])

    assert speller.mend(word) == mended
