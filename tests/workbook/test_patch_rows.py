"""What a patch does to the rows of a table, cell by cell."""

from __future__ import annotations

import enum
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import made
import numpy
import pandas
import pytest
from made import HEADER, TWO_ROWS, part, sheet_xml, table_xml

from reporter.workbook import CellChange, TableChange, Value, patch, read_tables

SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
Validate = Callable[[Path], list[str]]


def add(*names: str) -> TableChange:
    """New rows that have only an ID."""
    return TableChange("People", "ID", append=[{"ID": name} for name in names])


def names_in(path: Path) -> list[tuple[Value, Value]]:
    return [(row.values["ID"], row.values["Name"]) for row in read_tables(path)["People"].rows]


def test_an_update_changes_the_bytes_of_one_cell(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    before = part(path)
    result = patch(path, [TableChange("people", "id", {"b": {"name": "Bo"}})])
    assert part(path) == before.replace("<t>Ben</t>", "<t>Bo</t>")
    assert result.cells == (CellChange("People", "Data", "B3", "b", "Name", "Ben", "Bo"),)


def test_new_rows_follow_the_last_one_and_the_table_covers_them(tmp_path: Path, validate: Validate) -> None:
    path = made.made(tmp_path / "w.xlsx", sheet_xml(head='<dimension ref="A1:B3"/>'))
    patch(path, [TableChange("People", "ID", append=[{"ID": "c", "Name": "Cy"}, {"Name": "Di", "ID": "d"}])])
    assert names_in(path) == [("a", "Ada"), ("b", "Ben"), ("c", "Cy"), ("d", "Di")]
    assert part(path, TABLE).count('ref="A1:B5"') == 2
    assert '<dimension ref="A1:B5"/>' in part(path)
    assert validate(path) == []


def test_a_new_row_looks_like_the_row_above_but_is_never_hidden(tmp_path: Path) -> None:
    rows = HEADER + (
        '<row r="2" spans="1:2" ht="30" customHeight="1" hidden="1" s="2" customFormat="1">'
        '<c r="A2" s="2" t="inlineStr"><is><t>a</t></is></c><c r="B2" s="1"/></row>'
    )
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2"),))
    patch(path, [add("b")])
    assert (
        '<row r="3" spans="1:2" ht="30" customHeight="1" s="2" customFormat="1">'
        '<c r="A3" s="2" t="inlineStr"><is><t>b</t></is></c><c r="B3" s="1"/></row></sheetData>'
    ) in part(path)


def test_a_height_that_excel_computed_is_not_taken_over(tmp_path: Path) -> None:
    rows = HEADER + '<row r="2" ht="75"><c r="A2" t="inlineStr"><is><t>a</t></is></c></row>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2"),))
    patch(path, [add("b")])
    assert '<row r="3"><c r="A3"' in part(path)


@pytest.mark.parametrize(
    "blank",
    [
        pytest.param("", id="the row is not in the file"),
        pytest.param('<row r="2"/>', id="an empty row"),
        pytest.param('<row r="2" spans="1:1"><c r="A2" s="1"/><c r="B2" s="2"/></row>', id="only formats"),
    ],
)
def test_the_blank_row_of_an_empty_table_is_filled_first(blank: str, tmp_path: Path, validate: Validate) -> None:
    path = made.made(tmp_path / "w.xlsx", sheet_xml(HEADER + blank), (table_xml("A1:B2"),))
    result = patch(path, [TableChange("People", "ID", append=[{"ID": "a", "Name": "Ada"}, {"ID": "b", "Name": "Ben"}])])
    assert names_in(path) == [("a", "Ada"), ("b", "Ben")]
    assert result.rows_added == {"People": 2}
    assert 'ref="A1:B3"' in part(path, TABLE)
    if "s=" in blank:
        assert '<c r="A2" s="1" t=' in part(path)
        assert '<c r="B3" s="2" t=' in part(path)
    assert validate(path) == []


def test_the_placeholder_mark_of_an_empty_table_goes_when_it_grows(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx", sheet_xml(HEADER), (table_xml("A1:B2", attributes=' insertRow="1"'),))
    patch(path, [add("a", "b")])
    assert "insertRow" not in part(path, TABLE)


def test_a_blank_value_clears_the_cell_and_leaves_its_format(tmp_path: Path) -> None:
    rows = HEADER + '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>46000</v></c></row>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2"),))
    result = patch(path, [TableChange("People", "ID", {"1": {"Name": ""}})])
    assert '<c r="B2" s="1"/>' in part(path)
    assert result.cells[0].before == date(2025, 12, 9)
    assert result.cells[0].after is None


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", '<c r="B2" t="inlineStr"><is><t>=1+1</t></is></c>'),
        ("a & <b>", '<c r="B2" t="inlineStr"><is><t>a &amp; &lt;b&gt;</t></is></c>'),
        (" x\n", '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> x\n</t></is></c>'),
        ("bell \a", '<c r="B2" t="inlineStr"><is><t>bell _x0007_</t></is></c>'),
        ("\r\n", '<c r="B2" t="inlineStr"><is><t xml:space="preserve">_x000D_\n</t></is></c>'),
        ("_x0041_", '<c r="B2" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>'),
        ("004", '<c r="B2" t="inlineStr"><is><t>004</t></is></c>'),
        (4, '<c r="B2"><v>4</v></c>'),
        (4.0, '<c r="B2"><v>4</v></c>'),
        (0.1 + 0.2, '<c r="B2"><v>0.30000000000000004</v></c>'),
        (True, '<c r="B2" t="b"><v>1</v></c>'),
        (date(2026, 5, 19), '<c r="B2" s="1"><v>46161</v></c>'),
        (datetime(2026, 5, 19, 6), '<c r="B2" s="5"><v>46161.25</v></c>'),
    ],
)
def test_how_a_value_is_stored(value: Value, cell: str, tmp_path: Path, validate: Validate) -> None:
    path = made.made(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", "ID", {"a": {"Name": value}})])
    assert cell in part(path)
    assert read_tables(path)["People"].rows[0].values["Name"] == value
    assert validate(path) == []


@pytest.mark.parametrize(
    ("style", "day", "expected", "is_added"),
    [
        pytest.param(made.DATE, date(2026, 1, 1), made.DATE, False, id="a date format stays"),
        pytest.param(0, date(2026, 1, 1), made.DATE, False, id="the same with a date format exists"),
        pytest.param(made.TEXT_LEFT, date(2026, 1, 1), made.DATE_LEFT, False, id="alignment is part of the likeness"),
        pytest.param(made.BOLD, date(2026, 1, 1), 5, True, id="one is added where none exists"),
    ],
)
def test_a_date_gets_a_date_format(
    style: int, day: date, expected: int, is_added: bool, tmp_path: Path, validate: Validate
) -> None:
    rows = HEADER + f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="{style}"/></row>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2"),))
    patch(path, [TableChange("People", "ID", {"1": {"Name": day}})])
    assert f'<c r="B2" s="{expected}"><v>46023</v></c>' in part(path)
    styles = part(path, "xl/styles.xml")
    assert (styles != made.STYLES) == is_added
    if is_added:
        added = '<xf numFmtId="14" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>'
        assert styles == made.STYLES.replace('count="5"', 'count="6"').replace("</cellXfs>", f"{added}</cellXfs>")
    assert validate(path) == []


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx", properties='<workbookPr date1904="1"/>')
    patch(path, [TableChange("People", "ID", {"a": {"Name": date(2026, 5, 19)}})])
    assert "<v>44699</v>" in part(path)
    assert read_tables(path)["People"].rows[0].values["Name"] == date(2026, 5, 19)


def test_a_new_row_joins_a_row_of_the_sheet_that_is_already_there(tmp_path: Path, validate: Validate) -> None:
    beside = '<row r="4" spans="4:4"><c r="D4"><v>9</v></c></row><row r="6"><c r="A6"><v>1</v></c></row>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(HEADER + TWO_ROWS + beside))
    patch(path, [TableChange("People", "ID", append=[{"ID": "c", "Name": "Cy"}, {"ID": "d", "Name": "Di"}])])
    text = part(path)
    assert '<row r="4" spans="1:4"><c r="A4"' in text
    assert '<c r="D4"><v>9</v></c></row><row r="5"><c r="A5"' in text
    assert text.endswith(before_tables('<row r="6"><c r="A6"><v>1</v></c></row></sheetData>'))
    assert names_in(path)[2:] == [("c", "Cy"), ("d", "Di")]
    assert validate(path) == []


def before_tables(text: str) -> str:
    return f'{text}<tableParts count="1"><tablePart r:id="t1"/></tableParts></worksheet>'


def test_two_tables_side_by_side_change_in_one_go(tmp_path: Path, validate: Validate) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c><c r="D1" t="inlineStr"><is><t>Key</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>2</v></c></row>'
    )
    tables = (
        table_xml("A1:A2", '<tableColumn id="1" name="ID"/>'),
        table_xml("D1:D2", '<tableColumn id="1" name="Key"/>', name="Other", number=2),
    )
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows, tables=2), tables)
    patch(path, [TableChange("Other", "Key", append=[{"Key": 5}]), TableChange("People", "ID", append=[{"ID": 4}])])
    assert '<row r="3"><c r="A3"><v>4</v></c><c r="D3"><v>5</v></c></row>' in part(path)
    assert validate(path) == []


