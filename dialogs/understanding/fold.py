"""One way of writing: letters without accents, digits of every script as 0-9."""

import re
import unicodedata

KEPT = 2000
"""Characters of a message that are kept; what comes after is cut."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
_HIDDEN = re.compile(
    # Lone surrogates, marks that turn the direction of text, tags, spaces without width.
    "[\ud800-\udfff\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘ʼ´`]")


class _Letters(dict[int, str | None]):
    """A table for `str.translate` that learns as it reads: no scan of all Unicode at start."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        kind = unicodedata.category(letter)
        plain: str | None = letter
        if kind == "Nd":
            plain = str(unicodedata.decimal(letter))
        elif kind in ("Mn", "Me", "Cf", "Cs"):
            plain = None
        elif kind in ("Cc", "Zs", "Zl", "Zp"):
            plain = " "
        if code < 0x3000:  # bounded, whatever is sent
            self[code] = plain
        return plain


_LETTERS = _Letters(
    str.maketrans(
        {
            "ø": "o", "æ": "a", "ı": "i", "đ": "d", "ł": "l",
            # Persian and Kurdish letters as the Arabic ones; endings that are written either way.
            "ک": "ك", "ی": "ي", "ى": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ـ": None,
        }
    )
)  # fmt: skip


class _Digits(dict[int, str]):
    def __missing__(self, code: int) -> str:
        letter = chr(code)
        digit = str(unicodedata.decimal(letter, letter))
        if code < 0x3000:
            self[code] = digit
        return digit


_DIGITS = _Digits()


def clean(text: str) -> str:
    """Without control characters and hidden marks; newlines stay."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub("", _CONTROL.sub(" ", text))


def digits(text: str) -> str:
    """With digits of every script as 0-9, each letter in its old place."""
    return text if text.isascii() else text.translate(_DIGITS)


def fold(text: str) -> str:
    """Casefolded, accents off (å ä → a, ö → o), Arabic variants as one, white space as one."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return " ".join(text.casefold().split())


def words(folded: str) -> list[str]:
    """The words of a folded text; "don't" is one."""
    return _WORD.findall(_APOSTROPHES.sub("", folded))
