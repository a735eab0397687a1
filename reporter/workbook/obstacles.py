"""What on a sheet forbids a change: everything that a patch could not carry along is found before it writes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from reporter.model import WorkbookError
from reporter.workbook.book import Book, SheetPart
from reporter.workbook.cells import Place
from reporter.workbook.formulas import FormulaArea, all_formulas, defined_names, formula_areas, references
from reporter.workbook.markup import attributes, children
from reporter.workbook.ranges import MAX_ROW, Area
from reporter.workbook.sheet import Cell, Sheet
from reporter.workbook.tablexml import TablePart

_SHOWN = 40


class Obstacles:
    """The parts of one sheet that cells cannot be written over, or moved away from.

    Args:
        book: The workbook.
        part: The sheet in the workbook.
        sheet: Its cells.
    """

    def __init__(self, book: Book, part: SheetPart, sheet: Sheet) -> None:
        self._book, self._part, self._sheet = book, part, sheet

    def check_cell(self, cell: Cell | None, place: Place, row: int, column: int, *, keeps_formula: bool) -> None:
        """Raise WorkbookError where a cell cannot get a value of its own.

        Args:
            cell: As it stands; None where the file has none.
            place: For messages.
            row: Row, from 1.
            column: Column, from 1.
            keeps_formula: Whether only the cached result of its formula changes.
        """
        for area in self._merges:
            if area.holds(row, column) and (row, column) != (area.top, area.left):
                raise place.refuse(f"the cell lies inside the merged cells {area}", "Unmerge them in Excel")
        if keeps_formula:
            return
        for kind, area, _ in self._formula_areas:
            if kind != "shared" and area.holds(row, column) and not area.is_one_cell:
                raise place.refuse(f"the cell belongs to the array formula of {area}", "Remove that formula in Excel")
        formula = self._sheet.formula(cell) if cell is not None else None
        if formula is not None and formula.attributes.get("t") == "shared" and "ref" in formula.attributes:
            raise place.refuse(
                f"the formula of the cell is shared by {formula.attributes['ref']}",
                "Type the new value into the cell in Excel, save, and run again",
            )

    def check_growth(self, table: TablePart, rows: int, others: list[Area]) -> None:
        """Raise WorkbookError where a table cannot become longer by so many rows.

        Args:
            table: The table.
            rows: Rows needed below its range.
            others: Ranges of the sheet's other tables, as they will be.
        """
        area = table.area
        needed = area._replace(top=area.bottom + 1, bottom=area.bottom + rows)
        if needed.bottom > MAX_ROW:
            raise self._refuse(table, f"{rows} more rows do not fit on the sheet", "Move old rows to another workbook")
        for other in others:
            if other.meets(needed):
                raise self._refuse(
                    table,
                    f"{rows} more rows need {needed}, where the table in {other} stands",
                    "Move that table to another sheet or further down in Excel",
                )
        for cell in self._sheet.used_cells(needed):
            raise self._refuse(
                table,
                f"{rows} more rows need {needed}, but {cell.address} holds {self._shown(cell)}",
                f"Move what stands below the table {table.name} to another sheet or further down in Excel",
            )
        for what, found in self._immovable():
            if found.meets(needed):
                raise self._refuse(
                    table, f"{rows} more rows need {needed}, where {what} {found} lies", "Move it in Excel"
                )

    def check_totals(self, table: TablePart) -> None:
        """Raise WorkbookError where the totals row of a table cannot move down without something pointing astray."""
        totals = table.area._replace(top=table.area.bottom)
        for what, found in (*self._immovable(), *self._anchored()):
            if found.meets(totals):
                raise self._refuse(table, f"its totals row must move, but {what} {found} lies on it", _REMOVE)
        for cell in self._sheet.used_cells(totals):
            formula = self._sheet.formula(cell)
            if formula is None:
                continue
            own = [area for sheet, area in references(formula.text, self._part.title) if sheet == self._part.title]
            if "t" in formula.attributes or any(area.meets(table.area) for area in own):
                raise self._refuse(
                    table,
                    f"its totals row must move, but the formula in {cell.address} refers to cells by address",
                    f"Let it use column names, as in SUBTOTAL(109,{table.name}[{table.columns[-1].name}])",
                )
        for where, formula_text, title in self._all_formulas():
            for sheet, area in references(formula_text, title):
                if sheet.casefold() == self._part.title.casefold() and area.bottom < MAX_ROW and area.meets(totals):
                    raise self._refuse(
                        table,
                        f"its totals row must move, but {where} refers to {area} by address",
                        f"Let it use the table's name, as in {table.name}[#Totals]",
                    )

    def _all_formulas(self) -> Iterator[tuple[str, str, str]]:
        for part, formula in all_formulas(self._book):
            yield f"a formula on the sheet {part.title} (={formula[:_SHOWN]})", formula, part.title
        for name, formula in defined_names(self._book):
            yield f"the name {name}", formula, ""

    def _immovable(self) -> Iterator[tuple[str, Area]]:
        for area in self._merges:
            yield "the merged range", area
        for kind, area, _ in self._formula_areas:
            if kind != "shared":
                yield "the array formula of", area
        for name in self._book.package.related(self._part.part, "pivotTable"):
            for location in children(self._book.package.tree(name), "location"):
                yield "the PivotTable", Area.of(location.get("ref", "A1"))

    def _anchored(self) -> Iterator[tuple[str, Area]]:
        markup = self._sheet.markup
        for node in markup.nodes("hyperlink", self._sheet.body.end):
            yield "the link in", Area.of(attributes(markup.tag(node)).get("ref", "A1"))
        for name in self._book.package.related(self._part.part, "comments"):
            for comment in children(self._book.package.tree(name), "commentList", "comment"):
                yield "the comment in", Area.of(comment.get("ref", "A1"))

    @cached_property
    def _merges(self) -> list[Area]:
        markup = self._sheet.markup
        nodes = markup.nodes("mergeCell", self._sheet.body.end)
        return [Area.of(attributes(markup.tag(node)).get("ref", "A1")) for node in nodes]

    @cached_property
    def _formula_areas(self) -> list[FormulaArea]:
        return formula_areas(self._sheet.markup.data)

    def _shown(self, cell: Cell) -> str:
        formula = self._sheet.formula(cell)
        text = f"={formula.text}" if formula else str(self._sheet.value(cell))
        return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'

    def _refuse(self, table: TablePart, problem: str, hint: str) -> WorkbookError:
        return WorkbookError(problem, file=self._book.file, place=f"{self._part.title}, table {table.name}", hint=hint)


_REMOVE = "Remove it, or turn the totals row off (Table Design, Total Row), and run again"
