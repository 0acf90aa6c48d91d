"""`kundval officer …`: who may sign in at the desk, from the machine itself.

They speak Swedish. What cannot be done ends with 2 and why, and then nothing is changed.
"""

from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    help="Konton för dem som loggar in på handläggarens sidor.",
)

Login = Annotated[str, typer.Argument(metavar="ANVÄNDARNAMN", help="Vad kontot loggar in med.")]
Database = Annotated[str, typer.Option(metavar="URL", help="En annan databas.")]
By = Annotated[str, typer.Option("--by", metavar="NAMN", help="Vem som gör det.")]


@app.command()
def add(
    municipality: Annotated[str, typer.Option(metavar="KOMMUN", help="Kommunens nyckel.")],
    login: Annotated[str, typer.Option(metavar="ANVÄNDARNAMN", help="Vad hen loggar in med.")],
    name: Annotated[str, typer.Option(metavar="NAMN", help="Förnamn och efternamn.")],
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLL",
            help="officer, keeper eller administrator. Kan upprepas; annars officer.",
        ),
    ] = None,
    officer: Annotated[
        str, typer.Option(metavar="NYCKEL", help="Handläggarens nyckel i kommunens lista.")
    ] = "",
    email: Annotated[
        str, typer.Option(metavar="ADRESS", help="Hens adress hos kommunen: ett mejl varje morgon.")
    ] = "",
    database: Database = "",
    by: By = "",
) -> None:
    """Öppna ett konto. Engångslösenordet skrivs ut en enda gång."""
    from bot.commands import accounts, terminal

    roles, settings = tuple(role or ["officer"]), terminal.settings_with(database)
    with terminal.sentences():
        told = accounts.add(settings, municipality, login, name, roles, officer, by, email)
    for line in told:
        terminal.say(line)


@app.command("list")
def list_(
    municipality: Annotated[str, typer.Option(metavar="KOMMUN", help="Kommunens nyckel.")],
    database: Database = "",
) -> None:
    """Visa en kommuns konton."""
    from bot.commands import accounts, terminal

    with terminal.sentences():
        for line in accounts.listed(terminal.settings_with(database), municipality):
            terminal.say(line)


@app.command()
def reset(login: Login, database: Database = "", by: By = "") -> None:
    """Byt lösenordet till ett nytt engångslösenord. Den som är inloggad blir utloggad."""
    from bot.commands import accounts, terminal

    with terminal.sentences():
        told = accounts.reset(terminal.settings_with(database), login, by)
    for line in told:
        terminal.say(line)


@app.command()
def close(login: Login, database: Database = "", by: By = "") -> None:
    """Stäng ett konto. Den som är inloggad blir utloggad."""
    from bot.commands import accounts, terminal

    with terminal.sentences():
        terminal.say(accounts.close(terminal.settings_with(database), login, by))


@app.command("open")
def open_(login: Login, database: Database = "", by: By = "") -> None:
    """Öppna ett stängt konto igen."""
    from bot.commands import accounts, terminal

    with terminal.sentences():
        terminal.say(accounts.reopen(terminal.settings_with(database), login, by))
