"""Do the tests bite? Faults are planted in `care/` and `dialogs/`, and the tests have to find them.

    python bench/mutants.py learn         # which test runs which line
    python bench/mutants.py learn FILE …  # the same of tests that are new
    python bench/mutants.py care 400      # so many faults, drawn by lot, one at a time
    python bench/mutants.py care/fit.py 400   # the same of one module, or of a folder
    python bench/mutants.py care again FILE …  # those that no test had found, with all of these
    python bench/mutants.py care sound    # no fault at all: every test has to pass

The tests are collected once and some are run to warm up; each fault is planted in a fork, where the
tests that run its line are run until one fails. What becomes of each stands in `var/mutants`.
"""

import gc
import json
import os
import random
import resource
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from itertools import chain
from math import sqrt
from pathlib import Path

import pytest
from coverage import CoverageData
from hypothesis import Phase, settings
from spoiling import ROOT, Living, Mutant, mutants

OUT = ROOT / "var" / "mutants"
CONFIG = "[run]\nbranch = True\nsource = care,dialogs\ndata_file = {}\n"
TESTS = tuple(
    f"tests/{name}" for name in
    ("care", "dialogs", "understanding", "states", "conversations", "told",
     "outbox/test_planning.py", "store/test_transcript.py")
)  # fmt: skip
ONLY = ("-k", "not postgresql and not test_20_000")
"""No fault in these floors is found by one database and not by the other."""
WARMING = ("test_found", "test_kept", "test_told")
MOST = 400
"""Tests of a line that are run at first: such as run little else, and such as differ. A line of the
understanding is run by a thousand that take a millisecond each."""
TRIED = 1000
"""The same where those that are left are tried again."""
SECONDS = 20
"""Of CPU in one test, after which a fault counts as found, for nothing comes to an end any more."""
AT_ONCE = 2
SEED = 5
FOUND = ("killed", "timed out")


def learn(*new: str) -> None:
    """Run the tests once, and keep which lines each runs and how long it takes."""
    OUT.mkdir(parents=True, exist_ok=True)
    config = OUT / "config"
    config.write_text(CONFIG.format(OUT / "lines"))
    for old in () if new else OUT.glob("took*"):
        old.unlink()
    nth = len(list(OUT.glob("took*")))
    took = f"--junitxml={OUT / f'took{nth}.xml'}"
    watched = ("--cov", f"--cov-config={config}", "--cov-context=test", "--cov-report=", took)
    more = ("--cov-append",) if new else ()
    run = (sys.executable, "-m", "pytest", "-n", "2", *(new or TESTS), *ONLY)
    subprocess.run((*run, *watched, *more), cwd=ROOT, check=False)


class Known:
    """Which tests run a line, and how many seconds each takes."""

    def __init__(self) -> None:
        self._data = CoverageData(str(OUT / "lines"))
        self._data.read()
        self._lines: dict[str, dict[int, list[str]]] = {}
        self._breadth = Counter[str]()
        for file in self._data.measured_files():
            for contexts in self._data.contexts_by_lineno(file).values():
                self._breadth.update(context.rpartition("|")[0] for context in contexts)
        self._took = {
            f"{case.get('classname')}::{case.get('name')}": float(case.get("time") or 0)
            for file in sorted(OUT.glob("took*"))
            for case in ET.parse(file).iter("testcase")
            if case.find("failure") is None  # what fails anyway finds nothing
        }

    def tests(self, mutant: Mutant) -> list[str]:
        """Those that run its lines: in turn one that runs little else, and the next quickest."""
        path = mutant.path
        if path not in self._lines:
            self._lines[path] = self._data.contexts_by_lineno(str(ROOT / path))
        lines = [self._lines[path].get(n, ()) for n in range(mutant.line, mutant.end + 1)]
        found = {context.rpartition("|")[0] for line in lines for context in line if context}
        known = sorted(filter(self._seconds, found), key=self._seconds)
        narrow = sorted(known, key=self._breadth.__getitem__)
        return [*dict.fromkeys(chain.from_iterable(zip(narrow, varied(known), strict=True)))]

    def _seconds(self, test: str) -> float:
        path, _, name = test.partition("::")
        return self._took.get(f"{path.removesuffix('.py').replace('/', '.')}::{name}", 0.0)


