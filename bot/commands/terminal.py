"""What the commands share: how a list is read, a question asked, and an end told."""

import getpass
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from bot.catalogue import Book, WrongCatalogue, dump, open_book, read_book, read_stored, version
from bot.catalogue.differences.authorisations import touched
from bot.catalogue.differences.said import count
from bot.catalogue.differences.whole import differences
from bot.catalogue.kolada.figures import WrongAnswer
from bot.clock import now
from bot.commands.in_use import InUse
from bot.settings import Settings, WrongSetting, read_settings
from bot.store import NoKeys, Store, Unavailable
from bot.store.editions import Editions
from care.municipality import Municipality
from care.times import SWEDEN

if TYPE_CHECKING:
    from bot.catalogue.reading.folder import Progress

WRONG, REFUSED = 1, 2
"""How a command ends: the list is wrong, or it cannot be done."""


def today() -> date:
    """The day in Sweden."""
    return now().astimezone(SWEDEN).date()


def day(option: str, said: str) -> date:
    """A day on the command line; empty is today."""
    try:
        return date.fromisoformat(said) if said else today()
    except ValueError:
        stop(f"{option} {said}: skriv en dag så här: 2026-11-22.")


def settings_with(database: str) -> Settings:
    """The settings, with another database where one is named."""
    try:
        return read_settings(**({"database": database} if database else {}))
    except WrongSetting as error:
        stop(str(error))


def read(file: Path) -> tuple[Book, Municipality]:
    """The list in a file or a folder; where anything is wrong, every problem and the end."""
    with sentences():
        try:
            with typer.progressbar(length=100, label=f"Läser {file.name}", file=sys.stderr) as bar:
                book = open_book(found_in(file), _moving(bar))
            return book, read_book(book, today())
        except WrongCatalogue as wrong:
            many = f"{len(wrong.problems)} fel. Inget är ändrat. Rätta och kontrollera igen."
            stop(*map(str, wrong.problems), many, code=WRONG)


def must_be_free(out: Path, key: str, *, over: bool) -> None:
    """The end where something stands where a list is to be written, unless it may be written over.

    `key` is the municipality's: a folder with another name gets one of that name inside it.
    """
    if over:
        return
    folder = out if out.resolve().name == key else out / key
    taken = out if out.is_file() else next(iter(sorted(folder.glob("*.csv"))), None)
    if taken is not None:
        stop(f"{taken} finns redan. Välj ett annat namn, eller skriv --over för att skriva över.")


def found_in(path: Path) -> Path:
    """The list's own folder, where `path` is one that an export made it in."""
    if not path.is_dir() or any(path.glob("*.csv")):
        return path
    inside = [folder for folder in path.iterdir() if any(folder.glob("*.csv"))]
    return inside[0] if len(inside) == 1 else path


@contextmanager
def sentences() -> Iterator[None]:
    """What goes wrong inside ends the command with a sentence, and nothing is changed."""
    try:
        yield
    except WrongCatalogue as wrong:
        stop(*map(str, wrong.problems), code=WRONG)
    except Unavailable as error:
        stop(f"Databasen går inte att använda nu ({error}). Inget är ändrat. Försök igen.")
    except (NoKeys, WrongAnswer, ValueError) as error:
        stop(f"{error} Inget är ändrat.")
    except BrokenPipeError:
        raise typer.Exit(130) from None
    except OSError as error:
        stop(f"{error.filename} går inte att läsa eller skriva ({error.strerror}).")


def tell_changes(now_: InUse, here: Municipality) -> str:
    """What would change against what is in use; gives how many authorisations, in a sentence."""
    if now_.book is None:
        say(f"{here.name} är ny här: {len(here.providers)} utförare läggs till.")
        lines(provider.name for provider in here.providers)
        return _authorisations(touched(None, here))
    try:
        was = read_stored(now_.book).here
    except WrongCatalogue:  # a later program asks for more; that must not stop one from mending it
        say(f"{here.name}: den lista som gäller är inte hel, så vi kan inte visa vad som ändras.")
        return "Vi vet inte hur många godkännanden som ändras."
    changes = differences(was, here, now_.wished, today())
    if changes:
        many = count(len(changes), "sak ändras", "saker ändras")
        say(f"{here.name}: {many}.")
        lines(changes)
    elif was.version == here.version:
        say(f"{here.name}: ingenting ändras.")
    else:
        say(f"{here.name}: bara ordningen på raderna ändras.")
    return _authorisations(touched(was, here))


def _authorisations(number: int) -> str:
    if not number:
        return "Inga godkännanden ändras."
    return f"{count(number, 'godkännande', 'godkännanden')} ändras. Ingen kollega behöver säga ja."


def append(store: Store, book: Book, by: str, seen: InUse) -> None:
    """The next edition; the end where somebody else was first.

    What stood in a folder until now becomes an edition too, so that one can go back to it.
    """
    editions, at, expected = Editions(store), now(), seen.version
    if seen.seed and seen.book and version(seen.book) not in (expected, version(book)):
        expected = version(seen.book)
        editions.seed(book.key, expected, dump(seen.book), at)
    who = by or getpass.getuser()
    if not editions.append(book.key, version(book), dump(book), who, at, expected=expected):
        stop(
            "Någon annan har infört en lista medan du läste. Inget är ändrat. Kör kommandot igen "
            "och läs vad som ändras."
        )


def ask(question: str) -> None:
    """Go on at yes; the end at anything else."""
    try:
        said = typer.prompt(f"{question} Skriv ja eller nej", default="nej")
    except typer.Abort:
        said = "nej"
    if str(said).strip().casefold() not in ("ja", "j"):
        stop("Inget är ändrat.", code=WRONG)


def lines(some: Iterable[str]) -> None:
    """Each on a line of its own."""
    for one in some:
        say(f"- {one}")


def say(line: str) -> None:
    """A line for the one who gave the command."""
    typer.echo(line)


def say_aside(line: str) -> None:
    """The same, beside what is printed for another program."""
    typer.echo(line, err=True)


def stop(*why: str, code: int = REFUSED) -> NoReturn:
    """The end, and why."""
    for line in why:
        typer.echo(line, err=True)
    raise typer.Exit(code)


def _moving(bar: Any) -> "Progress":
    def moved(done: int, of: int) -> None:
        bar.update(100 * done // max(of, 1) - bar.pos)

    return moved
