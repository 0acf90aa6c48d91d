"""`kundval doctor` as text or JSON."""

import json
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.doctor import Finding


def doctor(*, as_json: bool) -> bool:
    """Say what is found; whether nothing is wrong."""
    from bot.clock import now
    from bot.doctor import Finding, Health, examined
    from bot.settings import WrongSetting, read_settings

    well = True
    try:
        for finding in examined(read_settings(), now):
            well &= finding.health is not Health.WRONG
            _tell(finding, as_json=as_json)
    except WrongSetting as error:
        well = False
        mend = "Set it as .env.example shows."
        _tell(Finding("settings", Health.WRONG, str(error), mend), as_json=as_json)
    return well


def _tell(finding: "Finding", *, as_json: bool) -> None:
    if as_json:
        told = {"what": finding.what, "health": finding.health.value, "said": finding.said}
        typer.echo(json.dumps({**told, "mend": finding.mend}, ensure_ascii=False))
    else:
        mend = f"  -> {finding.mend}" if finding.mend else ""
        typer.echo(f"{finding.health.value:8}{finding.what}: {finding.said}{mend}")
    sys.stdout.flush()
