"""What a bench has found, a row to a line: `name | value | unit | target`.

People read it as it is; `bench/report.py` makes `docs/performance.md` of it.
"""

import sys


def row(name: str, value: float, unit: str, target: str = "") -> None:
    """One figure. `target` is such as "≤ 0.35", or "= 0"; empty where there is none."""
    text = f"{value:.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.3g}"
    sys.stdout.write(f"{name:58} | {text:>6} | {unit:18} | {target}\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """A heading for the rows that follow."""
    sys.stdout.write(f"-- {text}\n")
    sys.stdout.flush()
