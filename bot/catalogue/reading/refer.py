"""Cells that name a row of another sheet: whether it is there, and where it should be."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.book import Book
from bot.catalogue.problems import absent
from bot.catalogue.reading.rows import Row
from bot.catalogue.schema.lists import EVERYWHERE
from care.providers import OUTSIDE

Sheets = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Refer:
    """The keys that can be named. Of the sheets in `gone` nothing is told: that they are missing
    has been told once.
    """

    book: Book
    providers: Collection[str]
    areas: Collection[str]
    gone: Collection[str]

    def on(self, sheet: str) -> str:
        """Where a sheet's rows stand, as a keeper knows it."""
        return self.book.on(sheet)

    def provider(self, row: Row, column: str) -> None:
        """That the provider is there."""
        key = row[column]
        if key and key not in self.providers and "providers" not in self.gone:
            row.wrong(column, absent(key, list(self.providers), self.on("providers")))

    def site(self, row: Row) -> None:
        """That the place is an area, or outside."""
        known = (None, "", OUTSIDE, *self.areas)
        if row["site"] not in known and "areas" not in self.gone:
            said = absent(row["site"], list(self.areas), self.on("areas"))
            row.wrong("site", f"{said} Utanför kommunen skrivs {OUTSIDE}.")

    def every_area(self, row: Row) -> None:
        """That all the areas are there."""
        for area in row["areas"] or ():
            if area != EVERYWHERE and area not in self.areas and "areas" not in self.gone:
                said = absent(area, list(self.areas), self.on("areas"))
                row.wrong("areas", f"{said} Hela kommunen skrivs {EVERYWHERE}.")


def given_here(sheets: Sheets) -> Collection[str]:
    """The services in the choice."""
    return {row["service"] for row in sheets["services"] if row["service"]}
