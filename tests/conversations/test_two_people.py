"""A mother at home and her daughter far away: one list, then one case, two languages, two doors."""

import re
from datetime import datetime
from pathlib import Path

from doors import DOORS, Person

from bot.assembly import House, assemble
from bot.settings import Settings
from bot.store.office import people
from care.people import Role

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
CALL = "2026-11-25T09:00+00:00"
ISOLATES = {0x2068: None, 0x2069: None}


async def hear(person: Person, *said: str) -> str:
    """`question|value` is pressed, anything else typed; what is said in answer to the last."""
    for one in said:
        question, bar, value = one.partition("|")
        seen = await (person.press(question, value, NOW) if bar else person.say(one, NOW))
    return seen.text.translate(ISOLATES)


async def test_a_mother_and_her_daughter(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path}/kundval.db", secret="s" * 32)
    house = assemble(settings, seed=7)
    try:
        await _choose_together(house)
    finally:
        house.close()


async def _choose_together(house: House) -> None:
    mother, daughter = DOORS["terminal"](house), DOORS["telegram"](house)
    await hear(mother, "language|sv", "knew|no", "municipality|exempelby", "who|self")
    await hear(mother, "decision|yes", "about1|skip", "service|care", "area|centrum")
    shown = await hear(mother, "needs|+evening", "needs|done", "dela listan", "share|list")
    (code,) = re.findall(r"\b[0-9A-Z]{3} [0-9A-Z]{3}\b", shown)

    # The daughter has the code in a letter, and writes it as one writes.
    told = await hear(daughter, "language|sv", code.lower().replace(" ", ""))
    assert "samma lista" in told
    assert "Ordningen är slumpad" in await hear(daughter, "who|parent")

    # The mother chooses for herself, and books.
    await hear(mother, "list|kommunen", "provider|wish=kommunen", "call|yes", "Karin Berg", "1941")
    await hear(mother, "answers|self", "070-174 06 05", "interpreter|no", "extra_time|no")
    assert "Klart!" in await hear(mother, f"time|{CALL}", f"confirm|yes={CALL}")
    assert "Kommunens hemtjänst" not in await hear(daughter, "mina uppgifter")

    # On the phone she says that her daughter may know. The officer gives a code.
    with house.store.reading() as held:
        ((case,),) = held.driver.execute('SELECT id FROM "case"').fetchall()
    with house.store.writing() as held:
        seal = house.store.seal
        invited = people.invite(held, seal, case, Role.RELATIVE, None, "Anna Lind", NOW)
    told = await hear(daughter, "byt språk", "language|en", invited)
    assert "Wednesday 25 November" in told
    assert "Kommunens hemtjänst" in told
    assert "25 november" in await hear(mother, "mina uppgifter")
