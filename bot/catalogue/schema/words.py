"""The Swedish words that a keeper writes and sees, for what the catalogue keeps by keys.

The first word of each is the one that is shown; the others are understood too.
"""

from collections.abc import Mapping
from functools import cache

from care.municipality import Role
from care.providers import Form, Standing
from care.rules import ChangeRule, Interim, Night, NoChoice, Regime, Word
from care.services import Service

Words = Mapping[str, tuple[str, ...]]

_UNKNOWN = ("okänt", "okänd", "vet inte")

FORMS: Words = {
    Form.MUNICIPAL: ("kommun", "kommunen", "kommunal", "egen regi"),
    Form.COMPANY: ("företag", "bolag", "aktiebolag", "AB"),
    Form.ASSOCIATION: ("förening", "idéburen", "ideell", "ideell förening"),
    Form.UNKNOWN: _UNKNOWN,
}
SERVICES: Words = {
    Service.CARE: ("hemtjänst omvårdnad", "omvårdnad", "personlig omvårdnad"),
    Service.HOUSEHOLD: ("hemtjänst service", "service", "serviceinsatser"),
    Service.COMPANION: ("ledsagning",),
    Service.RELIEF: ("avlösning",),
    Service.ALARM: ("trygghetslarm", "larm"),
    Service.HOUSING_SUPPORT: ("boendestöd",),
    Service.SUPPORTED_HOUSING: ("stödboende",),
    Service.OCCUPATION: ("daglig sysselsättning (SoL)", "daglig sysselsättning", "sysselsättning"),
    Service.SUPPORTED_HOME: ("bostad med särskild service (SoL)", "bostad med särskild service"),
    Service.ELDERLY_HOME: ("särskilt boende för äldre", "särskilt boende"),
    Service.DAILY_ACTIVITY: ("daglig verksamhet (LSS)", "daglig verksamhet"),
    Service.SHORT_STAY: ("korttidsvistelse (LSS)", "korttidsvistelse"),
    Service.CHILD_HOME: ("bostad för barn och unga (LSS)", "bostad för barn och unga"),
    Service.ADULT_HOME: ("bostad för vuxna (LSS)", "bostad för vuxna"),
    Service.LSS_COMPANION: ("ledsagarservice (LSS)", "ledsagarservice"),
    Service.LSS_RELIEF: ("avlösarservice (LSS)", "avlösarservice"),
}  # fmt: skip
COMPETENCES: Words = {
    "dementia": ("demens",),
    "psychiatry": ("psykiatri", "psykisk ohälsa"),
    "stroke": ("stroke",),
    "hearing": ("hörsel", "nedsatt hörsel"),
    "vision": ("syn", "nedsatt syn"),
    "intellectual": ("intellektuell funktionsnedsättning",),
    "autism": ("autism",),
    "deafblind": ("dövblindhet", "dövblind"),
    "brain_injury": ("hjärnskada", "förvärvad hjärnskada"),
    "mobility": ("rörelsehinder", "rörelsenedsättning"),
}
FOCUSES: Words = {
    "garden": ("trädgård",),
    "animals": ("djur",),
    "cafe": ("kafé", "café"),
    "crafts": ("hantverk",),
    "media": ("media",),
    "music": ("musik",),
    "shop": ("butik",),
    "workshop": ("verkstad",),
    "sport": ("idrott", "rörelse"),
    "calm": ("lugn miljö", "lugn"),
    "company": ("på företag", "ute på företag"),
}
STANDINGS: Words = {
    Standing.ACTIVE: ("gäller", "aktiv"),
    Standing.PAUSED: ("pausad", "vilande"),
    Standing.WITHDRAWN: ("återkallad", "indragen"),
}
ROLES: Words = {
    Role.ADVICE: ("rådgivning", "råd"),
    Role.COMPLAINTS: ("klagomål", "synpunkter"),
    Role.RELATIVES: ("anhörigstöd", "anhörigsamordnare"),
}
REGIMES: Words = {
    Regime.LOV: ("LOV",),
    Regime.LOU: ("LOU",),
    Regime.OWN: ("eget system",),
    Regime.UNKNOWN: _UNKNOWN,
}
PROVIDER_WORDS: Words = {word: (word.value,) for word in Word}
NO_CHOICES: Words = {
    NoChoice.MUNICIPAL: ("kommunen",),
    NoChoice.MOST_ROOM: ("den som har mest plats", "mest plats"),
    NoChoice.TURN: ("turordning",),
    NoChoice.UNKNOWN: _UNKNOWN,
}
CHANGES: Words = {
    ChangeRule.ANY_TIME: ("när som helst",),
    ChangeRule.NOTICE: ("så många dagar efter att man har sagt till", "uppsägningstid"),
    ChangeRule.CUT_OFF: ("sista dag i månaden", "brytdag"),
    ChangeRule.TIMES: ("så många gånger om året", "gånger om året"),
    ChangeRule.QUEUE: ("när det finns plats",),
    ChangeRule.UNKNOWN: _UNKNOWN,
}
INTERIMS: Words = {
    Interim.OTHER: ("en annan utförare", "en annan"),
    Interim.MUNICIPAL: ("kommunen",),
    Interim.UNKNOWN: _UNKNOWN,
}
NIGHTS: Words = {
    Night.MUNICIPAL: ("kommunen",),
    Night.CHOSEN: ("den man har valt", "den valda"),
    Night.UNKNOWN: _UNKNOWN,
}

_ALSO = {
    "tigrinska": "ti", "tigrinya": "ti", "sorani": "ckb", "soranisk kurdiska": "ckb",
    "kurmanji": "ku", "nordkurdiska": "ku", "samiska": "se", "bosniska/kroatiska/serbiska": "bs",
    "tornedalsfinska": "fit",
}  # fmt: skip
"""What languages are called beside the names that Unicode's tables give them."""


@cache
def languages() -> Mapping[str, tuple[str, ...]]:
    """Every language's Swedish name by its code."""
    from babel import Locale

    also: dict[str, tuple[str, ...]] = {}
    for name, code in _ALSO.items():
        also[code] = (*also.get(code, ()), name)
    return {code: (name, *also.get(code, ())) for code, name in Locale("sv").languages.items()}
