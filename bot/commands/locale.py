"""`kundval locale …`: the languages, for who translates and who reviews.

A workbook that is wrong ends with 1 and every problem, and then nothing is changed.
"""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Språken: läge, ett blad till översättaren, och in.")

Language = Annotated[str, typer.Argument(metavar="SPRÅK", help="Språkets kod, till exempel fi.")]


@app.command()
def status() -> None:
    """Visa för varje språk vad som saknas, och om någon har läst det."""
    from bot.languages import locales, translators
    from dialogs.wording import SOURCE

    typer.echo(translators.swedish())
    for code in locales.ORDER:
        if code != SOURCE:
            typer.echo(translators.status(code))


@app.command()
def sheet(
    language: Language,
    out: Annotated[Path, typer.Option("--out", metavar="FIL.xlsx", help="Vart den skrivs.")],
) -> None:
    """Skriv en Excel-fil med alla meningar: svenska, översättning, och var det sägs."""
    from bot.commands import terminal
    from bot.languages import translators

    _known(language)
    if out.suffix.casefold() != ".xlsx":
        terminal.stop(f"--out {out}: filens namn ska sluta på .xlsx.")
    with terminal.sentences():
        rows = translators.write(language, out)
    terminal.say(f"{rows} rader finns i {out}. Ändra bara kolumnen Översättning.")


@app.command()
def transcript(
    language: Language,
    out: Annotated[Path, typer.Option("--out", metavar="FIL.html", help="Vart det skrivs.")],
) -> None:
    """Skriv ett helt samtal på språket, med svenskan bredvid, att läsa igenom."""
    from bot.commands import terminal
    from bot.commands.leaflet import write
    from bot.languages import transcripts

    _known(language)
    with terminal.sentences():
        write(out, transcripts.transcript(language))
    terminal.say(f"Samtalet finns i {out}. Öppna filen i en webbläsare.")


@app.command("import")
def import_(
    language: Language,
    file: Annotated[Path, typer.Argument(metavar="FIL.xlsx", help="Översättarens fil.")],
    reviewed: Annotated[
        str, typer.Option("--reviewed-by", metavar="NAMN", help="Vem som har läst allt.")
    ] = "",
) -> None:
    """Ta in en fil från en översättare, hel eller inte alls."""
    from bot.catalogue import WrongCatalogue
    from bot.commands import terminal
    from bot.languages import translators

    _known(language)
    with terminal.sentences():
        try:
            changed = translators.read(language, file, reviewed, terminal.today())
        except WrongCatalogue as wrong:
            terminal.stop(*map(str, wrong.problems), "Inget är ändrat.", code=terminal.WRONG)
        except translators.WrongSheet as wrong:
            terminal.stop(*str(wrong).splitlines(), "Inget är ändrat.", code=terminal.WRONG)
    terminal.say(f"{changed} meningar är ändrade.")


def _known(language: str) -> None:
    from bot.commands import terminal
    from bot.languages import locales
    from dialogs.wording import SOURCE

    codes = [code for code in locales.ORDER if code != SOURCE]
    if language not in codes:
        terminal.stop(f"{language}: skriv ett av språken {', '.join(codes)}.")
