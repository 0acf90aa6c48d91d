"""A code that was given to this person: to a list, into a case, or to go on here."""

from care.people import Part, Role, answers
from dialogs import codes
from dialogs.messages import label, t, tn
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.state import KEPT, State, Value
from dialogs.steps.after import show_list
from dialogs.steps.browsing import STRAIGHT, WAY
from dialogs.steps.closing import ON, close
from dialogs.steps.human import want_human
from dialogs.steps.my_data import chosen_told
from dialogs.steps.office import where_to_ask
from dialogs.steps.opening import PLACE_BOUND
from dialogs.steps.provider import unwish
from dialogs.steps.sharing import LEADS, where_it_is
from dialogs.talk import Moved, Step, Talk
from dialogs.understanding.read import Understood
from dialogs.world import WRONG_CODE, Carried, Elsewhere, Joined, Movable, NoSuchCode, Shared

QUESTION = "code"
MOVE = "move_here"


def ask_code(_talk: Talk) -> Ask:
    """Vilken kod har du fått?"""
    text = t("Har du fått en kod? Den har 6 tecken. Skriv den här.")
    return Ask(QUESTION, text, (ON,))


def take_code(talk: Talk, _value: str) -> Moved:
    """On without one."""
    return Moved(close(talk.state))


def typed(step: Step, said: Understood) -> str | None:
    """The code that was typed, alone or after "jag har en kod"."""
    asked = step.question == QUESTION
    known = said.command or said.says or said.intent or said.language
    if code := codes.typed(said.folded, asked=asked and not known):
        return code
    if said.command != QUESTION and not asked:
        return None
    words = said.folded.split()
    last = (" ".join(words[-n:]) for n in (1, 2))
    return next((code for text in last if (code := codes.typed(text, asked=False))), None)


def join(talk: Talk, code: str) -> tuple[Moved, str]:
    """Where a code leads, and what the log calls it."""
    talk = talk.after(close(talk.state)) if talk.state.get("aside") == QUESTION else talk
    if talk.world.informs:
        told = t("Här kan du bara läsa. Skriv koden på vår webbsida.")
        return Moved(talk.state, (Say(told), *where_it_is(talk))), "code:here"
    match talk.world.join(code):
        case Movable(known):
            return Moved(talk.state.answer("aside", MOVE).answer(MOVE, known)), "code:move"
        case Shared(given):
            return _list(talk, given), "code:list"
        case Joined(part, municipality):
            return _joined(talk, part, municipality), "code:case"
        case Elsewhere():
            return Moved(talk.state, (ELSEWHERE, *where_to_ask(talk))), "code:elsewhere"
        case NoSuchCode(left):
            return _wrong(talk, left), WRONG_CODE


def tell_move(talk: Talk) -> Replies:
    """That what was answered here is lost, where there is such."""
    if set(talk.state.answers) <= {"language", "aside", MOVE}:
        return ()
    return (Say(t("Dina svar här försvinner om du flyttar chatten hit.")),)


def ask_move(_talk: Talk) -> Ask:
    """Asked once, here too: whoever mistypes must not lose what is here."""
    return Ask(
        MOVE,
        t("Koden stämmer. Vill du fortsätta din chatt här?"),
        (
            Choice("yes", label("move_here", "Ja, fortsätt här")),
            Choice("no", label("move_here", "Nej")),
        ),
    )


def take_move(talk: Talk, value: str) -> Moved:
    """Go on here from where it stood, or let it be."""
    here = close(talk.state).without(MOVE)
    if value != "yes":
        return Moved(here)
    match talk.world.take_over(talk.state.get(MOVE)):
        case Carried(state, municipality):
            there = State.restore(state).without(MOVE)
            if municipality and len(talk.world.municipalities()) > 1:
                there = there.answer("municipality", municipality)
            there = close(there) if there.get("aside") == MOVE else there  # one's own code
            chosen = chosen_told(talk.after(there))
            return Moved(there, (Say(t("Nu fortsätter vi här."), chosen),))
        case Elsewhere():
            return Moved(here, (ELSEWHERE, *where_to_ask(talk)))
        case _:
            return Moved(here, (Say(t("Koden gäller inte längre. Ta en ny kod.")),))


