"""The municipality's own rules for the choice, told; what nobody knows is told as such."""

from care.choice import Need
from care.matching import Fit
from care.rules import Change, ChangeRule, FreeHours, Interim, Night, NoChoice
from dialogs.messages import Message, Tongue, t, tn
from dialogs.replies import Say
from dialogs.steps.browsing import service, wishes
from dialogs.talk import Talk


def change_told(talk: Talk) -> Message:
    """When one may change, by the rule of the service or of the municipality."""
    match talk.here.change(service(talk)):
        case Change(ChangeRule.ANY_TIME):
            return t("Du får byta när du vill. Du behöver inte säga varför.")
        case Change(ChangeRule.NOTICE, int(days)):
            return tn("Du får byta. Det tar {n} dag.", "Du får byta. Det tar {n} dagar.", days)
        case Change(ChangeRule.CUT_OFF, int(day)):
            return t("Du får byta. Säg till senast den {day}. Då byter du nästa månad. "
                     "Säger du till senare tar det en månad till.", day=day)  # fmt: skip
        case Change(ChangeRule.TIMES, int(times)):
            return tn("Du får byta {n} gång om året.", "Du får byta {n} gånger om året.", times)
        case Change(ChangeRule.QUEUE):
            return t("Du får byta. Är det fullt hos dem du vill ha? Då får du vänta.")
        case _:
            return t("Vill du byta senare? Fråga kommunen hur du gör.")


def no_choice_told(talk: Talk) -> Message:
    """The municipality's own rule for those who do not choose; the product allots nothing."""
    match talk.here.rules.no_choice:
        case NoChoice.MUNICIPAL:
            return t("Du får hjälp även om du inte väljer. Då kommer kommunens egen personal.")
        case NoChoice.MOST_ROOM:
            return t("Du får hjälp även om du inte väljer. Då kommer de som har mest plats.")
        case NoChoice.TURN:
            return t("Du får hjälp även om du inte väljer. Då går kommunen efter en lista.")
        case _:
            return t("Vad händer om du inte väljer? Det vet jag inte. Fråga kommunen.")


def free_hours_told(hours: FreeHours) -> Message:
    """Help without individual assessment: for whom and how much, where that is known."""
    if hours.age and hours.hours:
        return t("Är du {age} år eller äldre? Då får du {hours} timmar i månaden "
                 "utan att kommunen utreder.", age=hours.age, hours=hours.hours)  # fmt: skip
    return t("Viss hjälp får du utan att kommunen utreder. Fråga kommunen vad som gäller.")


def queue_told(talk: Talk, fit: Fit) -> tuple[Say, ...]:
    """What it means to wish for one that is full, and who helps meanwhile."""
    if not fit.room.full:
        return ()
    waits = t("Det är fullt hos {name} nu. Du kan stå i kö.", name=fit.provider.name)
    if talk.here.rules.queue is None:
        waits = t("Det är fullt hos {name} nu. Fråga kommunen om du kan vänta.",
                  name=fit.provider.name)  # fmt: skip
    return Say(waits), Say(_meanwhile(talk.here.rules.interim))


def _meanwhile(interim: Interim) -> Message:
    match interim:
        case Interim.OTHER:
            return t("Någon annan hjälper dig så länge.")
        case Interim.MUNICIPAL:
            return t("Kommunens egen personal hjälper dig så länge.")
        case _:
            return t("Fråga kommunen vem som hjälper dig så länge.")


def rules_told(talk: Talk) -> tuple[Say, ...]:
    """What the rules say of what is wished; where no wish can be left, all of them, and whence."""
    told: list[Say] = []
    rules, wished, all_ = talk.here.rules, wishes(talk), not talk.here.takes_wishes
    if all_ and rules.queue:
        told.append(Say(t("Är det fullt hos någon? Då kan du stå i kö.")))
        told.append(Say(_meanwhile(rules.interim)))
    if all_ and rules.free_hours.exists:
        told.append(Say(free_hours_told(rules.free_hours)))
    if (all_ or Need.NIGHT in wished) and rules.night is Night.MUNICIPAL:
        told.append(Say(t("På natten kommer kommunens egen personal till alla.")))
        if rules.night_hours:
            told.append(Say(t("Natten är mellan klockan {opens} och {closes}.",
                              opens=rules.night_hours.opens,
                              closes=rules.night_hours.closes)))  # fmt: skip
    for language in rules.minority_languages:
        if all_ or f"{Need.LANGUAGE}={language}" in wished:
            told.append(Say(t("Kommunen ska kunna ge hjälp till äldre på {language}.",
                              language=Tongue(language))))  # fmt: skip
    return (*told, *_whence(talk)) if all_ and told else tuple(told)


def _whence(talk: Talk) -> tuple[Say, ...]:
    """Where the rules were read: a rule can be older than the day on which somebody read it."""
    sources = talk.here.sources or {}
    fields = ("queue", "interim", "free_hours", "night", "minority_languages")
    named = tuple(dict.fromkeys(sources[field].what for field in fields if field in sources))
    return (Say(t("Källa till reglerna: {sources}.", sources=named)),) if named else ()
