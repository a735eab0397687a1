"""What a patch refuses, in which words; and that a refusal or a failure leaves the workbook as it was."""

from __future__ import annotations

import errno
import os
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import made
import numpy
import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import HEADER, TWO_ROWS, sheet_xml, table_xml
from test_patch_rows import CALCULATED, MACROS, add, calculated, of_kind, with_totals

from reporter.model import WorkbookError
from reporter.workbook import TableChange, Value, patch, read_tables, replace_file

BELOW = '<row r="5"><c r="B5"><v>9</v></c></row>'


def name(value: Value, key: str = "a") -> TableChange:
    return TableChange("People", "ID", {key: {"Name": value}})


def refuses(path: Path, change: TableChange, *words: str, output: Path | None = None) -> None:
    """The patch raises an error with all these words and writes nothing."""
    before = path.read_bytes()
    with pytest.raises(WorkbookError) as caught:
        patch(path, [change], output)
    message = str(caught.value)
    assert path.name in message
    assert [word for word in words if word not in message] == []
    assert caught.value.hint
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (TableChange("Peple", "ID"), ("there is no table Peple", "Did you mean People?")),
        (TableChange("Zebra", "ID"), ("there is no table Zebra", "The tables there are: People")),
        (TableChange("People", "Idd"), ("Data, table People", "no column Idd", "Did you mean ID?")),
        (TableChange("People", "ID", {"a": {"Nam": 1}}), ("no column Nam", "Did you mean Name?")),
        (TableChange("People", "ID", append=[{"Nam": 1}]), ("no column Nam", "Did you mean Name?")),
        (TableChange("People", None, append=[{"Nam": 1}]), ("no column Nam", "Did you mean Name?")),
        (name("x", "aa"), ('no row has "aa" in the column ID', "Did you mean a?")),
        (TableChange("People", None, {"a": {"Name": "x"}}), ("no key column is given",)),
        (add("b"), ('cannot get the key "b": row 3 has it',)),
        (add("c", "c"), ('cannot get the key "c": two new rows have it',)),
        (TableChange("People", "ID", {"a": {"Name": "x", "name": "y"}}), ("Data!B2", "two different values")),
    ],
)
def test_names_that_are_not_there_and_keys_that_clash(
    change: TableChange, words: tuple[str, ...], tmp_path: Path
) -> None:
    refuses(made.made(tmp_path / "w.xlsx"), change, *words)


def test_a_key_that_stands_there_twice(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx", sheet_xml(HEADER + TWO_ROWS.replace(">b<", ">a<")))
    refuses(path, name("x"), '"a" stands in the column ID more than once (rows 2 and 3)')


def test_one_table_changed_twice(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    with pytest.raises(WorkbookError, match="People is to be changed twice at once"):
        patch(path, [name("x"), name("y", "b")])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("x" * 32_768, ("Data!B2 (column Name of People)", "32768 characters", "holds 32767")),
        ("😀" * 16_384, ("a cell holds 32767",)),
        (2**53 + 1, ("more digits than Excel keeps", "Give it as text")),
        (float("nan"), ("not a number that Excel can hold",)),
        (float("inf"), ("not a number that Excel can hold",)),
        (date(1899, 12, 31), ("1899-12-31 is before 1900",)),
        (datetime(2026, 1, 1, tzinfo=UTC), ("time zone",)),
        (pandas.Timestamp("2026-01-01", tz="UTC"), ("time zone",)),
        (pandas.NaT, ("not a number that Excel can hold", "Leave the cell blank")),
        (pandas.NA, ("a cell cannot hold a NAType",)),
        (Decimal("Infinity"), ("not a number that Excel can hold",)),
        (Decimal("0.1234567890123456789"), ("more digits than Excel keeps", "Round it")),
        (numpy.array([1, 2]), ("a cell cannot hold a ndarray",)),
        ([1], ("a cell cannot hold a list",)),
    ],
)
def test_values_that_do_not_fit_into_a_cell(value: Value, words: tuple[str, ...], tmp_path: Path) -> None:
    refuses(made.made(tmp_path / "w.xlsx"), name(value), *words)


