"""What a text message holds, and who can get one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.mobile import mobile, parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("Hej från Exempelby kommun! Åäö é @ £ ?\n", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ö" * 160, 1),
        ("€" * 80, 1),
        ("€" * 80 + "a", 2),
        ("€" * 152, 2),  # 76 in each: the last place of 153 holds no sign of two
        ("€" * 153, 3),
        ("a" * 152 + "€" + "a" * 10, 2),
        ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("[" * 80, 1),
        ("á" + "a" * 69, 1),  # not in the alphabet, so all are counted as wide
        ("á" + "a" * 70, 2),
        ("م" * 70, 1),
        ("م" * 71, 2),
        ("م" * 134, 2),
        ("م" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),  # 33 in each: a pair is never cut in half
        ("😀" * 67, 3),
        ("–" * 70, 1),
        ("`" + "a" * 70, 2),
    ],
)
def test_parts_are_counted_as_they_are_paid(text: str, count: int) -> None:
    assert parts(text) == count


@given(st.text(max_size=500), st.text(max_size=20))
def test_more_text_is_never_fewer_parts(text: str, more: str) -> None:
    assert parts(text + more) >= parts(text)
    assert parts(text) <= 1 + len(text.encode("utf-16-le")) // 2 // 66


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+46701740605", True),
        ("070-174 06 05", True),
        ("+46 73 123 45 67", True),
        ("+358401234567", True),
        ("+12015550123", True),  # a landline or a mobile: nobody can tell by the number
        ("+46812345600", False),
        ("08-123 456 00", False),
        ("040-123 45 00", False),
        ("+4619123456", False),
        ("020-123 456", False),
        ("0900-123 45 67", False),
        ("112", False),
        ("+467017406", False),
        ("", False),
        ("anna", False),
    ],
)
def test_a_landline_is_recognised_and_never_used(number: str, expected: bool) -> None:
    assert bool(mobile(number)) == expected
