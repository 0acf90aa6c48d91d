"""The officer's letter in the morning: asked for on one's own page, and what it tells."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import pytest
from atdesk import HERE, MORNING, Clock, Worker, account
from residents import call, on, someone
from sqlalchemy import select
from stories import UNDECIDED, booked

from bot.assembly import House
from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address
from bot.desk.calls.digest import digest
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.store import tasks
from bot.store.office import accounts, digests
from bot.store.office.accounts import Office
from bot.store.office.digests import Reader
from bot.store.outbox import notices
from bot.store.outbox.states import CANCELLED
from bot.store.statement import Statement
from bot.store.tables import OUTBOX
from bot.towns import Towns
from care.followup import FollowUp, Kind
from dialogs.notices import notice
from dialogs.world import Reason

Give = Callable[..., Awaitable[Worker]]

EMAIL = "anna.lind@exempelby.example"
SEVEN = MORNING.replace(hour=7, minute=30)

_STATES = Statement(select(OUTBOX.c.state).where(OUTBOX.c.kind == Kind.DIGEST.value))


class Box:
    """An e-mail box."""

    def __init__(self) -> None:
        self.to: list[str] = []
        self.letters: list[Dispatch] = []

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """Always comes."""
        self.to.append(address.external)
        self.letters.append(dispatch)
        return Sent()


async def letter(house: House, now: datetime = SEVEN) -> Box:
    """What goes in a morning to all who want it."""
    box = Box()
    outbox = Outbox(
        house.store, {"email": box}, writers(notice, {Kind.DIGEST: digest}), house.wording,
        house.catalogues, towns=Towns("https://val.exempelby.example"),
    )  # fmt: skip
    with house.store.writing() as held:
        for to in digests.readers(held):
            row = FollowUp(Kind.DIGEST, now, now + timedelta(hours=3))
            notices.brief(held, row, to.municipality, to.account, now.date().isoformat())
    while await outbox.work(now):
        pass
    return box


def states(house: House) -> list[str]:
    """What became of the letters."""
    with house.store.reading() as held:
        return [row[0] for row in held.all(_STATES)]


async def asks(anna: Worker, email: str, digest: str | list[str] = "yes") -> str:
    """Fill in one's own page; what it tells."""
    await anna.open("/account")
    return (await anna.send(-1, email=email, digest=digest)).text


async def test_a_letter_is_asked_for_and_given_up(house: House, worker: Give) -> None:
    anna = await worker()
    told = await asks(anna, email=EMAIL, digest="yes")

    assert "Mejlet kommer på vardagar klockan 7.30." in told
    with house.store.reading() as held:
        (one,) = digests.readers(held)
        stored = accounts.by_id(held, one.account)
    assert stored is not None
    assert (one.municipality, one.officer) == (HERE, "anna-lind")
    assert EMAIL not in (stored.email or "")
    assert house.store.seal.open(stored.email or "") == EMAIL
    form = next(f for f in anna.page.forms if f.action.endswith("/account"))
    assert (form.value("email"), form.value("digest")) == (EMAIL, "yes")

    assert "Inget mejl skickas." in await asks(anna, email="", digest=[])
    with house.store.reading() as held:
        assert digests.readers(held) == []


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("anna", "Det är ingen e-postadress."),
        ("anna lind@exempelby.example", "Det är ingen e-postadress."),
        ("anna@exempelby.example\r\nBcc: x@y.se", "Det är ingen e-postadress."),
        ("anna@gmail.com", "Den slutar på exempelby.example."),
        ("anna@inteexempelby.example", "Den slutar på exempelby.example."),
        ("", "Skriv din e-postadress, eller ta bort krysset."),
    ],
)
async def test_only_an_address_of_the_municipality_will_do(
    house: House, worker: Give, email: str, told: str
) -> None:
    anna = await worker()

    said = await asks(anna, email=email, digest="yes")

    assert (anna.status, anna.page.faults, told in said) == (422, ["email"], True)
    with house.store.reading() as held:
        assert digests.readers(held) == []


