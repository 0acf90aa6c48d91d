"""The same list for somebody else, by a code; and what is no code."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex

import pytest
from someone import NOW, TO_THE_END

from bot.assembly import House
from bot.conversation import Address, Answer
from bot.store import invitations
from dialogs import codes
from dialogs.events import Choose, Event, Text

TO_THE_LIST: tuple[Event, ...] = (
    Choose("knew", "no"), Choose("municipality", "exempelby"), Choose("who", "self"),
    Choose("decision", "yes"), Choose("about1", "skip"), Choose("service", "care"),
    Choose("area", "centrum"), Choose("needs", "+evening"), Choose("needs", "+language"),
    Choose("needs", "done"), Choose("staff_language", "fi"),
)  # fmt: skip
SHARED = (Choose("list", "share"), Choose("share", "list"))
ISOLATES = {0x2068: None, 0x2069: None}
WRONG = "K4M 7PX"


class Person:
    """One of several in the same house."""

    def __init__(self, house: House, name: str, language: str = "sv", *, door: str = "web") -> None:
        self._house, self._at, self.now = house, Address(door, "", name), NOW
        self.give(Choose("language", language))

    def give(self, *events: Event | str) -> Answer:
        """One thing after the other; the last answer."""
        for event in events:
            said = Text(event) if isinstance(event, str) else event
            self.seen = self._house.conversations.hear(self._at, token_hex(8), said, self.now)
        return self.seen

    def say(self, *events: Event | str) -> str:
        """The same, and what is said in answer to the last."""
        self.give(*events)
        return "\n".join(bubble.text for bubble in self.seen.bubbles).translate(ISOLATES)

    def share(self) -> str:
        """To the list, and the code to it."""
        return code_in(self.say(*TO_THE_LIST, *SHARED))

    def press(self, key: str, event: Event) -> Answer:
        """The same press, as often as the network brings it."""
        return self._house.conversations.hear(self._at, key, event, self.now)

    def past(self) -> str:
        """What stands on the page."""
        told = (b.text for past in self._house.conversations.past(self._at) for b in past.bubbles)
        return "\n".join(told).translate(ISOLATES)

    def listed(self) -> set[str]:
        """All providers of the list, page after page."""
        names: set[str] = set()
        for page in range(1, 9):
            self.give(Choose("list", f"page={page}"))
            names |= {card.provider for bubble in self.seen.bubbles for card in bubble.cards}
        return names


def code_in(said: str) -> str:
    (code,) = re.findall(r"\b[0-9A-Z]{3} [0-9A-Z]{3}\b", said)
    return str(code)


def test_the_same_list_is_seen_in_another_language_by_someone_else(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter", "fi")
    code = mother.share()
    assert daughter.give(code).step == "who"
    assert daughter.give(Choose("who", "parent")).step == "list"

    assert daughter.seen.language == "fi"
    assert daughter.listed() == mother.listed()


def test_whoever_joins_is_told_that_the_order_may_differ(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter")
    told = daughter.say(mother.share())

    assert "samma lista" in told
    assert "Ordningen är slumpad" in told


def test_the_code_tells_nothing_of_who_it_is(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter")
    code = mother.share()
    with house.store.reading() as held:
        ((content, case, municipality),) = held.driver.execute(
            "SELECT content, case_id, municipality FROM invitation"
        ).fetchall()

    assert (json.loads(content), case, municipality) == (
        {
            "municipality": "exempelby", "service": "care", "area": "centrum",
            "needs": ["evening", "language", "done"], "staff_language": "fi",
        },
        None,
        "exempelby",
    )  # fmt: skip
    mother.give(
        Choose("list", "cannot"), Choose("call", "yes"), "Karin Berg", "1941",
        Choose("answers", "self"), "070-174 06 05",
    )  # fmt: skip
    said = daughter.say(code) + daughter.say("mina uppgifter")
    assert not any(kept in said for kept in ("Karin", "1941", "070", "Kommunen har sagt ja"))


def test_only_the_print_of_a_code_is_kept(house: House) -> None:
    code = Person(house, "mother").share()
    with house.store.reading() as held:
        stored = [
            str(row)
            for table in ("invitation", "turn", "conversation", '"case"', "participant")
            for row in held.driver.execute(f"SELECT * FROM {table}").fetchall()
        ]

    assert not any(code in row or code.replace(" ", "") in row for row in stored)
    shown = [b.text for past in house.conversations.past(Address("web", "", "mother"))
             for b in past.bubbles]  # fmt: skip
    assert any(code in text.translate(ISOLATES) for text in shown)


def test_ten_taps_give_one_code(house: House) -> None:
    mother = Person(house, "mother")
    first = mother.share()

    assert {code_in(mother.say(*SHARED)) for _ in range(9)} == {first}


@pytest.mark.parametrize(
    "write",
    [
        str, str.lower,
        lambda code: code.replace(" ", ""),
        lambda code: code.replace(" ", "-").lower(),
        lambda code: f"jag har en kod {code}",
        lambda code: f"Koden är {code.lower()}",
        lambda code: f" {code}\n",
    ],
)  # fmt: skip
def test_however_a_code_is_written(house: House, write: Callable[[str], str]) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter")

    assert "Koden stämmer" in daughter.say(write(mother.share()))


def test_a_code_where_the_button_was_pressed_first(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter")
    code = mother.share()

    assert daughter.give("jag har en kod").step == "code"
    assert daughter.give("vet inte").step == "code"
    assert daughter.give(code).step == "who"
    assert daughter.give("kod").step == "code"
    assert daughter.give("fortsätt").step == "who"


@pytest.mark.parametrize(
    "said", ["hjälpa", "avbryt", "tack så", "efter 3", "Vänta!", "K4M 7P", "123456"]
)
def test_an_ordinary_word_is_no_code(house: House, said: str) -> None:
    someone = Person(house, "someone")
    someone.give(*TO_THE_LIST[:2])

    assert "Koden" not in someone.say(said)


def test_old_codes_lead_nowhere(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter")
    code = mother.share()
    daughter.now = NOW + timedelta(days=6, hours=23)
    assert "Koden stämmer." in daughter.say(code)
    daughter.now = NOW + timedelta(days=7)
    assert "Koden stämmer inte." in daughter.say(code)


def test_five_wrong_tries_a_day_and_then_a_human(house: House) -> None:
    mother, someone = Person(house, "mother"), Person(house, "someone")
    code = mother.share()
    someone.give(Choose("knew", "no"), Choose("municipality", "exempelby"))
    left = [someone.say(WRONG) for _ in range(4)]
    last = someone.say(WRONG)

    assert [re.findall(r"prova (\d) gång", said) for said in left] == [["4"], ["3"], ["2"], ["1"]]
    assert "Det går inte att prova fler koder i dag" in last
    assert "08-465 004 00" in last
    assert "Koden stämmer" not in someone.say(code)  # nor is the right one told from a wrong one
    someone.now = NOW + timedelta(days=1, minutes=1)
    assert "Koden stämmer." in someone.say(code)


def test_a_wrong_code_changes_nothing(house: House) -> None:
    someone = Person(house, "someone")
    someone.give(*TO_THE_LIST)
    assert someone.give(WRONG).step == "code"
    assert someone.give("tillbaka").step == "list"


def test_one_s_own_answers_to_other_questions_stand(house: House) -> None:
    mother, friend = Person(house, "mother"), Person(house, "friend")
    code = mother.share()
    friend.give(*TO_THE_LIST[:2], Choose("who", "partner"), Choose("decision", "waiting"))
    friend.give(Choose("about1", "skip"), Choose("service", "safety_alarm"))

    assert friend.give(code).step == "list"
    assert friend.listed() == mother.listed()
    assert friend.give(Choose("who", "other")).step == "representation"


def test_what_was_not_asked_of_her_stands_as_not_known(house: House) -> None:
    mother, friend = Person(house, "mother"), Person(house, "friend")
    friend.give(mother.share(), Choose("who", "self"))
    friend.give("mina uppgifter")
    (paper,) = (bubble.paper for bubble in friend.seen.bubbles if bubble.paper)
    stands = "\n".join(part.text for part in paper.parts)

    assert "Har kommunen sagt ja till hjälp? – Jag vet inte" in stands
    assert "Visste du" not in stands


def test_an_old_share_button_takes_nothing_back(house: House) -> None:
    mother = Person(house, "mother")
    mother.give(*TO_THE_LIST, Choose("list", "kommunen"), Choose("provider", "wish=kommunen"))
    code_in(mother.say(*SHARED))

    assert mother.seen.step == "call"
    assert "Önskan: Kommunens hemtjänst" in mother.say("mina uppgifter")


def test_nothing_to_share_before_there_is_a_list(house: House) -> None:
    mother = Person(house, "mother")

    mother.give("dela listan")
    offered = {choice.value for bubble in mother.seen.bubbles for choice in bubble.choices}
    assert offered == {"move_out", "next"}
    mother.give("fortsätt", *TO_THE_LIST, Choose("list", "cannot"), Choose("call", "no"))
    assert mother.seen.step == "after"
    code_in(mother.say("Flytta eller dela", "Dela bara listan"))


def code_elsewhere(house: House) -> str:
    """A code to the whole list of another municipality."""
    town = next(m.key for m in house.catalogues.now.municipalities if m.key != "exempelby")
    with house.store.writing() as held:
        return invitations.share(held, house.store.seal, 1, town, {"municipality": town}, NOW)


def test_a_booked_call_is_not_lost_for_a_list_from_elsewhere(house: House) -> None:
    friend = Person(house, "friend")
    friend.give(*TO_THE_END[1:])

    assert "Avboka det först" in friend.say(code_elsewhere(house))
    assert "onsdag 25 november" in friend.say("mina uppgifter")


def test_a_wish_does_not_follow_to_another_municipality(house: House) -> None:
    friend = Person(house, "friend")
    friend.give(*TO_THE_LIST, Choose("list", "kommunen"), Choose("provider", "wish=kommunen"))

    assert "Koden stämmer." in friend.say(code_elsewhere(house))
    assert "Önskan" not in friend.say("mina uppgifter")


def test_forgetting_takes_the_code_with_it(house: House) -> None:
    mother, daughter = Person(house, "mother"), Person(house, "daughter")
    code = mother.share()
    mother.give("radera", Choose("delete", "yes"))

    assert "Koden stämmer inte" in daughter.say(code)


def test_every_code_is_one_and_no_code_is_a_word_or_a_number() -> None:
    made = [codes.made(n * 7919) for n in range(5000)]

    assert all(codes.typed(codes.shown(code).lower(), asked=False) == code for code in made)
    assert not any(code.isdigit() or code.isalpha() for code in made)
    assert not any(set(code) & set("01IOLQSZBGU") for code in made)
