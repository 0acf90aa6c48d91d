"""What is proposed: who may decide, and that of two who decide one wins."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from small import NOW

from bot.catalogue.changes import Edit, Kind, facts
from bot.store import Store
from bot.store.proposals import Decided, Proposal, Proposals, Role, State, same_person

TODAY = NOW.date()
PHONE = facts("eken", {"phone": "08-465 004 09"})
ROW = {"provider": "eken", "service": "care", "areas": "*", "start": "2026-01-01"}
PLACES = (Edit("authorisations", ROW, {"places": "3", "room_day": "2026-11-23"}),)
PAUSE = (Edit("authorisations", ROW, {"standing": "paused"}),)
TRUE = facts("eken", {"updated": "2026-11-23"})
NEW = (
    Edit("providers", {}, {"key": "eken", "name": "Eken", "form": "company"}),
    Edit("authorisations", {}, ROW),
)
EDITS = {Kind.FACTS: PHONE, Kind.ROOM: PLACES, Kind.AUTHORISATION: PAUSE, Kind.CONFIRM: TRUE}
DONE, LATE = Decided.DONE, Decided.OVERTAKEN


class Office:
    """Where proposals come in."""

    def __init__(self, store: Store) -> None:
        self.proposals = Proposals(store)

    def add(
        self,
        kind: Kind = Kind.FACTS,
        by: str = "Ek AB",
        role: Role = Role.PROVIDER,
        *,
        at_once: bool = False,
        day: date = TODAY,
        key: str | None = None,
    ) -> Proposal:
        return self.proposals.add(
            "x", "eken", kind, EDITS[kind], NOW,
            source="mejl", from_day=day, by=by, role=role, at_once=at_once, key=key,
        )  # fmt: skip

    def decide(
        self,
        one: Proposal,
        state: State,
        by: str = "Eva",
        *,
        role: Role = Role.KEEPER,
        expected: State = State.WAITING,
    ) -> Decided:
        return self.proposals.decide(one.id, state, by, NOW, expected=expected, role=role)

    def state(self, one: Proposal) -> State:
        found = self.proposals.get(one.id)
        assert found is not None
        return found.state


@pytest.fixture
def office(database: str, keys: tuple[str, ...]) -> Iterator[Office]:
    store = Store(database, keys=keys)
    yield Office(store)
    store.close()


def test_a_proposal_is_kept_as_it_was_made(office: Office) -> None:
    made = office.add(day=date(2026, 12, 1))

    assert office.proposals.get(made.id) == made
    assert (made.edits, made.source, made.from_day) == (PHONE, "mejl", date(2026, 12, 1))
    assert (made.by, made.role, made.at) == ("Ek AB", Role.PROVIDER, NOW)
    assert (made.state, made.decided_by, made.decided_at) == (State.WAITING, None, None)
    assert office.proposals.waiting("x") == office.proposals.of("x", "eken") == (made,)
    assert office.proposals.waiting("y") == office.proposals.of("x", "asken") == ()


def test_t29_a_form_that_is_sent_twice_proposes_once(office: Office) -> None:
    with ThreadPoolExecutor(4) as presses:
        made = list(presses.map(lambda _: office.add(key="form-1"), range(4)))
    office.add(key="form-2")

    assert len({proposal.id for proposal in made}) == 1
    assert len(office.proposals.waiting("x")) == 2


@pytest.mark.parametrize(
    ("kind", "role", "at_once", "state"),
    [
        (Kind.FACTS, Role.PROVIDER, True, State.WAITING),
        (Kind.FACTS, Role.KEEPER, False, State.APPROVED),
        (Kind.CONFIRM, Role.PROVIDER, True, State.WAITING),
        (Kind.CONFIRM, Role.KEEPER, False, State.APPROVED),
        (Kind.ROOM, Role.PROVIDER, False, State.WAITING),
        (Kind.ROOM, Role.PROVIDER, True, State.APPROVED),
        (Kind.ROOM, Role.KEEPER, False, State.APPROVED),
        (Kind.AUTHORISATION, Role.PROVIDER, True, State.WAITING),
        (Kind.AUTHORISATION, Role.KEEPER, True, State.WAITING),
    ],
)
def test_what_waits_for_a_keeper(
    office: Office, kind: Kind, role: Role, at_once: bool, state: State
) -> None:
    assert office.add(kind, role=role, at_once=at_once).state is state


def test_a_keeper_decides(office: Office) -> None:
    yes, no = office.add(), office.add()

    assert office.decide(yes, State.APPROVED) is DONE
    assert office.decide(no, State.REFUSED) is DONE
    assert [(p.state, p.decided_by, p.decided_at) for p in office.proposals.of("x", "eken")] == [
        (State.REFUSED, "Eva", NOW),
        (State.APPROVED, "Eva", NOW),
    ]
    assert office.proposals.coming("x") == (office.proposals.get(yes.id),)


def test_t04_of_two_who_decide_at_once_one_wins(office: Office) -> None:
    one = office.add()
    with ThreadPoolExecutor(8) as presses:
        told = list(
            presses.map(
                lambda i: office.decide(one, (State.APPROVED, State.REFUSED)[i % 2], f"Eva {i}"),
                range(8),
            )
        )
    after = office.proposals.get(one.id)

    assert sorted(map(str, told)) == sorted([str(DONE), *[str(LATE)] * 7])
    assert after is not None
    assert after.decided_by == f"Eva {told.index(DONE)}"


def test_what_has_been_decided_is_not_decided_again(office: Office) -> None:
    one = office.add()
    office.decide(one, State.REFUSED)
    again = office.decide(one, State.APPROVED)

    assert again is LATE
    assert not again
    assert office.state(one) is State.REFUSED


def test_a_change_that_waits_for_its_day_can_be_taken_back(office: Office) -> None:
    one = office.add(role=Role.KEEPER, by="Eva", day=TODAY + timedelta(days=9))

    assert office.decide(one, State.WITHDRAWN, expected=State.APPROVED) is DONE
    assert office.proposals.due(TODAY + timedelta(days=10)) == ()


@pytest.mark.parametrize("proposer", ["Eva Ek", "eva  ek ", "EVA EK"])
def test_an_authorisation_takes_two_people(office: Office, proposer: str) -> None:
    one = office.add(Kind.AUTHORISATION, proposer, Role.KEEPER)

    assert office.decide(one, State.APPROVED, "Eva Ek") is Decided.SECOND_PERSON
    assert office.state(one) is State.WAITING
    assert office.decide(one, State.APPROVED, "Bo Lind") is DONE


def test_the_one_who_proposed_an_authorisation_can_take_it_back(office: Office) -> None:
    one = office.add(Kind.AUTHORISATION, "Eva Ek", Role.KEEPER)

    assert office.decide(one, State.WITHDRAWN, "Eva Ek") is DONE


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REFUSED])
@pytest.mark.parametrize("by", ["Eva Ek", " EVA  ek", "Eva\u00a0Ek"])
def test_what_two_have_agreed_on_is_not_taken_back_by_who_proposed_it(
    office: Office, state: State, by: str
) -> None:
    one = office.add(Kind.AUTHORISATION, "Eva Ek", Role.KEEPER, day=TODAY + timedelta(days=9))
    office.decide(one, State.APPROVED, "Bo Lind")

    assert office.decide(one, state, by, expected=State.APPROVED) is Decided.SECOND_PERSON
    provider = office.decide(
        one, State.WITHDRAWN, "Ek AB", role=Role.PROVIDER, expected=State.APPROVED
    )
    assert provider is Decided.KEEPER
    assert office.state(one) is State.APPROVED
    assert office.decide(one, state, "Bo Lind", expected=State.APPROVED) is DONE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Eva Ek", " EVA  ek ", True),
        ("Åsa Ö", "A\u030asa O\u0308", True),
        ("Eva Ek", "Eva\u00a0Ek", True),
        ("Eva Ek", "Eva Ekh", False),
        ("Eva Ek", "Ek Eva", False),
    ],
)
def test_a_person_is_told_by_the_name(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize("state", [State.APPROVED, State.REFUSED])
def test_a_provider_decides_nothing(office: Office, state: State) -> None:
    one = office.add()

    assert office.decide(one, state, "Ek AB", role=Role.PROVIDER) is Decided.KEEPER
    assert office.state(one) is State.WAITING


def test_a_provider_takes_back_its_own_and_no_keepers(office: Office) -> None:
    theirs = office.add()
    ours = office.add(Kind.AUTHORISATION, "Eva Ek", Role.KEEPER)

    assert office.decide(theirs, State.WITHDRAWN, role=Role.PROVIDER) is DONE
    assert office.decide(ours, State.WITHDRAWN, role=Role.PROVIDER) is Decided.KEEPER


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.LIVE, State.APPROVED),
        (State.WAITING, State.APPROVED),
        (State.REFUSED, State.LIVE),
        (State.APPROVED, State.REFUSED),
    ],
)
def test_no_decision_leads_there(office: Office, state: State, expected: State) -> None:
    one = office.add()
    with pytest.raises(ValueError, match="no decision leads"):
        office.decide(one, state, expected=expected)


def test_due_is_what_is_approved_and_holds_today(office: Office) -> None:
    for days in (1, 0, -1):
        office.add(role=Role.KEEPER, day=TODAY + timedelta(days=days))
    office.add()

    assert [p.from_day for p in office.proposals.due(TODAY)] == [
        TODAY - timedelta(days=1),
        TODAY,
    ]


@pytest.mark.parametrize(
    ("kind", "edits"),
    [
        (Kind.FACTS, PAUSE),
        (Kind.ROOM, PAUSE),
        (Kind.FACTS, NEW),
        (Kind.CONFIRM, PHONE),
        (Kind.FACTS, ()),
        (Kind.FACTS, facts("asken", {"phone": "08-465 004 09"})),
        (Kind.FACTS, facts("eken", {"key": "asken"})),
        (Kind.FACTS, (*PHONE, Edit("quality", {"key": "eken"}, {"value": "99"}))),
        (Kind.AUTHORISATION, (Edit("authorisations", ROW, {"provider": "asken"}),)),
        (Kind.AUTHORISATION, (*PAUSE, Edit("authorisations", {}, {"provider": "asken"}))),
    ],
)
def test_nobody_changes_more_than_they_say(
    office: Office, kind: Kind, edits: tuple[Edit, ...]
) -> None:
    said = r"cannot be|no proposal|never changed|something"
    with pytest.raises(ValueError, match=said) as wrong:
        office.proposals.add(
            "x", "eken", kind, edits, NOW,
            source="", from_day=TODAY, by="Eva", role=Role.KEEPER,
        )  # fmt: skip

    assert office.proposals.of("x", "eken") == ()
    # It may reach the log, where nothing that a person wrote may stand.
    written = [v for e in edits for v in (*e.cells.values(), *e.row.values()) if v != "*"]
    assert not [text for text in (*written, "eken") if text in str(wrong.value)]


def test_a_new_provider_takes_two_people(office: Office) -> None:
    made = office.proposals.add(
        "x", "eken", Kind.AUTHORISATION, NEW, NOW,
        source="", from_day=TODAY, by="Eva", role=Role.KEEPER,
    )  # fmt: skip

    assert made.state is State.WAITING
