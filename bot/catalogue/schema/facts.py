"""The facts of a municipality: the rows of its first sheet."""

from bot.catalogue.schema.column import Column, must
from bot.catalogue.schema.hours import SPAN, WEEKDAY
from bot.catalogue.schema.kinds import KEY, YES_NO, choice, number, text
from bot.catalogue.schema.lists import SPOKEN
from bot.catalogue.schema.numbers import CODE, PHONE, WEBSITE
from bot.catalogue.schema.words import (
    CHANGES,
    INTERIMS,
    NIGHTS,
    NO_CHOICES,
    PROVIDER_WORDS,
    REGIMES,
)

WEEKDAYS = {
    "monday": "måndag", "tuesday": "tisdag", "wednesday": "onsdag", "thursday": "torsdag",
    "friday": "fredag", "saturday": "lördag", "sunday": "söndag",
}  # fmt: skip
NUMBER = number(1, 366)
DAYS = number(1, 36_500)

FIELDS: tuple[Column, ...] = (
    Column("key", "Kommunens nyckel", KEY,
           "Kort namn som aldrig ändras. Samma som mappens namn.", "exempelby"),
    must(Column("name", "Kommunens namn", text(60), "Som det skrivs till invånarna.",
                "Exempelby kommun")),
    must(Column("code", "Kommunkod", CODE, "SCB:s fyra siffror. 0000 bara för exempel.", "1880")),
    Column("example", "Bara ett exempel", YES_NO, "Ja om kommunen är påhittad.", "nej"),
    Column("website", "Webbplats", WEBSITE, "Kommunens egen.", "exempelby.example"),
    Column("phone", "Handläggarnas telefon", PHONE, "Dit man ringer om hjälpen och valet.",
           "08-465 004 00"),
    Column("out_of_hours_phone", "Telefon andra tider", PHONE,
           "Dit man ringer på kvällar och helger.", "08-465 004 01"),
    Column("takes_wishes", "Tar emot önskemål", YES_NO,
           "Ja: man kan önska utförare och boka samtal. Kräver telefon, handläggare och "
           "godkännanden.", "ja"),
    Column("live_chat", "Handläggare svarar i chatten", YES_NO,
           "Ja: en handläggare kan svara själv i chatten. Då är datorn tyst.", "ja"),
    Column("regime", "Vad valet bygger på", choice(REGIMES), "Vilken lag eller vilket system.",
           "LOV"),
    Column("word", "Ordet för utförare", choice(PROVIDER_WORDS),
           "Vad kommunen kallar dem som ger hjälpen.", "utförare"),
    Column("no_choice", "Den som inte väljer", choice(NO_CHOICES),
           "Vem som ger hjälpen till den som inte väljer.", "kommunen"),
    Column("change", "Byte av utförare", choice(CHANGES), "När man får byta.", "när som helst"),
    Column("change_number", "Tal för byte", NUMBER,
           "Dagar, dag i månaden eller gånger om året, efter vad som står vid byte.", "14"),
    Column("same_fee", "Samma avgift hos alla", YES_NO, "Om avgiften är lika vem man än väljer.",
           "ja"),
    Column("fee_kronor", "Högsta avgift i kronor", number(0, 100_000),
           "Det mesta man betalar i månaden. Skriv källan på samma rad.", "2660"),
    Column("fee_year", "Avgiften gäller år", number(2000, 2100), "Visas aldrig efter det året.",
           "2026"),
    Column("queue", "Kö till den som är full", YES_NO, "Om man får vänta på en viss utförare.",
           "ja"),
    Column("interim", "Hjälp under kötiden", choice(INTERIMS), "Vem som hjälper den som väntar.",
           "en annan utförare"),
    Column("night", "Hjälp på natten", choice(NIGHTS), "Vem som kommer på natten.", "kommunen"),
    Column("night_hours", "Nattens tider", SPAN, "Från och till.", "22.00-07.00"),
    Column("free_hours", "Hjälp utan prövning", YES_NO,
           "Om äldre kan få några timmar utan att behovet utreds.", "ja"),
    Column("free_hours_age", "Hjälp utan prövning från ålder", number(18, 120), "I år.", "75"),
    Column("free_hours_month", "Hjälp utan prövning, timmar", number(1, 744), "I månaden.", "6"),
    Column("capacity_at_once", "Lediga platser visas direkt", YES_NO,
           "Ja: det en utförare säger om sina platser visas innan kommunen har tittat.", "nej"),
    Column("minority_languages", "Minoritetsspråk", SPOKEN,
           "Språk som äldreomsorg är utlovad på.", "finska"),
    Column("retention_decision", "Gallringsbeslut", text(200),
           "Beslutet som tillåter att uppgifter tas bort. Utan beslut tas inget bort.",
           "Socialnämnden 2026-01-15 § 4"),
    Column("retention_answers", "Svar sparas, dagar", DAYS, "Hur länge svaren sparas.", "30"),
    Column("retention_turns", "Samtal sparas, dagar", DAYS, "Hur länge samtalets gång sparas.",
           "30"),
    Column("retention_contact", "Kontaktuppgifter sparas, dagar", DAYS,
           "Hur länge namn och telefon sparas.", "395"),
    Column("retention_cases", "Val sparas, dagar", DAYS,
           "Hur länge ett val och dess samtal sparas efter det sista som hände.", "1825"),
    Column("retention_log", "Loggen sparas, dagar", DAYS,
           "Hur länge det står kvar vem som har läst och gjort vad, och vad som har skickats.",
           "1825"),
    *(
        Column(f"open_{day}", f"Telefontid {name}", WEEKDAY, "När handläggarna svarar.",
               "08.30-11.30, 13.00-15.00")
        for day, name in WEEKDAYS.items()
    ),
)  # fmt: skip
