"""Whatever is in the files: a catalogue, or lines that can be read. Never a traceback."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litenby import CSV, grids, write, write_workbook

from bot.catalogue import WrongCatalogue, load

FILES = [f"{name}.csv" for name in CSV]
HOSTILE = (
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda s: s.encode("utf-8", "ignore"))
    | st.sampled_from(
        [
            b"x," * 100_000,
            b"key,name,form\n" + b'"' + b"a" * 200_000,
            b"key,name,form\nx,\x1b[31m\x00,=HYPERLINK()\n",
            "key,name,form\nx,<script>alert(1)</script>,company\n".encode("utf-16"),
            b"\xff\xfe\x00",
            b"key;name,form\n" * 100,
        ]
    )
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(FILES), HOSTILE)
def test_t32_any_bytes_are_a_catalogue_or_a_clear_message(tmp_path, name, data):
    folder = write(tmp_path / "litenby")
    (folder / name).write_bytes(data)
    loads_or_tells(folder)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(FILES), st.data())
def test_t32_any_text_in_any_place_is_a_catalogue_or_a_clear_message(tmp_path, name, data):
    folder = write(tmp_path / "litenby")
    text = (folder / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    put = data.draw(st.text(st.characters(codec="utf-8"), max_size=40))
    (folder / name).write_text(text[:start] + put + text[end:], encoding="utf-8", newline="")
    loads_or_tells(folder)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_t32_a_workbook_with_bytes_changed_is_a_catalogue_or_a_clear_message(tmp_path, data):
    path = tmp_path / "a.xlsx"
    if not path.exists():
        write_workbook(path, grids())
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.binary(max_size=8))
    cut = data.draw(st.sampled_from([at + len(put), len(whole)]))
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(whole[:at] + put + whole[cut:])
    loads_or_tells(broken)


def loads_or_tells(path: Path) -> None:
    try:
        here, problems = load(path), None
    except WrongCatalogue as wrong:
        here, problems = None, wrong.problems
    if here is not None:
        assert all(p.name.isprintable() for p in here.providers)
        return
    assert problems
    for problem in problems:
        assert str(problem).isprintable()
        assert len(str(problem).removeprefix(str(path))) < 600


def repacked(path: Path, change: dict[str, bytes]) -> Path:
    """The workbook with some of its parts put in place of others."""
    out = path.with_name("repacked.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *change]):
            new.writestr(name, change[name] if name in change else old.read(name))
    return out


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "a.xlsx", grids())


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def refused(path: Path) -> str:
    start = time.process_time()
    with pytest.raises(WrongCatalogue) as wrong:
        load(path)
    assert time.process_time() - start < HANGS
    assert len(wrong.value.problems) == 1
    return str(wrong.value).removeprefix(f"{path}: ")


HANGS = 10
"""Seconds of the processor's; what harms nobody takes a tenth of one."""

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
LOCKED = (
    "Filen är låst med lösenord, eller sparad i Excels gamla format (.xls). Ta bort lösenordet."
)
NO_WORKBOOK = "Filen är ingen Excel-arbetsbok"
TOO_LARGE = "Filen är för stor när den packas upp. Är det rätt fil?"
DAMAGED = "Filen är skadad och går inte att läsa. Öppna den i Excel och spara om den som .xlsx."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, LOCKED),
        (b"", NO_WORKBOOK),
        (b"key,name\n", NO_WORKBOOK),
        (b"%PDF-1.7", NO_WORKBOOK),
        (b"PK\x03\x04", NO_WORKBOOK),
        (b"PK\x05\x06" + b"\0" * 18, NO_WORKBOOK),
        (b"x" * 25_000_001, "Filen är större än 25 miljoner byte. Är det rätt fil?"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path, data, expected):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)

    assert refused(path).startswith(expected)


