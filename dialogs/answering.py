"""An answer, tapped or typed: what it means at the question that it belongs to."""

from collections import Counter
from dataclasses import dataclass

from dialogs import commands, safety
from dialogs.meanings import LABELS
from dialogs.messages import Kept, Message, bare, t
from dialogs.replies import Ask, Choice, Free, Say
from dialogs.steps import BY_QUESTION, STEPS, open_step
from dialogs.steps.closing import close
from dialogs.steps.contact import CALL_BOUND
from dialogs.steps.opening import MUNICIPALITY
from dialogs.steps.reminder import NOTICE, take_notice
from dialogs.steps.sharing import SHARE
from dialogs.talk import DONE, PAGE, Moved, Perhaps, Step, Talk, assign, is_number
from dialogs.understanding import answers
from dialogs.understanding.deciding import TELLS, WISHED
from dialogs.understanding.read import Understood
from dialogs.understanding.tiers import Tier

GONE = bare("{nothing}", nothing="")

ALARMS = {f"{commands.ALARM}{tier}": tier for tier in Tier}
"""The buttons of an alarm that was not sure."""

STORY = 4
"""Words in a message that may be a question, though a word in it is an answer."""

BOOKED_ON = {"municipality", "call", *CALL_BOUND} - {"remind"}
"""What a booked call stands on: an old button may not change it behind the officer's back."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Where an answer led, its code for the log, and the person's own bubble."""

    moved: Moved
    heard: str
    echo: Message | str | None = None


def by_button(talk: Talk, opened: Step, question: str, value: str | tuple[str, ...]) -> Answered:
    """A tap, also a late one or one of ten. Never raises, whatever the value."""
    values = value if isinstance(value, tuple) else (value,)
    alone = values[0] if len(values) == 1 else ""
    step = BY_QUESTION.get(question)
    if alone.startswith(commands.SPEAK):
        tongues, code = BY_QUESTION["language"], alone.removeprefix(commands.SPEAK)
        if valid(talk, tongues, code):
            return _taken(talk, opened, tongues, (code,))
    if tier := ALARMS.get(alone):
        return Answered(safety.alarmed(talk, tier), f"tier:{tier}", LABELS[tier])
    if alone in commands.TAPPED and not (step is opened and valid(talk, opened, alone)):
        return _command(talk, opened, question, alone)
    if step is None or not values:
        return lost(talk, question)
    if step is NOTICE:
        return Answered(take_notice(talk, values[0]), "notice=open")
    if opened is NOTICE and step is open_step(talk.after(close(talk.state))):
        talk, opened = talk.after(close(talk.state)), step  # a notice stops no answer
    if step is not opened and not _still_matters(talk, step):
        return lost(talk, question)
    late = (step.typed or step.final) and step is not opened
    paged = any(v.startswith(PAGE) for v in values) and (step is not opened or not alone)
    if late or paged or not all(valid(talk, step, v) for v in values):
        return lost(talk, question)
    if step.several and isinstance(value, tuple):
        values = (*(f"+{v.lstrip('+-')}" for v in values if v != DONE), DONE)
    return _taken(talk, opened, step, values)


def _taken(talk: Talk, opened: Step, step: Step, values: tuple[str, ...]) -> Answered:
    choice = step.named(talk, values[-1])
    echo = choice.label if choice else None
    heard = f"{step.question}={values[-1]}"
    given = talk.state.many(step.question)
    if step is not opened and all(v.lstrip("+") in given for v in values):
        return Answered(Moved(talk.state), heard)  # the second of two taps
    moved = Moved(talk.state)
    for value in values:
        moved = take(talk.after(moved.state), step, value)
    gone = values[-1].startswith("-")  # the open question tells what is left
    if step is not opened and not moved.replies and echo is not None and not gone:
        changed = Say(t("Jag har ändrat till: {answer}.", answer=echo))
        moved = Moved(moved.state, (changed,))
    return Answered(moved, heard, echo)


def by_text(talk: Talk, step: Step, said: Understood) -> Answered | Perhaps | None:
    """Typed text as an answer to the open question: None where it is none.

    Where that is a notice, also as one to the question that was open when it came.
    """
    found = _by_text(talk, step, said)
    if found is not None or step is not NOTICE or said.command:
        return found
    behind = talk.after(close(talk.state))
    return _by_text(behind, open_step(behind), said)


