"""`kundval backup` and `kundval restore`: the whole database in one file, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.store.copies import Counts


class NotDone(Exception):
    """What could not be done, and why, for the one who gave the command."""


def backup(settings: "Settings", out: Path, *, check: bool) -> None:
    """Write a file, or one into a folder, named after the time. Raises NotDone."""
    from sqlalchemy.exc import DBAPIError

    from bot.clock import now
    from bot.store import copies

    url = settings.database
    file = out / f"kundval-{now():%Y%m%dT%H%M%SZ}{copies.form(url)}" if out.is_dir() else out
    try:
        written = copies.back_up(url, file)
        typer.echo(f"{file}: {_told(written)}.")
        if check:
            opened = copies.check(url, file, written, keys_of(settings))
            typer.echo(f"Restored apart: every row is there, {opened} sealed values opened.")
    except FileExistsError:
        raise NotDone(f"{file} is there already. Choose another name.") from None
    except copies.NotRestored as error:
        raise NotDone(f"{file} cannot be relied on: {error}") from None
    except OSError as error:
        raise NotDone(f"{error.filename or file} cannot be written ({error.strerror}).") from None
    except (DBAPIError, copies.driver_errors(url)) as error:
        raise NotDone(f"The database cannot be read ({type(error).__name__}).") from None
    typer.echo(f"The keys are not in it. Keep {_place(settings)} somewhere else: without them")
    typer.echo("nobody can read the names and numbers in the file.")


def restore(settings: "Settings", file: Path, *, over: bool) -> None:
    """Put a file back. Raises NotDone, and then nothing is changed."""
    from sqlalchemy.exc import DBAPIError

    from bot.store import copies

    try:
        restored = copies.restore(settings.database, file, over=over)
    except copies.NotRestored as error:
        raise NotDone(f"{error} Nothing is changed.") from None
    except OSError as error:
        why = f"{error.filename or file} cannot be used ({error.strerror}). Nothing is changed."
        raise NotDone(why) from None
    except (DBAPIError, copies.driver_errors(settings.database)) as error:
        why = f"The database cannot be written ({type(error).__name__}). Nothing is changed."
        raise NotDone(why) from None
    typer.echo(f"Restored: {_told(restored)}. Look at it: kundval doctor")


def _told(counts: "Counts") -> str:
    return f"{sum(counts.values())} rows in {len(counts)} tables"


def _place(settings: "Settings") -> str:
    from bot.doctor.machine import file_of

    file = file_of(settings.database)
    return str(file.with_suffix(".key")) if file and not settings.keys else "KUNDVAL_KEYS"


def keys_of(settings: "Settings") -> tuple[str, ...]:
    """Those of the setting, or of the file beside an SQLite database."""
    from bot.doctor.machine import file_of
    from bot.store.keys.sealing import keys_beside

    file = file_of(settings.database)
    return settings.key_list or (keys_beside(file) if file else ())
