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
    buttons = [(talk.state.asked, choice) for choice in between.choices(talk)]
    here = buttons[0][0] if buttons else step.question
    if not buttons or not said.says:  # a bare yes is to what is on the screen
        ask = step.ask(talk)
        open_now = (*last_shown(talk, step, ask), *ask.choices, *ask.fixed)
        buttons += [(step.question, choice) for choice in open_now]
    for question, choice in (*buttons, *((here, choice) for choice in ALWAYS)):
        if words(fold(talk.text(choice.label))) == heard:
            return Choose(question, _kept(choice.value))
    return None


def _kept(value: str) -> str:
    """What is chosen and written again stays chosen; only a tap takes it away."""
    return f"+{value[1:]}" if value.startswith("-") else value
