"""Who was chosen or wished for leaves: told plainly, and another is offered.

Nobody is moved in silence: it is said who decides, and that help goes on until there is another.
"""

from dataclasses import replace

from care.leaving import What
from dialogs.messages import Message, label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.after import show_list
from dialogs.steps.closing import close
from dialogs.steps.news import CHOSEN, named
from dialogs.steps.parting import Parting, partings
from dialogs.steps.reading import ASK_HUMAN, reading
from dialogs.steps.unread import done
from dialogs.talk import Heard, Moved, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

STAY = "stay"
DECIDES = t("Kommunen bestämmer vem som får ge hjälp.")
GOES_ON = t("Du får hjälp som vanligt. Det gäller tills du har valt en annan.")
THEIRS = t("Hjälpen kommer som vanligt. Det gäller tills ni har valt en annan.")


def tell_gone(talk: Talk) -> Replies:
    """What happens to each of them, who decides, and what it means."""
    found = partings(talk)
    told = [Say(_what(talk, parting)) for parting in found]
    told.append(Say(DECIDES))
    if any(parting.helps for parting in found):
        told.append(Say(talk.word(GOES_ON, THEIRS)))
    return tuple(told)


def _what(talk: Talk, parting: Parting) -> Message:
    name, leaving = named(talk, parting.key), parting.leaving
    if name == CHOSEN:
        return t("Den du har valt finns inte kvar.")
    match leaving.what:
        case What.BECOMES if leaving.day:
            return t("{name} slutar. {other} tar över {day}. Du får välja dem eller en annan.",
                     name=name, other=named(talk, leaving.successor), day=leaving.day)  # fmt: skip
        case What.BECAME:
            return t("{name} har slutat. {other} har tagit över. Du får välja dem eller en annan.",
                     name=name, other=named(talk, leaving.successor))  # fmt: skip
        case What.ENDS if leaving.day:
            return t("{name} slutar. Sista dagen är {day}.", name=name, day=leaving.day)
        case What.ENDED:
            return t("{name} har slutat.", name=name)
        case What.PAUSED:
            return t("{name} tar inte emot nya just nu.", name=name)
        case What.NOT_HERE:
            return t("{name} ger inte längre den här hjälpen där du bor.", name=name)
        case What.WITHDRAWN:
            return t("{name} har inte längre kommunens ja att ge hjälp.", name=name)
        case _:
            return t("{name} finns inte kvar.", name=name)


def ask_gone(_talk: Talk) -> Ask:
    """Choose another now, or talk; there is no haste."""
    return Ask(
        "gone",
        t("Vad vill du göra?"),
        (
            Choice("choose", label("gone", "Välja en annan nu"), forward=True),
            ASK_HUMAN,
            Choice("no", label("gone", "Inte nu")),
        ),
    )


def hear_gone(talk: Talk, said: Understood) -> Heard:
    """That one would rather stay."""
    picked = answers.pick(said, "gone", [(STAY, "")], talk.bank, counted=False)
    return picked[0] if picked else None


def stay_told(talk: Talk) -> Replies:
    """Kindly, that nobody here can promise it, and that there is no haste."""
    helps = any(parting.helps for parting in partings(talk))
    return (
        Say(t("Jag förstår. Det är svårt när man trivs.")),
        Say(DECIDES),
        *((Say(talk.word(GOES_ON, THEIRS)),) if helps else ()),
        Say(t("Du kan prata med en människa om det.")),
    )


def take_gone(talk: Talk, value: str) -> Moved:
    """The list, with the wishes as they were; or later."""
    if value == STAY:
        return Moved(talk.state, stay_told(talk))
    if value == "choose":
        return Moved(show_list(talk.after(close(talk.state))))
    return done(talk, Say(t("Det går bra. Skriv: visa alla. Då ser du vilka du kan välja.")))


GONE = replace(reading("gone", ask_gone, tell_gone, take_gone, hear_gone), sure=True)
