"""Splitting a workbook: who gets which rows, what a part lets people do, and what it does not tell them."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import TODAY, cells, edit, letter, obligation, report, resolution, rows, synced, wanted

from reporter.model import Meeting, TemplateError, UsageError, WorkbookError
from reporter.model.tables import OBLIGATIONS, REPORTS
from reporter.resources import bundled
from reporter.workbook import Part, TableChange, load, patch, read_tables, split, sync
from reporter.workbook.filenames import PATTERN, file_names
from reporter.workbook.ranges import column_letters

TEMPLATE = bundled("workbooks") / "obligations-template.xlsx"
FIRST, SECOND = resolution(), resolution("20", 2022, title="Procedures for the allocation of numbers")
DUTIES = (obligation(FIRST), obligation(SECOND, recipients=("TDAG",)))
YEARS = ("2027", "2028", "2029", "2030")
KEYS = {year: f"{DUTIES[0].id}/TSAG/{year}" for year in YEARS}
OTHER = f"{DUTIES[1].id}/TSAG/2027"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Five reports of two obligations, one meeting; nobody owns anything yet."""
    path = tmp_path / "obligations.xlsx"
    reports = [*(report(DUTIES[0], year) for year in YEARS), report(DUTIES[1])]
    meeting = Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 4))
    synced(path, wanted([FIRST, SECOND], DUTIES, reports, actions=[], meetings=[meeting]))
    return path


def own(path: Path, **owners: str) -> None:
    """Give reports of the first obligation their owners: `own(path, y2027="Ana")`."""
    update = {KEYS[year.removeprefix("y")]: {"Owner": owner} for year, owner in owners.items()}
    patch(path, [TableChange("Reports", "ID", update=update)])


def parts(path: Path, by: str = "owner", **options: object) -> dict[str, Part]:
    made = split(path, by=by, output=path.parent / "parts", today=TODAY, **options)  # type: ignore[arg-type]
    return {part.value: part for part in made}


def reports_in(part: Part) -> list[str]:
    return list(rows(part.path, "Reports"))


# Who gets what


def test_every_owner_gets_a_part_and_what_nobody_owns_is_unassigned(register):
    own(register, y2027="Ana", y2028="Ben", y2029="Ana")
    made = parts(register)
    assert {value: reports_in(part) for value, part in made.items()} == {
        "Ana": [KEYS["2027"], KEYS["2029"]],
        "Ben": [KEYS["2028"]],
        "unassigned": [KEYS["2030"], OTHER],
    }
    assert [part.path.name for part in made.values()] == [
        "obligations - Ana.xlsx", "obligations - Ben.xlsx", "obligations - unassigned.xlsx",
    ]  # fmt: skip
    assert [part.reports for part in made.values()] == [2, 1, 2]


@pytest.mark.parametrize(
    ("owner", "whose"),
    [
        ("Ana; Ben", {"Ana", "Ben"}),
        ("Ana\nBen", {"Ana", "Ben"}),
        ("ana; ANA", {"Ana"}),
        ("  Ana  ", {"Ana"}),
        ("Lee, Ana", {"Lee, Ana"}),
        ("José", {"José"}),
        (";", {"unassigned"}),
    ],
)
def test_names_in_a_cell_are_parted_as_everywhere(register, owner, whose):
    own(register, y2027="Ana", y2028=owner)
    holders = {value for value, part in parts(register).items() if KEYS["2028"] in reports_in(part)}
    assert holders == whose


@pytest.mark.parametrize(
    ("by", "shares"),
    [
        ("recipient", {"TSAG": 5}),
        ("Responsible", {"Director of TSB": 5}),
        ("PERIOD", {"2027": 2, "2028": 1, "2029": 1, "2030": 1}),
        ("unit", {"Study Groups": 1, "unassigned": 4}),
        ("owner", {"Cleo": 1, "unassigned": 4}),
    ],
)
def test_any_column_will_do_and_a_blank_cell_is_that_of_its_obligation(register, by, shares):
    edit(register, "Obligations", DUTIES[1].id, {"Unit": "Study Groups", "Owner": "Cleo"})
    assert {value: part.reports for value, part in parts(register, by).items()} == shares


def test_a_report_s_own_owner_goes_before_that_of_its_obligation(register):
    edit(register, "Obligations", DUTIES[0].id, {"Owner": "Cleo"})
    own(register, y2027="Ana")
    assert {value: part.reports for value, part in parts(register).items()} == {"Ana": 1, "Cleo": 3, "unassigned": 1}


