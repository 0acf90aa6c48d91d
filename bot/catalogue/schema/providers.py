"""The columns that tell of providers, of what they may give, and of how people found it."""

from collections.abc import Mapping

from bot.catalogue.schema.column import Column, Sheet, must, with_translations
from bot.catalogue.schema.hours import SPAN
from bot.catalogue.schema.kinds import DAY, KEY, YES_NO, Kind, choice, matching, number, text
from bot.catalogue.schema.lists import AREAS, COMPETENCE, FOCUS, GIVEN, LANGUAGES
from bot.catalogue.schema.numbers import EMAIL, KOLADA, ORGANISATION, PHONE, WEBSITE
from bot.catalogue.schema.words import FORMS, SERVICES, STANDINGS
from care.choice import Need
from care.quality import Indicator
from dialogs.figures import QUESTIONS

NAME, SOURCE, FREE = text(60), text(200), text(400)
SITE: Kind[str] = matching(r"[a-z0-9][a-z0-9-]{0,31}", "Skriv ett områdes nyckel, eller outside.")


def _indicators() -> Kind[str]:
    """Its id at Kolada, and beside it what people were asked: `U21468: Nöjda med hjälpen`."""
    ids = choice({indicator: (indicator.value,) for indicator in Indicator})
    shown = {i.value: f"{i.value}: {QUESTIONS[i].text}" for i in Indicator}

    def read(cell: str) -> str | None:
        return ids.read(cell.partition(":")[0].strip())

    return Kind(read, str, lambda key: shown[key], ids.wrong, tuple(shown.values()))


INDICATOR = _indicators()
_OR_EMPTY = "Lämna tomt om ni inte vet."


def _yes_no(name: str, title: str, explains: str) -> Column:
    return Column(name, title, YES_NO, f"{explains} {_OR_EMPTY}", "ja")


PROVIDERS = Sheet(
    "providers",
    "Utförare",
    "En rad för varje utförare. Tom ruta betyder att ingen vet.",
    with_translations(
        (
            must(Column("key", "Nyckel", KEY,
                        "Kort namn som aldrig ändras och aldrig ges till en annan.",
                        "ekens-omsorg")),
            must(Column("name", "Namn", NAME, "Som utföraren själv skriver det.", "Ekens omsorg")),
            must(Column("form", "Ägare", choice(FORMS), "Vem som äger utföraren.", "företag")),
            Column("organisation_number", "Organisationsnummer", ORGANISATION,
                   "Tio siffror. Aldrig ett personnummer.", "556036-0793"),
            Column("phone", "Telefon", PHONE, "Dit man ringer om något inte fungerar.",
                   "08-465 004 03"),
            Column("email", "E-post", EMAIL, "Till utföraren, inte till en person.",
                   "kontakt@eken.example"),
            Column("website", "Webbplats", WEBSITE, "Utförarens egen.", "eken.example"),
            Column("site", "Ligger i", SITE, "Områdets nyckel, eller outside utanför kommunen.",
                   "centrum"),
            Column("languages", "Språk", LANGUAGES,
                   "Språk som någon i personalen talar. Sluta med ? om det kan finnas fler.",
                   "svenska, finska, ?"),
            Column("competences", "Särskild kunskap", COMPETENCE,
                   "Vad personalen är utbildad i. Sluta med ? om det kan finnas fler.",
                   "demens, stroke"),
            Column("focuses", "Inriktning", FOCUS,
                   "Vad man gör i en daglig verksamhet. Sluta med ? om det kan finnas fler.",
                   "trädgård, djur"),
            _yes_no("evening", "Kvällar", "Om de kommer på kvällen."),
            _yes_no("weekend", "Helger", "Om de kommer på helgen."),
            _yes_no("night", "Nätter", "Om de kommer på natten."),
            _yes_no("same_gender", "Samma kön", "Om de kan lova någon av samma kön."),
            _yes_no("pets", "Djur", "Om det går bra att ha djur hemma."),
            _yes_no("transport", "Skjuts", "Om man blir hämtad och hemkörd."),
            _yes_no("trial", "Prova", "Om man får prova några dagar."),
            _yes_no("visit", "Studiebesök", "Om man får komma och titta."),
            Column("hours", "Tider", SPAN, "Mellan vilka tider någon kommer.", "07.00-22.00"),
            _yes_no("handles_complaints", "Tar hand om klagomål",
                    "Om det finns ett sätt som fungerar."),
            _yes_no("makes_plans", "Gör genomförandeplan",
                    "Om de skriver en plan tillsammans med personen."),
            _yes_no("fixed_contact", "Fast omsorgskontakt", "Om man får en fast person."),
            Column("extras", "Tilläggstjänster", FREE, "Vad som kan köpas till, och priset.",
                   "Fönsterputs. 350 kr i timmen."),
            Column("own_words", "Egna ord", FREE, "Utförarens egna ord. Visas som deras.",
                   "Vi är en liten förening."),
            Column("review_day", "Uppföljning, dag", DAY, "När kommunen senast följde upp.",
                   "2026-03-12"),
            Column("review_finding", "Uppföljning, resultat", FREE, "Vad kommunen såg.",
                   "Två planer saknades."),
            _yes_no("review_remedied", "Uppföljning, åtgärdat", "Om felen är rättade."),
            Column("review_reply", "Uppföljning, svar", FREE, "Vad utföraren svarade.",
                   "Nu är planerna skrivna."),
            Column("successor", "Tas över av", KEY, "Nyckeln till den som tar över.", "linden"),
            Column("successor_day", "Tas över den", DAY, "Första dagen hos den nya.",
                   "2027-04-01"),
            Column("kolada", "Kolada-id", KOLADA, "Enhetens id hos Kolada, för siffrorna.",
                   "V15E001"),
            Column("updated", "Kontrollerad", DAY, "När någon senast såg att allt stämmer.",
                   "2026-11-02"),
            Column("source", "Källa", SOURCE, "Var uppgifterna kommer ifrån.", "exempelby.example"),
        ),
        "extras", "own_words", "review_finding", "review_reply",
    ),
)  # fmt: skip

