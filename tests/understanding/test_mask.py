from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dialogs.understanding.mask import MASK, mask

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

WAYS: dict[str, Callable[[str], str]] = {
    "19410203-1234": lambda n: f"{n[:8]}-{n[8:]}",
    "410203-1234": lambda n: f"{n[2:8]}-{n[8:]}",
    "410203+1234": lambda n: f"{n[2:8]}+{n[8:]}",
    "194102031234": lambda n: n,
    "4102031234": lambda n: n[2:],
    "19410203 1234": lambda n: f"{n[:8]} {n[8:]}",
    "1941 02 03 12 34": lambda n: f"{n[:4]} {n[4:6]} {n[6:8]} {n[8:10]} {n[10:]}",
    "1941.02.03.1234": lambda n: f"{n[:4]}.{n[4:6]}.{n[6:8]}.{n[8:]}",
    "1 9 4 1 0 2 0 3 1 2 3 4": lambda n: " ".join(n),
    "٤١٠٢٠٣-١٢٣٤": lambda n: f"{n[2:8]}-{n[8:]}".translate(ARABIC),
    "۱۹۴۱۰۲۰۳۱۲۳۴": lambda n: n.translate(PERSIAN),
    "1941-02-03 – 1234": lambda n: f"{n[:4]}-{n[4:6]}-{n[6:8]} – {n[8:]}",
}


def numbers() -> list[str]:
    """Twenty made-up numbers with right check digits, every third a coordination number."""
    found = []
    for i in range(20):
        born = date(1921, 1, 31) + timedelta(days=1600 * i)
        day = born.day + (60 if i % 3 == 2 else 0)
        nine = f"{born:%y%m}{day:02}{317 + 29 * i:03}"
        total = sum(sum(divmod(int(d) * (2 - k % 2), 10)) for k, d in enumerate(nine))
        found.append(f"{born:%Y%m}{day:02}{nine[6:]}{-total % 10}")
    return found


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_is_masked(way: str) -> None:
    for number in numbers():
        text = f"mamma heter Åsa och har {WAYS[way](number)}, kan ni ringa?"

        masked = mask(text)

        assert masked == (f"mamma heter Åsa och har {MASK}, kan ni ringa?", True)


def test_the_numbers_reach_into_this_century() -> None:
    assert {number[:2] for number in numbers()} == {"19", "20"}


@pytest.mark.parametrize(
    "text",
    [
        "070-174 06 05",
        "+46 70 174 06 05",
        "0701740605",
        "0 7 0 1 7 4 0 6 0 5",
        "070 112 12 34",
        "0701121234",
        "0701121238",  # begun as a mobile number, whatever its check digit
        "0102031235",  # begun otherwise: its check digit is wrong
        "+46701121234",
        "0046 70 112 12 34",
        "08-12 31 12 34",
        "019-21 10 00",
        "010-203 12 35",
        "+358 40 123 4567",
        "٠٧٠١٧٤٠٦٠٥",
        "jag är född 1941",
        "född 1941-02-03",
        "19410203",
        "410203",
        "tisdag 8 december klockan 10.00",
        "2026-12-08 10:30",
        "556036-0793",  # an organisation
        "1234567890123456",
        "194113451234",  # no such month
        "jag är 85 år och har bott här i 12 år sedan 1998",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == (text, False)


@pytest.mark.parametrize("text", ["0102031234", "0 1 0 2 0 3 1 2 3 4", "0601151236"])
def test_a_right_check_digit_outweighs_the_look_of_another_phone_number(text: str) -> None:
    assert mask(text) == (MASK, True)


def test_a_phone_number_beside_it_stays() -> None:
    text = "410203-1234 tel 070-174 06 05, pappa 19380911 5678"

    assert mask(text) == (f"{MASK} tel 070-174 06 05, pappa {MASK}", True)


def test_a_hyphen_in_its_place_outweighs_the_look_of_a_mobile_number() -> None:
    assert mask("070114-1234") == (MASK, True)
    assert mask("0701141234") == ("0701141234", False)
