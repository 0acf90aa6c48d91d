"""Varför är den med? One sentence, the same for everyone in the same place."""

from care.matching import Asked, Fit
from care.municipality import Municipality
from care.providers import Availability
from dialogs.messages import Arg, Message, t
from dialogs.wished import wish_named


def why_told(here: Municipality, fit: Fit, asked: Asked) -> Message:
    """Why a provider stands where it stands in the list."""
    name = fit.provider.name
    match fit.availability:
        case Availability.UNKNOWN:
            return t("{name} är med: de finns här, men vi vet inte om du kan välja dem.",
                     name=name)  # fmt: skip
        case Availability.FULL:
            return t("{name} kan inte väljas nu: det är fullt.", name=name)
        case Availability.NOT_TRAINED:
            return t("{name} kan inte väljas: de saknar kunskap som beslutet kräver.", name=name)
        case Availability.BEYOND:
            return t("{name} kan inte väljas: de ligger i en annan kommun.", name=name)
        case Availability.NOT_YET:
            return t("{name} kan inte väljas än: de börjar senare.", name=name)
        case Availability.PAUSED:
            return t("{name} kan inte väljas nu: de tar inte emot nya.", name=name)
        case Availability.WITHDRAWN:
            return t("{name} kan inte väljas: de har inte längre kommunens ja.", name=name)
        case Availability.ENDED:
            return t("{name} kan inte väljas: de har slutat.", name=name)
        case Availability.NOT_HERE:
            return t("{name} kan inte väljas: de ger inte den här hjälpen här.", name=name)
        case Availability.CAN if fit.lacks:
            return t("{name} är med: de har kommunens ja, men saknar {what}.",
                     name=name, what=_named(here, fit.lacks))  # fmt: skip
        case Availability.CAN if fit.unknown:
            return t("{name} är med: de har kommunens ja, men vi vet inte allt ({what}).",
                     name=name, what=_named(here, fit.unknown))  # fmt: skip
        case Availability.CAN if asked.wishes:
            return t("{name} är med: de har kommunens ja och det du önskar.", name=name)
        case _:
            return t("{name} är med: de har kommunens ja.", name=name)


def _named(here: Municipality, wishes: tuple[str, ...]) -> tuple[Arg, ...]:
    return tuple(wish_named(wish, here) for wish in wishes)
