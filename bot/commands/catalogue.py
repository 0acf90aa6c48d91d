"""`kundval catalogue …`: the keeper's and the operator's commands for a municipality's list.

They speak Swedish. A list that is wrong ends with 1 and every problem; what cannot be done, with 2
and why. Each imports what it needs itself, so that none is slow.
"""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    help="Kommunens lista över utförare: fyll i, kontrollera, inför och håll den sann.",
)

File = Annotated[
    Path, typer.Argument(metavar="FIL|MAPP", help="En Excel-fil, eller en mapp med CSV-filer.")
]
Key = Annotated[str, typer.Argument(metavar="KOMMUN", help="Kommunens nyckel.")]
Database = Annotated[str, typer.Option(metavar="URL", help="En annan databas.")]
Over = Annotated[bool, typer.Option("--over", help="Skriv över det som finns där.")]
Yes = Annotated[bool, typer.Option("--yes", help="Fråga inte först.")]
By = Annotated[str, typer.Option("--by", metavar="NAMN", help="Vem som gör det.")]


@app.command()
def template(
    out: Annotated[Path, typer.Option("--out", metavar="FIL.xlsx", help="Vart den skrivs.")],
    municipality: Annotated[str, typer.Option(metavar="NYCKEL", help="Kommunens nyckel.")] = "",
    name: Annotated[str, typer.Option(metavar="NAMN", help="Kommunens namn.")] = "",
    over: Over = False,
) -> None:
    """Skriv en tom Excel-fil att fylla i, med förklaringar och exempel."""
    from bot.catalogue.schema.kinds import KEY
    from bot.catalogue.writing.export import WORKBOOK
    from bot.catalogue.writing.template import write_template
    from bot.commands import terminal

    if out.suffix.casefold() != WORKBOOK:
        terminal.stop(f"--out {out}: filens namn ska sluta på {WORKBOOK}.")
    if municipality and KEY.read(municipality) is None:
        terminal.stop(f"--municipality: {KEY.mend(municipality)}")
    terminal.must_be_free(out, municipality, over=over)
    with terminal.sentences():
        write_template(out, municipality, name)
    terminal.say(f"Mallen finns i {out}. Börja på bladet Läs mig.")


@app.command()
def check(file: File) -> None:
    """Visa alla fel i en lista, eller vad den innehåller och saknar."""
    from bot.catalogue.differences.summary import summary
    from bot.commands import terminal

    _, here = terminal.read(file)
    terminal.say("Listan är rätt.")
    for line in summary(here, terminal.today()):
        terminal.say(line)


@app.command()
def diff(file: File, database: Database = "") -> None:
    """Visa i ord vad som skulle ändras. Inget ändras."""
    from bot.commands import terminal
    from bot.commands.in_use import in_use, opened

    book, here = terminal.read(file)
    settings = terminal.settings_with(database)
    with terminal.sentences(), opened(settings) as store:
        terminal.tell_changes(in_use(store, settings.catalogues, book.key), here)


@app.command("import")
def import_(
    file: File,
    database: Database = "",
    by: By = "",
    yes: Yes = False,
) -> None:
    """Inför en lista: hela på en gång, eller inte alls."""
    from bot.commands import terminal
    from bot.commands.in_use import in_use, made

    book, here = terminal.read(file)
    settings = terminal.settings_with(database)
    with terminal.sentences(), made(settings) as store:
        now = in_use(store, settings.catalogues, book.key)
        allowed = terminal.tell_changes(now, here)
        if now.version == here.version:
            terminal.say(f"Utgåva {here.version} gäller redan.")
            return
        if not yes:
            terminal.ask(f"{allowed} Ska listan börja gälla nu?")
        terminal.append(store, book, by, now)
    terminal.say(f"Nu gäller utgåva {here.version} av {here.name}.")


@app.command()
def undo(municipality: Key, database: Database = "", by: By = "", yes: Yes = False) -> None:
    """Gå tillbaka till utgåvan före, som en ny utgåva."""
    from bot.catalogue import parse, read_stored
    from bot.commands import terminal
    from bot.commands.in_use import made, must_be_in_use

    settings = terminal.settings_with(database)
    with terminal.sentences(), made(settings) as store:
        now = must_be_in_use(store, settings.catalogues, municipality)
        if len(now.editions) < 2:
            terminal.stop(f"{municipality} har ingen utgåva att gå tillbaka till.")
        newest, before = now.editions[:2]
        book = parse(before.content)
        allowed = terminal.tell_changes(now, read_stored(book).here)
        if not yes:
            terminal.ask(f"{allowed} Ska utgåva {before.version} gälla igen?")
        terminal.append(store, book, by, now)
    terminal.say(f"Utgåva {newest.version} är ångrad. Nu gäller {before.version} igen.")