def _by_text(talk: Talk, step: Step, said: Understood) -> Answered | Perhaps | None:
    ask = step.ask(talk)
    if said.intent and ask.free is Free.NAME:
        return None  # "vad kostar det" is a question, not a name
    if step.typed and step.sure and step.hear and isinstance(sure := step.hear(talk, said), str):
        return _kept(talk, step, sure)  # "nej, anna@example.se" is more than a no
    own = (*ask.choices, *ask.fixed)
    shown = last_shown(talk, step, ask)
    here = talk.state.asked in ("", step.question)  # a number is of what is on the screen
    picked = _picked(talk, step, said, shown or own, counted=here)
    if not all(c in own or valid(talk, step, c.value) for c in shown if c.value in picked):
        return lost(talk, step.question)
    numbered = any(letter.isdecimal() for letter in said.folded)  # a number is of those shown
    if shown and not picked and shown != own and not said.says:  # a yes is to what is shown
        picked = _picked(talk, step, said, own, counted=False)
    more = any(choice.value.startswith(PAGE) for choice in ask.choices)
    if step.every and more and not numbered and (step.several or not picked):
        picked = tuple(dict.fromkeys(picked + _picked(talk, step, said, step.every(talk))))
    likely = said.likely if said.likely not in (*TELLS, *commands.NAMES) else None
    asks = said.intent or likely  # "vad kostar det i Vivalla" names no area
    if picked and asks and asks not in WISHED and len(said.folded.split()) >= STORY:
        return None  # "hur mycket får man betala" speaks of no husband
    if picked and step.several and not numbered:  # to name again what is chosen takes nothing away
        sign = "-" if takes_away(talk, said) else "+"
        picked = tuple(f"{sign}{v.lstrip('+-')}" if v[0] in "+-" else v for v in picked)
    if picked:
        return _taken(talk, step, step, picked if step.several else picked[:1])
    heard = step.hear(talk, said) if step.hear and (step.sure or not asks) else None
    match heard:
        case Perhaps():
            return heard
        case str():
            if step.typed:
                return _kept(talk, step, heard)
            return _taken(talk, step, step, (heard,))
        case _:
            return None


def takes_away(talk: Talk, said: Understood) -> bool:
    """Whether something chosen is to go: "ta bort kvällen"."""
    return "delete" in answers.mentioned(said, "my_data", talk.bank)


def _kept(talk: Talk, step: Step, value: str) -> Answered:
    """What was typed is kept apart; the log has only that it was."""
    echo = Message("{value}", {"value": Kept(step.keeps or step.question)})
    return Answered(take(talk, step, value), f"{step.question}=kept", echo)


def last_shown(talk: Talk, step: Step, ask: Ask) -> tuple[Choice, ...]:
    """The answers on the screen, which a number counts among: they need not be those that the
    question has now. None where nothing is known of them.
    """
    if talk.state.asked != step.question:
        return ()
    every = step.every(talk) if step.every else ()
    known = {choice.value: choice for choice in (*every, *ask.choices, *ask.fixed)}
    found: list[Choice] = []
    for value in talk.state.shown:
        named = known.get(value) or (step.names(talk, value) if step.names else None)
        # One that means nothing any more keeps its place, or the next would have its number.
        found.append(named or Choice(value, GONE))
    return tuple(found)


def _picked(
    talk: Talk,
    step: Step,
    said: Understood,
    choices: tuple[Choice, ...],
    *,
    counted: bool = True,
) -> tuple[str, ...]:
    keys = Counter(_key(choice.value) for choice in choices)
    by_key = {c.value if keys[_key(c.value)] > 1 else _key(c.value): c for c in choices}
    options = [(key, talk.text(choice.label)) for key, choice in by_key.items()]
    # The explanation is one question in three parts, and whether to apply is asked in two places.
    question = step.question.rstrip("123").removesuffix("_now")
    picked = answers.pick(said, question, options, talk.bank, several=step.several, counted=counted)
    return tuple(by_key[key].value for key in picked)


def _key(value: str) -> str:
    """What the words for a value are known by: "yes=2026-12-08…" is a yes."""
    return value.lstrip("+-").partition("=")[0]


def take(talk: Talk, step: Step, value: str) -> Moved:
    """Assign, never toggle: so ten taps are one."""
    state = talk.state
    if value.startswith(PAGE):
        return Moved(state.answer(f"{step.question}.page", value.removeprefix(PAGE)))
    if step.several:
        ticks = [v for v in state.many(step.question) if v != DONE]
        if value == DONE:
            ticks.append(DONE)
        elif value.startswith("-"):
            ticks = [v for v in ticks if v != value[1:]]
        elif value.lstrip("+") not in ticks:
            ticks.append(value.lstrip("+"))
        return Moved(state.without(*step.clears).answer(step.question, tuple(ticks)))
    if state.get(step.question) not in ("", value):
        step.undo(talk)
        for question in step.clears:
            if question in state.answers and question in BY_QUESTION:
                BY_QUESTION[question].undo(talk)
        state = state.without(*step.clears)
    return (step.take or assign(step.question))(talk.after(state), value)


def valid(talk: Talk, step: Step, value: str) -> bool:
    """Whether a value is one of this question's, on whatever page."""
    if value.startswith(PAGE):
        return step.every is not None and is_number(value.removeprefix(PAGE))
    if step.accepts and step.accepts(talk, value):
        return True
    return step.choice(talk, value) is not None


def lost(talk: Talk, question: str) -> Answered:
    """For a button that means nothing any more: say where we are; the open question follows."""
    told = Say(t("Den frågan är vi klara med. Nu frågar jag det här."))
    known = question if question in BY_QUESTION else "?"
    return Answered(Moved(talk.state, (told,)), f"old:{known}")


def _command(talk: Talk, opened: Step, question: str, value: str) -> Answered:
    if value == commands.BACK and question != opened.question:
        return lost(talk, question)
    labelled = {c.value: c.label for c in (*commands.FIXED, commands.SOURCE, SHARE)}
    return Answered(commands.obey(talk, opened, value), f"command:{value}", labelled.get(value))


def _still_matters(talk: Talk, step: Step) -> bool:
    if step.aside:
        return False
    if STEPS.index(step) > STEPS.index(MUNICIPALITY) and talk.municipality is None:
        return False
    if not talk.state.language:
        return False
    if step.question in BOOKED_ON and talk.world.booking():
        return False
    return step.matters(talk)
