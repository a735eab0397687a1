"""How long it takes to change, sync, fill and read a large register, against other libraries and the physical floor.

    python benchmarks/workbook.py [--reports N] [--rounds N] [--only patch sync fill read growth] [--paper PYTHON]

Makes up a register of N reports (default 20,000) with 24 columns, as Excel saves it. Each measurement runs in a process
of its own, imports done before the clock starts, once per round (default 5); methods alternate. Prints medians: of the
seconds that passed, of their ratio to the first line of the table, of the same ratio in seconds of all processors
together (which other programs on the machine disturb less), and of the most memory that the process took.

paper-xlsx stands in for openpyxl and cannot be installed beside it: --paper names the Python of an environment that has
it (python -m venv paper && paper/bin/pip install paper-xlsx). Without it that line is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
METHODS = HERE / "workbook_methods.py"

TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "patch": (
        "50 cells changed and 20 rows added",
        {
            "floor": "floor: raw copy, one sheet spliced and zipped",
            "patch": "reporter.workbook.patch",
            "openpyxl_save": "openpyxl load + save",
            "paper_save": "paper-xlsx preserve mode",
        },
    ),
    "sync": (
        "50 due dates changed and 20 reports added by the sources",
        {"openpyxl_save": "openpyxl load + save", "sync": "sync: read, plan, merge, patch"},
    ),
    "fill": (
        "the same workbook filled from scratch",
        {
            "xlsxwriter_constant": "XlsxWriter, constant memory",
            "xlsxwriter": "XlsxWriter",
            "fill": "reporter: an empty table filled",
        },
    ),
    "read": (
        "Reports as a DataFrame",
        {
            "pandas_calamine": "pandas + calamine",
            "frame": "reporter.open_workbook(path).reports",
            "pandas_openpyxl": "pandas + openpyxl",
        },
    ),
}
GROWTH = (20_000, 50_000, 100_000, 200_000)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--only", nargs="+", choices=(*TABLES, "growth"), default=(*TABLES, "growth"))
    arguments.add_argument("--paper", metavar="PYTHON", default="")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        workbook = register(folder / "register.xlsx", given.reports)
        print(f"{given.reports:,} reports x 24 columns, {workbook.stat().st_size / 1e6:.1f} MB")
        for name in given.only:
            if name == "growth":
                growth(folder)
            else:
                compare(*TABLES[name], workbook, given.reports, given.rounds, given.paper)


def compare(title: str, methods: Mapping[str, str], workbook: Path, reports: int, rounds: int, paper: str) -> None:
    """Prints one table; the first method is what the others are compared with."""
    chosen = [name for name in methods if _can_run(name, paper)]
    results: dict[str, list[dict[str, float]]] = {name: [] for name in chosen}
    for _ in range(rounds):
        for name in chosen:
            results[name].append(measure(name, workbook, reports, paper))
    print(f"\n{title}, {rounds} rounds\n\n{'method':48} {'s':>7} {'x first':>8} {'x busy':>8} {'peak MB':>8}")
    first = results[chosen[0]]
    for name in chosen:
        seconds, peak = (statistics.median(one[what] for one in results[name]) for what in ("seconds", "peak"))
        passed, busy = (
            statistics.median(one[what] / other[what] for one, other in zip(results[name], first, strict=True))
            for what in ("seconds", "busy")
        )
        print(f"{methods[name]:48} {seconds:7.2f} {passed:8.2f} {busy:8.2f} {peak:8.0f}", flush=True)


def growth(folder: Path) -> None:
    """Prints the time for each thousand reports: it stays the same where the time grows with the length."""
    methods = ("patch", "sync", "fill", "frame")
    print(f"\n{'busy ms per 1,000 reports':32}" + "".join(f"{name:>9}" for name in methods) + "   peak MB of sync")
    for reports in GROWTH:
        workbook = register(folder / "grown.xlsx", reports)
        measured = {name: measure(name, workbook, reports, "") for name in methods}
        figures = "".join(f"{measured[name]['busy'] * 1e6 / reports:9.0f}" for name in methods)
        print(f"{reports:32,}{figures}{measured['sync']['peak']:18.0f}", flush=True)


def measure(name: str, workbook: Path, reports: int, paper: str) -> dict[str, float]:
    """Seconds and peak megabytes of one method in a fresh process."""
    measured: dict[str, float] = json.loads(_run(name, workbook, reports, paper if name == "paper_save" else ""))
    return measured


def register(workbook: Path, reports: int) -> Path:
    """Has the workbook made; by another process, for this one shall stay small: its memory would be counted too."""
    _run("make", workbook, reports)
    return workbook


def _run(name: str, workbook: Path, reports: int, python: str = "") -> str:
    command = [python or sys.executable, str(METHODS), name, str(workbook), str(reports)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{name} failed:\n{ran.stderr}")
    return ran.stdout


def _can_run(name: str, paper: str) -> bool:
    if name == "paper_save":
        return bool(paper)
    needs: Mapping[str, Sequence[str]] = {"xlsxwriter": ("xlsxwriter",), "xlsxwriter_constant": ("xlsxwriter",)}
    return all(importlib.util.find_spec(module) for module in needs.get(name, ()))


if __name__ == "__main__":
    main()
