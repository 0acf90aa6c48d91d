"""A turn in which something was typed.

The order is that of safety first: a word of alarm, a command, an answer to the open question, a
question of the person's own, what was told in passing, and only then that nothing was understood.
A button's own words do not come here: they are a tap (`dialogs.own_words`).
"""

from dataclasses import replace

from dialogs import between, commands, misses, passing, questions, safety, sources
from dialogs.answering import Answered, by_button, by_text, take, takes_away
from dialogs.finishing import WROTE, finish, finish_answer
from dialogs.meanings import LABELS
from dialogs.messages import Message, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps import BY_QUESTION, joining, open_step
from dialogs.steps.home import HOME
from dialogs.steps.opening import WELCOMED, take_language, tell_welcome
from dialogs.talk import Moved, Perhaps, Step, Talk, Turned
from dialogs.understanding import answers
from dialogs.understanding.deciding import TIERS
from dialogs.understanding.read import Understood
from dialogs.understanding.tiers import Tier


def typed(talk: Talk, step: Step, said: Understood) -> Turned:
    """What was typed, and whether another language is the person's own."""
    tongue = said.tongue or said.noticed or ""
    if not talk.state.language and tongue in talk.wording.names:
        # Whoever begins with a cry for help, or a question, is answered in its language at once.
        spoken = take_language(talk, tongue)
        talk = talk.after(spoken.state)
        step = open_step(talk)
        turned = _welcoming(talk, step, _understood(talk, step, said), spoken.replies)
    else:
        turned = _understood(talk, step, said)
    if said.perhaps:
        turned = _asking(turned, said.perhaps)
    if not step.typed and (choice := between.other_language(talk, said)):
        return _offering(turned, choice)
    return turned


def _understood(talk: Talk, step: Step, said: Understood) -> Turned:
    if said.tier:
        alarmed = safety.alarmed(talk, said.tier, said)
        return finish(talk, step, alarmed, f"tier:{said.tier}", WROTE)
    if not said.folded:
        told = Say(t("Meddelandet var tomt. Skriv något, eller tryck på ett svar."))
        return finish(talk, step, Moved(talk.state, (told,)), "empty")
    if picked := between.picked(talk, said):
        return put_between(talk, step, talk.state.asked, picked)
    if said.command == commands.BACK and between.choices(talk):
        return finish_answer(talk, step, between.left(talk))
    if let_go := between.let_go(talk, said):
        return finish(talk, step, let_go.moved, let_go.heard, WROTE)
    answered: Answered | Perhaps | None = None
    sure = step.sure and step.hear is not None and step.hear(talk, said) is not None
    if step.aside or step.final or sure or not said.command:
        answered = by_text(talk, step, said)
    code = joining.typed(step, said) if answered is None and talk.state.language else None
    if code:
        moved, how = joining.join(talk, code)
        return finish(talk, step, moved, how, WROTE)
    if answered is None and said.command and talk.state.language:
        return meant(talk, step, said.command, f"command:{said.command}")
    if isinstance(answered, Perhaps):
        return finish(talk, step, _perhaps(talk, step, answered), "perhaps", WROTE)
    if answered is not None:
        return _also(talk, step, said, answered)
    if said.intent and talk.state.language:
        return meant(talk, step, said.intent, f"intent:{said.intent}", said)
    if said.likely and said.likely not in ("needs", "for_relative") and talk.state.language:
        return meant(talk, step, said.likely, f"likely:{said.likely}", said)
    if said.language in talk.wording.names and talk.state.language:
        moved = take(talk, BY_QUESTION["language"], said.language or "")
        return finish(talk, step, moved, f"language={said.language}", WROTE)
    if step.question == "human" and (number := answers.phone(said.text, talk.bank)):
        return number_sent(talk, step, number)  # "då behöver vi ditt nummer", and here it is
    if talk.state.language and questions.knows(talk, said):
        return meant(talk, step, "find_name", "likely:find_name", said)
    if talk.state.language and (slots := passing.heard_of(talk, said, answered=False)):
        return finish(talk, step, passing.ask(talk, slots), "heard", WROTE)
    return _missed(talk, step, said)


def _welcoming(talk: Talk, step: Step, turned: Turned, notes: Replies) -> Turned:
    """Who begins in their own words learns with whom they speak, too; an alarm leaves no time.

    Before the first question nothing is misunderstood.
    """
    if turned.heard.startswith("tier:"):
        return turned
    if turned.heard.startswith("miss:"):
        return finish(talk, step, Moved(talk.state, (*notes, *tell_welcome(talk))), "said", WROTE)
    state = turned.state.answer(WELCOMED, "yes")
    welcome = tuple(r for r in (*notes, *tell_welcome(talk)) if r not in turned.replies)
    return replace(turned, state=state, replies=(*welcome, *turned.replies))


