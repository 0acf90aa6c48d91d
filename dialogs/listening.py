"""A turn while an officer answers: the machine hands over what is written, and is silent.

It speaks only of danger and the like, to say who answers, and to change the language; and it
answers again once the person says so.
"""

from dialogs import safety
from dialogs.answering import Answered, valid
from dialogs.commands import LANGUAGE
from dialogs.events import Choose, Contact, Start, Unreadable
from dialogs.messages import Message, t
from dialogs.notices import OPEN
from dialogs.relay import CLOSE, RELAY, ask, opened
from dialogs.relay import LANGUAGE as OTHER_LANGUAGE
from dialogs.replies import Choice, Replies, Reply, Say
from dialogs.steps import BY_QUESTION
from dialogs.steps.reminder import take_notice
from dialogs.talk import Moved, Talk, assign
from dialogs.understanding.fold import KEPT, fold, words
from dialogs.understanding.read import Understood
from dialogs.world import Relayed

Heard = Understood | Choose | Contact | Start | Unreadable


def listened(talk: Talk, relayed: Relayed, event: Heard) -> Answered | None:
    """What the machine says in between; None where it handed something over and says nothing."""
    match event:
        case Start():
            return _tell(talk, relayed.name)
        case Choose(question, value):
            return _pressed(talk, relayed, question, value if isinstance(value, str) else "")
        case Contact(phone):
            return _written(talk, relayed, phone)
        case Unreadable(kind):
            told = Say(t("Vi kan bara läsa text här."))
            return _say(talk, relayed, (told,), f"unreadable:{kind}")
        case Understood():
            return _typed(talk, relayed, event)


def _typed(talk: Talk, relayed: Relayed, said: Understood) -> Answered | None:
    for choice in (CLOSE, OTHER_LANGUAGE):
        if words(fold(talk.text(choice.label))) == words(said.folded):
            return _pressed(talk, relayed, RELAY, choice.value)
    lost = _lost(said)
    if said.tier:
        alarm = safety.alarmed(talk, said.tier, said).replies
        if relayed.told:
            talk.world.relay(said.text)
        return _say(talk, relayed, (*lost, *alarm), f"tier:{said.tier}")
    if not said.text.strip():
        return _say(talk, relayed, (Say(t("Meddelandet var tomt.")),), "empty")
    handed = _written(talk, relayed, said.text)
    return handed if handed or not lost else _say(talk, relayed, lost, "relayed:in_part")


def _lost(said: Understood) -> Replies:
    """What of a message did not come through as it was written."""
    told: list[Reply] = []
    if said.masked:
        told.append(Say(t("Skriv inte personnummer här. Jag har tagit bort det.")))
    if len(said.text) >= KEPT:
        told.append(Say(t("Det var långt. Bara början kom fram. Skriv resten en gång till.")))
    return tuple(told)


def _written(talk: Talk, relayed: Relayed, text: str) -> Answered | None:
    if not relayed.told:
        return _tell(talk, relayed.name)
    talk.world.relay(text)
    return None


def _pressed(talk: Talk, relayed: Relayed, question: str, value: str) -> Answered:
    tongues = BY_QUESTION["language"]
    if question == RELAY and value == CLOSE.value:
        talk.world.end_relay()
        over = Say(t("Nu svarar datorn igen. Det ni skrev är borta."))
        return Answered(Moved(talk.state.without("aside"), (over,)), "relay=close", CLOSE.label)
    if value == LANGUAGE:
        asked = Moved(talk.state, (tongues.ask(talk),))
        return Answered(asked, f"command:{value}", OTHER_LANGUAGE.label)
    if question == tongues.question and valid(talk, tongues, value):
        moved = (tongues.take or assign(question))(talk, value)
        echo = _label(tongues.choice(talk, value))
        return _say(talk.after(moved.state), relayed, moved.replies, f"{question}={value}", echo)
    if question == "notice":
        told = _read(talk, value)
        return _say(talk, relayed, told, "notice=open")
    human = Say(t("En människa svarar dig nu. De andra knapparna väntar."))
    return _say(talk, relayed, (human,), f"old:{RELAY}")


def _read(talk: Talk, value: str) -> Replies:
    """What it was about; that it is asked about waits until the machine answers again."""
    state = take_notice(talk, value if value.startswith(OPEN) else OPEN).state
    return BY_QUESTION[state.get("aside")].tell(talk.after(state))


def _label(choice: Choice | None) -> Message | str | None:
    return choice.label if choice else None


def _say(
    talk: Talk,
    relayed: Relayed,
    told: Replies,
    heard: str,
    echo: Message | str | None = None,
) -> Answered:
    """This, and who answers where that has not been told."""
    who = (ask(relayed.name),) if relayed.told else _tell(talk, relayed.name).moved.replies
    return Answered(Moved(talk.state, (*told, *who)), heard, echo)


def _tell(talk: Talk, name: str) -> Answered:
    talk.world.relay_told()
    return Answered(Moved(talk.state, opened(name)), "relay:told")
