"""What a machine is told of the house's work, and to whom."""

import re
from datetime import timedelta

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from watched import NOW, TOKEN

from bot.assembly import House
from bot.settings import WrongSetting, read_settings
from bot.store.outbox import states
from bot.store.statement import Statement
from bot.store.tables import OUTBOX
from care.ageing import aged, newest

SHOWN = {"Authorization": f"Bearer {TOKEN}"}
Figures = dict[tuple[str, ...], float]


async def figures(client: httpx.AsyncClient) -> Figures:
    """Every sample: its name and its labels' values, in the order of the labels' names."""
    answer = await client.get("/metrics", headers=SHOWN)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def say(client: httpx.AsyncClient, text: str, key: str) -> httpx.Response:
    return await client.post("/api/turns", json={"text": text, "key": key})


@pytest.mark.parametrize(
    "shown", [{}, {"Authorization": TOKEN}, {"Authorization": "Bearer "}, {"Authorization": "ö"}]
)
async def test_a_stranger_is_told_nothing(client: httpx.AsyncClient, shown: dict[str, str]) -> None:
    headers = {name: value.encode() for name, value in shown.items()}
    answer = await client.get("/metrics", headers=headers)

    assert (answer.status_code, answer.text) == (401, "")


async def test_turns_are_counted_by_door_and_outcome(client: httpx.AsyncClient) -> None:
    before = await figures(client)

    first = (await say(client, "Hej, jag heter Ingegerd", "key-one-1")).json()
    again = {"text": "hej", "key": "key-two-2", "conversation": first["conversation"]}
    await client.post("/api/turns", json=again)
    await client.post("/api/turns", json=again)

    after = await figures(client)
    done = {
        outcome: after[("kundval_turns_total", "api", outcome)]
        - before.get(("kundval_turns_total", "api", outcome), 0)
        for outcome in ("answered", "again")
    }
    assert done == {"answered": 2, "again": 1}
    assert after[("kundval_turn_seconds_count", "api")] >= 3
    assert after[("kundval_database_up",)] == 1


async def test_no_label_holds_what_somebody_wrote_or_who_it_was(
    client: httpx.AsyncClient, house: House
) -> None:
    told = (
        await say(client, "Jag heter Ingegerd Ek, 070-174 06 05, 19121212-1212", "key-x-1234")
    ).json()
    text = (await client.get("/metrics", headers=SHOWN)).text

    assert "kundval_turns_total" in text
    for hidden in ("Ingegerd", "070-174", "1740605", "19121212", told["conversation"]):
        assert hidden not in text
    labels = set(re.findall(r"^kundval\w+\{(.*)\}", text, re.MULTILINE))
    names = {name for label in labels for name in re.findall(r'(\w+)="', label)}
    assert names <= {"door", "outcome", "le", "state", "municipality", "channel", "level", "event"}


async def test_what_waits_to_be_sent_is_told_by_its_state(
    client: httpx.AsyncClient, house: House
) -> None:
    for number, (state, minutes) in enumerate(
        [(states.PLANNED, 7), (states.PLANNED, -60), (states.UNCERTAIN, 2), (states.SENT, 99)]
    ):
        due = NOW - timedelta(minutes=minutes)
        row = {
            "key": str(number), "kind": "digest", "version": 0, "municipality": "exempelby",
            "channel": "email", "due": due, "wall": "", "not_after": due + timedelta(days=1),
            "state": state, "next_at": due, "tries": 0,
        }  # fmt: skip
        with house.store.writing() as held:
            held.run(Statement(OUTBOX.insert().values(row)))

    told = await figures(client)

    rows = {state: told[("kundval_outbox_rows", state)] for state in ("planned", "uncertain")}
    assert rows == {"planned": 2, "uncertain": 1}
    assert ("kundval_outbox_rows", "sent") not in told
    assert told[("kundval_outbox_overdue_seconds",)] == 7 * 60


async def test_how_old_a_list_is_told_for_each_municipality(
    client: httpx.AsyncClient, house: House
) -> None:
    here = house.catalogues.now.by_key["exempelby"]
    day = newest(here)
    assert day

    told = await figures(client)

    assert told[("kundval_catalogue_age_days", "exempelby")] == (NOW.date() - day).days
    assert told[("kundval_catalogue_aged_facts", "exempelby")] == aged(here, NOW.date())
    everywhere = {key[1] for key in told if key[0] == "kundval_catalogue_aged_facts"}
    assert everywhere == set(house.catalogues.now.by_key)


def test_a_short_token_is_refused_and_without_one_there_is_no_such_page() -> None:
    with pytest.raises(WrongSetting, match="KUNDVAL_METRICS_TOKEN"):
        read_settings(metrics_token="short")
