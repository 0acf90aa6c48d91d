"""What is copied to the journal, and the file of confirmed choices."""

import csv
import io
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from atdesk import Clock, Worker
from pressing import confirm, press
from stories import DAUGHTER, KARIN, booked, done

from bot.assembly import House
from bot.desk.figures.export import HEAD, no_formula

Give = Callable[..., Awaitable[Worker]]


async def test_the_journal_has_facts_days_and_sources(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    anna = await worker()
    await confirm(anna, call.case.id, provider="kommunen")
    await anna.open(f"/cases/{call.case.id}/journal")
    text = next(v for form in anna.page.forms for n, v in form.fields if v.startswith("Kundval"))

    assert "Uttag tisdag 12 januari 2027 klockan 08.30 av Anna Lind" in text
    assert "Person: Aino Niemi, född 1938" in text
    assert "Önskan, lämnad i chatten: Solrosens hemtjänst. Anhörigs önskan." in text
    assert "Bekräftat val: Kommunens hemtjänst" in text
    assert "2027-01-12 08.30 Bekräftade Kommunens hemtjänst" in text
    assert "070-174" not in text
    assert "journal.read" in done(house, call.case.id)


async def test_a_call_that_was_cancelled_in_the_chat_is_told_without_a_day_that_nobody_knows(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock)
    resident.say("avboka")
    resident.press("cancel", "yes")
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}")

    assert anna.page.text.count("Det är avbokat") == 1
    assert "Bokade samtal tisdag 12 januari klockan 10.00. Det är avbokat" in anna.page.text


async def test_the_file_has_confirmed_choices_and_nobodys_name(
    house: House, clock: Clock, worker: Give
) -> None:
    _, first = booked(house, clock)
    _, second = booked(house, clock, replace(KARIN, name="Nils Ek", phone="070-174 06 07"))
    anna = await worker()
    await confirm(anna, first.case.id)
    await confirm(anna, second.case.id)
    await press(anna, second.case.id, "back")
    await anna.open("/export")
    answer = await anna.client.get("/desk/export?from=2027-01-01&to=2027-01-12")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["content-disposition"]
    assert rows == [
        list(HEAD),
        [
            str(first.case.id), "2027-01-12", "Hemtjänst omvårdnad", "Centrum",
            "Kommunens hemtjänst", "kommun", "Anna Lind", "", "personen själv",
        ],
    ]  # fmt: skip
    assert "Karin" not in answer.text


async def test_another_period_has_none(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    answer = await anna.client.get("/desk/export?from=2027-01-13&to=2027-01-31")

    assert len(answer.text.splitlines()) == 1


async def test_a_period_backwards_is_told(worker: Give) -> None:
    anna = await worker()
    await anna.open("/export?from=2027-02-01&to=2027-01-01")

    assert anna.status == 422
    assert "Den första ska komma först." in anna.page.text


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+46",
        "-1",
        "@cmd",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "|cmd",
        "%0A",
        "＝1",
        "＋1",
    ],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert no_formula((cell, "Ekens omsorg")) == (f"'{cell}", "Ekens omsorg")


async def test_an_officer_whose_name_is_a_formula_runs_nothing_in_the_file(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    hostile = '=HYPERLINK("https://evil.example";A1)'
    anna = await worker(hostile)
    await confirm(anna, call.case.id)
    answer = await anna.client.get("/desk/export?from=2027-01-01&to=2027-01-12")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert [row[6] for row in rows[1:]] == [f"'{hostile}"]


async def test_the_press_that_copies_all_stands_before_the_text(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    page = await anna.open(f"/cases/{call.case.id}/journal")

    assert page.html.index("Kopiera allt") < page.html.index("<textarea")
