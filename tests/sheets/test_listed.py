"""The list of providers in large print: everyone who can be chosen, in any language."""

import pypdfium2
import pytest
from test_leaflet import wanted

from bot.assembly import House
from bot.clock import now
from bot.commands.leaflet import WrongLeaflet, made_list
from care.municipality import Municipality


def everyone(house: House) -> Municipality:
    return house.catalogues.now.by_key["exempelby"]


@pytest.mark.parametrize("language", ["sv", "ar", "ti"])
def test_everyone_stands_in_the_printed_list(house: House, language: str) -> None:
    pdf = made_list(house, wanted(language), ".pdf", now())
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]

    text = " ".join(" ".join(pages).split())
    html = made_list(house, wanted(language), ".html", now()).decode()
    named = [p.name for p in everyone(house).providers if p.name in html]
    assert len(pages) > 2
    assert len(named) > 8
    assert [name for name in named if name not in text] == []
    assert f"1 / {len(pages)}" in text


def test_to_print_a_list_leaves_no_trace(house: House) -> None:
    from sqlalchemy import func, select

    from bot.store.statement import Statement
    from bot.store.tables import CONVERSATION, TURN

    counts = [Statement(select(func.count()).select_from(one)) for one in (CONVERSATION, TURN)]
    with house.store.reading() as held:
        before = [held.one(count) for count in counts]
    made_list(house, wanted("sv"), ".pdf", now())
    with house.store.reading() as held:
        assert [held.one(count) for count in counts] == before


def test_a_list_is_of_a_service_and_of_no_picture(house: House) -> None:
    with pytest.raises(WrongLeaflet, match="--service"):
        made_list(house, wanted("sv", service=""), ".pdf", now())
    with pytest.raises(WrongLeaflet, match="kvarnbacken"):
        made_list(house, wanted("sv", area=""), ".pdf", now())
    with pytest.raises(WrongLeaflet, match="ingen lista över utförare i Nacka"):
        made_list(house, wanted("sv", municipality="nacka", area=""), ".pdf", now())
    with pytest.raises(WrongLeaflet, match="flera sidor"):
        made_list(house, wanted("sv"), ".svg", now())
