"""A table read column by column holds what it holds when it is read row by row, whoever reads the cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import made
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import DATE, HEADER, sheet_xml, table_xml
from test_read_tables import STRINGS

from reporter.model import WorkbookError
from reporter.workbook import ColumnReader, TableChange, Value, patch, read_tables

REAL = sorted((Path(__file__).resolve().parents[2].parent / "shared" / "workbooks-real").glob("*.xls?"))


def by_rows(path: Path, name: str) -> dict[str, list[Value]]:
    table = read_tables(path)[name]
    return {column: [row.values[column] for row in table.rows] for column in table.columns}


def same(one: Value, other: Value) -> bool:
    return one == other or (one in (None, "") and other in (None, ""))


def assert_same(path: Path, name: str) -> None:
    columns, rows = ColumnReader(path).columns(name), by_rows(path, name)
    assert list(columns) == list(rows)
    for column, values in rows.items():
        assert len(values) == len(columns[column])
        assert all(map(same, columns[column], values)), (column, values, columns[column])


@pytest.mark.skipif(not REAL, reason="needs the real workbooks")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_workbooks(path: Path) -> None:
    try:
        names = list(read_tables(path))
    except WorkbookError:
        pytest.skip("not a workbook that can be read")
    for name in names:
        assert_same(path, name)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        '<c r="B2"><v>5</v></c>',
        '<c r="B2"><v>1.5</v></c>',
        '<c r="B2" t="b"><v>1</v></c>',
        '<c r="B2" t="e"><v>#N/A</v></c>',
        "<c r='B2' t='e'><v>#REF!</v></c>",
        '<c r="B2" t="s"><v>0</v></c>',
        '<c r="B2" t="s"><v>2</v></c>',
        '<c r="B2" t="s"><v>4</v></c>',
        '<c r="B2" t="str"><f>"x"</f><v>x</v></c>',
        '<c r="B2"><f t="shared" si="0"/><v>4</v></c>',
        f'<c r="B2" s="{DATE}"><v>46161</v></c>',
        f'<c r="B2" s="{DATE}"><v>46161.5</v></c>',
        f'<c r="B2" s="{DATE}"><v>60</v></c>',
        f'<c r="B2" s="{DATE}"><v>-1</v></c>',
        f'<c r="B2" t="d" s="{DATE}"><v>2026-05-19T00:00:00.000</v></c>',
        "<c r='B2' t='d'><v>06:00:00</v></c>",
    ],
)
def test_every_kind_of_cell(cell: str, tmp_path: Path) -> None:
    rows = HEADER + f'<row r="2"><c r="A2"><v>1</v></c>{cell}</row>'
    assert_same(made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2"),), strings=STRINGS), "People")


def test_rows_and_columns_without_a_cell_are_blank(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx", tables=(table_xml("A1:B9"),))
    assert ColumnReader(path).columns("people") == {"ID": ["a", "b", *[None] * 6], "Name": ["Ada", "Ben", *[None] * 6]}


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    rows = HEADER + f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="{DATE}"><v>44699</v></c></row>'
    path = made.made(
        tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2"),), properties='<workbookPr date1904="1"/>'
    )
    assert ColumnReader(path).columns("People")["Name"] == [date(2026, 5, 19)]


def test_the_workbook_is_read_as_it_was_when_it_was_opened(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    reader = ColumnReader(path)
    patch(path, [TableChange("People", "ID", update={"a": {"Name": "Ann"}})])
    assert reader.names == ("People",)
    assert reader.columns("People")["Name"] == ["Ada", "Ben"]
    with pytest.raises(KeyError):
        reader.columns("Animals")


def test_a_text_late_in_a_column_of_numbers_is_there(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("ID", "Cost"))
    for number in range(1500):
        book.active.append((number, "not known" if number == 1499 else number / 2))
    book.active.add_table(openpyxl.worksheet.table.Table(displayName="People", ref="A1:B1501"))
    book.save(tmp_path / "w.xlsx")
    assert ColumnReader(tmp_path / "w.xlsx").columns("People")["Cost"][-1] == "not known"


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)
VALUES = st.one_of(
    st.none(), TEXT, st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
    st.dates(date(1900, 1, 1), date(9999, 12, 31)),
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=4))
def test_whatever_is_written_is_read_alike(rows: list[tuple[Value, Value]], tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", append=[{"ID": one, "Name": other} for one, other in rows])])
    assert_same(path, "People")