CALCULATED = (
    '<tableColumn id="1" name="ID"/><tableColumn id="2" name="Name">'
    "<calculatedColumnFormula>{}</calculatedColumnFormula></tableColumn>"
)
FORMULA = "People[[#This Row],[ID]]&amp;&quot;!&quot;"


def calculated(path: Path, formula: str = FORMULA, cell: str | None = None, **options: object) -> Path:
    """A table whose column Name is calculated."""
    inner = f"<f>{formula}</f><v>1!</v>" if cell is None else cell
    rows = HEADER + f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str">{inner}</c></row>'
    return made.made(path, sheet_xml(rows), (table_xml("A1:B2", CALCULATED.format(formula)),), **options)


def test_a_calculated_column_gives_new_rows_its_formula_and_the_result_given(
    tmp_path: Path, validate: Validate
) -> None:
    path = calculated(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", "ID", append=[{"ID": 2, "Name": "2!"}, {"ID": 3}])])
    assert f'<c r="B3" t="str"><f>{FORMULA}</f><v>2!</v></c>' in part(path)
    assert f'<c r="B4"><f>{FORMULA}</f></c>' in part(path)
    assert '</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in part(path, "xl/workbook.xml")
    rows = read_tables(path)["People"].rows
    assert [(row.values["Name"], row.formulas) for row in rows] == [
        ("1!", {"Name"}),
        ("2!", {"Name"}),
        (None, {"Name"}),
    ]
    assert validate(path) == []


def test_a_calculated_cell_keeps_its_formula_when_its_result_is_updated(tmp_path: Path) -> None:
    path = calculated(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", "ID", {"1": {"Name": "one!"}})])
    assert f'<c r="B2" t="str"><f>{FORMULA}</f><v>one!</v></c>' in part(path)


def test_the_formula_in_the_blank_row_of_an_empty_table_stays(tmp_path: Path) -> None:
    rows = HEADER + f'<row r="2"><c r="B2" t="str"><f>{FORMULA}</f><v>!</v></c></row>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2", CALCULATED.format(FORMULA)),))
    patch(path, [TableChange("People", "ID", append=[{"ID": "x", "Name": "x!"}])])
    assert f'<c r="B2" t="str"><f>{FORMULA}</f><v>x!</v></c>' in part(path)
    assert 'ref="A1:B2"' in part(path, TABLE)


def test_a_calculated_column_with_relative_addresses_is_filled_down_from_the_row_above(tmp_path: Path) -> None:
    formula = "A2+$A2+A$1+Other!A2"
    path = calculated(tmp_path / "w.xlsx", formula, f"<f>{formula}</f><v>3</v>")
    patch(path, [TableChange("People", "ID", append=[{"ID": 2}, {"ID": 3}])])
    assert "<f>A3+$A3+A$1+Other!A3</f>" in part(path)
    assert "<f>A4+$A4+A$1+Other!A4</f>" in part(path)


FILLED_DOWN = HEADER + (
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f{}>A2*2</f><v>2</v></c></row>'
    '<row r="3"><c r="A3"><v>2</v></c><c r="B3">{}<v>4</v></c></row>'
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", "<f>A3*2</f>"),
        (' t="shared" ref="B2:B3" si="0"', '<f t="shared" si="0"/>'),
        (' aca="false"', "<f>A3*2</f>"),
    ],
)
@pytest.mark.parametrize("columns", [None, CALCULATED.format("A2*2")])
def test_a_formula_in_every_row_is_filled_down_also_where_the_table_part_does_not_tell(
    first: str, second: str, columns: str | None, tmp_path: Path, validate: Validate
) -> None:
    """LibreOffice saves tables without their calculated columns, and Excel shares formulas with relative addresses."""
    table = table_xml("A1:B3", columns) if columns else table_xml()
    path = made.made(tmp_path / "w.xlsx", sheet_xml(FILLED_DOWN.format(first, second)), (table,))
    patch(path, [TableChange("People", "ID", {"1": {"Name": 20}}, [{"ID": 3, "Name": 6}, {"ID": 4}])])
    assert f'<c r="B2"><f{first}>A2*2</f><v>20</v></c>' in part(path)
    assert '<c r="B4"><f>A4*2</f><v>6</v></c>' in part(path)
    assert '<c r="B5"><f>A5*2</f></c>' in part(path)
    assert validate(path) == []


@pytest.mark.parametrize(
    ("told", "is_filled"), [("", True), ("<calculatedColumnFormula>1+1</calculatedColumnFormula>", False)]
)
def test_the_formula_of_a_single_row_is_filled_down_only_where_the_part_tells_of_no_column(
    told: str, is_filled: bool, tmp_path: Path
) -> None:
    """Excel tells of calculated columns: a formula that it does not tell of was typed into that one cell."""
    rows = HEADER + '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f><v>2</v></c><c r="C2"><f>1+1</f></c></row>'
    columns = f'<tableColumn id="1" name="ID"/><tableColumn id="2" name="Name"/><tableColumn id="3" name="C">{told}</tableColumn>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:C2", columns),))
    patch(path, [TableChange("People", "ID", append=[{"ID": 2}])])
    assert ("<f>A3*2</f>" in part(path)) == is_filled
    assert part(path).count("<f>1+1</f>") == 2


@pytest.mark.parametrize("told", ["", '<calculatedColumnFormula array="1">SUM(People[ID])</calculatedColumnFormula>'])
def test_a_dynamic_array_formula_stays_one_in_new_rows(told: str, tmp_path: Path) -> None:
    """Without its mark (`cm`) Excel shows the formula in braces, as one of the old kind."""
    cell = '<c r="B{0}" cm="1"><f t="array" ref="B{0}">SUM(People[ID])</f><v>{1}</v></c>'
    rows = HEADER + f'<row r="2"><c r="A2"><v>1</v></c>{cell.format(2, 1)}</row>'
    columns = f'<tableColumn id="1" name="ID"/><tableColumn id="2" name="Name">{told}</tableColumn>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2", columns),))
    patch(path, [TableChange("People", "ID", {"1": {"Name": 3}}, [{"ID": 2, "Name": 3}, {"ID": 3}])])
    assert '<c cm="1" r="B2"><f t="array" ref="B2">SUM(People[ID])</f><v>3</v></c>' in part(path)
    assert '<c r="B3" cm="1"><f t="array" ref="B3">SUM(People[ID])</f><v>3</v></c>' in part(path)
    assert '<c r="B4" cm="1"><f t="array" ref="B4">SUM(People[ID])</f></c>' in part(path)
    assert [row.formulas for row in read_tables(path)["People"].rows] == [{"Name"}] * 3


@pytest.mark.parametrize("above", ["<f>A2*3</f>", "<v>2</v>"])
def test_a_formula_in_the_last_row_alone_is_not_filled_down(above: str, tmp_path: Path) -> None:
    rows = FILLED_DOWN.replace("<f{}>A2*2</f><v>2</v>", above).format("<f>A3*2</f>")
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows))
    patch(path, [TableChange("People", "ID", append=[{"ID": 3, "Name": "typed"}])])
    assert '<c r="B4" t="inlineStr"><is><t>typed</t></is></c>' in part(path)