def test_what_is_no_longer_in_force_goes_to_nobody(register):
    own(register, y2027="Ana", y2028="Ana", y2029="Ana")
    edit(register, "Reports", KEYS["2027"], {"State": "Withdrawn"})
    edit(register, "Reports", KEYS["2028"], {"State": "Superseded"})
    assert reports_in(parts(register)["Ana"]) == [KEYS["2029"]]


def test_a_column_that_is_not_there_is_told_with_the_nearest(register):
    with pytest.raises(UsageError, match=r'a column "ownr".*Did you mean "Owner"'):
        parts(register, "ownr")


# What a part holds


def test_a_part_holds_its_rows_and_what_they_belong_to_and_no_more(register):
    own(register, y2027="Ana")
    edit(register, "Reports", KEYS["2027"], {"Progress": "Two meetings held.", "Submitted on": date(2027, 4, 1)})
    edit(register, "Reports", OTHER, {"Progress": "Of Ben, and of nobody else."})
    part = parts(register)["Ana"].path
    mine = cells(part, "Reports", KEYS["2027"])
    whole = cells(register, "Reports", KEYS["2027"])
    assert {name: value for name, value in mine.items() if value != whole[name]} == {}
    assert list(rows(part, "Obligations")) == [DUTIES[0].id]
    assert list(rows(part, "Resolutions")) == [FIRST.id]
    assert list(rows(part, "Meetings")) == ["TSAG-2027-05"]
    assert list(rows(part, "Actions")) == []
    with zipfile.ZipFile(part) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"Two meetings held." in everything
    assert b"Of Ben, and of nobody else." not in everything
    assert SECOND.title.encode() not in everything


def test_a_part_is_a_register_that_can_be_read(register):
    own(register, y2027="Ana")
    entries = load(parts(register)["Ana"].path)
    assert [entry.owner for entry in entries.reports] == ["Ana"]
    assert [entry.id for entry in entries.obligations] == [DUTIES[0].id]


def test_lists_of_the_workbook_are_offered_in_the_part_without_a_gap(register):
    patch(register, [TableChange("Lists", "Body", update={"PP": {"Review": None}}, append=[{"Body": "CWG-X"}])])
    known = [row.values["Status"] for row in read_tables(register)["Lists"].rows]
    free = [row.values["Body"] for row in read_tables(register)["Lists"].rows][known.index(None)]
    patch(register, [TableChange("Lists", "Body", update={str(free): {"Status": "Waiting for translation"}})])
    lists = [row.values for row in read_tables(parts(register)["unassigned"].path)["Lists"].rows]
    statuses = [row["Status"] for row in lists]
    assert statuses[statuses.index(None) - 1] == "Waiting for translation"
    assert set(statuses[statuses.index(None) :]) == {None}
    assert lists[-1]["Body"] == "CWG-X"


def test_the_guide_of_a_part_says_whose_it_is_and_hides_what_is_not_its_business(register):
    import openpyxl

    own(register, y2027="Ana")
    sheet = openpyxl.load_workbook(parts(register)["Ana"].path)["Guide"]
    assert str(sheet["B3"].value).startswith("The part of Ana of obligations.xlsx, 2026-11-20.")
    hidden = {sheet.cell(row, 2).value for row, found in sheet.row_dimensions.items() if found.hidden}
    assert hidden == {"Corrections", "Actions", "Meetings, Lists", "Changes, Conflicts", "Rows and columns"}


# What a part lets people do


def test_columns_that_people_write_are_open_and_all_else_is_locked(register):
    import openpyxl

    own(register, y2027="Ana", y2028="Ana", y2029="Ana")
    book = openpyxl.load_workbook(parts(register)["Ana"].path)
    for table, count in ((REPORTS, 3), (OBLIGATIONS, 1)):
        sheet = book[table.name]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert (sheet.protection.autoFilter, sheet.protection.formatRows) == (False, False)
        for line in range(1, count + 2):
            open_ = {sheet.cell(1, number).value for number in range(1, len(table.columns) + 1)
                     if not sheet.cell(line, number).protection.locked}  # fmt: skip
            assert open_ == (set(table.owned_by("people")) if line > 1 else set())
    for name in ("Meetings", "Lists"):
        assert book[name].protection.sheet
        assert all(cell.protection.locked for line in book[name].iter_rows() for cell in line)
    assert not book["Dashboard"].protection.sheet
    states = {sheet.title: sheet.sheet_state for sheet in book if sheet.sheet_state != "visible"}
    hidden = dict.fromkeys(("Actions", "Action page", "Changes", "Conflicts"), "hidden")
    assert states == {**hidden, "ReporterMemory": "veryHidden"}


