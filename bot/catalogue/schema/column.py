"""What a column and a sheet of the catalogue are, before any is named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bot.catalogue.schema.kinds import Kind, fold

TRANSLATED = {
    "fi": "finska", "ar": "arabiska", "en": "engelska", "fa": "persiska", "so": "somaliska",
    "pl": "polska", "es": "spanska", "tr": "turkiska", "bs": "bosniska", "ti": "tigrinja",
    "ru": "ryska", "uk": "ukrainska", "ckb": "sorani", "ku": "kurmanji",
}  # fmt: skip
"""The languages that a free text may also be written in."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one fact of the municipality's: all that is known of it.

    `title` is its heading for a keeper and `explains` what to write there, both in Swedish.
    `language` is set where it holds the translation of another column, `of`.
    """

    name: str
    title: str
    kind: Kind[Any]
    explains: str
    example: str = ""
    must: bool = False
    language: str = ""
    of: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns, and in Swedish what it is for."""

    name: str
    title: str
    purpose: str
    columns: tuple[Column, ...]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def headings(self) -> dict[str, Column]:
        """Its columns by all that they may be headed with, folded."""
        titles = {fold(column.title): column for column in self.columns}
        return titles | {fold(column.name): column for column in self.columns}


def must(column: Column) -> Column:
    """The same column, and it has to be filled in."""
    return replace(column, must=True)


def with_translations(columns: Sequence[Column], *names: str) -> tuple[Column, ...]:
    """The columns, and after them those for translations of the free texts called `names`."""
    texts = {column.name: column for column in columns}
    return (
        *columns,
        *(
            replace(
                texts[name],
                name=f"{name}_{code}",
                title=f"{texts[name].title} på {language}",
                explains=f"Samma text på {language}.",
                example="",
                language=code,
                of=name,
            )
            for name in names
            for code, language in TRANSLATED.items()
        ),
    )