def test_a_value_replaces_a_formula_elsewhere_and_the_calculation_chain_forgets_it(tmp_path: Path) -> None:
    rows = HEADER + (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f>2+2</f><v>4</v></c></row>'
    )
    parts = with_chain(made.workbook_parts(sheet_xml(rows)), '<c r="B2" i="1" l="1"/><c r="B3"/>')
    path = made.save(tmp_path / "w.xlsx", parts)
    patch(path, [TableChange("People", "ID", {"1": {"Name": 7}})])
    assert part(path, "xl/calcChain.xml").endswith('<c r="B3" i="1"/></calcChain>')
    patch(path, [TableChange("People", "ID", {"2": {"Name": 8}})])
    assert "xl/calcChain.xml" not in made.parts_of(path)
    assert "calcChain" not in part(path, "[Content_Types].xml") + part(path, "xl/_rels/workbook.xml.rels")


def with_chain(parts: dict[str, bytes], entries: str) -> dict[str, bytes]:
    """The parts with a calculation chain."""
    relation = f'<Relationship Id="cc" Type="{made.RELS}/calcChain" Target="calcChain.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    types = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    return {
        **parts,
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", types.encode()),
        "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
            b"</Relationships>", relation.encode()
        ),
        "xl/calcChain.xml": f'<calcChain xmlns="{made.MAIN}">{entries}</calcChain>'.encode(),
    }


