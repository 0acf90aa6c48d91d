"""What is said when nothing was understood: rephrase, then an example and help, then a human."""

from collections.abc import Sequence

from dialogs.meanings import offered
from dialogs.messages import Message, t
from dialogs.replies import Ask, Replies, Say
from dialogs.steps.office import where_to_ask
from dialogs.talk import MEANT, Step, Talk
from dialogs.understanding.deciding import OFFERED, Ranked


def missed(
    talk: Talk, step: Step, ask: Ask, misses: int, ranking: Sequence[Ranked] = ()
) -> Replies:
    """For the `misses`-th time in a row (from 1) at the question of `step`, asked as `ask`.

    What may have been meant is offered, twice at the most; then a human.
    """
    if misses < 3 and ranking and not step.typed:
        example = () if misses == 1 else helped(step, ask)
        if ranking[0].label == "oos" and ranking[0].score >= OFFERED:
            other = t("Det kan jag inte svara på. Jag hjälper dig att välja vem som ger hjälp.")
            return (Say(other), *example, ask)
        if guesses := offered(ranking):
            unsure = t("Jag är inte säker på vad du menar.")
            return (Say(unsure), *example, Ask("guess", MEANT, guesses))
    buttons = bool(ask.choices) and not step.typed
    match misses:
        case 1:
            sorry = t("Förlåt, jag förstod inte.")
            how = t("Tryck på ett av svaren.") if buttons else t("Prova att skriva på annat sätt.")
            if step.typed:  # a wrong year, or number: how it is written, at once
                how = _example(step, ask) or how
            return (Say(sorry), Say(how), ask)
        case 2:
            return (
                Say(t("Jag förstod inte det heller. Det är mitt fel.")),
                *helped(step, ask),
                ask,
            )
        case _:
            again = (
                t("Jag förstår fortfarande inte. En människa kan hjälpa dig.")
                if misses % 2
                else t("Det är svårt att förstå varandra här. Ring gärna en människa.")
            )
            return (Say(again), *where_to_ask(talk), ask)


def helped(step: Step, ask: Ask) -> Replies:
    """How this question can be answered, with an example."""
    if example := _example(step, ask):
        return (Say(example),)
    if ask.choices:
        return (Say(t("Du kan trycka på ett svar. Du kan också skriva svaret.")),)
    return (Say(t("Skriv med egna ord. Det går bra att stava fel.")),)


def _example(step: Step, ask: Ask) -> Message | None:
    """That of the step, where it is its question that is asked, and none in between."""
    return step.example if ask.question == step.question else None
