"""What was learnt is kept for the processes that start later, as long as it is still true."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.languages.learnt import Kept
from dialogs.understanding.bank import Bank
from dialogs.understanding.keeping import Arrays


class Learner:
    """Counts how often it had to learn."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Arrays:
        self.times += 1
        return {"trust": np.full(3, self.times, np.float32)}


@pytest.fixture
def phrases(tmp_path: Path) -> Path:
    file = tmp_path / "phrases.toml"
    file.write_text("[samples]", encoding="utf-8")
    return file


def test_it_is_learnt_once_for_all_processes(tmp_path: Path, phrases: Path) -> None:
    learn = Learner()
    first = Kept(tmp_path / "learnt", [phrases])("sv", learn)
    again = Kept(tmp_path / "learnt", [phrases])("sv", learn)

    assert learn.times == 1
    assert first.keys() == again.keys() == {"trust"}
    assert again["trust"].dtype == np.float32
    assert again["trust"].tolist() == [1, 1, 1]


def test_of_two_that_start_at_once_one_learns_and_the_other_waits(
    tmp_path: Path, phrases: Path
) -> None:
    learner = Learner()

    def learn() -> Arrays:
        time.sleep(0.3)
        return learner()

    with ThreadPoolExecutor(2) as both:
        starts = [both.submit(Kept(tmp_path / "learnt", [phrases]), "sv", learn) for _ in range(2)]

    assert learner.times == 1
    assert [start.result()["trust"].tolist() for start in starts] == [[1, 1, 1]] * 2


def test_it_is_learnt_anew_when_a_phrase_has_changed(tmp_path: Path, phrases: Path) -> None:
    learn = Learner()
    Kept(tmp_path / "learnt", [phrases])("sv", learn)
    phrases.write_text("[samples] # one more", encoding="utf-8")
    changed = Kept(tmp_path / "learnt", [phrases])("sv", learn)
    Kept(tmp_path / "learnt", [phrases])("sv", learn)

    assert learn.times == 2
    assert changed["trust"].tolist() == [2, 2, 2]


@pytest.mark.parametrize("part", [0.0, 0.5, 0.9])
def test_a_file_of_which_there_is_a_part_is_written_anew(
    tmp_path: Path, phrases: Path, part: float
) -> None:
    learn, file = Learner(), tmp_path / "learnt" / "sv.npz"
    Kept(tmp_path / "learnt", [phrases])("sv", learn)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(part * len(whole))])
    Kept(tmp_path / "learnt", [phrases])("sv", learn)

    assert learn.times == 2
    assert len(file.read_bytes()) == len(whole)


def test_where_nothing_can_be_written_it_is_learnt_all_the_same(
    tmp_path: Path, phrases: Path
) -> None:
    learn = Learner()
    for _ in range(2):
        kept = Kept(phrases / "no folder", [phrases])  # a file stands where a folder would

        assert kept("sv", learn)["trust"].tolist() == [learn.times] * 3
    assert learn.times == 2


def test_what_was_kept_tells_the_same_as_what_was_learnt(tmp_path: Path, phrases: Path) -> None:
    files = {"sv": _small()}
    told = []
    for _ in range(2):
        bank = Bank(files, keep=Kept(tmp_path / "learnt", [phrases]))
        told.append((bank.ranking.rank("vad kostar det", ("sv",)), bank.written("kostar", "sv")))

    assert {path.stem for path in (tmp_path / "learnt").glob("*.npz")} == {"sv", "languages"}
    assert told[0] == told[1]
    assert told[0][0][0].label == "fee"


def _small() -> dict[str, dict[str, object]]:
    """As little as a bank is made from."""
    shelf: dict[str, dict[str, object]] = {
        name: {}
        for name in ("groups", "commands", "says", "intents", "time", "names", "choices",
                     "concepts", "languages")
    }  # fmt: skip
    return {**shelf, "samples": {"fee": "vad kostar hjälpen\nvad är avgiften", "who": "vem är du"}}
