"""Times in people's own words, in every language: which of the offered ones are meant.

The sentences are in `tests/phrases`, under what they mean here.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from understanding.sentences import Sentence, sentences

from care.times import SWEDEN
from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=SWEDEN)  # a Tuesday
CLOCKS = ((9, 0), (10, 0), (10, 30), (13, 0), (14, 0), (14, 30))
MON, TUE, WED, THU, FRI = range(5)


def offered() -> list[datetime]:
    """Four weeks of working days."""
    days = (NOW + timedelta(days=n) for n in range(28))
    return [d.replace(hour=h, minute=m) for d in days if d.weekday() <= FRI for h, m in CLOCKS]


def away(t: datetime) -> int:
    """Days from today."""
    return (t.date() - NOW.date()).days


TYPED = tuple(sentences("time"))
MEANT: dict[str, Callable[[datetime], bool]] = {
    "soonest": lambda _: True,
    "forenoon": lambda t: t.hour < 12,
    "afternoon": lambda t: t.hour > 12,
    "not_early": lambda t: t.hour >= 10,
    "until_two": lambda t: (t.hour, t.minute) <= (14, 0),
    "ten_to_two": lambda t: 10 <= t.hour < 14,
    "tue_wed": lambda t: t.weekday() in (TUE, WED),
    "tue_wed_forenoon": lambda t: t.weekday() in (TUE, WED) and t.hour < 12,
    "mon_afternoon_or_wed": lambda t: t.weekday() == WED or (t.weekday() == MON and t.hour > 12),
    "not_mon": lambda t: t.weekday() != MON,
    "not_mon_tue": lambda t: t.weekday() not in (MON, TUE),
    "wed_not_early": lambda t: t.weekday() == WED and t.hour >= 10,
    "thu": lambda t: t.weekday() == THU,
    "later_this_week": lambda t: 1 <= away(t) <= 3,
    "next_week": lambda t: 6 <= away(t) <= 12,
    "next_week_not_fri": lambda t: 6 <= away(t) < 10,
    "in_two_weeks": lambda t: 14 <= away(t) < 21,
    "in_three_weeks": lambda t: 21 <= away(t) < 28,
    "never": lambda _: False,  # spoken of, but no time that is offered
    "nothing": lambda _: False,
}


@pytest.mark.parametrize("sentence", TYPED, ids=lambda s: f"{s.language}: {s.text}")
def test_what_is_typed_is_the_times_that_are_meant(bank: Bank, sentence: Sentence) -> None:
    said = read(sentence.text, bank, sentence.language)
    times = offered()

    assert answers.when(said, times, NOW, bank) == tuple(filter(MEANT[sentence.meaning], times))
    assert answers.speaks_of_time(said, NOW, bank) is (sentence.meaning != "nothing")


@pytest.mark.parametrize("sentence", TYPED, ids=lambda s: f"{s.language}: {s.text}")
def test_a_time_is_no_command_and_no_alarm(bank: Bank, sentence: Sentence) -> None:
    said = read(sentence.text, bank, sentence.language)

    assert (said.tier, said.command, said.intent, said.masked) == (None, None, None, False)


def test_every_language_says_every_kind_of_time() -> None:
    told = {(s.language, s.meaning) for s in TYPED}

    languages = {language for language, _ in told}  # the others have cases of their own below
    assert languages >= {"sv", "fi", "ar", "en"}
    assert told == {(language, meaning) for language in languages for meaning in MEANT}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("onsdag klockan 10 eller 14", "25 10.00, 25 14.00"),
        ("onsdag klockan tio eller två", "25 10.00, 25 14.00"),
        ("onsdag klockan två eller halv tre", "25 14.00, 25 14.30"),
        ("en tid på onsdag klockan tio", "25 10.00"),
        ("torsdag 10.30.", "26 10.30"),
        ("klockan 10 på morgonen i morgon", "25 10.00"),
        ("i morgon eller fredag klockan 9", "25 09.00, 27 09.00"),
        ("i morgon efter klockan 13 men inte 14.30", "25 13.00, 25 14.00"),
        ("tisdag förmiddag och torsdag eftermiddag", "24 09.00, 24 10.00, 24 10.30, 26 13.00, "
                                                     "26 14.00, 26 14.30"),
        ("om två dagar", "26 09.00, 26 10.00, 26 10.30, 26 13.00, 26 14.00, 26 14.30"),
        ("10.30 idag", "24 10.30"),
        ("jag kan inte då, men torsdag klockan 9 går bra", "26 09.00"),
        ("den 26 november", "26 09.00, 26 10.00, 26 10.30, 26 13.00, 26 14.00, 26 14.30"),
        ("den 26:e november 2026 kl 10", "26 10.00"),
        ("2026-11-26 kl 9", "26 09.00"),
        ("26.11.2026 kl 9", "26 09.00"),
        ("den 25 eller 26 november klockan 9", "25 09.00, 26 09.00"),
        ("thursday at 2 pm", "26 14.00"),
        ("thursday at 10 a.m.", "26 10.00"),
        ("thursday after 10.30 a.m.", "26 10.30, 26 13.00, 26 14.00, 26 14.30"),
        ("lördag", ""),
        ("fredag klockan 16", ""),
        ("inte idag, inte i morgon, inte torsdag och inte fredag", ""),
        ("thursday 10-12", "26 10.00, 26 10.30"),
        ("to klo 10, kiitos", "26 10.00"),
        ("no torstai klo 10 sopii", "26 10.00"),
        ("الخميس الساعة ١٠ صباحا", "26 10.00"),
        ("الخميس الساعة الثانية والنصف", "26 14.30"),
    ],
)  # fmt: skip
def test_several_parts_together(bank: Bank, text: str, expected: str) -> None:
    this_week = [t for t in offered() if away(t) <= 3]
    fitting = answers.when(read(text, bank), this_week, NOW, bank)

    assert ", ".join(f"{t:%d %H.%M}" for t in fitting) == expected
    assert answers.speaks_of_time(read(text, bank), NOW, bank)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tisdag eller onsdag", "24 09.00, 24 10.00, 25 09.00, 25 10.00"),
        ("tisdag, onsdag", "24 09.00, 24 10.00, 25 09.00, 25 10.00"),
        ("ti tai ke", "24 09.00, 24 10.00, 25 09.00, 25 10.00"),
        ("الثلاثاء أو الأربعاء", "24 09.00, 24 10.00, 25 09.00, 25 10.00"),
        ("tuesday or wednesday", "24 09.00, 24 10.00, 25 09.00, 25 10.00"),
        ("tisdag eller onsdag på förmiddagen", "24 09.00, 24 10.00, 25 09.00, 25 10.00"),
        ("måndag, tisdag, onsdag, torsdag eller fredag", "24 09.00, 25 09.00, 26 09.00, 27 09.00"),
        ("förmiddag eller efter 14", "24 09.00, 24 10.00, 24 14.00, 24 14.30"),
        ("tisdag klockan 14 eller onsdag", "24 14.00, 25 09.00, 25 10.00, 01 14.00"),
        ("fredag eftermiddag", "27 13.00, 27 14.00, 27 14.30, 04 13.00"),
        ("inte tisdag", "25 09.00, 25 10.00, 25 10.30, 25 13.00"),
        ("nästa lediga", "24 09.00, 24 10.00, 24 10.30, 24 13.00"),
    ],
)
def test_of_several_days_some_of_each_are_shown(bank: Bank, text: str, expected: str) -> None:
    said = read(text, bank)
    fitting = answers.when(said, offered(), NOW, bank)

    shown = answers.few(said, fitting, NOW, bank, 4)
    assert ", ".join(f"{t:%d %H.%M}" for t in shown) == expected


@pytest.mark.parametrize("now", [NOW, NOW - timedelta(days=2)])
def test_two_weeks_from_now_is_no_single_day_that_may_be_a_sunday(
    bank: Bank, now: datetime
) -> None:
    fitting = answers.when(read("om två veckor", bank), offered(), now, bank)

    assert min(fitting).date() == date(2026, 12, 8 if now == NOW else 7)


def test_dates_are_those_of_sweden_when_it_is_already_tomorrow_there(bank: Bank) -> None:
    late = datetime.fromisoformat("2026-11-24T23:30+00:00")

    assert {t.day for t in answers.when(read("i dag", bank), offered(), late, bank)} == {25}


DATE_AND_HOUR = [
    ("sv", "tio i elva på torsdag", "2026-11-26 10:50"),
    ("sv", "tjugo över ett i morgon", "2026-11-25 13:20"),
    ("sv", "fem över halv tre på fredag", "2026-11-27 14:35"),
    ("sv", "halvtre imorgon", "2026-11-25 14:30"),
    ("sv", "den femtonde december klockan nio", "2026-12-15 09:00"),
    ("sv", "på onsdag i nästa vecka kl 13", "2026-12-02 13:00"),
    ("sv", "fredagmorgon", "2026-11-27 -"),
    ("en", "twenty past one tomorrow", "2026-11-25 13:20"),
    ("en", "five to twelve on Friday", "2026-11-27 11:55"),
    ("en", "December fifteenth at nine", "2026-12-15 09:00"),
    ("en", "the fifteenth of December, any time", "2026-12-15 -"),
    ("en", "Friday two thirty pm", "2026-11-27 14:30"),
    ("en", "wednesday of next week at 1", "2026-12-02 13:00"),
    ("en", "twenty five past ten on Monday", "2026-11-30 10:25"),
    ("fi", "kymmentä yli yksi huomenna", "2026-11-25 13:10"),
    ("fi", "viittä vaille kolme perjantaina", "2026-11-27 14:55"),
    ("fi", "viidestoista joulukuuta kello yhdeksän", "2026-12-15 09:00"),
    ("fi", "torstaina kahdeltatoista", "2026-11-26 12:00"),
    ("fi", "ensi viikon maanantaina kymmeneltä", "2026-11-30 10:00"),
    ("fi", "huomenaamulla yhdeksältä", "2026-11-25 09:00"),
    ("fi", "keskiviikkona puoli yksitoista", "2026-11-25 10:30"),
    ("ar", "الخميس الساعة عشرة وعشر دقايق", "2026-11-26 10:10"),
    ("ar", "بكرا الساعة وحدة ونص", "2026-11-25 13:30"),
    ("ar", "الجمعة الساعة تلاتة إلا عشرة", "2026-11-27 14:50"),
    ("ar", "خمسة عشر ديسمبر الساعة التاسعة", "2026-12-15 09:00"),
    ("ar", "يوم 3 شهر 12 الساعة 10", "2026-12-03 10:00"),
    ("ar", "الاثنين الجاي الساعة حدعش", "2026-11-30 11:00"),
    ("ar", "بعد ثلاثة أيام الساعة العاشرة", "2026-11-27 10:00"),
    ("fa", "فردا ساعت ده و بیست دقیقه", "2026-11-25 10:20"),
    ("fa", "جمعه ده دقیقه به سه", "2026-11-27 14:50"),
    ("fa", "پانزدهم دسامبر ساعت نه", "2026-12-15 09:00"),
    ("fa", "دوشنبه هفته آینده ساعت یازده", "2026-11-30 11:00"),
    ("fa", "پس‌فردا ساعت یک و نیم", "2026-11-26 13:30"),
    ("fa", "امروز ساعت سه", "2026-11-24 15:00"),
    ("fa", "پنجشنبه ده صبح", "2026-11-26 10:00"),
    ("so", "berri tobanka iyo nuska", "2026-11-25 10:30"),
    ("so", "Khamiista labada galabnimo", "2026-11-26 14:00"),
    ("so", "Jimcaha saddexda iyo rubuc", "2026-11-27 15:15"),
    ("so", "shan iyo toban Disembar saacadda sagaalka", "2026-12-15 09:00"),
    ("so", "Isniinta kow iyo tobanka", "2026-11-30 11:00"),
    ("so", "maanta saddexda galabnimo", "2026-11-24 15:00"),
    ("so", "Arbacada toddobaadka dambe saacadda 1", "2026-12-02 13:00"),
    ("pl", "jutro za dziesięć jedenasta", "2026-11-25 10:50"),
    ("pl", "w piątek dziesięć po drugiej", "2026-11-27 14:10"),
    ("pl", "piętnastego grudnia o dziewiątej", "2026-12-15 09:00"),
    ("pl", "w czwartek o trzynastej trzydzieści", "2026-11-26 13:30"),
    ("pl", "w przyszłą środę o dwunastej", "2026-11-25 12:00"),
    ("pl", "środa w przyszłym tygodniu o 13", "2026-12-02 13:00"),
    ("pl", "dziś o trzeciej", "2026-11-24 15:00"),
    ("es", "mañana a las once menos diez", "2026-11-25 10:50"),
    ("es", "el viernes a las dos y veinte", "2026-11-27 14:20"),
    ("es", "el quince de diciembre a las nueve", "2026-12-15 09:00"),
    ("es", "el miércoles de la semana que viene a la una", "2026-12-02 13:00"),
    ("es", "el lunes a las doce y media", "2026-11-30 12:30"),
    ("es", "hoy a las cuatro menos cuarto", "2026-11-24 15:45"),
    ("es", "dentro de tres días a las dos", "2026-11-27 14:00"),
    ("tr", "yarın on bire on kala", "2026-11-25 10:50"),
    ("tr", "cuma ikiyi yirmi geçe", "2026-11-27 14:20"),
    ("tr", "on beş aralık saat dokuzda", "2026-12-15 09:00"),
    ("tr", "gelecek hafta çarşamba saat birde", "2026-12-02 13:00"),
    ("tr", "pazartesi on iki buçukta", "2026-11-30 12:30"),
    ("tr", "bugün üçte", "2026-11-24 15:00"),
    ("tr", "üç gün sonra saat ikide", "2026-11-27 14:00"),
    ("uk", "завтра за десять одинадцята", "2026-11-25 10:50"),
    ("uk", "у п'ятницю десять по другій", "2026-11-27 14:10"),
    ("uk", "п'ятнадцятого грудня о дев'ятій", "2026-12-15 09:00"),
    ("uk", "у середу на наступному тижні о першій", "2026-12-02 13:00"),
    ("uk", "сьогодні о третій", "2026-11-24 15:00"),
    ("uk", "через три дні о другій", "2026-11-27 14:00"),
    ("uk", "в понеділок о дванадцятій тридцять", "2026-11-30 12:30"),
    ("ru", "завтра без десяти одиннадцать", "2026-11-25 10:50"),
    ("ru", "в пятницу десять минут третьего", "2026-11-27 14:10"),
    ("ru", "пятнадцатого декабря в девять", "2026-12-15 09:00"),
    ("ru", "в среду на следующей неделе в час дня", "2026-12-02 13:00"),
    ("ru", "сегодня в три", "2026-11-24 15:00"),
    ("ru", "через три дня в два", "2026-11-27 14:00"),
    ("ru", "в понедельник в двенадцать тридцать", "2026-11-30 12:30"),
    ("ti", "ጽባሕ ሰዓት ዓሰርተ", "2026-11-25 10:00"),
    ("ti", "ዓርቢ ሰዓት ክልተን ፈረቓን", "2026-11-27 14:30"),
    ("ti", "15 ታሕሳስ ሰዓት ትሽዓተ", "2026-12-15 09:00"),
    ("ti", "ረቡዕ ዝመጽእ ሰሙን ሰዓት ሓደ", "2026-12-02 13:00"),
    ("ti", "ሎሚ ሰዓት ሰለስተ", "2026-11-24 15:00"),
    ("ti", "ሓሙስ ሰዓት ዓሰርተ ክልተ", "2026-11-26 12:00"),
    ("ti", "ሰኑይ ድሕሪ ቀትሪ ሰዓት ክልተ", "2026-11-30 14:00"),
    ("ku", "sibê saet deh û nîv", "2026-11-25 10:30"),
    ("ku", "înê saet du û bîst deqe", "2026-11-27 14:20"),
    ("ku", "pazdehê kanûnê saet neh", "2026-12-15 09:00"),
    ("ku", "çarşema hefteya bê saet yek", "2026-12-02 13:00"),
    ("ku", "îro saet sisê", "2026-11-24 15:00"),
    ("ku", "piştî sê rojan saet du", "2026-11-27 14:00"),
    ("ku", "duşemê saet donzdeh û nîv", "2026-11-30 12:30"),
    ("ku", "sibê deh ji yazdehan re maye", "2026-11-25 10:50"),
    ("bs", "sutra u tri sata i po", "2026-11-25 15:30"),
    ("bs", "sutra u dva sata i petnaest", "2026-11-25 14:15"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), DATE_AND_HOUR)
def test_a_day_and_an_hour_in_the_words_of_each_language(
    bank: Bank, language: str, text: str, expected: str
) -> None:
    day, hour = answers.day_and_hour(read(text, bank, language), NOW, bank)

    assert f"{day or '-'} {f'{hour:%H:%M}' if hour else '-'}" == expected


SOME = """
inte men eller tisdag halv kvart i över klockan efter före mellan senast vecka veckor om den
december 10.30 25/12 10-12 0 7 24 99 1.12. figure0 en ett tre lunch idag utan x , . الثلاثاء
والنصف ei tai jälkeen
"""
WORDS = st.sampled_from(SOME.split())


@given(st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=40))
def test_any_words_give_some_of_the_times_in_their_order(bank: Bank, text: str) -> None:
    times = offered()
    fitting = answers.when(read(text, bank), times, NOW, bank)

    assert list(fitting) == [t for t in times if t in set(fitting)]
    assert not fitting or answers.speaks_of_time(read(text, bank), NOW, bank)
