"""What is read from a language's file, and what becomes of it: all of a small one can be told."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest
from understanding import tongues

from dialogs.understanding.bank import Bank
from dialogs.understanding.nearness import Vectors
from dialogs.understanding.patterns import Found
from dialogs.understanding.speech import Frame, Meant, Speech
from dialogs.understanding.tiers import ENOUGH, Alarm, Tier

SHELF = tongues.shelf()
FRAME = Frame(frozenset({"mi", "wil"}), frozenset({"dank", "nun"}), frozenset({"nok"}))


@pytest.fixture(scope="module")
def bank() -> Bank:
    return tongues.bank()


def one(bank: Bank) -> Speech:
    return bank.speech(("one",))


def test_phrases_are_asked_for_by_section_and_key() -> None:
    assert [(p.text, p.meaning, p.tongue) for p in SHELF.pairs("commands")] == [
        ("rug", "back", "one"),
        ("gan rug", "back", "one"),
        ("tal .. menske", "human", "one"),
        ("menske nun", "human", "one"),
    ]
    assert [p.text for p in SHELF.pairs("says", "no", "begins_no")] == ["nei", "nei dank", "nei"]
    assert next(SHELF.pairs("safety", "danger")).groups["who"] == ["mam", "pap"]


def test_rows_are_the_longest_first() -> None:
    assert list(SHELF.rows("time").items()) == [
        (("neks", "vik", "nun"), "next_week"),
        (("man",), "monday"),
        (("el",), "or"),
    ]
    assert SHELF.words("years", "age") == {"jar", "gam"}
    assert SHELF.words("words", "lead") == {"mi", "wil"}


def test_examples_are_the_samples_and_the_phrases_that_are_words_alone() -> None:
    assert list(SHELF.samples()) == [
        ("fee", "wat kost de hulp"),
        ("fee", "is det dyr"),
        ("queue", "wat lang duur det"),
        ("danger", "mam lig ned"),
        ("back", "rug"),
        ("back", "gan rug"),
        ("human", "menske nun"),
        ("yes", "ja"),
        ("yes", "jawel"),
        ("yes", "👍"),
        ("no", "nei"),
        ("no", "nei dank"),
        ("dont_know", "nok vet"),
        ("fee", "wat kost"),
        ("queue", "wat lang"),
    ]


def test_what_answers_a_question_of_ours_is_an_example_of_that() -> None:
    assert list(SHELF.answers()) == [
        "man", "el", "neks vik nun",
        "mi nam er", "mi er", "er mi nam",
        "mi selv", "mi mam", "dir hus",
    ]  # fmt: skip


def test_a_language_is_known_by_whole_sentences() -> None:
    said = SHELF.texts()

    assert "wat kost de hulp\n  is det dyr  \n\n" in said
    assert {"rug, gan rug", "nok vet", "wat lang", "kost, dyr*"} <= set(said)
    assert "man" not in said
    assert SHELF.concepts()["time"] == ["*lang", "*duur*"]


def test_a_languages_name_answers_two_questions() -> None:
    questions = SHELF.questions()

    assert set(questions) == {"who", "needs", "danger", "staff_language"}
    assert [f.meaning for f in questions["staff_language"].find(["in", "enska"])] == ["one", "one"]
    assert [f.meaning for f in questions["needs"].find(["tuska", "avond"])] == [
        "language",
        "evening",
    ]
    assert [f.meaning for f in questions["who"].find(["mi", "mam"])] == [
        "self",
        "parent",
        "parent",
    ]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("mi wil rug", "rug"),
        ("mi wil rug dank nun", "rug"),
        ("wil mi rug nun", "rug"),
        ("rug mi", "rug mi"),
        ("dank rug", "dank rug"),
        ("mi wil nok", "wil nok"),  # "nok" alone would be a no
        ("mi nok rug", "mi nok rug"),
        ("wil mi nok rug", "mi nok rug"),
        ("mi wil", "mi wil"),
        ("mi dank", "mi dank"),
        ("mi", "mi"),
        ("rug", "rug"),
        ("mi rug", "rug"),
        ("rug dank", "rug"),
        ("", ""),
    ],
)
def test_words_round_a_message_add_nothing(said: str, key: str) -> None:
    assert FRAME.key(said.split()) == key


def test_words_alone_are_a_whole_message_and_others_may_stand_inside_one(bank: Bank) -> None:
    speech = one(bank)

    assert speech.commands.whole == {
        "rug": Meant("back", "one"),
        "gan rug": Meant("back", "one"),
        "menske nun": Meant("human", "one"),
    }
    assert list(speech.commands.inside.find(["tal", "med", "en", "menske"])) == [
        Found("human", 0, 4, "one")
    ]
    assert speech.says.whole["👍"] == Meant("yes", "one")
    assert speech.says.whole["nei"] == Meant("no", "one")
    assert list(speech.says.whole) == ["ja", "jawel", "👍", "nei", "nok vet"]
    assert {f.meaning for f in speech.doubts.find(["nok", "slippe", "mai"])} == {
        "negations",
        "denials",
        "but",
    }


def test_all_else_that_is_known_of_a_language(bank: Bank) -> None:
    speech = one(bank)

    assert speech.languages == ("one",)
    assert speech.begins == {"ja": "yes", "nei": "no"}
    assert speech.plainly == {"yes": (("ja",),), "no": (("nei",),)}
    assert speech.numbers == {"en": 1, "erst": 1, "to": 2, "ti": 10}
    assert speech.ordinary == {"num", "rad"}
    assert speech.name_lead == (("mi", "nam", "er"), ("mi", "er"))
    assert speech.name_trail == (("er", "mi", "nam"),)
    assert (speech.age, speech.age_lead, speech.born) == ({"jar", "gam"}, {"er"}, {"fod"})
    assert speech.time[("neks", "vik", "nun")] == "next_week"
    assert speech.longest == 3
    assert speech.words("slipper jawell menski") == ["slipper", "jawell", "menske"]


def test_of_two_languages_the_first_decides(bank: Bank) -> None:
    both, other = bank.speech(("one", "two")), bank.speech(("two", "one"))

    assert (both.languages, other.languages) == (("one", "two"), ("two", "one"))
    assert both.numbers["to"] == 2
    assert other.numbers["to"] == 3
    assert (both.time[("man",)], other.time[("man",)]) == ("monday", "tuesday")
    assert (both.begins["ja"], other.begins["ja"]) == ("yes", "no")
    assert both.commands.whole["rug"] == Meant("back", "one")
    assert other.commands.whole["rug"] == Meant("human", "two")
    assert both.says.whole["ja"] == Meant("yes", "one")
    assert both.longest == other.longest == 3
    assert both.name_lead == (("mi", "nam", "er"), ("mi", "er"), ("soy",))
    assert both.plainly == {"yes": (("ja",), ("si",)), "no": (("nei",), ("ne",))}
    assert (both.age, both.age_lead, both.born) == (
        {"jar", "gam", "anyo"},
        {"er", "tengo"},
        {"fod", "nasi"},
    )
    assert both.frame.lead == {"mi", "wil", "yo"}
    assert both.frame.tail == {"dank", "plis"}
    assert both.frame.negations == {"nok", "ne"}
    assert both.ordinary == {"num", "rad", "no"}
    assert [f.tongue for f in both.choices["who"].find(["yo", "mi"])] == ["one", "two"]


def test_a_speech_is_made_once_and_in_all_languages_where_none_is_named(bank: Bank) -> None:
    assert bank.speech(()).languages == ("one", "two")
    assert bank.speech(("two",)).languages == ("two",)
    assert bank.speech(("one", "two", "one")) is bank.speech(("one", "two"))
    assert bank.alarm("one") is bank.alarm("one")
    assert bank.language_names == {"enska": "one", "in enska": "one", "tuska": "two",
                                   "unska": "one", "doska": "two"}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "tiers"),
    [
        ("mam fal", {Tier.DANGER: 1}),
        ("mam fal fort jar", {}),
        ("mam fal fort jar mai nun brand", {Tier.DANGER: 1}),
        ("mam fal nok kum", {Tier.DANGER: 1, Tier.NO_SHOW: 1}),
        ("brand brand mor", {Tier.DANGER: 2, Tier.DIED: 1}),
        ("brand " * 40, {Tier.DANGER: ENOUGH}),
        ("mam kum", {}),
    ],
)
def test_an_alarm_is_heard_outside_of_what_only_sounds_like_one(
    said: str, tiers: dict[Tier, int]
) -> None:
    alarm, heard = Alarm(SHELF), said.split()
    found = alarm.find(heard, alarm.near_misses(heard))

    assert {tier: len(every) for tier, every in found.items()} == tiers


def test_a_near_miss_is_where_it_stands() -> None:
    heard = ["mam", "fal", "fort", "jar"]

    assert Alarm(SHELF).near_misses(heard) == (Found("not", 1, 4, "one"),)


def test_what_was_joined_is_let_go_of_when_it_is_much() -> None:
    languages = [f"of{n}" for n in range(12)]
    bank = Bank(dict.fromkeys(languages, tongues.ONE))
    alone, first = bank.speech(("of0",)), bank.speech(("of0", "of1"))
    assert bank.speech(("of0", "of1")) is first
    for pair in permutations(languages, 2):
        bank.speech(pair)

    assert bank.speech(("of0",)) is alone
    assert bank.speech(("of0", "of1")) is not first


def test_all_is_learnt_at_once_the_encoder_too() -> None:
    told: list[str] = []

    def encode(texts: Sequence[str]) -> Vectors:
        told.extend(texts)
        return np.ones((len(texts), 2), np.float32)

    bank = Bank({"one": tongues.ONE, "two": tongues.TWO}, encode)
    assert bank.ranking.near("wat kost") is None
    bank.learn()

    assert bank.ranking.near("wat kost") is not None
    assert {"wat kost de hulp", "kanto kuesta", "neks vik nun"} <= set(told)
