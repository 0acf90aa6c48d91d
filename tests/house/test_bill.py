"""The bill of materials names all that is installed to run, and is one that others can read."""

import json
import re
from pathlib import Path

import bill
from cyclonedx.output.json import JsonV1Dot6

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_every_locked_package_is_named_with_its_version_and_licence() -> None:
    told = json.loads(JsonV1Dot6(bill.bill(LOCK)).output_as_string())
    named = told["components"]
    lines = [line.split(" ")[0] for line in LOCK.splitlines() if re.match(r"[^\s#-]", line)]

    assert sorted(f"{one['name']}=={one['version']}" for one in named) == sorted(lines)
    assert len(lines) > 50
    assert all(one["purl"].startswith("pkg:pypi/") for one in named)
    here_only = {one["name"] for one in named if not one.get("licenses")}
    assert here_only <= set(re.findall(r"^(\S+)==.*; .*win32", LOCK, re.MULTILINE))
    assert told["metadata"]["component"]["name"] == "kundval"


def test_the_bill_is_as_cyclonedx_says() -> None:
    from cyclonedx.schema import SchemaVersion  # slow to import: half a second of CPU
    from cyclonedx.validation.json import JsonStrictValidator

    text = JsonV1Dot6(bill.bill(LOCK)).output_as_string()

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
