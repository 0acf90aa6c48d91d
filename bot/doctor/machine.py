"""The machine: secrets, room on the disk, what reads aloud and what draws letters."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.assembly import secret_of
from bot.doctor.finding import Finding, Health
from bot.rendering import voice
from bot.settings import Settings, WrongSetting
from bot.sheets import paged

LITTLE, TOO_LITTLE = 1_000, 100
"""Megabytes free on the disk of the database."""

DRAW = "openssl rand -base64 32"


def findings(settings: Settings) -> Iterator[Finding]:
    """What the machine lacks, or has."""
    yield _secret(settings)
    yield _disk(settings)
    yield _voice()
    yield _fonts()


def _secret(settings: Settings) -> Finding:
    file = file_of(settings.database)
    if settings.secret:
        if len(settings.secret) < 16:
            mend = f"Set KUNDVAL_SECRET to what this gives: {DRAW}"
            return Finding("secret", Health.WARNING, "is short and may be guessed", mend)
        return Finding("secret", Health.OK, "is set")
    if file is None:
        try:
            secret_of(settings)
        except WrongSetting as error:
            mend = f"Set it, in every process to the same: {DRAW}"
            return Finding("secret", Health.WRONG, str(error), mend)
    return Finding("secret", Health.OK, "in a file beside the database")


def _disk(settings: Settings) -> Finding:
    place = file_of(settings.database) or Path()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free // 1_000_000
    said = f"{free} MB free where {place.resolve()} is"
    mend = "Make room, or move the database: a full disk keeps nothing of what people say."
    if free >= LITTLE:
        return Finding("disk", Health.OK, said)
    return Finding("disk", Health.WARNING if free >= TOO_LITTLE else Health.WRONG, said, mend)


def _voice() -> Finding:
    if voice.installed():
        return Finding("espeak-ng", Health.OK, "reads aloud on Telegram")
    mend = "apt-get install espeak-ng"
    return Finding("espeak-ng", Health.WARNING, "is not here: Telegram cannot read aloud", mend)


def _fonts() -> Finding:
    try:
        with paged.writer():
            pass
    except OSError as error:
        mend = "Install the program again: they come with it."
        return Finding("fonts", Health.WRONG, f"{error.filename} cannot be read", mend)
    return Finding("fonts", Health.OK, "leaflets can be made in every script")


def file_of(database: str) -> Path | None:
    """The file of an SQLite database."""
    prefix = "sqlite:///"
    return Path(database.removeprefix(prefix)) if database.startswith(prefix) else None
