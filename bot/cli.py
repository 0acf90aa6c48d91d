"""The command `kundval`. Each command imports what it needs itself, so that none is slow."""

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.commands.catalogue import app as catalogue
from bot.commands.closures import close, reopen, status
from bot.commands.keys import app as keys
from bot.commands.locale import app as locale
from bot.commands.officer import app as officer
from bot.commands.operating import backup, doctor, restore
from bot.commands.telegram import app as telegram

if TYPE_CHECKING:
    from socket import socket

    from bot.assembly import House
    from bot.settings import Settings

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Helps a person in Sweden choose who gives them care at home.",
    pretty_exceptions_enable=False,
)
for command in (doctor, backup, restore, close, status):
    app.command()(command)
app.command("open")(reopen)
app.add_typer(catalogue, name="catalogue")
app.add_typer(officer, name="officer")
app.add_typer(locale, name="locale")
app.add_typer(keys, name="keys")
app.add_typer(telegram, name="telegram")


def main() -> None:
    """Run a command."""
    gc.disable()  # until all is loaded: what is loaded at a start stays
    app()


@app.command()
def run(
    workers: Annotated[str, typer.Option(help="So many equal processes; else one.")] = "",
) -> None:
    """Serve the chat page, and Telegram where a token is set."""
    from bot.server.listening import PortTaken, greet, listening

    settings = _settings(workers=workers)
    try:
        if settings.workers == 1:
            _serve(settings)
            return
        from bot.server import workers as crew

        with listening(settings.host, settings.port) as port:
            work = partial(_serve, settings)
            sys.exit(crew.run(settings.workers, port, work, partial(greet, settings)))
    except PortTaken as error:
        _stop(str(error))


def _serve(
    settings: "Settings",
    port: "socket | None" = None,
    ready: Callable[[], None] | None = None,
) -> None:
    """Alone, or as one of several that share a port."""
    from bot.languages.phrases import PhrasesError
    from bot.serving import serve

    house = _house(settings)
    try:
        serve(house, port, ready)
    except PhrasesError as error:
        _stop(str(error))
    finally:
        house.close()


@app.command()
def demo() -> None:
    """Serve Exempelby with officers, times and forty cases, all invented, in var/demo.db."""
    from bot.commands.demo import demo as show
    from bot.server.listening import PortTaken

    settings = _settings(database="sqlite:///var/demo.db", municipality="exempelby")
    try:
        show(settings)
    except PortTaken as error:
        _stop(str(error))


@app.command()
def chat(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    municipality: Annotated[str, typer.Option(help="The key of one municipality.")] = "",
    language: Annotated[str, typer.Option(help="Begin in this language, such as sv or ar.")] = "",
    as_: Annotated[str, typer.Option("--as", help="Who you are; the same goes on.")] = "",
    now: Annotated[str, typer.Option(help="A fixed time, ISO 8601.")] = "",
    database: Annotated[str, typer.Option(help="Another database URL.")] = "",
    seed: Annotated[int | None, typer.Option(help="A fixed lot for new conversations.")] = None,
) -> None:
    """Talk in the terminal. Ctrl-D ends it."""
    import asyncio
    from uuid import uuid4

    from bot.conversation import Address, Unavailable
    from bot.doors.terminal import Terminal
    from bot.languages.phrases import PhrasesError

    time = _clock(now)
    house = _house(_settings(municipality=municipality, database=database), seed=seed)
    if language and language not in house.wording.names:
        _stop(f"--language {language}: expected one of {', '.join(house.wording.names)}.")
    address = Address("terminal", "", as_ or uuid4().hex)
    door = Terminal(
        house.conversations, house.wording, address,
        now=time, key=lambda: uuid4().hex, look=house.closures.refresh,
    )  # fmt: skip
    try:
        asyncio.run(house.outbox.work(time(), address))
        speak = door.serve if as_json else door.talk
        speak(sys.stdin, sys.stdout, language)
    except Unavailable as error:
        _stop(f"The database cannot be used now ({error}). Nothing was lost. Try again.")
    except PhrasesError as error:
        _stop(str(error))
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(130)
    finally:
        house.close()


