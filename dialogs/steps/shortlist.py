"""The list: everyone who can be chosen, in three named groups, in an order drawn by lot."""

from dataclasses import dataclass

from care.matching import Fit, Shortlist
from care.municipality import NoChoice
from care.providers import Availability
from dialogs.messages import Message, label, t, tn
from dialogs.replies import Ask, Cards, Choice, Free, Replies, Reply, Say
from dialogs.steps import cards
from dialogs.steps.browsing import browses, opens, shortlist, wishes
from dialogs.steps.support import LISTED
from dialogs.talk import PAGE, Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

SIZE = 5
CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class _Page:
    """What is shown of the list now."""

    found: Shortlist
    number: int
    pages: int

    @property
    def fits(self) -> tuple[Fit, ...]:
        return self.found.choosable[(self.number - 1) * SIZE : self.number * SIZE]


def _page(talk: Talk) -> _Page:
    found = shortlist(talk)
    pages = max(1, -(-len(found.choosable) // SIZE))
    return _Page(found, (talk.page("list") - 1) % pages + 1, pages)


def tell_list(talk: Talk) -> Replies:
    """One page of the list; the last page ends with those that cannot be chosen now."""
    page = _page(talk)
    told: list[Reply] = []
    if page.number == 1:
        told += _head(talk, page.found)
    groups = (
        (_best_title(talk), page.found.meets),
        (t("Vi vet inte allt"), page.found.unknown),
        (t("Saknar något"), page.found.lacks),
    )
    here = {fit.provider.key for fit in page.fits}
    for title, group in groups:
        shown = tuple(cards.short(fit, talk.here) for fit in group if fit.provider.key in here)
        if shown:
            told.append(Cards(title, shown))
    # Those that never give this help here are found by name; those with a word for it are shown.
    later = tuple(
        f for f in page.found.not_available if f.availability is not Availability.NOT_HERE
    )
    if page.number == page.pages and later:
        shown = tuple(cards.bare_card(f, opens(talk, f.provider)) for f in later)
        told.append(Cards(t("Kan inte väljas nu"), shown))
    return tuple(told)


def ask_list(talk: Talk) -> Ask:
    """Vem vill du läsa mer om?"""
    page = _page(talk)
    choices = [Choice(fit.provider.key, fit.provider.name) for fit in page.fits]
    question = t("Vem vill du läsa mer om?")
    if page.pages > 1:
        question = t("Sida {page} av {pages}. Vem vill du läsa mer om?",
                     page=page.number, pages=page.pages)  # fmt: skip
    if page.number < page.pages:
        more = label("list", "Visa fler")
        choices.append(Choice(f"{PAGE}{page.number + 1}", more, forward=True))
    elif page.pages > 1:
        choices.append(Choice(f"{PAGE}1", label("list", "Visa från början")))
    fixed = (Choice(CANNOT, label("list", "Jag kan inte välja")),) if talk.here.takes_wishes else ()
    return Ask("list", question, tuple(choices), free=Free.PROVIDER, fixed=fixed)


def every_provider(talk: Talk) -> tuple[Choice, ...]:
    """All of this municipality, on whatever page, also those that cannot be chosen now."""
    named = tuple(Choice(p.key, p.name) for p in talk.here.providers)
    cannot = (Choice(CANNOT, label("list", "Jag kan inte välja")),)
    return (*named, *cannot) if talk.here.takes_wishes else named


def _best_title(talk: Talk) -> Message:
    if wishes(talk):
        return t("Har det du önskar")
    return t("Alla du kan välja") if talk.here.takes_wishes else t("Alla som vi vet något om")


def _head(talk: Talk, found: Shortlist) -> list[Reply]:
    total, meeting = len(found.choosable), len(found.meets)
    if not total:
        return [Say(t("Jag hittar ingen här. Prova ett annat område eller prata med kommunen."))]
    if not talk.here.takes_wishes:
        count = tn("Jag har uppgifter om {n}.", "Jag har uppgifter om {n}.", total)
    elif not wishes(talk):
        count = tn("Här finns {n} du kan välja.", "Här finns {n} du kan välja.", total)
    elif meeting:
        count = t("Här finns {total} du kan välja. {meeting} av dem har allt du önskar.",
                  total=total, meeting=meeting)  # fmt: skip
    elif found.unknown:
        count = t("Här finns {total} du kan välja. Vi vet inte om någon har allt du önskar.",
                  total=total)  # fmt: skip
    else:
        count = t("Här finns {total} du kan välja. Ingen har allt du önskar.", total=total)
    lot = t("Ordningen är slumpad. Den första är inte bättre än de andra.")
    return [Say(count), Say(lot)]


def hear_list(talk: Talk, said: Understood) -> Heard:
    """A provider's name, with or without spelling mistakes; also one that cannot be chosen now."""
    names = {p.key: p.name for p in talk.here.providers}
    match answers.named(said, list(names.items())):
        case answers.Sure(key):
            return key
        case answers.Perhaps(keys):
            return Perhaps(tuple(Choice(key, names[key]) for key in keys))
        case _:
            return None


def no_choice_told(talk: Talk) -> Message:
    """The municipality's own rule for those who do not choose; the product allots nothing."""
    match talk.here.no_choice:
        case NoChoice.MUNICIPAL:
            return t("Du får hjälp även om du inte väljer. Då kommer kommunens egen personal.")
        case NoChoice.MOST_ROOM:
            return t("Du får hjälp även om du inte väljer. Då kommer de som har mest plats.")
        case NoChoice.TURN:
            return t("Du får hjälp även om du inte väljer. Då går kommunen efter en lista.")
        case _:
            return t("Vad händer om du inte väljer? Det vet jag inte. Fråga kommunen.")


def take_list(talk: Talk, value: str) -> Moved:
    """Open one provider, or tell what happens when nobody is chosen."""
    state = talk.state.without(*LISTED[2:]).answer("list", value)
    if value != CANNOT:
        return Moved(state)
    if talk.world.wished():
        talk.world.wish(talk.here.key, None)
    helped = t("Det är okej att inte välja. En handläggare på kommunen kan hjälpa dig. "
               "Handläggaren får inte bestämma åt dig.")  # fmt: skip
    return Moved(state, (Say(no_choice_told(talk)), Say(helped)))


LIST = Step(
    "list",
    ask_list,
    tell_list,
    every=every_provider,
    matters=browses,
    take=take_list,
    hear=hear_list,
    accepts=lambda talk, value: value == CANNOT or talk.here.provider(value) is not None,
    clears=LISTED[2:],
    example=t("Skriv namnet på någon i listan."),
)
