"""What a browser keeps of ours is signed, and what it makes up itself counts for nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.doors.visit import Seal, Visit

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
MINE = Visit("4f2a", "fi")


def seal(secret: str = "one", at: datetime = NOW) -> Seal:
    return Seal(secret, lambda: at)


def test_a_cookie_comes_back_as_it_went() -> None:
    assert seal().visit(seal().cookie(MINE)) == MINE


def test_a_cookie_lasts_thirty_days() -> None:
    cookie = seal().cookie(MINE)

    assert seal(at=NOW + timedelta(days=30)).visit(cookie) == MINE
    assert seal(at=NOW + timedelta(days=30, seconds=2)).visit(cookie) is None


def test_another_house_cannot_make_ours() -> None:
    assert seal().visit(seal("two").cookie(MINE)) is None
    assert seal().key(seal("two").token()) is None


def test_a_form_token_is_no_cookie() -> None:
    assert seal().visit(seal().token()) is None
    assert seal().key(seal().cookie(MINE)) is None


@given(st.text())
def test_what_is_made_up_is_nobody(made_up: str) -> None:
    assert seal().visit(made_up) is None
    assert seal().key(made_up) is None


def test_two_taps_on_the_first_page_are_one_person() -> None:
    ours = seal()
    key, another = ours.key(ours.token()), ours.key(ours.token())
    assert key
    assert another

    assert ours.newcomer(key, "") == ours.newcomer(key, "")
    assert ours.newcomer(key, "") != ours.newcomer(another, "")
    assert ours.newcomer(key, "") != seal("two").newcomer(key, "")


def test_an_empty_secret_refuses_to_start() -> None:
    with pytest.raises(ValueError, match="secret"):
        seal("")
