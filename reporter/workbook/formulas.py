"""What formulas refer to, as far as a patch must know: whether one depends on a table, and formulas for new rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reporter.workbook.book import Book, SheetPart
from reporter.workbook.markup import attributes, children, root_prefix, unescape
from reporter.workbook.ranges import Area

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"
    | (?P<sheet> (?: '(?:[^']|'')*' | (?:\[[^\]]*\])?[\w.]+ ) ! )?
      (?P<ref> \$?[A-Za-z]{1,3}\$?[0-9]{1,7} (?: : \$?[A-Za-z]{1,3}\$?[0-9]{1,7} )?
             | \$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}
             | \$?[0-9]{1,7}:\$?[0-9]{1,7} ) (?! [\w.(\[!] )
    | \[ (?: [^\[\]'] | '. | \[ (?: [^\[\]'] | '. )* \] )* \]
    | (?P<word> [^\W\d][\w.\\]* )
    """,
    re.VERBOSE,
)
_CORNER = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_ROWS_ONLY = re.compile(r"\$?[0-9]+:\$?[0-9]+")


class Target(NamedTuple):
    """What changes: tables by their names in lower case, and the areas they cover by sheet title in lower case."""

    tables: frozenset[str]
    areas: dict[str, list[Area]]


def references(formula: str, sheet: str) -> Iterator[tuple[str, Area]]:
    """Sheet title and area of every plain reference (`A1`, `Data!$B$2:$B$9`) to this workbook.

    Args:
        formula: Without "=".
        sheet: Title of the sheet that the formula stands on.
    """
    for match in _TOKEN.finditer(formula):
        if match["ref"]:
            named = (match["sheet"] or "")[:-1]
            if named.startswith("'"):
                named = named[1:-1].replace("''", "'")
            if "[" not in named:
                yield named or sheet, Area.of(match["ref"])


def depends_on(formula: str, sheet: str, target: Target) -> bool:
    """Whether a formula mentions one of the tables or a cell of their areas."""
    if any(match["word"] and match["word"].casefold() in target.tables for match in _TOKEN.finditer(formula)):
        return True
    return any(
        area.meets(other)
        for title, area in references(formula, sheet)
        for other in target.areas.get(title.casefold(), ())
    )


def has_relative_rows(formula: str) -> bool:
    """Whether the formula would read differently one row further down."""
    return shift_rows(formula, 1) != formula


def shift_rows(formula: str, rows: int) -> str:
    """The formula as Excel would fill it down by a number of rows: relative row numbers move, `$` ones stay."""

    def move(match: re.Match[str]) -> str:
        if not match["ref"] or _ROWS_ONLY.fullmatch(match["ref"]):
            return match[0]
        return (match["sheet"] or "") + _CORNER.sub(
            lambda corner: corner[0] if corner[2] else f"{corner[1]}{int(corner[3]) + rows}", match["ref"]
        )

    return _TOKEN.sub(move, formula)


def workbook_depends(book: Book, target: Target) -> bool:
    """Whether the result of any formula in the workbook may change with the target."""
    names = set(target.tables)
    for name, formula in defined_names(book):
        if depends_on(formula, "", target):
            names.add(name.casefold())
    wider = Target(frozenset(names), target.areas)
    return any(depends_on(formula, sheet.title, wider) for sheet, formula in all_formulas(book))


def all_formulas(book: Book) -> Iterator[tuple[SheetPart, str]]:
    """Every distinct formula of every worksheet, with its sheet; of a shared formula the first cell's."""
    for sheet in book.sheets:
        data = book.package.read(sheet.part)
        name = root_prefix(data) + b"f"
        if b"<" + name in data:
            pattern = re.compile(b"<" + name + rb"(?:\s[^>]*)?(?<!/)>([^<]+)</" + name + rb"\s*>")
            for formula in dict.fromkeys(match[1] for match in pattern.finditer(data)):
                yield sheet, unescape(formula)


def defined_names(book: Book) -> Iterator[tuple[str, str]]:
    """Names and formulas that the workbook defines; Excel's own (print areas, filters) left out."""
    for one in children(book.package.tree(book.package.workbook), "definedNames", "definedName"):
        name = one.get("name", "")
        if not name.startswith("_xlnm."):
            yield name, one.text or ""


class FormulaArea(NamedTuple):
    """A formula that spans several cells: `array`, `dataTable` or `shared`; of a shared one the number of its group."""

    kind: str
    area: Area
    group: str | None


def formula_areas(data: bytes) -> list[FormulaArea]:
    """The formulas of a worksheet part that span several cells."""
    name = root_prefix(data) + b"f"
    # Such a formula tells its range; a look for the word spares most sheets the closer one.
    if data.find(b"ref", data.find(b"sheetData"), data.rfind(b"sheetData")) < 0:
        return []
    found = []
    for match in re.finditer(b"<" + name + rb"\s[^>]*?\bref\s*=[^>]*>", data):
        known = attributes(match[0])
        if known.get("t") in ("array", "dataTable", "shared"):
            found.append(FormulaArea(known["t"], Area.of(known["ref"]), known.get("si")))
    return found
