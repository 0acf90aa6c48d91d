"""The words for what the field calls by keys: one word for one thing, everywhere."""

from collections.abc import Mapping

from care.choice import Need
from care.matching import Fit
from care.providers import Availability, Form
from care.quality import Indicator
from care.services import Service
from dialogs.messages import Message, Tongue, bare, label, t, tn

SERVICES: Mapping[str, Message] = {
    Service.CARE: label("service", "Duscha och klä på sig"),
    Service.HOUSEHOLD: label("service", "Städa och tvätta"),
    Service.COMPANION: label("service", "Någon följer med ut"),
    Service.RELIEF: label("service", "Avlasta en anhörig"),
}

FORMS: Mapping[str, Message] = {
    Form.MUNICIPAL: t("Kommunen"),
    Form.COMPANY: t("Företag"),
    Form.ASSOCIATION: t("Förening"),
    Form.UNKNOWN: t("Vi vet inte om det är ett företag"),
}

NEEDS: Mapping[str, Message] = {
    Need.EVENING: label("needs", "Hjälp på kvällen"),
    Need.WEEKEND: label("needs", "Hjälp på helgen"),
    Need.LANGUAGE: label("needs", "Ett visst språk"),
    Need.COMPETENCE: label("needs", "Särskild kunskap"),
    Need.SAME_GENDER: label("needs", "Av samma kön"),
    Need.NIGHT: label("needs", "Hjälp på natten"),
    Need.PETS: label("needs", "Jag har djur hemma"),
    Need.FORM: label("needs", "Kommun eller företag"),
    Need.SHORT_WAIT: label("needs", "Snabb start"),
}

COMPETENCES: Mapping[str, Message] = {
    "dementia": label("competence", "Demens"),
    "psychiatry": label("competence", "Psykisk ohälsa"),
    "stroke": label("competence", "Stroke"),
    "hearing": label("competence", "Dålig hörsel"),
    "vision": label("competence", "Dålig syn"),
    "intellectual": label("competence", "Svårt att förstå saker"),
}

INDICATORS: Mapping[str, Message] = {
    Indicator.SATISFIED: t("Nöjda med hjälpen"),
    Indicator.SAFE: t("Trygga hemma"),
    Indicator.TREATED_WELL: t("Får ett bra bemötande"),
    Indicator.ENOUGH_TIME: t("Personalen har tid"),
    Indicator.ON_TIME: t("Personalen kommer i tid"),
    Indicator.TRUST: t("Litar på personalen"),
}

QUESTIONS: Mapping[str, Message] = {
    Indicator.SATISFIED: t("Hur nöjd är du med din hemtjänst?"),
    Indicator.SAFE: t("Hur tryggt är det att bo hemma med hemtjänst?"),
    Indicator.TREATED_WELL: t("Är personalen bra mot dig?"),
    Indicator.ENOUGH_TIME: t("Har personalen tid nog hos dig?"),
    Indicator.ON_TIME: t("Kommer personalen i tid?"),
    Indicator.TRUST: t("Litar du på personalen?"),
}
"""What people were asked, in plain words; the survey's own words are in the catalogue's source."""

MEETS: Mapping[str, Message] = {
    Need.EVENING: t("Kommer på kvällen"),
    Need.WEEKEND: t("Kommer på helgen"),
    Need.NIGHT: t("Kommer på natten"),
    Need.SAME_GENDER: t("Du kan önska någon av samma kön. Alla kan inte lova det."),
    Need.PETS: t("Det går bra att ha djur"),
    Need.SHORT_WAIT: t("Kan börja inom 2 veckor"),
}
UNKNOWN: Mapping[str, Message] = {
    Need.EVENING: t("Vi vet inte om de kommer på kvällen"),
    Need.WEEKEND: t("Vi vet inte om de kommer på helgen"),
    Need.NIGHT: t("Vi vet inte om de kommer på natten"),
    Need.SAME_GENDER: t("Vi vet inte: någon av samma kön"),
    Need.PETS: t("Vi vet inte om djur går bra"),
    Need.SHORT_WAIT: t("Vi vet inte när de kan börja"),
    Need.FORM: t("Vi vet inte om det är ett företag"),
}
LACKS: Mapping[str, Message] = {
    Need.EVENING: t("Kommer inte på kvällen"),
    Need.WEEKEND: t("Kommer inte på helgen"),
    Need.NIGHT: t("Kommer inte på natten"),
    Need.SAME_GENDER: t("Kan inte lova någon av samma kön"),
    Need.PETS: t("Det går inte att ha djur"),
    Need.SHORT_WAIT: t("Kan inte börja inom 2 veckor"),
}


def wish_told(wish: str, as_: Mapping[str, Message]) -> Message:
    """A wish as a line on a card: `as_` is MEETS, UNKNOWN or LACKS."""
    need, _, value = wish.partition("=")
    if need == Need.LANGUAGE:
        tongue = Tongue(value)
        if as_ is MEETS:
            return t("Har personal som talar {language}", language=tongue)
        if as_ is UNKNOWN:
            return t("Vi vet inte om personalen talar {language}", language=tongue)
        return t("Har inte personal som talar {language}", language=tongue)
    if need == Need.COMPETENCE:
        what = COMPETENCES[value]
        if as_ is MEETS:
            return t("Har särskild kunskap: {what}", what=what)
        if as_ is UNKNOWN:
            return t("Vi vet inte om de har särskild kunskap: {what}", what=what)
        return t("Har inte särskild kunskap: {what}", what=what)
    if need == Need.FORM and as_ is not UNKNOWN:
        if as_ is MEETS:
            return FORMS[value]
        return t("Är inte det du önskar: {form}", form=FORMS[value])
    return as_[need]


def wish_named(wish: str) -> Message:
    """A wish by its own words, as a person ticked it."""
    need, _, value = wish.partition("=")
    if need == Need.LANGUAGE:
        return bare("{language}", language=Tongue(value))
    if need == Need.COMPETENCE:
        return COMPETENCES[value]
    return FORMS[value] if need == Need.FORM else NEEDS[need]


def wait_told(weeks: int | None) -> Message:
    """How long one waits for help to start."""
    if weeks is None:
        return t("vi vet inte när de har plats")
    if weeks == 0:
        return t("har plats nu")
    return tn("plats om ungefär {n} vecka", "plats om ungefär {n} veckor", weeks)


def availability_told(fit: Fit) -> Message:
    """Why a provider cannot be chosen now."""
    match fit.availability:
        case Availability.PAUSED:
            return t("Tar inte emot nya just nu")
        case Availability.WITHDRAWN:
            return t("Har inte längre kommunens ja")
        case Availability.NOT_YET:
            return t("Börjar senare")
        case Availability.ENDED:
            return t("Har slutat")
        case _:
            return t("Finns inte för den här hjälpen här")
