"""How to reach the municipality: its number, its hours, and when someone answers next."""

from care.municipality import Role
from care.office_hours import next_open, promised
from dialogs.messages import Message, t
from dialogs.replies import Replies, Say
from dialogs.talk import Talk
from dialogs.world import Reason


def where_to_ask(talk: Talk) -> Replies:
    """The officers' phone where it is known, else the municipality's own page."""
    here = talk.municipality
    if here is None or (here.phone is None and here.website is None):
        return (Say(t("Ring din kommun. Fråga efter handläggare för hemtjänst.")),)
    if here.phone is None:
        told = t("Jag har inget nummer till {name}. Det finns på {website}. "
                 "Fråga efter handläggare för hemtjänst.",
                 name=here.name, website=here.website or "")  # fmt: skip
        return (Say(told), *numbers_told(talk, Role.ADVICE))
    ring = Say(t("Ring {name}: {phone}.", name=here.name, phone=here.phone))
    advice = numbers_told(talk, Role.ADVICE, but=here.phone)
    known = (ring, Say(answered(talk)), *advice)
    opens = next_open(here, talk.now, talk.world.closed)
    if opens is None or opens <= talk.now or here.out_of_hours_phone is None:
        return known
    urgent = t("Är det bråttom? Ring kommunens jour: {phone}.", phone=here.out_of_hours_phone)
    return (*known, Say(urgent))


def numbers_told(talk: Talk, role: Role, but: str = "") -> Replies:
    """The municipality's numbers for one thing, where it has any `but` one already told."""
    contacts = talk.municipality.contacts if talk.municipality else ()
    return tuple(
        Say(t("Ring {name}: {phone}.", name=contact.name, phone=contact.phone))
        for contact in contacts
        if contact.role is role and contact.phone != but
    )


def answered(talk: Talk) -> Message:
    """Whether someone answers now, or the day and time when they do."""
    opens = next_open(talk.here, talk.now, talk.world.closed)
    if opens is None:
        return t("Jag vet inte när de svarar.")
    if opens <= talk.now:
        return t("De svarar nu.")
    return t("De svarar igen {time}.", time=opens)


def rings_told(talk: Talk) -> Replies:
    """Give the officers a task, and say by when someone rings: without a number, by when one could.

    Where the officers' hours are not known nothing is promised.
    """
    rings = talk.world.ask_human(talk.here.key, Reason.HUMAN)
    if rings:
        return (Say(t("Vi ringer dig senast {time}.", time=rings)),)
    could = promised(talk.here, talk.now, talk.world.closed)
    if could is None or talk.world.kept("phone"):
        return (Say(t("Kommunen vet nu att du vill prata med någon.")),)
    return (Say(t("Vi kan ringa dig senast {time}. Då behöver vi ditt nummer.", time=could)),)


def complaint_told(talk: Talk) -> Replies:
    """Whom to tell what is wrong: the provider, the municipality, IVO, whom anyone may inform."""
    return (
        Say(t("Är du inte nöjd? Prata först med chefen hos dem som hjälper dig. "
              "Sedan kan du säga det till kommunen.")),
        *numbers_told(talk, Role.COMPLAINTS),
        *where_to_ask(talk),
        Say(t("Du kan också berätta för en myndighet som heter IVO. "
              "Den granskar vård och omsorg. Ring {phone}.", phone="010-788 50 00")),
    )  # fmt: skip
