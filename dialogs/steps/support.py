"""What the municipality has said yes to, and in which area."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Free, Say
from dialogs.steps.browsing import browses, in_one_area, services
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk, paged
from dialogs.terms import MEANT, SERVICES
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

OPENED = ("provider", "compare", "third", "compared")
"""Answers about one provider: void when another is opened."""
LISTED = ("list", "list.page", "list.all", *OPENED)
"""Answers about the list: void when the list becomes another."""


def ask_service(talk: Talk) -> Ask:
    """Vad har kommunen sagt ja till? One kind at a time: each has its own list."""
    more = label("service", "Fler sorters hjälp")
    choices = paged(every_service(talk), talk.page("service"), more)
    return Ask(
        "service",
        talk.word(
            t("Ta en sak i taget. Skriv inget om sjukdomar här. Vad behöver du hjälp med?"),
            t("Ta en sak i taget. Skriv inget om sjukdomar här. Vad behövs det hjälp med?"),
        ),
        choices,
    )


def every_service(talk: Talk) -> tuple[Choice, ...]:
    """All in the choice here, and that one does not know."""
    named = tuple(Choice(s, SERVICES[s]) for s in services(talk))
    return (*named, Choice("dont_know", label("service", "Jag vet inte")))


def hear_service(talk: Talk, said: Understood) -> Heard:
    """ "Städning och dusch" is two kinds: which of them first?"""
    named = answers.mentioned(said, "service", talk.bank)
    which = tuple(c for c in every_service(talk) if c.value in named)
    return Perhaps(which, ask_service(talk).text) if len(which) > 1 else None


def take_service(talk: Talk, value: str) -> Moved:
    """Say what the law's own word means."""
    state = talk.state.answer("service", value)
    return Moved(state, (Say(MEANT[value]),) if value in MEANT else ())


def every_area(talk: Talk) -> tuple[Choice, ...]:
    """All areas of the municipality."""
    return tuple(Choice(a.key, a.name) for a in talk.here.areas)


def ask_area(talk: Talk) -> Ask:
    """Where in the municipality, by area or by the name people use for the place."""
    return Ask(
        "area",
        talk.word(
            t("Var bor du? Skriv namnet på ditt område."),
            t("Var bor den som ska få hjälp? Skriv namnet på området."),
        ),
        paged(every_area(talk), talk.page("area"), label("area", "Visa fler områden")),
        free=Free.PLACE,
    )


def hear_area(talk: Talk, said: Understood) -> Heard:
    """A place that everyone knows, spelled in any way that is sure; else the nearest to ask of."""
    match answers.place(said, talk.here.areas, talk.bank):
        case answers.Sure(key):
            return key
        case answers.Perhaps(keys):
            return Perhaps(tuple(Choice(a.key, a.name) for a in talk.here.areas if a.key in keys))
        case _:
            return None


SERVICE = Step(
    "service",
    ask_service,
    every=every_service,
    matters=lambda talk: browses(talk) and len(talk.here.services) > 1,
    hear=hear_service,
    take=take_service,
    clears=("required", "needs", *LISTED),
)
AREA = Step(
    "area",
    ask_area,
    every=every_area,
    matters=lambda talk: browses(talk) and bool(talk.here.areas) and in_one_area(talk),
    hear=hear_area,
    accepts=lambda talk, value: talk.here.area(value) is not None,
    clears=LISTED,
    example=t("Skriv namnet på ett område. Du kan också skriva namnet på en by."),
)