@pytest.mark.parametrize(
    ("formula", "is_asked"),
    [
        ("COUNTA(People[Name])", True),
        ("SUM(Data!B2:B3)", True),
        ("SUM(Data!$B:$B)", True),
        ("Names", True),
        ("TODAY()", False),
        ("SUM(Data!D2:D9)", False),
        ("SUM('More 1'!A1:B9)", False),
        ('"People[Name]"', False),
    ],
)
def test_excel_is_asked_to_calculate_where_a_formula_depends_on_the_change(
    formula: str, is_asked: bool, tmp_path: Path
) -> None:
    other = f'<worksheet xmlns="{made.MAIN}"><sheetData><row r="1"><c r="A1"><f>{formula}</f><v>2</v></c></row></sheetData></worksheet>'
    names = "<definedNames><definedName name='Names'>People[Name]</definedName></definedNames>"
    path = made.made(tmp_path / "w.xlsx", more_sheets=(other,), after_sheets=names + '<calcPr calcId="191029"/>')
    patch(path, [TableChange("People", "ID", {"a": {"Name": "Al"}})])
    asked = '<calcPr calcId="191029" fullCalcOnLoad="1"/>' in part(path, "xl/workbook.xml")
    assert asked == is_asked


RULES = (
    '<conditionalFormatting sqref="{0}"><cfRule type="expression" dxfId="0" priority="1"><formula>$A2=1</formula></cfRule>'
    '</conditionalFormatting><dataValidations count="1"><dataValidation type="whole" sqref="{0}">'
    "<formula1>1</formula1></dataValidation></dataValidations>"
)


