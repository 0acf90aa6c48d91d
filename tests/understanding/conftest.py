import pytest

from bot.languages.phrases import load_bank
from dialogs.understanding.bank import Bank


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank()
