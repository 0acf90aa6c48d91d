"""What was typed is just what stands on a button: it is a tap on that button.

This goes before all else, also before words of alarm: "Min mamma eller pappa" sounds like loss.
"""

from dialogs import between, commands
from dialogs.answering import ALARMS, last_shown
from dialogs.events import Choose
from dialogs.meanings import LABELS
from dialogs.replies import Choice
from dialogs.talk import Step, Talk
from dialogs.understanding.fold import fold, words
from dialogs.understanding.read import Understood

ALWAYS = (
    *commands.FIXED,
    commands.SOURCE,
    *(Choice(value, LABELS[tier]) for value, tier in ALARMS.items()),
)
"""Buttons that may stand under any question."""


def tapped(talk: Talk, step: Step, said: Understood) -> Choose | None:
    """The tap that was typed; None where it is no button's words, or nothing was typed."""
    heard = words(said.folded)
    if not heard or not talk.state.language:
        return None
    open_now = between.choices(talk)
    question = talk.state.asked if open_now else step.question
    if not open_now:
        ask = step.ask(talk)
        open_now = (*last_shown(talk, step, ask), *ask.choices, *ask.fixed)
    for choice in (*open_now, *ALWAYS):
        if words(fold(talk.text(choice.label))) == heard:
            return Choose(question, choice.value)
    return None
