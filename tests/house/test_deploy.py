"""Units, image and compose: read, compared with the settings and the code, and checked by systemd.

No image is built here: that they work is known when somebody has built them (docs/operate.md).
"""

import fnmatch
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_docs import ROOT, read

from bot.settings import Settings

UNITS = ("kundval.service", "kundval-backup.service", "kundval-backup.timer")
SETTINGS = {f"KUNDVAL_{name.upper()}" for name in Settings.model_fields}
EXPOSED = 20
"""Tenths on systemd's scale from 0 to 10, at most; a service without hardening has 96."""


def compose() -> dict[str, Any]:
    found = yaml.safe_load(read("deploy/compose.yaml"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", *UNITS])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    named = set(re.findall(r"KUNDVAL_[A-Z_]+", read(f"deploy/{name}")))

    assert named - SETTINGS == set()


def test_what_compose_sets_can_be_used_and_no_secret_stands_in_it() -> None:
    given = compose()["services"]["kundval"]["environment"]
    filled = {name: re.sub(r"\$\{\w+:[?-][^}]*\}", "", value) for name, value in given.items()}
    read_in = {name.removeprefix("KUNDVAL_").lower(): value for name, value in filled.items()}

    settings = Settings(**read_in, _env_file=None)

    assert settings.workers == 2
    assert settings.database == "postgresql://kundval:@database/kundval"
    asked = {name for name, value in given.items() if ":?" in value}
    assert asked == {"KUNDVAL_DATABASE", "KUNDVAL_SECRET", "KUNDVAL_KEYS"}


def test_the_parts_of_compose_fit_together() -> None:
    found = compose()
    services = found["services"]
    ours = {name: one for name, one in services.items() if one.get("image") == "kundval"}

    assert set(ours) == {"kundval", "backup"}
    for one in services.values():
        for volume in one["volumes"]:
            assert volume.partition(":")[0] in found["volumes"]
        assert set(one["networks"]) <= set(found["networks"])
        assert set(one.get("depends_on", {})) <= set(services)
    for one in ours.values():
        assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert (ROOT / "deploy" / one["build"]["context"] / one["build"]["dockerfile"]).exists()
    assert all(port.startswith("127.0.0.1:") for port in services["kundval"]["ports"])
    assert "ports" not in services["database"]


def test_the_image_takes_in_what_is_there_and_runs_as_nobody_special() -> None:
    lines = read("deploy/Dockerfile").replace("\\\n", " ").splitlines()
    said = [(line.partition(" ")[0], line.partition(" ")[2].strip()) for line in lines if line]
    copied = [
        name
        for word, rest in said
        if word == "COPY" and "--from" not in rest
        for name in rest.split()[:-1]
    ]
    let_in = re.findall(r"^!(.+)$", read("deploy/Dockerfile.dockerignore"), re.MULTILINE)

    assert copied
    for name in copied:
        assert (ROOT / name).exists(), name
        assert any(fnmatch.fnmatch(name, one) for one in let_in), name
    assert [rest for word, rest in said if word == "USER"][-1] == "10001"
    (health,) = [rest for word, rest in said if word == "HEALTHCHECK"]
    assert "/health/ready" in health
    uv = re.findall(r"uv==[\d.]+", read("deploy/Dockerfile"))
    assert uv == re.findall(r"uv==[\d.]+", read("Makefile"))


def test_systemd_finds_nothing_wrong_and_little_exposed(tmp_path: Path) -> None:
    """With the code where it is: systemd looks whether a program is there."""
    if not shutil.which("systemd-analyze"):
        pytest.fail("systemd is not installed: apt-get install systemd")
    for name in UNITS:
        there = read(f"deploy/{name}").replace("/opt/kundval", str(ROOT))
        (tmp_path / name).write_text(there, encoding="utf-8")

    def analyze(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["systemd-analyze", *words], cwd=tmp_path, capture_output=True, text=True
        )

    found = analyze("verify", *(f"./{name}" for name in UNITS))
    assert found.returncode == 0, found.stderr
    for name in UNITS[:2]:
        exposed = analyze("security", "--offline=true", f"--threshold={EXPOSED}", f"./{name}")
        assert exposed.returncode == 0, exposed.stdout


def test_the_program_is_where_the_units_say() -> None:
    for name in (*UNITS[:2], "kundval"):
        assert "/opt/kundval/.venv/bin/kundval " in read(f"deploy/{name}")
    assert os.access(ROOT / "deploy" / "kundval", os.X_OK)
