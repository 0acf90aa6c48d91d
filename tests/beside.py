"""Providers laid beside each other, as a catalogue could have them: short, long and hostile."""

from dialogs.messages import Message, bare, t, tn
from dialogs.replies import MISSING, Bar, Card, Cards, Compare, Line, Paper, Say

NAMES = ("Ekens omsorg", "Solrosen")
THREE = (*NAMES, "Kommunens hemtjänst i Vasastaden och Norrmalm")
HOSTILE = ('<script>alert("1")</script>', "</td></table><img src=x onerror=alert(2)>")


def figure(value: int, answers: int) -> Bar:
    """A figure as a comparison has it."""
    if answers < 30:
        few = tn("Bara {n} svarade", "Bara {n} svarade", answers)
        return Bar(t("Nöjda med hjälpen"), value, few, few=True)
    return Bar(t("Nöjda med hjälpen"), value, tn("{n} svarade", "{n} svarade", answers))


def languages(*words: str) -> Message:
    """What is spoken."""
    return bare("{languages}", languages=tuple(Message(word) for word in words))


def compared(names: tuple[str, ...] = NAMES) -> Compare:
    """Two or three that differ in four things and are alike in two."""
    third = len(names) == 3

    def line(label: str, *values: Message | Bar, note: Message | None = None) -> Line:
        return Line(t(label), values if third else values[:2], note)

    asked = t(
        "Frågan var: {question} År {year}. Källa: {source}",
        question=t("Hur nöjd är du med din hemtjänst?"),
        year=2025,
        source="Socialstyrelsen, Kolada U21468",
    )
    return Compare(
        t("Jämför två") if not third else t("Jämför tre"),
        names,
        (
            line("Väntetid", t("Cirka 3 veckor"), t("har plats nu"), MISSING),
            line(
                "Språk",
                languages("svenska", "finska"),
                languages("svenska", "arabiska", "persiska"),
                languages("svenska", "teckenspråkstolkning"),
            ),
            line("Nöjda med hjälpen", figure(86, 41), figure(90, 12), figure(100, 411), note=asked),
            line("Tar hand om klagomål", t("ja"), MISSING, t("nej")),
        ),
        (
            line("Kommer på kvällen", *[t("ja")] * 3),
            line("Du betalar", *[t("Samma avgift")] * 3),
        ),
    )


def card(name: str = NAMES[0]) -> Card:
    """One provider with many lines."""
    return Card(
        "ekens",
        name,
        t("Företag · har plats nu"),
        lines=tuple(t("{label}: {value}", label=t("Väntetid"), value=str(n)) for n in range(6)),
        meets=(t("Kommer på kvällen"),),
        unknown=(t("Vi vet inte om de har finska"),),
        bars=(figure(86, 41),),
    )


def printed(names: tuple[str, ...] = NAMES) -> Paper:
    """A page with all that can stand on it."""
    return Paper(
        t("Här är en sida att skriva ut."),
        t("Det du har valt mellan"),
        (
            Say(t("Det här är bara ett önskemål.")),
            compared(names),
            Cards(t("De du kan välja"), tuple(card(name) for name in names)),
            Say(
                t("Tre frågor du kan ställa:"),
                (t("Vem kommer hem till mig?"), t("När kan ni börja?"), t("Talar ni finska?")),
            ),
            Say(t("{name}. Telefon: {phone}", name="Exempelby kommun", phone="0123-456 78")),
        ),
    )
