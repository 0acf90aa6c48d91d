"""As what an answer is counted at each kind of question: typed, pressed, and put in between."""

import pytest
from booking import heard
from someone import TO_THE_CALL, Talk

from bot.assembly import House
from dialogs.events import Choose, Contact, Event, Start, Text

WHO, AREA, NAME = TO_THE_CALL[:3], TO_THE_CALL[:9], TO_THE_CALL[:15]
PHONE, TIME = TO_THE_CALL[:18], TO_THE_CALL[:21]
HEARD = (*WHO, Text("till mig, jag ska ha trygghetslarm i Centrum"))
MEANT = (*WHO, Text("vem bestämmer egentligen"))


@pytest.mark.parametrize(
    ("before", "event", "counted"),
    [
        (WHO, Text("min mamma"), "who=parent"),
        (WHO, Text("2"), "who=partner"),
        (WHO, Text("9"), "miss:who:1"),
        (WHO, Text("vem bestämmer egentligen"), "miss:who:1"),
        (WHO, Text("tillbaka"), "command:back"),
        (WHO, Choose("who", "back"), "command:back"),
        (WHO, Choose("municipality", "back"), "old:municipality"),
        (WHO, Choose("knew", "yes"), "knew=yes"),
        (WHO, Choose("x", "speak=fi"), "language=fi"),
        (WHO, Choose("x", "alarm=died"), "tier:died"),
        (WHO, Choose("notice", "open"), "notice=open"),
        (HEARD, Text("ja"), "heard=yes"),
        (HEARD, Text("nej"), "heard=no"),
        (HEARD, Text("vet inte"), "heard=none"),
        (HEARD, Text("gå tillbaka"), "command:back"),
        (HEARD, Choose("heard", "back"), "command:back"),
        (HEARD, Choose("heard", "no"), "heard=no"),
        (HEARD, Choose("heard", "perhaps"), "old:?"),
        (MEANT, Text("1"), "guess=who_decides"),
        (MEANT, Choose("guess", "who_decides"), "guess=who_decides"),
        (MEANT, Choose("guess", "cost"), "old:?"),
        (MEANT, Text("ja"), "guess=none"),
        (AREA, Text("Slottsträdgården"), "area=centrum"),
        (AREA, Text("Kvarnbacken"), "area=kvarnbacken"),
        (NAME, Text("Karin Berg"), "name=kept"),
        (NAME, Text("vad kostar det"), "intent:cost"),
        (NAME, Choose("name", "Karin Berg"), "old:name"),
        (PHONE, Text("070-174 06 05"), "phone=kept"),
        (PHONE, Contact("+46701740605"), "phone=kept"),
        (PHONE, Contact("12"), "contact"),
        (TIME, Text("onsdag klockan 10"), "perhaps"),
        (TIME, Text("den första"), "time=2026-11-23T10:00+00:00"),
        (TIME, Start(), "start"),
    ],
)
def test_every_answer_is_counted_as_what_it_was(
    house: House, talk: Talk, before: tuple[Event, ...], event: Event, counted: str
) -> None:
    talk.give(*before, event)

    assert heard(house) == counted


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("hej", "intent:greeting"),
        ("vad kostar det", "intent:cost"),
        ("jag undrar lite om en sak", "said"),
        ("mamma har ramlat och kan inte andas", "tier:danger"),
    ],
)
def test_whoever_begins_in_their_own_words_is_not_counted_as_misunderstood(
    house: House, talk: Talk, said: str, counted: str
) -> None:
    talk.give(Text(said))

    assert heard(house) == counted
