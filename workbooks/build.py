"""Builds the shipped workbook template and the lists of the user's guide, from what the program declares.

    python workbooks/build.py [--output FILE] [--guide FILE]

The same declarations give the same bytes, whatever the day and the machine. Without options the committed template and
`docs/workbook.md` are renewed.
"""

from __future__ import annotations

import argparse
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from action_sheet import add_action_sheet
from dashboard_sheet import add_dashboard
from guide_sheet import add_guide
from lxml import etree
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from pivot_sheet import add_pivot_sheet, sheet_id, with_pivots
from table_sheets import add_table_sheet, name_lists

from reporter.model.tables import ACTIONS, LISTS, MEMORY, TABLES, Frequency, Review, Status, Table
from reporter.workbook.rules import RULES

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE / "obligations-template.xlsx"
GUIDE = HERE.parent / "docs" / "workbook.md"
VOCABULARY = HERE.parent / "reporter" / "vocabulary"

ORGANISATIONS = ("itu", "un")
"""Vocabulary files whose bodies the list of bodies starts with."""

FIXED_DATE = datetime(2026, 1, 1)
LAST_ROW = 1_048_576

FONT_PROPERTIES = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)


def main() -> None:
    """Writes the template, and the generated lists in the guide."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--output", type=Path, default=TEMPLATE, help="where the template goes")
    options.add_argument("--guide", type=Path, default=GUIDE, help="the guide whose lists are renewed")
    chosen = options.parse_args()
    chosen.output.write_bytes(template())
    guide = chosen.guide.read_text(encoding="utf-8")
    chosen.guide.write_text(renewed(guide), encoding="utf-8", newline="\n")


def template() -> bytes:
    """The template workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_guide(workbook)
    add_dashboard(workbook)
    add_pivot_sheet(workbook)
    for table in TABLES:
        add_table_sheet(workbook, table, tuple(_list_rows()) if table is LISTS else ())
        if table is ACTIONS:
            add_action_sheet(workbook)
    name_lists(workbook)
    workbook[MEMORY.name].sheet_state = "veryHidden"
    workbook.properties.creator = "reporter"
    workbook.properties.title = "Reporting obligations"
    workbook.properties.created = FIXED_DATE
    packed = io.BytesIO()
    workbook.save(packed)
    return _settled(packed.getvalue(), workbook)


def columns_as_markdown() -> str:
    """The declared columns, one table each, for the user's guide."""
    return "\n\n".join(_section(table) for table in TABLES if table is not MEMORY)


def checks_as_markdown() -> str:
    """What a check finds, as a list, for the user's guide."""
    return "\n".join(f"- {rule.what}" for rule in RULES)


def renewed(guide: str) -> str:
    """The guide with its generated lists renewed; ValueError when their markers are not there."""
    for name, text in (("columns", columns_as_markdown()), ("checks", checks_as_markdown())):
        begin, end = f"<!-- {name}: written by workbooks/build.py -->", f"<!-- end of {name} -->"
        before, _, rest = guide.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"the guide lacks {begin} or {end}")
        guide = f"{before}{begin}\n\n{text}\n\n{end}{after}"
    return guide


def _section(table: Table) -> str:
    lines = [f"### {table.name}", "", f"One row per: {table.help}.", "", "| column | written by | what it holds |"]
    lines.append("| --- | --- | --- |")
    writers = {"program": "program", "people": "you", "formula": "Excel"}
    lines += [f"| {column.name} | {writers[column.owner]} | {column.help} |" for column in table]
    return "\n".join(lines)


def _list_rows() -> Iterator[tuple[str | None, ...]]:
    lists = {"Status": list(Status), "Review": list(Review), "Frequency": list(Frequency), "Body": _bodies()}
    return zip_longest(*([str(value) for value in lists[column.name]] for column in LISTS))


def _bodies() -> list[str]:
    names: list[str] = []
    for organisation in ORGANISATIONS:
        words = tomllib.loads((VOCABULARY / f"{organisation}.toml").read_text(encoding="utf-8"))
        names += [entry["name"] for kind in ("body", "members") for entry in words.get(kind, ())]
    return list(dict.fromkeys(names))


def _settled(package: bytes, workbook: Workbook) -> bytes:
    """The same package with PivotTables and fixed dates, and without warning marks at texts such as "004"."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheets = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(workbook.worksheets, 1)}
    for name, sheet in sheets.items():
        if sheet.tables:
            parts[name] = _without_number_warnings(parts[name], sheet.max_column)
    core, app = "docProps/core.xml", "docProps/app.xml"
    parts[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", parts[core])
    # LibreOffice fits rows to their text only in files that do not claim to come from Excel.
    parts[app] = re.sub(rb"<Application>[^<]*", b"<Application>reporter", parts[app])
    parts["xl/styles.xml"] = _with_fonts_in_order(parts["xl/styles.xml"])
    return _zipped(with_pivots(parts, sheet_id(workbook)))


def _zipped(parts: dict[str, bytes]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, content, compresslevel=9)
    return result.getvalue()


def _with_fonts_in_order(styles: bytes) -> bytes:
    """Puts the properties of each font into the order that the Open XML SDK asks for; openpyxl writes another."""
    root = etree.fromstring(styles)
    for fonts in root.iter("{*}font"):
        fonts[:] = sorted(fonts, key=lambda child: FONT_PROPERTIES.index(etree.QName(child).localname))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _without_number_warnings(sheet: bytes, columns: int) -> bytes:
    cells = f"A2:{get_column_letter(columns)}{LAST_ROW}"
    ignored = f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1" /></ignoredErrors>'
    return sheet.replace(b"<tableParts", ignored.encode() + b"<tableParts", 1)


if __name__ == "__main__":
    main()