async def test_an_address_below_the_municipalitys_own_will_do(worker: Give) -> None:
    anna = await worker()

    assert "Sparat." in await asks(anna, email="Anna@Vard.Exempelby.example", digest="yes")


async def test_who_is_no_officer_gets_no_letter(house: House, worker: Give) -> None:
    eva = await worker("Eva Ek", None, (Office.KEEPER,))
    await eva.open("/account")

    assert eva.status == 404


async def test_the_morning_in_a_letter(house: House, worker: Give) -> None:
    anna = await worker()
    await asks(anna, email=EMAIL, digest="yes")
    for name, at in (("Exempel Ett", "10.30"), ("Exempel Två", "10.00")):
        call(house, MORNING, someone(house, MORNING, name), "anna-lind", on(12, at))
    someone(house, MORNING, "Exempel Tre", wish="kommunen")
    for reason in (Reason.HUMAN, Reason.APPLY):
        asked = someone(house, MORNING, f"Exempel {reason}")
        with house.store.writing() as held:
            tasks.ask(held, HERE, reason, asked.conversation, asked.case, MORNING)

    box = await letter(house)

    (sent,) = box.letters
    (bubble,) = sent.bubbles
    assert box.to == [EMAIL]
    assert (sent.title, sent.link) == (
        "Din dag, tisdag 12 januari", "https://val.exempelby.example/desk/",
    )  # fmt: skip
    assert bubble.text.split("\n") == [
        "God morgon Anna!",
        "",
        "I dag har du 2 samtal. Det första är klockan 10.00.",
        "",
        "1 val väntar på bekräftelse.",
        "1 person väntar på att någon ringer.",
        "1 person vill ansöka.",
    ]
    assert [choice.label for choice in bubble.choices if choice.forward]


async def test_one_call_before_ten_is_told_as_the_clock_says(house: House, clock: Clock) -> None:
    number = account(house, "Anna Lind", officer="anna-lind")
    with house.store.writing() as held:
        accounts.change(held, number, "email", house.store.seal.close(EMAIL))
        accounts.change(held, number, "digest", True)
    who = someone(house, MORNING, "Exempel Ett")
    call(house, MORNING, who, "anna-lind", on(12, "08.30"))
    call(house, MORNING, someone(house, MORNING), "omar-said", on(12, "08.30"))
    call(house, MORNING, someone(house, MORNING), "anna-lind", on(13, "08.30"))

    (sent,) = (await letter(house)).letters

    assert "I dag har du 1 samtal, klockan 8.30." in sent.bubbles[0].text


async def test_with_nothing_to_do_there_is_no_letter(house: House, worker: Give) -> None:
    await asks(await worker(), email=EMAIL, digest="yes")

    assert (await letter(house)).letters == []
    assert states(house) == [CANCELLED]


async def test_who_has_changed_their_mind_gets_none_of_those_that_are_planned(
    house: House, clock: Clock, worker: Give
) -> None:
    booked(house, clock, UNDECIDED)
    anna = await worker()
    await asks(anna, email=EMAIL, digest="yes")
    with house.store.writing() as held:
        (to,) = digests.readers(held)
        tomorrow = SEVEN + timedelta(days=1)
        row = FollowUp(Kind.DIGEST, tomorrow, tomorrow + timedelta(hours=3))
        notices.brief(held, row, HERE, to.account, date(2027, 1, 13).isoformat())
    await asks(anna, email=EMAIL, digest=[])

    assert states(house) == [CANCELLED]


@pytest.mark.parametrize(
    "change", [("active", False), ("digest", False), ("roles", "keeper"), ("email", None)]
)
async def test_who_may_not_or_will_not_is_no_reader(
    house: House, worker: Give, change: tuple[str, object]
) -> None:
    await asks(await worker(), email=EMAIL, digest="yes")
    with house.store.writing() as held:
        (one,) = digests.readers(held)
        assert one == Reader(one.account, HERE, "anna-lind")
        accounts.change(held, one.account, *change)
        assert digests.readers(held) == []
