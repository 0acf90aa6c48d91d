"""What was said comes back from the log exactly as it was."""

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs import replies, transcript
from dialogs.messages import Button, Kept, Message, Tongue, Written, t

MOMENTS = st.datetimes(timezones=st.just(UTC))
NAMES = st.text(max_size=8)
PLAIN = (
    st.text(max_size=20)
    | st.integers()
    | st.dates()
    | MOMENTS
    | st.times()
    | st.builds(Kept, NAMES)
    | st.builds(Button, MOMENTS)
    | st.builds(Tongue, NAMES)
    | st.builds(Written, st.dictionaries(NAMES, NAMES))
)


def messages(args: st.SearchStrategy[object]) -> st.SearchStrategy[Message]:
    return st.builds(
        Message,
        st.text(max_size=30),
        st.dictionaries(NAMES, args, max_size=3),
        st.text(max_size=5),
        st.integers(0, 99),
        st.text(max_size=5),
    )


MESSAGES = messages(
    st.recursive(
        PLAIN, lambda args: st.lists(args, max_size=3).map(tuple) | messages(args), max_leaves=4
    )
)
WORDS = MESSAGES | st.text(max_size=10)
CHOICES = st.builds(
    replies.Choice, NAMES, WORDS, st.booleans(), st.booleans(), st.none() | st.just("ar")
)


def several(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=2).map(tuple)


BARS = st.builds(replies.Bar, MESSAGES, st.integers(0, 100), MESSAGES, st.booleans())
SAID = st.builds(replies.Say, MESSAGES, several(MESSAGES))
CARDS = st.builds(
    replies.Cards,
    MESSAGES,
    several(
        st.builds(replies.Card, NAMES, NAMES, MESSAGES, *[several(MESSAGES)] * 4, several(BARS))
    ),
)
LINES = st.builds(replies.Line, MESSAGES, several(MESSAGES | BARS), st.none() | MESSAGES)
COMPARED = st.builds(replies.Compare, MESSAGES, several(NAMES), several(LINES), several(LINES))

REPLIES = st.one_of(
    SAID,
    CARDS,
    COMPARED,
    st.builds(replies.Paper, MESSAGES, MESSAGES, several(SAID | CARDS | COMPARED)),
    st.builds(
        replies.Ask,
        NAMES,
        MESSAGES,
        several(CHOICES),
        st.booleans(),
        st.none() | st.sampled_from(replies.Free),
        several(CHOICES),
    ),
    st.builds(
        replies.File,
        NAMES,
        MESSAGES,
        MESSAGES,
        MOMENTS,
        st.integers(0, 60),
        NAMES,
        st.integers(0, 9),
        st.booleans(),
    ),
)


@given(st.lists(REPLIES, max_size=3).map(tuple), st.none() | WORDS)
def test_every_reply_comes_back(said: replies.Replies, echo: transcript.Echo) -> None:
    data = json.loads(json.dumps(transcript.dump(said, echo)))

    assert transcript.load(data) == (said, echo)


def test_what_an_earlier_version_kept_is_still_read() -> None:
    card = ["k", "Almen", ["Företag"], [], [["Kväll"]], [], [], [[["Nöjda"], 86, ["41 svarade"]]]]
    kept = [None, [["say", ["Hej."]], ["cards", ["Alla"], [card]]]]

    assert transcript.load(kept) == (
        (
            replies.Say(t("Hej.")),
            replies.Cards(
                t("Alla"),
                (
                    replies.Card(
                        "k",
                        "Almen",
                        t("Företag"),
                        meets=(t("Kväll"),),
                        bars=(replies.Bar(t("Nöjda"), 86, t("41 svarade")),),
                    ),
                ),
            ),
        ),
        None,
    )


def test_a_question_does_not_stand_on_paper() -> None:
    ask = ["ask", "who", ["Vem?"], [], [], False, None]

    with pytest.raises(ValueError, match="paper"):
        transcript.load([None, [["paper", ["Här"], ["Sida"], [ask]]]])


@pytest.mark.parametrize("gap", [None, 1.5, [], ["nothing"], ["kept"], ["kept", "name", "more"]])
def test_what_no_version_has_put_into_a_gap_is_not_guessed(gap: object) -> None:
    with pytest.raises(ValueError, match="gap"):
        transcript.load([None, [["say", ["Hej {name}.", {"name": gap}]]]])


@pytest.mark.parametrize("reply", [["sing", ["Hej."]], [], None, "say"])
def test_what_is_no_reply_is_not_taken_for_one(reply: object) -> None:
    with pytest.raises(ValueError, match="not a reply"):
        transcript.load([None, [reply]])
