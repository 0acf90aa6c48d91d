"""What works everywhere, typed or tapped: back, start over, language, help, a human, and more."""

from dialogs.messages import label, t
from dialogs.misses import helped
from dialogs.replies import Choice, Say
from dialogs.sources import source_told
from dialogs.state import State
from dialogs.steps import BY_QUESTION, onward
from dialogs.steps.after import book, move, show_list
from dialogs.steps.browsing import STRAIGHT, WAY
from dialogs.steps.confirming import stands
from dialogs.steps.contact import CALL_BOUND
from dialogs.steps.earlier import want_earlier
from dialogs.steps.human import OVER, want_human
from dialogs.steps.office import where_to_ask
from dialogs.steps.reminder import read_next
from dialogs.steps.reminding import ask_again, may_change, nowhere
from dialogs.steps.sharing import SHARE
from dialogs.talk import DONE, Moved, Step, Talk

BACK, RESTART, HELP, HUMAN, LANGUAGE = "back", "restart", "help", "human", "language"

SOURCE = Choice("source", label("fixed", "Var står det?"))
"""Beside an answer that has one."""

TAPPED = frozenset({BACK, RESTART, HELP, HUMAN, LANGUAGE, SHARE.value, SOURCE.value})
"""Commands that any question takes as a value."""

SPEAK = "speak="
"""With a language: the button that goes on in it."""

ALARM = "alarm="
"""With a safety tier: the button of somebody to whom it has happened."""

NAMES = frozenset(
    (*TAPPED, "my_data", "delete", "code", "stop_reminders", "start_reminders", "read",
     "show_all", "book", "move", "earlier", "cancel")
)  # fmt: skip
"""All commands, by their names in `locales/<lang>/phrases.toml`."""

STEP_BACK = Choice(BACK, label("fixed", "Tillbaka"))
TO_HUMAN = Choice(HUMAN, label("fixed", "Prata med en människa"))
FIXED = (
    STEP_BACK,
    TO_HUMAN,
    Choice(RESTART, label("fixed", "Börja om")),
    Choice(LANGUAGE, label("fixed", "Byt språk")),
)
"""The first two stand under every question, all of them after help."""


def obey(talk: Talk, opened: Step, command: str) -> Moved:
    """Do what was asked, from any state."""
    state = talk.state
    match command:
        case "back":
            return back(talk, opened)
        case "restart":
            return restart(talk)
        case "help":
            return help_with(talk, opened)
        case "human":
            return want_human(talk)
        case "language":
            return Moved(state.answer("aside", "language"))
        case SOURCE.value:
            return Moved(state, source_told(talk))
        case "my_data" | "delete" | "code" | SHARE.value:
            return Moved(state.answer("aside", command))
        case "stop_reminders":
            return stop_reminders(talk)
        case "start_reminders":
            return start_reminders(talk)
        case "read":
            return read_next(talk)
        case _:
            return _about_the_call(talk, command)


def _about_the_call(talk: Talk, command: str) -> Moved:
    here = talk.municipality
    state = talk.state.without("aside")
    if here is None:
        first = Say(t("Först behöver jag veta kommunen."))
        if command == "book":
            state = state.answer("call", "yes").answer(WAY, STRAIGHT)
        return Moved(state, (first,))
    if command == "show_all":
        return Moved(show_list(talk.after(state)))
    if not here.takes_wishes:
        told = t("Det går inte att boka samtal med {name} här.", name=here.name)
        return Moved(state, (Say(told), *where_to_ask(talk)))
    if talk.world.informs:
        return onward.hand_over(talk.after(state))
    match command:
        case "book":
            return book(talk.after(state))
        case "move":
            return move(talk.after(state))
        case "earlier":
            return want_earlier(talk) or _from_the_first(talk.after(state))
        case _:
            return Moved(state.answer("aside", "cancel"))


def _from_the_first(talk: Talk) -> Moved:
    """Nothing is booked: the times, with the earliest first."""
    moved = book(talk)
    return Moved(moved.state.without("time", "time.page"), moved.replies)


def back(talk: Talk, opened: Step) -> Moved:
    """One step back: the last answer is empty again, and what it did is undone."""
    state = talk.state
    if state.get("aside"):
        return Moved(state.without("aside"))
    booking = talk.world.booking() if opened.question in ("time", "confirm") else None
    if booking:
        talk.world.let_go()
        told = Say(t("Vi ändrar inte. Tiden finns kvar."))
        return Moved(stands(state, booking), (told,))
    state = state.without(opened.question, f"{opened.question}.page")
    given = [q for q in state.answers if q in BY_QUESTION]
    if not given:
        return Moved(talk.state, (Say(t("Det här är början.")),))
    last = BY_QUESTION[given[-1]]
    if last.final:
        fixed = t("Samtalet är bokat. Du kan ändra tiden eller avboka.")
        return Moved(talk.state, (Say(fixed),))
    last.undo(talk)
    if last.several:
        ticks = tuple(v for v in state.many(last.question) if v != DONE)
        return Moved(state.without(last.question, *last.clears).answer(last.question, ticks))
    return Moved(state.without(last.question, *last.clears))


def restart(talk: Talk) -> Moved:
    """From the first question; the language, and a booked call, stay."""
    if not talk.state.language:
        return Moved(talk.state)
    state = State(
        answers={"language": talk.language}, language=talk.language, unknown=talk.state.unknown
    )
    told = (Say(t("Vi börjar om från början.")),)
    talk.world.let_go()
    booking = talk.world.booking()
    if booking is None:
        if talk.world.wished():
            talk.world.wish(talk.here.key, None)
        return Moved(state, told)
    for question in ("municipality", "who", "representation", "call", *CALL_BOUND):
        if question in talk.state.answers:
            state = state.answer(question, talk.state.answers[question])
    return Moved(stands(state, booking), (*told, Say(t("Ditt samtal är kvar."))))


def help_with(talk: Talk, opened: Step) -> Moved:
    """How the open question is answered, and the words that always work."""
    words = t("Du kan alltid skriva: tillbaka, börja om, språk eller människa.")
    return Moved(talk.state, (*helped(opened, opened.ask(talk)), Say(words)))


def stop_reminders(talk: Talk) -> Moved:
    """No more reminders, nor word of earlier times; a booked call stays booked."""
    talk.world.remind(False)
    talk.world.wait(False)
    state = talk.state.without("aside")
    if "confirm" in state.answers:
        state = state.answer("remind", "no")
    told = t("Då påminner vi dig inte mer. Ett bokat samtal är kvar. "
             "Ändrar du dig? Skriv: påminn mig.")  # fmt: skip
    return Moved(state, (Say(told),))


def start_reminders(talk: Talk) -> Moved:
    """Reminders again, also of what was declined, and after what was taken for a loss."""
    if talk.world.informs:
        return _about_the_call(talk, "start_reminders")
    state = talk.state.without("aside")
    if talk.world.stopped() and not talk.world.resume():
        return Moved(state, (Say(OVER), *where_to_ask(talk)))
    talk.world.remind(True)
    if may_change(talk) and nowhere(talk):
        return Moved(ask_again(state))  # the no has let go of the number: by what is asked anew
    if "confirm" in state.answers:
        state = state.answer("remind", "yes")
    return Moved(state, (Say(t("Bra. Då påminner vi dig.")),))
