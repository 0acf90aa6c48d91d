"""The choice, explained in three short messages that can be skipped."""

from care.providers import Form
from care.rules import Word
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Reply, Say
from dialogs.steps.browsing import browses
from dialogs.steps.rules import change_told
from dialogs.talk import Step, Talk

FORMS = {Form.MUNICIPAL, Form.COMPANY, Form.ASSOCIATION}
APPROVED = t("Kommunen har godkänt alla som du kan välja.")


def _next_or_skip() -> tuple[Choice, ...]:
    return (
        Choice("next", label("about", "Nästa"), forward=True),
        Choice("skip", label("about", "Hoppa över")),
    )


def ask_first(talk: Talk) -> Ask:
    """What comes first: the decision, then the choice (facts A2)."""
    own = t("Först bestämmer kommunen vilken hjälp du får. Sedan väljer du vem som ska ge den. "
            "Det heter kundval.")  # fmt: skip
    other = t("Först säger kommunen vilken hjälp personen får. Sedan väljer hen vem som ska "
              "ge den. Det heter kundval.")  # fmt: skip
    return Ask("about1", talk.word(own, other), _next_or_skip())


def tell_fee(talk: Talk) -> Replies:
    """That the fee is the same, and what they are called, where the municipality says so."""
    told: list[Reply] = []
    if talk.here.rules.same_fee:
        told.append(Say(t("Alla på listan kostar lika mycket.")))
    if talk.here.rules.word is not Word.PROVIDER:
        told.append(Say(t("I {name} heter de som ger hjälp {word}.",
                          name=talk.here.name, word=talk.here.rules.word)))  # fmt: skip
    return tuple(told)


def ask_second(talk: Talk) -> Ask:
    """Who can be chosen (facts B1): the municipality itself is not among them everywhere."""
    text = t("Du kan välja kommunen eller ett företag. Du kan också välja en förening. "
             "Alla på listan har fått ja av kommunen.")  # fmt: skip
    if not {provider.form for provider in talk.here.providers} >= FORMS:
        text = APPROVED
    return Ask("about2", text, _next_or_skip())


def tell_change(talk: Talk) -> Replies:
    """How one changes here."""
    return (Say(change_told(talk)),)


def ask_third(talk: Talk) -> Ask:
    """That the choice does not change the help (design 1.2)."""
    return Ask(
        "about3",
        talk.word(
            t("Valet ändrar inte vilken hjälp du får. Vill du se vilka du kan välja?"),
            t("Valet ändrar inte vilken hjälp personen får. Vill du se vilka som finns?"),
        ),
        (Choice("next", label("about", "Ja, visa"), forward=True),),
    )


def _explaining(talk: Talk) -> bool:
    return (
        browses(talk)
        and talk.here.takes_wishes
        and not any(talk.state.get(q) == "skip" for q in ("about1", "about2"))
    )


ABOUT = (
    Step("about1", ask_first, matters=_explaining),
    Step("about2", ask_second, tell_fee, matters=_explaining),
    Step("about3", ask_third, tell_change, matters=_explaining),
)
