"""A provider as a card: the same lines in the same order for everyone."""

from dataclasses import replace

from care.matching import Fit
from care.providers import AGED, Form, Provider
from dialogs.figures import bar, headline, of_service, unanswered
from dialogs.messages import Message, Written, bare, t
from dialogs.replies import Card
from dialogs.steps.browsing import asked, service
from dialogs.steps.fields import WAIT, fields
from dialogs.talk import Talk
from dialogs.terms import FORMS, NOT_NOW, wait_told
from dialogs.wished import LACKS, MEETS, UNKNOWN, wish_told


def short(talk: Talk, fit: Fit) -> Card:
    """A card in the list: form, wait, the wishes, and one figure."""
    provider = fit.provider
    first, figures = headline(talk.here, service(talk)), provider.figures
    found = tuple(f for f in of_service(figures, service(talk)) if f.indicator is first)
    missing = () if found or first is None else (unanswered(provider, first),)
    return replace(
        _wished(talk, fit),
        lines=(*_aged(talk, provider), *missing),
        bars=tuple(bar(f, talk.here) for f in found),
    )


def _wished(talk: Talk, fit: Fit) -> Card:
    """Who it is, and each wish in its place; every card begins so."""
    return Card(
        fit.provider.key,
        fit.provider.name,
        about(fit),
        meets=tuple(wish_told(w, MEETS, talk.here) for w in fit.meets),
        unknown=tuple(wish_told(w, UNKNOWN, talk.here) for w in fit.unknown),
        lacks=tuple(wish_told(w, LACKS, talk.here) for w in fit.lacks),
    )


def bare_card(talk: Talk, fit: Fit) -> Card:
    """A card of one that cannot be chosen now: who it is, why, and from when it can."""
    wanted = asked(talk)
    opens = fit.provider.opens(wanted.service, wanted.today, wanted.area)
    day = (t("Börjar {day}", day=opens),) if opens else ()
    reason = fit.authorisation.reason if fit.authorisation else None
    why = (t("Kommunen skriver: {words}", words=Written(reason)),) if reason else ()
    return Card(fit.provider.key, fit.provider.name, about(fit), lines=(*day, *why))


def whole(talk: Talk, fit: Fit) -> Card:
    """All that is known of one provider, and what is not."""
    provider = fit.provider
    lines = tuple(field.line for field in fields(talk, fit) if field.label != WAIT)
    figures = of_service(provider.figures, service(talk))
    first = () if fit.choosable else bare_card(talk, fit).lines
    return replace(
        _wished(talk, fit),
        lines=(*first, *lines, *_room_day(talk, fit), *_origin(talk, provider)),
        bars=tuple(bar(f, talk.here, beside=True) for f in figures),
    )


def printed(talk: Talk, fit: Fit) -> Card:
    """A card on paper: the short one, and the number to ring."""
    card, phone = short(talk, fit), fit.provider.phone
    return replace(card, lines=(*card.lines, t("Telefon: {phone}", phone=phone))) if phone else card


def unit_cards(talk: Talk, provider: Provider) -> tuple[Card, ...]:
    """The provider's groups that give this service, each with figures of its own."""
    chosen = service(talk)
    return tuple(
        Card(
            unit.key,
            unit.name,
            FORMS[provider.form],
            bars=tuple(bar(f, talk.here) for f in of_service(unit.figures, chosen)),
        )
        for unit in provider.units
        if chosen is None or unit.services is None or chosen in unit.services
    )


def about(fit: Fit) -> Message:
    """The line under the name: who runs it, and the wait or why it cannot be chosen."""
    form = FORMS[fit.provider.form]
    if fit.provider.form is Form.UNKNOWN and fit.choosable and fit.room.wait is None:
        return t("Form och väntetid: uppgift saknas")
    if fit.choosable:
        return bare("{form} · {wait}", form=form, wait=wait_told(fit.room))
    return bare("{form} · {why}", form=form, why=NOT_NOW[fit.availability])


def _origin(talk: Talk, provider: Provider) -> tuple[Message, ...]:
    """Whose words, what comes next, and how old all this is."""
    lines: list[Message] = []
    if provider.own_words:
        lines.append(t("De skriver själva: {words}", words=Written(provider.own_words)))
    if provider.successor:
        lines += _successor(talk, provider)
    if talk.here.example:
        lines.append(t("Det här är ett påhittat exempel."))
    if provider.updated and not provider.aged(talk.today):
        day = provider.updated
        lines.append(t("Uppgifterna är från {day} {year}.", day=day, year=day.year))
    return (*lines, *_aged(talk, provider))


def _room_day(talk: Talk, fit: Fit) -> tuple[Message, ...]:
    """How old the word about the wait is; an old one is told as old."""
    day = fit.room.day
    if day is None or not fit.choosable:
        return ()
    if talk.today - day > AGED:
        old = t("Väntetiden är gammal. Den är från {day} {year}.", day=day, year=day.year)
        return (old,)
    return (t("Väntetiden är från {day} {year}.", day=day, year=day.year),)


def _successor(talk: Talk, provider: Provider) -> tuple[Message, ...]:
    assert provider.successor
    day, heir = provider.successor.day, talk.here.provider(provider.successor.key)
    if heir is None:
        return ()
    took = t("{name} tar över {day} {year}. Du får välja om då.",
             name=heir.name, day=day, year=day.year)  # fmt: skip
    return (took,)


def _aged(talk: Talk, provider: Provider) -> tuple[Message, ...]:
    """What nobody has looked over for a year is told with its day."""
    if provider.updated is None or not provider.aged(talk.today):
        return ()
    day = provider.updated
    return (t("Uppgifterna är gamla. De är från {day} {year}.", day=day, year=day.year),)
