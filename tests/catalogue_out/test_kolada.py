"""Figures in the shape of Kolada's API, laid into a list; and a server of that shape."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from towns import Sheets, change, figure, small, town

from bot.catalogue.kolada.api import fetch
from bot.catalogue.kolada.figures import Laid, Reading, WrongAnswer, lay, newest, readings
from care.quality import Indicator

Page = dict[str, Any]


def row(owner: str, kpi: str, period: int | str, value: float | None, **more: Any) -> Page:
    """One figure as the API has it; men and women stand beside all."""
    of = "ou" if owner.startswith("V") else "municipality"
    values = [
        {"count": 1, "gender": "K", "status": "", "value": 11.0},
        {"count": 1, "gender": "M", "status": "", "value": 22.0},
        {"count": 1, "gender": "T", "status": "" if value is not None else "Missing",
         "value": value},
    ]  # fmt: skip
    return {"kpi": kpi, of: owner, "period": period, "values": values, **more}


def page(*rows: Page, **more: Any) -> Page:
    return {"count": len(rows), "values": list(rows), **more}


def laid(*rows: Page, sheets: Sheets | None = None, year: int | None = None) -> Laid:
    return lay(sheets or small(), newest(readings(page(*rows)), year))


def figures(laid: Laid) -> list[tuple[str, str, str, str]]:
    return [(r["key"], r["indicator"], r["value"], r["year"]) for r in laid.rows]


def test_a_unit_is_found_by_its_id_and_only_all_genders_count() -> None:
    found = laid(row("V21E002", "U21505", 2025, 79.4))

    assert figures(found)[1:] == [("eken-norr", "U21505", "79", "2025")]
    assert found.new == 1


def test_the_municipality_and_the_country_have_figures_of_their_own() -> None:
    found = laid(row("1880", "U21468", 2025, 84.5), row("0000", "U21468", 2025, 86))

    assert figures(found)[1:] == [
        ("municipality", "U21468", "85", "2025"),
        ("country", "U21468", "86", "2025"),
    ]
    here = town({**small(), "quality": [dict(r) for r in found.rows]})
    assert (here.figures[0].value, here.country[0].value) == (85, 86)


def test_the_count_of_the_api_is_never_how_many_answered() -> None:
    found = laid(row("V21E002", "U21505", 2025, 79))

    assert "answers" not in found.rows[-1]


def test_the_source_names_who_asked_and_who_published() -> None:
    found = laid(row("V21E002", "U21505", 2025, 79), row("V21E002", "U28538", 2024, 60))

    assert [r["source"] for r in found.rows[1:]] == [
        "Kolada (RKA), Socialstyrelsen: Vad tycker de äldre om äldreomsorgen 2025",
        "Kolada (RKA), SKR: Brukarundersökning funktionshinder 2024",
    ]


def test_what_is_secret_missing_or_not_ours_gives_no_row() -> None:
    found = laid(row("V21E002", "U21505", 2025, None), row("V21E002", "N00945", 2025, 12))

    assert found.rows == tuple(small()["quality"])


def test_the_latest_year_is_taken_and_an_older_version_of_the_api_says_it_as_text() -> None:
    rows = (row("V21E002", "U21505", "2024", 70), row("V21E002", "U21505", "2023", 60))

    assert figures(laid(*rows))[1:] == [("eken-norr", "U21505", "70", "2024")]
    assert figures(laid(*rows, year=2023))[1:] == [("eken-norr", "U21505", "60", "2023")]


def test_a_later_year_takes_the_place_of_an_earlier_and_never_the_other_way() -> None:
    assert figures(laid(row("V21E001", "U21468", 2026, 90))) == [("eken", "U21468", "90", "2026")]

    earlier = laid(row("V21E001", "U21468", 2024, 90))
    assert figures(earlier) == [("eken", "U21468", "88", "2025")]
    assert earlier.kept == 1


def test_several_years_in_the_list_become_the_latest() -> None:
    sheets = small()
    sheets["quality"] += [figure("eken", "U21468", 70, 2024), figure("eken", "U21505", 81)]

    assert laid(row("V21E002", "U21461", 2025, 1), sheets=sheets).rows[:3] == tuple(
        small()["quality"] + sheets["quality"][1:]
    )
    assert figures(laid(row("V21E001", "U21468", 2026, 90), sheets=sheets)) == [
        ("eken", "U21468", "90", "2026"),
        ("eken", "U21505", "81", "2025"),
    ]


def test_how_many_answered_stays_for_the_same_year() -> None:
    sheets = change(small(), "quality", 0, answers="42")

    assert laid(row("V21E001", "U21468", 2025, 70), sheets=sheets).rows[0]["answers"] == "42"
    assert "answers" not in laid(row("V21E001", "U21468", 2026, 70), sheets=sheets).rows[0]


def test_ids_that_are_not_found_are_told_both_ways() -> None:
    found = laid(row("V21E001", "U21468", 2025, 70), row("V99E999", "U21468", 2025, 70))

    assert found.unknown == ("V99E999",)
    assert found.silent == ("V21E002",)


def test_an_example_municipality_has_no_figures_of_its_own() -> None:
    example = change(small(), "municipality", 2, value="0000")

    assert figures(laid(row("0000", "U21468", 2025, 86), sheets=example))[1:] == [
        ("country", "U21468", "86", "2025")
    ]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], None),
        ("text", "inte siffror från Kolada"),
        ({"detail": "Not Found"}, "”values”"),
        ({"values": ["a"]}, "”values”"),
        (page({"kpi": "U21468", "ou": "V21E001", "period": 2025}), "”values”"),
        (page(row("V21E001", "U21468", "i fjol", 3)), "vilket år"),
        (page(row("V21E001", "U21468", 2025, 101)), "från 0 till 100"),
        (page(row("V21E001", "U21468", 2025, "87")), "från 0 till 100"),
    ],
)
def test_what_is_no_answer_of_koladas_is_refused_with_a_sentence(
    answer: object, said: str | None
) -> None:
    if said is None:
        assert list(readings(answer)) == []
    else:
        with pytest.raises(WrongAnswer, match=said):
            list(readings(answer))


# --- over HTTP ---

Answer = Callable[[str, dict[str, str]], tuple[int, str, bytes]]


@contextmanager
def server(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """A server on loopback; its address, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path)
            asked.append(self.path)
            query = {name: values[0] for name, values in parse_qs(path.query).items()}
            status, kind, body = answer(path.path, query)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}/v3", asked
        http.shutdown()


