"""Ten thousand updates that nobody means well with: each is heard as something, or let go."""

import copy
import random
from typing import Any

from loopback import BotApi
from person import KINDS, Person

from bot.doors.updates import Heard, NotAnUpdate, read

HOSTILE: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**70, 1.5, float("inf"), "", "\x00", "\ud800", "🙂" * 5000,
    "a" * 1_000_000,
    "'; DROP TABLE turn; --", "<script>alert(1)</script>", "=HYPERLINK(\"x\")", "‮abc", "who|self",
    "|", "who|", "|self", "w" * 65 + "|x", [], [[]], [None], {}, {"id": "x"}, {"id": {}},
)  # fmt: skip


def somewhere(lot: random.Random, told: Any) -> tuple[Any, Any]:
    """A container inside, and a key of it."""
    at, key = told, None
    while isinstance(at, dict | list) and at:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = lot.choice(keys)
        if not isinstance(at[key], dict | list) or not at[key] or lot.random() < 0.3:
            return at, key
        at = at[key]
    return at, key


def spoil(lot: random.Random, update: dict[str, Any]) -> Any:
    """The same with one to three things in it gone, changed, or put where they do not belong."""
    told = copy.deepcopy(update)
    for _ in range(lot.randint(1, 3)):
        at, key = somewhere(lot, told)
        if key is None:
            continue
        what = lot.random()
        if what < 0.3:
            del at[key]
        elif what < 0.9:
            at[key] = copy.deepcopy(lot.choice(HOSTILE))
        elif isinstance(at, dict):
            at[str(lot.choice(HOSTILE))[:50]] = at.pop(key)
    return told if lot.random() < 0.98 else lot.choice(HOSTILE)


def test_t32_ten_thousand_updates_are_heard_or_let_go(api: BotApi) -> None:
    me = Person(api)
    message = me.message(text="Exempelby")["message"]
    right = [
        me.message(text="/start ar_exempelby_norr_care"),
        me.edited(text="nej"),
        me.tap("needs|+evening", message),
        me.message(contact={"phone_number": "+46701740605", "user_id": me.chat, "first_name": "T"}),
        *(me.message(**{kind: content}) for kind, content in KINDS.items()),
    ]
    lot = random.Random(32)
    heard = 0
    for n in range(10_000):
        update = spoil(lot, right[n % len(right)])
        try:
            found = read(update)
        except NotAnUpdate:
            continue
        assert found is None or isinstance(found, Heard)
        heard += found is not None and found.event is not None

    assert 1_000 < heard < 9_900
