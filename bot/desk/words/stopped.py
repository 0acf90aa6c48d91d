"""Why nothing is sent in a case, in words: who told, and which loss or move it was."""

from collections.abc import Mapping, Sequence

from bot.desk.words.days import full_moment
from bot.store.office import stopping
from bot.store.office.acts import read
from bot.store.office.audit import Entry
from bot.store.office.cases import Case
from care.people import Role

WHY = {"died": "dödsfall", "hospital": "sjukhus", "moved": "flytt"}
UNKNOWN = "dödsfall, sjukhus eller flytt. Vilket är inte känt"
_WHO = {
    Role.PERSON: "Personen själv",
    Role.RELATIVE: "En anhörig",
    Role.REPRESENTATIVE: "En företrädare",
}
SOMEONE = "Någon"


def band(case: Case, entries: Sequence[Entry]) -> str:
    """Since when, by whom and why."""
    if case.stopped_at is None:
        return ""
    since = f"De är stoppade sedan {full_moment(case.stopped_at)}."
    by = stopping.told(entries, case.stopped_at)
    if by and by.by != stopping.CHAT:
        return f"{since} {by.by} stoppade dem."
    who, why = (_who(by.role), WHY.get(by.why, UNKNOWN)) if by else (SOMEONE, UNKNOWN)
    return f"{since} {who} har berättat om {why}."


def in_history(by: str, codes: Mapping[str, str]) -> str:
    """What follows in the line of who stopped them; empty for an officer, who says no more."""
    if by != stopping.CHAT:
        return ""
    return f". {_who(codes.get('role', ''))} berättade om {WHY.get(codes.get('why', ''), UNKNOWN)}"


def of_task(codes: str) -> str:
    """What an officer should know before ringing."""
    told = read(codes)
    why = WHY.get(told.get("why", ""), UNKNOWN)
    return f"{_who(told.get('role', ''))} har berättat om {why}."


def _who(role: str) -> str:
    return _WHO.get(Role(role), SOMEONE)
