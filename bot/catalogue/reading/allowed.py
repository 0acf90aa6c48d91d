"""What must hold of authorisations: each alone, and each beside the others of its provider."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from bot.catalogue.reading.refer import Refer, Sheets, given_here
from bot.catalogue.reading.rows import Row
from bot.catalogue.schema.lists import EVERYWHERE
from bot.catalogue.schema.words import STANDINGS
from care.providers import Standing

COMPARED = 200
"""With so many rows before it a row is compared: no provider has more of one service."""


def check_authorisations(sheets: Sheets, providers: Mapping[str, Row], refer: Refer) -> None:
    """All that must hold of what providers are authorised for."""
    rows = sheets["authorisations"]
    services = given_here(sheets)
    for row in rows:
        refer.provider(row, "provider")
        if row["service"] and services and row["service"] not in services:
            row.wrong("service", f"Insatsen finns inte {refer.on('services')}. Lägg till den där, "
                                 "eller ta bort raden.")  # fmt: skip
        refer.every_area(row)
        _check_alone(row)
    _check_apart(sheets)
    named = {row["provider"] for row in rows}
    for key, row in providers.items():
        if rows and key not in named:
            said = "Utföraren har inget godkännande. Lägg till minst en rad "
            row.wrong("key", f"{said}{refer.on('authorisations')}.", bearable=True)


def _check_alone(row: Row) -> None:
    if row["start"] and row["end"] and row["end"] < row["start"]:
        row.wrong("end", f"Sista dagen är före den första, {row['start']}. Ändra den ena.")
    if row["places"] == 0 and row["weeks"] == 0:
        row.wrong("weeks", "0 lediga platser och 0 veckors väntetid går inte ihop. Ändra det "
                           "ena, eller lämna väntetiden tom om ni inte vet.")  # fmt: skip
    if row["standing"] == Standing.ACTIVE and row.written("reason"):
        row.wrong("reason", "Orsak skrivs bara när läget är pausad eller återkallad.")


def _check_apart(sheets: Sheets) -> None:
    """That no two say something of the same provider, service and place on the same day."""
    told: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sheets["authorisations"]:
        if None not in (row["provider"], row["service"], row["areas"], row["start"]):
            told[row["provider"], row["service"]].append(row)
    for rows in told.values():
        for n, second in enumerate(rows):
            for first in rows[max(0, n - COMPARED) : n]:
                if said := _clash(first, second):
                    second.wrong("start", said, bearable=True)
                    break


def _clash(first: Row, second: Row) -> str:
    """What is wrong between two rows of one provider and service; empty where nothing is."""
    if (first["areas"], first["start"]) == (second["areas"], second["start"]):
        return f"Samma godkännande står på {first.seen_from(second)}. Ta bort det ena."
    if _same_place(first, second) and _same_time(first, second):
        return _overlap(first, second)
    return ""


def _same_place(first: Row, second: Row) -> bool:
    one, other = set(first["areas"]), set(second["areas"])
    return EVERYWHERE in one | other or bool(one & other)


def _same_time(first: Row, second: Row) -> bool:
    return bool(
        first["start"] <= (second["end"] or date.max)
        and second["start"] <= (first["end"] or date.max)
    )


def _overlap(first: Row, second: Row) -> str:
    standing = STANDINGS[first["standing"]][0] if first["standing"] else "oläst läge"
    until = f" till {first['end']}" if first["end"] else ""
    return (
        f"Godkännandet går in i det på {first.seen_from(second)} ({standing}, från "
        f"{first['start']}{until}): samma utförare, insats och område samma dagar. Skriv en sista "
        "dag för det ena, eller ta bort det."
    )
