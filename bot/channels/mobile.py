"""What a text message holds, and which numbers one can be sent to."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

# 3GPP TS 23.038 (GSM 03.38) §6.2.1: the default alphabet, and its extension, whose signs are two.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")

MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def parts(text: str) -> int:
    """How many text messages this is paid as.

    160 signs alone and 153 in each of several; where one sign is not in the alphabet (Arabic, an
    emoji, a long dash) 70 and 67 UTF-16 units. A sign of two is never cut in half.
    """
    narrow = all(sign in BASIC or sign in EXTENDED for sign in text)
    alone, each = (160, 153) if narrow else (70, 67)
    sizes = [1 + (sign in EXTENDED if narrow else sign > "\uffff") for sign in text]
    if sum(sizes) <= alone:
        return 1
    count = 1
    room = each
    for size in sizes:
        if size > room:
            count += 1
            room = each
        room -= size
    return count


def mobile(number: str) -> str:
    """The number as +46701740605 when it can be texted, or nothing; ours where no land is told.

    Never a landline such as 08… or 040-….
    """
    try:
        found = phonenumbers.parse(number, "SE")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(found) or phonenumbers.number_type(found) not in MOBILE:
        return ""
    return str(phonenumbers.format_number(found, PhoneNumberFormat.E164))
