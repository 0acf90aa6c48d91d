"""Codes that one person tells another, codes of six digits, and numbers in plain digits."""

import pytest

from dialogs import codes, proof
from dialogs.messages import t
from dialogs.replies import Choice
from dialogs.talk import is_number, paged

MORE = t("Visa fler")
CHOICES = tuple(Choice(str(n), str(n)) for n in range(1, 13))


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("K4M7PX", True),
        ("23456A", True),
        ("ACDEF2", True),
        ("K4M7P", False),
        ("K4M7PXY", False),
        ("KAMAPX", False),
        ("234567", False),
        ("K4M7PO", False),
        ("k4m7px", False),
        ("", False),
    ],
)
def test_what_may_be_a_code(text: str, stands: bool) -> None:
    assert codes.is_code(text) is stands


@pytest.mark.parametrize(
    ("text", "asked", "code"),
    [
        ("K4M 7PX", False, "K4M7PX"),
        ("k4m 7px", False, "K4M7PX"),
        ("k4m-7px", False, "K4M7PX"),
        ("K4M7PX", False, "K4M7PX"),
        ("K4M7PZ", False, "K4M7P2"),
        ("SBGUZ4", False, "586V24"),
        ("K4 M7 PX", False, None),
        ("K4 M7 PX", True, "K4M7PX"),
        ("K 4 M 7 P X", True, "K4M7PX"),
        ("KAMSPX", False, None),
        ("KAMSPX", True, "KAM5PX"),
        ("efter 3", False, None),
        ("efter 3", True, "EFTER3"),
        ("123 456", True, None),
        ("K4M 7PX nu", True, None),
        ("", True, None),
        ("", False, None),
    ],
)
def test_a_code_is_read_as_it_is_told(text: str, asked: bool, code: str | None) -> None:
    assert codes.typed(text, asked=asked) == code


def test_a_code_is_shown_in_two_halves() -> None:
    assert codes.shown("K4M7PX") == "K4M 7PX"
    assert proof.shown("123456") == "123 456"


@pytest.mark.parametrize("number", [0, 1, 24, 25**6 - 1, 25**6, 10**12])
def test_of_any_number_there_is_a_code_that_can_be_typed(number: int) -> None:
    code = codes.made(number)

    assert codes.is_code(code)
    assert codes.typed(codes.shown(code), asked=False) == code
    assert codes.made(number) == code


def test_numbers_that_differ_have_codes_that_differ() -> None:
    assert len({codes.made(n * 1_000_003) for n in range(500)}) == 500


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1, "000001"),
        (123456, "123456"),
        (7_123_456, "123456"),
        (999_998, "999998"),
        (0, "000001"),
        (111_111, "111112"),
        (999_999, "000001"),
        (5_444_444, "444445"),
    ],
)
def test_the_code_of_a_number_has_six_digits_and_not_all_alike(number: int, code: str) -> None:
    assert proof.made(number) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123456", "123456"),
        ("123 456", "123456"),
        ("123-456", "123456"),
        ("1 2 3 4 5 6", "123456"),
        ("koden är 123 456 tack", "123456"),
        ("123456 alltså 123456", "123456"),
        ("123456 eller 654321", None),
        ("12345", None),
        ("1234567", None),
        ("0701740605", None),
        ("inga siffror", None),
        ("", None),
    ],
)
def test_a_code_of_six_digits_is_read_where_there_is_one(text: str, code: str | None) -> None:
    assert proof.typed(text) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", True), ("7", True), ("999", True), ("1000", False), ("", False), ("٣", False),
     ("²", False), ("-1", False), ("1.5", False), ("två", False)],
)  # fmt: skip
def test_a_small_number_in_plain_digits(text: str, number: bool) -> None:
    assert is_number(text) is number


@pytest.mark.parametrize(
    ("many", "page", "size", "values"),
    [
        (0, 1, 5, []),
        (5, 1, 5, ["1", "2", "3", "4", "5"]),
        (5, 2, 5, ["1", "2", "3", "4", "5"]),
        (6, 1, 5, ["1", "2", "3", "4", "5", "page=2"]),
        (6, 2, 5, ["6", "page=1"]),
        (6, 3, 5, ["1", "2", "3", "4", "5", "page=2"]),
        (12, 2, 5, ["6", "7", "8", "9", "10", "page=3"]),
        (12, 3, 5, ["11", "12", "page=1"]),
        (12, 0, 5, ["11", "12", "page=1"]),
        (12, 999, 5, ["11", "12", "page=1"]),
        (4, 2, 2, ["3", "4", "page=1"]),
    ],
)
def test_a_long_list_is_shown_a_page_at_a_time(
    many: int, page: int, size: int, values: list[str]
) -> None:
    shown = paged(CHOICES[:many], page, MORE, size)

    assert [choice.value for choice in shown] == values
    assert all(c.label == MORE for c in shown if c.value.startswith("page="))


def test_five_are_on_a_page() -> None:
    assert len(paged(CHOICES, 1, MORE)) == 6
