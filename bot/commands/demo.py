"""`kundval demo`: a living desk, filled anew at every start and thrown away at the next."""

import asyncio
from pathlib import Path

import typer

from bot.settings import Settings

FILES = ("", "-wal", "-shm", ".key", ".secret")


def demo(settings: Settings) -> None:
    """Fill, say how one signs in, and serve until told to stop.

    Raises PortTaken before anything is thrown away.
    """
    from bot.assembly import assemble
    from bot.clock import now
    from bot.demo.filling import fill
    from bot.server.listening import listening
    from bot.serving import serve

    with listening(settings.host, settings.port):
        pass  # taken by another: said before anything is thrown away
    _throw_away(Path(settings.database.removeprefix("sqlite:///")))
    house = assemble(settings)
    try:
        filled = asyncio.run(fill(house, now()))
        address = f"http://{settings.host}:{settings.port}"
        typer.echo(f"Exempelby: {filled.residents} personer har skrivit. Allt är påhittat.")
        typer.echo(f"Handläggare: {address}/desk  ({', '.join(filled.logins)})")
        typer.echo(f"Lösenord för alla: {filled.password}")
        serve(house)
    finally:
        house.close()


def _throw_away(database: Path) -> None:
    for ending in FILES:
        beside = database.with_suffix(ending) if ending.startswith(".") else None
        (beside or Path(f"{database}{ending}")).unlink(missing_ok=True)
