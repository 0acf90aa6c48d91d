"""A setting that cannot be used is told by name, without its value."""

from pathlib import Path

import pytest

from bot.settings import Settings, WrongSetting, read_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_the_chat_starts_here() -> None:
    settings = read_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.database == "sqlite:///var/kundval.db"


def test_a_file_sets_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("KUNDVAL_PORT=1\nKUNDVAL_MUNICIPALITY=exempelby\n")
    monkeypatch.setenv("KUNDVAL_PORT", "9000")
    settings = read_settings()

    assert (settings.port, settings.municipality) == (9000, "exempelby")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "eighty", "valid integer"),
        ("PORT", "70000", "1 to 65535"),
        ("DATABASE", "mysql://x", "sqlite:///a/file.db"),
        ("KEYS", "hemlig-nyckel", "Fernet"),
    ],
)
def test_a_wrong_setting_is_a_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(f"KUNDVAL_{name}", value)
    with pytest.raises(WrongSetting, match=f"KUNDVAL_{name}: .*{expected}") as wrong:
        read_settings()

    assert value not in str(wrong.value)


def test_several_keys_are_told_apart() -> None:
    one, two = (
        "3mFBq1mJ0nJ8v0oR3Xw2kq0vY3o8G8hYkq5rVY3cZ1A=",
        "zI5ynQiTHwcrGPTXXkFcbGEEdBP6WvNCGFQ9m6Lz0FY=",
    )

    assert Settings(keys=f"{one},{two}").key_list == (one, two)
