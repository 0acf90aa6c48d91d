"""What a text is made of: rows of letters, concepts, and what they say of language and meaning."""

import numpy as np
import pytest
from understanding import tongues

from dialogs.understanding.concepts import PAIRS, Concepts
from dialogs.understanding.deciding import SHOWN
from dialogs.understanding.fold import clean, digits, fold, words
from dialogs.understanding.grams import COUNT, grams
from dialogs.understanding.keeping import Arrays
from dialogs.understanding.nearness import Nearness, Vectors
from dialogs.understanding.noticing import Noticer
from dialogs.understanding.patterns import Found, Lexicon, Phrase
from dialogs.understanding.ranking import BESIDE, Ranking
from dialogs.understanding.shelf import Shelf

FEE, TIME, BOTH = range(3)


@pytest.fixture
def concepts() -> Concepts:
    """By number, in this order."""
    told = {"fee": ["kost", "pris*"], "time": ["*dag", "*vänt*"], "both": ["kost", "pri*"]}
    return Concepts(told)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kost", {FEE, BOTH}),
        ("kosta", set()),
        ("priset", {FEE, BOTH}),
        ("pris", {FEE, BOTH}),
        ("prima", {BOTH}),
        ("pr", set()),
        ("onsdag", {TIME}),
        ("dagen", set()),
        ("inväntar", {TIME}),
        ("vant", {TIME}),
        ("hej", set()),
        ("prima onsdag", {BOTH, TIME}),
    ],
)
def test_the_concepts_of_a_text(concepts: Concepts, text: str, found: set[int]) -> None:
    assert concepts.count == 3
    assert concepts.found(fold(text))[0] == found


def test_concepts_side_by_side_are_a_pair_whatever_says_nothing_between(
    concepts: Concepts,
) -> None:
    def pairs(text: str) -> set[int]:
        return concepts.found(text)[1]

    assert pairs("onsdag") == set()
    assert len(pairs("onsdag prima")) == 1
    assert pairs("onsdag prima") != pairs("prima onsdag")
    assert pairs("onsdag och sa prima") == pairs("onsdag prima")
    assert len(pairs("onsdag kost")) == 2
    assert pairs("onsdag prima dagdag") == pairs("onsdag prima") | pairs("prima onsdag")
    assert all(0 <= pair < PAIRS for pair in pairs("onsdag kost onsdag"))


@pytest.mark.parametrize(
    ("text", "shortest", "longest", "many"),
    [
        ("", 1, 4, 0),
        ("a", 1, 1, 3),  # and the blanks at both ends
        ("a", 2, 2, 2),
        ("a", 3, 3, 1),
        ("a", 1, 3, 6),
        ("a", 4, 4, 0),
        ("a", 1, 9, 6),
        ("abc", 2, 4, 4 + 3 + 2),
    ],
)
def test_the_rows_of_letters_in_a_text(text: str, shortest: int, longest: int, many: int) -> None:
    assert len(grams(text, shortest, longest)) == many


def test_the_same_row_is_the_same_number_wherever_it_stands() -> None:
    assert grams("aba", 1, 1).tolist() == [*grams("ab", 1, 1)[:3].tolist(),
                                           *grams("a", 1, 1)[1:].tolist()]  # fmt: skip
    assert set(grams("hej", 2, 3).tolist()) <= set(grams("hej hej", 2, 3).tolist())
    assert len(set(grams("abcdefghij", 1, 4).tolist())) == 10 + 1 + 11 + 10 + 9
    assert grams("åäö 👍 hej", 1, 4).max() < COUNT


def test_a_message_is_of_the_language_whose_rows_of_letters_it_has() -> None:
    noticer = Noticer({"sv": ["jag vill ha hjälp hemma"], "fi": ["haluan apua kotiin"]})
    likely = noticer.likely("hjälp mig")

    assert list(likely) == ["sv", "fi"]
    assert list(noticer.likely("APUA minä")) == ["fi", "sv"]
    assert sum(likely.values()) == pytest.approx(1)
    assert likely["sv"] > 0.9
    assert list(noticer.likely("hjalp")) == ["sv", "fi"]  # without its accents
    assert noticer.likely("070 123") == noticer.likely("") == noticer.likely("?!") == {}
    assert noticer.likely("hjälp 4you mig") == likely  # a word with figures tells nothing
    assert noticer.likely("hjälp, mig!") == likely


def test_what_was_noticed_is_kept_under_its_name() -> None:
    kept: dict[str, Arrays] = {}

    def keep(name: str, learn: object) -> Arrays:
        assert callable(learn)
        kept[name] = learn()
        return kept[name]

    Noticer({"sv": ["hej"], "fi": ["hei"]}, keep)

    assert {name: {k: v.shape for k, v in kept[name].items()} for name in kept} == {
        "languages": {"weights": (2, COUNT)}
    }


def test_the_likeliest_meaning_stands_first() -> None:
    ranking = Ranking({"one": tongues.shelf(), "two": Shelf("two", tongues.TWO)})
    own = ranking.rank("wat kost de hulp", ("one",))
    beside = ranking.rank("wat kost de hulp", ("two", "one"))

    assert ranking.labels == (
        "fee", "queue", "danger", "back", "human", "yes", "no", "dont_know", "answer",
    )  # fmt: skip
    assert own[0].label == beside[0].label == "fee"
    assert own[0].score > 0.8
    assert [one.score for one in own] == sorted((one.score for one in own), reverse=True)
    assert len(own) == SHOWN
    assert beside[0].score == pytest.approx(BESIDE * own[0].score, abs=0.002)
    assert ranking.rank("man", ("one",))[0].label == "answer"
    assert ranking.near("wat kost") is None
    assert ranking.learn("one") is ranking.learn("one")
    assert {one.score for one in ranking.rank("123", ("one",))} == {0.0}


