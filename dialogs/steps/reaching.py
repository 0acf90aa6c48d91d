"""Where reminders go: a number or an address, and the code that shows whose it is."""

from dialogs.messages import Kept, label, t, tn
from dialogs.proof import EMAIL, SMS, Proved, typed
from dialogs.replies import Ask, Choice, Free, Replies, Say
from dialogs.state import KEPT, State
from dialogs.steps.contact import YES
from dialogs.steps.reminding import HERE, REACHED, going_to, stay_here
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.emails import email, meant
from dialogs.understanding.numbers import is_mobile
from dialogs.understanding.read import Understood

SKIP = "skip"
SKIPPED = Choice(SKIP, label("reaching", "Hoppa över"))
BY_EMAIL = Choice("by_email", label("reaching", "Ta e-post i stället"))
BY_SMS = Choice("by_sms", label("reaching", "Ta sms i stället"))


def _asked(talk: Talk) -> str:
    """By what the person wants to be reminded, as long as nothing goes there yet."""
    kind = talk.state.get("remind")
    if kind not in (SMS, EMAIL) or kind not in talk.world.reaches():
        return ""
    contact = talk.world.contact(kind)
    return "" if contact and contact.verified else kind


def _other(talk: Talk, way: Choice) -> tuple[Choice, ...]:
    kind = EMAIL if way is BY_EMAIL else SMS
    return (way,) if kind in talk.world.reaches() else ()


def _phone(talk: Talk) -> str:
    """The number that was given to be rung."""
    return talk.world.kept("phone") or ""


def ask_same(_talk: Talk) -> Ask:
    """Samma nummer som kommunen ringer?"""
    text = t("Ska vi skicka sms till {phone}?", phone=Kept("phone"))
    return Ask("same", text, (Choice("yes", YES), Choice("no", label("same", "Ett annat nummer"))))


def take_same(talk: Talk, value: str) -> Moved:
    """That number, or another."""
    state = talk.state.answer("same", value)
    if value != "yes":
        return Moved(state)
    talk.world.give_contact(SMS, _phone(talk))
    return _send(talk.after(state), SMS)


def tell_sms(talk: Talk) -> Replies:
    """Why not the number that we have."""
    if _phone(talk) and not is_mobile(_phone(talk)):
        return (Say(t("Kommunen ringer dig på ett fast nummer. Det kan inte ta emot sms.")),)
    return ()


def ask_sms(talk: Talk) -> Ask:
    """Vilket mobilnummer?"""
    text = t("Vilket mobilnummer ska vi skicka sms till? Skriv numret.")
    return Ask("sms", text, (*_other(talk, BY_EMAIL), SKIPPED), free=Free.PHONE)


def hear_sms(talk: Talk, said: Understood) -> Heard:
    """A number that can take a text message; of a landline it is said why not."""
    number = answers.phone(said.text, talk.bank)
    if number is None or is_mobile(number):
        return number
    landline = t("Det är ett fast nummer. Det kan inte ta emot sms. Vilket mobilnummer har du?")
    return Perhaps((*_other(talk, BY_EMAIL), SKIPPED), landline)


def ask_email(talk: Talk) -> Ask:
    """Vilken adress?"""
    text = t("Vilken e-postadress har du? Skriv den.")
    return Ask("email", text, (*_other(talk, BY_SMS), SKIPPED))


def hear_email(_talk: Talk, said: Understood) -> Heard:
    """An address that can be one."""
    return None if said.masked else email(said.text)


def take_address(talk: Talk, value: str) -> Moved:
    """Keep it, and send a code there; or another way."""
    if value == SKIP:
        return _stay(talk)
    kind = _asked(talk)
    if value in (BY_EMAIL.value, BY_SMS.value):
        other = EMAIL if value == BY_EMAIL.value else SMS
        return Moved(talk.state.without(*REACHED).answer("remind", other))
    talk.world.give_contact(kind, value)
    state = talk.state.answer(kind, KEPT)
    if kind == EMAIL and meant(value):
        return Moved(state)  # and that is asked first
    return _send(talk.after(state), kind)


def ask_meant(_talk: Talk) -> Ask:
    """Menar du …@gmail.com? Asked once."""
    text = t("Menar du {address}?", address=Kept("email.meant"))
    yes = Choice("yes", label("meant", "Ja, ändra till det"))
    return Ask("meant", text, (yes, Choice("no", label("meant", "Nej, den är rätt"))))