@pytest.mark.parametrize(
    ("covered", "grown"),
    [
        ("B2:B3", "B2:B5"),
        ("A2:B3", "A2:B5"),
        ("B2:B4", "B2:B5"),
        ("B1:B3", "B1:B5"),
        ("B2 B3", "B2 B3:B5"),
        ("D1:D9 B2:B3", "D1:D9 B2:B5"),
        ("A2:D3", "A2:D3 A4:B5"),
        ("B2:B1048576", "B2:B1048576"),
        ("B:B", "B:B"),
        ("B2:B2", "B2:B2"),
        ("D2:D3", "D2:D3"),
    ],
)
def test_rules_over_a_whole_column_reach_the_new_rows(covered: str, grown: str, tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx", sheet_xml(tail=RULES.format(covered)))
    patch(path, [add("c", "d")])
    assert RULES.format(grown) in part(path)


FIVE_ROWS = "".join(
    f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{key}</t></is></c><c r="B{n}"><v>1</v></c></row>'
    for n, key in enumerate("abcde", start=2)
)


@pytest.mark.parametrize(
    ("covered", "drop_downs", "formats"),
    [
        ("B2:B3 B5:B6", "B2:B3 B5:B8", "B2:B3 B5:B8"),
        ("B4:B6", "B4:B8", "B4:B8"),
        ("B5:B6", "B5:B8", "B5:B6"),
        ("B2:B5", "B2:B5", "B2:B5"),
        ("A6:B6", "A6:B8", "A6:B6"),
    ],
)
def test_a_new_row_has_the_drop_downs_of_the_row_above_and_the_colours_of_most_rows(
    covered: str, drop_downs: str, formats: str, tmp_path: Path
) -> None:
    sheet = sheet_xml(HEADER + FIVE_ROWS, tail=RULES.format(covered))
    path = made.made(tmp_path / "w.xlsx", sheet, (table_xml("A1:B6"),))
    patch(path, [add("f", "g")])
    assert f'<dataValidation type="whole" sqref="{drop_downs}">' in part(path)
    assert f'<conditionalFormatting sqref="{formats}">' in part(path)


def test_a_table_without_any_row_draws_no_rule_out(tmp_path: Path) -> None:
    rules = RULES.format("D2:D9")
    path = made.made(tmp_path / "w.xlsx", sheet_xml(HEADER, tail=rules), (table_xml("A1:B1"),))
    patch(path, [add("a")])
    assert rules in part(path)


def test_what_is_open_on_a_protected_sheet_stays_open_in_new_rows(tmp_path: Path, validate: Validate) -> None:
    open_cells = (
        '<sheetProtection sheet="1"/><protectedRanges><protectedRange sqref="B2:B{0}" name="Open"/></protectedRanges>'
    )
    ignored = '<ignoredErrors><ignoredError sqref="A2:A{0}" numberStoredAsText="1"/></ignoredErrors>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(tail=open_cells.format(3) + ignored.format(3)))
    patch(path, [add("c", "d")])
    assert open_cells.format(5) in part(path)
    assert ignored.format(5) in part(path)
    assert validate(path) == []


def test_rules_of_newer_excel_versions_reach_the_new_rows_and_sparklines_do_not(tmp_path: Path) -> None:
    rules = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{{CCE6A557}}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$A$2:$A$3</xm:f></x14:formula1><xm:sqref>{0}</xm:sqref>'
        "</x14:dataValidation></x14:dataValidations><x14:conditionalFormattings><x14:conditionalFormatting>"
        "<x14:cfRule/><xm:sqref>{0}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>"
        "<x14:sparklines><x14:sparkline><xm:f>Data!A2:A3</xm:f><xm:sqref>B2:B3</xm:sqref></x14:sparkline></x14:sparklines>"
        "</ext></extLst>"
    )
    sheet = (
        sheet_xml()
        .replace("</worksheet>", rules.format("B2:B3") + "</worksheet>")
        .replace("<worksheet ", '<worksheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" ')
    )
    path = made.made(tmp_path / "w.xlsx", sheet)
    patch(path, [add("c")])
    assert rules.format("B2:B4") in part(path)


