"""Opening a case for one who rings: then they are like anybody else."""

from collections.abc import Awaitable, Callable

import pytest
from atdesk import MORNING, Worker
from office import Page
from residents import HERE, asked, bookings, consistent

from bot.assembly import House
from bot.store.office import audit, cases, opening, people
from bot.store.office.cases import Case
from care.people import Role

Give = Callable[..., Awaitable[Worker]]

KARIN = {
    "about": "choose",
    "caller": "self",
    "name": "Karin Berg",
    "birth_year": "1941",
    "phone": "070-174 06 05",
    "language": "fi",
    "service": "care",
    "area": "centrum",
}


async def opens(officer: Worker, **told: str) -> Page:
    """Fills in the form and sends it."""
    await officer.open("/cases/new")
    return await officer.send(1, **{**KARIN, **told})


def the_case(house: House, number: int = 1) -> Case | None:
    """A case as it stands."""
    with house.store.reading() as held:
        return cases.find(held, house.store.seal, HERE, number)


async def test_a_caller_has_a_case_as_if_they_had_chatted(house: House, worker: Give) -> None:
    anna = await worker()

    await opens(anna)

    assert (anna.status, anna.at) == (200, "/desk/cases/1")
    case = the_case(house)
    assert case is not None
    assert (case.name, case.birth_year, case.language) == ("Karin Berg", "1941", "fi")
    assert (case.service, case.area, case.officer) == ("care", "centrum", "anna-lind")
    with house.store.reading() as held:
        (karin,) = people.participants(held, house.store.seal, 1)
        entries = audit.of_case(held, HERE, 1)
    assert (karin.part.role, karin.channel, karin.phone) == (Role.PERSON, "desk", "+46701740605")
    assert ("case.open", "caller=self about=choose") in [(e.what, e.detail) for e in entries]


async def test_the_history_begins_with_who_opened_it(worker: Give) -> None:
    anna = await worker()
    await opens(anna)

    page = await anna.open("/cases/1")

    assert page.text.count("Öppnade ärendet") == 1


async def test_in_a_journal_there_is_no_reminder_to_ask(house: House, worker: Give) -> None:
    anna = await worker()
    await opens(anna, service="", area="")

    await anna.open("/cases/1/journal")
    text = next(v for form in anna.page.forms for n, v in form.fields if v.startswith("Kundval"))

    assert "Beviljat enligt uppgift: Uppgift saknas" in text
    assert "Fråga" not in text


@pytest.mark.parametrize(("code", "named"), [("prs", "dari"), ("fit", "meänkieli"), ("se", "sami")])
async def test_the_languages_of_the_chat_come_first_and_then_those_of_sweden(
    house: House, worker: Give, code: str, named: str
) -> None:
    anna = await worker()
    page = await anna.open("/cases/new")
    offered = page.forms[1].options["language"]
    chat = list(house.wording.names)
    assert offered[: len(chat)] == chat
    assert len(offered) == len(set(offered)) < 70

    page = await opens(anna, language=code)

    assert named in page.text


async def test_a_relative_who_rings_is_one_and_nothing_more(house: House, worker: Give) -> None:
    anna = await worker()

    await opens(anna, caller="relative")

    with house.store.reading() as held:
        (one,) = people.participants(held, house.store.seal, 1)
    assert (one.part.role, one.part.may_know) == (Role.RELATIVE, False)


@pytest.mark.parametrize(("about", "reason"), [("apply", "apply"), ("human", "human")])
async def test_what_they_ring_about_is_a_task(
    house: House, worker: Give, about: str, reason: str
) -> None:
    anna = await worker()

    await opens(anna, about=about)

    assert asked(house) == [(1, reason)]


@pytest.mark.parametrize("field", ["name", "birth_year", "phone"])
async def test_a_personnummer_in_any_field_is_refused_kindly_and_kept_nowhere(
    house: House, worker: Give, field: str
) -> None:
    anna = await worker()

    page = await opens(anna, **{field: "19410203-1234"})

    assert anna.status == 422
    assert "Skriv inget personnummer. Födelseåret räcker." in page.text
    assert "0203" not in page.html
    assert the_case(house) is None


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"name": ""}, "name"),
        ({"birth_year": "41"}, "birth_year"),
        ({"birth_year": "1799"}, "birth_year"),
        ({"phone": "123"}, "phone"),
        ({"phone": "", "about": "human"}, "phone"),
    ],
)
async def test_what_is_missing_is_said_beside_its_field(
    house: House, worker: Give, told: dict[str, str], fault: str
) -> None:
    anna = await worker()

    page = await opens(anna, **told)

    assert anna.status == 422
    assert page.faults == [fault]
    assert the_case(house) is None


async def test_t29_the_form_sent_twice_opens_one_case(house: House, worker: Give) -> None:
    anna = await worker()
    await anna.open("/cases/new")
    sent = anna.page.forms[1].fill(**KARIN)

    for _ in range(2):
        await anna.post("/desk/cases/new", sent)
        assert anna.at == "/desk/cases/1"

    assert the_case(house, 2) is None


async def test_a_time_is_booked_for_the_caller_as_for_anybody(house: House, worker: Give) -> None:
    anna = await worker()
    await opens(anna)

    await anna.open("/cases/1/move")
    form = anna.page.forms[-1]
    await anna.send(-1, time=form.options["time"][0])

    assert anna.status == 200
    assert [(case, status) for _, case, _, _, _, status in bookings(house)] == [(1, "booked")]
    assert consistent(house)


async def test_nothing_is_ever_sent_to_one_who_has_only_rung(house: House, worker: Give) -> None:
    anna = await worker()
    await opens(anna)

    with house.store.reading() as held:
        guide = opening.guide_of(held, HERE, 1)
    assert guide is not None
    assert await house.outbox.work(MORNING) == 0
