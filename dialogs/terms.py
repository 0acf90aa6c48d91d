"""The words for what the field calls by keys: one word for one thing, everywhere."""

from collections.abc import Mapping

from care.choice import Need
from care.providers import Availability, Form, Room
from care.services import Service
from dialogs.messages import Message, label, t, tn

SERVICES: Mapping[str, Message] = {
    Service.CARE: label("service", "Duscha och klä på sig"),
    Service.HOUSEHOLD: label("service", "Städa och tvätta"),
    Service.COMPANION: label("service", "Någon följer med ut"),
    Service.RELIEF: label("service", "Avlasta en anhörig"),
    Service.ALARM: label("service", "Trygghetslarm"),
    Service.HOUSING_SUPPORT: label("service", "Boendestöd"),
    Service.SUPPORTED_HOUSING: label("service", "Stödboende"),
    Service.OCCUPATION: label("service", "Daglig sysselsättning"),
    Service.SUPPORTED_HOME: label("service", "Bostad med stöd"),
    Service.ELDERLY_HOME: label("service", "Äldreboende"),
    Service.DAILY_ACTIVITY: label("service", "Daglig verksamhet"),
    Service.SHORT_STAY: label("service", "Korttidsvistelse"),
    Service.CHILD_HOME: label("service", "LSS-bostad för barn"),
    Service.ADULT_HOME: label("service", "LSS-bostad för vuxna"),
    Service.LSS_COMPANION: label("service", "Ledsagarservice"),
    Service.LSS_RELIEF: label("service", "Avlösarservice"),
}

MEANT: Mapping[str, Message] = {
    Service.ALARM: t("Man trycker på en knapp för att få hjälp. Här väljer man vem som kommer."),
    Service.HOUSING_SUPPORT: t("Boendestöd är hjälp att klara sitt eget hem."),
    Service.SUPPORTED_HOUSING: t("Det är en lägenhet med personal nära. Man bor där en tid."),
    Service.OCCUPATION: t("Daglig sysselsättning är något att göra på dagarna."),
    Service.SUPPORTED_HOME: t("Det är en egen bostad. Personal finns nära."),
    Service.ELDERLY_HOME: t(
        "Ett äldreboende är ett hem för äldre. Där finns personal dygnet runt."
    ),
    Service.DAILY_ACTIVITY: t("Daglig verksamhet är något att göra på dagarna, med stöd."),
    Service.SHORT_STAY: t("Korttidsvistelse är att bo på ett annat ställe några dagar."),
    Service.CHILD_HOME: t("Det är ett hem för barn och unga. Där finns personal."),
    Service.ADULT_HOME: t("Det är en egen bostad för vuxna. Personal finns nära."),
    Service.LSS_COMPANION: t("Ledsagarservice är att någon följer med ut."),
    Service.LSS_RELIEF: t("Någon tar över hemma. Då får en anhörig vila."),
}
"""What the law's own word for a service means; the plain ones need no such words."""

FORMS: Mapping[str, Message] = {
    Form.MUNICIPAL: t("Kommunen"),
    Form.COMPANY: t("Företag"),
    Form.ASSOCIATION: t("Förening"),
    Form.UNKNOWN: t("Vi vet inte om det är ett företag"),
}

NEEDS: Mapping[str, Message] = {
    Need.EVENING: label("needs", "Hjälp på kvällen"),
    Need.WEEKEND: label("needs", "Hjälp på helgen"),
    Need.NIGHT: label("needs", "Hjälp på natten"),
    Need.SAME_GENDER: label("needs", "Av samma kön"),
    Need.PETS: label("needs", "Jag har djur hemma"),
    Need.TRANSPORT: label("needs", "Skjuts dit och hem"),
    Need.TRIAL: label("needs", "Prova på först"),
    Need.VISIT: label("needs", "Besöka först"),
    Need.SHORT_WAIT: label("needs", "Snabb start"),
    Need.FOCUS: label("needs", "Vad man gör där"),
    Need.NEAR: label("needs", "Nära hemmet"),
    Need.LANGUAGE: label("needs", "Ett visst språk"),
    Need.COMPETENCE: label("needs", "Särskild kunskap"),
    Need.FORM: label("needs", "Kommun eller företag"),
}

COMPETENCES: Mapping[str, Message] = {
    "dementia": label("competence", "Demens"),
    "psychiatry": label("competence", "Psykisk ohälsa"),
    "stroke": label("competence", "Stroke"),
    "hearing": label("competence", "Dålig hörsel"),
    "vision": label("competence", "Dålig syn"),
    "intellectual": label("competence", "Svårt att förstå saker"),
    "autism": label("competence", "Autism"),
    "deafblind": label("competence", "Varken se eller höra"),
    "brain_injury": label("competence", "Hjärnskada"),
    "mobility": label("competence", "Svårt att röra sig"),
}

FOCUSES: Mapping[str, Message] = {
    "garden": label("focus", "Trädgård"),
    "animals": label("focus", "Djur"),
    "cafe": label("focus", "Kafé och kök"),
    "crafts": label("focus", "Hantverk"),
    "media": label("focus", "Dator och bilder"),
    "music": label("focus", "Musik och teater"),
    "shop": label("focus", "Butik"),
    "workshop": label("focus", "Verkstad"),
    "sport": label("focus", "Idrott och hälsa"),
    "calm": label("focus", "Lugn och vila"),
    "company": label("focus", "Jobb på ett företag"),
}

FLAGS: Mapping[str, Message] = {
    Need.EVENING: t("Kommer på kvällen"),
    Need.WEEKEND: t("Kommer på helgen"),
    Need.NIGHT: t("Kommer på natten"),
    Need.SAME_GENDER: t("Personal av samma kön"),
    Need.PETS: t("Det går bra att ha djur"),
    Need.TRANSPORT: t("Hämtar och kör hem"),
    Need.TRIAL: t("Går att prova först"),
    Need.VISIT: t("Går att besöka först"),
}
"""What a provider has or has not, as a field that is answered yes or no."""


def wait_told(room: Room) -> Message:
    """How long one waits for help to start."""
    weeks = room.wait
    if room.full and not weeks:
        return t("fullt nu, man får vänta")
    if weeks is None:
        return t("vi vet inte när de har plats")
    if weeks == 0:
        return t("har plats nu")
    if room.full:
        return tn(
            "fullt nu, plats om ungefär {n} vecka", "fullt nu, plats om ungefär {n} veckor", weeks
        )
    return tn("plats om ungefär {n} vecka", "plats om ungefär {n} veckor", weeks)


NOT_NOW: Mapping[Availability, Message] = {
    Availability.FULL: t("Fullt just nu"),
    Availability.NOT_TRAINED: t("Saknar kunskap som beslutet kräver"),
    Availability.BEYOND: t("Ligger i en annan kommun"),
    Availability.NOT_YET: t("Börjar senare"),
    Availability.PAUSED: t("Tar inte emot nya just nu"),
    Availability.WITHDRAWN: t("Har inte längre kommunens ja"),
    Availability.ENDED: t("Har slutat"),
    Availability.NOT_HERE: t("Finns inte för den här hjälpen här"),
}
"""Why a provider cannot be chosen now."""
