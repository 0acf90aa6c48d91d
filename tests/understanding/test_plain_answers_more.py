"""An ordinary answer to a question of ours is no alarm, in seven more languages."""

import pytest

from bot.languages.phrases import load_bank, whole
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read

SAID = {
    "uk": (
        "рішення вже прийшло поштою",
        "готувати їсти та мити посуд",
        "потрібен хтось хто знає російську",
        "у нас живе кіт",
        "після інсульту давно погано говорить",
        "малювати на комп'ютері",
        "дзвоніть увечері після шостої",
        "видаліть мою пошту",
    ),
    "ar": (
        "معي وكالة من الوالد",
        "أخي عنده إعاقة ذهنية",
        "كفيف من الولادة",
        "موظف يحكي كردي",
        "الرسم على الكمبيوتر",
        "تابعة للبلدية مو خاصة",
        "دقوا علي بعد الظهر",
        "بدي أغير الايميل",
    ),
    "fa": (
        "از پدرم وکالت دارم",
        "مادرزنم نود سالشه",
        "یه چشمش نمی‌بینه",
        "سرای سالمندان نزدیک خونه‌مون",
        "آواز و ساز زدن",
        "بعدازظهر زنگ بزنین",
        "آدرس ایمیل منو پاک کنین",
        "راضی هستیم خوبه",
    ),
    "so": (
        "labadayada, aniga iyo xaaskayga",
        "weli jawaab ma helin",
        "qof carabi ku hadla",
        "guri waayeel oo xaafadda noogu dhow",
        "dhirta iyo ubaxa ayuu jecel yahay",
        "gabadhayda ayaa telefoonka qaban doonta",
        "iimaylka ayaan beddelayaa",
        "sidaas ha ku sii jirto",
    ),
    "ku": (
        "em herdu, ez û jina xwe",
        "wekaleta bavo li cem min e",
        "ji zarokatiyê ve kor e",
        "kesek ku erebî dizane",
        "stran û şano",
        "piştî nîvro telefon bikin",
        "emaila xwe diguherim",
        "bila wek niha bimîne",
    ),
    "ckb": (
        "وەکالەتی باوکم پێمە",
        "براکەم کەمئەندامی مێشکی هەیە",
        "چێشتلێنان و قاپ شۆردن",
        "ماڵی پیران لە نزیک ماڵمان",
        "گۆرانی و شانۆ",
        "پاش نیوەڕۆ تەلەفۆن بکەن",
        "ئیمەیلەکەم دەگۆڕم",
        "هەموو شتێک باش دەڕوات",
    ),
    "ti": (
        "ኣነን ሰበይተይን ክልቴና",
        "ሰውነት ምሕጻብን ክዳን ምቕያርን",
        "ሓወይ ናይ ኣእምሮ ስንክልና ኣለዎ",
        "ዕምባባን ጀርዲንን ይፈቱ",
        "ናይ ኮሙን ይኹን፡ ናይ ብሕቲ ኣይኮነን",
        "ድሕሪ ቀትሪ ደውሉለይ",
        "ኢመይለይ ክቕይር እየ",
        "ከምቲ ዘሎ ይኹን",
    ),
}
"""In no example of ours."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return whole(load_bank())


@pytest.mark.parametrize("language", SAID)
def test_an_ordinary_answer_is_no_alarm(bank: Bank, language: str) -> None:
    for said in SAID[language]:
        meant = read(said, bank, language)
        assert (meant.tier, meant.perhaps) == (None, None), meant.text
