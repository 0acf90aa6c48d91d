"""What the state holds of notices: which is open, which wait, and in what turn they are read."""

import pytest

from care.followup import Kind
from dialogs.notices import KIND, MORE, arrived, opened, put_off, unread
from dialogs.relay import RELAY
from dialogs.state import State

TOMORROW, MOVED, MISSED = Kind.CALL_TOMORROW, Kind.CALL_MOVED, Kind.CALL_MISSED
CONFIRMED, NEWS, UNFINISHED = Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS, Kind.UNFINISHED
HOLD, GONE = Kind.HOLD_ENDING, Kind.PROVIDER_GONE
AREA = {"area": "centrum"}


def state(aside: str = "", kind: str = "", *more: str) -> State:
    """With this aside, this notice open and these unread."""
    given = {"aside": aside, KIND: kind}
    answers: dict[str, str | tuple[str, ...]] = {
        **AREA, **{key: value for key, value in given.items() if value}
    }  # fmt: skip
    return State({**answers, MORE: more} if more else answers)


@pytest.mark.parametrize(
    ("before", "question", "kinds", "after"),
    [
        (state(), "notice", [TOMORROW], state("notice", TOMORROW)),
        (state(), "notice", [TOMORROW, NEWS], state("notice", TOMORROW, NEWS)),
        (state(), "notice", [TOMORROW, MOVED], state("notice", MOVED)),
        (state(), "notice", [MOVED, TOMORROW], state("notice", MOVED)),
        (state(), "notice", [CONFIRMED, NEWS], state("notice", CONFIRMED)),
        (state(), "notice", ["line", TOMORROW], state("notice", TOMORROW)),
        (state(), "notice", ["line"], state("notice")),
        (state("", "", GONE), "notice", [TOMORROW], state("notice", TOMORROW, GONE)),
        (state("notice", NEWS), "notice", [TOMORROW], state("notice", TOMORROW, NEWS)),
        (state("news", NEWS), "notice", [TOMORROW], state("notice", TOMORROW)),
        (state("missed", MISSED), "notice", [TOMORROW], state("notice", TOMORROW, MISSED)),
        (state("human", MISSED), "notice", [TOMORROW], state("notice", TOMORROW)),
        (state("hold", HOLD), "notice", [TOMORROW], state("notice", TOMORROW)),
        (state(), "human", [TOMORROW], state("human", "", TOMORROW)),
        (state(), "human", [], state("human")),
        (state(RELAY), "notice", [TOMORROW], state(RELAY, "", TOMORROW)),
        (state(RELAY, "", NEWS), "notice", [TOMORROW], state(RELAY, "", TOMORROW, NEWS)),
    ],
)
def test_a_notice_comes(before: State, question: str, kinds: list[str], after: State) -> None:
    assert arrived(before, question, kinds) == after


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        (state("notice", TOMORROW), state("human", TOMORROW), (TOMORROW,)),
        (state("missed", MISSED, NEWS), state("", MISSED, NEWS), (MISSED, NEWS)),
        (state("news", NEWS), state("", NEWS), ()),
        (state("news", NEWS, GONE), state("", NEWS, GONE), (GONE,)),
        (state("hold", HOLD), state("", HOLD), ()),
        (state("notice", TOMORROW), State(), ()),
    ],
)
def test_what_stood_open_is_still_unread_after_something_else(
    before: State, after: State, left: tuple[Kind, ...]
) -> None:
    kept = put_off(before, after)

    assert unread(kept) == left
    assert (MORE in kept.answers) is bool(left)


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        (state("", "", TOMORROW, NEWS), NEWS, state("news", NEWS, TOMORROW)),
        (state("", "", TOMORROW), MOVED, state("read", MOVED)),
        (state("notice", UNFINISHED), MISSED, state("missed", MISSED, UNFINISHED)),
        (state("notice", UNFINISHED), UNFINISHED, state("unfinished", UNFINISHED)),
    ],
)
def test_a_notice_is_opened_and_the_others_wait(before: State, kind: Kind, after: State) -> None:
    assert opened(before, kind) == after


def test_of_those_read_at_one_question_one_is_unread() -> None:
    kinds = (TOMORROW, CONFIRMED, MOVED, NEWS, "of_a_later_version")

    assert unread(state("", "", *kinds)) == (MOVED, CONFIRMED)
