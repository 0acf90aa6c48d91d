"""What stands over the list, under each name in it, and how long a notice is of use."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from someone import NOW, moment_in

from care.casework import Stage
from care.followup import Kind
from care.matching import fit
from care.municipality import Area, Municipality
from care.providers import Authorisation, Features, Form, Provider, Room, Successor
from care.rules import ServiceRule
from care.services import Service
from dialogs.replies import Cards, Say
from dialogs.state import State
from dialogs.steps import cards
from dialogs.steps.browsing import asked
from dialogs.steps.provider import wish_for
from dialogs.steps.shortlist import BY_LOT, ask_list, tell_list
from dialogs.steps.unread import useful
from dialogs.talk import Talk as Moment
from dialogs.world import Standing as Case

TODAY = NOW.date()
GIVES = Authorisation(Service.CARE, None, date(2020, 1, 1))
EVENINGS, NO_EVENINGS = Features(frozenset(("evening",))), Features(lacks=frozenset(("evening",)))
WISHING = State().answer("needs", ("evening", "done"))
SEARCH = "Söker du någon? Skriv namnet."


def providers(*features: Features) -> tuple[Provider, ...]:
    return tuple(
        Provider(f"p{i}", f"Provider {i}", Form.COMPANY, (GIVES,), features=one)
        for i, one in enumerate(features)
    )


def looking(
    *all_: Provider, state: State | None = None, takes_wishes: bool = True, **known: object
) -> Moment:
    """Someone who looks at the list of a municipality with these."""
    here = Municipality(
        "by", "By", "0000", "1", False, takes_wishes, (ServiceRule(Service.CARE),), all_,
        areas=(Area("norr", "Norr"),),
    )  # fmt: skip
    return moment_in(here, state, **known)


def said(replies) -> list[str]:
    texts = [one.text for one in replies if isinstance(one, Say)]
    return [(m.text if m.n == 1 else m.plural or m.text).format(**m.args) for m in texts]


def titles(replies) -> list[str]:
    return [one.title.text for one in replies if isinstance(one, Cards)]


@pytest.mark.parametrize(
    ("features", "counted", "groups"),
    [
        (
            (EVENINGS, EVENINGS, NO_EVENINGS),
            "Här finns 3 du kan välja. 2 av dem har allt du önskar.",
            ["Har det du önskar", "Saknar något"],
        ),
        (
            (Features(), NO_EVENINGS),
            "Här finns 2 du kan välja. Vi vet inte om någon har allt du önskar.",
            ["Vi vet inte allt", "Saknar något"],
        ),
        (
            (NO_EVENINGS,),
            "Här finns 1 du kan välja. Ingen har allt du önskar.",
            ["Saknar något"],
        ),
    ],
)
def test_who_wishes_is_told_how_many_have_it(
    features: tuple[Features, ...], counted: str, groups: list[str]
) -> None:
    told = tell_list(looking(*providers(*features), state=WISHING))

    assert said(told) == [counted, BY_LOT.text]
    assert titles(told) == groups


def test_without_a_wish_there_is_one_list_of_all() -> None:
    told = tell_list(looking(*providers(EVENINGS, NO_EVENINGS)))

    assert said(told) == ["Här finns 2 du kan välja.", BY_LOT.text]
    assert titles(told) == ["Alla du kan välja"]


def test_where_nobody_can_be_chosen_it_is_said_with_a_way_on() -> None:
    (paused,) = (replace(one, authorisations=()) for one in providers(EVENINGS))
    told = tell_list(looking(paused))

    assert said(told)[0].startswith("Jag hittar ingen här.")
    assert titles(told) == []


def test_where_no_wish_can_be_left_it_is_what_is_known_that_is_counted() -> None:
    told = tell_list(looking(*providers(EVENINGS, EVENINGS), takes_wishes=False))

    assert said(told)[0] == "Jag har uppgifter om 2."
    assert titles(told) == ["Alla som vi vet något om"]


def test_to_see_everyone_shows_those_who_never_give_this_help_too() -> None:
    gives, never = providers(EVENINGS, EVENINGS)
    never = replace(never, authorisations=(replace(GIVES, service=Service.ALARM),))
    talk = looking(gives, never, state=State().answer("list.all", "yes"))

    assert said(tell_list(talk))[0] == "Här är alla 2 i kommunen. Du kan välja 1 av dem."
    assert titles(tell_list(talk)) == ["Alla du kan välja", "Andra i kommunen"]


@pytest.mark.parametrize(
    ("page", "shown", "way_on"), [("1", 5, "page=2"), ("2", 2, "page=1"), ("3", 5, "page=2")]
)
def test_a_long_list_has_pages_of_five_and_begins_again(page: str, shown: int, way_on: str) -> None:
    talk = looking(*providers(*[Features()] * 7), state=State().answer("list.page", page))
    choices = ask_list(talk).choices

    assert len(choices) - 1 == shown
    assert choices[-1].value == way_on
    assert (SEARCH in said(tell_list(talk))) == (way_on == "page=2")


def test_five_are_one_page() -> None:
    talk = looking(*providers(*[Features()] * 5))

    assert [one.value.startswith("page=") for one in ask_list(talk).choices] == [False] * 5
    assert SEARCH not in said(tell_list(talk))


def card_lines(provider: Provider, *others: Provider) -> list[str]:
    talk = looking(provider, *others)
    card = cards.whole(talk, fit(talk.here, provider, asked(talk)))
    return [line.text.format(**line.args) for line in card.lines]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (TODAY, f"Väntetiden är från {TODAY} 2026."),
        (TODAY - timedelta(days=365), f"Väntetiden är från {TODAY - timedelta(days=365)} 2025."),
        (
            TODAY - timedelta(days=366),
            f"Väntetiden är gammal. Den är från {TODAY - timedelta(days=366)} 2025.",
        ),
    ],
)
def test_how_long_one_waits_is_told_with_its_day(day: date, told: str) -> None:
    (one,) = providers(EVENINGS)
    given = (replace(GIVES, room=Room(weeks=2, day=day)),)

    assert told in card_lines(replace(one, authorisations=given))


def test_who_takes_over_is_told_with_the_day_where_they_are_known() -> None:
    one, heir = providers(EVENINGS, EVENINGS)
    leaving = replace(one, successor=Successor(heir.key, date(2027, 4, 1)))
    told = "Provider 1 tar över 2027-04-01 2027. Du får välja om då."

    assert told in card_lines(leaving, heir)
    assert told not in card_lines(leaving)


@pytest.mark.parametrize(
    ("has", "told"),
    [
        ((), []),
        (("trial",), ["Du kan prova först. Säg det till handläggaren."]),
        (("visit",), ["Du kan besöka dem först. Säg det till handläggaren."]),
        (("trial", "visit"), ["Du kan prova först. Säg det till handläggaren."]),
    ],
)
def test_where_one_may_try_or_look_first_it_is_told_with_the_wish(
    has: tuple[str, ...], told: list[str]
) -> None:
    talk = looking(*providers(Features(frozenset(has))), wish=True)

    assert said(wish_for(talk, "p0").replies)[1:] == told


STARTED = Case(Stage.STARTED, "p0", start_day=date(2026, 12, 1), decision_ends=date(2027, 3, 31))


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (Kind.GOING_WELL, date(2027, 1, 14)),
        (Kind.CARE_PLAN, date(2027, 1, 21)),
        (Kind.STILL_WELL, date(2027, 3, 31)),
        (Kind.CHOOSE_AGAIN, date(2027, 12, 31)),
        (Kind.DECISION_ENDS, date(2027, 3, 31)),
    ],
)
def test_a_notice_is_of_use_for_a_month_or_until_the_day_it_tells_of(
    kind: Kind, last: date
) -> None:
    talk = looking(standing=STARTED)
    ahead = (last - TODAY).days

    assert useful(replace(talk, now=NOW + timedelta(days=ahead)), kind)
    assert not useful(replace(talk, now=NOW + timedelta(days=ahead + 1)), kind)


@pytest.mark.parametrize("case", [None, Case(Stage.STARTED, "p0")])
@pytest.mark.parametrize("kind", [Kind.GOING_WELL, Kind.DECISION_ENDS, Kind.CASE_NEWS])
def test_what_hangs_on_no_day_is_always_of_use(kind: Kind, case: Case | None) -> None:
    assert useful(looking(standing=case), kind)
