"""Where reminders go: a number or an address, and a code typed back before anything is sent."""

from datetime import datetime, timedelta

import pytest
from booking import buttons, labels, told
from reached import ASKED, DIALLED, IN_PART, NUMBER, Reaching, says
from someone import NOW

from bot.assembly import House
from bot.languages.phrases import load_bank
from bot.store import contacts
from dialogs.events import Choose, Text
from dialogs.proof import made, typed
from dialogs.understanding.read import read

BY_SMS = (*ASKED, Choose("remind", "sms"))
BY_EMAIL = (*ASKED, Choose("remind", "email"))
LOGGED = "SELECT heard, replies FROM turn"
TOMORROW = datetime.fromisoformat("2026-11-24T09:00+01:00")


@pytest.fixture
def karin(house: House) -> Reaching:
    return Reaching(house, "sms", "email")


async def test_the_number_of_the_call_is_offered_and_proved(karin: Reaching) -> None:
    says(karin.give(*BY_SMS), f"Ska vi skicka sms till {DIALLED}?")
    says(karin.give(Text("ja")), f"Vi har skickat en kod till {DIALLED}.", "Vilken kod fick du?")
    code = await karin.code()
    answer = karin.give(Text(code))

    (sent,) = karin.sms.said()
    assert sent.startswith(f"Din kod är {code}. Skriv den i chatten hos Exempelby kommun.")
    says(answer, "Koden stämmer.", f"Bra. Då skickar vi sms till {IN_PART}.",
         "Vi har kvar numret i högst 13 månader.", "Vad vill du göra nu?")  # fmt: skip
    await karin.work(TOMORROW)
    assert karin.sms.to() == [NUMBER, NUMBER]
    assert karin.sms.said()[1].startswith("Hej från Exempelby kommun! Du har ett nytt meddelande.")
    assert karin.page.sent == []


async def test_a_code_opens_no_conversation_for_whom_it_reaches(karin: Reaching) -> None:
    karin.give(*BY_SMS, Text("ja"))
    await karin.code()
    (_, dispatch), *_ = karin.sms.sent

    assert dispatch.link == ""
    assert karin.ask("SELECT count(*) FROM turn WHERE heard LIKE 'notice:%'") == [(0,)]


async def test_nothing_but_the_code_goes_where_none_was_typed_back(karin: Reaching) -> None:
    karin.give(*BY_SMS, Text("ja"))
    await karin.work()
    await karin.work(TOMORROW)

    assert len(karin.sms.sent) == 1
    assert len(karin.page.sent) == 1


def test_a_landline_is_told_kindly(karin: Reaching) -> None:
    karin.give(*BY_SMS, Text("ett annat nummer"))
    answer = karin.give(Text("08-465 004 00"))

    says(answer, "Det är ett fast nummer. Det kan inte ta emot sms. Vilket mobilnummer har du?")
    assert buttons(answer) == ["by_email", "skip"]
    says(karin.give(Choose("sms", "by_email")), "Vilken e-postadress har du? Skriv den.")


def test_who_is_rung_on_a_landline_is_told_why_another_number_is_asked_for(house: House) -> None:
    karin = Reaching(house, "sms")
    way = tuple(
        Text("08-465 004 00") if event == Text("070-174 06 05") else event for event in BY_SMS
    )
    answer = karin.give(*way)

    says(answer, "Kommunen ringer dig på ett fast nummer.", "ska vi skicka sms till? Skriv numret.")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Anna.Berg@gmial.com", "Anna.Berg@gmail.com"),
        ("anna@hotmail.con", "anna@hotmail.com"),
        ("anna@example.con", "anna@example.com"),
    ],
)
async def test_a_slip_in_an_address_is_asked_about_once(
    karin: Reaching, written: str, meant: str
) -> None:
    says(karin.give(*BY_EMAIL, Text(written)), f"Menar du {meant}?")
    assert karin.ask("SELECT count(*) FROM outbox WHERE kind = 'code'") == [(0,)]
    says(karin.give(Text("ja")), f"Vi har skickat en kod till {meant}.", "Vilken kod fick du?")
    await karin.work()
    assert karin.email.to() == [meant]


async def test_another_address_may_be_typed_instead(karin: Reaching) -> None:
    says(karin.give(*BY_EMAIL, Text("anna@gmial.com")), "Menar du anna@gmail.com?")
    says(karin.give(Text("nej, berg@hotmial.com")), "Menar du berg@hotmail.com?")
    answer = karin.give(Text("berg@example.se"))
    await karin.work()

    says(answer, "Vi har skickat en kod till berg@example.se.", "Vilken kod fick du?")
    assert karin.email.to() == ["berg@example.se"]
    assert karin.ask("SELECT count(*) FROM turn WHERE heard LIKE '%@%'") == [(0,)]


