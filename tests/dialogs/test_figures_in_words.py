"""What is told of a figure and of a fee, and where the facts of an answer come from."""

from dataclasses import replace
from datetime import date

import pytest
from someone import moment_in

from bot.languages import locales
from care.municipality import Fee, Municipality, Source
from care.providers import Form, Provider, Unit
from care.quality import Figure, Indicator
from care.rules import Rules, ServiceRule
from care.services import Service
from dialogs.figures import answered, bar, headline, missing, of_service, source_told, unanswered
from dialogs.messages import Message
from dialogs.questions import ANSWERS
from dialogs.replies import MISSING, Say
from dialogs.sources import TOLD, has_source
from dialogs.sources import source_told as sources_told
from dialogs.state import State

SATISFIED, SAFE, DAY = Indicator.SATISFIED, Indicator.SAFE, Indicator.DAY_ENJOYED
NEW = Figure(SATISFIED, 90, 2025, 41, "Socialstyrelsen")
OLD = replace(NEW, value=70, year=2024)
OF_SAFE, OF_DAY = replace(NEW, indicator=SAFE), replace(NEW, indicator=DAY)
EKEN = Provider(
    "eken", "Eken", Form.COMPANY, figures=(OLD,), units=(Unit("a", "A", figures=(OF_SAFE,)),)
)
BY = Municipality("by", "By", "0000", "1", False, True, (ServiceRule(Service.CARE),), (EKEN,))
READ = Source("by.se", date(2026, 11, 22))
WORDS = locales.load()
GROUPS = "varje grupp har sin siffra"


def said(message: Message | str) -> str:
    """In Swedish."""
    return WORDS.text(message, "sv")


@pytest.mark.parametrize(
    ("figures", "service", "told"),
    [
        ((OLD, NEW), Service.CARE, (NEW,)),
        ((NEW, OLD), Service.CARE, (NEW,)),
        ((NEW, replace(NEW, value=1)), Service.CARE, (NEW,)),
        ((OF_SAFE, NEW), Service.CARE, (NEW, OF_SAFE)),
        ((OF_DAY, NEW), Service.CARE, (NEW,)),
        ((OF_DAY, NEW), Service.DAILY_ACTIVITY, (OF_DAY,)),
        ((OF_DAY, NEW), Service.COMPANION, ()),
        ((OF_DAY, NEW), None, (NEW, OF_DAY)),
    ],
)
def test_the_newest_figure_of_each_question_about_this_service(
    figures: tuple[Figure, ...], service: Service | None, told: tuple[Figure, ...]
) -> None:
    assert of_service(figures, service) == told


@pytest.mark.parametrize(
    ("figures", "service", "told"),
    [
        ((OF_SAFE, NEW), Service.CARE, SATISFIED),
        ((OF_SAFE,), Service.CARE, SAFE),
        ((OF_DAY,), Service.CARE, None),
        ((OF_DAY,), None, DAY),
        ((), None, None),
    ],
)
def test_one_question_is_told_in_a_list(
    figures: tuple[Figure, ...], service: Service | None, told: Indicator | None
) -> None:
    here = replace(BY, providers=(replace(EKEN, figures=()), replace(EKEN, figures=figures)))

    assert headline(here, service) is told


def test_why_there_is_no_figure() -> None:
    assert said(missing(EKEN, SAFE)) == GROUPS
    assert missing(EKEN, DAY) == MISSING
    assert said(unanswered(EKEN, SAFE)) == f"Trygga hemma: {GROUPS}"
    assert said(unanswered(EKEN, DAY)) == "Trivs där: Uppgift saknas"


@pytest.mark.parametrize(
    ("answers", "told", "few"),
    [
        (None, "Vi vet inte hur många som svarade", False),
        (1, "Bara 1 svarade", True),
        (29, "Bara 29 svarade", True),
        (30, "30 svarade", False),
    ],
)
def test_few_answers_are_told_as_few(answers: int | None, told: str, few: bool) -> None:
    figure = replace(NEW, answers=answers)

    assert said(answered(figure)) == told
    assert bar(figure, BY).few is few
    assert said(bar(figure, BY).note) == (
        f"Frågan var: Hur nöjd är du med din hemtjänst? År 2025. {told}. Källa: Socialstyrelsen"
    )


