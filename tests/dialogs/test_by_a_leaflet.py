"""Who comes by a leaflet begins in its language, with what it is about."""

import pytest
from booking import buttons, told
from someone import Talk

from bot.assembly import House, assemble
from bot.settings import Settings
from dialogs.arriving import Leaflet, read
from dialogs.events import Choose, Start

WHOLE = "sv_exempelby_centrum_care"
HELLO = "Hej! Det här är"


def counted(house: House) -> str:
    """As what the first turn is counted."""
    with house.store.reading() as held:
        return str(held.driver.execute("SELECT heard FROM turn ORDER BY n").fetchall()[0][0])


def test_what_the_leaflet_is_about_is_asked_once_and_kept(house: House, talk: Talk) -> None:
    asked = talk.give(Start(leaflet=WHOLE))

    assert told(asked).index(HELLO) < told(asked).index("Jag förstod det så här: Exempelby kommun")
    assert (asked.step, asked.language, buttons(asked)) == ("heard", "sv", ["yes", "no"])
    assert counted(house) == f"start:{WHOLE}"

    goes_on = talk.give(Choose("heard", "yes"))

    assert goes_on.step == "knew"
    assert HELLO not in told(goes_on)
    assert all(word in talk.kept() for word in ("Exempelby kommun", "Centrum", "Hjälp:"))


def test_what_is_not_right_is_let_go(talk: Talk) -> None:
    answer = talk.give(Start(leaflet=WHOLE), Choose("heard", "no"), Choose("knew", "no"))

    assert answer.step == "municipality"
    assert "Centrum" not in talk.kept()


@pytest.mark.parametrize(
    ("link", "step", "said", "unsaid", "counts_as"),
    [
        ("sv_exempelby__", "heard", "kommun (exempel). Stämmer", "Centrum", "sv_exempelby__"),
        ("sv_exempelby_mordor_care", "heard", "Exempelby kommun", "ordor", "sv_exempelby__care"),
        ("sv_exempelby_centrum_flying", "heard", "Centrum", "flying", "sv_exempelby_centrum_"),
        ("fi_mordor_centrum_care", "knew", "Hei!", "Centrum", ""),
        ("xx_exempelby_centrum_care", "language", "Språk", "Centrum", ""),
        ("sv_exempelby", "language", "Språk", "Exempelby", ""),
    ],
)  # fmt: skip
def test_what_is_not_known_here_is_left_out(
    house: House, talk: Talk, link: str, step: str, said: str, unsaid: str, counts_as: str
) -> None:
    answer = talk.give(Start(leaflet=link))

    assert answer.step == step
    assert said in told(answer)
    assert unsaid not in told(answer)
    assert counted(house) == (f"start:{counts_as}" if counts_as else "start")


def test_where_one_municipality_is_served_it_is_not_asked_of(sqlite: str) -> None:
    house = assemble(Settings(database=sqlite, municipality="exempelby"), seed=1)
    bare = Talk(house).give(Start(leaflet="sv_exempelby__"))

    assert bare.step == "knew"
    assert "Jag förstod" not in told(bare)
    assert told(bare).count("Hej!") == 1
    assert counted(house) == "start:sv_exempelby__"
    house.close()


def test_who_has_begun_already_goes_on_where_they_were(talk: Talk) -> None:
    answer = talk.give(Choose("language", "sv"), Choose("knew", "no"), Start(leaflet=WHOLE))

    assert "Välkommen tillbaka." in told(answer)
    assert answer.step == "municipality"


@pytest.mark.parametrize("named", ["Örebro", "orebro!", "Orebro", "a" * 60])
def test_what_telegram_would_not_take_becomes_no_link(named: str) -> None:
    with pytest.raises(ValueError, match="at most 64"):
        _ = Leaflet("sv", named).link


@pytest.mark.parametrize(
    "leaflet",
    [
        Leaflet("sv", "a" * 59),
        Leaflet("ckb", "orebro", "vast-1", "housing_support"),
        Leaflet("sv", "orebro", "", "care"),
    ],
)
def test_a_link_is_read_as_the_leaflet_it_was_made_of(leaflet: Leaflet) -> None:
    assert read(leaflet.link) == leaflet


@pytest.mark.parametrize("link", ["", "sv", "sv_a_b", f"sv_{'a' * 60}__"])
def test_what_is_no_link_leads_to_no_leaflet(link: str) -> None:
    assert read(link) is None
