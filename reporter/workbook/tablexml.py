"""The table part: name, range and columns, and the range changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reporter.workbook.cells import decode_escapes
from reporter.workbook.markup import (
    Edit,
    attributes,
    children,
    drop_attribute,
    open_markup,
    parse_tree,
    set_attribute,
    splice,
)
from reporter.workbook.ranges import Area, Growth, column_letters


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table.

    Attributes:
        name: As people see it.
        formula: Text of the calculated column's formula without "="; None for an ordinary column.
        is_array: Whether that formula is an array formula.
    """

    name: str
    formula: str | None = None
    is_array: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table as its part describes it.

    Attributes:
        part: Name of the part.
        name: Name of the table.
        area: The whole range.
        columns: In the order of the sheet.
        headers: Rows of the header: 0 or 1.
        totals: Rows of totals: 0 or 1.
    """

    part: str
    name: str
    area: Area
    columns: tuple[TableColumn, ...]
    headers: int
    totals: int

    @property
    def data(self) -> Area:
        """The data rows; its bottom lies above its top when there are none."""
        return self.area._replace(top=self.area.top + self.headers, bottom=self.area.bottom - self.totals)

    def letters(self, index: int) -> str:
        """Letters of the sheet's column in which a column of the table stands, counted from 0."""
        return column_letters(self.area.left + index)


def read_table_part(data: bytes, file: Path, part: str) -> TablePart:
    """Read a table part. ValueError where its range is no range."""
    root = parse_tree(data, file, part)
    columns = []
    for column in children(root, "tableColumns", "tableColumn"):
        formula = next(children(column, "calculatedColumnFormula"), None)
        columns.append(
            TableColumn(
                decode_escapes(column.get("name", "")),
                None if formula is None else (formula.text or None),
                formula is not None and formula.get("array") in ("1", "true"),
            )
        )
    return TablePart(
        part,
        root.get("displayName") or root.get("name") or part,
        Area.of(root.get("ref", "")),
        tuple(columns),
        int(root.get("headerRowCount", "1")),
        int(root.get("totalsRowCount", "0")),
    )


def grow_table_part(data: bytes, file: Path, table: TablePart, growth: Growth) -> bytes:
    """The table part for a table that became longer: its range, and those of its filter and its sorting."""
    markup = open_markup(data, file, table.part)
    edits = []
    root = next(markup.nodes("table"))
    grown = table.area._replace(bottom=table.area.bottom + growth.rows)
    tag = set_attribute(markup.tag(root), "ref", str(grown))
    # `insertRow` says that the one row is Excel's own placeholder; with data in it, it no longer is.
    tag = drop_attribute(drop_attribute(tag, "insertRow"), "insertRowShift")
    edits.append(Edit(root.start, root.content, tag))
    for name in ("autoFilter", "sortState", "sortCondition"):
        for node in markup.nodes(name, root.content):
            area = Area.of(attributes(markup.tag(node)).get("ref", str(table.area)))
            if area.bottom == growth.data.bottom:
                new = set_attribute(markup.tag(node), "ref", str(area._replace(bottom=area.bottom + growth.rows)))
                edits.append(Edit(node.start, node.content, new))
    return splice(data, [edit for edit in edits if data[edit.start : edit.end] != edit.text])
