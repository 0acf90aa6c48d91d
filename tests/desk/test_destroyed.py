"""The record of what was destroyed, as it is read and taken along."""

import csv
import io
import shutil
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from atdesk import Clock, Worker
from stories import KARIN, booked

from bot.assembly import House, assemble
from bot.settings import Settings
from bot.store import protocol
from care.retention import Record

Give = Callable[..., Awaitable[Worker]]
OURS = Path(__file__).resolve().parents[2] / "catalogues" / "exempelby"
NIGHT = date(2026, 11, 23)


@pytest.fixture
def house(database: str, keys: tuple[str, ...], tmp_path: Path) -> Iterator[House]:
    """A house of its own, where the decision lets the log be."""
    folder = tmp_path / "catalogues" / "exempelby"
    shutil.copytree(OURS, folder)
    facts = folder / "municipality.csv"
    lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("retention_log")]
    facts.write_text("".join(kept), encoding="utf-8")
    shutil.copytree(OURS.parent / "nacka", folder.parent / "nacka")
    settings = Settings(
        database=database, secret="test", keys=",".join(keys), catalogues=folder.parent
    )
    made = assemble(settings, patience=2)
    yield made
    made.close()


def gone(
    house: House,
    day: date = NIGHT,
    record: Record = Record.TURNS,
    count: int = 1,
    here: str = "exempelby",
    decision: str = "SN § 4",
) -> None:
    """Noted as the night's work notes it."""
    before = datetime(2026, 10, 24, 2, tzinfo=UTC)
    with house.store.writing() as held:
        protocol.note(held, here, day, record, decision, before, count)


async def test_what_the_night_destroyed_stands_there_in_words(
    house: House, clock: Clock, worker: Give
) -> None:
    booked(house, clock, KARIN)
    anna = await worker()
    house.erasing.erase(clock() + timedelta(days=40))
    text = (await anna.open("/erased")).text

    assert "Gallringsprotokoll, februari 2027" in text
    assert "Söndag 21 februariSamtalets gång i chatten" in text
    assert "2027-01-22Påhittat gallringsbeslut, exempel" in text


async def test_what_holds_now_is_told_by_kind(worker: Give) -> None:
    text = (await (await worker()).open("/erased")).text

    assert "Beslut: Påhittat gallringsbeslut, exempel." in text
    assert "Samtalets gång i chatten30 dagar" in text
    assert "Val med sina samtal1825 dagar" in text
    assert "vad som har skickatsGallras inte" in text
    assert "Inget har gallrats än." in text


async def test_where_no_decision_is_named_nothing_is_destroyed_and_it_says_where_one_is_written(
    worker: Give,
) -> None:
    nils = await worker("Nils Nord", officer="nils", here="nacka")
    text = (await nils.open("/erased")).text

    assert "Därför gallras inget" in text
    assert "på raden ”Gallringsbeslut” (retention_decision)" in text
    assert "Så länge sparas det nu" not in text


async def test_a_month_and_a_year_are_chosen_and_the_newest_comes_first(
    house: House, worker: Give
) -> None:
    for day, count in (
        (date(2025, 12, 31), 1), (date(2026, 1, 1), 2), (date(2026, 11, 22), 3), (NIGHT, 4),
    ):  # fmt: skip
        gone(house, day, count=count)
    gone(house, NIGHT, Record.LOG, 5)
    anna = await worker()

    def counts() -> list[str]:
        body = anna.page.html.partition("<tbody>")[2].partition("</tbody>")[0]
        return [part.split()[0] for part in body.split('data-of="Antal">')[1:]]

    await anna.open("/erased")
    assert anna.page.forms[-1].options["of"] == [
        "2026", "2026-11", "2026-01", "2025", "2025-12"
    ]  # fmt: skip
    assert counts() == ["4", "5", "3"]
    await anna.open("/erased?of=2026")
    assert counts() == ["4", "5", "3", "2"]
    await anna.open("/erased?of=2025-12")
    assert counts() == ["1"]
    await anna.open("/erased?of=2026-02")
    assert "Inget har gallrats då." in anna.page.text
    for strange in ("2026-13", "1026", "x", "2026-11-23", "', ''"):
        await anna.open(f"/erased?of={strange}")
        assert counts() == ["4", "5", "3"], strange


async def test_the_file_has_the_same_and_no_formula(house: House, worker: Give) -> None:
    gone(house, date(2025, 12, 31), Record.CASES, 7)
    gone(house, decision='=HYPERLINK("https://evil.example")')
    anna = await worker()
    answer = await anna.client.get("/desk/erased.csv?of=2026-11")
    whole = await anna.client.get("/desk/erased.csv")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="gallring-exempelby-2026-11.csv"' in answer.headers["content-disposition"]
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")) == [
        ["Dag", "Vad", "Antal", "Räknas i", "Äldre än", "Beslut"],
        ["2026-11-23", "Samtalets gång i chatten", "1", "turer", "2026-10-24",
         "'=HYPERLINK(\"https://evil.example\")"],
    ]  # fmt: skip
    assert len(whole.text.splitlines()) == 3
    assert "2025-12-31;Val med sina samtal;7;ärenden" in whole.text


async def test_nothing_of_another_municipality_or_of_nobodys_is_shown(
    house: House, worker: Give
) -> None:
    gone(house, count=41, here="exempelby")
    gone(house, count=424242, here="")
    nils = await worker("Nils Nord", officer="nils", here="nacka")
    anna = await worker()

    for path in ("/erased", "/erased?of=2026-11", "/erased.csv", "/erased.csv?of=2026"):
        theirs = await nils.client.get(f"/desk{path}")
        ours = await anna.client.get(f"/desk{path}")
        assert "Samtalets gång" not in theirs.text, path
        assert "41" in ours.text, path
        assert "424242" not in ours.text, path
