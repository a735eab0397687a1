"""Reading tables: every spelling that the format allows, and what each kind of cell is read as."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import made
import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import DATE, HEADER, sheet_xml, table_xml

from reporter.model import WorkbookError
from reporter.workbook import TableChange, Value, patch, read_tables


def value_of(cell: str, tmp_path: Path, **options: object) -> Value:
    """What a cell of the table is read as."""
    rows = HEADER + f'<row r="2"><c r="A2"><v>1</v></c>{cell}</row>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B2"),), **options)
    return read_tables(path)["People"].rows[0].values["Name"]


STRINGS = (
    '<si><t>plain</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">text</t></r></si>'
    '<si><t>課長</t><rPh sb="0" eb="2"><t>カチョウ</t></rPh></si><si/><si><t>_x0041__x000D_&#10;&amp;</t></si>'
    "<si><t>a<![CDATA[<b>]]></t></si>"
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("", None),
        ('<c r="B2" s="1"/>', None),
        ('<c r="B2"></c>', None),
        ('<c r="B2"><v></v></c>', None),
        ('<c r="B2"><v>5</v></c>', 5),
        ('<c r="B2" t="n"><v>-5</v></c>', -5),
        ('<c r="B2"><v>1.5E-3</v></c>', 0.0015),
        ('<c r="B2" t="b"><v>1</v></c>', True),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="B2" t="s"><v>0</v></c>', "plain"),
        ('<c r="B2" t="s"><v>1</v></c>', "rich text"),
        ('<c r="B2" t="s"><v>2</v></c>', "課長"),
        ('<c r="B2" t="s"><v>3</v></c>', ""),
        ('<c r="B2" t="s"><v>4</v></c>', "A\r\n&"),
        ('<c r="B2" t="s"><v>5</v></c>', "a<b>"),
        ('<c r="B2" t="inlineStr"><is><t> x </t></is></c>', " x "),
        ('<c r="B2" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c>', "xy"),
        ('<c r="B2" t="inlineStr"><is/></c>', None),
        ('<c r="B2" t="inlineStr"><is><t><![CDATA[a&b]]></t></is></c>', "a&b"),
        ('<c r="B2" t="str"><f>"x"</f><v>x</v></c>', "x"),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B2"><f>NOW()</f></c>', None),
        ('<c r="B2"><f t="shared" si="0"/><v>4</v></c>', 4),
        (f'<c r="B2" s="{DATE}"><v>46161</v></c>', date(2026, 5, 19)),
        (f'<c r="B2" s="{DATE}"><v>46161.5</v></c>', datetime(2026, 5, 19, 12)),
        (f'<c r="B2" s="{DATE}"><v>1</v></c>', date(1900, 1, 1)),
        (f'<c r="B2" s="{DATE}"><v>59</v></c>', date(1900, 2, 28)),
        (f'<c r="B2" s="{DATE}"><v>60</v></c>', 60),
        (f'<c r="B2" s="{DATE}"><v>61</v></c>', date(1900, 3, 1)),
        (f'<c r="B2" s="{DATE}"><v>-1</v></c>', -1),
        (f'<c r="B2" s="{DATE}"><v>2958465</v></c>', date(9999, 12, 31)),
        (f'<c r="B2" s="{DATE}"><v>2958466</v></c>', 2958466),
        ('<c r="B2" t="d"><v>2026-05-19</v></c>', date(2026, 5, 19)),
        ('<c r="B2" t="d"><v>2026-05-19T06:00:00</v></c>', datetime(2026, 5, 19, 6)),
        # As Excel spells dates when it saves in the strict form.
        (f'<c r="B2" t="d" s="{DATE}"><v>2026-05-19T00:00:00.000</v></c>', date(2026, 5, 19)),
        ('<c r="B2" t="d"><v>2026-05-19T06:00:00Z</v></c>', datetime(2026, 5, 19, 6)),
        ('<c r="B2" t="d"><v>06:00:00</v></c>', 0.25),
        ("<c s='1' r='B2'><v>46161</v></c>", date(2026, 5, 19)),
        ('<c r="B2" ><v >5</v ></c >', 5),
        ('<!-- <c r="B2"><v>6</v></c> --><c r="B2"><v>5</v></c>', 5),
    ],
)
def test_what_a_cell_is_read_as(cell: str, value: Value, tmp_path: Path) -> None:
    found = value_of(cell, tmp_path, strings=STRINGS)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("General", 46161.25),
        ("0.00", 46161.25),
        ("h:mm", 46161.25),
        ("[h]:mm", 46161.25),
        ('0 "days"', 46161.25),
        ("[Red]0;[Blue]-0", 46161.25),
        ("@", 46161.25),
        ("dd/mm/yyyy", datetime(2026, 5, 19, 6)),
        ("d mmm yyyy h:mm AM/PM", datetime(2026, 5, 19, 6)),
        ("[$-409]mmmm\\ yyyy;@", datetime(2026, 5, 19, 6)),
        ("mmm", datetime(2026, 5, 19, 6)),
    ],
)
def test_number_formats_that_show_dates(code: str, value: Value, tmp_path: Path) -> None:
    rows = HEADER + '<row r="2"><c r="B2" s="1"><v>46161.25</v></c></row>'
    parts = made.workbook_parts(sheet_xml(rows), (table_xml("A1:B2"),))
    escaped = code.replace('"', "&quot;")
    parts["xl/styles.xml"] = made.STYLES.replace("yyyy\\-mm\\-dd", escaped).encode()
    path = made.save(tmp_path / "w.xlsx", parts)
    assert read_tables(path)["People"].rows[0].values["Name"] == value


def test_a_cell_whose_value_is_broken_is_named(tmp_path: Path) -> None:
    for cell in ('<c r="B2" t="s"><v>99</v></c>', '<c r="B2"><v>five</v></c>'):
        with pytest.raises(WorkbookError, match=r"w\.xlsx, Data!B2: the cell holds '(99|five)'"):
            value_of(cell, tmp_path)


def test_table_and_rows_say_where_they_stand(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="C3" t="str"><f>1</f><v>x</v></c><c r="D3"><v>1</v></c><c r="E3"><v>2</v></c></row>'
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("C2:D4"),))
    table = read_tables(path)["PEOPLE"]
    assert (table.name, table.sheet, table.ref, table.columns) == ("People", "Data", "C2:D4", ("ID", "Name"))
    assert [(row.number, dict(row.values), row.formulas) for row in table.rows] == [
        (3, {"ID": "x", "Name": 1}, {"ID"}),
        (4, {"ID": None, "Name": None}, set()),
    ]
    assert table.cell(table.rows[0], "Name") == "D3"


def respell_prefix(name: str, data: bytes) -> bytes:
    """All elements of the main namespace with the prefix x:, as some libraries write them."""
    text = data.decode()
    if made.MAIN not in text:
        return data
    text = text.replace(f'xmlns="{made.MAIN}"', f'xmlns:x="{made.MAIN}"')
    return re.sub(r"<(/?)(?=[A-Za-z])(?![a-z]+:)", r"<\1x:", text).encode()


def respell_implicit(name: str, data: bytes) -> bytes:
    """Rows and cells without their addresses."""
    if "sheet" not in name.rpartition("/")[2]:
        return data
    return re.sub(rb'(<(?:row|c)) r="[A-Z]*\d+"', rb"\1", data)


def respell_quotes(name: str, data: bytes) -> bytes:
    """Single quotes, spaces in tags."""
    if not name.startswith("xl/worksheets/sheet"):
        return data
    head, line, rest = data.partition(b"\n")
    return head + line + re.sub(rb'="([^"]*)"', rb" = '\1' ", rest)


def respell_strict(name: str, data: bytes) -> bytes:
    """The strict variant of the format."""
    return data.replace(made.MAIN.encode(), made.STRICT_MAIN.encode()).replace(
        made.RELS.encode(), made.STRICT_RELS.encode()
    )


def respell_bom(name: str, data: bytes) -> bytes:
    """A byte order mark, as .NET writes it."""
    return b"\xef\xbb\xbf" + data


def respell_indented(name: str, data: bytes) -> bytes:
    """White space between elements."""
    return data.replace(b"<row", b"\n  <row").replace(b"<c ", b"\n    <c ").replace(b"</row>", b"\n  </row>")


def respell_comments(name: str, data: bytes) -> bytes:
    """Comments that hold what looks like cells."""
    return data.replace(b"<row", b'<!--<row r="2"><c r="A2"/></row>--><row')


SPELLINGS = [
    respell_prefix, respell_implicit, respell_quotes, respell_strict, respell_bom, respell_indented, respell_comments,
]  # fmt: skip


@pytest.mark.parametrize("respell", SPELLINGS)
def test_every_spelling_is_read_and_patched_alike(respell: Callable[[str, bytes], bytes], tmp_path: Path) -> None:
    parts = {name: respell(name, data) for name, data in made.workbook_parts(strings="<si><t>x</t></si>").items()}
    assert parts != made.workbook_parts(strings="<si><t>x</t></si>")
    path = made.save(tmp_path / "w.xlsx", parts)
    patch(path, [TableChange("People", "ID", {"b": {"Name": "Bo"}}, [{"ID": "c", "Name": "Cy"}])])
    rows = read_tables(path)["People"].rows
    assert [(row.number, *row.values.values()) for row in rows] == [(2, "a", "Ada"), (3, "b", "Bo"), (4, "c", "Cy")]
    assert python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() == [
        ["ID", "Name"], ["a", "Ada"], ["b", "Bo"], ["c", "Cy"],
    ]  # fmt: skip


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData />"])
def test_a_sheet_without_cells_gets_its_first(data: str, tmp_path: Path) -> None:
    sheet = sheet_xml("").replace("<sheetData></sheetData>", data)
    path = made.made(tmp_path / "w.xlsx", sheet, (table_xml("A1:B2", attributes=' headerRowCount="0"'),))
    patch(path, [TableChange("People", None, append=[{"ID": "a"}, {"ID": "b"}, {"ID": "c"}])])
    assert [row.values["ID"] for row in read_tables(path)["People"].rows] == ["a", "b", "c"]


ODD_CASE = {"[Content_Types].xml": "[content_types].xml", "xl/worksheets/sheet1.xml": "xl/worksheets/Sheet1.XML"}


@pytest.mark.parametrize(
    "spell", [lambda name: ODD_CASE.get(name, name), lambda name: f"/{name}", lambda name: name.replace("/", "\\")]
)
def test_part_names_are_found_in_any_case_and_with_any_slash(spell: Callable[[str], str], tmp_path: Path) -> None:
    parts = {spell(name): data for name, data in made.workbook_parts().items()}
    path = made.save(tmp_path / "w.xlsx", parts)
    patch(path, [TableChange("People", "ID", {"a": {"Name": "Al"}})])
    assert read_tables(path)["People"].rows[0].values["Name"] == "Al"
    assert list(made.parts_of(path)) == list(parts)


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
XML_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=60)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31, 23, 59)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=ANY_TEXT | st.sampled_from(["_x0041_", "_x005F_", "_x_", "__x000D__", "\r", "=1", "]]>", "<![CDATA["]))
def test_any_text_comes_back_as_it_went_in(text: str, tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", "ID", {"a": {"Name": text}}, [{"ID": "c", "Name": text}])])
    rows = read_tables(path)["People"].rows
    assert [rows[0].values["Name"], rows[2].values["Name"]] == [text or None] * 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=XML_TEXT.filter(lambda text: "_x" not in text and text))
def test_other_readers_see_the_same_text(text: str, tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    patch(path, [TableChange("People", "ID", {"a": {"Name": text}})])
    assert openpyxl.load_workbook(path)["Data"]["B2"].value == text
    assert python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1][1] == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(value=NUMBERS | MOMENTS | st.dates(date(1900, 1, 1)) | st.booleans(), date1904=st.booleans())
def test_any_number_and_date_comes_back_as_it_went_in(value: Value, date1904: bool, tmp_path: Path) -> None:
    if date1904 and isinstance(value, date) and value.year < 1904:
        return
    path = made.made(tmp_path / "w.xlsx", properties='<workbookPr date1904="1"/>' if date1904 else "")
    patch(path, [TableChange("People", "ID", {"a": {"Name": value}})])
    found = read_tables(path)["People"].rows[0].values["Name"]
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)


ROWS = st.lists(st.tuples(XML_TEXT, NUMBERS | st.none()), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(first=ROWS, second=ROWS, update=st.dictionaries(st.sampled_from("ab"), XML_TEXT))
def test_any_rows_in_two_rounds(
    first: list[tuple[str, Value]], second: list[tuple[str, Value]], update: dict[str, str], tmp_path: Path
) -> None:
    path = made.made(tmp_path / "w.xlsx")
    expected = {"a": "Ada", "b": "Ben"} | update
    for number, rows in enumerate((first, second)):
        append = [{"ID": f"{number}-{index}", "Name": value} for index, (_, value) in enumerate(rows)]
        patch(path, [TableChange("People", "ID", {key: {"Name": text} for key, text in update.items()}, append)])
        expected |= {str(row["ID"]): row["Name"] for row in append}
    found = {row.values["ID"]: row.values["Name"] for row in read_tables(path)["People"].rows}
    assert found == {key: value if value != "" else None for key, value in expected.items()}
