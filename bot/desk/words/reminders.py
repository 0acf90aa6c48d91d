"""What a reminder is called at the desk, how it goes, what became of it and what follows."""

from datetime import datetime

from bot.desk.words.days import clock, day, full_moment
from bot.store.office.ledger import Reminder
from bot.store.office.resending import Cannot, Reason
from bot.store.outbox import routes
from bot.store.outbox.states import (
    CANCELLED,
    FAILED,
    PLANNED,
    POSTED,
    SENT,
    TOO_LATE,
    UNCERTAIN,
    UNREAD,
)
from care.followup import POLICY, Kind

KINDS = {
    Kind.CALL_TOMORROW: "Påminnelse: samtal i morgon",
    Kind.CALL_SOON: "Påminnelse: samtal om 2 timmar",
    Kind.CALL_MISSED: "Vi ringde, men ingen svarade",
    Kind.UNFINISHED: "Valet är inte klart",
    Kind.HOLD_ENDING: "En tid hålls inte länge till",
    Kind.EARLIER_TIME: "En tidigare tid är ledig",
    Kind.CALL_MOVED: "Samtalet är flyttat eller avbokat",
    Kind.CHOICE_CONFIRMED: "Valet är bekräftat",
    Kind.CASE_NEWS: "Nytt om beställningen",
    Kind.PROVIDER_GONE: "Utföraren går inte att välja längre",
    Kind.GOING_WELL: "Hur går det? Efter 2 veckor",
    Kind.CARE_PLAN: "Genomförandeplan",
    Kind.STILL_WELL: "Hur går det? Efter 3 månader",
    Kind.CHANGE_BY: "Sista dag att byta närmar sig",
    Kind.DECISION_ENDS: "Beslutet slutar om 2 månader",
    Kind.CHOOSE_AGAIN: "Du kan välja om, efter ett år",
    Kind.LINE: "Svar från en handläggare",
    Kind.CODE: "Kod till en e-postadress eller ett nummer",
    Kind.DIGEST: "Mejl på morgonen till en handläggare",
}
STATES = {
    PLANNED: "planerad",
    SENT: "skickad",
    POSTED: "står på sidan",
    UNREAD: "osedd",
    UNCERTAIN: "osäker",
    FAILED: "kom inte fram",
    TOO_LATE: "för sent",
    CANCELLED: "indragen",
}
MEANT = {
    PLANNED: "Den går av sig själv när det är dags.",
    SENT: "Den har lämnat oss. Ingen har sagt att den inte kom fram.",
    POSTED: "Den ligger i chatten på sidan. Personen har inte öppnat den än.",
    UNREAD: "Den låg på sidan i två dagar, och ingen öppnade den. Någon ska ringa eller skriva.",
    UNCERTAIN: "Vi vet inte om den kom fram. Systemet försöker igen av sig självt.",
    FAILED: "Inget sätt att nå personen fungerade. Är det viktigt ska någon ringa eller skriva.",
    TOO_LATE: "Den hann inte gå medan den var till nytta. Är det viktigt ska någon ringa.",
    CANCELLED: "Något ändrades, till exempel samtalet eller ärendet. Den skickas inte. "
    "Den står bara med när du väljer det.",
}
TONES = {SENT: "meets", POSTED: "unknown", UNREAD: "lacks", UNCERTAIN: "unknown",
         FAILED: "lacks", TOO_LATE: "lacks"}  # fmt: skip
_TASK = "Någon ska ringa eller skriva. Det ligger under Ring upp."
_NO_TASK = "Ingen behöver göra något."
BY = {
    routes.TELEGRAM: "Telegram",
    routes.SMS: "sms",
    routes.EMAIL: "e-post",
    routes.WEB: "sidan",
    routes.TERMINAL: "terminalen",
    routes.NONE: "ingen",
}
_GOES_BY = {
    routes.TELEGRAM: "i Telegram",
    routes.SMS: "med sms",
    routes.EMAIL: "med e-post",
    routes.WEB: "på sidan, när personen öppnar chatten",
    routes.TERMINAL: "i terminalen",
}
REASONS = {
    Reason.ASKED: "Personen har bett om det",
    Reason.NOT_SEEN: "Personen har inte sett det",
    Reason.NEW_WAY: "Personen nås på ett nytt sätt",
    Reason.MISTAKE: "Det drogs in av misstag",
}
CANNOT = {
    Cannot.KIND: "Den här sorten skickas inte igen. Den gällde bara just då.",
    Cannot.CLOSED: "Ärendet är avslutat. Inget mer skickas.",
    Cannot.STOPPED: "Påminnelserna i ärendet är stoppade. Starta dem igen i ärendet först.",
    Cannot.OVER: "Det som den säger gäller inte längre.",
    Cannot.NEWER: "Det finns en nyare av samma sort till samma person.",
    Cannot.DECLINED: "Personen har sagt nej till sådana påminnelser, eller får inte veta det här.",
    Cannot.NO_WAY: "Inget sätt att nå personen fungerar nu. Ring eller skriv ett brev.",
    Cannot.QUIET: "Den hinner inte fram innan det är för sent. Ring i stället.",
}


def kind(code: str) -> str:
    """What it is; a code that is not known, as it is."""
    return KINDS.get(Kind(code), code) if code in set(Kind) else code


def by(channel: str) -> str:
    """How it goes, or went; each bot is Telegram."""
    return BY.get(channel.partition(":")[0], channel)


def goes(due: datetime, channel: str, now: datetime) -> str:
    """`Den går nu, i Telegram.`"""
    when = "nu" if due <= now else f"{full_moment(due)}"
    return f"Den går {when}, {_GOES_BY[channel.partition(':')[0]]}."


def moved(one: Reminder) -> str:
    """`flyttad från 02.10`, with the day where that was another; empty where it was not moved."""
    if not one.wished:
        return ""
    wished, wall = datetime.fromisoformat(one.wished), datetime.fromisoformat(one.wall)
    if wished.date() == wall.date():
        return f"flyttad från {clock(wished)}"
    return f"flyttad från {day(wished.date())} {clock(wished)}"


def follows(one: Reminder) -> str:
    """What somebody has to do about it now, where it did not go as it should."""
    if one.state not in (FAILED, TOO_LATE, UNREAD):
        return ""
    known = Kind(one.kind) if one.kind in set(Kind) else None
    asks = known and one.conversation is not None and POLICY[known].human
    return _TASK if asks else _NO_TASK
