"""Questions that people ask on the way, and the approved answers; then back to where they were."""

from collections.abc import Callable, Mapping

from care.municipality import Role
from care.services import KINDS, Law, Service
from dialogs.messages import t
from dialogs.replies import Cards, Replies, Say
from dialogs.steps import cards
from dialogs.steps.about import APPROVED
from dialogs.steps.browsing import fit_of, service
from dialogs.steps.office import complaint_told, numbers_told, where_to_ask
from dialogs.steps.rules import change_told, no_choice_told
from dialogs.talk import Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

HOME_CARE = (None, Service.CARE, Service.HOUSEHOLD)
"""For these, and before anyone has said for what, a private provider needs IVO's permit; of other
help we have not read it (facts B7)."""


def _cost(talk: Talk) -> Replies:
    here = talk.municipality
    if here is None or here.rules.same_fee is None or _of_lss(talk):
        return (Say(t("Jag vet inte vad det kostar. Fråga kommunen.")),)
    told: list[Say] = []
    if here.rules.same_fee:
        told.append(Say(t("Du betalar lika mycket vem du än väljer. "
                          "Kommunen räknar ut vad just du betalar.")))  # fmt: skip
    if here.fee and here.fee.year >= talk.today.year:  # never told after its year (facts C3)
        told.append(Say(t("Du betalar högst {kronor} kronor i månaden år {year}. "
                          "Mat kostar extra. Källa: {source}.",
                          kronor=_grouped(here.fee.kronor), year=here.fee.year,
                          source=here.fee.source)))  # fmt: skip
    return tuple(told) or (Say(t("Jag vet inte vad det kostar. Fråga kommunen.")),)


def _of_lss(talk: Talk) -> bool:
    """Whether it is help by LSS: what is known of fees is home care's (facts C1)."""
    asked = service(talk)
    return asked is not None and KINDS[asked].law is Law.LSS


def _grouped(kronor: int) -> str:
    return f"{kronor:,}".replace(",", "\u00a0")


def _best(_talk: Talk) -> Replies:
    return (Say(t("Det får jag inte säga. Kommunen ska vara lika mot alla. "
                  "Jag kan visa vad som skiljer.")),)  # fmt: skip


def _change(talk: Talk) -> Replies:
    if talk.municipality is None:
        return (Say(t("Fråga kommunen hur du byter.")),)
    return (Say(change_told(talk)), *where_to_ask(talk))


def _no_choice(talk: Talk) -> Replies:
    if talk.municipality is None:
        return (Say(t("Vad händer om du inte väljer? Det är olika i olika kommuner.")),)
    return (Say(no_choice_told(talk)),)


def _apply(talk: Talk) -> Replies:
    return (
        Say(t("Att ansöka är att be kommunen om hjälp. Du kan ringa. "
              "Du behöver inget papper.")),
        *where_to_ask(talk),
    )  # fmt: skip


def _more_help(talk: Talk) -> Replies:
    return (
        Say(t("Behöver du mer hjälp? Säg det till kommunen. "
              "Då får du prata med en handläggare.")),
        *where_to_ask(talk),
    )  # fmt: skip


def _what(_talk: Talk) -> Replies:
    return (Say(t("Kommunen bestämmer vilken hjälp du får. Du väljer vem som ger den. "
                  "Det heter kundval.")),)  # fmt: skip


def _who_may(_talk: Talk) -> Replies:
    return (Say(t("Du kan välja när kommunen har sagt ja till hjälp. "
                  "I en del kommuner går det inte att välja.")),)  # fmt: skip


def _who_decides(_talk: Talk) -> Replies:
    return (Say(t("Kommunen bestämmer vilken hjälp du får. Du bestämmer vem som ger den. "
                  "En släkting eller vän får hjälpa till.")),)  # fmt: skip


def _officer(talk: Talk) -> Replies:
    told = t("En handläggare arbetar på kommunen. Hen säger ja eller nej till hjälp. "
             "Kommunen vet vem som är din.")  # fmt: skip
    return (Say(told), *where_to_ask(talk))


def _robot(_talk: Talk) -> Replies:
    return (Say(t("Ja, du pratar med en dator.")),)


def _appeal(talk: Talk) -> Replies:
    told = t("Du kan överklaga kommunens beslut. Då tittar en domstol på det. "
             "Du har 3 veckor på dig från den dag du fick beslutet. "
             "Fråga kommunen hur du gör.")  # fmt: skip
    return (Say(told), *where_to_ask(talk))


def _home_care(_talk: Talk) -> Replies:
    return (Say(t("Hemtjänst är hjälp hemma. Någon kan städa, handla eller hjälpa till "
                  "i duschen.")),)  # fmt: skip


