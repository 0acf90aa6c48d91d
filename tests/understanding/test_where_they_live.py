"""Where somebody lives is no alarm: "jag bor i Umeå" was once met with condolences."""

import pytest

from bot.languages.phrases import load_bank, whole
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read

SAID = {
    "sv": ("jag bor i {}", "vi bor i {} kommun", "mamma bor i {}", "jag bor i Umeå"),
    "en": ("I live in {}", "my mum lives in {}"),
    "fi": ("asun kunnassa {}", "äiti asuu paikkakunnalla {}"),
    "ar": ("أسكن في {}", "أمي تعيش في {}"),
    "so": ("waxaan ku noolahay {}", "hooyo waxay ku nooshahay {}"),
    "fa": ("من در {} زندگی می‌کنم", "مادرم در {} زندگی می‌کند"),
    "bs": ("živim u {}", "mama živi u {}"),
    "ku": ("ez li {} dijîm", "dayika min li {} dijî"),
    "ckb": ("من لە {} دەژیم", "دایکم لە {} دەژی"),
    "es": ("vivo en {}", "mi madre vive en {}"),
    "pl": ("mieszkam w {}", "mama mieszka w {}"),
    "ti": ("ኣብ {} እነብር", "ኣደይ ኣብ {} ትነብር"),
    "tr": ("{}'da yaşıyorum", "annem {}'da yaşıyor"),
    "ru": ("я живу в Фалуне", "мама живёт в Кируне"),
    "uk": ("я живу в Кіруні", "мама живе в Сундсваллі"),
}
TOWNS = ("Falun", "Luleå", "Halmstad", "Ljungby", "Köping")
"""In no example of ours."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return whole(load_bank())


@pytest.mark.parametrize("language", SAID)
def test_where_somebody_lives_is_no_alarm(bank: Bank, language: str) -> None:
    for said in SAID[language]:
        for town in TOWNS:
            meant = read(said.format(town), bank, language)
            assert (meant.tier, meant.perhaps) == (None, None), meant.text
