"""Figures without persons, as tables: what is counted, in Swedish, the hidden hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.sheets.leaflet import named
from bot.store.office.statistics import Counted
from care.counting import FEWEST, middle, shown
from care.matching import Asked, match
from care.municipality import Municipality
from care.services import Service
from dialogs.arriving import read
from dialogs.messages import Tongue, bare
from dialogs.terms import FORMS, SERVICES
from dialogs.wished import wish_named
from dialogs.wording import SOURCE, Wording

FEW = f"färre än {FEWEST}"

STEPS = {
    "language": "Språk", "knew": "Visste du att du får välja?", "municipality": "Kommun",
    "who": "Vem som ska få hjälpen", "representation": "Vem man är", "decision": "Beslut",
    "apply": "Ansöka", "about1": "Så går det till", "about2": "Vad det kostar",
    "about3": "Att byta", "choice": "Vad valet är", "service": "Insats", "area": "Område",
    "required": "Vad beslutet kräver", "needs": "Önskemål", "list": "Listan",
    "provider": "En utförare", "compare": "Jämföra", "call": "Boka samtal", "name": "Namn",
    "birth_year": "Födelseår", "answers": "Vem som svarar", "phone": "Telefon",
    "interpreter": "Tolk", "extra_time": "Längre tid", "time": "Tid", "confirm": "Stämmer det?",
    "remind": "Påminnelser", "same": "Samma nummer", "sms": "Nummer för sms",
    "email": "E-postadress", "meant": "Felskriven adress", "proof": "Kod till sms eller e-post",
    "code": "Kod", "after": "Klart: vad nu?",
    "human": "Prata med en människa",
}  # fmt: skip
"""Where in the conversation, by the question's own name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: `count` is None where it is hidden."""

    name: str
    count: int | None

    @property
    def told(self) -> str:
        """As it is written."""
        return FEW if self.count is None else str(self.count)


@dataclass(frozen=True, slots=True)
class Table:
    """One question and its counts, the largest first.

    `of` is what each row is, `says` what is counted.
    """

    key: str
    title: str
    of: str
    says: str
    rows: tuple[Row, ...]


def tables(
    counted: Counted, here: Municipality, wording: Wording, today: date
) -> tuple[Table, ...]:
    """Everything on the page."""

    def named(steps: Mapping[str, int]) -> dict[str, int]:
        return {STEPS.get(step, step or "Början"): n for step, n in steps.items()}

    def tongue(code: str) -> str:
        return wording.text(bare("{language}", language=Tongue(code)), SOURCE) if code else "inget"

    forms: dict[str, int] = {}
    for key, n in counted.chosen.items():
        provider = here.provider(key)
        form = wording.text(FORMS[provider.form], SOURCE) if provider else "okänd"
        forms[form] = forms.get(form, 0) + n
    knew = {"Ja": counted.knew["yes"], "Nej": counted.knew["no"]}
    return (
        _table("knew", "Visste man att man får välja?", "Svar", "Personer som svarade", knew),
        _table(
            "languages", "Språk", "Språk", "Chattar",
            {tongue(code): n for code, n in counted.languages.items()},
        ),
        _table(
            "leaflets", "Vilka blad man kommer från", "Blad", "Chattar",
            dict(_leaflets(counted, here, wording)),
        ),
        _table("stopped", "Var man slutar", "Steg", "Chattar som är tysta sedan ett dygn",
               named(counted.stopped)),
        _table("missed", "Var datorn inte förstår", "Steg", "Chattar", named(counted.missed)),
        _table("chosen", "Bekräftade val efter driftsform", "Driftsform", "Val", forms),
        _table("unmet", "Önskemål som ingen utförare uppfyller", "Önskemål", "Ärenden",
               dict(_unmet(counted, here, wording, today))),
    )  # fmt: skip


def _leaflets(counted: Counted, here: Municipality, wording: Wording) -> Iterator[tuple[str, int]]:
    """Each by the words that stand at its foot."""
    found: dict[str, int] = {}
    for link, n in counted.leaflets.items():
        if leaflet := read(link):
            name = named(here, leaflet, wording)
            found[name] = found.get(name, 0) + n
    yield from found.items()


def wait_told(counted: Counted) -> str:
    """The median wait from booking to call, in a sentence."""
    wait = middle(counted.waits)
    if wait is None:
        return f"För få samtal för att visa väntetiden ({FEW})."
    days = round(wait.total_seconds() / 86400, 1)
    said = f"{days:g}".replace(".", ",")
    return f"Hälften får sitt samtal inom {said} dygn från bokningen ({len(counted.waits)} samtal)."


def _table(key: str, title: str, of: str, says: str, counts: Mapping[str, int]) -> Table:
    ordered = dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    found = shown(ordered)
    # The hidden last: their place would tell how many they are.
    rows = sorted((Row(name, n) for name, n in found.items()), key=lambda row: row.count is None)
    return Table(key, title, of, says, tuple(rows))


def _unmet(
    counted: Counted, here: Municipality, wording: Wording, today: date
) -> Iterator[tuple[str, int]]:
    """Wishes that no provider is known to meet, where those who wish it live."""
    unmet: dict[str, int] = {}
    known = set(Service)
    for (service, area, wish), n in counted.wished.items():
        if service not in known:
            continue
        asked = Asked(Service(service), area or None, today, (wish,))
        if not match(here, asked, seed=0).meets:
            name = wording.text(SERVICES[service], SOURCE)
            what = wording.text(bare("{wish}", wish=wish_named(wish, here)), SOURCE)
            told = f"{name}: {what}"
            unmet[told] = unmet.get(told, 0) + n
    yield from unmet.items()