@app.command()
def history(municipality: Key, database: Database = "") -> None:
    """Visa alla utgåvor av en lista, den nyaste först."""
    from bot.commands import terminal
    from bot.commands.in_use import must_be_in_use, opened
    from bot.keeping.past import past
    from bot.store.proposals import Proposals
    from care.times import SWEDEN

    settings = terminal.settings_with(database)
    with terminal.sentences(), opened(settings) as store:
        now = must_be_in_use(store, settings.catalogues, municipality)
        told = past(Proposals(store), now.editions, len(now.editions)) if store else ()
    if not told:
        terminal.say(f"{municipality} har inga utgåvor i databasen än. Mappen gäller.")
    for n, one in enumerate(told):
        at = one.edition.at.astimezone(SWEDEN)
        holds = "" if n else "gäller nu"
        parts = (f"{at:%Y-%m-%d %H.%M}", one.by, one.about, one.what, holds)
        terminal.say("  ".join((one.edition.version, *filter(None, parts))))


@app.command()
def export(
    municipality: Key,
    out: Annotated[Path, typer.Option("--out", metavar="FIL.xlsx|MAPP", help="Vart.")],
    database: Database = "",
    over: Over = False,
) -> None:
    """Skriv den lista som gäller till en Excel-fil eller en mapp. Inget går förlorat."""
    from bot.catalogue.writing.export import write_book
    from bot.commands import terminal
    from bot.commands.in_use import must_be_in_use, opened

    settings = terminal.settings_with(database)
    with terminal.sentences(), opened(settings) as store:
        book = must_be_in_use(store, settings.catalogues, municipality).book
        assert book is not None
        terminal.must_be_free(out, municipality, over=over)
        terminal.say(f"Listan finns i {write_book(book, out)}.")


@app.command()
def preview(
    file: File,
    page: Annotated[bool, typer.Option("--page", help="Som en webbsida på din dator.")] = False,
) -> None:
    """Prova att prata med chatten som om listan gällde. Inget sparas."""
    from bot.commands import preview as draft
    from bot.commands import terminal
    from bot.languages.phrases import PhrasesError

    book, _ = terminal.read(file)
    try:
        with terminal.sentences():
            (draft.show if page else draft.talk)(book, terminal.settings_with(""))
    except PhrasesError as error:
        terminal.stop(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@app.command()
def link(
    municipality: Key,
    keeper: Annotated[str, typer.Option(metavar="NAMN", help="Till den som sköter listan.")] = "",
    provider: Annotated[str, typer.Option(metavar="NYCKEL", help="Till en utförare.")] = "",
    name: Annotated[str, typer.Option(metavar="NAMN", help="Vem hos utföraren.")] = "",
    days: Annotated[int | None, typer.Option(min=1, max=800, help="Hur länge den gäller.")] = None,
    site: Annotated[str, typer.Option(metavar="URL", help="Chattens adress på webben.")] = "",
    database: Database = "",
) -> None:
    """Skriv ut en länk som bara en person ska ha."""
    from bot.commands import link as links
    from bot.commands import terminal

    settings = terminal.settings_with(database)
    with terminal.sentences():
        made = links.link(settings, municipality, keeper, provider, name, days)
    base = site.rstrip("/") or f"http://{settings.host}:{settings.port}"
    terminal.say(f"{base}{made.path}")
    terminal.say(f"Länken är till {made.to} och gäller till {made.until}. Ge den bara till hen.")


@app.command()
def kolada(
    file: Annotated[Path | None, typer.Argument(metavar="FIL.json", help="Sparat svar.")] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Hämta från Kolada.")] = False,
    municipality: Annotated[str, typer.Option(metavar="NYCKEL", help="Kommunen.")] = "",
    year: Annotated[int | None, typer.Option(min=2000, max=2100, help="Bara detta år.")] = None,
    base: Annotated[str, typer.Option(metavar="URL", help="En annan server.")] = "",
    into: Annotated[
        Path | None, typer.Option(metavar="FIL.xlsx|MAPP", help="Listan att lägga dem i.")
    ] = None,
    database: Database = "",
) -> None:
    """Lägg siffror från Kolada i en lista, eller visa dem."""
    from bot.commands import kolada, terminal

    if (file is None) is not fetch:
        terminal.stop("Skriv antingen namnet på en fil, eller --fetch.")
    settings = terminal.settings_with(database)
    with terminal.sentences():
        book = kolada.book_for(settings, municipality, into)
        pages = kolada.fetched(book, base, year) if file is None else kolada.saved(file)
        after, laid = kolada.put(book, pages, year)
        for line in kolada.written(after, laid, into):
            terminal.say_aside(line)
