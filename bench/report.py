"""Run every bench and write `docs/performance.md` of what they print: no figure is typed by hand.

Takes half an hour on two cores, with nothing else to do. `report.py turn load` runs these two and
leaves the others' parts as they were.
"""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

BENCH = Path(__file__).parent
REPORT = BENCH.parent / "docs" / "performance.md"
RUN = (
    "turn", "doors", "load", "faults", "upgrades", "booking", "outbox", "match", "start",
    "understanding", "unseen",
)  # fmt: skip
"""The benches; beside them are the people, houses and servers that they share."""
AIM = re.compile(r"([≤≥=]) ([\d.]+)")
HEAD = """# Performance
Written by `make bench`, which runs all of `bench/`; nothing here is typed by hand. A ratio is to a
floor that was measured in the same run, in turn with ours. *Missed* is not good enough yet.
"""


def machine() -> str:
    """What all of it ran on, and when."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    name = model[1] if model else platform.machine()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {cores} cores of {name}, {memory:.0f} GiB,"
        f" {platform.system()}, Python {platform.python_version()}."
    )


def run(name: str) -> str:
    """What a bench prints, shown as it comes. Raises CalledProcessError where it fails."""
    sys.stdout.write(f"== {name}\n")
    printed = []
    with subprocess.Popen(
        [sys.executable, BENCH / f"{name}.py"], stdout=subprocess.PIPE, text=True
    ) as bench:
        assert bench.stdout
        for line in bench.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            printed.append(line)
    if bench.returncode:
        raise subprocess.CalledProcessError(bench.returncode, name)
    return "".join(printed)


def part(name: str, printed: str) -> str:
    """A bench's part of the report: what it measures, and on what; then its figures."""
    doc = (BENCH / f"{name}.py").read_text().split('"""')[1].partition("\n\n")[0]
    told = " ".join(doc.split())
    lines = [line for line in printed.splitlines() if line]
    by_row = any(line.count(" | ") >= 3 for line in lines)
    figures = tabled(lines) if by_row else ["", "```text", *lines, "```"]
    return "\n".join([f"## {name}", told, "", machine(), *figures, ""])


def tabled(lines: Iterable[str]) -> Iterator[str]:
    """Notes as they are, and each run of rows as a table."""
    inside = False
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < 4:
            inside = False
            yield from ("", line.removeprefix("-- "))
            continue
        if not inside:
            inside = True
            yield from ("", "| | | | target | |", "|---|---:|---|---|---|")
        yield f"| {' | '.join(cells[:4])} | {met(cells[1], cells[3])} |"


def met(figure: str, target: str) -> str:
    """Whether a figure is what it should be; empty where nothing is asked of it."""
    aim = AIM.fullmatch(target)
    if not aim:
        return ""
    value, wanted = float(figure), float(aim[2])
    well = {"≤": value <= wanted, "≥": value >= wanted, "=": value == wanted}[aim[1]]
    return "met" if well else "**missed**"


def former() -> dict[str, str]:
    """The parts of the report as it is."""
    text = REPORT.read_text() if REPORT.exists() else ""
    found = re.split(r"(?m)^(?=## )", text)[1:]
    return {one[3:].partition("\n")[0]: one for one in found}


def main() -> None:
    """Run the benches that are named, or all, and write the report after each."""
    parts = former()
    for name in sys.argv[1:] or RUN:
        parts[name] = part(name, run(name))
        kept = (parts[one].rstrip() for one in RUN if one in parts)
        REPORT.write_text("\n\n".join([HEAD.rstrip(), *kept]) + "\n")


if __name__ == "__main__":
    main()
