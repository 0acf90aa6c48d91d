"""What the codes of the audit say in Swedish, about the one whose name stands before."""

from collections.abc import Mapping

from bot.desk.accounts.rules import ROLES
from bot.desk.words.reminders import KINDS, REASONS

ACTS = {
    "sign-in": "loggade in",
    "sign-in.wrong": "försökte logga in med fel lösenord",
    "sign-in.locked": "skrev fel lösenord fem gånger i rad",
    "sign-out": "loggade ut",
    "password": "bytte lösenord",
    "audit.read": "läste loggen",
    "keep": "gick till utförarlistan",
    "account.add": "öppnade ett konto",
    "account.joined": "fick ett konto vid sin första inloggning",
    "account.groups": "fick andra roller av sina grupper",
    "account.roles": "ändrade roller för ett konto",
    "account.reset": "gav ett konto ett nytt engångslösenord",
    "account.close": "stängde ett konto",
    "account.open": "öppnade ett konto igen",
    "account.letter": "ändrade sitt mejl på morgonen",
    "calendar.renew": "bytte adress till sin kalender",
    "calendar.end": "stängde adressen till sin kalender",
    "day.read": "läste en dags samtal",
    "calls.read": "läste samtal att flytta",
    "card.read": "läste ett samtalskort",
    "queue.read": "läste en kö",
    "task.read": "läste en uppgift",
    "task.give": "lämnade över en uppgift",
    "task.done": "gjorde klart en uppgift",
    "case.read": "läste ärendet",
    "case.find": "sökte efter ett ärende",
    "case.open": "öppnade ärendet",
    "case.letter": "skickade ett brev",
    "case.give": "lämnade över ärendet",
    "case.confirm": "bekräftade valet",
    "case.cannot-choose": "skrev att personen inte kan välja",
    "case.order": "skickade beställningen till utföraren",
    "case.accept": "skrev att utföraren har sagt ja",
    "case.queue": "skrev att utföraren har kö",
    "case.start": "skrev när hjälpen börjar",
    "case.back": "ångrade det senaste steget",
    "case.again": "öppnade valet på nytt",
    "case.close": "avslutade ärendet",
    "case.reopen": "öppnade ärendet igen",
    "case.decision-ends": "skrev när beslutet slutar",
    "case.stop": "stoppade påminnelserna",
    "case.go-on": "startade påminnelserna igen",
    "reminders.read": "läste påminnelser",
    "export": "sparade uppgifter som en fil",
    "reminder.again": "skickade en påminnelse igen",
    "call.made": "hade samtalet",
    "call.missed": "ringde utan att få svar",
    "call.missed-undone": "ångrade att ingen blev nådd",
    "call.cancel": "avbokade samtalet",
    "call.move": "flyttade samtalet",
    "call.book": "bokade ett samtal",
    "call.interpreter": "skrev in tolkens bokningsnummer",
    "call.away": "flyttade ett samtal från den som är borta",
    "officer.away": "skrev in att någon är borta",
    "guide.begin": "började köra guiden åt någon",
    "guide.read": "läste ett samtal i guiden",
    "guide.turn": "svarade i guiden åt någon",
    "guide.paper": "öppnade listan att skriva ut",
    "disclosure.read": "gick igenom ärendet för att lämna ut det",
    "disclosure.made": "lämnade ut det som fick lämnas ut av ärendet",
    "wanted.ask": "skrev in en begäran om utlämnande",
    "wanted.end": "skrev att en begäran om utlämnande är besvarad",
    "journal.read": "läste texten till journalen",
    "list.shown": "valde vad personen får se av listan",
    "people.invite": "gjorde en kod till ärendet",
    "people.consent": "skrev in ett ja till en anhörig",
    "people.withdraw": "tog tillbaka ett ja till en anhörig",
    "people.check": "kontrollerade en företrädares rätt",
    "provider.gone": "visade att en utförare slutar eller inte går att välja",
    "provider.stays": "visade att en utförare är kvar, eller att en annan är vald",
    "relay.open": "började svara i chatten",
    "relay.read": "läste en chatt",
    "relay.say": "skrev i chatten",
    "relay.close": "slutade svara i chatten",
    "times.extra": "lade till tider",
    "times.away": "skrev in att någon är borta",
    "times.taken_back": "tog bort en avvikelse",
    "times.week": "ändrade veckans tider",
}
"""Beside each, in the audit, stand its case and what else is known, as codes."""

_WORDS = {
    "oidc": "med kommunens inloggning",
    "account": "konto",
    "roles": "roll",
    "queue": "kö",
    "officer": "handläggare",
    "provider": "utförare",
    "case": "ärende",
    "task": "uppgift",
    "call": "samtal",
    "day": "dag",
    "first": "från",
    "last": "till och med",
    "to": "till",
    "by": "bara av",
    "n": "antal",
    "conversation": "chatt",
    "whose": "visar",
    "mine": "egna",
    "all": "allas",
    "caller": "den som ringde:",
    "self": "personen själv",
    "relative": "anhörig",
    "child": "vårdnadshavare",
    "vardnadshavare": "vårdnadshavare",
    "god_man": "god man",
    "forvaltare": "förvaltare",
    "fullmakt": "fullmakt",
    "about": "gällde:",
    "choose": "att välja",
    "human": "att bli uppringd",
    "apply": "att ansöka",
    "guide": "guide",
    "step": "steg",
    "turn": "svar",
    "language": "språk",
    "who": "deltagare",
    "right": "rätt:",
    "seen": "har sett:",
    "forordnande": "förordnande",
    "folkbokforing": "folkbokföringen",
    "wanted": "vill ha det:",
    "yes": "ja",
    "no": "nej",
    "kind": "sort:",
    "reason": "skäl:",
    "why": "det gällde:",
    "role": "berättat av:",
    "died": "dödsfall",
    "hospital": "sjukhus",
    "moved": "flytt",
    "person": "personen själv",
    "representative": "företrädare",
    "row": "påminnelse nummer",
    "new": "ny nummer",
    "request": "begäran nummer",
    "reference": "diarienummer",
    "everything": "allt",
    "scope": "gäller",
    "given": "utlämnade delar",
    "of": "av",
}
_WORDS |= {role.value: name for role, name in ROLES.items()}
_WORDS |= {kind.value: name for kind, name in KINDS.items()}
_WORDS |= {why.value: name.lower() for why, name in REASONS.items()}


def said(what: str) -> str:
    """What was done, in Swedish; a code that is not known, as it is."""
    return ACTS.get(what, what)


def told(detail: str, accounts: Mapping[str, str]) -> str:
    """The rest of what is known, with the words for the codes that are known.

    `accounts` are the names of those who may sign in, by number.
    """
    parts = []
    for part in detail.split():
        name, _, value = part.rpartition("=")
        known = accounts.get(value, value) if name == "account" else value.replace("~", " ")
        words = ", ".join(_WORDS.get(code, code) for code in known.split("|"))
        parts.append(f"{_WORDS.get(name, name)} {words}".strip())
    return ", ".join(parts)