@app.command("match")
def match_(
    municipality: Annotated[str, typer.Option(help="The key of one municipality.")],
    service: Annotated[str, typer.Option(help="A service in its choice, such as care.")],
    area: Annotated[str, typer.Option(help="An area, by key, name or place; any if empty.")] = "",
    wish: Annotated[
        list[str] | None, typer.Option(help="evening, language=fi … Repeat it.")
    ] = None,
    requires: Annotated[str, typer.Option(help="A competence that the decision asks for.")] = "",
    seed: Annotated[int | None, typer.Option(help="The lot for the order; else drawn.")] = None,
    today: Annotated[str, typer.Option(help="Another day, such as 2027-01-01.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    database: Annotated[str, typer.Option(help="Another database URL.")] = "",
) -> None:
    """Who fits, without a conversation: every provider, in its group, with the reason."""
    import json
    import secrets

    from bot.commands import match, terminal
    from bot.commands.in_use import municipality_in_use
    from bot.languages import locales

    day = terminal.day("--today", today)
    drawn = secrets.randbits(53) if seed is None else seed
    with terminal.sentences():
        here = municipality_in_use(terminal.settings_with(database), municipality)
    try:
        asked = match.question(here, service, area, wish or (), requires, day)
    except match.WrongQuestion as error:
        _stop(str(error))
    found, wording = match.groups(here, asked, drawn), locales.load()
    if as_json:
        typer.echo(json.dumps(match.as_data(found, here, asked, wording), ensure_ascii=False))
    else:
        typer.echo(match.as_text(found, here, asked, wording))


@app.command()
def understand(
    text: Annotated[str, typer.Argument(help="What somebody wrote.")] = "",
    language: Annotated[str, typer.Option(help="That of the conversation; else noticed.")] = "",
    open_question: Annotated[str, typer.Option(help="What it waits for, such as needs.")] = "",
    file: Annotated[Path | None, typer.Option(help="JSON lines with lang and text.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    now: Annotated[str, typer.Option(help="A fixed time, ISO 8601.")] = "",
) -> None:
    """What a message would be taken for. Nothing is stored."""
    from bot.assembly import phrases_of
    from bot.catalogue import WrongCatalogue
    from bot.commands.understand import told
    from bot.languages.phrases import PhrasesError
    from bot.settings import WrongSetting

    settings, at = _settings(), _clock(now)()
    try:
        bank = phrases_of(settings)()
        if settings.encoder:
            bank.learn()
        for line in told(bank, text, language, open_question, file, as_json, at):
            typer.echo(line)
    except (PhrasesError, WrongCatalogue, WrongSetting, OSError, ValueError) as error:
        _stop(str(error))


@app.command()
def leaflet(
    municipality: Annotated[str, typer.Option(help="Kommunens nyckel, till exempel exempelby.")],
    language: Annotated[str, typer.Option(help="Språkets kod, till exempel ar.")],
    out: Annotated[Path, typer.Option(metavar="FIL", help="FIL.pdf, FIL.svg eller FIL.html.")],
    area: Annotated[str, typer.Option(help="Ett område, med nyckel eller namn.")] = "",
    service: Annotated[str, typer.Option(help="En insats, till exempel care.")] = "",
    site: Annotated[str, typer.Option(help="Chattens adress; annars KUNDVAL_ADDRESS.")] = "",
    telegram: Annotated[str, typer.Option(help="Botens namn: koden leder dit i stället.")] = "",
    as_list: Annotated[bool, typer.Option("--list", help="Listan i stor stil i stället.")] = False,
    database: Annotated[str, typer.Option(help="En annan databas.")] = "",
) -> None:
    """Skriv ett blad med en kod till chatten, eller listan, att skriva ut."""
    from bot.clock import now
    from bot.commands import leaflet as made_by

    settings = _settings(database=database)
    wanted = made_by.Wanted(
        municipality,
        language,
        area,
        service,
        site or ("" if telegram else settings.towns.page(municipality)),
        telegram,
    )
    house, form = _house(settings), out.suffix.casefold()
    try:
        if as_list:
            made_by.write(out, made_by.made_list(house, wanted, form, now()))
        else:
            made_by.write(out, made_by.made(house, wanted, form))
    except made_by.WrongLeaflet as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{out} går inte att skriva ({error.strerror}).")
    finally:
        house.close()
    typer.echo(f"{out} är skriven.")


@app.command()
def check() -> None:
    """Whether sentences, translations, migrations and municipalities are in order."""
    from bot.commands.check import problems

    found = problems()
    if found:
        _stop("\n".join(found))
    typer.echo("Sentences, translations, migrations and municipalities are in order.")


def _settings(**given: str) -> "Settings":
    from bot.settings import WrongSetting, read_settings

    try:
        return read_settings(**{name: value for name, value in given.items() if value})
    except WrongSetting as error:
        _stop(str(error))


def _house(settings: "Settings", seed: int | None = None) -> "House":
    from bot.assembly import assemble
    from bot.catalogue import WrongCatalogue
    from bot.settings import WrongSetting
    from bot.store import NoKeys, Unavailable

    try:
        house = assemble(settings, seed=seed)
    except (WrongCatalogue, NoKeys, WrongSetting) as error:
        _stop(str(error))
    except Unavailable as error:
        _stop(f"The database cannot be opened: {error}. Set KUNDVAL_DATABASE to one that can.")
    gc.freeze()  # never looked through again
    gc.enable()
    return house


def _clock(fixed: str) -> Callable[[], datetime]:
    from bot.clock import now

    if not fixed:
        return now
    try:
        at = datetime.fromisoformat(fixed)
    except ValueError:
        _stop(f"--now {fixed}: expected a time such as 2026-12-01T09:00+01:00.")
    from care.times import SWEDEN

    return lambda: at if at.tzinfo else at.replace(tzinfo=SWEDEN)


def _stop(why: str) -> NoReturn:
    typer.echo(why, err=True)
    sys.exit(2)