def take_meant(talk: Talk, value: str) -> Moved:
    """As it was meant, or as it was written."""
    if value not in ("yes", "no"):  # typed anew: no slip of the pen, but another address
        return take_address(talk, value)
    better = _slip(talk)
    if value == "yes" and better:
        talk.world.give_contact(EMAIL, better)
        return _send(talk, EMAIL)  # unanswered: one step back is to the address
    return _send(talk.after(talk.state.answer("meant", value)), EMAIL)


def tell_proof(talk: Talk) -> Replies:
    """Where a code went, so that a slip of the pen is seen."""
    told = t("Vi har skickat en kod till {address}. Den har 6 siffror. Den gäller i 15 minuter.",
             address=Kept(_asked(talk)))  # fmt: skip
    return (Say(told),)


def ask_proof(talk: Talk) -> Ask:
    """Vilken kod fick du?"""
    change = label("proof", "Ändra numret")
    if _asked(talk) == EMAIL:
        change = label("proof", "Ändra adressen")
    again = Choice("new", label("proof", "Skicka en ny kod"))
    return Ask("proof", t("Vilken kod fick du?"), (again, Choice("change", change), SKIPPED))


def hear_proof(_talk: Talk, said: Understood) -> Heard:
    """Six digits of any script, with blanks or hyphens between."""
    return typed(said.folded)


def take_proof(talk: Talk, value: str) -> Moved:
    """The right code, a wrong one, or something else."""
    kind = _asked(talk)
    if value == SKIP or not kind:
        return _stay(talk)
    if value == "change":
        return Moved(talk.state.without(*REACHED))
    if value == "new":
        return _send(talk, kind, again=True)
    got = talk.world.prove(kind, value)
    if isinstance(got, Proved):
        state = talk.state.answer("proof", KEPT)
        return Moved(state, (Say(t("Koden stämmer.")), *going_to(talk.after(state), kind)))
    if not got.left:
        return Moved(talk.state, (Say(t("Koden gäller inte längre. Du kan få en ny kod.")),))
    told = tn("Koden stämmer inte. Du kan försöka {n} gång till.",
              "Koden stämmer inte. Du kan försöka {n} gånger till.", got.left)  # fmt: skip
    return Moved(talk.state, (Say(told),))


def _send(talk: Talk, kind: str, *, again: bool = False) -> Moved:
    if talk.world.send_code(talk.here.key, kind):
        told = (Say(t("Vi har skickat en ny kod. Den gamla gäller inte längre.")),) if again else ()
        return Moved(talk.state, told)
    none = t("Vi kan inte skicka fler koder dit just nu. Du kan försöka igen senare.")
    moved = _stay(talk)
    return Moved(moved.state, (Say(none), *moved.replies))


def _stay(talk: Talk) -> Moved:
    """Nothing goes there. The reminders stand here, where the person said yes to them."""
    told = stay_here(talk)
    return Moved(_only_here(talk.state), told)


def _only_here(state: State) -> State:
    return state.without(*REACHED).answer("remind", HERE)


SAME = Step(
    "same",
    ask_same,
    matters=lambda talk: _asked(talk) == SMS and bool(_phone(talk)) and is_mobile(_phone(talk)),
    take=take_same,
)
SMS_TO = Step(
    SMS,
    ask_sms,
    tell_sms,
    matters=lambda talk: _asked(talk) == SMS and talk.state.get("same") != "yes",
    hear=hear_sms,
    take=take_address,
    typed=True,
    example=t("Numret blev inte rätt. Skriv alla siffror. Till exempel: {phone}.",
              phone="070-174 06 05"),
)  # fmt: skip
EMAIL_TO = Step(
    EMAIL,
    ask_email,
    matters=lambda talk: _asked(talk) == EMAIL,
    hear=hear_email,
    take=take_address,
    typed=True,
    sure=True,
    example=t("Adressen blev inte rätt. Den ska ha ett @. Till exempel: {address}.",
              address="anna@example.se"),
)  # fmt: skip
MEANT = Step(
    "meant",
    ask_meant,
    matters=lambda talk: _asked(talk) == EMAIL and bool(_slip(talk)),
    hear=hear_email,
    take=take_meant,
    typed=True,
    keeps=EMAIL,
    sure=True,
)
PROOF = Step(
    "proof",
    ask_proof,
    tell_proof,
    matters=lambda talk: bool(_asked(talk)) and talk.world.contact(_asked(talk)) is not None,
    hear=hear_proof,
    take=take_proof,
    typed=True,
    sure=True,
    example=t("Koden har 6 siffror. Till exempel: {code}.", code="123 456"),
)
REACHING = (SAME, SMS_TO, EMAIL_TO, MEANT, PROOF)


def _slip(talk: Talk) -> str | None:
    contact = talk.world.contact(EMAIL)
    return meant(contact.value) if contact else None
