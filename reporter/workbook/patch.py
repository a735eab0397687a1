"""Changing rows of tables in a workbook file, and nothing else in it.

Only the parts that hold a changed row are rewritten, and in them only the bytes of the changed cells; every other entry
of the zip file is copied as it lies there. What cannot be promised is refused before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from reporter.model import WorkbookError
from reporter.workbook.archive import Content
from reporter.workbook.book import Book, SheetPart, naming
from reporter.workbook.canvas import Canvas
from reporter.workbook.chain import calculating_on_load, changed_chain, without_part
from reporter.workbook.data import CellChange, PatchResult, TableChange
from reporter.workbook.extend import grow_dimension, grow_rules
from reporter.workbook.formulas import Target, workbook_depends
from reporter.workbook.kind import made_for
from reporter.workbook.obstacles import Obstacles
from reporter.workbook.plan import SheetPlan, TablePlan
from reporter.workbook.ranges import Area
from reporter.workbook.read import take_book
from reporter.workbook.save import ensure_free, keep_backup, replace_file
from reporter.workbook.tablexml import grow_table_part


def patch(
    path: Path | str,
    changes: Sequence[TableChange],
    output: Path | str | None = None,
    *,
    backup: bool = False,
    dry_run: bool = False,
) -> PatchResult:
    """Change rows of tables in a workbook; everything else in the file stays as it is, byte for byte.

    Args:
        path: The workbook.
        changes: What is to become of its tables. All of it happens, or nothing.
        output: Where the result goes; None changes the workbook itself.
        backup: Keep a copy of the workbook as it was, where it is changed itself.
        dry_run: Only say what would happen.

    Returns:
        What changed. Where nothing differs, nothing is written (another output file receives a copy).

    Raises:
        WorkbookError: The file is missing, damaged, encrypted, signed, open in Excel or read-only; a table, column
            or key is missing or ambiguous; a value does not fit into a cell; or the change could not be made without
            losing or misplacing something else. Nothing is written then.
    """
    source = Path(path)
    target = source if output is None else Path(output)
    book = take_book(source)
    book.package.ensure_changeable()
    with naming(source):
        plans, cells, added = _plan(book, changes)
        replacements: Mapping[str, Content | None] = _replacements(book, plans) if cells or added else {}
        if target != source:
            replacements = made_for(book.package, target, replacements)
    result = PatchResult(target, bool(replacements) and not dry_run, tuple(cells), added)
    if dry_run or (not replacements and target.resolve() == source.resolve()):
        return result
    ensure_free(target)
    if backup and target.exists():
        keep_backup(target)
    replace_file(target, book.package.write(replacements) if replacements else book.package.data)
    return result


def _plan(book: Book, changes: Sequence[TableChange]) -> tuple[list[SheetPlan], list[CellChange], dict[str, int]]:
    """What the changes mean for each sheet; the cells that change and the rows added by table."""
    plans: dict[str, SheetPlan] = {}
    cells: list[CellChange] = []
    added: dict[str, int] = {}
    seen: set[str] = set()
    for change in changes:
        part, table = book.find_table(change.table)
        if table.part in seen:
            raise WorkbookError(
                f"the table {table.name} is to be changed twice at once", file=book.file, hint="Join the two changes"
            )
        seen.add(table.part)
        if part.part not in plans:
            plans[part.part] = _sheet_plan(book, part)
        done, rows = TablePlan(book, plans[part.part], table).change(change)
        cells += done
        if rows:
            added[table.name] = rows
    return list(plans.values()), cells, added


def _sheet_plan(book: Book, part: SheetPart) -> SheetPlan:
    sheet = book.sheet(part)
    return SheetPlan(part, sheet, Canvas(sheet), Obstacles(book, part, sheet))


def _replacements(book: Book, plans: Sequence[SheetPlan]) -> dict[str, Content | None]:
    """The parts that differ, by name; None for a part that must go."""
    parts: dict[str, Content | None] = {}
    for plan in plans:
        used = plan.canvas.used()
        if used is None and not plan.growths:
            continue
        parts[plan.part.part] = _render(plan, used)
        for table in plan.part.tables:
            if table.part in plan.growths:
                data = book.package.read(table.part)
                parts[table.part] = grow_table_part(data, book.file, table, plan.growths[table.part])
    if (styles := book.styles.changed()) and book.styles_part:
        parts[book.styles_part] = styles
    parts.update(_chain(book, plans))
    if _needs_calculation(book, plans):
        workbook = book.package.workbook
        data = book.package.read(workbook)
        if (changed := calculating_on_load(data, book.file, workbook)) != data:
            parts[workbook] = changed
    return parts


def _render(plan: SheetPlan, used: Area | None) -> Content:
    plan.canvas.edits += grow_rules(plan.sheet, plan.growths.values())
    if used is not None:
        plan.canvas.edits += grow_dimension(plan.sheet, used)
    return plan.canvas.pieces()


def _chain(book: Book, plans: Sequence[SheetPlan]) -> Mapping[str, bytes | None]:
    """The calculation chain, and what points to it, where formulas moved or went."""
    moves = {(plan.part.number, cell): new for plan in plans for cell, new in plan.moves.items()}
    workbook, package = book.package.workbook, book.package
    part = next(iter(package.related(workbook, "calcChain")), None)
    if not moves or part is None:
        return {}
    data = package.read(part)
    changed = changed_chain(data, book.file, part, moves)
    if changed is not None:
        return {} if changed == data else {part: changed}
    types = package.name("[Content_Types].xml") or ""
    folder, _, name = workbook.rpartition("/")
    rels = package.name(f"{folder}/_rels/{name}.rels") or ""
    return {
        part: None,
        types: without_part(package.read(types), book.file, types, "Override", "PartName", f"/{part.lstrip('/')}"),
        rels: without_part(package.read(rels), book.file, rels, "Relationship", "Type", "/calcChain"),
    }


def _needs_calculation(book: Book, plans: Sequence[SheetPlan]) -> bool:
    """Whether cached results of formulas would be wrong or missing when the workbook is next opened."""
    if any(plan.gains_formulas for plan in plans):
        return True
    names: set[str] = set()
    areas: dict[str, list[Area]] = {}
    for plan in plans:
        for table in plan.part.tables:
            grown = plan.growths[table.part].rows if table.part in plan.growths else 0
            used = plan.canvas.used(table.area._replace(bottom=table.area.bottom + grown))
            if used is not None:
                names.add(table.name.casefold())
                areas.setdefault(plan.part.title.casefold(), []).append(used)
    return workbook_depends(book, Target(frozenset(names), areas))
