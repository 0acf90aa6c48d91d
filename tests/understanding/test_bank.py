import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from bot.phrases import LOCALES, PhrasesError, load_bank
from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import fold, words
from dialogs.understanding.patterns import Found, Lexicon, Phrase, is_plain, parse
from dialogs.understanding.shelf import Shelf, phrases
from dialogs.understanding.spelling import Speller

SECTIONS = ("commands", "says", "intents")


def file_of(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def changed(folder: Path, old: str, new: str, language: str = "en") -> Path:
    """Our own files, with one of them changed."""
    for path in LOCALES.glob("*/phrases.toml"):
        text = path.read_text(encoding="utf-8")
        if path.parent.name == language:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.parent.name).mkdir()
        (folder / path.parent.name / path.name).write_text(text, encoding="utf-8")
    return folder


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
    with pytest.raises(PhrasesError) as error:
        load_bank(changed(tmp_path, old, new))

    assert told in str(error.value)


def test_no_files_at_all(tmp_path: Path) -> None:
    with pytest.raises(PhrasesError, match=r"sv/phrases\.toml: expected this file, found none"):
        load_bank(tmp_path)


def test_every_language_ships_its_phrases(bank: Bank) -> None:
    assert bank.languages[0] == "sv"
    assert set(bank.languages) == {path.parent.name for path in LOCALES.glob("*/phrases.toml")}


def test_every_command_and_question_has_words_in_every_language() -> None:
    empty = []
    for path in LOCALES.glob("*/phrases.toml"):
        shelf = Shelf({path.parent.name: file_of(path)})
        for section in ("safety", *SECTIONS):
            file = file_of(path)[section]
            empty += [(path, section, key) for key in file if not shelf.rows(section, key)]

    assert empty == []


def test_no_phrase_means_two_things(bank: Bank) -> None:
    shelf = Shelf({path.parent.name: file_of(path) for path in LOCALES.glob("*/phrases.toml")})
    meant: dict[str, set[str]] = defaultdict(set)
    for section in SECTIONS:
        for phrase in shelf.pairs(section):
            if is_plain(phrase.text) and not phrase.meaning.startswith("begins"):
                key = bank.frame.key(words(fold(phrase.text))) or fold(phrase.text)
                meant[key].add(f"{section}.{phrase.meaning}")

    assert {key: both for key, both in meant.items() if len(both) > 1} == {}


def test_no_pattern_takes_the_whole_phrase_of_another(bank: Bank) -> None:
    stolen = []
    for own in (bank.commands, bank.intents):
        for key, (meaning, _) in own.whole.items():
            found = {f.meaning for f in own.inside.find(key.split())} - {meaning}
            stolen += [(key, meaning, other) for other in found]

    # A phrase that is known whole is never asked of the patterns; a few overlaps do no harm.
    assert len(stolen) <= 0.03 * len([*bank.commands.keys, *bank.intents.keys]), stolen


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
    ],
)
def test_how_phrases_are_written(phrase: str, text: str, spans: list[tuple[int, int]]) -> None:
    lexicon = Lexicon([Phrase(phrase, "it", {"who": ["man", "fru"]})])

    assert [(f.start, f.end) for f in lexicon.find(words(fold(text)))] == spans


def test_found_says_what_it_means() -> None:
    lexicon = Lexicon([Phrase("hej", "greeting", {}, "sv"), Phrase("hej då", "bye", {})])

    assert set(lexicon.find(["hej", "da"])) == {Found("greeting", 0, 1, "sv"), Found("bye", 0, 2)}


@pytest.mark.parametrize("phrase", ["..", "ja ..", "e-post", "<nobody>", "^ $"])
def test_a_phrase_written_wrongly(phrase: str) -> None:
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
