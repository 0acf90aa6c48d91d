"""What a match costs: a candidate, a catalogue that grows, and the import of a large workbook.

The floor is what no neutral list can be without: each candidate's lot drawn, and all put in order.
"""

import gc
import hashlib
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time

from rows import note, row

from bot.catalogue import dump, open_book, read_book
from bot.catalogue.book import of
from bot.catalogue.writing.export import write_book
from bot.store import Store
from bot.store.editions import Editions
from care.choice import Need, wish
from care.matching import Asked, match
from care.municipality import Area, Municipality
from care.providers import Authorisation, Features, Form, Provider
from care.rules import ServiceRule
from care.services import Service
from dialogs.steps.why import why_told

ROUNDS = 200
HERE = 50
"""So many are authorised in each area, however many areas there are."""
SIZES = (100, 1_000, 10_000, 100_000)
CANDIDATES = 450
GROWTH, MILLISECONDS, IMPORT_SECONDS = 1.2, 1.5, 10.0
TODAY = date(2026, 11, 22)
SINCE = date(2020, 1, 1)
SERVICES = (Service.CARE, Service.HOUSEHOLD)
WISHES = (wish(Need.LANGUAGE, "fi"), str(Need.EVENING), wish(Need.FORM, Form.COMPANY))
ASKED = Asked(Service.CARE, "a1", TODAY, WISHES)
SEED = 7


def town(providers: int, each: int) -> Municipality:
    """A municipality with `each` providers in every area; a third meets each wish."""
    evenings = (Features(frozenset({"evening"})), Features(lacks=frozenset({"evening"})))
    listing = frozenset({"language"})
    both = frozenset({"language=sv", "language=fi"})
    features = (*evenings, Features(both, lists_all=listing), Features(lists_all=listing))
    return Municipality(
        key="storby",
        name="Storby",
        code="0000",
        version="",
        example=True,
        takes_wishes=True,
        services=tuple(map(ServiceRule, SERVICES)),
        areas=tuple(Area(f"a{n}", f"Område {n}") for n in range(providers // each)),
        providers=tuple(
            Provider(
                f"p{n}",
                f"Utförare {n}",
                (Form.COMPANY, Form.ASSOCIATION, Form.UNKNOWN)[n % 3],
                tuple(Authorisation(s, frozenset({f"a{n // each}"}), SINCE) for s in SERVICES),
                features[n % len(features)],
            )
            for n in range(providers)
        ),
    )


def cpu(*things: Callable[[], object]) -> list[float]:
    """Microseconds of CPU of each, at its fastest: a busy machine only ever adds to it.

    They take turns, so that all are as warm.
    """
    spent: list[list[float]] = [[] for _ in things]
    for _ in range(ROUNDS):
        for own, do in zip(spent, things, strict=True):
            begun = process_time()
            do()
            own.append(process_time() - begun)
    return [min(own) * 1e6 for own in spent]


def ask(here: Municipality) -> Callable[[], object]:
    """One question in one area, of the last there is."""
    asked = Asked(Service.CARE, here.areas[-1].key, TODAY, WISHES)
    match(here, asked, seed=SEED)  # what is laid up once a version
    return lambda: match(here, asked, seed=SEED)


def floor(here: Municipality) -> Callable[[], object]:
    """The lots of one area's providers, drawn and put in order."""
    keys = [provider.key for provider in here.directory.candidates(Service.CARE, "a1")]

    def lot(key: str) -> bytes:
        return hashlib.blake2b(key.encode(), key=bytes([SEED]), digest_size=8).digest()

    return lambda: sorted(keys, key=lot)


def growth() -> None:
    """A question in one area, while the rest of the country grows."""
    towns = [town(size, HERE) for size in SIZES]
    gc.freeze()
    least, *asked = cpu(floor(towns[0]), *map(ask, towns))
    note(f"a question in an area with {HERE}; {ROUNDS} rounds, CPU, the fastest")
    row("lots and order alone", least, "µs")
    for size, spent in zip(SIZES, asked, strict=True):
        name = f"match, {size:,} in the catalogue"
        row(name, spent, "µs")
        row(name, spent / least, "× lots and order alone")
        target = f"≤ {GROWTH}" if size == SIZES[-1] else ""
        row(name, spent / asked[0], f"× {SIZES[0]:,} in it", target)


def candidates() -> None:
    """Many candidates in one area, each with what it meets, lacks and leaves unknown."""
    here = town(2 * CANDIDATES, CANDIDATES)
    match_ = ask(here)

    def told() -> object:
        found = match(here, ASKED, seed=SEED)
        return [why_told(here, fit, ASKED) for fit in found.choosable + found.not_available]

    least, matched, said = cpu(floor(here), match_, told)
    note(f"{CANDIDATES} candidates, {len(WISHES)} wishes")
    row("lots and order alone", least, "µs")
    row("match, with reasons", matched, "µs", f"≤ {MILLISECONDS * 1e3:.0f}")
    row("match, with reasons", matched / least, "× lots and order alone")
    row("    a candidate", matched / CANDIDATES, "µs")
    row("and a sentence to each", said, "µs")


def large_workbook(file: Path, providers: int) -> None:
    """A workbook with so many providers, each with two authorisations and a figure."""
    source = {"source": "Exempel", "day": "2026-11-22"}
    keys = [f"p{n}" for n in range(providers)]
    areas = [f"a{n}" for n in range(200)]
    facts = (("key", "storby"), ("name", "Storby"), ("code", "0000"), ("example", "yes"))
    sheets = {
        "municipality": [{"field": field, "value": value, **source} for field, value in facts],
        "areas": [{"key": area, "name": f"Område {area}"} for area in areas],
        "services": [{"service": service.value} for service in SERVICES],
        "providers": [
            {"key": key, "name": f"Utförare {key}", "form": "company", "phone": "08-465 004 00",
             "languages": "sv|fi|?", "competences": "dementia", "evening": "yes",
             "hours": "07.00-22.00", "updated": "2026-11-02", "source": "Exempel"}
            for key in keys
        ],
        "authorisations": [
            {"provider": key, "service": service.value, "areas": areas[n % len(areas)],
             "start": "2020-01-01", "standing": "active"}
            for n, key in enumerate(keys)
            for service in SERVICES
        ],
        "quality": [
            {"key": key, "indicator": "U21468", "value": "87", "year": "2025", "answers": "41",
             "source": "Exempel"}
            for key in keys
        ],
    }  # fmt: skip
    write_book(of(sheets), file)


def import_() -> None:
    """A large workbook, from the file to the database."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "storby.xlsx"
        large_workbook(file, 10_000)
        store = Store(f"sqlite:///{folder}/bench.db")
        gc.disable()  # as the command does
        begun = perf_counter()
        book = open_book(file)
        opened = perf_counter()
        here = read_book(book)
        read = perf_counter()
        now = datetime.now(UTC)
        assert Editions(store).append(
            book.key, here.version, dump(book), "bench", now, expected=None
        )
        ended = perf_counter()
        gc.enable()
        store.close()
    note(f"import of {len(here.providers):,} providers from a workbook, by the clock")
    row("open the workbook", opened - begun, "s")
    row("read and check it", read - opened, "s")
    row("store it", ended - read, "s")
    row("all of the import", ended - begun, "s", f"≤ {IMPORT_SECONDS:.0f}")


def main() -> None:
    """Measure, and print tables."""
    growth()
    candidates()
    import_()


if __name__ == "__main__":
    main()
