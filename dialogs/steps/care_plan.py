"""The plan (*genomförandeplan*) that the person and the provider write together.

That it is made within a month is what Botkyrka's guideline of 2025-06-16 says; elsewhere it is only
what usually happens, and is told so.
"""

from dialogs.messages import Message, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.contact import NO, YES
from dialogs.steps.news import named
from dialogs.steps.reading import ASK_HUMAN, reading
from dialogs.steps.unread import done
from dialogs.talk import Moved, Talk


def tell_care_plan(talk: Talk) -> Replies:
    """What it is, and who writes it."""
    own = t("Du ska få en genomförandeplan. Där står vad du får hjälp med, när och hur. "
            "Du skriver den med dem som hjälper dig.")  # fmt: skip
    other = t("Den som får hjälp ska få en genomförandeplan. Där står vilken hjälp det är, "
              "när och hur. Personen skriver den med dem som hjälper till.")  # fmt: skip
    return (Say(talk.word(own, other)), Say(t("Den är ofta klar inom en månad.")))


def ask_care_plan(talk: Talk) -> Ask:
    """Har du fått planen?"""
    text = talk.word(t("Har du fått planen?"), t("Finns planen nu?"))
    return Ask("care_plan", text, (Choice("yes", YES), Choice("no", NO), ASK_HUMAN))


def take_care_plan(talk: Talk, value: str) -> Moved:
    """Where it is missing: whom to ask for it."""
    if value == "yes":
        return done(talk, Say(t("Bra. Blir det annorlunda sedan? Då ändrar ni planen.")))
    return done(talk, Say(_whom_to_ask(talk)))


def _whom_to_ask(talk: Talk) -> Message:
    standing = talk.world.standing()
    provider = talk.here.provider((standing.provider if standing else None) or "")
    if provider and provider.phone:
        return t("Be {provider} om den. Numret är {phone}. Ni bestämmer en tid tillsammans.",
                 provider=provider.name, phone=provider.phone)  # fmt: skip
    return t("Be {provider} om den. Ni bestämmer en tid tillsammans.",
             provider=named(talk, provider.key if provider else None))  # fmt: skip


CARE_PLAN = reading("care_plan", ask_care_plan, tell_care_plan, take_care_plan)
