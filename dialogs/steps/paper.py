"""En sida att skriva ut: everyone who can be chosen, and three questions to ask a provider."""

from functools import reduce

from care.matching import Fit
from care.services import KINDS
from dialogs.messages import Arg, Message, bare, t
from dialogs.replies import Card, Cards, Paper, Say
from dialogs.steps import cards
from dialogs.steps.browsing import asked, service, shortlist
from dialogs.steps.office import where_to_ask
from dialogs.steps.shortlist import BY_LOT, grouped
from dialogs.talk import Talk
from dialogs.terms import COMPETENCES, SERVICES
from dialogs.wished import wish_named

ASK_AT_HOME = (
    t("Kommer samma personer varje gång?"),
    t("Vilka tider kan ni komma?"),
    t("Vem ringer man om något blir fel?"),
)
ASK_THERE = (
    t("Vad gör man hos er en vanlig dag?"),
    t("Får man komma och prova eller titta?"),
    t("Vem ringer man om något blir fel?"),
)


def paper(talk: Talk) -> Paper:
    """The whole list on paper, group by group, in this person's own order."""
    groups = grouped(talk, shortlist(talk))
    listed = tuple(
        Cards(title, tuple(_card(talk, fit) for fit in fits)) for title, fits in groups if fits
    )
    return Paper(
        t("Här är en sida att skriva ut. Ta gärna med den när ni pratar."),
        t("Vem kan ge hjälpen?"),
        (
            Say(_asked_told(talk)),
            Say(t("Listan är från {day} {year}.", day=talk.today, year=talk.today.year)),
            *_wished(talk),
            Say(BY_LOT),
            *listed,
            Say(t("Tre frågor att ställa:"), questions(talk)),
            *(reply for reply in where_to_ask(talk)[:1] if isinstance(reply, Say)),
        ),
    )


def _card(talk: Talk, fit: Fit) -> Card:
    return cards.printed(talk, fit) if fit.choosable else cards.bare_card(talk, fit)


def questions(talk: Talk) -> tuple[Message, ...]:
    """Three things worth asking any provider."""
    chosen = service(talk)
    return ASK_AT_HOME if chosen is None or KINDS[chosen].at_home else ASK_THERE


def _wished(talk: Talk) -> tuple[Say, ...]:
    wished = talk.here.provider(talk.world.wished() or "")
    return (Say(t("Du önskar {name}.", name=wished.name)),) if wished else ()


def _asked_told(talk: Talk) -> Message:
    """What the list was made of."""
    wanted = asked(talk)
    told: list[Arg] = [talk.here.name]
    if wanted.service:
        told.append(SERVICES[wanted.service])
    area = talk.here.area(wanted.area or "")
    if area:
        told.append(area.name)
    if wanted.required:
        told.append(COMPETENCES[wanted.required])
    told += [wish_named(wish, talk.here) for wish in wanted.wishes]
    # Not "x and y": a place and what is done there are no list.
    what = reduce(lambda one, two: bare("{one} · {two}", one=one, two=two), told)
    return t("Listan gäller {what}.", what=what)
