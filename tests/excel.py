"""A stand-in for an Excel that has a workbook open: what xlwings asks of it is carried out on a model of its cells.

The xlwings objects are the real ones, over its remote engine: it is given what Excel would send, and what it would send
back is a list of actions. The licence key serves tests alone; nothing of that engine is used by the package itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

import pytest

os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")

_Result = TypeVar("_Result")
_Address = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


@dataclass(frozen=True)
class Formula:
    """A formula in a cell, with the result that Excel would show; None where nobody computed it."""

    text: str
    result: Any = None


@dataclass
class Table:
    """A table: its name, its range from 1 as (top, left, bottom, right), its calculated columns from 0."""

    name: str
    area: tuple[int, int, int, int]
    totals: bool = False
    calculated: dict[int, str] = field(default_factory=dict)
    hidden_totals: dict[int, Any] = field(default_factory=dict)


@dataclass
class Sheet:
    """A sheet: cells by row and column from 1."""

    title: str
    visible: str = "Visible"
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    marks: list[tuple[str, Any]] = field(default_factory=list)


class Excel:
    """An Excel with one workbook open.

    Args:
        path: The workbook as it was last saved.
        desktop: Whether it is on this computer: then formulas and settings can be read, and what is asked for happens at
            once. Otherwise it is reached through a server.
    """

    def __init__(self, path: Path, *, desktop: bool = False) -> None:
        self.path = path
        self.desktop = desktop
        self.settings = {"screen_updating": True, "calculation": "automatic"}
        self.sheets, self.names = _opened(path)
        self.active = 0
        self.selection = "A1"
        self.calls: list[str] = []
        self.alerts: list[str] = []
        self.screen: list[bool] = []

    def run(self, command: Callable[[Any], _Result]) -> _Result:
        """Runs a command on the open workbook as a button does, and carries out what it asks for."""
        book = self.book()
        self.calls = []
        if self.desktop:
            with self._on_this_computer():
                return command(book)
        try:
            return command(book)
        finally:
            self.carry_out(book.json()["actions"])

    def book(self) -> Any:
        """The workbook as xlwings sees it now."""
        import xlwings

        return xlwings.Book(json=self.sent())

    def carry_out(self, actions: list[dict[str, Any]]) -> None:
        """Carries out what xlwings asks for."""
        for action in actions:
            self.calls.append(action["func"])
            getattr(self, f"_{action['func']}")(action)

    @contextmanager
    def _on_this_computer(self) -> Iterator[None]:
        """Lets the engine of xlwings answer what only an Excel on this computer does."""
        import xlwings.pro._xlremote as engine

        def act(book: Any, **asked: Any) -> None:
            queue(book, **asked)
            self.carry_out([book.json()["actions"].pop()])

        def setting(name: str) -> property:
            return property(lambda app: self.settings[name], lambda app, value: self.settings.update({name: value}))

        queue = engine.Book.append_json_action
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine.Book, "append_json_action", act)
            patch.setattr(engine.Range, "formula", property(self._formulas, engine.Range.formula.fset))
            for name in self.settings:
                patch.setattr(engine.App, name, setting(name))
            yield

    def _formulas(self, cells: Any) -> Any:
        """What `formula` gives: the text of one cell, or rows of texts."""
        sheet = self.sheets[cells.sheet.index - 1]
        height, width = cells.shape
        texts = tuple(
            tuple(_formula_text(sheet.cells.get((cells.row + down, cells.column + right))) for right in range(width))
            for down in range(height)
        )
        return texts[0][0] if (height, width) == (1, 1) else texts

    def select(self, sheet: str, address: str) -> None:
        """What a person does with the mouse."""
        self.active = [one.title for one in self.sheets].index(sheet)
        self.selection = address

    def sheet(self, title: str) -> Sheet:
        """The sheet of that title."""
        return next(one for one in self.sheets if one.title == title)

    def table(self, name: str) -> tuple[Sheet, Table]:
        """A table and the sheet it stands on."""
        return next((sheet, table) for sheet in self.sheets for table in sheet.tables if table.name == name)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The data rows of a table, column to value; a formula as what it is, a day as a date."""
        sheet, table = self.table(name)
        top, left, bottom, right = table.area
        header = [sheet.cells.get((top, column)) for column in range(left, right + 1)]
        return [
            {
                title: sheet.cells.get((row, column))
                for title, column in zip(header, range(left, right + 1), strict=True)
            }
            for row in range(top + 1, bottom + 1 - table.totals)
        ]

    def row(self, name: str, key: str) -> dict[str, Any]:
        """The row with that ID."""
        (found,) = [row for row in self.rows(name) if key in (row.get("ID"), row.get("Key"))]
        return found

    def type_in(self, name: str, key: str, column: str, value: Any) -> None:
        """What a person does to a cell."""
        sheet, table = self.table(name)
        top, left, bottom, right = table.area
        header = [sheet.cells.get((top, number)) for number in range(left, right + 1)]
        keys = left + header.index("ID")
        number = next(row for row in range(top + 1, bottom + 1) if sheet.cells.get((row, keys)) == key)
        sheet.cells[number, left + header.index(column)] = value

    # What Excel sends

    def sent(self) -> dict[str, Any]:
        """The workbook as Excel sends it to a server."""
        return {
            "client": "Office.js",
            "version": "",
            "book": {
                "name": self.path.name,
                "active_sheet_index": self.active,
                "selection": self.selection,
                "calculation": "Automatic",
            },
            "names": deepcopy(self.names),
            "sheets": [self._sent_sheet(one) for one in self.sheets],
        }

    def _sent_sheet(self, sheet: Sheet) -> dict[str, Any]:
        height = max((row for row, _ in sheet.cells), default=0)
        width = max((column for _, column in sheet.cells), default=0)
        values: list[list[Any]] = [[""] * width for _ in range(height)]
        for (row, column), value in sheet.cells.items():
            values[row - 1][column - 1] = _sent_value(value)
        return {
            "name": sheet.title,
            "visibility": sheet.visible,
            "values": values or [[]],
            "tables": [_sent_table(sheet, one) for one in sheet.tables],
            "pictures": [],
            "shapes": [],
            "charts": [],
            "notes": [],
            "print_area": None,
        }

    # What Excel carries out

    def _setValues(self, action: dict[str, Any]) -> None:  # noqa: N802 - named as the action is
        sheet = self.sheets[action["sheet_position"]]
        values = action["values"]
        assert (len(values), len(values[0])) == (action["row_count"], action["column_count"])
        for down, line in enumerate(values):
            for right, value in enumerate(line):
                place = action["start_row"] + 1 + down, action["start_column"] + 1 + right
                _put(sheet, place, typed_in(value))

    def _setFormula(self, action: dict[str, Any]) -> None:  # noqa: N802
        sheet = self.sheets[action["sheet_position"]]
        values = action["values"]
        for down in range(action["row_count"]):
            for right in range(action["column_count"]):
                text = values if isinstance(values, str) else values[down][right]
                place = action["start_row"] + 1 + down, action["start_column"] + 1 + right
                _put(sheet, place, typed_in(text))

    def _resizeTable(self, action: dict[str, Any]) -> None:  # noqa: N802
        sheet = self.sheets[action["sheet_position"]]
        index, address = action["args"]
        table = sheet.tables[index]
        area = _area(address)
        assert not table.totals, "Excel does not resize a table over its totals row"
        assert (area[0], area[1], area[3]) == (table.area[0], table.area[1], table.area[3])
        for row in range(table.area[2] + 1, area[2] + 1):
            for column in range(area[1], area[3] + 1):
                assert sheet.cells.get((row, column)) is None, "the table would swallow what stands below it"
            for offset, text in table.calculated.items():
                sheet.cells[row, area[1] + offset] = Formula(text)
        table.area = area

    def _showTotalsTable(self, action: dict[str, Any]) -> None:  # noqa: N802
        sheet = self.sheets[action["sheet_position"]]
        index, shown = action["args"]
        table = sheet.tables[index]
        top, left, bottom, right = table.area
        columns = range(left, right + 1)
        if table.totals and not shown:
            table.hidden_totals = {column: sheet.cells.pop((bottom, column), None) for column in columns}
            table.area = top, left, bottom - 1, right
        elif shown and not table.totals:
            for column, value in table.hidden_totals.items():
                _put(sheet, (bottom + 1, column), value)
            table.area = top, left, bottom + 1, right
        table.totals = shown

    def _rangeDelete(self, action: dict[str, Any]) -> None:  # noqa: N802
        sheet = self.sheets[action["sheet_position"]]
        first, count = action["start_row"] + 1, action["row_count"]
        left, right = action["start_column"] + 1, action["start_column"] + action["column_count"]
        (table,) = [one for one in sheet.tables if one.area[1] <= left <= one.area[3]]
        assert action["args"] == ["up"]
        assert (left, right) == (table.area[1], table.area[3])
        inside = {place: value for place, value in sheet.cells.items() if left <= place[1] <= right}
        for row, column in inside:
            del sheet.cells[row, column]
        for (row, column), value in inside.items():
            if row < first:
                sheet.cells[row, column] = value
            elif row >= first + count:
                sheet.cells[row - count, column] = value
        top, left, bottom, right = table.area
        table.area = top, left, bottom - count, right

    def _rangeClearContents(self, action: dict[str, Any]) -> None:  # noqa: N802
        sheet = self.sheets[action["sheet_position"]]
        for down in range(action["row_count"]):
            for right in range(action["column_count"]):
                sheet.cells.pop((action["start_row"] + 1 + down, action["start_column"] + 1 + right), None)

    def _addSheet(self, action: dict[str, Any]) -> None:  # noqa: N802
        index, title = action["args"]
        self.sheets.insert(index, Sheet(title))

    def _addTable(self, action: dict[str, Any]) -> None:  # noqa: N802
        address, has_headers, _, name = action["args"]
        assert has_headers
        self.sheets[action["sheet_position"]].tables.append(Table(name, _area(address)))

    def _namesAdd(self, action: dict[str, Any]) -> None:  # noqa: N802
        name, refers_to = action["args"]
        assert all(one["name"] != name for one in self.names), "the name is there already"
        self.names.append(self._name(name, refers_to))

    def _setNameRefersTo(self, action: dict[str, Any]) -> None:  # noqa: N802
        name, refers_to = action["args"][0], action["args"][3]
        self.names = [self._name(name, refers_to) if one["name"] == name else one for one in self.names]

    def _name(self, name: str, refers_to: str) -> dict[str, Any]:
        found = re.fullmatch(r"='?(.+?)'?!(\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)", refers_to)
        titles = [one.title for one in self.sheets]
        return {
            "name": name,
            "refers_to": refers_to,
            "sheet_index": titles.index(found[1]) if found else None,
            "address": found[2] if found else None,
            "book_scope": True,
            "scope_sheet_name": None,
            "scope_sheet_index": None,
        }

    def _addConditionalFormat(self, action: dict[str, Any]) -> None:  # noqa: N802
        sheet = self.sheets[action["sheet_position"]]
        rule = action["args"][0]
        sheet.marks.append((rule["formula"], rule["fill_color"]))

    def _setScreenUpdating(self, action: dict[str, Any]) -> None:  # noqa: N802
        self.screen.append(action["args"][0])

    def _alert(self, action: dict[str, Any]) -> None:
        self.alerts.append(action["args"][0])

    def _activateSheet(self, action: dict[str, Any]) -> None:  # noqa: N802
        (self.active,) = action["args"]

    def _setColumnWidth(self, action: dict[str, Any]) -> None:  # noqa: N802
        """How a sheet looks is not modelled."""

    _setAutofit = _setWrapText = _setFontProperty = _setRangeColor = _freezePaneAtRange = _setColumnWidth  # noqa: N815


