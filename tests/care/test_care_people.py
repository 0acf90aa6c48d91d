"""Who speaks for whom, what each may be told, and what they answer of themselves."""

from itertools import product

import pytest

from care.people import Part, Right, Role, answers, part

PERSON, RELATIVE, SPEAKS = Role.PERSON, Role.RELATIVE, Role.REPRESENTATIVE


@pytest.mark.parametrize(
    ("one", "knows", "decides"),
    [
        (Part(PERSON), True, True),
        (Part(RELATIVE), False, False),
        (Part(RELATIVE, consent=True), True, False),
        (Part(RELATIVE, checked=True), False, False),
        (Part(SPEAKS, Right.FULLMAKT), False, True),
        (Part(SPEAKS, Right.FULLMAKT, consent=True), False, True),
        (Part(SPEAKS, Right.FULLMAKT, checked=True), True, True),
        (Part(), False, False),
        (Part(consent=True, checked=True), False, False),
    ],
)
def test_what_each_may_know_and_decide(one: Part, knows: bool, decides: bool) -> None:
    assert (one.may_know, one.decides) == (knows, decides)


@pytest.mark.parametrize(
    ("who", "representation", "role", "right"),
    [
        ("", "", Role.UNKNOWN, None),
        ("self", "", PERSON, None),
        ("self", "god_man", PERSON, None),
        ("partner", "", RELATIVE, None),
        ("parent", "", RELATIVE, None),
        ("child", "", SPEAKS, Right.VARDNADSHAVARE),
        ("other", "god_man", SPEAKS, Right.GOD_MAN),
        ("other", "forvaltare", SPEAKS, Right.FORVALTARE),
        ("other", "fullmakt", SPEAKS, Right.FULLMAKT),
        ("other", "relative", RELATIVE, None),
        ("other", "friend", RELATIVE, None),
        ("other", "", RELATIVE, None),
        ("parent", "fullmakt", RELATIVE, None),
    ],
)
def test_who_one_says_one_is(who: str, representation: str, role: Role, right: Right) -> None:
    assert part(who, representation) == Part(role, right)


def test_the_answers_of_a_part_give_that_part_again() -> None:
    parts = [Part(PERSON), Part(RELATIVE), Part(), *(Part(SPEAKS, right) for right in Right)]

    assert [part(*answers(one)) for one in parts] == parts


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Part(PERSON), ("self", "")),
        (Part(RELATIVE), ("other", "relative")),
        (Part(SPEAKS, Right.VARDNADSHAVARE), ("child", "")),
        (Part(SPEAKS, Right.GOD_MAN), ("other", "god_man")),
        (Part(), ("", "")),
    ],
)
def test_what_each_has_answered(one: Part, said: tuple[str, str]) -> None:
    assert answers(one) == said


def test_nobody_says_of_themselves_that_they_may_know_another_s_case() -> None:
    whos = ("", "partner", "parent", "child", "other", "someone")
    said = [part(*both) for both in product(whos, ("", *Right, "relative", "friend"))]

    assert [one for one in said if one.may_know] == []