def test_a_zip_without_a_workbook_is_told(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert refused(path).startswith(NO_WORKBOOK)


def test_t32_zip_bombs_are_refused_before_they_are_unpacked(workbook):
    one_large = repacked(workbook, {"xl/media/a.bin": b"\0" * 20_000_000})
    assert refused(one_large) == TOO_LARGE
    many_parts = repacked(workbook, {f"xl/media/{n}": b"" for n in range(2_001)})
    assert refused(many_parts) == TOO_LARGE
    many_large = repacked(workbook, {f"xl/media/{n}": b"\0" * 4_900_000 for n in range(31)})
    assert refused(many_large) == TOO_LARGE


def test_t32_a_zip_that_lies_about_its_size_is_not_believed(workbook):
    bomb = repacked(workbook, {STRINGS: b" " * 30_000_000})
    data = bytearray(bomb.read_bytes())
    real, small = (30_000_000).to_bytes(4, "little"), (300).to_bytes(4, "little")
    assert data.count(real) == 2
    bomb.write_bytes(data.replace(real, small))

    assert refused(bomb) == DAMAGED


def test_a_workbook_in_a_workbook_is_no_bomb(workbook):
    loads_or_tells(repacked(workbook, {"xl/media/a.zip": workbook.read_bytes()}))


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "'
    + b"&b;" * 1000
    + b'"><!ENTITY d SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("entity", [b"&b;", b"&c;", b"&d;"])
@pytest.mark.parametrize("name", [SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml"])
def test_t32_entities_are_refused(workbook, name, entity):
    xml = part(workbook, name).split(b"?>", 1)[1].replace(b">", b">" + entity, 1)

    assert openpyxl.DEFUSEDXML
    assert DAMAGED in refused(repacked(workbook, {name: ENTITIES + xml}))


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    return (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        b'2006/main">' + before + b"<sheetData>" + rows + b"</sheetData></worksheet>"
    )


FIELD = b'<c r="%s1" t="inlineStr"><is><t>field</t></is></c>'


def test_a_sheet_that_claims_a_million_rows_does_not_hang(workbook):
    claims = part(workbook, SHEET).replace(b'ref="A1:D17"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in claims
    start = time.process_time()

    assert load(repacked(workbook, {SHEET: claims})).key == "litenby"
    assert time.process_time() - start < HANGS


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (sheet(b'<row r="1">' + FIELD % b"XFD" + b"</row>"), "Det är fler än 300 kolumner."),
        (sheet(b'<row r="1">' + FIELD % b"ZZZZ" + b"</row>"), DAMAGED),
        (sheet(b'<row r="2"/><row r="1">' + FIELD % b"A" + b"</row>"), DAMAGED),
        (sheet(b'<row r="x">' + FIELD % b"A" + b"</row>"), DAMAGED),
        (sheet(b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), DAMAGED),
        (sheet(b'<row r="1"><c r="A1"><v>' + b"9" * 9_000 + b"</v></c></row>"), DAMAGED),
        (sheet(b'<row r="1"><c r="A1" t="d"><v>i dag</v></c></row>'), DAMAGED),
        (sheet(b"<row>" + b"<c><v>1</v></c>" * 400 + b"</row>"), "Det är fler än 300 kolumner."),
        (sheet(b"<row><c><v>1</v></c></row>" * 100_001), "Det är fler än 100000 rader."),
        (b"<worksheet", DAMAGED),
        (b"", DAMAGED),
    ],
)
def test_a_sheet_made_to_harm_is_refused(workbook, xml, expected):
    assert expected in refused(repacked(workbook, {SHEET: xml}))


def test_a_row_far_down_does_not_hang(workbook):
    far = b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
    xml = part(workbook, SHEET).replace(b"</sheetData>", far)
    start = time.process_time()
    loads_or_tells(repacked(workbook, {SHEET: xml}))

    assert time.process_time() - start < HANGS


def test_a_huge_cell_is_told_by_its_length(workbook):
    sheets = grids()
    sheets["providers"][2][1] = "a" * 32_000
    path = write_workbook(workbook.with_name("huge.xlsx"), sheets)

    assert refused(path) == ("Bladet providers, cell B3: Texten har 32000 tecken. Skriv högst 60.")


def test_a_password_on_a_part_is_told(workbook):
    data = bytearray(workbook.read_bytes())
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        at = archive.start_dir
    data[at + 8] |= 1
    locked = workbook.with_name("locked.xlsx")
    locked.write_bytes(data)

    assert refused(locked).startswith("Filen är låst med lösenord.")


def test_nothing_of_a_file_is_left_open(workbook):
    load(workbook)
    workbook.unlink()  # and a ResourceWarning would fail the test
