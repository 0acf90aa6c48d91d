"""As what a turn is counted: a code, and never what somebody wrote."""

import pytest
from booking import heard
from someone import Talk

from bot.assembly import House
from dialogs.events import Choose, Contact, Event, Start, Text, Unreadable


@pytest.mark.parametrize(
    ("event", "counted"),
    [
        (Text("  "), "empty"),
        (Text("Exempelby"), "municipality=exempelby"),
        (Text("hej"), "intent:greeting"),
        (Text("vad kostar det"), "intent:cost"),
        (Text("hjälp"), "command:help"),
        (Text("suomi"), "language=fi"),
        (Text("jag kan inte andas"), "tier:danger"),
        (Text("tolvfingertarm"), "miss:municipality:1"),
        (Text("det gäller mamma som vill ha hemtjänst på kvällen"), "heard"),
        (Unreadable("voice"), "unreadable:voice"),
        (Contact("+46701740605"), "contact"),
        (Choose("municipality", "exempelby"), "municipality=exempelby"),
        (Choose("municipality", "mordor"), "old:municipality"),
        (Choose("nothing", "070-174 06 05"), "old:?"),
        (Start(), "start"),
    ],
)
def test_every_turn_is_counted_as_what_it_was(
    house: House, talk: Talk, event: Event, counted: str
) -> None:
    talk.give(Choose("language", "sv"), Choose("knew", "no"), event)

    assert heard(house) == counted
