"""Figures from surveys: what was asked, in plain words, and all that must stand beside a figure."""

from collections.abc import Iterator, Mapping

from care.municipality import Municipality
from care.providers import Provider
from care.quality import Figure, Indicator
from care.services import KINDS, Service
from dialogs.messages import Message, bare, t, tn
from dialogs.replies import MISSING, Bar

INDICATORS: Mapping[str, Message] = {
    Indicator.SATISFIED: t("Nöjda med hjälpen"),
    Indicator.SAFE: t("Trygga hemma"),
    Indicator.TREATED_WELL: t("Får ett bra bemötande"),
    Indicator.ENOUGH_TIME: t("Personalen har tid"),
    Indicator.ON_TIME: t("Personalen kommer i tid"),
    Indicator.TRUST: t("Litar på personalen"),
    Indicator.OPINIONS: t("Personalen lyssnar"),
    Indicator.COMPLAIN: t("Vet var man klagar"),
    Indicator.TOLD_OF_CHANGES: t("Får veta i förväg"),
    Indicator.REACHED: t("Lätta att få tag på"),
    Indicator.HOME_DECIDES: t("Får bestämma"),
    Indicator.HOME_HELPED: t("Får den hjälp de vill ha"),
    Indicator.HOME_CARES: t("Personalen bryr sig"),
    Indicator.HOME_UNDERSTOOD: t("Förstår personalen"),
    Indicator.HOME_SAFE: t("Trygga med personalen"),
    Indicator.DAY_DECIDES: t("Får bestämma"),
    Indicator.DAY_HELPED: t("Får den hjälp de vill ha"),
    Indicator.DAY_CARES: t("Personalen bryr sig"),
    Indicator.DAY_UNDERSTOOD: t("Förstår personalen"),
    Indicator.DAY_SAFE: t("Trygga med personalen"),
    Indicator.DAY_ENJOYED: t("Trivs där"),
    Indicator.DAY_MATTERS: t("Tycker att det är viktigt"),
    Indicator.DAY_COMPLAIN: t("Vet var man klagar"),
}

QUESTIONS: Mapping[str, Message] = {
    Indicator.SATISFIED: t("Hur nöjd är du med din hemtjänst?"),
    Indicator.SAFE: t("Hur tryggt är det att bo hemma med hemtjänst?"),
    Indicator.TREATED_WELL: t("Är personalen bra mot dig?"),
    Indicator.ENOUGH_TIME: t("Har personalen tid nog hos dig?"),
    Indicator.ON_TIME: t("Kommer personalen i tid?"),
    Indicator.TRUST: t("Litar du på personalen?"),
    Indicator.OPINIONS: t("Lyssnar personalen på vad du vill?"),
    Indicator.COMPLAIN: t("Vet du vem du kan klaga hos?"),
    Indicator.TOLD_OF_CHANGES: t("Säger personalen till i förväg om något blir nytt?"),
    Indicator.REACHED: t("Är det lätt att få tag på personalen?"),
    Indicator.HOME_DECIDES: t("Får du bestämma om saker som är viktiga?"),
    Indicator.HOME_HELPED: t("Får du den hjälp du vill ha?"),
    Indicator.HOME_CARES: t("Bryr sig personalen om dig?"),
    Indicator.HOME_UNDERSTOOD: t("Pratar personalen så att du förstår?"),
    Indicator.HOME_SAFE: t("Känner du dig trygg med personalen?"),
    Indicator.DAY_DECIDES: t("Får du bestämma om saker som är viktiga?"),
    Indicator.DAY_HELPED: t("Får du den hjälp du vill ha?"),
    Indicator.DAY_CARES: t("Bryr sig personalen om dig?"),
    Indicator.DAY_UNDERSTOOD: t("Pratar personalen så att du förstår?"),
    Indicator.DAY_SAFE: t("Känner du dig trygg med personalen?"),
    Indicator.DAY_ENJOYED: t("Trivs du här?"),
    Indicator.DAY_MATTERS: t("Är det du gör här viktigt för dig?"),
    Indicator.DAY_COMPLAIN: t("Vet du vem du kan klaga hos?"),
}
"""What people were asked, in plain words; the survey's own words are in `care.quality`."""


def of_service(figures: tuple[Figure, ...], service: Service | None) -> tuple[Figure, ...]:
    """The newest figure of each question that was asked about this service, in a fixed order."""
    newest: dict[Indicator, Figure] = {}
    for figure in figures:
        known = newest.get(figure.indicator)
        if known is None or known.year < figure.year:
            newest[figure.indicator] = figure
    asked = KINDS[service].indicators if service else tuple(Indicator)
    return tuple(newest[i] for i in asked if i in newest)


def headline(here: Municipality, service: Service | None) -> Indicator | None:
    """The one question told in a list, the same for everyone; None where nobody has an answer."""
    asked = KINDS[service].indicators if service else tuple(Indicator)
    known = {f.indicator for provider in here.providers for f in provider.figures}
    return next((indicator for indicator in asked if indicator in known), None)


def missing(provider: Provider, indicator: Indicator) -> Message:
    """Why a provider has no figure of its own: its groups have theirs, or nobody knows."""
    if any(figure.indicator is indicator for unit in provider.units for figure in unit.figures):
        return t("varje grupp har sin siffra")
    return MISSING


def unanswered(provider: Provider, indicator: Indicator) -> Message:
    """The same, as a line on a card."""
    value = missing(provider, indicator)
    return bare("{label}: {value}", label=INDICATORS[indicator], value=value)


def answered(figure: Figure) -> Message:
    """How many answered: few is told as few."""
    if figure.answers is None:
        return t("Vi vet inte hur många som svarade")
    if figure.few:
        return tn("Bara {n} svarade", "Bara {n} svarade", figure.answers)
    return tn("{n} svarade", "{n} svarade", figure.answers)


def source_told(figure: Figure, here: Municipality) -> Message | str:
    """Who counted it."""
    return t("påhittade siffror, bara ett exempel") if here.example else figure.source


def bar(figure: Figure, here: Municipality, *, beside: bool = False) -> Bar:
    """A figure with its question, year, how many answered, and the source.

    With `beside` also the same question in the whole municipality and in the country, that year.
    """
    note = t("Frågan var: {question} År {year}. {answered}. Källa: {source}",
             question=QUESTIONS[figure.indicator], year=figure.year,
             answered=answered(figure), source=source_told(figure, here))  # fmt: skip
    for told in _beside(figure, here) if beside else ():
        note = bare("{note}. {told}", note=note, told=told)
    return Bar(INDICATORS[figure.indicator], figure.value, note, few=figure.few)


def _beside(figure: Figure, here: Municipality) -> Iterator[Message]:
    same = (figure.indicator, figure.year)
    for other in here.figures:
        if (other.indicator, other.year) == same:
            yield t("I hela kommunen: {value} av 100", value=other.value)
    for other in here.country:
        if (other.indicator, other.year) == same:
            yield t("I hela Sverige: {value} av 100", value=other.value)