def test_beside_a_figure_stands_only_the_same_question_of_the_same_year() -> None:
    here = replace(
        BY,
        figures=(OLD, replace(NEW, value=81), replace(OF_SAFE, value=82)),
        country=(replace(OLD, value=83), replace(OF_SAFE, value=84), replace(NEW, value=85)),
    )
    note = said(bar(NEW, here, beside=True).note)

    assert note.endswith(". I hela kommunen: 81 av 100. I hela Sverige: 85 av 100")
    assert note.count("av 100") == 2
    assert "av 100" not in said(bar(NEW, here).note)


def test_invented_figures_are_told_as_such() -> None:
    assert source_told(NEW, BY) == "Socialstyrelsen"
    invented = source_told(NEW, replace(BY, example=True))
    assert said(invented) == "påhittade siffror, bara ett exempel"


@pytest.mark.parametrize(
    ("same", "year", "service", "told"),
    [
        (None, 2026, "", ["Jag vet inte vad det kostar. Fråga kommunen."]),
        (True, 2026, "short_stay", ["Jag vet inte vad det kostar. Fråga kommunen."]),
        (True, 2025, "", ["Du betalar lika mycket vem du än väljer. "
                          "Kommunen räknar ut vad just du betalar."]),
        (False, 2026, "", ["Du betalar högst 2\u00a0660 kronor i månaden år 2026. "
                           "Mat kostar extra. Källa: by.se."]),
        (False, 2025, "", ["Jag vet inte vad det kostar. Fråga kommunen."]),
        (False, 2027, "care", ["Du betalar högst 2\u00a0660 kronor i månaden år 2027. "
                               "Mat kostar extra. Källa: by.se."]),
    ],
)  # fmt: skip
def test_what_it_costs(same: bool | None, year: int, service: str, told: list[str]) -> None:
    both = (ServiceRule(Service.CARE), ServiceRule(Service.SHORT_STAY))
    here = replace(BY, services=both, rules=Rules(same_fee=same), fee=Fee(2660, year, "by.se"))
    talk = moment_in(here, State({"service": service} if service else {}))

    assert [said(reply.text) for reply in ANSWERS["cost"](talk) if isinstance(reply, Say)] == told


OWN = "Källa: by.se. Vi läste det söndag 22 november 2026."
SWEDEN = "Det här gäller i hela Sverige. Källa: {}. Vi läste det i november 2026."


@pytest.mark.parametrize(
    ("answered", "known", "told", "has"),
    [
        ("cost", {"fee_kronor": READ, "same_fee": READ}, [OWN], True),
        ("cost", {"same_fee": READ}, [OWN], True),
        ("cost", {"regime": READ}, ["Det är kommunen som har skrivit det här. "
                                    "Fråga kommunen om du undrar."], False),
        ("cost", None, ["Det är kommunen som har skrivit det här. "
                        "Fråga kommunen om du undrar."], False),
        ("authorised", {"regime": READ}, [OWN, SWEDEN.format("Upphandlingsmyndigheten")], True),
        ("appeal", {"regime": READ}, [SWEDEN.format("uppvidinge.se, orebro.se")], True),
        ("", {"regime": READ}, ["Fråga mig något först. Då kan jag säga var det står."], False),
    ],
)  # fmt: skip
def test_where_an_answer_comes_from(
    answered: str, known: dict[str, Source] | None, told: list[str], has: bool
) -> None:
    talk = moment_in(replace(BY, sources=known), State({TOLD: answered} if answered else {}))
    of_last, by_name = sources_told(talk), sources_told(talk, answered)

    assert of_last == by_name
    assert [said(reply.text) for reply in of_last if isinstance(reply, Say)] == told
    assert has_source(talk, answered) is has
