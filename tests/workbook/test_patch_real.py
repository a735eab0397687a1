"""On workbooks that Excel saved, a patch changes its rows and nothing else."""

from __future__ import annotations

import subprocess
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from ooxml import differences, new_errors

from reporter.model import WorkbookError
from reporter.workbook import TableChange, TableData, Value, patch, read_tables

SHEET_AND_TABLE = ("xl/worksheets/sheet*.xml", "xl/tables/table*.xml")

# What else may change, and why.
WITH_TABLES = {
    "EmptyTable.xlsx": (),
    "TableHeadersWithLineBreaks.xlsx": (
        "xl/calcChain.xml",
        "xl/workbook.xml",
    ),  # totals with formulas move and must be computed
    "connection.xlsx": (),
    "formula_checks.xlsx": ("xl/workbook.xml",),  # new rows have formulas without a result
    "loadPivotTables.xlsx": (),
    "table_slicer.xlsx": (),
    "xw_table02.xlsx": (),
    "xw_table04.xlsx": (),
    "xw_table07.xlsx": (),
}
TEXT = ' =SUM(A1) & <"quoted">\nsecond line — ü 漢字 😀 '


def a_value(index: int, row: int, column: str) -> Value:
    """Something of every type, none of it needing a format that the workbook does not have."""
    if "Date" in column:
        return date(2026, 5, 19 + row)
    return (TEXT, 7, 2.5, True)[index % 4] if row == 0 else (f"new {row}", -3, 1e-9, False)[index % 4]


def changes_to(table: TableData) -> TableChange:
    """One cell of an existing row where the table has one that a key finds, and two new rows."""
    plain = [name for name in table.columns if not any(name in row.formulas for row in table.rows)]
    plain.sort(key=lambda name: "Date" in name)
    key, target = plain[0], plain[1]
    keys = [str(row.values[key]) for row in table.rows if row.values[key] is not None]
    unique = next((one for one in keys if keys.count(one) == 1), None)
    rows = [{name: a_value(i, r, name) if name != key else f"key {r}" for i, name in enumerate(plain)} for r in (0, 1)]
    return TableChange(table.name, key, {unique: {target: TEXT}} if unique else {}, rows)


