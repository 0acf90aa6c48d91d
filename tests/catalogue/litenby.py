"""Litenby: a right catalogue, as small as it can be, for tests to break."""

from pathlib import Path

FILES = ("municipality.toml", "providers.csv", "authorisations.csv", "quality.csv", "units.csv")

TOML = """\
name = "Exempelby kommun"
code = "0000"
example = true
phone = "08-465 004 00"
takes_wishes = true
services = ["care", "relief"]
[rules]
regime = "LOV"
[fee]
kronor = 2660
year = 2026
source = "Exempel"
[open_hours]
monday = "08.30-15.30"
[[areas]]
key = "norr"
name = "Norr"
[[areas]]
key = "soder"
name = "Söder"
[[officers]]
key = "anna"
name = "Anna Lind"
[officers.hours]
monday = ["08.30-11.30", "13.00-15.00"]
[[sources]]
what = "Exempel"
day = 2026-11-22
"""
PROVIDERS = """\
key,name,form,phone,languages,competences,evening,wait_weeks,own_words,updated
kommunen,Kommunens hemtjänst,municipal,08-465 004 02,sv|fi|?,dementia|?,yes,0,Hej,2026-11-01
eken,Ekens omsorg,association,,sv,none,no,,,
"""
AUTHORISATIONS = """\
provider,service,areas,start,end,standing
kommunen,care,*,2020-01-01,,active
eken,relief,norr|soder,2020-01-01,2026-12-31,paused
"""
QUALITY = """\
key,indicator,value,year,answers,source
kommunen,U21468,80,2025,41,Exempel
grupp-ett,U21468,80,2025,,Exempel
"""
UNITS = """\
key,provider,name
grupp-ett,kommunen,Grupp ett
"""


def write(folder: Path) -> Path:
    """Write Litenby there."""
    folder.mkdir(exist_ok=True)
    for name, text in zip(FILES, (TOML, PROVIDERS, AUTHORISATIONS, QUALITY, UNITS), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Put `new` where `old` first stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
