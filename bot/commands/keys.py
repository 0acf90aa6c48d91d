"""`kundval keys`: the keys that encrypt names and numbers, made and changed."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.operating import settings, stop

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store import Store

app = typer.Typer(no_args_is_help=True, help="The keys that encrypt names and numbers.")

DONE_HALF = "What was done stays done. Run it again: it does only what is left."


@app.command()
def new() -> None:
    """Write a new key."""
    from cryptography.fernet import Fernet

    typer.echo(Fernet.generate_key().decode())


@app.command()
def rotate(
    lost: Annotated[
        bool, typer.Option("--lost", help="Former keys are lost for good: begin anew.")
    ] = False,
) -> None:
    """Encrypt all that is stored anew with the first key, while the house works.

    First every process is restarted with the new key before the former ones.
    """
    from bot.commands.in_use import made
    from bot.store import NoKeys, Unavailable

    given = settings()
    try:
        if lost:
            _begin_anew(given)
        with made(given) as store:
            well = _rotate(store)
    except NoKeys as error:
        stop(str(error))
    except Unavailable as error:
        stop(f"The database cannot be used now ({error}). {DONE_HALF}")
    if not well:
        raise typer.Exit(1)


def _rotate(store: "Store") -> bool:
    from bot.store.keys.rotating import rotated

    anew = shut = 0
    for one in rotated(store):
        anew += one.anew
        shut += one.shut
        unread = f", {one.shut} that none of the keys opens" if one.shut else ""
        typer.echo(f"{one.column}: {one.anew} encrypted anew{unread}")
    if anew and (late := sum(one.anew for one in rotated(store))):  # looked at once more
        typer.echo(
            f"Meanwhile {late} were encrypted with another key: a process works with other keys. "
            "Restart every process with these, and run this again.",
            err=True,
        )
        return False
    if shut:
        typer.echo(
            f"{shut} values are as they were: none of the keys opens them. "
            "Put the former keys after the new one, and run this again.",
            err=True,
        )
        return False
    typer.echo(_told(anew, former=store.seal.former))
    return True


def _told(anew: int, *, former: bool) -> str:
    if not former:
        return "All is encrypted with the only key."
    needless = (
        "All is encrypted with the first key: the keys after it may be taken away. "
        "Keep them as long as a backup from before is kept."
    )
    if anew:
        return needless
    return f"{needless} Nothing had to be changed: a key that is new must stand first."


def _begin_anew(given: "Settings") -> None:
    """Raises Unavailable."""
    from sqlalchemy.exc import DBAPIError

    from bot.commands.backup import keys_of
    from bot.store import Unavailable, copies
    from bot.store.database import database
    from bot.store.keys.printing import begin_anew

    try:
        begun = begin_anew(database(given.database, 5), keys_of(given))
    except (DBAPIError, copies.driver_errors(given.database)) as error:
        raise Unavailable(type(error).__name__) from None
    if begun:
        typer.echo("Begun anew: who was known by a print is met as somebody new.")
