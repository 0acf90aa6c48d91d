"""Links from e-mails and SMS: whose they are, for how long, and that looking changes nothing."""

from datetime import datetime, timedelta
from math import log2

from cryptography.fernet import Fernet
from linked import FORTNIGHT, sent
from small import ME, NOW, House

from bot.conversation import Address
from bot.store import links, turns
from bot.store.keys.sealing import Seal
from bot.store.links import Linked, Old

MINE = Linked("web", "", "me", "sv", "exempelby", "case_news")


def send(house: House, to: Address = ME) -> str:
    return sent(house.store, to, NOW)


def whose(house: House, token: str, now: datetime = NOW) -> Linked | Old | None:
    with house.store.reading() as held:
        return links.whose(held, token, now)


def test_a_link_is_of_one_conversation(house: House) -> None:
    you = Address("web", "", "you")
    house.press("who", "self")
    house.press("who", "self", at=you)
    mine, yours, mine_too = send(house), send(house, you), send(house)

    assert whose(house, mine) == MINE
    assert whose(house, mine_too) == whose(house, mine)
    assert whose(house, yours) == Linked("web", "", "you", "sv", "exempelby", "case_news")
    assert whose(house, mine) == Linked(
        "web", "", "me", "sv", "exempelby", "case_news"
    )  # not used up


def test_it_is_good_for_fourteen_days(house: House) -> None:
    house.press("who", "self")
    token = send(house)

    assert whose(house, token, NOW + FORTNIGHT) == Linked(
        "web", "", "me", "sv", "exempelby", "case_news"
    )
    late = whose(house, token, NOW + FORTNIGHT + timedelta(seconds=1))
    assert late == Old("", "sv", "exempelby")


def test_only_conversations_of_the_page_are_opened(house: House) -> None:
    for kind in ("telegram", "terminal", "desk"):
        elsewhere = Address(kind, "1" if kind == "telegram" else "", "2")
        house.press("who", "self", at=elsewhere)
        assert whose(house, send(house, elsewhere)) is None


def test_what_is_made_up_leads_nowhere(house: House) -> None:
    house.press("who", "self")
    token = send(house)

    for made_up in (
        "",
        "a" * 12,
        token[:-1],
        token + "a",
        links.printed(token),
        "\udcff",
        "å" * 9999,
    ):
        assert whose(house, made_up) is None


def test_a_token_cannot_be_guessed_or_misread(house: House) -> None:
    seal = house.store.seal
    tokens = {links.token(seal, f"call_tomorrow:1:{n}:1") for n in range(1000)}

    assert len(tokens) == 1000
    assert links.token(seal, "call_tomorrow:1:7:1") in tokens
    assert links.LENGTH * log2(len(set(links.LETTERS))) >= 55
    assert not set("lio01ILO") & set(links.LETTERS)
    assert all(len(token) == links.LENGTH and set(token) <= set(links.LETTERS) for token in tokens)
    assert set("".join(tokens)) == set(links.LETTERS)


def test_of_another_house_the_token_is_another() -> None:
    ours, theirs = (Seal((Fernet.generate_key().decode(),)) for _ in range(2))

    assert links.token(ours, "line:::1") != links.token(theirs, "line:::1")


def test_only_the_print_is_kept(house: House) -> None:
    house.press("who", "self")
    token = send(house)

    assert house.ask("SELECT link FROM outbox") == [(links.printed(token),)]
    assert token not in repr(house.ask("SELECT * FROM outbox"))


def stands(house: House, at: Address = ME) -> tuple[int, int, int] | None:
    with house.store.reading() as held:
        return turns.stands(held, at.kind, at.host, at.external)


def test_how_far_a_conversation_has_come(house: House) -> None:
    assert stands(house) is None
    house.press("who", "self")
    house.press("who", "self", at=Address("web", "", "you"))
    first = stands(house)
    house.press("help", "self")

    assert first is not None
    assert stands(house) == (first[0], first[1] + 1, 0)
    assert stands(house, Address("telegram", "", "me")) is None
