"""Phone numbers and birth years, however they are written."""

import re
from datetime import date, datetime

from care.times import SWEDEN
from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import digits, fold, words
from dialogs.understanding.mask import mask
from dialogs.understanding.moments import MONTHS
from dialogs.understanding.read import Understood

OLDEST = 115
"""Years; nobody who asks is older, so "05" is 2005."""

_RUN = re.compile(r"(?<![^\W_])(?:\+|00)?[\doO(][\doO()\s.\-–/]{5,24}[\doO](?![^\W_])")
_DATE = re.compile(r"(?<!\d)((?:19|20)?\d\d)[-./ ]?(0\d|1[0-2])[-./ ]?([0-2]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)\d{1,2}\s*[-./ ]\s*\d{1,2}\s*[-./ ]\s*((?:19|20)?\d\d)(?!\d)")
_FOUR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_TWO = re.compile(r"(?<![\d.,:])(\d\d)(?![\d.,:]?\d)")


def phone(text: str, bank: Bank | None = None) -> str | None:
    """The phone number in a text as E.164, or None.

    It must be valid: Swedish, or of another country when written with + or 00 (a relative abroad
    may be the one who answers). With a bank, digits may be said as words: "noll sju noll …".
    """
    plain = digits(mask(text)[0])
    if bank is not None:
        plain = _spelled(plain, bank)
    for run in _RUN.finditer(plain):
        if valid := _valid(run[0]):
            return valid
    return None


def _spelled(text: str, bank: Bank) -> str:
    said = words(fold(text))
    numbers = bank.speech(()).numbers
    spelled = [numbers.get(word, 10) for word in said]
    figures = sum(len(word) for word in said if word.isdecimal())
    if (spoken := sum(n < 10 for n in spelled)) < 2 or spoken + figures < 7:
        return text
    return "".join(str(n) if n < 10 else f" {w} " if not w.isdecimal() else w
                   for n, w in zip(spelled, said, strict=True))  # fmt: skip


def _valid(run: str) -> str | None:
    # Costs 76 ms to import, and most conversations never come here.
    import phonenumbers

    bare = re.sub(r"[^\d+]", "", run.replace("o", "0").replace("O", "0").replace("(0)", ""))
    if re.fullmatch(r"46[1-9]\d{7,8}", bare):
        bare = f"+{bare}"
    try:
        number = phonenumbers.parse(bare, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_dialled(e164: str) -> str:
    """A stored number as people here write it: "070-174 06 05"; others with their country."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    style = phonenumbers.PhoneNumberFormat
    here = number.country_code == 46
    return phonenumbers.format_number(number, style.NATIONAL if here else style.INTERNATIONAL)


def is_mobile(e164: str) -> bool:
    """Whether a text message can be sent there: never to a landline."""
    import phonenumbers

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(e164, None))
    except phonenumbers.NumberParseException:
        return False
    kinds = phonenumbers.PhoneNumberType
    return kind in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)


def in_part(e164: str) -> str:
    """Enough to know it again: "070-••• •• 05"."""
    shown = as_dialled(e164)
    at = [i for i, sign in enumerate(shown) if sign.isdecimal()]
    hidden = set(at[3:-2])
    return "".join("•" if i in hidden else sign for i, sign in enumerate(shown))


def year(said: Understood, now: datetime, bank: Bank) -> int | None:
    """The birth year in a message: "född 1941", "41", "19410203". An age is not a year: None."""
    today = now.astimezone(SWEDEN).date()
    text = said.folded
    four = {int(y) for y in _FOUR.findall(text)}
    if len(four) == 1:
        return _born(four.pop(), today)
    if four:
        return None
    for pattern in (_DATE, _DAY_FIRST):
        if found := pattern.search(text):
            return _born(int(found[1]), today)
    two = list(_TWO.finditer(text))
    if len(re.findall(r"\d+", text)) == 2 and two and _has_month(said, bank):  # "3 feb 41"
        return _born(int(two[-1][1]), today)
    if len(two) != 1 or len(re.findall(r"\d+", text)) != 1:
        return None
    before, after = words(text[: two[0].start()]), words(text[two[0].end() :])
    speech = bank.speech(said.tongues)
    aged = before[-1:] and before[-1] in speech.age_lead and speech.born.isdisjoint(before)
    if aged or (after and after[0] in speech.age):
        return None
    return _born(int(two[0][1]), today)


def _has_month(said: Understood, bank: Bank) -> bool:
    time = bank.speech(said.tongues).time
    return any(time.get((word,)) in MONTHS for word in words(said.folded))


def _born(number: int, today: date) -> int | None:
    if number < 100:
        number += 1900
        if today.year - number > OLDEST:
            number += 100
    return number if 1900 <= number <= today.year else None
