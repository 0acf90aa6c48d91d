"""Cells that hold a number one rings, is registered under or is found by."""

import re
from functools import cache

from bot.catalogue.problems import quoted
from bot.catalogue.schema.kinds import Kind, matching, personal, plain

_PHONE = re.compile(r"(?=(?:[^0-9]*[0-9]){7,11}$)0[0-9]{1,3}-[0-9]{2,3}( [0-9]{2,3}){1,3}")


@cache
def _phone(cell: str) -> str | None:
    if _PHONE.fullmatch(cell):
        return cell
    if not re.fullmatch(r"[+0][0-9 ()/-]{6,20}", cell):
        return None
    import phonenumbers  # loaded with the first number that is not written our way

    try:
        number = phonenumbers.parse(cell, "SE")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != 46 or not phonenumbers.is_valid_number(number):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return written if _PHONE.fullmatch(written) else None


def _phone_wrong(cell: str) -> str:
    whole = re.fullmatch(r"([1-9][0-9]{6,9})(?:\.0+)?", cell)
    meant = _phone(f"0{whole[1]}") if whole else None
    if meant:
        return (
            f"{quoted(cell)} saknar nollan i början: Excel tar bort den ur ett tal. Skriv numret "
            f"som text: {meant}."
        )
    return f"{quoted(cell)} är inget telefonnummer. Skriv riktnummer och nummer: 08-465 004 00."


PHONE = plain(_phone, _phone_wrong)


def _organisation(cell: str) -> str | None:
    found = re.fullmatch(r"(?:16)?([0-9]{6})-?([0-9]{4})(?:\.0+)?", cell)
    digits = found[1] + found[2] if found else ""
    right = bool(found) and digits[2] >= "2" and _check(digits) == 0
    return f"{digits[:6]}-{digits[6:]}" if right else None


def _check(digits: str) -> int:
    """The sum by Luhn's rule (SS-EN ISO/IEC 7812), which is 0 in a right number."""
    doubled = (int(d) * (2 - n % 2) for n, d in enumerate(digits))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10


def _organisation_wrong(cell: str) -> str:
    digits = re.sub(r"[^0-9]", "", cell)[-10:]
    if len(digits) == 10 and digits[2] < "2":
        return "Det ser ut som ett personnummer, och det får inte stå här. Lämna rutan tom."
    if len(digits) == 10:
        return f"{quoted(cell)} är inget organisationsnummer: sista siffran stämmer inte."
    return f"{quoted(cell)} är inget organisationsnummer. Skriv tio siffror: 556036-0793."


ORGANISATION = plain(_organisation, _organisation_wrong)
"""Of a legal person. That of a sole trader is a personal identity number, and is refused."""


def _code_wrong(cell: str) -> str:
    digits = re.fullmatch(r"([0-9]{1,3})(?:\.0+)?", cell)
    meant = ""
    if digits:
        zero = " Excel tar bort nollor i början: skriv koden som text."
        meant = f"{zero} Menar du 0{digits[1]}?" if len(digits[1]) == 3 else zero
    return f"{quoted(cell)} är ingen kommunkod. Skriv SCB:s fyra siffror, till exempel 1880.{meant}"


CODE: Kind[str] = plain(lambda c: c if re.fullmatch(r"[0-9]{4}", c) else None, _code_wrong)


def _website(cell: str) -> str | None:
    bare = re.sub(r"^https?://", "", cell).removesuffix("/")
    fits = re.fullmatch(r"[a-zåäöA-ZÅÄÖ0-9-]+(\.[a-zåäöA-ZÅÄÖ0-9-]+)+(/[\w./~%?=&-]*)?", bare)
    return bare if fits and len(bare) <= 200 and not personal(bare) else None


WEBSITE = plain(
    _website, lambda cell: f"{quoted(cell)} är ingen webbadress. Skriv till exempel orebro.se."
)
EMAIL = matching(
    r"(?=.{6,100}$)[A-Za-z0-9._%-]+@[A-Za-zåäöÅÄÖ0-9-]+(\.[A-Za-zåäöÅÄÖ0-9-]+)+",
    "Skriv en e-postadress: namn@exempel.se.",
)
KOLADA = matching(r"[A-Z0-9]{4,20}", "Skriv enhetens id hos Kolada, till exempel V15E001.")
