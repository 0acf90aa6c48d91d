"""Litenby: a right catalogue, as small as it can be, for tests to break."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

Grid = list[list[Any]]
"""The cells of a sheet, row by row."""

CSV = {
    "municipality": """\
field,value,source,day
name,Litenby kommun,Exempel,2026-11-22
code,0000,,
example,yes,,
phone,08-465 004 00,,
takes_wishes,yes,,
regime,LOV,,
change,notice,,
change_number,14,,
fee_kronor,2660,Exempel,2026-11-22
fee_year,2026,,
free_hours,yes,,
free_hours_age,75,,
retention_decision,Nämnden 2026-01-15,,
retention_answers,30,,
open_monday,08.30-15.30,,
""",
    "areas": """\
key,name,places
norr,Norr,Kullen|Torget
soder,Söder,
""",
    "services": """\
service,change,change_number,source,day
care,,,,
relief,cut_off,20,Exempel,2026-11-22
""",
    "contacts": """\
role,name,phone,monday
complaints,Synpunkter,08-465 004 01,09.00-12.00
""",
    "officers": """\
key,name,monday,languages,areas,most
anna,Anna Lind,08.30-11.30|13.00-15.00,,,
""",
    "providers": """\
key,name,form,organisation_number,phone,site,languages,competences,evening,hours,own_words,\
own_words_fi,review_day,review_finding,successor,successor_day,updated
kommunen,Kommunens hemtjänst,municipal,,08-465 004 02,norr,sv|fi|?,dementia|?,yes,07.00-22.00,Hej,\
Hei,2026-03-12,Två planer saknades.,,,2026-11-01
eken,Ekens omsorg,association,556036-0793,,outside,sv,none,no,,,,,,kommunen,2027-01-01,
""",
    "units": """\
key,provider,name,site,services
grupp-ett,kommunen,Grupp ett,soder,care|relief
""",
    "authorisations": """\
provider,service,areas,start,end,standing,reason,places,weeks
kommunen,care,*,2020-01-01,,active,,3,0
eken,relief,norr|soder,2020-01-01,2026-12-31,paused,Sjukdom,,
""",
    "quality": """\
key,indicator,value,year,answers,source
kommunen,U21468,80,2025,41,Exempel
grupp-ett,U21468,80,2025,,Exempel
municipality,U21468,84,2025,900,Exempel
country,U21468,86,2025,,Exempel
""",
}


def write(folder: Path) -> Path:
    """Write Litenby there as a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in CSV.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Put `new` where `old` first stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def grids() -> dict[str, Grid]:
    """Litenby's sheets as cells, to be changed and written as a workbook."""
    found: dict[str, Grid] = {name: list(csv.reader(StringIO(text))) for name, text in CSV.items()}
    found["municipality"].append(["key", "litenby", "", ""])
    return found


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write cells as a workbook; a date is written as Excel's own, a number as a number."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    if hasattr(cell, "isoformat"):
                        page.write_datetime(y, x, cell, days)
                    elif isinstance(cell, str):
                        if cell:
                            page.write_string(y, x, cell)
                    else:
                        page.write(y, x, cell)
    return path


def put(sheets: dict[str, Grid], address: str, cell: Any) -> None:
    """Put a cell where a keeper says that it stands: `put(sheets, "providers C3", "privat")`."""
    name, place = address.split()
    column, row = ord(place[0]) - ord("A"), int(place[1:]) - 1
    sheets[name][row][column] = cell
