"""What is told of a provider, field by field: the same fields in the same order for everyone.

Cards and comparisons are made of these. What nobody knows is told as missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from care.choice import WITH_VALUE, Need
from care.matching import Fit
from care.providers import OUTSIDE, Provider, Review
from care.services import KINDS, Service
from dialogs.messages import Message, Tongue, Written, bare, t, tn
from dialogs.replies import MISSING
from dialogs.steps.browsing import needs, service
from dialogs.talk import Talk
from dialogs.terms import COMPETENCES, FLAGS, FOCUSES, FORMS, NOT_NOW, wait_told

YES, NO = t("ja"), t("nej")
WAIT = t("Väntetid")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing told of a provider. `value` is MISSING where it is not known."""

    label: Message
    value: Message
    compared: bool = True
    """Whether it says anything beside another's: everyone's number is another."""

    @property
    def line(self) -> Message:
        """As one line on a card."""
        return bare("{label}: {value}", label=self.label, value=self.value)


def whether(known: bool | None) -> Message:
    """Ja, nej, or that nobody knows."""
    if known is None:
        return MISSING
    return YES if known else NO


def fields(talk: Talk, fit: Fit) -> tuple[Field, ...]:
    """All fields of a provider that make sense for the service, in their order."""
    return tuple(_fields(talk, fit))


def _fields(talk: Talk, fit: Fit) -> Iterator[Field]:
    provider, here = fit.provider, talk.here
    wait = wait_told(fit.room) if fit.choosable else NOT_NOW[fit.availability]
    yield Field(WAIT, MISSING if fit.choosable and fit.room.wait is None
                and not fit.room.full else wait)  # fmt: skip
    queue = fit.room.queue
    yield Field(t("Kö"), _known(queue is not None, tn("{n} väntar", "{n} väntar", queue or 0)))
    yield Field(t("Vem som driver det"), _known(provider.form != "unknown", FORMS[provider.form]))
    if not _at_home(service(talk)):
        yield Field(t("Ligger i"), _site(talk, provider))
    yield Field(t("Språk"), _listed(provider, Need.LANGUAGE))
    yield Field(t("Särskild kunskap"), _listed(provider, Need.COMPETENCE))
    for need in needs(talk):
        if need is Need.FOCUS:
            yield Field(t("Vad man gör där"), _listed(provider, Need.FOCUS))
        elif need in FLAGS:
            yield Field(FLAGS[need], whether(provider.features.knows(need)))
    if _at_home(service(talk)):
        yield Field(t("Kommer mellan"), _hours(provider))
        yield Field(t("En fast person att prata med"), whether(provider.fixed_contact))
    yield Field(t("Tar hand om klagomål"), whether(provider.handles_complaints))
    yield Field(t("Skriver en plan med dig"), whether(provider.makes_plans))
    yield Field(t("Kommunen har granskat dem"), _review(provider.review))
    sold = Written(provider.extras or {})
    yield Field(t("Säljer också"), _known(sold.words, bare("{words}", words=sold)))
    if here.rules.same_fee:
        yield Field(t("Du betalar"), t("Samma avgift"))
    phone = _known(provider.phone, bare("{phone}", phone=provider.phone or ""))
    yield Field(t("Telefon"), phone, compared=False)


def _known(known: object, value: Message) -> Message:
    return value if known else MISSING


def _at_home(chosen: Service | None) -> bool:
    return chosen is None or KINDS[chosen].at_home


def _site(talk: Talk, provider: Provider) -> Message:
    sites = provider.sites(service(talk))
    names = [area.name for area in talk.here.areas if area.key in sites]
    told: list[Message] = [bare("{name}", name=name) for name in names]
    if OUTSIDE in sites:
        told.append(t("en annan kommun"))
    return _known(told, bare("{places}", places=tuple(told)))


def _listed(provider: Provider, need: Need) -> Message:
    assert need in WITH_VALUE
    words = {Need.COMPETENCE: COMPETENCES, Need.FOCUS: FOCUSES}.get(need)
    values = provider.features.of(need)
    if not values:
        return t("ingen särskild") if need in provider.features.lists_all else MISSING
    told = tuple(words[v] if words else Tongue(v) for v in values)
    return bare("{values}", values=told)


def _hours(provider: Provider) -> Message:
    if provider.hours is None:
        return MISSING
    return t("klockan {opens} och {closes}",
             opens=provider.hours.opens, closes=provider.hours.closes)  # fmt: skip


def _review(review: Review | None) -> Message:
    """What the municipality found when it last looked, and what became of it."""
    if review is None:
        return MISSING
    told = t("{day} {year}: {finding}", day=review.day, year=review.day.year,
             finding=Written(review.finding))  # fmt: skip
    if review.remedied is not None:
        mended = t("Det är rättat.") if review.remedied else t("Det är inte rättat än.")
        told = bare("{told} {mended}", told=told, mended=mended)
    if review.reply:
        reply = t("De svarar: {words}", words=Written(review.reply))
        told = bare("{told} {reply}", told=told, reply=reply)
    return told
