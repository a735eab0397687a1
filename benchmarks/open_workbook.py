"""Calls to Excel of a refresh of 20,000 rows in an open workbook, against those of one of 200 rows.

Every call goes to another process, or over a network; their number is what a person waits for. It must not grow with
the rows. Excel is stood in for by a model of its cells: the seconds are those of this program and of xlwings alone.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "addin")]

PROMISED = 50


def measured(rows: int) -> tuple[int, int, float]:
    """Calls of the first refresh, calls of one that moves every seventh day and adds rows, and its seconds."""
    from excel import Excel
    from test_calls import TODAY, counted, register

    from reporter.addin import OpenWorkbook
    from reporter.resources import bundled
    from reporter.workbook import sync

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "obligations.xlsx"
        shutil.copy(bundled("workbooks") / "obligations-template.xlsx", path)
        excel = Excel(path)
        calls = []
        started = 0.0
        for wanted in (register(rows), register(rows, late=7, more=rows // 40)):
            with counted() as reads:
                started = time.perf_counter()
                excel.run(lambda book, asked=wanted: sync(OpenWorkbook(book, undoable="Refresh"), asked, today=TODAY))
            calls.append(len(excel.calls) + len(reads))
        return calls[0], calls[1], time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    arguments = parser.parse_args()
    print("rows      first refresh   next refresh   seconds of the next")
    for rows in (200, arguments.rows):
        first, following, seconds = measured(rows)
        print(f"{rows:6}    {first:5} calls     {following:5} calls    {seconds:6.1f}")
        if following >= PROMISED:
            sys.exit(f"more than the promised {PROMISED} calls")


if __name__ == "__main__":
    main()
