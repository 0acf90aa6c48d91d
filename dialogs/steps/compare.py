"""Providers beside each other: the same fields in the same order, what differs first."""

from collections.abc import Callable

from care.matching import Fit
from care.quality import Figure, Indicator
from dialogs.figures import INDICATORS, QUESTIONS, answered, missing, of_service, source_told
from dialogs.messages import Message, label, t
from dialogs.replies import Ask, Bar, Choice, Compare, Free, Line, Replies, Say
from dialogs.steps.browsing import fit_of, service, shortlist
from dialogs.steps.fields import fields
from dialogs.steps.office import where_to_ask
from dialogs.steps.provider import can_wish, chosen_one, wish_for
from dialogs.steps.shortlist import hear_list
from dialogs.steps.support import LISTED
from dialogs.talk import Moved, Step, Talk, paged

ONE_MORE = "ask"
"""Stands for a third that is not chosen yet."""


def compared(talk: Talk) -> tuple[Fit, ...]:
    """Those beside each other, the first one opened first."""
    keys = (talk.state.get(q) for q in ("list", "compare", "third"))
    return tuple(fit_of(talk, key) for key in keys if talk.here.provider(key))


def _others(talk: Talk) -> tuple[Choice, ...]:
    beside = {fit.provider.key for fit in compared(talk)}
    return tuple(
        Choice(f.provider.key, f.provider.name)
        for f in shortlist(talk).choosable
        if f.provider.key not in beside
    )


def ask_compare(talk: Talk) -> Ask:
    """Which other one to lay beside."""
    name = fit_of(talk, talk.state.get("list")).provider.name
    return Ask(
        "compare",
        t("Vem vill du jämföra {name} med?", name=name),
        paged(_others(talk), talk.page("compare"), label("list", "Visa fler")),
        free=Free.PROVIDER,
    )


def ask_third(talk: Talk) -> Ask:
    """Which third one."""
    return Ask(
        "third",
        t("Vem vill du lägga till?"),
        paged(_others(talk), talk.page("third"), label("list", "Visa fler")),
        free=Free.PROVIDER,
    )


def tell_compared(talk: Talk) -> Replies:
    """What differs, then what is the same."""
    fits = compared(talk)
    differ: list[Line] = []
    alike: list[Line] = []
    for line in (*_facts(talk, fits), *figure_lines(talk, fits)):
        if any(value != line.values[0] for value in line.values):
            differ.append(line)
        else:
            alike.append(line)
    names = tuple(fit.provider.name for fit in fits)
    title = t("Jämför två") if len(fits) == 2 else t("Jämför tre")
    same = Say(t("Samma frågor till alla. Det som skiljer står först."))
    return (same, Compare(title, names, tuple(differ), tuple(alike)))


def _facts(talk: Talk, fits: tuple[Fit, ...]) -> tuple[Line, ...]:
    """Field by field: everyone has the same ones."""
    told = [[field for field in fields(talk, fit) if field.compared] for fit in fits]
    return tuple(
        Line(row[0].label, tuple(field.value for field in row)) for row in zip(*told, strict=True)
    )


def figure_lines(talk: Talk, fits: tuple[Fit, ...]) -> tuple[Line, ...]:
    """Survey by survey: the same question, with its year and source under it."""
    known = [
        {f.indicator: f for f in of_service(fit.provider.figures, service(talk))} for fit in fits
    ]
    asked = [i for i in Indicator if any(i in one for one in known)]
    return tuple(
        _figure_line(talk, i, tuple(one.get(i) or missing(fit.provider, i)
                                    for one, fit in zip(known, fits, strict=True)))
        for i in asked
    )  # fmt: skip


def _figure_line(talk: Talk, indicator: Indicator, figures: tuple[Figure | Message, ...]) -> Line:
    there = [figure for figure in figures if isinstance(figure, Figure)]
    one_survey = len({(figure.year, figure.source) for figure in there}) == 1
    values = tuple(_value(talk, figure, alone=not one_survey) for figure in figures)
    told = t("Frågan var: {question}", question=QUESTIONS[indicator])
    if one_survey:
        told = t("Frågan var: {question} År {year}. Källa: {source}",
                 question=QUESTIONS[indicator], year=there[0].year,
                 source=source_told(there[0], talk.here))  # fmt: skip
    return Line(INDICATORS[indicator], values, told)


def _value(talk: Talk, figure: Figure | Message, *, alone: bool) -> Message | Bar:
    """A figure with how many answered; with its year and source where they are its own `alone`."""
    if isinstance(figure, Message):
        return figure
    note = answered(figure)
    if alone:
        note = t("{answered}. År {year}. Källa: {source}", answered=note, year=figure.year,
                 source=source_told(figure, talk.here))  # fmt: skip
    return Bar(INDICATORS[figure.indicator], figure.value, note, few=figure.few)


def ask_compared(talk: Talk) -> Ask:
    """One of them, one more beside, or the list."""
    fits = compared(talk)
    choices = [
        Choice(f.provider.key, label("compared", "Jag vill ha {name}", name=f.provider.name))
        for f in fits
        if can_wish(talk, f)
    ]
    if not talk.chooses:
        choices.append(Choice("ask", label("provider", "Fråga kommunen"), forward=True))
    if len(fits) == 2 and _others(talk):
        choices.append(Choice("third", label("compared", "Lägg till en till")))
    choices.append(Choice("other", label("compared", "Jämför med en annan")))
    choices.append(Choice("list", label("provider", "Visa listan igen")))
    return Ask("compared", t("Vad vill du göra?"), tuple(choices))


def take_compared(talk: Talk, value: str) -> Moved:
    """One of them, one more beside, another to compare with, the list, or whom to ask."""
    match value:
        case "list":
            return Moved(talk.state.without(*LISTED))
        case "other":
            return Moved(talk.state.without("compare", "third", "compared"))
        case "third":
            return Moved(talk.state.without("compared").answer("third", ONE_MORE))
        case "ask":
            state = talk.state.answer("compared", value).answer("provider", "ask")
            return Moved(state, where_to_ask(talk))
        case _:
            return wish_for(talk.after(talk.state.answer("compared", value)), value)


def _another(*beside: str) -> Callable[[Talk, str], bool]:
    """A provider that is none of those already there."""

    def accepts(talk: Talk, value: str) -> bool:
        taken = {talk.state.get(question) for question in beside}
        return value not in taken and talk.here.provider(value) is not None

    return accepts


def every_other(talk: Talk) -> tuple[Choice, ...]:
    """All of the municipality."""
    return tuple(Choice(p.key, p.name) for p in talk.here.providers)


COMPARE = Step(
    "compare",
    ask_compare,
    every=every_other,
    accepts=_another("list"),
    matters=lambda talk: chosen_one(talk) and talk.state.get("provider") == "compare",
    hear=hear_list,
    clears=("third", "compared"),
)
THIRD = Step(
    "third",
    ask_third,
    every=every_other,
    accepts=_another("list", "compare"),
    matters=lambda talk: (
        COMPARE.matters(talk) and COMPARE.filled(talk) and "third" in talk.state.answers
    ),
    hear=hear_list,
    clears=("compared",),
)
COMPARED = Step(
    "compared",
    ask_compared,
    tell_compared,
    matters=lambda talk: COMPARE.matters(talk) and COMPARE.filled(talk),
    take=take_compared,
)