def encoded(texts: list[str] | tuple[str, ...]) -> Vectors:
    """A stand-in of two numbers: whether it speaks of money, and of waiting."""
    told = [("kost" in text or "kanto" in text, "lang" in text or "kuando" in text)
            for text in texts]  # fmt: skip
    return np.array(told, np.float32)


def test_an_encoder_tells_what_is_near_in_meaning() -> None:
    examples = [(0, "kost det"), (0, "kost"), (1, "lang"), (1, "lang nun"), (2, "hej")]
    nearness = Nearness(encoded, examples, 4)

    assert nearness.scores("wat kost").argmax() == 0
    assert nearness.scores("wat lang").argmax() == 1
    assert nearness.scores("wat lang").shape == (4,)
    assert nearness.scores("wat lang")[3] == pytest.approx(0, abs=1e-6)


def test_nearness_is_added_to_a_part_of_likeness() -> None:
    ranking = Ranking({"one": tongues.shelf(), "two": Shelf("two", tongues.TWO)}, encoded)
    assert ranking.near("kost") is None  # nothing is learnt yet
    ranking.encode()
    near = ranking.near("kanto")

    assert near is not None
    assert ranking.rank("kanto", ("one",), near)[0].label == "fee"
    assert ranking.rank("kanto", ("one",))[0].score < 0.1


@pytest.mark.parametrize(
    ("text", "cleaned", "folded"),
    [
        ("Åsa", "Åsa", "asa"),
        ("a\tb", "a b", "a b"),
        ("a\nb", "a\nb", "a b"),
        ("a\x00\x07b", "a b", "a b"),
        ("a\u200bb", "ab", "ab"),
        ("a\u202eb", "ab", "ab"),
        ("\ud800a", "a", "a"),
        ("Ærø", "Ærø", "aro"),
        ("Işık", "Işık", "isik"),
        ("ŁÓDŹ đ", "ŁÓDŹ đ", "lodz d"),
        ("کی", "کی", "كي"),
        ("  a   b  ", "  a   b  ", "a b"),
        ("a\u00a0b", "a\u00a0b", "a b"),
        ("ǅ", "ǅ", "dz"),
        ("７", "７", "7"),
    ],
)
def test_a_text_is_cleaned_and_folded(text: str, cleaned: str, folded: str) -> None:
    assert clean(text) == cleaned
    assert fold(clean(text)) == folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [("٠٧٠", "070"), ("۱۲", "12"), ("a٣b", "a3b"), ("½", "½"), ("𝟗", "9"), ("Å1", "Å1")],
)
def test_figures_of_every_script_are_figures(text: str, plain: str) -> None:
    assert digits(text) == plain


def test_words_are_letters_and_figures_in_a_row() -> None:
    assert words("don't l’eau e-post snake_case 10.30 hej!") == [
        "dont", "leau", "e", "post", "snake", "case", "10", "30", "hej",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "text", "spans"),
    [
        ("a .. b .. c", "a x b y y c", [(0, 6)]),
        ("a .. b", "a b", [(0, 2)]),
        ("a .. b", "b a", []),
        ("a .. b", "a b b", [(0, 2)]),  # the nearest is enough
        ("a b|cc* d", "a ccc d", [(0, 3)]),
        ("a long* b", "a longer b", [(0, 3)]),
        ("a long* b", "x longer b", []),
        ("a long* b", "longer b", []),
        ("long* b", "longer", []),
        ("^ a .. b $", "a x b", [(0, 3)]),
        ("^ a .. b $", "z a x b", []),
        ("^ a .. b $", "a x b z", []),
        ("^|nej ja", "ja", [(0, 1)]),
        ("^|nej ja", "nej ja", [(0, 2)]),
        ("^|nej ja", "hej ja", []),
        ("a? bb? c", "a bb c", [(0, 3), (1, 3), (2, 3)]),
        ("a? bb? c", "a c", [(0, 2), (1, 2)]),
        ("a a", "a a a", [(0, 2), (1, 3)]),
        ("bb*", "b bb bbb", [(1, 2), (2, 3)]),
        ("bb|bbb*", "bb bbbb", [(0, 1), (1, 2)]),
        ("long*? b", "longer b", [(0, 2), (1, 2)]),
        ("long*? b", "x b", [(1, 2)]),
        ("<who>? hem", "man hem", [(0, 2), (1, 2)]),
        ("fru|<who> hem", "fru hem man hem", [(0, 2), (2, 4)]),
        ("fru|<who>|bor* hem", "borta hem frun hem", [(0, 2)]),
    ],
)
def test_where_a_phrase_is_found(phrase: str, text: str, spans: list[tuple[int, int]]) -> None:
    found = Lexicon([Phrase(phrase, "it", {"who": ["man", "mannen"]})]).find(text.split())

    assert sorted({(f.start, f.end) for f in found}) == spans


def test_what_a_phrase_covers() -> None:
    found = Found("it", 1, 4)

    assert found.length == 3
    assert [found.holds(Found("", a, b)) for a, b in ((1, 4), (2, 3), (0, 4), (1, 5), (4, 4))] == [
        True, True, False, False, True,
    ]  # fmt: skip


def test_all_words_of_the_phrases_are_known_by_their_whole_or_their_beginning() -> None:
    lexicon = Lexicon([Phrase("^ ja|jo nu* $", "yes", {}), Phrase("nej tack?", "no", {})])

    assert lexicon.vocabulary == {"ja", "jo", "nej", "tack"}
    assert lexicon.beginnings == {"nu"}
    assert lexicon.meanings == {"yes", "no"}
