"""The officer's e-mail in the morning: how many calls there are and what waits, and no person."""

from bot.desk.words.days import day
from bot.sending.writing import Writing, Written
from bot.store.office import accounts, digests, queues
from bot.store.office.accounts import Account, Office
from bot.store.office.digests import Calls
from bot.store.office.queues import Counts
from care.times import SWEDEN
from dialogs.bubbles import Bubble, ChoiceText
from dialogs.wording import SOURCE, direction

_OPEN = ChoiceText("desk", "Öppna handläggarens sidor", forward=True)


def digest(at: Writing) -> Written | None:
    """The e-mail to one account. None where nothing is to be done, or it is wanted no more."""
    account = accounts.by_id(at.held, at.notice.account) if at.notice.account else None
    if account is None or not _reads(account):
        return None
    calls = digests.calls(at.held, at.here.key, account.officer or "", at.when)
    waits = queues.counts(at.held, at.here.key, at.when, account.officer)
    waiting = _waiting(waits)
    if not (calls.count or waiting):
        return None
    lines = (f"God morgon {account.name.split()[0]}!", _calls(calls), waiting)
    text = "\n\n".join(line for line in lines if line)
    bubble = Bubble("ask", text, SOURCE, direction(SOURCE), choices=(_OPEN,))
    today = at.when.astimezone(SWEDEN).date()
    return Written((bubble,), f"Din dag, {day(today)}")


def _reads(account: Account) -> bool:
    return account.active and account.digest and account.may(Office.OFFICER)


def _calls(calls: Calls) -> str:
    if calls.first is None:
        return "I dag har du inga samtal."
    wall = calls.first.astimezone(SWEDEN)
    first = f"klockan {wall.hour}.{wall:%M}"
    if calls.count == 1:
        return f"I dag har du 1 samtal, {first}."
    return f"I dag har du {calls.count} samtal. Det första är {first}."


def _waiting(waits: Counts) -> str:
    people = "person" if waits.ring == 1 else "personer"
    wishes = "person" if waits.apply == 1 else "personer"
    every = (
        (waits.confirm, f"{waits.confirm} val väntar på bekräftelse"),
        (waits.ring, f"{waits.ring} {people} väntar på att någon ringer"),
        (waits.apply, f"{waits.apply} {wishes} vill ansöka"),
    )
    return "\n".join(f"{told}." for count, told in every if count)
