"""Figures at the desk: counted from what was said, and nobody to be found in them."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from atdesk import Clock, Resident, Worker

Give = Callable[..., Awaitable[Worker]]
New = Callable[[], Resident]


def answered(resident: New, knew: str, language: str = "sv") -> Resident:
    """Somebody who has said whether they knew, and where they live."""
    one = resident()
    one.press("language", language)
    one.press("knew", knew)
    one.press("municipality", "exempelby")
    return one


async def test_twelve_knew_and_seven_did_not(worker: Give, resident: New) -> None:
    for _ in range(12):
        answered(resident, "yes")
    for _ in range(7):
        answered(resident, "no")
    anna = await worker()

    page = await anna.open("/statistics")

    assert "Ja12" in page.text.replace(" ", "")
    assert "Nej7" in page.text.replace(" ", "")
    assert "svenska19" in page.text.replace(" ", "")
    assert '<th scope="col">Språk</th><th scope="col">Chattar</th>' in page.html


async def test_three_who_speak_finnish_are_not_shown(worker: Give, resident: New) -> None:
    for language, n in (("sv", 20), ("fi", 3), ("ar", 6)):
        for _ in range(n):
            answered(resident, "yes", language)
    anna = await worker()

    sheet = (await anna.client.get("/desk/statistics.csv")).text

    assert "Språk;Chattar;svenska;20" in sheet
    assert "Språk;Chattar;finska;färre än 5" in sheet
    assert "Språk;Chattar;arabiska;färre än 5" in sheet  # or the total would tell the other


async def test_where_people_stop_and_are_not_understood(
    worker: Give, resident: New, clock: Clock
) -> None:
    for _ in range(5):
        answered(resident, "yes").say("xqzw blorp")
    clock.at += timedelta(days=2)
    anna = await worker()

    sheet = (await anna.client.get("/desk/statistics.csv")).text

    assert "Var man slutar;Chattar som är tysta sedan ett dygn;Vem som ska få hjälpen;5" in sheet
    assert "Var datorn inte förstår;Chattar;Vem som ska få hjälpen;5" in sheet


async def test_a_chart_is_a_picture_with_the_tables_figures(worker: Give, resident: New) -> None:
    for _ in range(6):
        answered(resident, "yes")
    anna = await worker()

    page = await anna.open("/statistics?days=90")
    chart = await anna.client.get("/desk/statistics/knew.svg?days=90")
    none = await anna.client.get("/desk/statistics/chosen.svg?days=90")

    assert "Stapeldiagram" in page.html
    assert chart.headers["content-type"].startswith("image/svg+xml")
    assert ">Ja<" in chart.text
    assert "<script" not in chart.text
    assert none.status_code == 404


async def test_another_municipality_counts_its_own(worker: Give, resident: New) -> None:
    for _ in range(9):
        answered(resident, "yes")
    other = await worker("Eva Ek", None, here="botkyrka")

    sheet = (await other.client.get("/desk/statistics.csv")).text

    assert "9" not in sheet.replace("färre än", "")


async def test_which_leaflets_bring_people(worker: Give, resident: New) -> None:
    for link, n in (("ar_exempelby_centrum_care", 7), ("sv_exempelby__", 6)):
        for _ in range(n):
            one = resident()
            one.start(link)
            if link.startswith("ar"):
                one.press("heard", "yes")  # the others stop before they have said where they live
    for _ in range(6):
        resident().start("sv_nacka__")
    anna = await worker()

    sheet = (await anna.client.get("/desk/statistics.csv")).text

    assert sheet.count("Vilka blad") == 2, "none of another municipality's"
    assert "Vilka blad man kommer från;Chattar;Arabiska, Centrum, Duscha och klä på sig;7" in sheet
    assert "Vilka blad man kommer från;Chattar;Svenska;6" in sheet
