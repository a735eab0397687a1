"""One measurement of `workbook.py`, in a process of its own: METHOD WORKBOOK REPORTS.

Prints the seconds that passed, those of the processors, and the peak of memory in MB. `make` makes up the workbook.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHANGED, ADDED = 50, 20
Work = Callable[[], object]
"""What is measured; what comes before it is made ready by the function that returns it."""


def floor(workbook: Path, reports: int) -> Work:
    """The least that any program has to do: every other entry copied as it lies, one sheet spliced and zipped."""
    from made_up_workbook import wanted

    rows = wanted(reports, changed=CHANGED, added=ADDED).reports
    changed = [(number * reports // CHANGED + 2, b"made another") for number in range(CHANGED)]
    last = reports + 1

    def work() -> None:
        data = workbook.read_bytes()
        with zipfile.ZipFile(workbook) as package:
            names, sheet = package.infolist(), _largest_sheet(package)
            content = package.read(sheet)
        pieces, position = [], 0
        for number, text in changed:
            start = content.index(b'<c r="V%d"' % number, position)
            end = min(one for one in (content.find(b"/>", start), content.find(b"</c>", start)) if one > 0)
            pieces += content[position:start], b'<c r="V%d" t="inlineStr"><is><t>%s</t></is></c>' % (number, text)
            position = end + (2 if content[end : end + 2] == b"/>" else 4)
        end = content.index(b"</sheetData>", position)
        pieces.append(content[position:end])
        for number, row in enumerate(rows[-ADDED:], last + 1):
            cells = "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in row.values())
            pieces.append(f'<row r="{number}">{cells}</row>'.encode())
        new = b"".join([*pieces, content[end:]])
        _replace(workbook, data, names, sheet, new)

    return work


def _replace(workbook: Path, data: bytes, names: list[zipfile.ZipInfo], sheet: str, new: bytes) -> None:
    """Writes the file with one entry packed anew; good enough to be timed, its directory is that of the old file."""
    starts = sorted(one.header_offset for one in names)
    with tempfile.NamedTemporaryFile(dir=workbook.parent, delete=False) as stream:
        for one in names:
            after = next((start for start in starts if start > one.header_offset), len(data))
            if one.filename == sheet:
                engine = zlib.compressobj(6, zlib.DEFLATED, -15)
                zlib.crc32(new)
                stream.write(engine.compress(new) + engine.flush())
            else:
                stream.write(data[one.header_offset : after])
        stream.flush()
        os.fsync(stream.fileno())
    Path(stream.name).replace(workbook)


def _largest_sheet(package: zipfile.ZipFile) -> str:
    sheets = [one for one in package.infolist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", one.filename)]
    return max(sheets, key=lambda one: one.file_size).filename


def patch(workbook: Path, reports: int) -> Work:
    """50 cells of people and 20 rows of Reports."""
    from made_up_workbook import wanted

    from reporter.workbook import TableChange
    from reporter.workbook import patch as patch_workbook

    rows = wanted(reports, added=ADDED).reports
    update = {str(rows[n * reports // CHANGED]["ID"]): {"Remarks": "made another"} for n in range(CHANGED)}
    change = TableChange("Reports", "ID", update=update, append=rows[-ADDED:])
    return lambda: patch_workbook(workbook, [change])


def sync(workbook: Path, reports: int) -> Work:
    """What `reporter sync` does with a workbook once the sources are read."""
    from made_up_workbook import TODAY, wanted

    from reporter.workbook import load, read_past
    from reporter.workbook import sync as sync_workbook

    asked = wanted(reports, changed=CHANGED, added=ADDED)

    def work() -> None:
        load(workbook, reports=False)
        read_past(workbook).inheritances(asked.descents)
        sync_workbook(workbook, asked, today=TODAY)

    return work


def _change_cells(sheet: Any, reports: int) -> None:
    """50 cells changed and 20 rows added, as both libraries of that interface do it."""
    for number in range(CHANGED):
        sheet.cell(number * reports // CHANGED + 2, 22, "made another")
    for number in range(ADDED):
        for column in range(1, 23):
            sheet.cell(reports + 2 + number, column, f"text {column}")


def openpyxl_save(workbook: Path, reports: int) -> Work:
    """50 cells and 20 rows with the library that most scripts use; paper-xlsx answers to the same name."""
    from openpyxl import load_workbook

    def work() -> None:
        book = load_workbook(workbook)
        sheet = book["Reports"]
        _change_cells(sheet, reports)
        table = sheet.tables["Reports"]
        table.ref = re.sub(r"\d+$", lambda last: str(int(last[0]) + ADDED), table.ref)
        book.save(workbook)

    return work


def paper_save(workbook: Path, reports: int) -> Work:
    """The same with paper-xlsx, asked to keep what it does not know."""
    from openpyxl import load_workbook

    def work() -> None:
        book = load_workbook(workbook, preserve=True)
        # It refuses to change what PivotTables rest on, unless it is told that Excel will refresh them.
        book.set_pivot_refresh_on_load(all=True)
        sheet = book["Reports"]
        _change_cells(sheet, reports)
        book.save(workbook)

    return work


def fill(workbook: Path, reports: int) -> Work:
    """The rows of Reports into an empty table of the template, which has the look of a register already."""
    from made_up_workbook import empty_register, rows_of_reports

    from reporter.workbook import TableChange
    from reporter.workbook import patch as patch_workbook

    headers, rows = rows_of_reports(reports)
    template = empty_register(workbook.with_name("empty.xlsx"))
    target = workbook.with_name("filled.xlsx")
    named = [dict(zip(headers, row, strict=True)) for row in rows]
    return lambda: patch_workbook(template, [TableChange("Reports", append=named)], target)


def xlsxwriter(workbook: Path, reports: int, *, constant: bool = False) -> Work:
    """The same rows with XlsxWriter: formulas and number formats too, and the table where that is possible."""
    import xlsxwriter as library
    from made_up_workbook import rows_of_reports

    from reporter.model.tables import REPORTS

    headers, rows = rows_of_reports(reports)
    formulas = {place: column.formula for place, column in enumerate(REPORTS) if column.formula}

    def work() -> None:
        book = library.Workbook(
            workbook.with_name("filled.xlsx"), {"constant_memory": constant, "strings_to_urls": False}
        )
        sheet = book.add_worksheet("Reports")
        day, wrapped = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"text_wrap": True})
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if place in formulas:
                    sheet.write_formula(number, place, "=" + formulas[place], wrapped)
                elif value is None:
                    sheet.write_blank(number, place, None, wrapped)
                elif isinstance(value, str):
                    sheet.write_string(number, place, value, wrapped)
                elif isinstance(value, int | float):
                    sheet.write_number(number, place, value, wrapped)
                else:
                    sheet.write_datetime(number, place, value, day)
        if not constant:
            columns = [{"header": header} for header in headers]
            sheet.add_table(0, 0, len(rows), len(headers) - 1, {"name": "Reports", "columns": columns})
        book.close()

    return work


def xlsxwriter_constant(workbook: Path, reports: int) -> Work:
    """XlsxWriter as it is for large files: it writes row by row, and cannot make tables."""
    return xlsxwriter(workbook, reports, constant=True)


def frame(workbook: Path, _reports: int) -> Work:
    """Reports, typed by what its columns hold."""
    # Imported by all methods before the clock starts.
    import pandas  # noqa: F401
    import python_calamine  # noqa: F401

    from reporter.analysis import open_workbook

    return lambda: open_workbook(workbook).reports


def pandas_calamine(workbook: Path, _reports: int) -> Work:
    """The sheet Reports, typed by guessing."""
    import pandas
    import python_calamine  # noqa: F401

    return lambda: pandas.read_excel(workbook, sheet_name="Reports", engine="calamine")


def pandas_openpyxl(workbook: Path, _reports: int) -> Work:
    """The same with pandas' usual engine."""
    import openpyxl  # noqa: F401
    import pandas

    return lambda: pandas.read_excel(workbook, sheet_name="Reports", engine="openpyxl")


METHODS: dict[str, Callable[[Path, int], Work]] = {
    one.__name__: one
    for one in (
        floor,
        patch,
        sync,
        openpyxl_save,
        paper_save,
        fill,
        xlsxwriter,
        xlsxwriter_constant,
        frame,
        pandas_calamine,
        pandas_openpyxl,
    )
}


def main() -> None:
    name, source, reports = sys.argv[1:]
    if name == "make":
        from made_up_workbook import register

        register(Path(source), int(reports))
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(source, folder))
        work = METHODS[name](copy, int(reports))
        # What was made ready is not what is measured.
        begun, busy = time.perf_counter(), time.process_time()
        work()
        measured = {"seconds": time.perf_counter() - begun, "busy": time.process_time() - busy}
    print(json.dumps({**measured, "peak": peak()}))


def peak() -> float:
    """Most memory that this process took, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux hands down the other figure from the process that started this one, if that was larger.
        return int(re.search(r"VmHWM:\s*(\d+) kB", status.read_text())[1]) / 1e3  # type: ignore[index]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


if __name__ == "__main__":
    main()
