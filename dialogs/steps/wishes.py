"""What the decision requires and the person wishes: tick what matters, then say which."""

from collections.abc import Callable

from care.choice import COMPETENCES as KNOWN_COMPETENCES
from care.choice import Need
from care.providers import Form
from care.services import KINDS
from dialogs.messages import Tongue, bare, label, t
from dialogs.replies import Ask, Choice, Free
from dialogs.steps.browsing import browses, needs, service
from dialogs.steps.support import LISTED, every_area, hear_area
from dialogs.talk import DONE, Step, Talk, paged
from dialogs.terms import COMPETENCES, FOCUSES, FORMS, NEEDS


def every_required(_talk: Talk) -> tuple[Choice, ...]:
    """What a decision may require of the staff."""
    return (
        Choice("no", label("required", "Nej, inget särskilt")),
        Choice("dont_know", label("required", "Jag vet inte")),
        *(Choice(c, COMPETENCES[c]) for c in KNOWN_COMPETENCES),
    )


def ask_required(talk: Talk) -> Ask:
    """Whether the decision asks for some competence: then only those who have it can be chosen."""
    return Ask(
        "required",
        t("Kommunens beslut är brevet med svaret. Står det där att personalen ska kunna något "
          "särskilt?"),
        paged(every_required(talk), talk.page("required"), label("required", "Visa fler")),
    )  # fmt: skip


def every_need(talk: Talk) -> tuple[Choice, ...]:
    """All that can be ticked for this service, with + or - for what a tap does now."""
    ticked = talk.state.many("needs")
    return tuple(
        Choice(f"{'-' if need in ticked else '+'}{need}", NEEDS[need], chosen=need in ticked)
        for need in needs(talk)
        if need is not Need.NEAR or talk.here.areas
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
        return NEEDED.matters(talk) and need in needs(talk) and need in talk.state.many("needs")

    return matters


def _known(talk: Talk, need: Need) -> list[str]:
    """What somebody here has, of one kind."""
    return sorted({v for p in talk.here.providers for v in p.features.of(need)})


def every_focus(talk: Talk) -> tuple[Choice, ...]:
    """What one can do at somebody here."""
    return tuple(Choice(f, FOCUSES[f]) for f in _known(talk, Need.FOCUS))


def ask_focus(talk: Talk) -> Ask:
    """Vad vill du göra på dagarna? The catalogue says what there is."""
    return Ask(
        "focus",
        talk.word(t("Vad vill du göra på dagarna?"), t("Vad vill personen göra på dagarna?")),
        paged(every_focus(talk), talk.page("focus"), label("focus", "Visa fler")),
    )


def ask_near(talk: Talk) -> Ask:
    """Near what: one may choose everywhere, so this is a wish."""
    return Ask(
        "near",
        t("Du får välja i hela kommunen. Vilket område ska det vara nära?"),
        paged(every_area(talk), talk.page("near"), label("area", "Visa fler områden")),
        free=Free.PLACE,
    )


def every_language(talk: Talk) -> tuple[Choice, ...]:
    """The reader's own language first, then those that someone here speaks."""
    known = _known(talk, Need.LANGUAGE)
    order = [talk.language] * (talk.language in known) + [c for c in known if c != talk.language]
    return tuple(Choice(code, bare("{language}", language=Tongue(code))) for code in order)


def ask_language(talk: Talk) -> Ask:
    """Vilket språk ska personalen tala?"""
    more = label("staff_language", "Fler språk")
    return Ask(
        "staff_language",
        t("Vilket språk ska personalen tala?"),
        paged(every_language(talk), talk.page("staff_language"), more),
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


def _may_require(talk: Talk) -> bool:
    chosen = service(talk)
    return (
        browses(talk) and not talk.world.informs and chosen is not None and KINDS[chosen].requires
    )


REQUIRED = Step(
    "required",
    ask_required,
    every=every_required,
    matters=_may_require,
    clears=LISTED,
)
NEEDED = Step(
    "needs",
    ask_needs,
    every=every_need,
    matters=lambda talk: (
        browses(talk)
        and bool(needs(talk))
        and any(p.features.has or p.features.lacks for p in talk.here.providers)
    ),
    accepts=lambda talk, value: value == DONE or value.lstrip("+-") in NEEDS,
    clears=LISTED,
    several=True,
)
FOCUS = Step("focus", ask_focus, every=every_focus, matters=_wanting(Need.FOCUS), clears=LISTED)
NEAR = Step(
    "near",
    ask_near,
    every=every_area,
    matters=_wanting(Need.NEAR),
    hear=hear_area,
    accepts=lambda talk, value: talk.here.area(value) is not None,
    clears=LISTED,
    example=t("Skriv namnet på ett område. Du kan också skriva namnet på en by."),
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
WISHES = (FOCUS, NEAR, STAFF_LANGUAGE, COMPETENCE, FORM)
