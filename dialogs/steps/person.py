"""Who gets the help, who writes, and how far the municipality's decision has come."""

from dataclasses import replace

from care.municipality import Role
from care.people import Right
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.browsing import STRAIGHT, WAY, browses, resting
from dialogs.steps.office import numbers_told
from dialogs.steps.rules import free_hours_told
from dialogs.talk import Moved, Step, Talk
from dialogs.world import Reason


def ask_who(_talk: Talk) -> Ask:
    """Vem ska få hjälpen?"""
    return Ask(
        "who",
        t("Vem ska få hjälpen?"),
        (
            Choice("self", label("who", "Jag själv")),
            Choice("partner", label("who", "Min man eller fru")),
            Choice("parent", label("who", "Min mamma eller pappa")),
            Choice("child", label("who", "Mitt barn")),
            Choice("other", label("who", "Någon annan")),
        ),
    )


def take_who(talk: Talk, value: str) -> Moved:
    """A relative may help to choose; the person decides (jpinfonet.se; facts A3)."""
    state = talk.state.answer("who", value)
    if value == "self":
        return Moved(state)
    decides = Say(t("Den som får hjälpen bestämmer själv. Du kan hjälpa till att välja."))
    numbers = numbers_told(talk, Role.RELATIVES)
    support = (Say(t("Du som hjälper en anhörig kan själv få stöd.")),) if numbers else ()
    return Moved(state, (decides, *support, *numbers))


def ask_representation(_talk: Talk) -> Ask:
    """What the one who writes is to the person, where it is not family."""
    return Ask(
        "representation",
        t("En god man eller förvaltare är utsedd av en myndighet. "
          "En fullmakt är ett papper. Personen har skrivit på det. Vem är du?"),
        (
            Choice("god_man", label("representation", "Jag är god man")),
            Choice("forvaltare", label("representation", "Jag är förvaltare")),
            Choice("fullmakt", label("representation", "Jag har fullmakt")),
            Choice("relative", label("representation", "Jag är släkting")),
            Choice("friend", label("representation", "Jag är vän eller granne")),
        ),
    )  # fmt: skip


def take_representation(talk: Talk, value: str) -> Moved:
    """What comes before they may be told more than they do themselves (OSL 26:1)."""
    told = t("Kommunen frågar den som ska få hjälpen. Säger hen ja kan du få veta mer.")
    if value in set(Right):
        told = t("En handläggare på kommunen vill se ditt papper. Sedan kan du få veta mer.")
    return Moved(talk.state.answer("representation", value), (Say(told),))


def ask_decision(talk: Talk) -> Ask:
    """Whether the municipality has said yes: the choice comes after the decision (facts A2)."""
    choices = [
        Choice("yes", label("decision", "Ja")),
        Choice("no", label("decision", "Nej")),
        Choice("waiting", label("decision", "Jag väntar på svar")),
    ]
    if talk.here.rules.free_hours.exists:
        choices.append(Choice("without", label("decision", "Jag behöver inget beslut")))
    choices.append(Choice("dont_know", label("decision", "Jag vet inte")))
    return Ask("decision", t("Har kommunen sagt ja till hjälp?"), tuple(choices))


def take_decision(talk: Talk, value: str) -> Moved:
    """Nobody is stopped here: everyone may look at the list."""
    state = talk.state.answer("decision", value)
    match value:
        case "waiting" | "dont_know":
            told = t("Det går bra. Du kan titta på listan redan nu.")
        case "without":
            told = free_hours_told(talk.here.rules.free_hours)
        case _:
            return Moved(state)
    return Moved(state, (Say(told),))


def tell_apply(_talk: Talk) -> Replies:
    """An oral application counts and needs no form (kunskapsguiden.se)."""
    return (
        Say(t("Då får du börja med att ansöka. Att ansöka är att be kommunen om hjälp. "
              "Du kan göra det i telefon.")),
    )  # fmt: skip


def ask_apply(_talk: Talk) -> Ask:
    """Vill du ansöka nu?"""
    return Ask(
        "apply",
        t("Vill du ansöka nu?"),
        (
            Choice("yes", label("apply", "Ja, jag vill ansöka")),
            Choice("look", label("apply", "Nej, visa listan")),
        ),
    )


def take_apply(talk: Talk, value: str) -> Moved:
    """Writes down at once that someone wants to apply; a call with an officer follows."""
    state = talk.state.without(WAY).answer("apply", value)
    if value != "yes":
        return Moved(state)
    talk.world.ask_human(talk.here.key, Reason.APPLY)
    own = t("Kommunen vet nu att du vill ansöka. Dagen är sparad: {day}.", day=talk.today)
    other = t("Kommunen vet nu att någon vill ansöka. Dagen är sparad: {day}. "
              "Kommunen frågar den som ska få hjälpen.", day=talk.today)  # fmt: skip
    return Moved(state.answer(WAY, STRAIGHT), (Say(talk.word(own, other)),))


WHO = Step(
    "who",
    ask_who,
    matters=lambda talk: not resting(talk),
    take=take_who,
    clears=("representation",),
)
REPRESENTATION = Step(
    "representation",
    ask_representation,
    matters=lambda talk: talk.state.get("who") == "other" and not resting(talk),
    take=take_representation,
)
DECISION = Step(
    "decision",
    ask_decision,
    matters=lambda talk: browses(talk) and talk.chooses,
    take=take_decision,
    clears=("apply",),
)
APPLY = Step(
    "apply",
    ask_apply,
    tell_apply,
    matters=lambda talk: talk.chooses and talk.state.get("decision") == "no",
    take=take_apply,
    clears=(WAY,),
)


def ask_apply_now(_talk: Talk) -> Ask:
    """The same question, when someone says on the way that they want to apply."""
    return replace(ask_apply(_talk), question="apply_now")


def take_apply_now(talk: Talk, value: str) -> Moved:
    """Writes the day down; then the call, or back to where one was."""
    state = talk.state.without("aside")
    if value != "yes":
        return Moved(state)
    if state.get("call") == "no":
        state = state.without("call")
    return take_apply(talk.after(state), value)


APPLY_NOW = Step("apply_now", ask_apply_now, tell_apply, take=take_apply_now, aside=True)
