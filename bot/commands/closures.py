"""`kundval close`, `open` and `status`: the chat is closed for people, in every process."""

import getpass
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.operating import settings, stop

if TYPE_CHECKING:
    from bot.store import Store

LONGEST = 600
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{1,28}[0-9]", re.ASCII)
SOON = "Every process knows within ten seconds."


def close(
    text: Annotated[str, typer.Argument(help="What people are told, in plain Swedish.")],
    phone: Annotated[str, typer.Option(help="The number to ring instead.")],
    municipality: Annotated[str, typer.Option(help="Only this one; else all.")] = "",
) -> None:
    """Close the chat: everybody is told this text and number, and no turn is done.

    The desk goes on, and what is planned is sent. To change the text, close it again.
    """
    from bot.clock import now
    from bot.store import closures
    from bot.store.closures import Closure

    said, number = text.strip(), phone.strip()
    if not 0 < len(said) <= LONGEST or not said.replace("\n", " ").isprintable():
        stop(f"Write a text of 1 to {LONGEST} letters.")
    if not PHONE.fullmatch(number):
        stop(f"--phone {phone}: expected a number such as 019-21 10 00.")
    with _store(municipality) as store, store.writing() as held:
        closures.close(held, Closure(municipality, said, number, getpass.getuser(), now()))
    typer.echo(
        f"Closed for {_whom(municipality)}. {SOON} Open again: kundval open{_only(municipality)}"
    )


def reopen(
    municipality: Annotated[str, typer.Option(help="Only this one; else all.")] = "",
) -> None:
    """Open the chat again: what `kundval close` closed with the same words after it."""
    from bot.store import closures

    with _store() as store, store.writing() as held:
        opened = closures.reopen(held, municipality)
        others = closures.standing(held)
    whom = _whom(municipality)
    typer.echo(f"Open for {whom}. {SOON}" if opened else f"It was not closed for {whom}.")
    for one in others:
        typer.echo(
            f"Still closed for {_whom(one.municipality)}: kundval open{_only(one.municipality)}"
        )


def status() -> None:
    """Whether the chat is closed, since when, by whom, and what people are told."""
    from bot.store import closures
    from care.times import SWEDEN

    with _store() as store, store.reading() as held:
        standing = closures.standing(held)
    if not standing:
        typer.echo("The chat is open.")
    for one in standing:
        since = f"{one.at.astimezone(SWEDEN):%Y-%m-%d %H:%M}"
        typer.echo(
            f"Closed for {_whom(one.municipality)} since {since} by {one.by}: "
            f"{one.text} ({one.phone})"
        )


@contextmanager
def _store(municipality: str = "") -> "Iterator[Store]":
    """The database; the end where it is away, or where there is no such municipality."""
    from bot.commands import in_use
    from bot.store import NoKeys, Unavailable

    given = settings()
    try:
        with in_use.made(given) as store:
            known = in_use.keys(store, given.catalogues)
            if municipality and municipality not in known:
                stop(f"--municipality {municipality}: expected one of {', '.join(known)}.")
            yield store
    except NoKeys as error:
        stop(str(error))
    except Unavailable as error:
        stop(f"The database cannot be used now ({error}). Nothing is changed.")


def _whom(municipality: str) -> str:
    return municipality or "all"


def _only(municipality: str) -> str:
    return f" --municipality {municipality}" if municipality else ""