def _also(talk: Talk, step: Step, said: Understood, answered: Answered) -> Turned:
    """An answer, and what else was said with it: that is repeated before the next question."""
    turned = finish_answer(talk, step, answered)
    if step.typed or step.final or step.aside or answered.moved.state == talk.state:
        return turned
    now_at = talk.after(turned.state)
    slots = passing.heard_of(now_at, said, answered=True)
    if not slots or takes_away(talk, said):
        return turned
    moved = passing.ask(now_at, slots)
    told = tuple(reply for reply in answered.moved.replies if not isinstance(reply, Ask))
    both = Moved(moved.state, (*told, *moved.replies))
    return finish(talk, step, both, answered.heard, answered.echo)


def meant(
    talk: Talk,
    step: Step,
    meaning: str,
    how: str,
    said: Understood | None = None,
    echo: Message = WROTE,
) -> Turned:
    """A command obeyed, or a question of the person's own answered; then back to where one was."""
    if meaning in TIERS:
        return finish(talk, step, safety.alarmed(talk, Tier(meaning), said), how, echo)
    here = talk.municipality
    if meaning in ("how_apply", "apply_now", "more_help") and here and talk.chooses:
        # Never answered by the chat alone: an oral application counts.
        return finish(talk, step, Moved(talk.state.answer("aside", "apply_now")), how, echo)
    if meaning == HOME and here and talk.world.stopped():
        return finish(talk, step, Moved(talk.state.answer("aside", HOME)), how, echo)
    if meaning in questions.ANSWERS:
        told = questions.ANSWERS[meaning](talk)
        state = talk.state.answer(sources.TOLD, meaning)
        turned = finish(talk, step, Moved(state, told), how, echo)
        return _beside(turned, commands.SOURCE) if sources.has_source(talk, meaning) else turned
    if meaning == "find_name" and said:
        return finish(talk, step, Moved(talk.state, questions.named(talk, said)), how, echo)
    return finish(talk, step, commands.obey(talk, step, meaning), how, echo)


def put_between(talk: Talk, step: Step, question: str, value: str) -> Turned:
    """An answer to a question that was put in between."""
    if question == between.GUESS and talk.state.asked == question and value in LABELS:
        return meant(talk, step, value, f"guess={value}", echo=LABELS[value])
    if answered := between.pressed(talk, question, value):
        return finish_answer(talk, step, answered)
    return finish_answer(talk, step, by_button(talk, step, question, value))


def _offering(turned: Turned, choice: Choice) -> Turned:
    """The language that is written as one more button, this one time."""
    if turned.step == "language":
        return turned
    offered = turned.state.many(between.TONGUES)
    state = turned.state.answer(between.TONGUES, (*offered, choice.lang or ""))
    asked = Say(t("Vill du byta språk? Tryck på språkets namn."))
    return _beside(replace(turned, state=state), choice, asked)


def _asking(turned: Turned, tier: Tier) -> Turned:
    """Whether something serious has happened, with a button, before the question that is open."""
    if tier in turned.state.shown:
        return turned
    button = Choice(f"{commands.ALARM}{tier}", LABELS[tier])
    asked = Say(t("Har det hänt något allvarligt? Tryck på: {button}.", button=button.label))
    return _beside(turned, button, asked)


def _beside(turned: Turned, choice: Choice, *before: Say) -> Turned:
    """With one more button in the row that is always there, and this said before the question."""
    *told, ask = turned.replies
    assert isinstance(ask, Ask)
    more = replace(ask, fixed=(choice, *ask.fixed))
    return replace(turned, replies=(*told, *before, more))


def _missed(talk: Talk, step: Step, said: Understood) -> Turned:
    count = talk.state.misses + 1
    state = replace(talk.state, misses=count)
    told = misses.missed(talk, step, passing.asked(talk) or step.ask(talk), count, said.ranking)
    return finish(talk, step, Moved(state, told), f"miss:{step.question}:{count}", WROTE)


def number_sent(talk: Talk, step: Step, phone: str) -> Turned:
    """A phone number, sent as a contact or typed where nobody asked for it."""
    if step.question == "human" and talk.municipality and talk.chooses:
        talk = talk.after(talk.state.answer("aside", "phone"))
        step = open_step(talk)
    number = answers.phone(phone, talk.bank) if step.question == "phone" else None
    if number:
        moved = take(talk, step, number)
        return finish_answer(talk, step, Answered(moved, "phone=kept"))
    told = t("Tack. Jag behöver inget nummer just nu.")
    if step.question == "phone":
        told = t("Det numret går inte att ringa. Skriv ett annat nummer.")
    return finish(talk, step, Moved(talk.state, (Say(told),)), "contact", WROTE)


def _perhaps(talk: Talk, step: Step, perhaps: Perhaps) -> Moved:
    ask = Ask(step.question, perhaps.asks, perhaps.choices)
    return Moved(talk.state, (ask,))
