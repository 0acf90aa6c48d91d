"""A plain answer to a question of ours is no alarm: none of these is among the examples."""

import pytest

from bot.languages.phrases import load_bank, whole
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read

SAID = {
    "sv": (
        "hon är blind och döv",
        "musik och teater",
        "min bror och hans fru",
        "jag är hans gode man",
        "vi har inget beslut ännu",
        "någon som följer med ut och går",
        "inte före klockan tio",
        "ta bort adressen",
        "sjunga och dansa",
    ),
    "en": (
        "my wife needs the help",
        "she is blind and deaf",
        "music and theatre",
        "for both of us",
        "a care home near us",
        "call me in the afternoon",
        "not before ten o'clock",
        "I want a different email address",
        "the same carers as now",
    ),
    "fi": (
        "hän on sokea ja kuuro",
        "vaimoni tarvitsee apua",
        "vanhalle tädilleni",
        "minulla on äidin valtakirja",
        "päätöstä ei ole vielä tullut",
        "mieluiten illalla ja viikonloppuna",
        "kahvila kuulostaa mukavalta",
        "tyttäreni vastaa puhelimeen",
        "poistakaa osoite",
    ),
    "es": (
        "es ciego y sordo",
        "música y teatro",
        "mi mujer necesita la ayuda",
        "tengo un poder de mi madre",
        "la decisión no ha llegado todavía",
        "alguien para salir a caminar",
        "me gustaría estar con animales",
        "mi hija contesta el teléfono",
        "quiero otro correo electrónico",
    ),
    "pl": (
        "ona jest niewidoma i głucha",
        "muzyka i teatr",
        "dla mojej starej ciotki",
        "moja żona potrzebuje pomocy",
        "decyzji jeszcze nie ma",
        "najlepiej wieczorem i w weekendy",
        "córka odbierze telefon",
        "nie przed dziesiątą",
        "mój brat i jego żona",
    ),
    "bs": (
        "ona je slijepa i gluha",
        "muzika i pozorište",
        "mojoj ženi treba pomoć",
        "imam punomoć od majke",
        "rješenje još nije stiglo",
        "neko za šetnju vani",
        "kćerka se javlja na telefon",
        "maknite adresu",
        "pjevanje i ples",
    ),
    "tr": (
        "annem ve babam",
        "hem kör hem sağır",
        "müzik ve tiyatro",
        "annemin vekaleti bende",
        "karar daha gelmedi",
        "temizlik ve cam silme",
        "öğleden sonra arayın",
        "olduğu gibi kalsın",
        "abim ve karısı",
    ),
    "ru": (
        "дом престарелых рядом со мной",
        "она слепая и глухая",
        "музыка и театр",
        "моей жене нужна помощь",
        "у меня доверенность от мамы",
        "решения пока нет",
        "трубку возьмёт дочь",
        "не раньше десяти",
        "оставьте как есть",
    ),
}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return whole(load_bank())


@pytest.mark.parametrize("language", SAID)
def test_a_plain_answer_is_no_alarm(bank: Bank, language: str) -> None:
    for said in SAID[language]:
        meant = read(said, bank, language)
        assert (meant.tier, meant.perhaps) == (None, None), (said, meant.ranking)