def test_open_cells_look_as_in_the_template_dates_and_drop_downs_too(register):
    import openpyxl

    own(register, y2027="Ana", y2028="Ana")
    sheet = openpyxl.load_workbook(parts(register)["Ana"].path)["Reports"]
    plain = openpyxl.load_workbook(TEMPLATE)["Reports"]
    for number in range(1, len(REPORTS.columns) + 1):
        for line in (2, 3):
            looks = [
                repr((cell.number_format, cell.font, cell.fill, cell.border, cell.alignment))
                for cell in (sheet.cell(line, number), plain.cell(2, number))
            ]
            assert looks[0] == looks[1]
    status = letter(REPORTS, "Status")
    assert f"{status}2:{status}3" in {str(rule.sqref) for rule in sheet.data_validations.dataValidation}


def test_parts_are_valid(register, validate):
    own(register, y2027="Ana", y2028="Ben; José")
    assert [validate(part.path) for part in parts(register).values()] == [[], [], [], []]


def test_an_organisation_s_own_template_is_used_with_its_columns_and_its_protection(register, tmp_path):
    import openpyxl

    own_template, number = tmp_path / "own.xlsx", len(REPORTS.columns) + 1
    for source, target in ((TEMPLATE, own_template), (register, register)):
        book = openpyxl.load_workbook(source)
        sheet = book["Reports"]
        sheet.cell(1, number, "Budget line")
        sheet.cell(2, number, 4711 if source is register else None)
        table = sheet.tables["Reports"]
        table.tableColumns.append(openpyxl.worksheet.table.TableColumn(id=number, name="Budget line"))
        table.ref = table.autoFilter.ref = f"A1:{column_letters(number)}{2 if source is TEMPLATE else 6}"
        sheet.protection.sheet = source is TEMPLATE
        sheet.protection.sort = False
        book.save(target)
    part = parts(register, template=own_template)["unassigned"].path
    assert cells(part, "Reports", KEYS["2027"])["Budget line"] == 4711
    assert openpyxl.load_workbook(part)["Reports"].protection.sort is False


def test_a_template_with_rows_is_refused_for_everybody_would_get_them(register):
    with pytest.raises(TemplateError, match=r"holds rows, which every part would receive\. Delete the rows"):
        parts(register, template=register)


# Writing


def test_the_same_split_gives_the_same_bytes_and_touches_nothing(register):
    own(register, y2027="Ana")
    before = register.read_bytes()
    first = parts(register)
    data = {part.path: part.path.read_bytes() for part in first.values()}
    again = parts(register)
    assert [part.written for part in (*first.values(), *again.values())] == [True, True, False, False]
    assert {path: path.read_bytes() for path in data} == data
    assert register.read_bytes() == before
    assert sorted(one.name for one in register.parent.iterdir()) == ["obligations.xlsx", "parts"]


def test_a_part_that_lies_there_and_differs_is_left_alone(register):
    own(register, y2027="Ana", y2028="Ben")
    made = parts(register)
    edit(made["Ana"].path, "Reports", KEYS["2027"], {"Progress": "Hours of work"})
    own(register, y2028="Cleo")
    with pytest.raises(UsageError, match=r"Ana\.xlsx: a part of that name lies there already; somebody may have"):
        parts(register)
    assert cells(made["Ana"].path, "Reports", KEYS["2027"])["Progress"] == "Hours of work"
    assert not (register.parent / "parts" / "obligations - Cleo.xlsx").exists()
    assert parts(register, force=True)["Ana"].written
    assert cells(made["Ana"].path, "Reports", KEYS["2027"])["Progress"] is None


def test_a_part_that_is_open_in_excel_stops_the_split_before_anything_is_written(register):
    own(register, y2027="Ana", y2028="Ben")
    made = parts(register)
    before = {part.path: part.path.read_bytes() for part in made.values()}
    made["Ben"].path.with_name(f"~${made['Ben'].path.name}").write_bytes(b"")
    patch(register, [TableChange("Reports", "ID", update={key: {"Remarks": "new"} for key in KEYS.values()})])
    with pytest.raises(WorkbookError, match="open in Excel"):
        parts(register, force=True)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("blocked", ["", "/inside"])
