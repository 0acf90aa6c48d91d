"""What the municipality has said yes to, and in which area."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Free
from dialogs.steps.browsing import browses
from dialogs.talk import Heard, Perhaps, Step, Talk, paged
from dialogs.terms import SERVICES
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

LISTED = ("list", "list.page", "provider", "compare", "compared")
"""Answers about the list: void when the list becomes another."""


def ask_service(talk: Talk) -> Ask:
    """Vad har kommunen sagt ja till? One kind at a time: each has its own list."""
    choices = tuple(Choice(s, SERVICES[s]) for s in talk.here.services)
    return Ask(
        "service",
        talk.word(
            t("Ta en sak i taget. Skriv inget om sjukdomar här. Vad behöver du hjälp med?"),
            t("Ta en sak i taget. Skriv inget om sjukdomar här. Vad behövs det hjälp med?"),
        ),
        (*choices, Choice("dont_know", label("service", "Jag vet inte"))),
    )


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
    match answers.place(said, talk.here.areas):
        case answers.Sure(key):
            return key
        case answers.Perhaps(keys):
            return Perhaps(tuple(Choice(a.key, a.name) for a in talk.here.areas if a.key in keys))
        case _:
            return None


SERVICE = Step(
    "service",
    ask_service,
    matters=lambda talk: browses(talk) and len(talk.here.services) > 1,
    clears=LISTED,
)
AREA = Step(
    "area",
    ask_area,
    every=every_area,
    matters=lambda talk: browses(talk) and bool(talk.here.areas),
    hear=hear_area,
    accepts=lambda talk, value: talk.here.area(value) is not None,
    clears=LISTED,
    example=t("Skriv namnet på ett område. Du kan också skriva namnet på en by."),
)
