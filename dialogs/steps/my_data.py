"""Mina uppgifter: what is kept, told; and deleting it, asked once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from dialogs.messages import Arg, Kept, Message, Tongue, bare, label, t
from dialogs.proof import EMAIL, SMS
from dialogs.replies import Ask, Choice, Paper, Replies, Say
from dialogs.state import State
from dialogs.steps.after import MY_DATA
from dialogs.steps.browsing import wishes
from dialogs.steps.closing import ON, close
from dialogs.steps.reminding import HERE
from dialogs.talk import DONE, Moved, Step, Talk
from dialogs.terms import SERVICES
from dialogs.wished import wish_named
from dialogs.world import Reason

DROPPED = "contact_gone"
DROP = (
    (SMS, label("my_data", "Ta bort sms-numret")),
    (EMAIL, label("my_data", "Ta bort e-postadressen")),
)


def known_of(talk: Talk) -> tuple[Message, ...]:
    """What is kept about this person, line by line."""
    lines: list[Message] = [t("Språk: {language}.", language=Tongue(talk.language))]
    lines += names_told(talk)
    return (*lines, *chosen_told(talk))


def names_told(talk: Talk) -> list[Message]:
    """What is stored apart: names, year and number."""
    lines: list[Message] = []
    for field, told in (
        ("name", t("Namn: {name}.", name=Kept("name"))),
        ("birth_year", t("Född år: {year}.", year=Kept("birth_year"))),
        ("answerer", t("Den som svarar: {name}.", name=Kept("answerer"))),
        ("phone", t("Telefon: {phone}.", phone=Kept("phone"))),
    ):
        if talk.world.kept(field):
            lines.append(told)
    for kind, told in (
        (SMS, t("Sms går till {number}.", number=Kept("sms.part"))),
        (EMAIL, t("E-post går till {address}.", address=Kept("email.part"))),
    ):
        if _goes_to(talk, kind):
            lines.append(told)
    return lines


def _goes_to(talk: Talk, kind: str) -> bool:
    contact = talk.world.contact(kind)
    return contact is not None and contact.verified


YES_TOLD = {
    "decision": t("Kommunen har sagt ja till hjälp."),
    "apply": t("Du har sagt att du vill ansöka."),
    "interpreter": t("Du vill ha tolk."),
    "extra_time": t("Du vill ha längre tid."),
}


def chosen_told(talk: Talk) -> tuple[Message, ...]:
    """What has been chosen so far; no name and no number in it."""
    lines: list[Message] = []
    here = talk.municipality
    if here:
        lines.append(t("Kommun: {name}.", name=here.name))
        area = here.area(talk.state.get("area"))
        if area:
            lines.append(t("Område: {name}.", name=area.name))
        service = talk.state.get("service")
        if service in SERVICES:
            lines.append(t("Hjälp: {service}.", service=SERVICES[service]))
        wanted: tuple[Arg, ...] = tuple(wish_named(w, here) for w in wishes(talk))
        if wanted:
            lines.append(t("Viktigt för dig: {wishes}.", wishes=wanted))
        wished = here.provider(talk.world.wished() or "")
        if wished:
            lines.append(t("Önskan: {name}.", name=wished.name))
    for question, told in YES_TOLD.items():
        if talk.state.get(question) == "yes":
            lines.append(told)
    booking = talk.world.booking()
    if booking:
        lines.append(t("Bokat samtal: {time}.", time=booking.start))
    return tuple(lines)


def tell_my_data(steps: Sequence[Step], talk: Talk) -> Replies:
    """Everything kept; and as a page to save, with every answer to these steps."""
    kept = Say(t("Det här har vi sparat."), known_of(talk))
    answered = tuple(_answered(steps, talk))
    if not answered:
        return (kept,)
    paper = Paper(
        t("Här är en sida att spara. Där står också alla dina svar."),
        t("Det här har vi sparat om dig"),
        (
            Say(t("Sidan är från {day} {year}.", day=talk.today, year=talk.today.year)),
            kept,
            Say(t("Så här har du svarat:"), answered),
        ),
    )
    return (kept, paper)


def _answered(steps: Sequence[Step], talk: Talk) -> Iterator[Message]:
    """Question and answer; what is kept apart, and told above, has no name here."""
    for step in steps if talk.municipality else ():  # nearly all are asked of some municipality
        for value in talk.state.many(step.question) if step.filled(talk) else ():
            named = step.named(talk, value)
            if named and value != DONE:
                asked = step.ask(talk).text
                yield bare("{question} – {answer}", question=asked, answer=named.label)


def ask_my_data(talk: Talk) -> Ask:
    """Delete all or a part of it, or go on."""
    parts = tuple(Choice(f"drop={kind}", said) for kind, said in DROP if _goes_to(talk, kind))
    return Ask(
        MY_DATA,
        t("Vill du radera dina uppgifter eller fortsätta?"),
        (*parts, Choice("delete", label("my_data", "Radera mina uppgifter")), ON),
    )


def take_my_data(talk: Talk, value: str) -> Moved:
    """On, or to the question before deleting."""
    if value == "delete":
        return Moved(talk.state.answer("aside", "delete"))
    kind = value.removeprefix("drop=")
    if kind in (SMS, EMAIL) and _goes_to(talk, kind):
        talk.world.stop_contact(kind)
        state = talk.state.answer("aside", DROPPED).answer(f"{DROPPED}.kind", kind)
        return Moved(state.answer("remind", HERE) if state.get("remind") == kind else state)
    return Moved(close(talk.state))


def ask_gone(talk: Talk) -> Ask:
    """It is gone in the night; until then it can be had back."""
    kind = talk.state.get(f"{DROPPED}.kind")
    text = t("Nu skickar vi inga fler sms. Vi tar bort numret i natt. Vill du ångra dig?")
    if kind == EMAIL:
        text = t("Nu skickar vi ingen mer e-post. Vi tar bort adressen i natt. "
                 "Vill du ångra dig?")  # fmt: skip
    return Ask(DROPPED, text, (Choice(f"undo={kind}", label("contact_gone", "Ja, ångra")), ON))


def take_gone(talk: Talk, value: str) -> Moved:
    """Had back, or not."""
    kind = value.removeprefix("undo=")
    state = close(talk.state).without(f"{DROPPED}.kind")
    if kind not in (SMS, EMAIL):
        return Moved(state)
    asked_for = state.get("remind") == HERE
    if not talk.world.keep_contact(kind):  # the night has been: where to is asked anew
        return Moved(state.without("remind") if asked_for else state)
    if asked_for:
        state = state.answer("remind", kind)
    return Moved(state, (Say(t("Bra. Vi tar inte bort det. Vi skickar dit som förut.")),))


def ask_delete(talk: Talk) -> Ask:
    """Asked once, and what goes with it is said."""
    text = t("Vill du radera allt om dig?")
    if talk.world.booking():
        # It may be another's: in a case of several only one's own call is cancelled.
        text = t("Har du bokat ett samtal? Då avbokar vi det. Vill du radera allt om dig?")
    return Ask(
        "delete",
        text,
        (
            Choice("yes", label("delete", "Ja, radera")),
            Choice("no", label("delete", "Nej, behåll"), forward=True),
        ),
    )


REMAINS: Mapping[str, Message] = {
    Reason.APPLY: t("Vi sparar dagen då någon ville ansöka. Det måste kommunen göra."),
    "case": t("Valet finns kvar. En handläggare på kommunen arbetar med det. "
              "Det får vi inte ta bort."),
    "others": t("Fler är med här. Det som gäller dem finns kvar. Du är inte med längre."),
}  # fmt: skip
"""What may not be removed, by kind of record, and why."""


WANTED = t("Vi får inte radera det nu. Någon har bett kommunen att få läsa det. "
           "Be om det igen om en vecka.")  # fmt: skip


def take_delete(talk: Talk, value: str) -> Moved:
    """All that may go is gone at once; what remains is named."""
    if value != "yes":
        return Moved(close(talk.state), (Say(t("Dina uppgifter finns kvar.")),))
    left = talk.world.forget()
    if left.wanted:
        return Moved(close(talk.state), (Say(WANTED),))
    remains = tuple(Say(REMAINS[kind]) for kind in left.remains if kind in REMAINS)
    state = State(language=talk.state.language, answers={"language": talk.language})
    return Moved(state, (Say(t("Nu är dina uppgifter raderade.")), *remains))


def mine(steps: Sequence[Step]) -> Step:
    """Mina uppgifter, with the answers to these steps."""
    tell = partial(tell_my_data, steps)
    return Step(MY_DATA, ask_my_data, tell, take=take_my_data, aside=True)


GONE = Step(DROPPED, ask_gone, take=take_gone, aside=True)
DELETE = Step("delete", ask_delete, take=take_delete, aside=True)
