"""A place of its own for each command."""

from pathlib import Path

import pytest


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own: no folder of the shipped ones, and no database yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KUNDVAL_DATABASE", "sqlite:///var/kundval.db")
    (tmp_path / "catalogues").mkdir()
    return tmp_path