TOTALS = (
    '<row r="4" ht="20"><c r="A4" s="2" t="inlineStr"><is><t>Total</t></is></c><c r="B4"><f>{}</f><v>2</v></c></row>'
)


def with_totals(path: Path, formula: str = "SUBTOTAL(103,People[Name])", tail: str = "", **options: object) -> Path:
    sheet = sheet_xml(HEADER + TWO_ROWS + TOTALS.format(formula), tail)
    table = table_xml("A1:B4", attributes=' totalsRowCount="1"').replace(
        'autoFilter ref="A1:B4"', 'autoFilter ref="A1:B3"'
    )
    return made.made(path, sheet, (table,), **options)


def test_a_totals_row_moves_down_with_its_rules(tmp_path: Path, validate: Validate) -> None:
    path = with_totals(tmp_path / "w.xlsx", tail=RULES.format("B2:B3 B4 A2:A4"))
    patch(path, [add("c", "d")])
    assert (
        '<c r="A6" s="2" t="inlineStr"><is><t>Total</t></is></c><c r="B6"><f>SUBTOTAL(103,People[Name])</f><v>2</v></c>'
        in part(path)
    )
    assert names_in(path) == [("a", "Ada"), ("b", "Ben"), ("c", None), ("d", None)]
    assert 'ref="A1:B6"' in part(path, TABLE)
    assert 'autoFilter ref="A1:B5"' in part(path, TABLE)
    assert RULES.format("B2:B5 B6 A2:A6") in part(path)
    assert [one for one in validate(path) if "dxfId" not in one] == []


