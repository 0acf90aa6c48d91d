"""Lillby: a real house, with a municipality small enough to change by hand."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from bot.assembly import House, assemble
from bot.catalogue import parse, version
from bot.catalogue.book import content, dump, of
from bot.conversation import Address, Answer
from bot.settings import Settings
from bot.store.editions import Edition, Editions
from dialogs.events import Choose, Event, Text

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")  # a Monday
ME = Address("web", "", "me")
KEY = "lillby"
SOURCE = {"source": "Exempel", "day": "2026-11-22"}

Sheets = Mapping[str, Sequence[Mapping[str, str]]]
Change = Callable[[dict[str, list[dict[str, str]]]], object]


def provider(key: str, name: str) -> dict[str, str]:
    return {"key": key, "name": name, "form": "company", "phone": "08-465 004 02"}


def authorised(key: str) -> dict[str, str]:
    return {
        "provider": key,
        "service": "care",
        "areas": "*",
        "start": "2020-01-01",
        "standing": "active",
    }


def sheets(name: str = "Lillby kommun", key: str = KEY) -> Sheets:
    """What stands in the catalogue."""
    facts = {
        "key": key,
        "name": name,
        "code": "0000",
        "example": "yes",
        "phone": "08-465 004 00",
        "takes_wishes": "yes",
    }
    providers = {"eken": "Ekens omsorg", "asken": "Askens omsorg", "linden": "Lindens omsorg"}
    return {
        "municipality": [{"field": f, "value": v} | SOURCE for f, v in facts.items()],
        "areas": [{"key": "norr", "name": "Norr"}, {"key": "soder", "name": "Söder"}],
        "services": [{"service": "care"}],
        "officers": [{"key": "anna", "name": "Anna Lind", "monday": "08.30-11.30"}],
        "providers": [provider(key, named) for key, named in providers.items()],
        "authorisations": [authorised(key) for key in providers],
    }


def write(folder: Path, what: Sheets) -> None:
    """As a folder of CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet, lines in what.items():
        columns = list(dict.fromkeys(column for line in lines for column in line))
        with (folder / f"{sheet}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(lines)


class Lillby:
    """Processes of one house on one database, and a keeper who changes the catalogue."""

    def __init__(self, root: Path, database: str, keys: tuple[str, ...]) -> None:
        self.root = root
        self._settings = {
            "database": database,
            "keys": ",".join(keys),
            "secret": "test",
            "catalogues": root,
        }
        self._houses: list[House] = []

    def open(self, only: str = "") -> House:
        """One more process."""
        settings = Settings.model_validate({**self._settings, "municipality": only})
        self._houses.append(assemble(settings, seed=7))
        return self._houses[-1]

    def close(self) -> None:
        """Stop them all."""
        for house in self._houses:
            house.close()


def edit(house: House, change: Change, by: str = "Eva Ek") -> Edition:
    """Change the newest content as `change` does, as an import or a keeper would."""
    added = try_edit(house, change, by)
    assert added is not None
    return added


def try_edit(house: House, change: Change, by: str) -> Edition | None:
    """The same; None where somebody else was first."""
    last = Editions(house.store).of(KEY)[0]
    new = content(parse(last.content))
    change(new)
    book = of(new)
    return Editions(house.store).append(
        KEY, version(book), dump(book), by, NOW, expected=last.version
    )


def withdraw(key: str) -> Change:
    """The municipality withdraws this provider's authorisation."""

    def change(new: dict[str, list[dict[str, str]]]) -> None:
        for line in new["authorisations"]:
            if line["provider"] == key:
                line["standing"] = "withdrawn"

    return change


def rename(key: str, name: str) -> Change:
    """A provider has another name."""

    def change(new: dict[str, list[dict[str, str]]]) -> None:
        for line in new["providers"]:
            if line["key"] == key:
                line["name"] = name

    return change


def call(name: str) -> Change:
    """The municipality has another name."""

    def change(new: dict[str, list[dict[str, str]]]) -> None:
        for line in new["municipality"]:
            if line["field"] == "name":
                line["value"] = name

    return change


def say(house: House, *events: Event, at: Address = ME, now: datetime = NOW) -> Answer:
    """One thing after the other; the last answer."""
    for event in events:
        answer = house.conversations.hear(at, token_hex(8), event, now)
    return answer


TO_THE_LIST = (
    Choose("language", "sv"),
    Choose("knew", "no"),
    Choose("who", "self"),
    Choose("decision", "yes"),
    Choose("about1", "next"),
    Choose("about2", "next"),
    Choose("about3", "next"),
    Choose("area", "norr"),
)

TO_A_CALL = (
    Choose("list", "linden"),
    Choose("provider", "wish=linden"),
    Choose("call", "yes"),
    Text("Karin Berg"),
    Text("1941"),
    Choose("answers", "self"),
    Text("070-174 06 05"),
    Choose("interpreter", "no"),
    Choose("extra_time", "no"),
    Choose("time", "2026-11-30T09:00+00:00"),
    Choose("confirm", "yes=2026-11-30T09:00+00:00"),
    Choose("remind", "yes"),
)


def listed(answer: Answer) -> set[str]:
    """The providers whose buttons stand in an answer."""
    return {c.value for b in answer.bubbles for c in b.choices} & {"eken", "asken", "linden"}


def told(answer: Answer) -> str:
    """All that an answer says."""
    return "\n".join(bubble.text for bubble in answer.bubbles)
