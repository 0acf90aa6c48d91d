"""Dela listan: a code by which somebody else sees the same list, and nothing of whose it is."""

from dialogs.messages import Kept, label, t
from dialogs.replies import Choice, Say
from dialogs.state import Value
from dialogs.steps.browsing import in_one_area, services
from dialogs.talk import Moved, Talk

SHARE = Choice("share", label("share", "Dela listan"))

LEADS = (
    "service", "area", "required", "needs", "focus", "near", "staff_language", "competence", "form",
)  # fmt: skip
"""The questions, beside the municipality, whose answers make the list what it is."""


def has_list(talk: Talk) -> bool:
    """Whether so much has been answered that there is a list."""
    here = talk.municipality
    if here is None or not here.providers:
        return False
    if len(services(talk)) > 1 and not talk.state.get("service"):
        return False
    return not (here.areas and in_one_area(talk)) or here.area(talk.state.get("area")) is not None


def share(talk: Talk) -> Moved:
    """Give a code, and words that can be passed on with it.

    It is stored apart, and pointed at here: the log of what was said must lead nobody to a list.
    """
    if not has_list(talk):
        return Moved(talk.state, (Say(t("Du har ingen lista att dela än.")),))
    answers: dict[str, Value] = {"municipality": talk.here.key}
    answers |= {q: talk.state.answers[q] for q in LEADS if q in talk.state.answers}
    talk.world.share(talk.here.key, answers)
    told = (
        Say(t("Ge koden till den som ska se samma lista. Hen ser vad du söker. "
              "Hen ser inte vem du är. Koden gäller i 7 dagar.")),
        Say(t("Öppna chatten om kundval. Skriv koden där: {code}.", code=Kept("code"))),
    )  # fmt: skip
    return Moved(talk.state, told)