class Planting:
    """Instead of a run of the tests: one fault after the other, each in a fork."""

    def __init__(self, drawn: list[Mutant], most: int, file: Path) -> None:
        self._drawn, self._most, self._file = drawn, most, file
        self._running: dict[int, tuple[Mutant, int]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Takes the place of pytest's own."""
        if session.testsfailed:
            raise session.Interrupted("not all tests could be read")
        known, items = Known(), {item.nodeid: item for item in session.items}
        for item in session.items:
            if item.path.stem in WARMING:
                tried(item, session)
        session.testsfailed = 0
        living = Living()
        gc.freeze()  # so that no fork copies what it only looks at
        for mutant in self._drawn:
            tests = [items[name] for name in known.tests(mutant) if name in items][: self._most]
            if not tests and self._most > MOST:
                continue
            if not tests:
                self._note(mutant, "no test", 0)
                continue
            if not (pid := os.fork()):
                os._exit(spoil(living, mutant, tests, session))
            self._running[pid] = mutant, len(tests)
            if len(self._running) == AT_ONCE:
                self._wait()
        while self._running:
            self._wait()
        return True

    def _wait(self) -> None:
        pid, status = os.wait()
        mutant, tests = self._running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        self._note(mutant, {0: "survived", 1: "killed", 3: "unfit"}.get(code, "timed out"), tests)

    def _note(self, mutant: Mutant, became: str, tests: int) -> None:
        with self._file.open("a") as file:
            file.write(json.dumps([mutant.path, mutant.n, became, tests]) + "\n")


def spoil(living: Living, mutant: Mutant, tests: list[pytest.Item], session: pytest.Session) -> int:
    """In a fork: 0 where every test passes, 1 where one fails, 3 where it can not be planted."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        living.plant(mutant)
    except ValueError:
        return 3
    try:
        for one in tests:
            used = resource.getrusage(resource.RUSAGE_SELF)
            limit = int(used.ru_utime + used.ru_stime) + SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
            signal.alarm(SECONDS * 20)
            if tried(one, session):
                return 1
    except BaseException:  # whatever a fault leads to, it was found
        return 1
    return 0


def varied(tests: list[str]) -> list[str]:
    """First each test once, then with its other parameters: what is alike finds the same."""
    met = Counter[str]()
    turn = {}
    for test in tests:
        name = test.partition("[")[0]
        turn[test] = met[name]
        met[name] += 1
    return sorted(tests, key=turn.__getitem__)


def tried(test: pytest.Item, session: pytest.Session) -> int:
    """How many have failed when this one has run too; what all tests share is kept."""
    test.config.hook.pytest_runtest_protocol(item=test, nextitem=session)
    return session.testsfailed


def results(file: Path) -> dict[tuple[str, int], str]:
    """What became of each; what was tried last counts."""
    lines = file.read_text().splitlines() if file.exists() else []
    return {(path, n): became for path, n, became, _ in map(json.loads, lines)}


def interval(found: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies, 19 times in 20 (Wilson)."""
    z, share = 1.96, found / of
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    middle = share + z * z / (2 * of)
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def main(package: str, many: str, *only: str) -> None:
    """Plant, and tell what no test has found."""
    name = "sound" if many == "sound" else package.replace("/", ".")
    file = OUT / f"{name}.jsonl"
    every, before = list(mutants(package)), results(file)
    if many == "again":
        drawn = [m for m in every if before.get((m.path, m.n), "killed") not in FOUND]
    elif many == "sound":
        drawn = [replace(m, n=-1) for m in random.Random(SEED).sample(every, 40)]
    else:
        drawn = random.Random(SEED).sample(every, min(int(many), len(every)))
        drawn = [m for m in drawn if (m.path, m.n) not in before]
    # To shrink what fails tells a reader more, and the verdict nothing.
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", phases=phases, database=None, max_examples=30)
    settings.load_profile("mutants")
    planting = Planting(drawn, TRIED if only else MOST, file)
    calm = ("-s", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    sys.path.remove(str(Path(__file__).parent))  # what is here is called as tests are
    if drawn:
        pytest.main([*calm, *ONLY, *(only or TESTS)], plugins=[planting])
    after = results(file)
    for mutant in every:
        if (became := after.get((mutant.path, mutant.n), "killed")) not in FOUND:
            sys.stdout.write(f"{became}: {mutant}\n")
    counted = Counter(became for became in after.values() if became != "unfit")
    found, of = sum(counted[name] for name in FOUND), counted.total()
    low, high = interval(found, of)
    told = f"{found} of {of} found, {found / of:.1%} ({low:.1%} to {high:.1%})"
    sys.stdout.write(f"{package}: {told}\n")


if __name__ == "__main__":
    learn(*sys.argv[2:]) if sys.argv[1] == "learn" else main(*sys.argv[1:])