OF_NEED: Mapping[Need, str] = {
    Need.EVENING: "evening",
    Need.WEEKEND: "weekend",
    Need.NIGHT: "night",
    Need.SAME_GENDER: "same_gender",
    Need.PETS: "pets",
    Need.TRANSPORT: "transport",
    Need.TRIAL: "trial",
    Need.VISIT: "visit",
    Need.FOCUS: "focuses",
    Need.NEAR: "site",
    Need.LANGUAGE: "languages",
    Need.COMPETENCE: "competences",
}
"""The column that answers a wish. Of room an authorisation tells, and who owns it is no secret."""
FLAGS = {n: c for n, c in OF_NEED.items() if PROVIDERS.by_name[c].kind is YES_NO}
LISTS = {
    n: c for n, c in OF_NEED.items() if PROVIDERS.by_name[c].kind in (LANGUAGES, COMPETENCE, FOCUS)
}
"""Those that are answered with yes or no, and those that are answered with a list."""

UNITS = Sheet(
    "units",
    "Enheter",
    "Grupper och kontor hos en utförare, om de har egna siffror eller ligger på egna platser.",
    (
        must(Column("key", "Nyckel", KEY, "Kort namn som aldrig ändras.", "eken-norr")),
        must(Column("provider", "Utförare", KEY, "Utförarens nyckel.", "ekens-omsorg")),
        must(Column("name", "Namn", NAME, "Enhetens namn.", "Ekens omsorg Norr")),
        Column("site", "Ligger i", SITE, "Områdets nyckel, eller outside utanför kommunen.",
               "norr"),
        Column("services", "Insatser", GIVEN,
               "Vad enheten ger. Tom ruta: allt som utföraren ger.",
               "hemtjänst omvårdnad"),
        Column("kolada", "Kolada-id", KOLADA, "Enhetens id hos Kolada, för siffrorna.", "V15E002"),
    ),
)  # fmt: skip

AUTHORISATIONS = Sheet(
    "authorisations",
    "Godkännanden",
    "Vad varje utförare får ge, var och när. Utan bladet vet ingen vem som går att välja.",
    with_translations(
        (
            must(Column("provider", "Utförare", KEY, "Utförarens nyckel.", "ekens-omsorg")),
            must(Column("service", "Insats", choice(SERVICES), "Vad utföraren får ge.",
                        "hemtjänst omvårdnad")),
            must(Column("areas", "Områden", AREAS, "Områdenas nycklar, eller * för hela kommunen.",
                        "centrum, norr")),
            must(Column("start", "Från", DAY, "Första dagen.", "2020-01-01")),
            Column("end", "Till", DAY, "Sista dagen. Tomt om den inte är bestämd.", "2027-12-31"),
            must(Column("standing", "Läge", choice(STANDINGS),
                        "Om godkännandet gäller, är pausat eller återkallat.", "gäller")),
            Column("reason", "Orsak", FREE, "Varför det är pausat eller återkallat.",
                   "Utföraren har för lite personal."),
            Column("places", "Lediga platser", number(0, 10_000), "Hur många som får plats nu.",
                   "3"),
            Column("queue", "Personer i kö", number(0, 10_000), "Hur många som väntar.", "0"),
            Column("weeks", "Väntetid i veckor", number(0, 520), "0 är plats nu.", "2"),
            Column("room_day", "Platserna gällde den", DAY, "Vilken dag platserna räknades.",
                   "2026-11-20"),
        ),
        "reason",
    ),
)  # fmt: skip

QUALITY = Sheet(
    "quality",
    "Kvalitet",
    "Siffror från undersökningar, en på varje rad.",
    (
        must(Column("key", "Gäller", KEY,
                    "Utförarens eller enhetens nyckel. municipality för hela kommunen, country för "
                    "hela Sverige.", "ekens-omsorg")),
        must(Column("indicator", "Nyckeltal", INDICATOR,
                    "Nyckeltalets id hos Kolada. I listan står vad frågan var.", "U21468")),
        must(Column("value", "Av hundra", number(0, 100), "Hur många av hundra som svarade bra.",
                    "87")),
        must(Column("year", "År", number(2000, 2100), "Undersökningens år.", "2025")),
        Column("answers", "Antal svar", number(1, 1_000_000), "Hur många som svarade.", "41"),
        must(Column("source", "Källa", SOURCE, "Var siffran kommer ifrån.",
                    "Kolada (RKA), Socialstyrelsen 2025")),
    ),
)  # fmt: skip
