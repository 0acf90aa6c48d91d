"""What a notice was about: told, and asked about, from what is so when it is read.

A person may always answer that they want to read later, or to be rung instead; and of most kinds
that they want no more of them.
"""

from collections.abc import Callable

from care.followup import DECLINABLE, Kind
from dialogs.messages import label, t
from dialogs.notices import KIND, put_off
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.closing import ON, close
from dialogs.steps.human import want_human
from dialogs.steps.undoing import decline
from dialogs.steps.unread import done, rested, still
from dialogs.talk import Heard, Moved, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

LATER, HUMAN, DECLINE = "later", "human", "decline"
ASK_HUMAN = Choice(HUMAN, label("fixed", "Prata med en människa"))
NO_MORE = Choice(DECLINE, label("reading", "Skriv inte om det här"))
PUT_OFF = Choice(LATER, label("reading", "Läs senare"))
BY_WORD = (PUT_OFF, ASK_HUMAN, NO_MORE)
"""What may be typed wherever a notice is read, whether or not it has a button there."""
NOTHING_NEW = Say(t("Det finns inget nytt att läsa nu."))

Take = Callable[[Talk, str], Moved]


def kind_of(talk: Talk) -> Kind | None:
    """What is read now."""
    kind = talk.state.get(KIND)
    return Kind(kind) if kind in set(Kind) else None


def stands(talk: Talk) -> bool:
    """Whether there is still something to tell."""
    kind = kind_of(talk)
    return kind is not None and still(talk, kind)


def reading(
    question: str,
    ask: Callable[[Talk], Ask],
    tell: Callable[[Talk], Replies],
    take: Take,
    hear: Callable[[Talk, Understood], Heard] | None = None,
) -> Step:
    """The step at which a kind of notice is read. `ask`, `tell` and `take` are of what is so."""

    def asked(talk: Talk) -> Ask:
        if not stands(talk):
            return Ask(question, t("Vill du fortsätta?"), (ON,))
        now = ask(talk)
        more = (NO_MORE,) if kind_of(talk) in DECLINABLE else ()
        return Ask(question, now.text, (*now.choices, *more))

    def told(talk: Talk) -> Replies:
        return tell(talk) if stands(talk) else (NOTHING_NEW,)

    def heard(talk: Talk, said: Understood) -> Heard:
        if found := by_word(talk, said):
            return found
        if asked(talk).choices == (ON,):  # nothing is asked but to go on
            return ON.value if said.says else None
        return hear(talk, said) if hear else None

    def taken(talk: Talk, value: str) -> Moved:
        match value:
            case "later":
                return later(talk)
            case "human":
                return want_human(talk.after(rested(talk)))
            case "decline" if kind_of(talk) in DECLINABLE:
                return decline(talk)
            case _ if value == ON.value or not stands(talk):
                return done(talk)
            case _:
                return take(talk, value)

    return Step(
        question, asked, told, hear=heard, accepts=accepts, names=named, take=taken, aside=True
    )  # fmt: skip


def by_word(talk: Talk, said: Understood) -> str | None:
    """Later, a human, or no more of this, in words."""
    offered = [(c.value, "") for c in BY_WORD if c is not NO_MORE or kind_of(talk) in DECLINABLE]
    picked = answers.pick(said, "reading", offered, talk.bank, counted=False)
    return picked[0] if picked else None


def accepts(talk: Talk, value: str) -> bool:
    """What has a button, or only words."""
    return value in (LATER, HUMAN) or (value == DECLINE and kind_of(talk) in DECLINABLE)


def named(_talk: Talk, value: str) -> Choice | None:
    """What was typed, as it is shown."""
    return next((choice for choice in BY_WORD if choice.value == value), None)


def later(talk: Talk) -> Moved:
    """It stays, and nothing is lost."""
    state = put_off(talk.state, close(talk.state))
    told = t("Det går bra. Meddelandet finns kvar. Skriv: läs meddelandet.")
    return Moved(state, (Say(told),))
