"""The commands of those who run the house: `kundval doctor`, `backup`, `restore`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from bot.settings import Settings


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """What is well and what is not, and how to mend it. Changes nothing; ends with 1 if wrong."""
    from bot.commands.doctor import doctor as examine

    if not examine(as_json=as_json):
        raise typer.Exit(1)


def backup(
    out: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="A new file, or where.")],
    check: Annotated[bool, typer.Option("--check", help="Restore it apart, and compare.")] = False,
) -> None:
    """Write the whole database into one file while the house works. The keys are not in it."""
    from bot.commands import backup as made_by

    try:
        made_by.backup(settings(), out, check=check)
    except made_by.NotDone as error:
        stop(str(error))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What kundval backup wrote.")],
    over: Annotated[bool, typer.Option("--over", help="Write over what is there.")] = False,
) -> None:
    """Put a backup where KUNDVAL_DATABASE is, whole or not at all. Stop the house first."""
    from bot.commands import backup as made_by

    try:
        made_by.restore(settings(), file, over=over)
    except made_by.NotDone as error:
        stop(str(error))


def settings() -> "Settings":
    """Those of this environment; the end where one cannot be used."""
    from bot.settings import WrongSetting, read_settings

    try:
        return read_settings()
    except WrongSetting as error:
        stop(str(error))


def stop(why: str) -> NoReturn:
    """The end, and why."""
    typer.echo(why, err=True)
    raise typer.Exit(2)
