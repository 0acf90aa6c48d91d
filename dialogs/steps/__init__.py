"""Every question, in the order in which it is asked: the first empty one that matters is open."""

from collections.abc import Mapping

from dialogs.steps import (
    about,
    after,
    browsing,
    call_time,
    care_plan,
    changing,
    compare,
    confirming,
    contact,
    earlier,
    ending,
    going,
    gone,
    holding,
    home,
    human,
    joining,
    missed,
    my_data,
    news,
    opening,
    person,
    provider,
    reaching,
    reminder,
    reminding,
    sharing,
    shortlist,
    support,
    undoing,
    unfinished,
    wishes,
)
from dialogs.talk import Step, Talk

STEPS: tuple[Step, ...] = (
    opening.LANGUAGE,
    opening.KNEW,
    opening.MUNICIPALITY,
    person.WHO,
    person.REPRESENTATION,
    person.DECISION,
    person.APPLY,
    *about.ABOUT,
    support.SERVICE,
    support.AREA,
    wishes.REQUIRED,
    wishes.NEEDED,
    *wishes.WISHES,
    shortlist.LIST,
    provider.PROVIDER,
    compare.COMPARE,
    compare.THIRD,
    compare.COMPARED,
    contact.CALL,
    contact.NAME,
    contact.BIRTH_YEAR,
    contact.ANSWERS,
    contact.ANSWERER,
    contact.PHONE,
    contact.INTERPRETER,
    contact.EXTRA_TIME,
    call_time.TIME,
    confirming.CONFIRM,
    reminding.REMIND,
    *reaching.REACHING,
    after.AFTER,
)

ASIDES: tuple[Step, ...] = (
    my_data.mine(STEPS[1:]),  # the language is told by itself
    my_data.DELETE,
    my_data.GONE,
    human.HUMAN,
    human.DANGER,
    human.SORROW,
    home.HOME_AGAIN,
    person.APPLY_NOW,
    joining.CODE,
    joining.MOVE_HERE,
    sharing.STEP,
    sharing.MOVE_OUT,
    sharing.LETTING_IN,
    after.CANCEL,
    reminder.NOTICE,
    reminder.READ,
    holding.HOLD,
    earlier.EARLIER,
    news.NEWS,
    missed.MISSED,
    unfinished.UNFINISHED,
    going.GOING,
    going.TROUBLED,
    care_plan.CARE_PLAN,
    changing.CHANGE_BY,
    changing.AGAIN,
    ending.ENDING,
    gone.GONE,
    undoing.STEP,
)
"""Questions that come between, in no order."""

BY_QUESTION: Mapping[str, Step] = {step.question: step for step in (*STEPS, *ASIDES)}


def open_step(talk: Talk) -> Step:
    """The question that is waiting for an answer: an aside, else the first empty one."""
    aside = talk.state.get("aside")
    if aside in BY_QUESTION and talk.state.language:
        if aside == "human" and talk.municipality is None:
            return opening.MUNICIPALITY  # whose officers? then the aside goes on
        return BY_QUESTION[aside]
    if talk.municipality is None and browsing.resting(talk):
        return after.AFTER  # a loss, told before anybody asked where
    for step in STEPS:
        if not step.filled(talk) and step.matters(talk):
            return step
    return after.AFTER