def test_filters_and_sorting_reach_the_new_rows(tmp_path: Path) -> None:
    sort = '<sortState ref="A2:B3"><sortCondition ref="B2:B3"/></sortState>'
    table = table_xml().replace("<tableColumns", sort + "<tableColumns", 1)
    path = made.made(tmp_path / "w.xlsx", None, (table,))
    patch(path, [add("c")])
    assert '<sortState ref="A2:B4"><sortCondition ref="B2:B4"/></sortState>' in part(path, TABLE)


def test_numbers_are_keys_too_and_line_breaks_in_headers_are_line_breaks(tmp_path: Path) -> None:
    rows = HEADER + '<row r="2"><c r="A2"><v>5</v></c></row><row r="3"><c r="A3"><v>2.5</v></c></row>'
    columns = '<tableColumn id="1" name="ID"/><tableColumn id="2" name="Full_x000a_name"/>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml(columns=columns),))
    patch(path, [TableChange("People", "ID", {"5": {"Full\nname": "five"}, "2.5": {"Full\nname": "half"}})])
    assert [row.values["Full\nname"] for row in read_tables(path)["People"].rows] == ["five", "half"]


def test_nothing_is_written_where_nothing_differs(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    changes = [TableChange("People", "ID", {"a": {"Name": "Ada", "ID": "a"}})]
    assert not patch(path, changes).written
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert not patch(path, changes, tmp_path / "copy.xlsx").written
    assert (tmp_path / "copy.xlsx").read_bytes() == before


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    before = path.read_bytes()
    changes = [TableChange("People", "ID", {"a": {"Name": "Al"}}, [{"ID": "c"}])]
    planned = patch(path, changes, tmp_path / "out.xlsx", dry_run=True)
    assert path.read_bytes() == before
    assert not (tmp_path / "out.xlsx").exists()
    done = patch(path, changes)
    assert (planned.cells, planned.rows_added, planned.written) == (done.cells, done.rows_added, False)


def test_the_previous_version_is_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    before = path.read_bytes()
    patch(path, [add("c")], backup=True)
    patch(path, [TableChange("People", "ID", {"c": {"ID": "c"}})], backup=True)
    backups = list((tmp_path / ".reporter" / "backups").iterdir())
    assert [one.read_bytes() for one in backups] == [before]


class Colour(enum.StrEnum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (numpy.int64(5), "<v>5</v>"),
        (numpy.float64(2.5), "<v>2.5</v>"),
        (numpy.bool_(True), '<c r="B2" t="b"><v>1</v></c>'),
        (numpy.str_("text"), "<t>text</t>"),
        (pandas.Timestamp("2026-05-19"), "<v>46161</v>"),
        (pandas.Timestamp("2026-05-19 12:00"), "<v>46161.5</v>"),
        (Decimal("1.10"), "<v>1.1</v>"),
        (Decimal("1E+2"), "<v>100</v>"),
        (Colour.RED, "<t>red</t>"),
        (Level.HIGH, "<v>3</v>"),
    ],
)
def test_values_of_other_libraries_are_stored_as_what_they_stand_for(
    value: Value, stored: str, tmp_path: Path, validate: Validate
) -> None:
    path = made.made(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", "ID", {"a": {"Name": value}}, [{"ID": "c", "Name": value}])])
    assert part(path).count(stored) == (1 if "B2" in stored else 2)
    assert validate(path) == []
    # What is there already is no change, whatever it is spelled as.
    assert not patch(path, [TableChange("People", "ID", {"c": {"Name": value}})]).written


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    for name in ("1.xlsx", "2.xlsx"):
        patch(path, [add("c")], tmp_path / name)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_the_zip_file_keeps_its_order_times_and_entries_that_are_no_parts(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = b"kept"
        archive.writestr("xl/", "")
        for name, content in made.workbook_parts().items():
            info = zipfile.ZipInfo(name, (2020, 2, 2, 2, 2, 2))
            info.external_attr, info.comment = 0o600 << 16, b"note"
            archive.writestr(info, content, zipfile.ZIP_STORED if "styles" in name else zipfile.ZIP_DEFLATED)
        archive.writestr("[trash]/0000.dat", b"\0" * 100)
    output = tmp_path / "out.xlsx"
    patch(path, [add("c")], output)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(output) as after:
        assert after.comment == b"kept"
        for old, new in zip(before.infolist(), after.infolist(), strict=True):
            kept = ("filename", "date_time", "compress_type", "external_attr", "comment", "create_version")
            assert [getattr(old, name) for name in kept] == [getattr(new, name) for name in kept]
            if old.filename not in (SHEET, TABLE):
                assert before.read(old) == after.read(new)
        assert after.testzip() is None


def test_a_zip_file_written_as_a_stream_is_copied_with_its_descriptors(tmp_path: Path) -> None:
    class Stream:
        """A file that cannot seek, as a web server writes it: sizes follow the data."""

        def __init__(self) -> None:
            self.data = b""

        def write(self, data: bytes) -> int:
            self.data += data
            return len(data)

        def flush(self) -> None:
            """Nothing is held back."""

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, content in made.workbook_parts().items():
            archive.writestr(name, content)
    path = tmp_path / "w.xlsx"
    path.write_bytes(stream.data)
    patch(path, [add("c")])
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    assert names_in(path)[-1] == ("c", None)


OPEN, MACROS = "application/vnd.openxmlformats-officedocument.spreadsheetml", "application/vnd.ms-excel"


def of_kind(path: Path, kind: str) -> Path:
    """A workbook that is declared to be of another kind than .xlsx."""
    parts = made.workbook_parts()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        f"{OPEN}.sheet.main+xml".encode(), kind.encode()
    )
    return made.save(path, parts)


@pytest.mark.parametrize(
    ("source", "kind", "output", "becomes"),
    [
        ("t.xltx", f"{OPEN}.template.main+xml", "w.xlsx", f"{OPEN}.sheet.main+xml"),
        ("t.xltm", f"{MACROS}.template.macroEnabled.main+xml", "w.xlsm", f"{MACROS}.sheet.macroEnabled.main+xml"),
        ("w.xlsx", f"{OPEN}.sheet.main+xml", "w.xlsm", f"{MACROS}.sheet.macroEnabled.main+xml"),
        ("w.xlsx", f"{OPEN}.sheet.main+xml", "w.bak", f"{OPEN}.sheet.main+xml"),
    ],
)
@pytest.mark.parametrize("change", [add("c"), TableChange("People", "ID")])
def test_a_result_is_what_its_name_says(
    source: str, kind: str, output: str, becomes: str, change: TableChange, tmp_path: Path
) -> None:
    """Excel opens no file whose name ends otherwise than what is in it."""
    result = tmp_path / output
    patch(of_kind(tmp_path / source, kind), [change], result)
    assert f'PartName="/xl/workbook.xml" ContentType="{becomes}"' in part(result, "[Content_Types].xml")
    assert len(read_tables(result)["People"].rows) == 2 + len(change.append)


def test_a_row_may_be_appended_without_a_value(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", append=[{"ID": None}, {"ID": "c"}])])
    table = read_tables(path)["People"]
    assert [row.values["ID"] for row in table.rows] == ["a", "b", None, "c"]
