"""Workbooks made by hand, as small as a test needs, in the spellings that real programs use."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

DATE, TEXT_LEFT, DATE_LEFT, BOLD = 1, 2, 3, 4
"""Cell formats of `STYLES`: yyyy-mm-dd; left; left with yyyy-mm-dd; bold (without a twin that shows a date)."""

STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="1"><fill><patternFill patternType="none"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="left"/></xf>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left"/></xf>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""

HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c><c r="B1" t="inlineStr"><is><t>Name</t></is></c></row>'
)
TWO_ROWS = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="inlineStr"><is><t>Ada</t></is></c></row>'
    '<row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="B3" t="inlineStr"><is><t>Ben</t></is></c></row>'
)


def table_xml(
    ref: str = "A1:B3",
    columns: str = '<tableColumn id="1" name="ID"/><tableColumn id="2" name="Name"/>',
    name: str = "People",
    attributes: str = "",
    number: int = 1,
) -> str:
    """A table part."""
    count = columns.count("<tableColumn ")
    return (
        f'<table xmlns="{MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{ref}"{attributes}>'
        f'<autoFilter ref="{ref}"/><tableColumns count="{count}">{columns}</tableColumns></table>'
    )


def sheet_xml(rows: str = HEADER + TWO_ROWS, tail: str = "", head: str = "", tables: int = 1) -> str:
    """A worksheet part: what stands before the cells, the rows, what stands between them and the tables."""
    parts = "".join(f'<tablePart r:id="t{number}"/>' for number in range(1, tables + 1))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}">{head}<sheetData>{rows}</sheetData>{tail}'
        f'<tableParts count="{tables}">{parts}</tableParts></worksheet>'
    )


def workbook_parts(
    sheet: str | None = None,
    tables: tuple[str, ...] | None = None,
    *,
    properties: str = "",
    after_sheets: str = "",
    more_sheets: tuple[str, ...] = (),
    strings: str | None = None,
) -> dict[str, bytes]:
    """Parts of a workbook with the sheet `Data` and its tables, in the order in which Excel stores them."""
    tables = (table_xml(),) if tables is None else tables
    sheets = [sheet_xml() if sheet is None else sheet, *more_sheets]
    override = (
        '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"/>'
    )
    titles = ["Data", *(f"More {number}" for number in range(1, len(sheets)))]
    listed = "".join(f'<sheet name="{t}" sheetId="{n}" r:id="s{n}"/>' for n, t in enumerate(titles, 1))
    relation = '<Relationship Id="{}" Type="' + RELS + '/{}" Target="{}"/>'
    sheet_rels = "".join(
        relation.format(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)
    )
    string_rel = relation.format("ss", "sharedStrings", "sharedStrings.xml") if strings is not None else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + override.format("xl/workbook.xml", "sheet.main")
        + override.format("xl/styles.xml", "styles")
        + (override.format("xl/sharedStrings.xml", "sharedStrings") if strings is not None else "")
        + "".join(override.format(f"xl/worksheets/sheet{n}.xml", "worksheet") for n, _ in enumerate(sheets, 1))
        + "".join(override.format(f"xl/tables/table{n}.xml", "table") for n, _ in enumerate(tables, 1))
        + "</Types>",
        "_rels/.rels": _rels(relation.format("w", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{properties}<sheets>{listed}</sheets>{after_sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _rels(sheet_rels + relation.format("st", "styles", "styles.xml") + string_rel),
        "xl/styles.xml": STYLES,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    for number, content in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = content
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _rels(
        "".join(relation.format(f"t{n}", "table", f"../tables/table{n}.xml") for n, _ in enumerate(tables, 1))
    )
    for number, content in enumerate(tables, 1):
        parts[f"xl/tables/table{number}.xml"] = content
    return {name: content.encode() for name, content in parts.items()}


def save(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Zip parts into a file, every time stamp the same."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return path


def made(path: Path, *arguments: object, **options: object) -> Path:
    """A workbook file; arguments as for `workbook_parts`."""
    return save(path, workbook_parts(*arguments, **options))  # type: ignore[arg-type]


def part(path: Path, name: str = "xl/worksheets/sheet1.xml") -> str:
    """The text of a part."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def parts_of(path: Path) -> dict[str, bytes]:
    """All parts, in order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _rels(entries: str) -> str:
    return f'<Relationships xmlns="{PACKAGE_RELS}">{entries}</Relationships>'
