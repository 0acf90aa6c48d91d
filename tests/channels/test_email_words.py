"""An e-mail as a mail program reads it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from icalendar import Calendar
from smtp_loopback import NOW, Mailing, MailServer

from bot.channels import Dispatch, Sent
from bot.conversation import Address
from dialogs.bubbles import Bubble, ChoiceText
from dialogs.messages import label
from dialogs.replies import File

ANNA = Address("email", "", "anna@example.se")
READ = (ChoiceText("open=new", "Läs", forward=True),)
ASKED = Bubble("ask", "Hej från Exempelby kommun! Vill du läsa nu?", "sv", "ltr", "notice", READ)
LINK = "https://kundval.exempelby.se/r/abc?a=1&b=2"
NOTICE = Dispatch("call_tomorrow:7:1:anna", (ASKED,), "sv", "Nytt meddelande", LINK)
CALL = File(
    "samtal.ics",
    label("file", "Samtal"),
    label("file", "Samtal"),
    datetime(2026, 11, 25, 9, tzinfo=UTC),
    30,
    "7@kundval",
)


class Page(HTMLParser):
    """What of a page can be read, where it leads, and what it fetches."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.tongues: set[tuple[str | None, str | None]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        assert not {"src", "background", "srcset"} & named.keys()
        if "href" in named:
            self.links.append(named["href"] or "")
        if "lang" in named:
            self.tongues.add((named["lang"], named["dir"]))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["title"]:
            self.words += data.split()


async def arrived(post: MailServer, mailing: Mailing, dispatch: Dispatch) -> EmailMessage:
    assert await mailing().send(ANNA, dispatch) == Sent()
    return post.mails[-1]


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def page(mail: EmailMessage) -> Page:
    body = mail.get_body(("html",))
    assert body is not None
    return Page(str(body.get_content()))


async def test_its_headers_say_who_what_and_that_a_machine_wrote_it(
    post: MailServer, mailing: Mailing
) -> None:
    mail = await arrived(post, mailing, NOTICE)

    assert mail["From"] == '"Exempelby kommun, omsorg" <svara-inte@exempelby.se>'
    assert (mail["To"], mail["Subject"]) == ("anna@example.se", "Nytt meddelande")
    assert mail["Date"].datetime == NOW
    assert mail["Content-Language"] == "sv"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


async def test_text_and_page_say_the_same_and_lead_to_the_same_place(
    post: MailServer, mailing: Mailing
) -> None:
    said = (Bubble("say", "Rad ett & <två>\nrad två\n\nNytt stycke", "sv", "ltr"), ASKED)
    mail = await arrived(post, mailing, replace(NOTICE, bubbles=said))

    assert text(mail) == (
        "Rad ett & <två>\nrad två\n\nNytt stycke\n\n"
        f"Hej från Exempelby kommun! Vill du läsa nu?\n\nLäs\n{LINK}\n"
    )
    assert page(mail).words == text(mail).replace(LINK, "").split()
    assert page(mail).links == [LINK]


async def test_nothing_is_fetched_and_nothing_tells_that_it_was_read(
    post: MailServer, mailing: Mailing
) -> None:
    mail = await arrived(post, mailing, NOTICE)
    tags = {"html", "head", "meta", "title", "body", "p", "a"}

    assert set(page(mail).tags) == tags
    assert "url(" not in str(mail)
    assert not {"Disposition-Notification-To", "Return-Receipt-To"} & set(mail.keys())


async def test_arabic_is_read_from_the_right_and_a_swedish_bubble_in_it_from_the_left(
    post: MailServer, mailing: Mailing
) -> None:
    asked = Bubble(
        "ask", "مرحبًا من \u2068Exempelby\u2069!", "ar", "rtl", "notice",
        (ChoiceText("open=new", "اقرأ", forward=True),),
    )  # fmt: skip
    swedish = Bubble("say", "Hej!", "sv", "ltr")
    dispatch = Dispatch("k", (swedish, asked), "ar", "رسالة جديدة", LINK)
    mail = await arrived(post, mailing, dispatch)

    assert mail["Subject"] == "رسالة جديدة"
    assert mail["Content-Language"] == "ar"
    assert text(mail) == f"Hej!\n\nمرحبًا من \u2068Exempelby\u2069!\n\nاقرأ\n{LINK}\n"
    assert page(mail).tongues == {("ar", "rtl"), ("sv", "ltr")}
    body = mail.get_body(("html",))
    assert body
    assert '<html lang="ar" dir="rtl">' in str(body.get_content())


@pytest.mark.parametrize("cancelled", [False, True])
async def test_a_call_comes_as_a_calendar_file(
    post: MailServer, mailing: Mailing, cancelled: bool
) -> None:
    file = replace(CALL, cancelled=cancelled, sequence=int(cancelled))
    told = Bubble(
        "file", "Spara samtalet i din kalender.", "sv", "ltr", file=file, summary="Samtal"
    )
    mail = await arrived(post, mailing, replace(NOTICE, bubbles=(told, ASKED)))
    method = "CANCEL" if cancelled else "PUBLISH"

    assert mail.get_content_type() == "multipart/mixed"
    (part,) = mail.iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "samtal.ics")
    assert part["Content-Type"].params == {"charset": "utf-8", "method": method}
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert calendar["METHOD"] == method
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == CALL.start
    assert event["UID"] == CALL.uid
    assert text(mail).startswith("Spara samtalet i din kalender.\n\nHej från")


async def test_with_a_calendar_file_the_link_is_still_called_what_it_does(
    post: MailServer, mailing: Mailing
) -> None:
    file = Bubble("say", "Lägg samtalet i din kalender.", "sv", "ltr", file=CALL)
    mail = await arrived(post, mailing, replace(NOTICE, bubbles=(ASKED, file)))

    assert f"Läs\n{LINK}" in text(mail)
    assert page(mail).words[-1] == "Läs"


async def test_what_is_sent_again_has_the_same_id_which_tells_nothing(
    post: MailServer, mailing: Mailing
) -> None:
    once = await arrived(post, mailing, NOTICE)
    again = await arrived(post, mailing, NOTICE)
    other = await arrived(post, mailing, replace(NOTICE, key="call_tomorrow:8:1:bo"))

    assert once["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert re.fullmatch(r"<[0-9a-f]{32}@exempelby\.se>", once["Message-ID"])


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0"]
)
async def test_a_title_cannot_become_a_header(post: MailServer, mailing: Mailing, end: str) -> None:
    mail = await arrived(
        post, mailing, replace(NOTICE, title=f"Nytt{end}Bcc: all@example.se{end}{end}<b>Hej</b>")
    )

    assert mail["Subject"] == "Nytt Bcc: all@example.se <b>Hej</b>"
    assert "Bcc" not in mail
    assert post.envelopes[-1][1] == ["anna@example.se"]
    assert "b" not in page(mail).tags


async def test_a_line_with_one_dot_does_not_end_it(post: MailServer, mailing: Mailing) -> None:
    said = (Bubble("say", "Ett\n.\nQUIT\n..två", "sv", "ltr"),)
    mail = await arrived(post, mailing, replace(NOTICE, bubbles=said, link=""))

    assert text(mail) == "Ett\n.\nQUIT\n..två\n"
    assert page(mail).links == []


async def test_without_a_question_the_link_says_where_it_leads(
    post: MailServer, mailing: Mailing
) -> None:
    said = (Bubble("say", "Hej!", "sv", "ltr"),)
    mail = await arrived(post, mailing, replace(NOTICE, bubbles=said))

    assert text(mail) == f"Hej!\n\n{LINK}\n"
    assert page(mail).words == ["Hej!", LINK]