def typed_in(value: Any) -> Any:
    """What a cell holds after a value was written into it: Excel reads a text as if it was typed."""
    if not isinstance(value, str):
        return value
    if value == "":
        return None
    if value.startswith("'"):
        return value[1:]
    if value.startswith(("=", "+", "-", "@")):
        return Formula(value)
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?", value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return datetime.combine(day, time(int(found[4]), int(found[5]), int(found[6]))) if found[4] else day
    if re.fullmatch(r"[\d.,/: -]+%?|\w{3,9} \d{1,4}|\d+[eE]\d+|\w{3}-\d+(?:-\d+)?", value):
        return f"not the text, but what Excel makes of it: {value}"
    if value.upper() in ("TRUE", "FALSE"):
        return value.upper() == "TRUE"
    return value


def _formula_text(value: Any) -> str:
    if isinstance(value, Formula):
        return value.text
    return "" if value is None else str(value)


def _put(sheet: Sheet, place: tuple[int, int], value: Any) -> None:
    if value is None:
        sheet.cells.pop(place, None)
    else:
        sheet.cells[place] = value


def _sent_value(value: Any) -> Any:
    if isinstance(value, Formula):
        value = value.result
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00.000Z"
    return "" if value is None else float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _sent_table(sheet: Sheet, table: Table) -> dict[str, Any]:
    top, left, bottom, right = table.area
    last = bottom - table.totals
    return {
        "name": table.name,
        "range_address": _address(top, left, bottom, right),
        "header_row_range_address": _address(top, left, top, right),
        "data_body_range_address": _address(top + 1, left, last, right),
        "total_row_range_address": _address(bottom, left, bottom, right) if table.totals else None,
        "show_headers": True,
        "show_totals": table.totals,
        "table_style": "",
        "show_autofilter": True,
        "columns": [str(sheet.cells.get((top, column), "")) for column in range(left, right + 1)],
        "row_count": bottom - top + 1,
        "column_count": right - left + 1,
    }


