"""The first letter of what is said, large or small as its place wants, in its language."""

LARGE = {"tr": {"i": "İ"}}
SMALL = {"tr": {"İ": "i", "I": "ı"}}
"""Turkish has an i with a dot and one without, both large and small (CLDR, `tr` casing)."""


def begun(said: str, language: str) -> str:
    """As a line or a button begins."""
    first = said[:1]
    return LARGE.get(language, {}).get(first, first.upper()) + said[1:]


def within(said: str, language: str) -> str:
    """A button's words inside a sentence; a word in capitals stays as it is."""
    if said[1:2].isupper():
        return said
    first = said[:1]
    return SMALL.get(language, {}).get(first, first.lower()) + said[1:]
