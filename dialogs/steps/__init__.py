"""Every question, in the order in which it is asked: the first empty one that matters is open."""

from collections.abc import Mapping

from dialogs.steps import (
    about,
    after,
    call_time,
    compare,
    confirming,
    contact,
    earlier,
    holding,
    human,
    joining,
    my_data,
    news,
    opening,
    person,
    provider,
    reminder,
    shortlist,
    support,
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
    confirming.REMIND,
    after.AFTER,
)

ASIDES: tuple[Step, ...] = (
    my_data.MY,
    my_data.DELETE,
    human.HUMAN,
    human.DANGER,
    human.SORROW,
    person.APPLY_NOW,
    joining.CODE,
    after.CANCEL,
    reminder.NOTICE,
    reminder.READ,
    holding.HOLD,
    earlier.EARLIER,
    news.NEWS,
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
    for step in STEPS:
        if not step.filled(talk) and step.matters(talk):
            return step
    return after.AFTER