@pytest.mark.parametrize("change", [name(date(2026, 5, 1)), TableChange("People", append=[{"Name": date(2026, 5, 1)}])])
def test_a_date_where_no_cell_format_could_show_it(change: TableChange, tmp_path: Path) -> None:
    parts = made.workbook_parts()
    del parts["xl/styles.xml"]
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        b'<Relationship Id="st"[^>]*>', b"", parts["xl/_rels/workbook.xml.rels"]
    )
    parts["[Content_Types].xml"] = re.sub(
        b'<Override PartName="/xl/styles.xml"[^>]*>', b"", parts["[Content_Types].xml"]
    )
    path = made.save(tmp_path / "w.xlsx", parts)
    refuses(path, change, "column Name of People", "a date would show as a number", "save it and run again")
    patch(path, [name("text")])
    assert read_tables(path)["People"].rows[0].values["Name"] == "text"


def test_a_result_with_macros_under_the_name_of_one_without(tmp_path: Path) -> None:
    path = of_kind(tmp_path / "w.xlsm", f"{MACROS}.sheet.macroEnabled.main+xml")
    refuses(path, add("c"), "with macros", "ends in .xlsx", "end in .xlsm", output=tmp_path / "out.xlsx")


def test_the_longest_text_that_fits_is_kept_whole(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    patch(path, [name("x" * 32_767)])
    assert read_tables(path)["People"].rows[0].values["Name"] == "x" * 32_767


def test_something_stands_below_the_table(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx", sheet_xml(HEADER + TWO_ROWS + BELOW))
    refuses(path, add("c", "d"), "2 more rows need A4:B5", 'B5 holds "9"', "Move what stands below the table People")
    patch(path, [add("c")])
    assert read_tables(path)["People"].ref == "A1:B4"


def test_another_table_stands_below(tmp_path: Path) -> None:
    tables = (table_xml(), table_xml("B5:B6", '<tableColumn id="1" name="x"/>', name="Low", number=2))
    path = made.made(tmp_path / "w.xlsx", sheet_xml(tables=2), tables)
    refuses(path, add("c", "d"), "2 more rows need A4:B5", "the table in B5:B6")


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        ('<mergeCells count="1"><mergeCell ref="A4:C4"/></mergeCells>', ("the merged range A4:C4",)),
    ],
)
def test_merged_cells_below_the_table(tail: str, words: tuple[str, ...], tmp_path: Path) -> None:
    refuses(made.made(tmp_path / "w.xlsx", sheet_xml(tail=tail)), add("c"), *words)


def test_the_inside_of_merged_cells(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx", sheet_xml(tail='<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'))
    refuses(path, name("x"), "Data!B2", "inside the merged cells A2:B2", "Unmerge")


@pytest.mark.parametrize("formula", ['<f t="array" ref="B2:B3">A2:A3</f>', '<f t="dataTable" ref="B2:B3" r1="A1"/>'])
def test_cells_of_an_array_formula(formula: str, tmp_path: Path) -> None:
    rows = HEADER + (
        f'<row r="2"><c r="A2"><v>1</v></c><c r="B2">{formula}<v>1</v></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>2</v></c></row>'
    )
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows))
    for key in ("1", "2"):
        refuses(path, name("x", key), "belongs to the array formula of B2:B3")


def test_the_first_cell_of_a_shared_formula_that_is_not_in_every_row(tmp_path: Path) -> None:
    rows = HEADER + (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" ref="B2:B3" si="0">A2+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>'
        '<row r="4"><c r="A4"><v>3</v></c><c r="B4"><v>4</v></c></row>'
    )
    path = made.made(tmp_path / "w.xlsx", sheet_xml(rows), (table_xml("A1:B4"),))
    refuses(path, name("x", "1"), "Data!B2", "the formula of the cell is shared by B2:B3")
    patch(path, [name("x", "2")])
    assert [row.values["Name"] for row in read_tables(path)["People"].rows] == [2, "x", 4]