def by_openpyxl(path: Path) -> openpyxl.Workbook:
    """The workbook as openpyxl sees it; its warnings are about what it would lose on saving."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=True)


def written(table: TableData, change: TableChange) -> Iterator[tuple[str, Value]]:
    """Address and value of each cell that the change set, by the table after it."""
    keys = {str(row.values[change.key or ""]): row for row in table.rows}
    wanted = [*change.update.items(), *((str(row[change.key or ""]), row) for row in change.append)]
    for key, values in wanted:
        for column, value in values.items():
            yield table.cell(keys[key], column), value


@pytest.mark.parametrize("name", WITH_TABLES)
def test_a_cell_and_two_rows_of_each_table_change_and_nothing_else_does(
    name: str, shared: Path, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    source, output = shared / "workbooks-real" / name, tmp_path / name
    original = source.read_bytes()
    before = read_tables(source)
    changes = [changes_to(table) for table in before.values()]

    result = patch(source, changes, output)

    after = read_tables(output)
    assert result.written
    assert result.rows_added == dict.fromkeys(before, 2)
    assert [(one.table, one.column, one.after) for one in result.cells] == [
        (change.table, column, value)
        for change in changes
        for values in change.update.values()
        for column, value in values.items()
    ]
    assert differences(shared, source, output, (*SHEET_AND_TABLE, *WITH_TABLES[name])) == ""
    assert new_errors(validate(source), validate(output)) == []
    assert source.read_bytes() == original
    read_by_openpyxl = by_openpyxl(output)
    read_by_calamine = python_calamine.CalamineWorkbook.from_path(output)
    for change in changes:
        table = after[change.table]
        rows = read_by_calamine.get_sheet_by_name(table.sheet).to_python(skip_empty_area=False)
        by_key = {str(row.values[change.key or ""]): row for row in table.rows}
        for row in change.append:
            assert {**by_key[str(row[change.key or ""])].values, **row} == by_key[str(row[change.key or ""])].values
        for address, value in written(table, change):
            cell = read_by_openpyxl[table.sheet][address]
            assert (cell.value.date() if isinstance(value, date) else cell.value) == value
            assert rows[cell.row - 1][cell.column - 1] == value
        untouched = {
            key: row.values
            for key, row in ((str(row.values[change.key or ""]), row) for row in before[change.table].rows)
            if key not in change.update and key != "None"
        }
        assert {key: by_key[key].values for key in untouched} == untouched


def test_libreoffice_reads_the_new_values_of_every_table(shared: Path, tmp_path: Path, soffice: str) -> None:
    expected: dict[str, list[tuple[str, str, Value]]] = {}
    for name in WITH_TABLES:
        source, output = shared / "workbooks-real" / name, tmp_path / name
        changes = [changes_to(table) for table in read_tables(source).values()]
        patch(source, changes, output)
        tables = read_tables(output)
        expected[name] = [
            (tables[change.table].sheet, address, value)
            for change in changes
            for address, value in written(tables[change.table], change)
        ]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *(str(tmp_path / name) for name in WITH_TABLES)], check=True, capture_output=True)
    for name, cells in expected.items():
        book = by_openpyxl(tmp_path / "out" / name)
        for sheet, address, value in cells:
            found = book[sheet][address].value
            assert (found.date() if isinstance(found, datetime) else found) == value, (name, sheet, address)
        assert cells


def test_every_sheet_of_a_patched_workbook_reads_as_before_elsewhere(shared: Path, tmp_path: Path) -> None:
    source, output = shared / "workbooks-real" / "formula_checks.xlsx", tmp_path / "out.xlsx"
    patch(source, [TableChange("Table1", "a", {"2": {"b": 50}})], output)
    before, after = by_openpyxl(source), by_openpyxl(output)
    for title in before.sheetnames:
        old = {cell.coordinate: cell.value for row in before[title].iter_rows() for cell in row}
        new = {cell.coordinate: cell.value for row in after[title].iter_rows() for cell in row}
        assert {k: (old[k], new[k]) for k in old if old[k] != new[k]} == ({"B3": (5, 50)} if title == "Sheet2" else {})


def test_dates_use_a_format_that_is_there_or_add_one(
    shared: Path, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    source, output = shared / "workbooks-real" / "table_slicer.xlsx", tmp_path / "out.xlsx"
    day = date(2026, 5, 19)
    patch(source, [TableChange("Table1", None, append=[{"mpg": day}, {"mpg": day}])], output)
    assert [row.values["mpg"] for row in read_tables(output)["Table1"].rows[-2:]] == [day, day]
    assert differences(shared, source, output, (*SHEET_AND_TABLE, "xl/styles.xml")) == ""
    assert new_errors(validate(source), validate(output)) == []


@pytest.mark.parametrize("name", WITH_TABLES)
def test_writing_back_what_was_read_writes_nothing(name: str, shared: Path, tmp_path: Path) -> None:
    source, output = shared / "workbooks-real" / name, tmp_path / name
    changes = []
    for table in read_tables(source).values():
        keys = [str(row.values[table.columns[0]]) for row in table.rows]
        update = {
            key: row.values for key, row in zip(keys, table.rows, strict=True) if keys.count(key) == 1 and key != "None"
        }
        changes.append(TableChange(table.name, table.columns[0], update))
    result = patch(source, changes, output)
    assert (result.written, result.cells, result.rows_added) == (False, (), {})
    assert output.read_bytes() == source.read_bytes()


def test_the_encrypted_workbook_is_refused_with_what_to_do(shared: Path, tmp_path: Path) -> None:
    source = shared / "workbooks-real" / "openxlsx2_example_pass.xlsx"
    for act in (lambda: read_tables(source), lambda: patch(source, [], tmp_path / "out.xlsx")):
        with pytest.raises(WorkbookError, match=r"encrypted with a password\. Remove the password in Excel"):
            act()
    assert not (tmp_path / "out.xlsx").exists()


def test_workbooks_without_a_table_are_readable_and_say_so_when_patched(shared: Path, tmp_path: Path) -> None:
    others = [
        path
        for path in sorted((shared / "workbooks-real").glob("*.xls*"))
        if path.name not in WITH_TABLES and path.name != "openxlsx2_example_pass.xlsx"
    ]
    assert len(others) == 15
    for path in others:
        assert dict(read_tables(path)) == {}
        with pytest.raises(WorkbookError, match="has no table at all, and Reports was expected"):
            patch(path, [TableChange("Reports", "ID", append=[{"ID": "x"}])], tmp_path / "out.xlsx")
