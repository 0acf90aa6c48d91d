"""What the person wishes of a provider: tick what matters, then say which."""

from collections.abc import Callable

from care.choice import COMPETENCES as KNOWN_COMPETENCES
from care.choice import Need
from care.providers import Form
from dialogs.messages import Tongue, bare, label, t
from dialogs.replies import Ask, Choice
from dialogs.steps.browsing import browses
from dialogs.steps.support import LISTED
from dialogs.talk import DONE, Step, Talk, paged
from dialogs.terms import COMPETENCES, FORMS, NEEDS


def every_need(talk: Talk) -> tuple[Choice, ...]:
    """All that can be ticked, with + or - for what a tap does now."""
    ticked = talk.state.many("needs")
    return tuple(
        Choice(f"{'-' if need in ticked else '+'}{need}", NEEDS[need], chosen=need in ticked)
        for need in NEEDS
    )


def ask_needs(talk: Talk) -> Ask:
    """Är något viktigt? Each tap assigns (+ or -), so ten taps are one."""
    ticked = talk.state.many("needs")
    shown = paged(every_need(talk), talk.page("needs"), label("needs", "Fler saker"))
    if ticked:
        chosen = tuple(NEEDS[n] for n in ticked if n in NEEDS)
        text = t("Du har valt: {wishes}. Vill du lägga till något?", wishes=chosen)
        done = Choice(DONE, label("needs", "Klar"), forward=True)
    else:
        text = t("Du kan trycka på flera svar. Alla kan inte lova allt. "
                 "Är något extra viktigt?")  # fmt: skip
        done = Choice(DONE, label("needs", "Inget särskilt"), forward=True)
    return Ask("needs", text, (*shown, done), multiple=True)


def _wanting(need: Need) -> Callable[[Talk], bool]:
    def matters(talk: Talk) -> bool:
        return NEEDED.matters(talk) and need in talk.state.many("needs")

    return matters


def every_language(talk: Talk) -> tuple[Choice, ...]:
    """The reader's own language first, then those that someone here speaks."""
    known = sorted({v for p in talk.here.providers for v in p.features.of(Need.LANGUAGE)})
    order = [talk.language] * (talk.language in known) + [c for c in known if c != talk.language]
    return tuple(Choice(code, bare("{language}", language=Tongue(code))) for code in order)


def ask_language(talk: Talk) -> Ask:
    """Vilket språk ska personalen tala?"""
    return Ask(
        "staff_language",
        t("Vilket språk ska personalen tala?"),
        paged(
            every_language(talk), talk.page("staff_language"), label("staff_language", "Fler språk")
        ),
    )


def every_competence(_talk: Talk) -> tuple[Choice, ...]:
    """What staff may be trained in."""
    return tuple(Choice(c, COMPETENCES[c]) for c in KNOWN_COMPETENCES)


def ask_competence(talk: Talk) -> Ask:
    """Which knowledge: told as a key, never as a person's own illness."""
    return Ask(
        "competence",
        t("Vad ska personalen kunna mycket om?"),
        paged(every_competence(talk), talk.page("competence"), label("competence", "Visa fler")),
    )


def ask_form(_talk: Talk) -> Ask:
    """Municipal, private or an association (*idéburen*)."""
    return Ask(
        "form",
        t("Vem ska ge hjälpen?"),
        tuple(Choice(f, FORMS[f]) for f in (Form.MUNICIPAL, Form.COMPANY, Form.ASSOCIATION)),
    )


NEEDED = Step(
    "needs",
    ask_needs,
    every=every_need,
    matters=lambda talk: (
        browses(talk) and any(p.features.has or p.features.lacks for p in talk.here.providers)
    ),
    accepts=lambda talk, value: value == DONE or value.lstrip("+-") in NEEDS,
    clears=LISTED,
    several=True,
)
STAFF_LANGUAGE = Step(
    "staff_language",
    ask_language,
    every=every_language,
    matters=_wanting(Need.LANGUAGE),
    clears=LISTED,
    example=t("Skriv språket, till exempel: finska."),
)
COMPETENCE = Step(
    "competence",
    ask_competence,
    every=every_competence,
    matters=_wanting(Need.COMPETENCE),
    clears=LISTED,
)
FORM = Step("form", ask_form, matters=_wanting(Need.FORM), clears=LISTED)
