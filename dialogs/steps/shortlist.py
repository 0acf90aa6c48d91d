"""The list: everyone who can be chosen, in three named groups, in an order drawn by lot."""

from dataclasses import dataclass

from care.matching import Fit, Shortlist
from dialogs.messages import Message, label, t, tn
from dialogs.replies import Ask, Cards, Choice, Free, Replies, Reply, Say
from dialogs.steps import cards
from dialogs.steps.browsing import asked, browses, others, shortlist, wishes
from dialogs.steps.rules import no_choice_told, rules_told
from dialogs.steps.sharing import QUESTION, SHARE
from dialogs.steps.support import LISTED, OPENED
from dialogs.talk import PAGE, Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding import answers
from dialogs.understanding.read import Understood

SIZE = 5
BY_LOT = t("Ordningen är slumpad, som när man drar lott. Den första är inte bättre än de andra.")
CANNOT = "cannot"
ALL = "all"
EVERYONE = "list.all"
"""Set where also those are shown who never give this help here."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is shown of the list now: a page of those in `groups`, each under its own title."""

    found: Shortlist
    groups: tuple[tuple[Message, tuple[Fit, ...]], ...]
    number: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // SIZE))

    @property
    def shown(self) -> tuple[tuple[Message, tuple[Fit, ...]], ...]:
        first, last = (self.number - 1) * SIZE, self.number * SIZE
        cut: list[tuple[Message, tuple[Fit, ...]]] = []
        before = 0
        for title, fits in self.groups:
            part = fits[max(0, first - before) : max(0, last - before)]
            before += len(fits)
            if part:
                cut.append((title, part))
        return tuple(cut)

    @property
    def fits(self) -> tuple[Fit, ...]:
        return tuple(fit for _, fits in self.shown for fit in fits)


def _page(talk: Talk) -> _Page:
    found = shortlist(talk)
    groups = list(grouped(talk, found))
    if talk.state.get(EVERYONE):
        groups.append((t("Andra i kommunen"), others(talk)))
    total = sum(len(fits) for _, fits in groups)
    pages = max(1, -(-total // SIZE))
    return _Page(found, tuple(groups), (talk.page("list") - 1) % pages + 1, total)


def tell_list(talk: Talk) -> Replies:
    """One page of the list: those that can be chosen first, group by group, then the others."""
    page = _page(talk)
    told: list[Reply] = []
    if page.number == 1:
        told += _head(talk, page)
    for title, fits in page.shown:
        shown = (cards.short(talk, f) if f.choosable else cards.bare_card(talk, f) for f in fits)
        told.append(Cards(title, tuple(shown)))
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
    fixed: list[Choice] = []
    if not talk.state.get(EVERYONE) and page.total < len(talk.here.providers):
        fixed.append(SHOW_ALL)
    if talk.chooses:
        fixed.append(CANNOT_CHOOSE)
    fixed.append(SHARE)
    return Ask("list", question, tuple(choices), free=Free.PROVIDER, fixed=tuple(fixed))


SHOW_ALL = Choice(ALL, label("list", "Visa alla"))
CANNOT_CHOOSE = Choice(CANNOT, label("list", "Jag kan inte välja"))


def every_provider(talk: Talk) -> tuple[Choice, ...]:
    """All of this municipality, on whatever page, also those that cannot be chosen now."""
    named = tuple(Choice(p.key, p.name) for p in talk.here.providers)
    fixed = (SHOW_ALL, CANNOT_CHOOSE) if talk.chooses else (SHOW_ALL,)
    return (*named, *fixed)


def grouped(talk: Talk, found: Shortlist) -> tuple[tuple[Message, tuple[Fit, ...]], ...]:
    """Each group under its name; those without anyone too."""
    return (
        (_best_title(talk), found.meets),
        (t("Vi vet inte allt"), found.unknown),
        (t("Saknar något"), found.lacks),
        (t("Kan inte väljas nu"), found.not_available),
    )


def _best_title(talk: Talk) -> Message:
    wanted = asked(talk)
    if wanted.wishes:
        return t("Har det du önskar")
    if wanted.required:
        return t("Har det beslutet kräver")
    return t("Alla du kan välja") if talk.here.takes_wishes else t("Alla som vi vet något om")


def _head(talk: Talk, page: _Page) -> list[Reply]:
    found = page.found
    total, meeting = len(found.choosable), len(found.meets)
    rules = rules_told(talk)
    if not total:
        none = t("Jag hittar ingen här. Prova ett annat område eller prata med kommunen.")
        return [Say(none), *rules]
    if talk.state.get(EVERYONE):
        count = t("Här är alla {all} i kommunen. Du kan välja {total} av dem.",
                  all=page.total, total=total)  # fmt: skip
    elif not talk.here.takes_wishes:
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
    if page.pages == 1:
        return [Say(count), *rules, Say(BY_LOT)]
    return [Say(count), *rules, Say(BY_LOT), Say(t("Söker du någon? Skriv namnet."))]


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


def take_list(talk: Talk, value: str) -> Moved:
    """Open one provider, show everyone, share, or tell what happens when nobody is chosen."""
    if value == SHARE.value:
        return Moved(talk.state.answer("aside", QUESTION))
    if value == ALL:
        return Moved(talk.state.without(*LISTED).answer(EVERYONE, "yes"))
    state = talk.state.without(*OPENED).answer("list", value)
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
    clears=OPENED,
    example=t("Skriv namnet på någon i listan."),
)
