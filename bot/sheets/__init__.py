"""Sheets to print: the leaflet, and the list of providers in large print.

A sheet is a column of blocks, whatever becomes of it: PDF, SVG or a page for a browser.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is; its size is for `bot.sheets.paged` and the style sheet."""

    WHOSE = "whose"
    TITLE = "title"
    HEADING = "heading"
    NAME = "name"
    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    ADDRESS = "address"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Block:
    """Some words, or of a CODE the address that it leads to."""

    kind: Kind
    text: str
    lang: str = ""
    """Where it is another language than the sheet's."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed, in one language; `direction` is ltr or rtl."""

    title: str
    language: str
    direction: str
    blocks: tuple[Block, ...]
