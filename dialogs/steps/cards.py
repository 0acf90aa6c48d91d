"""A provider as a card: the same lines in the same order for everyone."""

from datetime import date

from care.choice import Need
from care.matching import Fit
from care.municipality import Municipality
from care.providers import Availability, Form, Provider
from care.quality import Figure
from dialogs.messages import Message, Tongue, bare, t, tn
from dialogs.replies import Bar, Card
from dialogs.terms import (
    COMPETENCES,
    FORMS,
    INDICATORS,
    LACKS,
    MEETS,
    QUESTIONS,
    UNKNOWN,
    availability_told,
    wait_told,
    wish_told,
)

MISSING = t("Uppgift saknas")


def short(fit: Fit, here: Municipality) -> Card:
    """A card in the list: form, wait, the wishes, and one figure."""
    provider = fit.provider
    return Card(
        provider.key,
        provider.name,
        _about(fit),
        meets=tuple(wish_told(w, MEETS) for w in fit.meets),
        unknown=tuple(wish_told(w, UNKNOWN) for w in fit.unknown),
        lacks=tuple(wish_told(w, LACKS) for w in fit.lacks),
        bars=tuple(bar(f, here) for f in provider.figures[:1]),
    )


def bare_card(fit: Fit, opens: date | None) -> Card:
    """A card of one that cannot be chosen now: who it is, why, and from when it can."""
    day = (t("Börjar {day}", day=opens),) if opens else ()
    return Card(fit.provider.key, fit.provider.name, _about(fit), lines=day)


def whole(fit: Fit, here: Municipality) -> Card:
    """All that is known of one provider, and what is not."""
    provider = fit.provider
    return Card(
        provider.key,
        provider.name,
        _about(fit),
        lines=tuple(told for field, told in facts(provider).items() if field != "wait")
        + _origin(provider, here),
        meets=tuple(wish_told(w, MEETS) for w in fit.meets),
        unknown=tuple(wish_told(w, UNKNOWN) for w in fit.unknown),
        lacks=tuple(wish_told(w, LACKS) for w in fit.lacks),
        bars=tuple(bar(f, here) for f in provider.figures),
    )


def unit_cards(provider: Provider, here: Municipality) -> tuple[Card, ...]:
    """The provider's groups, each with figures of its own."""
    return tuple(
        Card(u.key, u.name, FORMS[provider.form], bars=tuple(bar(f, here) for f in u.figures))
        for u in provider.units
    )


def facts(provider: Provider) -> dict[str, Message]:
    """What is compared, field by field; what is missing says so."""
    languages = tuple(Tongue(c) for c in provider.features.of(Need.LANGUAGE))
    skills = tuple(COMPETENCES[c] for c in provider.features.of(Need.COMPETENCE))
    return {
        "wait": t("Väntetid: {wait}", wait=wait_told(provider.wait_weeks)),
        "languages": t("Språk: {languages}", languages=languages or MISSING),
        "competences": t("Särskild kunskap: {skills}", skills=skills or MISSING),
        "complaints": t("Tar hand om klagomål: {answer}",
                        answer=_yes_no(provider.handles_complaints)),
        "plans": t("Skriver en plan med dig: {answer}", answer=_yes_no(provider.makes_plans)),
        "phone": t("Telefon: {phone}", phone=provider.phone or MISSING),
    }  # fmt: skip


def bar(figure: Figure, here: Municipality) -> Bar:
    """A figure with its question, year, how many answered, and the source."""
    if figure.answers is None:
        answered = t("Vi vet inte hur många som svarade")
    elif figure.few:
        answered = tn("Bara {n} svarade", "Bara {n} svarade", figure.answers)
    else:
        answered = tn("{n} svarade", "{n} svarade", figure.answers)
    source = t("påhittade siffror, bara ett exempel") if here.example else figure.source
    note = t("Frågan var: {question} År {year}. {answered}. Källa: {source}",
             question=QUESTIONS[figure.indicator], year=figure.year,
             answered=answered, source=source)  # fmt: skip
    return Bar(INDICATORS[figure.indicator], figure.value, note)


def _about(fit: Fit) -> Message:
    form = FORMS[fit.provider.form]
    if fit.provider.form is Form.UNKNOWN and fit.provider.wait_weeks is None:
        return t("Form och väntetid: uppgift saknas")
    if fit.availability in (Availability.CAN, Availability.UNKNOWN):
        return bare("{form} · {wait}", form=form, wait=wait_told(fit.provider.wait_weeks))
    return bare("{form} · {why}", form=form, why=availability_told(fit))


def _origin(provider: Provider, here: Municipality) -> tuple[Message, ...]:
    lines: list[Message] = []
    if provider.own_words:
        lines.append(t("De skriver själva: {words}", words=provider.own_words))
    if here.example:
        lines.append(t("Det här är ett påhittat exempel."))
    if provider.updated:
        lines.append(
            t("Uppgifterna är från {day} {year}.", day=provider.updated, year=provider.updated.year)
        )
    return tuple(lines)


def _yes_no(known: bool | None) -> Message:
    if known is None:
        return MISSING
    return t("ja") if known else t("nej")