def test_a_calculated_column_whose_relative_formula_has_no_model(tmp_path: Path) -> None:
    path = calculated(tmp_path / "w.xlsx", "A2+1", "<v>constant</v>")
    refuses(
        path, TableChange("People", "ID", append=[{"ID": 2}]), "Data!B3", "relative addresses (=A2+1)", "column names"
    )
    assert "calculatedColumnFormula" in CALCULATED


@pytest.mark.parametrize(
    ("formula", "tail", "others", "words"),
    [
        ("SUM(B2:B3)", "", (), ("the formula in B4 refers to cells by address",)),
        (
            "SUBTOTAL(103,People[Name])",
            '<hyperlinks><hyperlink ref="B4" location="A1"/></hyperlinks>',
            (),
            ("the link in B4",),
        ),
        (
            "SUBTOTAL(103,People[Name])",
            "",
            ("Data!B4*2",),
            ("a formula on the sheet More 1 (=Data!B4*2) refers to B4",),
        ),
    ],
)
def test_a_totals_row_that_something_points_to_stays(
    formula: str, tail: str, others: tuple[str, ...], words: tuple[str, ...], tmp_path: Path
) -> None:
    sheets = tuple(
        f'<worksheet xmlns="{made.MAIN}"><sheetData><row r="1"><c r="A1"><f>{one}</f></c></row></sheetData></worksheet>'
        for one in others
    )
    path = with_totals(tmp_path / "w.xlsx", formula, tail, more_sheets=sheets)
    refuses(path, add("c"), "its totals row must move", *words)


def test_a_table_that_would_leave_the_sheet(tmp_path: Path) -> None:
    path = made.made(
        tmp_path / "w.xlsx", sheet_xml(HEADER), (table_xml("A1048575:B1048576", attributes=' headerRowCount="0"'),)
    )
    row = {"ID": "x"}
    refuses(path, TableChange("People", None, append=[row, row, row]), "1 more rows do not fit on the sheet")


def test_a_signed_workbook(tmp_path: Path) -> None:
    parts = made.workbook_parts()
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    signed = f'<Relationship Id="sig" Type="{origin}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", signed.encode())
    path = made.save(tmp_path / "w.xlsx", parts)
    assert read_tables(path)["People"].rows
    refuses(path, name("x"), "digitally signed")


