"""Personnummer are taken out before anything is read, stored or shown."""

import re

from dialogs.understanding.fold import digits

MASK = "[personnummer]"

_GLUE = r"[\s\u200c\u200d]{0,2}"  # between the digits of one group: "1 9 4 1"
_BETWEEN = r"[\s\u200c\u200d.,/_+\-‐‑‒–—−]{0,3}"


def _spaced(*classes: str) -> str:
    return _GLUE.join(classes)


# Loose on purpose: a wrong digit must not let a number through, so nothing but the date is tested.
_NUMBER = re.compile(
    r"(?<![\d+])"
    + rf"(?:(?P<century>{_spaced('1', '[89]')}|{_spaced('2', '0')}){_BETWEEN})?"
    + rf"(?P<year>{_spaced('[0-9]', '[0-9]')}){_BETWEEN}"
    + rf"(?P<month>{_spaced('0', '[1-9]')}|{_spaced('1', '[0-2]')}){_BETWEEN}"
    # A coordination number (samordningsnummer) has 60 added to the day.
    + rf"(?P<day>{_spaced('[06]', '[1-9]')}|{_spaced('[1278]', '[0-9]')}|{_spaced('[39]', '[01]')})"
    + rf"(?P<gap>{_BETWEEN})(?P<last>{_spaced(*['[0-9]'] * 4)})(?!\d)"
)
_TEN_DIGITS = re.compile(r"(?:\d\D{0,3}){10}")
_MOBILE = re.compile(r"07[02369]")


def mask(text: str) -> tuple[str, bool]:
    """The text with `[personnummer]` for each Swedish identity number, and whether there was one.

    Coordination numbers count, and every script's digits. Phone numbers and years stay. Ten digits
    in one run that begin as a mobile number are read as one (a person born in 2007 or 2009 who
    leaves out both century and hyphen is not told apart from it).
    """
    plain = digits(text)
    if not _TEN_DIGITS.search(plain):
        return text, False
    out: list[str] = []
    at = 0
    for found in _NUMBER.finditer(plain):
        if _is_phone(found):
            continue
        out += [text[at : found.start()], MASK]
        at = found.end()
    return "".join([*out, text[at:]]), bool(out)


def _is_phone(found: re.Match[str]) -> bool:
    ten = "".join(c for c in found[0] if c.isdecimal())
    if found["century"] or not ten.startswith("0"):
        return False
    groups = [len(g) for g in re.findall(r"\d+", found[0])]
    if groups in ([6, 4], [2, 2, 2, 4]):
        dashed = any(c not in " ." for c in found["gap"])
        return bool(not dashed and _MOBILE.match(ten) and not _checks(ten))
    if groups == [10] or set(groups) == {1}:
        return bool(_MOBILE.match(ten)) or not _checks(ten)
    return True


def _checks(ten: str) -> bool:
    """The check digit (Luhn) settles what could be either."""
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(ten)]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0
