"""The page's scripts share one room: what one of them names, no other may name again."""

import re
from collections import Counter

from bot.rendering.paper import STATIC

TOGETHER = ("chat.js", "live.js", "send.js", "listen.js")
NAMED = re.compile(r"^(?:(?:async )?function|const|let) (\w+)", re.MULTILINE)


def test_no_name_is_given_twice_on_one_page() -> None:
    scripts = [(STATIC / name).read_text(encoding="utf-8") for name in TOGETHER]
    names = Counter(name for script in scripts for name in set(NAMED.findall(script)))

    assert len(names) > 30
    assert {name for name, times in names.items() if times > 1} == set()
