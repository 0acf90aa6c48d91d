"""What stands on a line of a queue: who waits, since when, for what, and who has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.visit import Visit
from bot.desk.words import languages, reminders, stopped
from bot.desk.words.case import CHANNELS
from bot.desk.words.days import day, full_day, moment
from bot.store import diary
from bot.store.office.queues import Waiting
from bot.store.office.tasks import Task
from bot.store.outbox.recipients import AT_THE_DESK
from bot.store.statement import Held
from care.casework import Stage
from care.times import SWEDEN
from dialogs.understanding.numbers import as_dialled
from dialogs.world import Reason

NOBODY = "Ingen har tagit det"


@dataclass(frozen=True, slots=True)
class Line:
    """One who waits, as the page shows it.

    `about` are further lines. `take` is where to send that one takes it, `was` who had it when
    the page was shown. `task` is the page of the task, None where the case's own page is the way.
    `phone` is E.164, `answers` who takes the call there where that is another; `talk` the
    conversation in which a task can be answered now.
    """

    who: str
    about: tuple[str, ...]
    since: str
    promised: str
    overdue: bool
    officer: str
    mine: bool
    was: str
    take: str
    case: int | None
    task: int | None = None
    phone: str = ""
    answers: str = ""
    talk: int | None = None

    @property
    def dialled(self) -> str:
        """The number as it is written in Sweden."""
        return as_dialled(self.phone)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, what it means, and those who wait under it."""

    name: str
    hint: str
    lines: tuple[Line, ...]
    done: bool = False


def names(at: Visit, held: Held) -> dict[str, str]:
    """Those who work here, by key."""
    return {officer.key: officer.name for officer in diary.officers(held, at.here)}


def of_task(at: Visit, task: Task, officers: Mapping[str, str], untold: Sequence[str] = ()) -> Line:
    """A task; `untold` are the kinds of notice that it is about."""
    about = [f"Meddelandet: {reminders.kind(kind)}" for kind in untold]
    if task.reason == Reason.STOP and task.stopped:
        about.append(stopped.of_task(task.stopped))
    asked = at.here.live_chat and task.reason == Reason.HUMAN and task.channel != AT_THE_DESK
    talk = task.conversation if asked and not task.done_at else None
    if not task.phone:
        about.append("Inget nummer. Svara i chatten." if talk else "Inget nummer.")
    if task.provider:
        about.append(f"Gäller {at.words().provider(task.provider)}")
    if task.call and task.call > at.now:
        about.append(f"Har en tid {moment(task.call)}")
    promised, overdue = "", False
    if task.promised:
        overdue = task.promised < at.now
        promised = moment(task.promised)
    return Line(
        who(at, task.name, task.birth_year, task.language, task.channel),
        tuple(about),
        since(at, task.at),
        promised,
        overdue,
        _had(task.officer, officers),
        task.officer is not None and task.officer == at.account.officer,
        task.own_officer or "",
        f"/tasks/{task.id}",
        task.case,
        task.id,
        task.phone,
        f"{task.answerer} svarar" if task.answerer else "",
        talk,
    )


def of_case(
    at: Visit, waiting: Waiting, officers: Mapping[str, str], *, rings: bool = False
) -> Line:
    """A case; its number stands there where one `rings` the person, as after calls in vain."""
    about = [] if waiting.attempts else _chosen(at, waiting)
    rings = rings or waiting.attempts > 0
    if waiting.attempts:
        about.append(f"Ringd utan svar {waiting.attempts} {_times(waiting.attempts)}")
    if rings and not waiting.phone:
        about.append("Inget nummer.")
    if waiting.written:
        about.append(f"Brev skickat {full_day(waiting.written.astimezone(SWEDEN).date())}")
    return Line(
        who(at, waiting.name, waiting.birth_year, waiting.language, waiting.channel),
        tuple(about),
        since(at, waiting.since) if waiting.since else "",
        "",
        False,
        _had(waiting.officer, officers),
        waiting.officer is not None and waiting.officer == at.account.officer,
        waiting.officer or "",
        f"/cases/{waiting.case}/hand-over",
        waiting.case,
        phone=waiting.phone if rings else "",
    )


def who(at: Visit, name: str, year: str, language: str, channel: str) -> str:
    """By name where it is known, else by what is known."""
    if name:
        return f"{name}, född {year}" if year else name
    spoken = f" som skriver på {languages.name(language)}" if language else ""
    return f"Någon{spoken} {CHANNELS.get(channel, '')}".strip()


def _chosen(at: Visit, waiting: Waiting) -> list[str]:
    """What is wished for; once it is confirmed, that, and how far it has come."""
    if waiting.stage is Stage.OPEN or not waiting.provider:
        return [wish(at, waiting)]
    words = at.words()
    told = [f"Bekräftad: {words.provider(waiting.provider)}"]
    if waiting.interim:
        told.append(f"Under tiden: {words.provider(waiting.interim)}")
    if waiting.start_day:
        told.append(f"Börjar {full_day(waiting.start_day)}")
    return told


def wish(at: Visit, waiting: Waiting) -> str:
    """Whose wish it is: a relative's is never shown as the person's own."""
    if not waiting.wish:
        return "Kan inte välja" if waiting.cannot_choose else "Ingen önskan"
    named = at.words().provider(waiting.wish)
    if waiting.relatives:
        return f"En anhörig önskar {named}. Det är inte personens egen önskan än."
    return f"Önskar {named}"


def since(at: Visit, then: datetime) -> str:
    """The day, and how many days ago it is."""
    on = then.astimezone(SWEDEN).date()
    days = (at.today - on).days
    told = day(on) if on.year == at.today.year else full_day(on)
    if days <= 0:
        return f"{told}, i dag"
    return f"{told}, {days} {'dag' if days == 1 else 'dagar'} sedan"


def _had(officer: str | None, officers: Mapping[str, str]) -> str:
    return officers.get(officer, officer) if officer else NOBODY


def _times(n: int) -> str:
    return "gång" if n == 1 else "gånger"