def _address(top: int, left: int, bottom: int, right: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _area(address: str) -> tuple[int, int, int, int]:
    from openpyxl.utils import column_index_from_string

    found = _Address.fullmatch(address)
    assert found, address
    left, top = column_index_from_string(found[1]), int(found[2])
    return (top, left, int(found[4]), column_index_from_string(found[3])) if found[3] else (top, left, top, left)


def _opened(path: Path) -> tuple[list[Sheet], list[dict[str, Any]]]:
    from openpyxl import load_workbook
    from python_calamine import CalamineWorkbook

    results = CalamineWorkbook.from_path(path)
    sheets = []
    for one in load_workbook(path).worksheets:
        visible = {"visible": "Visible", "hidden": "Hidden", "veryHidden": "VeryHidden"}[one.sheet_state]
        sheet = Sheet(one.title, visible)
        shown = results.get_sheet_by_name(one.title).to_python(skip_empty_area=False)
        for line in one.iter_rows():
            for cell in line:
                if cell.value not in (None, ""):
                    value: Any = cell.value
                    if cell.data_type == "f":
                        value = Formula(str(cell.value), _shown(shown, cell.row, cell.column))
                    sheet.cells[cell.row, cell.column] = _day(value)
        for table in one.tables.values():
            calculated = {
                index: f"={column.calculatedColumnFormula.attr_text}"
                for index, column in enumerate(table.tableColumns)
                if column.calculatedColumnFormula is not None
            }
            sheet.tables.append(Table(table.displayName, _area(table.ref), bool(table.totalsRowCount), calculated))
        sheets.append(sheet)
    return sheets, []


def _shown(rows: list[list[Any]], row: int, column: int) -> Any:
    """The result of a formula as it was last saved; None where there is none."""
    found = rows[row - 1][column - 1 : column] if row <= len(rows) else []
    return _day(found[0]) if found else None


def _day(value: Any) -> Any:
    """A moment at midnight is a day, as a person sees it."""
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def content(rows: list[Mapping[str, Any]], computed: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Rows as they compare between a file and an open workbook: without what Excel computes, and blank is blank."""
    return [
        {
            name: float(value) if isinstance(value, int) and not isinstance(value, bool) else value
            for name, value in row.items()
            if value not in (None, "") and name not in computed and not isinstance(value, Formula)
        }
        for row in rows
    ]
