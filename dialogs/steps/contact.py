"""The call: whether, who answers, which number, and what help is needed to talk."""

from collections.abc import Callable
from dataclasses import replace

from care.times import SWEDISH, Call, takes
from dialogs.messages import Tongue, label, t
from dialogs.replies import Ask, Choice, Free, Replies, Say
from dialogs.state import KEPT
from dialogs.steps.closing import close
from dialogs.steps.office import rings_told, where_to_ask
from dialogs.talk import Heard, Moved, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

SPEAKS = "speaks"
"""That the call is in the person's own language, without an interpreter."""

CALL_BOUND = ("name", "birth_year", "answers", "answerer", "phone", "interpreter", "extra_time",
              "time", "time.page", "confirm", "remind")  # fmt: skip


def books(talk: Talk) -> bool:
    """Whether this person is on the way to a call."""
    return talk.chooses and talk.state.get("call") == "yes"


YES = label("yes_no", "Ja")
NO = label("yes_no", "Nej")


def tell_call(_talk: Talk) -> Replies:
    """Who rings, for how long, and that it costs nothing."""
    return (
        Say(t("En handläggare arbetar på kommunen. Hen kan ringa dig. Ni pratar i 20 minuter "
              "eller längre. Det kostar inget.")),
    )  # fmt: skip


def ask_call(_talk: Talk) -> Ask:
    """Boka ett samtal: the officer confirms the choice, or takes the application."""
    return Ask(
        "call",
        t("Vill du boka ett samtal?"),
        (
            Choice("yes", label("call", "Ja, boka ett samtal"), forward=True),
            Choice("no", label("call", "Inte nu")),
        ),
    )


def ask_name(talk: Talk) -> Ask:
    """The name of the person who gets help: the officer asks for it on the phone."""
    own = t("Vad heter du? Skriv ditt namn.")
    other = t("Vad heter den som ska få hjälpen? Skriv namnet.")
    return Ask("name", talk.word(own, other), free=Free.NAME)


def ask_birth_year(talk: Talk) -> Ask:
    """A year is enough; never the personnummer."""
    own = t("Vilket år är du född? Skriv bara året.")
    other = t("Vilket år är personen född? Skriv bara året.")
    return Ask("birth_year", talk.word(own, other), free=Free.YEAR)


def ask_answers(_talk: Talk) -> Ask:
    """Who takes the call: it must be the right person (OSL 26:1)."""
    return Ask(
        "answers",
        t("Vem svarar när kommunen ringer?"),
        (
            Choice("self", label("answers", "Jag svarar")),
            Choice("other", label("answers", "Någon annan svarar")),
        ),
    )


def ask_answerer(_talk: Talk) -> Ask:
    """The name of the one who answers."""
    return Ask("answerer", t("Vad heter den som svarar?"), free=Free.NAME)


def ask_phone(_talk: Talk) -> Ask:
    """The number to ring."""
    return Ask("phone", t("Vilket nummer ska kommunen ringa? Skriv numret."), free=Free.PHONE)


def ask_interpreter(talk: Talk) -> Ask:
    """The authority arranges and pays for the interpreter when it is needed (FL 13 §).

    Better than an interpreter is an officer who speaks the language, where one has a time.
    """
    own = label("interpreter", "Jag vill tala {language}", language=Tongue(talk.language))
    speaks = (Choice(SPEAKS, own),) if _has_time(talk) else ()
    return Ask(
        "interpreter",
        t("Vill du ha tolk? En tolk översätter det ni säger. Det kostar inget."),
        (Choice("yes", YES), Choice("no", NO), *speaks),
    )


def _call(talk: Talk) -> Call:
    return Call(area=talk.state.get("area"), language=talk.language)


def _spoken(talk: Talk) -> bool:
    """Whether an officer here speaks the person's language, and it is not Swedish."""
    call = _call(talk)
    return call.language != SWEDISH and any(takes(officer, call) for officer in talk.here.officers)