@pytest.mark.parametrize(
    "written",
    ["anna @ example . se", "Anna <anna@example.se>", "\"Anna Berg\" <anna@example.se>.",
     "anna@example .se", "anna@example. se"],
)  # fmt: skip
def test_an_address_is_understood_however_it_is_written(karin: Reaching, written: str) -> None:
    answer = karin.give(*BY_EMAIL, Text(written))

    says(answer, "Vi har skickat en kod till anna@example.se.", "Vilken kod fick du?")


async def test_an_odd_address_may_be_right(karin: Reaching) -> None:
    karin.give(*BY_EMAIL, Text("anna@gmial.com"), Text("nej"))
    await karin.work()

    assert karin.email.to() == ["anna@gmial.com"]
    says(karin.give(Text("tillbaka")), "Menar du anna@gmail.com?")


@pytest.mark.parametrize(
    "no_address", ["anna", "anna@", "@example.se", "a@b@example.se", "anna@example",
                   "anna berg@example.se", "å@example.se", f"{'a' * 250}@example.se"],
)  # fmt: skip
def test_what_is_no_address_is_asked_for_again(karin: Reaching, no_address: str) -> None:
    answer = karin.give(*BY_EMAIL, Text(no_address))

    says(answer, "Förlåt, jag förstod inte.", "Vilken e-postadress har du? Skriv den.")


def test_an_address_with_a_command_in_it_is_an_address(karin: Reaching) -> None:
    answer = karin.give(*BY_EMAIL, Text("min är avboka.hjalp.kostar@example.se"))

    says(answer, "Vi har skickat en kod till avboka.hjalp.kostar@example.se.", "kod fick du?")


@pytest.mark.parametrize("how", ["{0} {1}", "{0}-{1}", "{0}{1}", "koden är {0} {1}.", "arabic"])
async def test_a_code_is_understood_however_it_is_written(karin: Reaching, how: str) -> None:
    karin.give(*BY_SMS, Text("ja"))
    code = (await karin.code()).split()
    written = how.format(*code)
    if how == "arabic":
        written = " ".join(code).translate({ord("0") + i: 0x0660 + i for i in range(10)})

    assert "Koden stämmer." in told(karin.give(Text(written)))


async def test_a_telephone_number_is_no_try(karin: Reaching) -> None:
    karin.give(*BY_SMS, Text("ja"))
    code = await karin.code()

    assert "Förlåt, jag förstod inte." in told(karin.give(Text(DIALLED)))
    assert "Koden stämmer." in told(karin.give(Text(code)))


async def test_who_starts_reminders_again_is_asked_where_they_go(karin: Reaching) -> None:
    karin.give(*BY_SMS, Text("ja"))
    karin.give(Text(await karin.code()), Text("stopp"))
    again = karin.give(Text("påminn mig igen"))

    assert buttons(again)[:3] == ["sms", "email", "page"]
    says(karin.give(Choose("remind", "sms")), f"Ska vi skicka sms till {DIALLED}?")


async def test_five_wrong_codes_and_the_right_one_counts_no_more(karin: Reaching) -> None:
    karin.give(*BY_SMS, Text("ja"))
    right = await karin.code()
    wrong = "111 112" if right != "111 112" else "111 113"
    for left in ("4 gånger", "3 gånger", "2 gånger", "1 gång"):
        answer = karin.give(Text(wrong))
        says(answer, f"Koden stämmer inte. Du kan försöka {left} till.", "Vilken kod fick du?")
    assert "Koden gäller inte längre. Du kan få en ny kod." in told(karin.give(Text(wrong)))
    assert "Koden gäller inte längre." in told(karin.give(Text(right)))

    says(karin.give(Text("jag fick ingen kod")), "Vi har skickat en ny kod.", "kod fick du?")
    assert "Koden stämmer." in told(karin.give(Text(await karin.code())))


async def test_a_code_is_for_a_quarter_of_an_hour_and_the_last_one_counts(karin: Reaching) -> None:
    karin.give(*BY_SMS, Text("ja"))
    first = await karin.code()
    karin.give(Choose("proof", "new"))
    second = await karin.code()

    assert "Du kan försöka 4 gånger till." in told(karin.give(Text(first)))
    late = karin.give(Text(second), now=NOW + timedelta(minutes=15))
    assert "Koden gäller inte längre." in told(late)


