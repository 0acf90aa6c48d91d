"""Typed answers to an open question."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from care.times import SWEDEN
from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=SWEDEN)  # a Sunday

WHO = [
    ("self", "Jag själv"),
    ("partner", "Min man, fru eller sambo"),
    ("parent", "Min mamma eller pappa"),
    ("child", "Mitt barn"),
    ("other", "Någon annan"),
]
NEEDS = [
    ("evening", "Kvällar"),
    ("weekend", "Helger"),
    ("night", "Nätter"),
    ("language", "Ett språk"),
    ("same_gender", "Bara kvinnor eller bara män"),
    ("pets", "Jag har djur hemma"),
    ("done", "Klar"),
]
YES_NO = [("yes", "Ja"), ("no", "Nej")]
DECISION = [*YES_NO, ("waiting", "Vi väntar på beslut")]
LANGUAGES = [("fi", "Finska"), ("ar", "Arabiska"), ("so", "Somaliska")]
TIMES = [("a", "Tisdag 8 december klockan 10.00"), ("b", "Onsdag 9 december klockan 13.30")]


@pytest.mark.parametrize(
    ("question", "options", "text", "value"),
    [
        ("who", WHO, "2", "partner"),
        ("who", WHO, "tvåan", "partner"),
        ("who", WHO, "nr 2", "partner"),
        ("who", WHO, "٢", "partner"),
        ("who", WHO, "الثاني", "partner"),
        ("who", WHO, "6", None),
        ("who", WHO, "0", None),
        ("who", WHO, "nummer noll", None),
        ("who", WHO, "Min mamma eller pappa", "parent"),
        ("who", WHO, "min mama eler papa", "parent"),
        ("who", WHO, "morsan", "parent"),
        ("who", WHO, "min gamla farsa", "parent"),
        ("who", WHO, "inte för mig utan för min mamma", "parent"),
        ("who", WHO, "jag", "self"),
        ("who", WHO, "äidille", "parent"),
        ("who", WHO, "for my husband", "partner"),
        ("who", WHO, "لأمي", "parent"),
        ("who", WHO, "till min granne", "other"),
        ("who", WHO, "vad kostar det", None),
        ("who", WHO, "jag vill klaga", None),
        ("who", WHO, "jag behöver veta mer", None),
        ("who", WHO, "i want to complain", None),
        ("who", WHO, "minä haluan valittaa", None),
        ("who", WHO, "أنا أحتاج شيئا", None),
        ("who", WHO, "det är jag", "self"),
        ("who", WHO, "till mig", "self"),
        ("who", WHO, "it's me", "self"),
        ("who", WHO, "inte jag utan mamma", "parent"),
        ("who", WHO, "inte mig min mamma", "parent"),
        ("knew", YES_NO, "japp", "yes"),
        ("knew", YES_NO, "ingen aning", "no"),
        ("knew", YES_NO, "det hade jag hört", "yes"),
        ("knew", YES_NO, "kanske", None),
        ("decision", DECISION, "nej", "no"),
        ("decision", DECISION, "nej, jag väntar på beslut", "waiting"),
        ("decision", DECISION, "har sökt men inte fått svar", "waiting"),
        ("decision", DECISION, "ja jag har beslut", "yes"),
        ("about", [("next", "Nästa"), ("skip", "Hoppa över")], "ok", "next"),
        ("time", TIMES, "tisdag", "a"),
        ("time", TIMES, "tisdag 8 december klokan 10.00", "a"),
        ("time", TIMES, "tisdag 8 december klockan 11.00", None),
        ("time", TIMES, "onsdag 10.00", None),
    ],
)
def test_one_choice(
    bank: Bank, question: str, options: Sequence[tuple[str, str]], text: str, value: str | None
) -> None:
    picked = answers.pick(read(text, bank), question, options, bank)

    assert picked == ((value,) if value else ())


@pytest.mark.parametrize(
    ("question", "options", "text", "values"),
    [
        ("needs", NEEDS, "finska på kvällen", ("evening", "language")),
        ("needs", NEEDS, "kvällar och helger", ("evening", "weekend")),
        ("needs", NEEDS, "1 och 3", ("evening", "night")),
        ("needs", NEEDS, "1,3", ("evening", "night")),
        ("needs", NEEDS, "ingen katt men kvällar", ("evening",)),
        ("needs", NEEDS, "klar", ("done",)),
        ("needs", NEEDS, "nej tack", ("done",)),
        ("needs", NEEDS, "man vill ju att det ska vara lugnt", ()),
        ("needs", NEEDS, "jag är en kvinna", ()),
        ("needs", NEEDS, "kvinnlig personal", ("same_gender",)),
        ("needs", NEEDS, "en kvinna som hjälper", ("same_gender",)),
        ("needs", NEEDS, "bara kvinnor", ("same_gender",)),
        ("needs", NEEDS, "samma kön", ("same_gender",)),
        ("needs", NEEDS, "ingen man", ("same_gender",)),
        ("needs", NEEDS, "helst en kvinna", ("same_gender",)),
        ("needs", NEEDS, "only women please", ("same_gender",)),
        ("needs", NEEDS, "mieluiten nainen", ("same_gender",)),
        ("needs", NEEDS, "نساء فقط", ("same_gender",)),
        ("needs", NEEDS, "inte på kvällen", ()),
        ("needs", NEEDS, "inte kvällar", ()),
        ("needs", NEEDS, "jag vill inte ha djur", ()),
        ("needs", NEEDS, "ingen hund", ()),
        ("needs", NEEDS, "jag har inte djur hemma", ()),
        ("needs", NEEDS, "jag har djur hema", ("pets",)),
        ("needs", NEEDS, "djur har jag inte", ()),
        ("needs", NEEDS, "kvällar vill jag inte ha", ()),
        ("needs", NEEDS, "kvällar inte helger", ("evening",)),
        ("needs", NEEDS, "kvällar behövs inte men jag har djur", ("pets",)),
        ("needs", NEEDS, "kvällar, annars är det inte så noga", ("evening",)),
        ("needs", NEEDS, "inte kvällar utan helger", ("weekend",)),
        ("needs", NEEDS, "kvällar men inte helger", ("evening",)),
        ("needs", NEEDS, "no dogs", ()),
        ("needs", NEEDS, "not in the evening but at night", ("night",)),
        ("needs", NEEDS, "en halua koiria", ()),
        ("needs", NEEDS, "لا حيوانات", ()),
        ("needs", NEEDS, "hej", ()),
        ("staff_language", LANGUAGES, "suomi ja arabia", ("fi", "ar")),
        ("staff_language", LANGUAGES, "العربية", ("ar",)),
        ("staff_language", LANGUAGES, "persiska", ()),
    ],
)
def test_several_choices(
    bank: Bank,
    question: str,
    options: Sequence[tuple[str, str]],
    text: str,
    values: tuple[str, ...],
) -> None:
    assert answers.pick(read(text, bank), question, options, bank, several=True) == values


MATES = [("a", "den jag bor ihop med"), ("b", "hos en syster")]
ALIKE = [("a", "zobakka tiliri nox"), ("b", "zobakka tiliri nod")]


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        ([("on", "Fortsätt härifrån")], "fortsät härifråm", "on"),  # the only one
        (MATES, "den jag bor ihop mod", "a"),
        (MATES, "dxn jxg bor ihop mxd", "a"),  # 85 of 100
        (MATES, "dxn jxg bxr ihop mxd", None),
        (ALIKE, "zobakka tiliro nox", "a"),
        (ALIKE, "zobakka tiliri nok", None),  # as like the one as the other
        (MATES, "ihop", "a"),
        (MATES, "bor", None),  # too short to be told apart
    ],
)
def test_what_is_nearly_a_label(
    bank: Bank, options: Sequence[tuple[str, str]], text: str, value: str | None
) -> None:
    picked = answers.pick(read(text, bank, "sv"), "nothing", options, bank)

    assert picked == ((value,) if value else ())


def test_what_was_masked_is_no_choice(bank: Bank) -> None:
    assert answers.pick(read("2 410203-1234", bank), "who", WHO, bank) == ()