def _privacy(_talk: Talk) -> Replies:
    return (Say(t("Vi sparar dina svar. Ditt namn och ditt nummer är låsta. "
                  "Skriv: mina uppgifter. Då ser du allt, och du kan radera.")),)  # fmt: skip


def _interpreter(_talk: Talk) -> Replies:
    return (Say(t("Du kan få tolk när kommunen ringer. Det kostar inget.")),)


def _compare(_talk: Talk) -> Replies:
    return (Say(t("Du kan jämföra två eller tre. Läs om en i listan. "
                  "Tryck sedan på: Jämför med en annan.")),)  # fmt: skip


def _why_this(_talk: Talk) -> Replies:
    told = t("Jag visar alla som du kan välja. De som har det du önskar står först. "
             "Annars är det lotten som bestämmer. Ingen kan betala för att synas.")  # fmt: skip
    return (Say(told),)


def _authorised(talk: Talk) -> Replies:
    asked = service(talk) if talk.municipality else None
    permit = Say(t("Privata företag måste ha tillstånd av en myndighet. Den heter IVO."))
    private = (permit,) if asked in HOME_CARE else ()
    if talk.municipality and not talk.here.takes_wishes:
        unknown = t("Jag vet inte vilka {name} har godkänt.", name=talk.here.name)
        return (Say(unknown), *private, *where_to_ask(talk))
    return (Say(APPROVED), *private)


def _lss(talk: Talk) -> Replies:
    told = Say(t("LSS är en lag om stöd. Den gäller personer med vissa funktionsnedsättningar."))
    here = talk.municipality
    chosen = here and any(KINDS[rule.service].law is Law.LSS for rule in here.services)
    if chosen and here and here.takes_wishes:
        return (told, Say(t("Här kan du välja vem som ger dig det stödet.")))
    return (told, Say(t("Fråga kommunen vad du kan välja.")))


def _paid_relative(talk: Talk) -> Replies:
    told = t("Ibland kan en släkting få betalt för att hjälpa. "
             "Det är olika i olika kommuner. Fråga en handläggare.")  # fmt: skip
    return (Say(told), *where_to_ask(talk), *numbers_told(talk, Role.RELATIVES))


def _not_online(talk: Talk) -> Replies:
    told = t("Det går bra utan dator. Du kan ringa kommunen och säga vem du väljer.")
    return (Say(told), *where_to_ask(talk))


def knows(talk: Talk, said: Understood) -> bool:
    """Whether a provider of this municipality is named in what may be a question for it."""
    perhaps = any(one.label == "find_name" for one in said.ranking[:3])
    names = [(p.key, p.name) for p in talk.municipality.providers] if talk.municipality else []
    return perhaps and isinstance(answers.named(said, names), answers.Sure)


def named(talk: Talk, said: Understood) -> Replies:
    """A provider somebody asks for by its name: what is known of it, as in the list."""
    here = talk.municipality
    if here is None:
        return (Say(t("Först behöver jag veta kommunen.")),)
    match answers.named(said, [(p.key, p.name) for p in here.providers]):
        case answers.Sure(key):
            name = fit_of(talk, key).provider.name
            card = cards.short(talk, fit_of(talk, key))
            return (Cards(t("Det här vet vi om {name}", name=name), (card,)),)
        case answers.Perhaps(keys):
            names = tuple(p.name for p in here.providers if p.key in keys)
            return (Say(t("Jag hittar inte det namnet. Det finns: {names}.", names=names)),)
        case _:
            return (Say(t("Jag hittar ingen med det namnet i {name}.", name=here.name)),)


def _thanks(_talk: Talk) -> Replies:
    return (Say(t("Tack själv!")),)


def _greeting(_talk: Talk) -> Replies:
    return (Say(t("Hej!")),)


ANSWERS: Mapping[str, Callable[[Talk], Replies]] = {
    "cost": _cost,
    "which_is_best": _best,
    "change_provider": _change,
    "ickeval": _no_choice,
    "complain": complaint_told,
    "how_apply": _apply,
    "more_help": _more_help,
    "explain_kundval": _what,
    "who_decides": _who_decides,
    "what_handlaggare": _officer,
    "is_robot": _robot,
    "appeal": _appeal,
    "what_included": _home_care,
    "who_may_choose": _who_may,
    "privacy": _privacy,
    "interpreter": _interpreter,
    "compare": _compare,
    "why_this": _why_this,
    "authorised": _authorised,
    "what_lss": _lss,
    "paid_relative": _paid_relative,
    "not_online": _not_online,
    "apply_now": _apply,
    "thanks": _thanks,
    "greeting": _greeting,
}
"""By intent, as `locales/<lang>/phrases.toml` names it."""
