"""Several processes behind one address count together, and whichever is asked tells of all."""

from pathlib import Path

import pytest
from loopback import BotApi
from open_house import METRICS, OpenHouse, open_house


async def answered(house: OpenHouse) -> list[str]:
    shown = {"Authorization": f"Bearer {METRICS}"}
    text = (await house.client.get("/metrics", headers=shown)).text
    wanted = ('kundval_turns_total{door="api"', "kundval_database_up ")
    return [line for line in text.splitlines() if line.startswith(wanted)]


async def test_either_of_two_processes_tells_the_turns_of_both(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "counted").mkdir()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "counted"))
    database = f"sqlite:///{tmp_path}/kundval.db"
    more = {"ADDRESS": "https://a.test"}
    one = await open_house(api, tmp_path / "one.log", database, **more)
    two = await open_house(api, tmp_path / "two.log", database, **more)

    for house, times in ((one, 1), (two, 2)):
        for number in range(times):
            asked = {"key": f"turn-{number:05}", "text": "hej"}
            assert (await house.client.post("/api/turns", json=asked)).status_code == 200

    told = [await answered(house) for house in (one, two)]
    for house in (one, two):
        await house.close()
    both = 'kundval_turns_total{door="api",outcome="answered"} 3.0'
    assert [sorted(lines) for lines in told] == [["kundval_database_up 1.0", both]] * 2