def test_three_codes_an_hour_go_to_one_number(house: House) -> None:
    for name in ("karin", "other"):
        other = Reaching(house, "sms", name=name)
        other.give(*BY_SMS, Text("ja"))
    other.give(Choose("proof", "new"))
    answer = other.give(Choose("proof", "new"))

    says(answer, "Vi kan inte skicka fler koder dit just nu.", "Då påminner vi dig här.",
         "Vad vill du göra nu?")  # fmt: skip
    later = NOW + timedelta(minutes=61)
    other.give(Choose("after", "reminders"), now=later)
    says(other.give(Choose("remind", "sms"), Text("ja"), now=later), "Vilken kod fick du?")


def test_everything_can_be_left_and_gone_back_from(karin: Reaching) -> None:
    says(karin.give(*BY_SMS, Text("tillbaka")), "Får vi påminna dig?")
    karin.give(Choose("remind", "sms"), Text("ja"))
    says(karin.give(Text("tillbaka")), f"Ska vi skicka sms till {DIALLED}?")
    proof = karin.give(Text("ja"))
    assert labels(proof) == ["Skicka en ny kod", "Ändra numret", "Hoppa över"]
    says(karin.give(Text("hjälp")), "Till exempel: 123 456.", "Vilken kod fick du?")
    karin.give(Text("byt språk"))
    says(karin.give(Choose("language", "sv")), "Vilken kod fick du?")
    assert karin.give(Text("människa")).step == "human"
    karin.give(Text("tillbaka"))
    says(karin.give(Choose("proof", "change")), f"Ska vi skicka sms till {DIALLED}?")
    answer = karin.give(Text("ja"), Text("hoppa över"))
    says(answer, "Bra. Då påminner vi dig här.", "Vad vill du göra nu?")
    assert karin.give(Choose("proof", "new")).step == "after"  # an old button


async def test_mina_uppgifter_shows_where_it_goes_and_takes_it_away(karin: Reaching) -> None:
    karin.give(*BY_EMAIL, Text("anna@example.se"))
    karin.give(Text(await karin.code()))
    shown = karin.give(Text("mina uppgifter"))
    assert "E-post går till a…@example.se." in told(shown)
    assert "Ta bort e-postadressen" in labels(shown)

    says(karin.give(Choose("my_data", "drop=email")), "Vill du ångra dig?")
    channels = "SELECT DISTINCT channel FROM outbox WHERE state = 'planned'"
    assert karin.ask(channels) == [("web",)]
    assert "Vi skickar dit som förut." in told(karin.give(Text("ja, ångra")))
    assert karin.ask(channels) == [("email",)]
    gone = karin.give(Text("mina uppgifter"), Choose("my_data", "drop=email"), Text("fortsätt"))
    assert gone.step == "after"
    assert "E-post går till" not in karin.talk.kept()


async def test_undo_after_the_night_promises_nothing(house: House, karin: Reaching) -> None:
    karin.give(*BY_EMAIL, Text("anna@example.se"))
    karin.give(Text(await karin.code()))
    karin.give(Text("mina uppgifter"), Choose("my_data", "drop=email"))
    with house.store.writing() as held:
        contacts.forget_old(held, NOW)

    said = told(karin.give(Text("ja, ångra")))

    assert "Vi skickar dit som förut." not in said


async def test_what_was_typed_is_in_no_turn(karin: Reaching) -> None:
    karin.give(*BY_EMAIL, Text("berit.ek@example.se"))
    code = await karin.code()
    karin.give(Text(code), Text("mina uppgifter"))
    logged = str(karin.ask(LOGGED)) + str(karin.ask("SELECT state FROM conversation"))

    assert "email=kept" in logged
    assert "proof=kept" in logged
    for secret in ("berit", "example.se", code, code.replace(" ", "")):
        assert secret not in logged, secret


def test_no_code_is_read_as_anything_else() -> None:
    for n in range(1000):
        said = read(f"{n:03} {(n * 7 + 1) % 1000:03}", load_bank())
        assert (said.tier, said.command, said.intent, said.masked) == (None, None, None, False)
        assert typed(said.folded) == f"{n:03}{(n * 7 + 1) % 1000:03}"


def test_no_code_is_one_digit_six_times() -> None:
    assert [made(n) for n in (0, 111111, 999999, 4123456)] == [
        "000001",
        "111112",
        "000001",
        "123456",
    ]
