"""Codes of six signs that one person tells another, by hand, by phone or on paper.

None of the signs looks or sounds like another of them, and every code has a letter and a digit, so
that no word and no number is one.
"""

from dialogs.understanding.fold import fold

SIGNS = "23456789ACDEFHJKMNPRTVWXY"
LENGTH = 6
_READ_AS = str.maketrans("ZSBGU", "2586V")
"""Signs that are in no code, as the one that they were read for."""


def is_code(text: str) -> bool:
    """Whether a code can be written so."""
    return (
        len(text) == LENGTH
        and all(sign in SIGNS for sign in text)
        and any(map(str.isdigit, text))
        and any(map(str.isalpha, text))
    )


def made(number: int) -> str:
    """The code of a large number; the same number gives the same code."""
    while True:
        number, code = number + 1, ""
        rest = number
        for _ in range(LENGTH):
            rest, sign = divmod(rest, len(SIGNS))
            code += SIGNS[sign]
        if is_code(code):
            return code


def shown(code: str) -> str:
    """As it is easiest to read aloud: K4M 7PX."""
    return f"{code[:3]} {code[3:]}"


def typed(text: str, *, asked: bool) -> str | None:
    """The code that is all of a message, in small letters too, with a space or a hyphen between.

    Where no code was `asked` for it must have a digit, so that no word is taken for one, and stand
    in one piece or in two halves: "efter 3" is none.
    """
    words = fold(text).upper().replace("-", " ").split()
    whole = "".join(words)
    if not asked and (not any(map(str.isdigit, whole)) or {*map(len, words)} not in ({6}, {3})):
        return None
    code = whole.translate(_READ_AS)
    return code if is_code(code) else None