@pytest.mark.parametrize(("lock", "program"), [("~$w.xlsx", "Excel"), (".~lock.w.xlsx#", "LibreOffice")])
def test_a_workbook_that_is_open(lock: str, program: str, tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    before = path.read_bytes()
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(WorkbookError, match=f"open in {program}.*Close it in {program} and run again"):
        patch(path, [name("x")])
    assert path.read_bytes() == before
    assert not patch(path, [name("Ada")]).written


def not_workbooks() -> dict[str, tuple[bytes | None, str]]:
    good = made.workbook_parts()
    return {
        "missing": (None, "there is no such file"),
        "empty": (b"", "the file is empty (0 bytes), not an Excel workbook"),
        "text": (b"ID,Name\n", "not an Excel workbook"),
        "old": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "an older Office file"),
        "zip": (zipped({"a.txt": b"x"}), "a zip file without a workbook in it"),
        "word": (zipped(with_type(good, "wordprocessingml.document.main")), "a Word document"),
        "xlsb": (zipped({**good, "[Content_Types].xml": good["[Content_Types].xml"].replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.binary.macroEnabled.main")}), "a binary workbook (.xlsb)"),
        "cut": (zipped(good)[:-300], "the file is damaged"),
        "scrambled": (scrambled(zipped(good)), "the file is damaged"),
        "no sheet": (zipped({k: v for k, v in good.items() if k != "xl/styles.xml"} | {"xl/worksheets/sheet1.xml": b"<worksheet>"}), "not well-formed"),
        "entities": (zipped({**good, "xl/worksheets/sheet1.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml().split("\n", 1)[1].encode()}), "document type"),
        "utf-16": (zipped({**good, "xl/worksheets/sheet1.xml": sheet_xml().replace("UTF-8", "UTF-16").encode("utf-16")}), "not stored as UTF-8"),
    }  # fmt: skip


def zipped(parts: dict[str, bytes]) -> bytes:
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return stream.getvalue()


def with_type(parts: dict[str, bytes], kind: str) -> dict[str, bytes]:
    types = parts["[Content_Types].xml"].replace(b"spreadsheetml.sheet.main", kind.encode())
    return {**parts, "[Content_Types].xml": types}


def scrambled(data: bytes) -> bytes:
    """Bytes in the middle of the sheet turned over."""
    place = data.index(b"xl/worksheets/sheet1.xml") + 60
    return data[:place] + bytes(255 - byte for byte in data[place : place + 20]) + data[place + 20 :]


@pytest.mark.parametrize("case", not_workbooks())
def test_files_that_are_no_workbooks(case: str, tmp_path: Path) -> None:
    content, words = not_workbooks()[case]
    path = tmp_path / "w.xlsx"
    if content is not None:
        path.write_bytes(content)
    for act in (lambda: read_tables(path), lambda: patch(path, [name("x")])):
        with pytest.raises(WorkbookError) as caught:
            act()
        assert str(path) in str(caught.value)
        assert words in str(caught.value)
        assert caught.value.hint


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    parts = {**made.workbook_parts(), "xl/worksheets/sheet1.xml": b" " * (40 << 20)}
    path = made.save(tmp_path / "w.xlsx", parts)
    with pytest.raises(WorkbookError, match=r"grows .*-fold when it is unpacked"):
        read_tables(path)


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("xl/workbook.xml", b'sheetId="1"', b'sheetId="x"'),
        ("xl/workbook.xml", b"r:id=", b"q:id="),
        ("xl/tables/table1.xml", b'ref="A1:B3"', b'ref="A1-B3"'),
        ("xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r="2"'),
    ],
)
def test_a_part_that_does_not_follow_the_format(part: str, right: bytes, wrong: bytes, tmp_path: Path) -> None:
    parts = made.workbook_parts()
    assert right in parts[part]
    path = made.save(tmp_path / "w.xlsx", {**parts, part: parts[part].replace(right, wrong)})
    refuses(path, name("x"), "w.xlsx")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(data=st.data())
def test_damage_anywhere_is_told_and_never_a_traceback(data: st.DataObject, tmp_path: Path) -> None:
    damaged = bytearray(zipped(made.workbook_parts()))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "w.xlsx"
    path.write_bytes(damaged)
    told = str(path)
    try:
        read_tables(path)
        patch(path, [add("c")])
    except WorkbookError as error:
        told = str(error)
    assert str(path) in told


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_while_saving_leaves_the_old_file_whole(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made.made(tmp_path / "w.xlsx")
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(WorkbookError, match="the disk is full; the previous version is untouched"):
        patch(path, [name("x")])
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["w.xlsx"]


def test_a_read_only_workbook(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    path.chmod(0o444)
    refuses(path, name("x"), "the file is read-only", "Allow writing to it")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = made.made(tmp_path / "w.xlsx")
    with pytest.raises(WorkbookError, match="its folder does not exist"):
        patch(path, [name("x")], tmp_path / "nowhere" / "out.xlsx")


@pytest.mark.parametrize(
    ("name", "there", "told"),
    [
        ("w.xlsx", True, "the file cannot be written; the previous version is untouched. Close it in Excel, or allow"),
        ("d.docx", True, "the file cannot be written; the previous version is untouched. Close it in Word, or allow"),
        ("m.ics", True, "untouched. Close it in other programs, or allow writing to its folder, and run again"),
        ("d.docx", False, "d.docx: the file cannot be written. Allow writing to its folder, or name another one, and"),
    ],
)
def test_a_file_that_may_not_be_written_is_told_of_with_the_program_that_may_hold_it(
    name: str, there: bool, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    if there:
        (tmp_path / name).write_bytes(b"before")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(WorkbookError) as refused:
        replace_file(tmp_path / name, b"after")
    assert told in str(refused.value)
