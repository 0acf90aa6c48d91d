"""A stored edition is served also when this program reads more strictly than the one before."""

from datetime import date

import pytest
from towns import Sheets, change, small

from bot.catalogue import Book, WrongCatalogue, read_book, read_stored, version
from bot.catalogue.book import of
from bot.catalogue.reading.stored import read_changed
from care.municipality import Municipality
from care.providers import Availability, Form, Provider
from care.services import Service

TODAY = date(2026, 11, 22)


def served(sheets: Sheets) -> Municipality:
    """As it is served; an import refuses it."""
    book = of(sheets)
    with pytest.raises(WrongCatalogue):
        read_book(book)
    return read_stored(book).here


def eken(here: Municipality) -> Provider:
    found = here.provider("eken")
    assert found
    return found


def care(provider: Provider, area: str | None = None) -> Availability:
    return provider.availability(Service.CARE, area, TODAY)


def added(sheets: Sheets, sheet: str, **cells: str) -> Sheets:
    return {**sheets, sheet: [*sheets[sheet], cells]}


def test_an_unknown_field_a_wrong_cell_and_a_wrong_authorisation_are_left_out() -> None:
    sheets = added(small(), "municipality", field="shoe_size", value="43")
    sheets = change(sheets, "providers", 0, phone="ring oss", moon="full")
    sheets = change(sheets, "authorisations", 0, standing="perhaps")
    sheets["moons"] = [{"key": "io"}]
    book = of(sheets)
    stored = read_stored(book)

    assert stored.left_out == 3
    assert stored.here.version == version(book)
    assert (eken(stored.here).phone, eken(stored.here).name) == (None, "Ekens omsorg")
    assert care(eken(stored.here)) is Availability.NOT_HERE
    assert [one.service for one in eken(stored.here).authorisations or ()] == [Service.HOUSEHOLD]


def test_what_is_right_is_read_alike() -> None:
    stored = read_stored(of(small()))

    assert (stored.here, stored.left_out) == (read_book(of(small())), 0)


@pytest.mark.parametrize(
    "cells",
    [
        {"end": "snart"}, {"end": "2019-01-01"}, {"start": "en gång"}, {"standing": "paus"},
        {"areas": "väster om ån"}, {"areas": "vaster"}, {"service": "dans"}, {"start": ""},
        {"standing": ""},
    ],
)  # fmt: skip
def test_an_authorisation_is_never_made_wider(cells: dict[str, str]) -> None:
    here = served(change(small(), "authorisations", 0, **cells))

    assert care(eken(here)) is Availability.NOT_HERE


def test_an_officer_keeps_the_areas_and_languages_that_can_be_read() -> None:
    cells = {"areas": "norr|vaster", "languages": "grodspråk", "most": "några"}
    (anna,) = served(change(small(), "officers", 0, **cells)).officers

    assert (anna.areas, anna.languages, anna.most) == (("norr",), (), None)


def test_of_its_areas_those_stay_that_are_known() -> None:
    here = served(change(small(), "authorisations", 0, areas="norr|vaster"))

    assert care(eken(here), "norr") is Availability.CAN
    assert care(eken(here), "soder") is Availability.NOT_HERE


def test_where_no_authorisation_can_be_read_nobody_can_be_chosen() -> None:
    sheets = small()
    for n in range(3):
        sheets = change(sheets, "authorisations", n, start="?")
    here = served(sheets)

    assert care(eken(here)) is Availability.NOT_HERE
    assert not here.takes_wishes


def test_full_and_no_wait_is_full() -> None:
    here = served(change(small(), "authorisations", 0, places="0", weeks="0"))
    (room, _) = [one.room for one in eken(here).authorisations or ()]

    assert (room.places, room.weeks) == (0, None)


@pytest.mark.parametrize(
    "cells",
    [
        {"review_day": "2026-01-01"}, {"review_finding": "Bra"}, {"successor": "solen"},
        {"successor": "linden", "successor_day": "2027-01-01"}, {"own_words_fi": "Hei"},
        {"languages": "skånska ord"}, {"site": "vaster"}, {"own_words": "410102-1234"},
    ],
)  # fmt: skip
def test_a_providers_wrong_cell_is_unknown(cells: dict[str, str]) -> None:
    here = served(change(small(), "providers", 0, **cells))
    known = eken(here)

    assert (known.review, known.successor, known.own_words, known.site) == (None,) * 4
    assert care(known) is Availability.CAN


def test_an_owner_that_is_not_known_is_unknown() -> None:
    assert eken(served(change(small(), "providers", 0, form="stiftelse"))).form is Form.UNKNOWN


def test_a_key_that_means_something_else_now_is_left_out_alone() -> None:
    sheets = change(small(), "providers", 1, key="alla")
    sheets = change(sheets, "authorisations", 2, provider="alla")

    assert [one.key for one in served(sheets).providers] == ["eken"]


@pytest.mark.parametrize("field", ["phone", "name", "code"])
def test_a_fact_that_is_gone_darkens_nothing(field: str) -> None:
    sheets = small()
    sheets["municipality"] = [row for row in sheets["municipality"] if row["field"] != field]
    here = served(sheets)

    assert len(here.providers) == 2
    assert here.takes_wishes is (field != "phone")


def test_a_fee_without_its_year_is_not_told() -> None:
    here = served(added(small(), "municipality", field="fee_kronor", value="2660"))

    assert here.fee is None


def test_a_list_without_any_service_cannot_be_served() -> None:
    with pytest.raises(WrongCatalogue):
        read_stored(of({**small(), "services": []}))


def test_a_change_is_refused_for_what_it_makes_wrong_alone() -> None:
    before = change(small(), "authorisations", 0, standing="perhaps")
    good = change(before, "providers", 0, phone="08-465 004 09")
    bad = change(before, "providers", 0, phone="ring")

    def read(after: Sheets) -> Municipality:
        old: Book = of(before)
        return read_changed(old, of(after))

    assert eken(read(good)).phone == "08-465 004 09"
    with pytest.raises(WrongCatalogue, match="ring"):
        read(bad)
