"""The first questions: language, whether the choice was known, and which municipality."""

from dialogs.messages import bare, label, t
from dialogs.replies import Ask, Choice, Free, Replies, Reply, Say
from dialogs.steps.browsing import STRAIGHT, WAY, resting
from dialogs.steps.office import rings_told
from dialogs.steps.support import LISTED
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk, paged
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

PLACE_BOUND = (
    "decision", "apply", "service", "area", "required", "needs", "focus", "near",
    "staff_language", "competence", "form", *LISTED,
)  # fmt: skip

MACHINE = t(
    "Du pratar med en dator. Jag hjälper dig att välja vem som ger hjälp hemma. "
    "Jag visar alla på samma sätt. Skriv inte personnummer här."
)
MAY_CHOOSE = t("Du får välja vem som hjälper dig")
SAID_YES = t("Har kommunen sagt ja till hjälp? Då väljer du vem som ska ge den.")
DRAFT = t("En översättare har inte läst den här texten än. Något ord kan bli fel.")
NOW_IN = t("Nu skriver jag på svenska.")
ABOUT_ITSELF = (Say(DRAFT), Say(NOW_IN))
"""What a translation says of itself, and is true in it alone."""
ONLY_READ = t("Här kan du bara läsa. På webbsidan kan du välja och boka.")
WELCOMED = "welcomed"
"""In the state, where the welcome was said before its own question is put."""


def ask_language(talk: Talk) -> Ask:
    """Only the languages' own names, the reader's likely one first."""
    names = talk.wording.names
    order = [g for g in talk.guesses if g in names]
    order += [code for code in names if code not in order]
    choices = tuple(Choice(code, names[code], lang=code) for code in order)
    return Ask("language", bare("Språk · Kieli · اللغة · Language"), choices)


def hear_language(talk: Talk, said: Understood) -> Heard:
    """A language's name, in that language or in another."""
    return said.language if said.language in talk.wording.names else None


def take_language(talk: Talk, value: str) -> Moved:
    """Speak this language from now on."""
    first = not talk.state.language
    state = talk.state.answer("language", value)
    if state.get("aside") == "language":
        state = state.without("aside")
    state = state.without(WELCOMED).speaking(value)
    notes: Replies = ()
    if value in talk.wording.drafts:
        notes = (Say(DRAFT),)
    return Moved(state, notes if first else (Say(NOW_IN), *notes))


def tell_welcome(talk: Talk) -> Replies:
    """Whose chat this is, that it is a machine, and what it can do; once to everybody."""
    if talk.state.get(WELCOMED):
        return ()
    served = talk.world.municipalities()
    if len(served) == 1:
        hello = t("Hej! Det här är en chatt från {municipality}.", municipality=served[0].name)
    else:
        hello = t("Hej! Det här är Kundvalsguiden.")
    elsewhere = talk.world.informs and any(here.takes_wishes for here in served)
    return (Say(hello), Say(MACHINE), *((Say(ONLY_READ),) if elsewhere else ()))


def ask_knew(_talk: Talk) -> Ask:
    """Visste du att du får välja? Fewer than half did when Stockholm asked (2004)."""
    choices = (Choice("yes", label("knew", "Ja")), Choice("no", label("knew", "Nej")))
    return Ask("knew", t("Visste du att du får välja?"), choices)


def every_municipality(talk: Talk) -> tuple[Choice, ...]:
    """All that this house serves."""
    return tuple(
        Choice(m.key, label("municipality", "{name} (exempel)", name=m.name))
        if m.example
        else Choice(m.key, m.name)
        for m in talk.world.municipalities()
    )


def ask_municipality(talk: Talk) -> Ask:
    """Where the one who gets help lives: it decides the rules and who may be chosen."""
    more = label("municipality", "Fler kommuner")
    return Ask(
        "municipality",
        t("I vilken kommun bor den som ska få hjälp?"),
        paged(every_municipality(talk), talk.page("municipality"), more),
        free=Free.PLACE,
    )


def hear_municipality(talk: Talk, said: Understood) -> Heard:
    """A municipality's name, typed with or without "kommun"."""
    match answers.named(said, [(m.key, m.name) for m in talk.world.municipalities()]):
        case answers.Sure(key):
            return key
        case answers.Perhaps(keys):
            return Perhaps(tuple(c for c in every_municipality(talk) if c.value in keys))
        case _:
            return None


def take_municipality(talk: Talk, value: str) -> Moved:
    """Tell what kind of facts there are here."""
    state = talk.state.answer("municipality", value)
    here = talk.world.municipality(value)
    if here is None:
        return Moved(talk.state)
    told: list[Reply] = []
    if here.example:
        told.append(Say(t("{name} är ett exempel. Den finns inte på riktigt. "
                          "Du kan prova allt här.", name=here.name)))  # fmt: skip
    if here.providers and not here.takes_wishes:
        told.append(Say(t("Jag vet inte vem du får välja i {name}. Jag kan visa vad andra "
                          "har svarat om hjälpen. Fråga kommunen vem du får välja.",
                          name=here.name)))  # fmt: skip
    if talk.state.get("aside") == "human" and talk.after(state).chooses:
        told += rings_told(talk.after(state))
    return Moved(state, tuple(told))


LANGUAGE = Step(
    "language",
    ask_language,
    take=take_language,
    hear=hear_language,
    accepts=lambda talk, value: value in talk.wording.names,
)
KNEW = Step("knew", ask_knew, tell_welcome, matters=lambda talk: talk.state.get(WAY) != STRAIGHT)
MUNICIPALITY = Step(
    "municipality",
    ask_municipality,
    every=every_municipality,
    matters=lambda talk: len(talk.world.municipalities()) > 1 and not resting(talk),
    take=take_municipality,
    hear=hear_municipality,
    accepts=lambda talk, value: talk.world.municipality(value) is not None,
    clears=PLACE_BOUND,
    example=t("Skriv namnet på kommunen. Finns den inte här? Då kan jag inte hjälpa till än. "
              "Ring kommunen."),
)  # fmt: skip
