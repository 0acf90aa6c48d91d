"""How a workbook looks: few colours, and contrast enough to read."""

from collections.abc import Mapping
from typing import Any

Looks = Mapping[str, Any]
"""XlsxWriter's formats by name."""

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "bg_color": "#DCE9F5", "border": 1, "text_wrap": True},
    "must": {"bold": True, "bg_color": "#BFD8EE", "border": 1, "text_wrap": True},
    "name": {"font_color": "#767676", "italic": True},
    "hint": {"font_color": "#595959", "italic": True, "text_wrap": True},
    "text": {"num_format": "@"},  # else a spreadsheet makes 0114 to 114
    "number": {"num_format": "0"},
    "day": {"num_format": "yyyy-mm-dd"},
    "big": {"bold": True, "font_size": 16},
    "part": {"bold": True, "font_size": 13},
    "said": {"text_wrap": True},
}


def add_looks(workbook: Any) -> Looks:
    """The formats, added to a workbook."""
    return {name: workbook.add_format({"valign": "top", **look}) for name, look in _LOOKS.items()}
