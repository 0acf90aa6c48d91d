"""Text messages, unasked, by a gateway that takes 46elks' form (https://46elks.com/docs/send-sms).

Imported only where a gateway's account is set.
"""

import ssl

import httpx

from bot.channels import Dispatch, Later, Outcome, Refused, Sent, Uncertain
from bot.channels.mobile import mobile, parts
from bot.conversation import Address
from bot.logs import log
from bot.settings import Settings

MOST = 4
"""Parts in one notice: what is longer is an accident, and each part is paid for."""

SOON = 30
"""Seconds to the next try where the gateway was not reached, or is away."""
BUSY = 60
"""Where it has had too many and does not say for how long."""
OURS = 600
"""Where our account or the gateway's address is refused: somebody must mend it."""

ANSWERS: dict[int, Outcome] = {
    400: Refused(),
    401: Later(OURS),
    402: Later(OURS),
    403: Later(OURS),
    404: Later(OURS),
    405: Later(OURS),
    408: Later(SOON),
    413: Refused(),
    422: Refused(),
    429: Later(BUSY),
    500: Uncertain(),
    502: Later(SOON),
    503: Later(SOON),
    504: Uncertain(),  # who sent it on got no answer: it may have been done
}
"""By status. A number that the gateway calls invalid is `Refused`, not `Gone`: the person once
typed back a code sent to it, and the reason is free text, which also comes for a wrong sender.
"""


class SmsChannel:
    """Sends by one account; `patience` is how many seconds an answer may take."""

    def __init__(self, settings: Settings, patience: float = 15.0) -> None:
        self._url = settings.sms_url
        self._from = settings.sms_from
        self._client = httpx.AsyncClient(
            auth=(settings.sms_user, settings.sms_password),
            headers={"Accept": "application/json"},
            timeout=httpx.Timeout(5, read=patience),  # together less than the outbox's
            # A kept connection may close just as it is used; then nobody knows what was sent.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """Send one notice to a number such as `+46701740605`."""
        number = mobile(address.external)
        message = text(dispatch)
        if not number or parts(message) > MOST:
            return Refused()
        form = {"from": self._from, "to": number, "message": message}
        try:
            answer = await self._client.post(self._url, data=form)
        except httpx.HTTPError as error:
            told = lost(error)
            log().warning("sms.lost", error=type(error).__name__, outcome=type(told).__name__)
            return told
        told = outcome(answer)
        if told != Sent():  # never the answer itself: it may repeat the number
            log().warning("sms.answer", status=answer.status_code, outcome=type(told).__name__)
        return told

    async def aclose(self) -> None:
        """Let go of what the client holds."""
        await self._client.aclose()


def text(dispatch: Dispatch) -> str:
    """All that is said, and where the rest is read."""
    said = [*(bubble.text for bubble in dispatch.bubbles), dispatch.link]
    return "\n".join(line for line in said if line)


def outcome(answer: httpx.Response) -> Outcome:
    """What an answer means for the one notice that met it."""
    if answer.is_success:
        return _receipt(answer)
    if answer.is_redirect:
        return Later(OURS)  # the address is wrong; a password is not sent on
    meaning = ANSWERS.get(answer.status_code, Uncertain() if answer.is_server_error else Refused())
    wait = answer.headers.get("Retry-After", "")
    if isinstance(meaning, Later) and meaning.seconds < OURS and wait.isdecimal():
        return Later(int(wait))
    return meaning


def lost(error: httpx.HTTPError) -> Outcome:
    """What it means that no answer came."""
    match error:
        case httpx.ConnectError() if _insecure(error):
            return Later(OURS)
        case httpx.ConnectError() | httpx.ConnectTimeout() | httpx.PoolTimeout():
            return Later(SOON)  # it never left this machine
        case _:
            return Uncertain()


def _receipt(answer: httpx.Response) -> Outcome:
    try:
        told = answer.json()
    except ValueError:
        return Uncertain()  # a page of some proxy's
    if not (isinstance(told, dict) and told.get("id")):
        return Uncertain()
    return Refused() if told.get("status") == "failed" else Sent()


def _insecure(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error is not None
