"""An empty workbook for a keeper to fill in, with explanations and examples."""

from pathlib import Path

from bot.catalogue.book import of
from bot.catalogue.writing.workbook import write_workbook


def write_template(out: Path, key: str = "", name: str = "") -> None:
    """A template in `out`, with the municipality's key and name where they are given.

    Raises OSError where it cannot be written.
    """
    facts = [{"field": field, "value": value} for field, value in (("key", key), ("name", name))]
    write_workbook(of({"municipality": [f for f in facts if f["value"]]}), out, examples=True)
