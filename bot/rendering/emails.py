"""What is said, as an e-mail: the same words as text and as HTML, and calls as calendar files.

Nothing in it is fetched from anywhere, and nothing tells whether it was read.
"""

import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import blake2b
from html import escape

from bot.channels import Dispatch
from bot.rendering.calendar import calendar_file
from dialogs.bubbles import Bubble
from dialogs.wording import direction

_SEVEN_BIT = SMTP.clone(cte_type="7bit")  # not every server on the way takes eight

# The page's own colours; what a mail program leaves out costs looks and no words.
_BODY = "font: 18px/1.5 sans-serif; color: #1a1a1a; background: #fbfaf7; padding: 16px"
_LINK = (
    "display: inline-block; padding: 10px 24px; border-radius: 14px; font-weight: bold;"
    " color: #fff; background: #0b4a63"
)


def sender(setting: str) -> Address:
    """Who it is from: "Exempelby kommun <svara-inte@exempelby.se>", or an address alone."""
    name, _, address = setting.rpartition("<")
    return Address(name.strip(' "'), addr_spec=address.rstrip("> "))


def email(
    dispatch: Dispatch, from_: Address, to: Address, secret: str, now: datetime
) -> EmailMessage:
    """One notice. Sent again it has the same Message-ID, by which mail programs merge doubles.

    The id is a keyed print of the row's key, so it tells nothing of the row.
    """
    message = EmailMessage(policy=_SEVEN_BIT)
    message["From"] = from_
    message["To"] = to
    message["Subject"] = _one_line(dispatch.title)
    message["Date"] = now
    message["Message-ID"] = f"<{_print(dispatch.key, secret)}@{from_.domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    message["X-Auto-Response-Suppress"] = "All"  # and so says Exchange
    message.set_content(_text(dispatch))
    message.add_alternative(_html(dispatch), subtype="html")
    for bubble in dispatch.bubbles:
        _attach(message, bubble, now)
    message["Content-Language"] = dispatch.language  # set before, it would follow the first part
    return message


def _attach(message: EmailMessage, bubble: Bubble, now: datetime) -> None:
    if bubble.file is None:
        return
    message.add_attachment(
        calendar_file(bubble.file, bubble.summary, now),
        maintype="text",
        subtype="calendar",
        filename=_one_line(bubble.file.filename),
        params={"charset": "utf-8", "method": "CANCEL" if bubble.file.cancelled else "PUBLISH"},
    )


def _print(key: str, secret: str) -> str:
    return blake2b(key.encode(), key=secret.encode()[:64], digest_size=16).hexdigest()


def _one_line(said: str) -> str:
    """Without line breaks and control characters: nothing in it begins a header of its own."""
    seen = (" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in said)
    return " ".join("".join(seen).split())


def _invitation(dispatch: Dispatch) -> str:
    """What the link is called: the forward answer. A calendar file may stand after its question."""
    choices = [choice for bubble in dispatch.bubbles for choice in bubble.choices]
    return next((choice.label for choice in choices if choice.forward), "")


def _text(dispatch: Dispatch) -> str:
    paragraphs = [bubble.text for bubble in dispatch.bubbles]
    if dispatch.link:
        paragraphs.append(f"{_invitation(dispatch)}\n{dispatch.link}".strip())
    return "\n\n".join(paragraphs) + "\n"


def _html(dispatch: Dispatch) -> str:
    tongue = f'lang="{escape(dispatch.language)}" dir="{direction(dispatch.language)}"'
    said = [_paragraphs(bubble) for bubble in dispatch.bubbles]
    if dispatch.link:
        shown = escape(_invitation(dispatch) or dispatch.link)
        said.append(f'<p><a href="{escape(dispatch.link)}" style="{_LINK}">{shown}</a></p>')
    return (
        f'<!doctype html>\n<html {tongue}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_one_line(dispatch.title))}</title>\n</head>\n"
        f'<body {tongue} style="{_BODY}">\n' + "\n".join(said) + "\n</body>\n</html>\n"
    )


def _paragraphs(bubble: Bubble) -> str:
    tongue = f'lang="{escape(bubble.lang)}" dir="{escape(bubble.dir)}"'
    return "\n".join(
        f"<p {tongue}>{escape(paragraph).replace(chr(10), '<br>')}</p>"
        for paragraph in bubble.text.split("\n\n")
    )