def test_a_folder_that_cannot_be_made_is_told(register, blocked):
    (register.parent / "parts").write_text("a file")
    with pytest.raises(UsageError, match="this folder cannot be made"):
        split(register, by="owner", output=f"{register.parent / 'parts'}{blocked}", today=TODAY)


def test_rows_that_could_not_be_told_apart_when_they_come_back_are_refused(register):
    patch(register, [TableChange("Reports", append=[{"ID": KEYS["2027"], "Progress": "a copy"}])])
    with pytest.raises(WorkbookError, match=r'Reports!A2: several rows have the ID ".*2027"'):
        parts(register)


def test_a_row_without_an_id_is_refused_with_its_cell(register):
    patch(register, [TableChange("Reports", append=[{"Progress": "typed below"}])])
    with pytest.raises(WorkbookError, match=r"Reports!A7: the row has no ID.*Give each row an ID"):
        parts(register)


def test_a_part_is_neither_split_nor_synced(register):
    part = parts(register)["unassigned"].path
    with pytest.raises(
        WorkbookError, match=r"the part of unassigned of obligations\.xlsx, and only the whole workbook"
    ):
        split(part, by="owner", output=part.parent / "more", today=TODAY)
    with pytest.raises(WorkbookError, match=r"can be synced\. Name obligations\.xlsx instead"):
        sync(part, wanted(), today=TODAY)


def test_a_workbook_without_reports_in_force_has_no_parts(tmp_path):
    synced(tmp_path / "obligations.xlsx", wanted(reports=[]))
    assert parts(tmp_path / "obligations.xlsx") == {}


# File names


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Ana"], ["r - Ana"]),
        (["A/B: C?"], ["r - A-B- C-"]),
        (["Ana", "ANA"], ["r - Ana", "r - ANA (2)"]),
        (["José", unicodedata.normalize("NFD", "José")], ["r - José", "r - José (2)"]),
        (["a:b", "a/b", "a*b"], ["r - a-b", "r - a-b (2)", "r - a-b (3)"]),
        (["Dept. of X.", "Dept. of X"], ["r - Dept. of X", "r - Dept. of X (2)"]),
        (["x" * 300, "x" * 299], [f"r - {'x' * 80}", f"r - {'x' * 80} (2)"]),
        (["[draft]"], ["r - -draft-"]),
        (["Ana\nBen"], ["r - Ana Ben"]),
        (["…", "..."], ["r - …", "r - -"]),
        (["NUL", "张伟"], ["r - NUL", "r - 张伟"]),
    ],
)
def test_file_names_are_safe_and_stay_apart(values: Sequence[str], names: Sequence[str]) -> None:
    assert file_names(PATTERN, values, ".xlsx", workbook="r") == [f"{name}.xlsx" for name in names]


@given(st.lists(st.text(min_size=1, max_size=120), max_size=8))
def test_no_value_gives_a_name_that_windows_refuses_or_that_collides(values: list[str]) -> None:
    names = file_names("r", values, ".xlsx")
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(values)
    for name in names:
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert not name.removesuffix(".xlsx").endswith((" ", "."))
        assert len(name) < 110
        name.encode()


def test_every_report_in_force_is_in_a_part(register):
    own(register, y2027="Ana; Ben", y2028="Cleo")
    sent = [key for part in parts(register).values() for key in reports_in(part)]
    assert set(sent) == set(rows(register, "Reports"))
    assert sent.count(KEYS["2027"]) == 2


def test_dates_and_long_texts_arrive_as_they_are(register):
    long = "Line one\nLine two — “quoted” & <tagged>\n" + "word " * 2000
    edit(register, "Reports", KEYS["2027"], {"Progress": long, "Results": "=1+1", "Document": "004"})
    mine = cells(parts(register)["unassigned"].path, "Reports", KEYS["2027"])
    assert (mine["Progress"], mine["Results"], mine["Document"]) == (long, "=1+1", "004")
    assert mine["Due date"] == date(2027, 5, 4)


def test_a_part_may_be_named_by_the_value_alone_and_never_by_a_name_that_windows_keeps_for_itself() -> None:
    assert file_names("{value}", ["NUL", "com1", "Ana"], ".xlsx") == ["NUL -.xlsx", "com1 -.xlsx", "Ana.xlsx"]
    assert file_names("{date} {value}", ["Ana", "ana"], ".xlsx", date="2026-11-20") == [
        "2026-11-20 Ana.xlsx",
        "2026-11-20 ana (2).xlsx",
    ]
