"""The bill of materials (SBOM): what is installed to run, by version and licence, as CycloneDX.

It is made from requirements.lock, so it cannot tell of other versions than those that are locked.
Licences are as each package that is installed here tells of itself; of what is for another system
alone (Windows) they are not known here.
"""

import re
import sys
import tomllib
from collections.abc import Sequence
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "dist" / "kundval.cdx.json"

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
FULL = "License :: OSI Approved :: "
LONGEST = 60
"""Letters of a licence's name; some packages put all of its text there."""


def locked(lock: str) -> list[tuple[str, str]]:
    """The names and versions in a lock."""
    return LOCKED.findall(lock)


def bill(lock: str) -> Bom:
    """What a lock holds, below this program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )
    made = Bom()
    made.metadata.component = ours
    parts = [_part(name, version) for name, version in locked(lock)]
    for part in parts:
        made.components.add(part)
    made.register_dependency(ours, parts)
    return made


def _part(name: str, version: str) -> Component:
    url = PackageURL("pypi", None, name, version)
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=str(url),
        purl=url,
        licenses=[_as_licence(one) for one in licences(name)],
    )


def _as_licence(told: str) -> License:
    return LicenseFactory().make_from_string(told)


def licences(name: str) -> Sequence[str]:
    """What a package says of its licence, the most exact way first; nothing where it says none."""
    try:
        told: PackageMetadata = metadata(name)
    except PackageNotFoundError:
        return ()
    if exact := told.get("License-Expression"):
        return (exact,)
    classed = [one for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    named = [one.removeprefix(FULL) for one in classed if one.startswith(FULL)]
    said = (told.get("License") or "").strip()
    short = [said] if said and "\n" not in said and len(said) <= LONGEST else []
    return short or named


def main() -> None:
    """Write it."""
    OUT.parent.mkdir(exist_ok=True)
    made = JsonV1Dot6(bill((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    OUT.write_text(made.output_as_string(indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{OUT.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
