"""A wish in words: met, unknown or lacking on a card, and by itself as a person ticked it."""

from collections.abc import Mapping

from care.choice import Need
from care.municipality import Municipality
from dialogs.messages import Message, Tongue, bare, t
from dialogs.terms import COMPETENCES, FOCUSES, FORMS, NEEDS

MEETS: Mapping[str, Message] = {
    Need.EVENING: t("Kommer på kvällen"),
    Need.WEEKEND: t("Kommer på helgen"),
    Need.NIGHT: t("Kommer på natten"),
    Need.SAME_GENDER: t("Du kan önska någon av samma kön. Alla kan inte lova det."),
    Need.PETS: t("Det går bra att ha djur"),
    Need.TRANSPORT: t("Hämtar och kör hem"),
    Need.TRIAL: t("Går att prova först"),
    Need.VISIT: t("Går att besöka först"),
    Need.SHORT_WAIT: t("Kan börja inom 2 veckor"),
    Need.FOCUS: t("Har det du vill göra: {what}"),
    Need.NEAR: t("Finns i {what}"),
    Need.LANGUAGE: t("Har personal som talar {what}"),
    Need.COMPETENCE: t("Har särskild kunskap: {what}"),
    Need.FORM: bare("{what}"),
}
UNKNOWN: Mapping[str, Message] = {
    Need.EVENING: t("Vi vet inte om de kommer på kvällen"),
    Need.WEEKEND: t("Vi vet inte om de kommer på helgen"),
    Need.NIGHT: t("Vi vet inte om de kommer på natten"),
    Need.SAME_GENDER: t("Vi vet inte: någon av samma kön"),
    Need.PETS: t("Vi vet inte om djur går bra"),
    Need.TRANSPORT: t("Vi vet inte om de hämtar och kör hem"),
    Need.TRIAL: t("Vi vet inte om det går att prova först"),
    Need.VISIT: t("Vi vet inte om det går att besöka först"),
    Need.SHORT_WAIT: t("Vi vet inte när de kan börja"),
    Need.FOCUS: t("Vi vet inte om de har det du vill göra: {what}"),
    Need.NEAR: t("Vi vet inte om de finns i {what}"),
    Need.LANGUAGE: t("Vi vet inte om personalen talar {what}"),
    Need.COMPETENCE: t("Vi vet inte om de har särskild kunskap: {what}"),
    Need.FORM: t("Vi vet inte om det är ett företag"),
}
LACKS: Mapping[str, Message] = {
    Need.EVENING: t("Kommer inte på kvällen"),
    Need.WEEKEND: t("Kommer inte på helgen"),
    Need.NIGHT: t("Kommer inte på natten"),
    Need.SAME_GENDER: t("Kan inte lova någon av samma kön"),
    Need.PETS: t("Det går inte att ha djur"),
    Need.TRANSPORT: t("Hämtar och kör inte hem"),
    Need.TRIAL: t("Går inte att prova först"),
    Need.VISIT: t("Går inte att besöka först"),
    Need.SHORT_WAIT: t("Kan inte börja inom 2 veckor"),
    Need.FOCUS: t("Har inte det du vill göra: {what}"),
    Need.NEAR: t("Finns inte i {what}"),
    Need.LANGUAGE: t("Har inte personal som talar {what}"),
    Need.COMPETENCE: t("Har inte särskild kunskap: {what}"),
    Need.FORM: t("Är inte det du önskar: {what}"),
}


def wish_told(wish: str, as_: Mapping[str, Message], here: Municipality) -> Message:
    """A wish as a line on a card: `as_` is MEETS, UNKNOWN or LACKS."""
    need, _, value = wish.partition("=")
    told = as_[need]
    return Message(told.text, {"what": _what(need, value, here)}) if value else told


def wish_named(wish: str, here: Municipality) -> Message:
    """A wish by its own words, as a person ticked it."""
    need, _, value = wish.partition("=")
    if need == Need.NEAR:
        return t("nära {area}", area=_area(value, here))
    if not value:
        return NEEDS[need]
    what = _what(need, value, here)
    return what if isinstance(what, Message) else bare("{what}", what=what)


def _what(need: str, value: str, here: Municipality) -> Message | Tongue | str:
    match need:
        case Need.LANGUAGE:
            return Tongue(value)
        case Need.COMPETENCE:
            return COMPETENCES[value]
        case Need.FOCUS:
            return FOCUSES[value]
        case Need.NEAR:
            return _area(value, here)
        case _:
            return FORMS[value]


def _area(key: str, here: Municipality) -> str:
    area = here.area(key)
    return area.name if area else key
