"""What both kinds of copy have in common."""

from collections.abc import Mapping

from bot.store.migrate import head

Counts = Mapping[str, int]
"""Rows by table."""


class NotRestored(Exception):
    """It cannot be put back; the text says why. What was there is as it was."""


def known(version: str) -> None:
    """Raises NotRestored where a newer program than this has written it, or none of ours."""
    if not version:
        raise NotRestored("There is no database of ours in the file.")
    if version > head():
        raise NotRestored(f"A newer program wrote it: {version}; this one knows {head()}.")
