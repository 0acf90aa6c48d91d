"""What is likely enough to be answered at once, to be offered, or to be taken for an alarm."""

import pytest

from dialogs.understanding.deciding import (
    AHEAD,
    ALARM,
    ALARM_AHEAD,
    DIRECT,
    OUTSIDE,
    PERHAPS,
    PERHAPS_BEHIND,
    SHOWN,
    Ranked,
    alarming,
    decided,
    first,
    likely,
    perhaps_alarming,
)

LITTLE = 0.01


def ranking(**scores: float) -> list[Ranked]:
    """These meanings, the likeliest first."""
    return sorted((Ranked(*one) for one in scores.items()), key=lambda one: -one.score)


@pytest.mark.parametrize(
    ("ranked", "answered"),
    [
        (ranking(fee=DIRECT), "fee"),
        (ranking(fee=DIRECT - LITTLE), None),
        (ranking(fee=0.9, queue=0.9 - AHEAD - LITTLE), "fee"),
        (ranking(fee=0.9, queue=0.9 - AHEAD + LITTLE), None),
        (ranking(fee=0.9, oos=OUTSIDE), None),
        (ranking(fee=0.9, oos=OUTSIDE - LITTLE), "fee"),
        (ranking(fee=0.9, queue=OUTSIDE), "fee"),
        (ranking(delete=0.9), None),  # never by likeness alone
        (ranking(danger=0.9), None),
        ([], None),
    ],
)
def test_only_what_is_likely_and_ahead_is_answered_at_once(
    ranked: list[Ranked], answered: str | None
) -> None:
    assert decided(ranked) == answered


def test_the_likeliest_is_known_even_where_it_is_never_acted_on() -> None:
    assert likely(ranking(delete=DIRECT, fee=0.1)) == "delete"
    assert likely(ranking(delete=DIRECT - LITTLE)) is None


@pytest.mark.parametrize(
    ("ranked", "alarm"),
    [
        (ranking(danger=ALARM), "danger"),
        (ranking(danger=ALARM - LITTLE), None),
        (ranking(danger=0.6, fee=0.6 - ALARM_AHEAD - LITTLE), "danger"),
        (ranking(danger=0.6, fee=0.6), None),
        (ranking(danger=0.6, despair=0.6 - LITTLE), "danger"),  # two tiers do not outdo each other
        (ranking(fee=0.9), None),
        ([], None),
    ],
)
def test_an_alarm_goes_before_all_else_where_nothing_else_is_as_likely(
    ranked: list[Ranked], alarm: str | None
) -> None:
    assert alarming(ranked) == alarm


@pytest.mark.parametrize(
    ("ranked", "alarm"),
    [
        (ranking(died=PERHAPS), "died"),
        (ranking(died=PERHAPS - LITTLE), None),
        (ranking(fee=0.8, died=0.8 - PERHAPS_BEHIND + LITTLE), "died"),
        (ranking(fee=0.8, died=0.8 - PERHAPS_BEHIND - LITTLE), None),
    ],
)
def test_an_alarm_that_is_not_far_behind_is_asked_about(
    ranked: list[Ranked], alarm: str | None
) -> None:
    assert perhaps_alarming(ranked) == alarm


def test_what_is_known_stands_first_and_once() -> None:
    many = ranking(a=0.9, b=0.8, c=0.7, d=0.6, e=0.5, f=0.4)
    labels = [one.label for one in first("c", many)]

    assert labels == ["c", "a", "b", "d", "e"]
    assert len(labels) == SHOWN
    assert first("c", many)[0].score == 1.0