def _wrong(talk: Talk, left: int) -> Moved:
    if left:
        told = tn(
            "Koden stämmer inte. Den kan vara gammal. Du kan prova {n} gång till i dag.",
            "Koden stämmer inte. Den kan vara gammal. Du kan prova {n} gånger till i dag.",
            left,
        )
        return Moved(talk.state.answer("aside", QUESTION), (Say(told),))
    kind = t("Det går inte att prova fler koder i dag. Fråga den som gav dig koden. "
             "Du kan också prata med en människa.")  # fmt: skip
    human = want_human(talk)
    return Moved(human.state, (Say(kind), *human.replies))


def _list(talk: Talk, given: dict[str, Value]) -> Moved:
    """The answers that lead to the list; who gets the help is this person's own to say."""
    there = str(given["municipality"])
    moves = talk.municipality is not None and talk.municipality.key != there
    if moves and talk.world.booking():
        told = t("Listan är från en annan kommun. Du har ett bokat samtal här. "
                 "Avboka det först.")  # fmt: skip
        return Moved(talk.state, (Say(told),))
    if moves:
        unwish(talk)
    keep = () if moves else ("decision", "apply")
    state = show_list(talk).without(*(q for q in PLACE_BOUND if q not in keep))
    # Not asked on the way to a list that somebody else has asked for.
    spared = {"knew": "shared", "decision": "dont_know", "about1": "skip"}
    for question, value in {**spared, "municipality": there}.items():
        if question not in state.answers or question == "municipality":
            state = state.answer(question, value)
    for question in LEADS:
        if question in given:
            state = state.answer(question, given[question])
    same = t("Koden stämmer. Du får samma lista som den som gav dig koden. "
             "Ordningen är slumpad, som när man drar lott. "
             "Den kan vara en annan för dig.")  # fmt: skip
    return Moved(state, (Say(same),))


def _joined(talk: Talk, part: Part, municipality: str) -> Moved:
    """A part in a case: what was answered before was about a case that is left behind."""
    state = State(answers={"language": talk.language}, language=talk.language)
    who, representation = answers(part)
    for question, value in (
        ("municipality", municipality), ("who", who), ("representation", representation),
        ("call", "no"), (WAY, STRAIGHT),
    ):  # fmt: skip
        if value:
            state = state.answer(question, value)
    for field in ("name", "birth_year"):
        if talk.world.kept(field):
            state = state.answer(field, KEPT)
    return Moved(state, told_of(part))


def told_of(part: Part) -> Replies:
    """What one who takes part may see, and what must come first."""
    if not part.may_know:
        first = t("Koden stämmer. Du är med nu. En handläggare på kommunen vill först se ditt "
                  "papper. Sedan kan du se samtalet och önskan.")  # fmt: skip
        return (Say(first),)
    seen = t("Koden stämmer. Du är med nu. Nu kan du se bokade samtal. "
             "Du kan också se vem som är önskad.")  # fmt: skip
    if part.role is not Role.RELATIVE:
        return (Say(seen),)
    consent = t("Den som får hjälpen har sagt ja till det. Hen kan ändra sig.")
    return (Say(seen), Say(consent))


ELSEWHERE = Say(
    t("Du är redan med i något annat här. Då kan jag inte använda koden. Kommunen hjälper dig.")
)
MOVE_HERE = Step(MOVE, ask_move, tell_move, take=take_move, aside=True)
CODE = Step(
    QUESTION,
    ask_code,
    take=take_code,
    aside=True,
    example=t("En kod har 6 tecken, bokstäver och siffror. Till exempel: {code}.",
              code="K4M 7PX"),
)  # fmt: skip