def _has_time(talk: Talk) -> bool:
    if not _spoken(talk):
        return False
    return bool(talk.world.free_times(talk.here.key, _call(talk), after=None, count=1))


def accepts_interpreter(talk: Talk, value: str) -> bool:
    """To speak one's own language counts for as long as someone speaks it, or has been booked."""
    if value != SPEAKS:
        return value in ("yes", "no")
    return talk.state.get("confirm") == "yes" or _spoken(talk)


def ask_extra_time(_talk: Talk) -> Ask:
    """More minutes for the one who wants to talk slowly."""
    return Ask(
        "extra_time",
        t("Vill du ha längre tid? Då kan ni prata i lugn och ro."),
        (Choice("yes", YES), Choice("no", NO)),
    )


def keeping(field: str) -> Callable[[Talk, str], Moved]:
    """Take an answer by keeping it apart from the others, encrypted."""

    def take(talk: Talk, value: str) -> Moved:
        talk.world.keep(talk.here.key, field, value)
        return Moved(talk.state.answer(field, KEPT))

    return take


def hear_name(talk: Talk, said: Understood) -> Heard:
    """A name, with or without "jag heter"."""
    return answers.name(said, talk.bank)


def hear_birth_year(talk: Talk, said: Understood) -> Heard:
    """A year, in two or four digits."""
    year = answers.year(said, talk.now, talk.bank)
    return None if year is None else str(year)


def hear_phone(talk: Talk, said: Understood) -> Heard:
    """A phone number that can be rung."""
    return answers.phone(said.text, talk.bank)


def take_phone(talk: Talk, value: str) -> Moved:
    """Keep the number; who left it to be rung by a human is told by when."""
    if talk.state.get("aside") != "phone":
        return keeping("phone")(talk, value)
    talk.world.keep(talk.here.key, "phone", value)
    state = close(talk.state)
    # First of the answers, so that to go back does not lead to a question that was never in turn.
    state = replace(state, answers={"phone": KEPT, **state.answers})
    return Moved(state, rings_told(talk))


def take_call(talk: Talk, value: str) -> Moved:
    """Without a number nobody can ring: that is said, and the number to ring oneself."""
    state = talk.state.answer("call", value)
    if value != "yes":
        talk.world.let_go()
    if value == "yes" or talk.world.kept("phone"):
        return Moved(state)
    told = Say(t("Kommunen har inget nummer till dig. Då kan kommunen inte ringa."))
    return Moved(state, (told, *where_to_ask(talk)))


CALL = Step(
    "call",
    ask_call,
    tell_call,
    matters=lambda talk: talk.chooses,
    take=take_call,
    clears=CALL_BOUND,
)
NAME = Step(
    "name", ask_name, matters=books, take=keeping("name"), hear=hear_name, typed=True,
    example=t("Skriv bara namnet. Till exempel: Karin Berg."),
)  # fmt: skip
BIRTH_YEAR = Step(
    "birth_year", ask_birth_year, matters=books, take=keeping("birth_year"), hear=hear_birth_year,
    typed=True, example=t("Skriv 4 siffror. Till exempel: 1941."),
)  # fmt: skip
ANSWERS = Step("answers", ask_answers, matters=books, clears=("answerer",))
ANSWERER = Step(
    "answerer",
    ask_answerer,
    matters=lambda talk: books(talk) and talk.state.get("answers") == "other",
    take=keeping("answerer"),
    hear=hear_name,
    typed=True,
    example=t("Skriv bara namnet. Till exempel: Karin Berg."),
)
PHONE = Step(
    "phone", ask_phone, matters=books, take=take_phone, hear=hear_phone, typed=True,
    example=t("Numret blev inte rätt. Skriv alla siffror. Till exempel: {phone}.",
              phone="070-174 06 05"),
)  # fmt: skip
INTERPRETER = Step(
    "interpreter",
    ask_interpreter,
    matters=books,
    accepts=accepts_interpreter,
    clears=("time", "confirm"),
)
EXTRA_TIME = Step("extra_time", ask_extra_time, matters=books, clears=("time", "confirm"))
