"""Times in people's own words, in every language: which of the offered ones are meant.

The sentences are in `tests/phrases`, under what they mean here.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from understanding.sentences import LANGUAGES, Sentence, sentences

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
    said = read(sentence.text, bank)
    times = offered()

    assert answers.when(said, times, NOW, bank) == tuple(filter(MEANT[sentence.meaning], times))
    assert answers.speaks_of_time(said, NOW, bank) is (sentence.meaning != "nothing")


@pytest.mark.parametrize("sentence", TYPED, ids=lambda s: f"{s.language}: {s.text}")
def test_a_time_is_no_command_and_no_alarm(bank: Bank, sentence: Sentence) -> None:
    said = read(sentence.text, bank)

    assert (said.tier, said.command, said.intent, said.masked) == (None, None, None, False)


def test_every_language_says_every_kind_of_time() -> None:
    told = {(s.language, s.meaning) for s in TYPED}

    assert told == {(language, meaning) for language in LANGUAGES for meaning in MEANT}


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
        ("to klo 10", "26 10.00"),
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
