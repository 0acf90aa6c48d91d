"""Languages by their Swedish names, as officers say them."""

from collections.abc import Iterable

from bot.catalogue.schema.words import languages

SPOKEN = (
    "fi", "fit", "se", "rom", "yi", "ssp", "en", "ar", "fa", "prs", "so", "pl", "es", "tr", "bs",
    "hr", "sr", "sq", "ti", "am", "ru", "uk", "ckb", "ku", "kmr", "ur", "ps", "th", "vi", "zh",
    "de", "fr", "it", "pt", "nl", "el", "hu", "ro", "bg", "lt", "lv", "et", "syr", "bn", "hi",
    "ta", "sw",
)  # fmt: skip
"""Those of the national minorities and sign language, then those that many speak in Sweden."""

_NAMED = {
    "prs": "dari",
    "kmr": "kurmanji (nordkurdiska)",
    "ckb": "sorani (centralkurdiska)",
    "se": "samiska",
    "ps": "pashto",
    "syr": "assyriska/syrianska",
    "ssp": "svenskt teckenspråk",
}
"""Where Unicode's tables have no Swedish name, or another than officers say."""


def name(code: str) -> str:
    """`persiska`; the code itself where it is of no language."""
    return _NAMED.get(code) or languages().get(code, (code,))[0]


def offered(chat: Iterable[str]) -> dict[str, str]:
    """What somebody may speak: first the chat's own languages, then the others of Sweden."""
    return {code: name(code) for code in dict.fromkeys((*chat, *SPOKEN))}