def as_json(page: object) -> tuple[int, str, bytes]:
    return 200, "application/json", json.dumps(page).encode()


def test_every_page_is_read_and_every_kind_of_owner_is_asked_for() -> None:
    host: list[str] = []

    def answer(path: str, query: dict[str, str]) -> tuple[int, str, bytes]:
        if path.startswith("/v3/data/"):
            return as_json(page(row("0000", "U21468", 2025, 86)))
        if "page" not in query:
            following = f"http://{host[0]}{path}?page=2"
            return as_json(page(row("V21E001", "U21468", 2025, 70), next_url=following))
        # The last page of all is followed by an empty one.
        rows = [row("V21E002", "U21468", 2025, 71)] if query["page"] == "2" else []
        return as_json(page(*rows, next_url=f"{path}?page=3"))

    with server(answer) as (base, asked):
        host.append(urlsplit(base).netloc)
        pages = list(fetch(base, ["V21E001", "V21E002"], "1880", 2025))

    found = [one for each in pages for one in readings(each)]
    assert found == [
        Reading("V21E001", Indicator.SATISFIED, 2025, 70),
        Reading("V21E002", Indicator.SATISFIED, 2025, 71),
        Reading("0000", Indicator.SATISFIED, 2025, 86),
    ]
    assert asked[0].startswith("/v3/oudata/kpi/U21468,")
    assert asked[0].endswith("/ou/V21E001,V21E002/year/2025")
    assert asked[-1].endswith("/municipality/1880,0000/year/2025")


def test_many_units_are_asked_for_some_at_a_time() -> None:
    units = [f"V21E{n:03}" for n in range(60)]
    with server(lambda *_: as_json(page())) as (base, asked):
        list(fetch(base, units, "1880", None))

    assert [len(path.rpartition("/ou/")[2].split(",")) for path in asked[:-1]] == [25, 25, 10]
    assert not any("/year/" in path for path in asked)


def slowly(*_: object) -> tuple[int, str, bytes]:
    time.sleep(0.6)
    return as_json(page())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda *_: (500, "text/html", b"<h1>Internal Server Error</h1>"), "svarar med fel 500"),
        (lambda *_: (404, "application/json", b'{"detail": "Not Found"}'), "svarar med fel 404"),
        (lambda *_: (200, "text/html", b"<html>Kolada</html>"), "inte med siffror"),
        (lambda *_: as_json(["a"]), "inte med siffror"),
        (lambda *_: (200, "application/json", b"\xff\xfe{"), "inte med siffror"),
        (slowly, "svarar inte i tid"),
        (lambda *_: as_json(page(row("V21E001", "U21468", 2025, 1), next_url="http://a.example/")),
         "visar vidare till en annan server"),
        (lambda *_: as_json(page(row("V21E001", "U21468", 2025, 1), next_url="?page=2")),
         "slutar inte att svara"),
    ],
)  # fmt: skip
def test_a_server_that_does_not_answer_right_is_told_in_a_sentence(
    answer: Answer, said: str
) -> None:
    with server(answer) as (base, _), pytest.raises(WrongAnswer, match=said) as wrong:
        list(fetch(base, ["V21E001"], "1880", 2025, patience=0.3))
    assert "127.0.0.1" in str(wrong.value)


@pytest.mark.parametrize("base", ["http://127.0.0.1:1/v3", "ftp://kolada.example", "kolada", ""])
def test_an_address_without_a_server_is_told(base: str) -> None:
    with pytest.raises(WrongAnswer, match="går inte att nå"):
        list(fetch(base, ["V21E001"], "1880", 2025, patience=1))
