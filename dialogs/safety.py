"""Before all other logic: danger, help that has not come, violence or despair, and loss.

The numbers 112, 1177 and 114 14 are those that SOS Alarm gives (sosalarm.se). What is told is the
same in every state, and nothing else is done in that turn.
"""

from collections.abc import Mapping

from dialogs.messages import Message, t
from dialogs.replies import Replies, Say
from dialogs.steps.office import where_to_ask
from dialogs.talk import Moved, Talk
from dialogs.understanding.read import Understood
from dialogs.understanding.tiers import Tier


def alarmed(talk: Talk, tier: Tier, said: Understood | None = None) -> Moved:
    """What is said and done at once; `said` where it was typed, and not pressed."""
    match tier:
        case Tier.DANGER:
            return Moved(talk.state.answer("aside", "danger"), DANGER)
        case Tier.DESPAIR:
            return Moved(talk.state.answer("aside", "danger"), (*DESPAIR, *where_to_ask(talk)))
        case Tier.NO_SHOW:
            return no_show(talk)
        case _:
            return loss(talk, said)


DANGER: Replies = (
    Say(t("Är det fara för liv? Ring 112 nu. Jag kan inte ringa åt dig.")),
    Say(t("Har du ett trygghetslarm? Det är knappen du har på dig. Tryck på den.")),
    Say(t("Är du sjuk men det är inte bråttom? Ring 1177.")),
)

DESPAIR: Replies = (
    Say(t("Det låter svårt. Du ska inte vara ensam med det här.")),
    Say(t("Ring 112 om du är i fara nu. Ring 1177 om du vill prata med en sjuksköterska. "
          "Ring {police} om du vill nå polisen.", police="114 14")),
)  # fmt: skip


def no_show(talk: Talk) -> Moved:
    """Whom to ring: the one who helps today, then the municipality's out-of-hours number."""
    told = [
        Say(t("Har hjälpen inte kommit? Det ska inte vara så.")),
        Say(t("Ring den som i dag ger hjälpen. Är det fara för liv? Ring 112.")),
    ]
    here = talk.municipality
    if here is None:
        told.append(Say(t("Säg vilken kommun det är. Då kan jag visa ett nummer.")))
        return Moved(talk.state.answer("aside", "human"), tuple(told))
    state = talk.state.answer("aside", "danger")
    if here.out_of_hours_phone is None:
        return Moved(state, (*told, *where_to_ask(talk)))
    phone = here.out_of_hours_phone
    told.append(Say(t("Svarar ingen? Ring kommunens jour: {phone}.", phone=phone)))
    return Moved(state, tuple(told))


def loss(talk: Talk, said: Understood | None = None) -> Moved:
    """Kind words; all reminders stop, for everybody in the case; an officer is told."""
    here = talk.municipality
    state = talk.state.answer("aside", "sorrow")
    why = _which(talk, said) if said else ""
    told = [Say(LOSS.get(why, LOSS[""]))]
    if not talk.world.informs:
        told.append(Say(STOPS))
    if here and talk.chooses:
        talk.world.stop(here.key, why)
        told.append(Say(t("En handläggare på kommunen får veta det.")))
    return Moved(state, tuple(told))


def _which(talk: Talk, said: Understood) -> str:
    """What was told of, where it is one thing alone."""
    speech = talk.bank.speech(said.tongues)
    found = speech.choices["loss"].find(speech.words(said.folded))
    which = {one.meaning for one in found}
    return which.pop() if len(which) == 1 else ""


STOPS = t("Nu skickar jag inga fler påminnelser.")
LOSS: Mapping[str, Message] = {
    "died": t("Vi beklagar sorgen. Tack för att du berättar."),
    "hospital": t("Tack för att du berättar. Vi hoppas att det går bra."),
    "moved": t("Tack för att du berättar om flytten."),
    "": t("Tack för att du berättar. Det kan vara en svår tid."),
}
"""Kind words for each of the three, and for what may be any of them."""
