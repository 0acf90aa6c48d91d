"""A wish in words: on a card, and in the sentence that tells why a provider is in the list."""

from datetime import date

import pytest
from someone import NOW

from bot.languages import locales
from care.matching import Asked, fit
from care.municipality import Area, Municipality
from care.providers import Authorisation, Features, Form, Provider
from care.rules import ServiceRule
from care.services import Service
from dialogs.steps.why import why_told
from dialogs.wished import LACKS, MEETS, UNKNOWN, wish_named, wish_told

EVENING = "evening"
BY = Municipality(
    "by", "By", "0000", "1", False, True, (ServiceRule(Service.CARE),), (),
    areas=(Area("norr", "Norr"),),
)  # fmt: skip


def why(features: Features, *wishes: str) -> str:
    """What is said of a company with these features to one who wishes so."""
    given = (Authorisation(Service.CARE, None, date(2020, 1, 1)),)
    eken = Provider("eken", "Eken", Form.COMPANY, given, features=features)
    asked = Asked(Service.CARE, None, NOW.date(), wishes)
    return locales.load().text(why_told(BY, fit(BY, eken, asked), asked), "sv")


def features(has: str = "", lacks: str = "") -> Features:
    return Features(frozenset(has.split()), frozenset(lacks.split()))


@pytest.mark.parametrize(
    ("known", "wishes", "told"),
    [
        (features(), (), "Eken är med: de har kommunens ja."),
        (features(EVENING), (EVENING,), "Eken är med: de har kommunens ja och det du önskar."),
        (
            features(lacks="evening pets"),
            (EVENING, "pets"),
            "men saknar hjälp på kvällen och jag har djur hemma.",
        ),
        (features(lacks=EVENING), (EVENING, "pets"), "men saknar hjälp på kvällen."),
        (
            features("pets"),
            ("pets", "language=fi", "near=norr"),
            "men vi vet inte allt (finska och nära Norr).",
        ),
        (features(), ("form=association",), "men saknar förening."),
    ],
)
def test_why_names_what_is_lacking_or_what_nobody_knows(
    known: Features, wishes: tuple[str, ...], told: str
) -> None:
    assert why(known, *wishes).lower().endswith(told.lower())


@pytest.mark.parametrize(
    ("wish", "named", "has", "unknown", "lacks"),
    [
        (EVENING, "Hjälp på kvällen", "Kommer på kvällen", "Vi vet inte om de kommer på kvällen",
         "Kommer inte på kvällen"),
        ("language=fi", "finska", "Har personal som talar finska",
         "Vi vet inte om personalen talar finska", "Har inte personal som talar finska"),
        ("near=norr", "nära Norr", "Finns i Norr", "Vi vet inte om de finns i Norr",
         "Finns inte i Norr"),
        ("near=gone", "nära gone", "Finns i gone", "Vi vet inte om de finns i gone",
         "Finns inte i gone"),
        ("focus=music", "Musik och teater", "Har det du vill göra: musik och teater",
         "Vi vet inte om de har det du vill göra: musik och teater",
         "Har inte det du vill göra: musik och teater"),
        ("competence=dementia", "Demens", "Har särskild kunskap: demens",
         "Vi vet inte om de har särskild kunskap: demens", "Har inte särskild kunskap: demens"),
        ("form=company", "Företag", "Företag", "Vi vet inte om det är ett företag",
         "Är inte det du önskar: Företag"),
    ],
)  # fmt: skip
def test_a_wish_is_told_as_ticked_and_as_met_unknown_or_lacking(
    wish: str, named: str, has: str, unknown: str, lacks: str
) -> None:
    text = locales.load().text
    told = (wish_named(wish, BY), *(wish_told(wish, as_, BY) for as_ in (MEETS, UNKNOWN, LACKS)))

    assert [text(message, "sv").lower() for message in told] == [
        sentence.lower() for sentence in (named, has, unknown, lacks)
    ]
