"""`reporter pivot` in a folder: the screen, every kind of file, and what is told when it cannot be done."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import openpyxl
import pytest
from conftest import TODAY, Run
from PIL import Image

import reporter


def test_the_screen_shows_items_and_totals(run: Run, register: Path) -> None:
    done = run("pivot", register, "--rows", "recipient", "--columns", "timing", "--today", TODAY)
    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[0].split() == ["Recipient", "Overdue", "Due", "soon", "Open", "Done", "All"]
    assert lines[-1].split()[0] == "All"
    assert sum(int(line.split()[-1]) for line in lines[1:-1]) == int(lines[-1].split()[-1])
    assert done.err.startswith("Reports: count by Recipient and Timing, State = in force: ")


def test_rows_out_of_force_count_when_asked_for(run: Run, register: Path) -> None:
    totals = {}
    for options in ((), ("--every-state",), ("--filter", "state=Withdrawn")):
        lines = run("pivot", register, "-r", "recipient", *options, "--today", TODAY).out.splitlines()
        totals[options] = int(lines[-1].split()[-1])
    usual, every, withdrawn = totals.values()
    assert usual + withdrawn == every
    assert withdrawn > 0


def test_excel_gets_a_filter_for_rows_in_force_that_people_can_change(run: Run, register: Path, folder: Path) -> None:
    run("pivot", register, "-r", "recipient", "-o", "p.xlsx", "--today", TODAY)
    book = openpyxl.load_workbook(folder / "p.xlsx")
    (pivot,) = book["Pivot"]._pivots
    place = book["Data"].tables["Reports"].column_names.index("State")
    assert [field.fld for field in pivot.pageFields] == [place]
    assert "Withdrawn" in [cell.value for column in book["Data"].iter_cols() for cell in column]


def test_a_label_is_not_said_again_in_the_next_line(run: Run, register: Path) -> None:
    done = run("pivot", register, "-r", "recipient", "-r", "due date:year", "-f", "recipient=TSAG", "--today", TODAY)
    assert [line.split()[0] for line in done.out.splitlines()[1:]] == ["TSAG", "2027", "All"]


def test_csv_is_for_machines(run: Run, register: Path, folder: Path) -> None:
    asked = ("pivot", register, "--rows", "owner", "--values", "count", "--values", "mean:days left", "--today", TODAY)
    shown, written = run(*asked, "--format", "csv"), run(*asked, "-o", "owners.csv", "--quiet")
    data = (folder / "owners.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == shown.out
    first, *lines = csv.reader(io.StringIO(shown.out))
    assert first == ["Owner", "count", "mean of Days left"]
    assert lines[-1][0] == "(blank)"
    assert "All" not in [line[0] for line in lines]
    assert (written.out, written.err) == ("", "")


@pytest.mark.parametrize("values", ["count", "mean:days left"])
def test_where_a_picture_has_no_colour_left_bars_are_hatched(
    values: str, run: Run, register: Path, folder: Path
) -> None:
    asked = ("pivot", register, "-r", "recipient", "-v", values, "--today", TODAY)
    assert run(*asked, "-c", "responsible", "-o", "many.svg").code == 0
    assert run(*asked, "-c", "timing", "-o", "few.svg").code == 0
    assert "<pattern" in (folder / "many.svg").read_text(encoding="utf-8")
    assert "<pattern" not in (folder / "few.svg").read_text(encoding="utf-8")


def test_excel_gets_a_pivottable_that_filters(run: Run, register: Path, folder: Path) -> None:
    done = run(
        "pivot", register, "-r", "recipient", "-c", "status", "-f", "state=Current", "-o", "p.xlsx", "--today", TODAY
    )
    assert done.code == 0
    book = openpyxl.load_workbook(folder / "p.xlsx")
    (pivot,) = book["Pivot"]._pivots
    assert [field.fld for field in pivot.pageFields] == [book["Data"].tables["Reports"].column_names.index("State")]
    rows = [[cell for cell in row if cell is not None] for row in book["Pivot"].iter_rows(values_only=True)]
    found = reporter.pivot(register, rows="recipient", columns="status", filters="state=Current")
    last = next(row for row in reversed(rows) if row)
    assert last[1:] == [number for number in found.total.numbers if number is not None]


def test_excel_gets_several_values_and_days(run: Run, register: Path, folder: Path) -> None:
    done = run("pivot", register, "-r", "owner", "-v", "count", "-v", "min:due date", "-o", "p.xlsx", "--today", TODAY)
    assert done.code == 0
    (pivot,) = openpyxl.load_workbook(folder / "p.xlsx")["Pivot"]._pivots
    assert [(field.subtotal, field.name) for field in pivot.dataFields] == [
        ("count", "Count"),
        ("min", "Min of Due date"),
    ]


def test_rows_that_fail_other_filters_are_not_in_the_table_of_the_pivottable(
    run: Run, register: Path, folder: Path
) -> None:
    run("pivot", register, "-r", "status", "-f", "status!=Not started", "-o", "p.xlsx", "--today", TODAY)
    data = openpyxl.load_workbook(folder / "p.xlsx")["Data"]
    column = next(one for one in data.iter_cols(values_only=True) if one[0] == "Status")
    assert set(column[1:])
    assert "Not started" not in column


def test_a_page_escapes_what_cells_hold_and_asks_for_nothing(run: Run, folder: Path) -> None:
    path = folder / "w.xlsx"
    book = openpyxl.Workbook()
    for row in (("ID", "Who"), ("1", "<b>&"), ("2", "x")):
        book.active.append(row)
    book.active.add_table(openpyxl.worksheet.table.Table(displayName="People", ref="A1:B3"))
    book.save(path)
    done = run("pivot", path, "--table", "people", "-r", "who", "-o", "p.html")
    page = (folder / "p.html").read_text(encoding="utf-8")
    assert done.code == 0
    assert "&lt;b&gt;&amp;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize("value", ["count", "mean:days left"])
def test_a_picture_is_the_same_each_time(value: str, run: Run, register: Path, folder: Path) -> None:
    asked = ("pivot", register, "-r", "recipient", "-c", "timing", "-v", value, "--today", TODAY, "-o")
    assert run(*asked, "a.png").code == run(*asked, "b.png").code == 0
    assert (folder / "a.png").read_bytes() == (folder / "b.png").read_bytes()
    with Image.open(folder / "a.png") as picture:
        assert picture.width == 1500
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 50
    assert run(*asked, "a.svg").code == 0
    assert "svg" in (folder / "a.svg").read_text(encoding="utf-8")


def test_without_matplotlib_the_line_to_type_is_told(
    run: Run, register: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = run("pivot", register, "-r", "recipient", "-o", "p.png")
    assert (done.code, done.errors) == (
        2,
        ['reporter: p.png: pictures need matplotlib, which is not installed. Run pip install "reporter[charts]"'],
    )
    assert not (folder / "p.png").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-r", "recipiant"], 'no column "recipiant". Did you mean "Recipient"?'),
        (["-r", "owner", "--table", "Report"], "Did you mean Reports?"),
        (["-r", "owner", "-o", "p.docx"], 'a name that ends in ".docx" does not tell the form. Let it end in .xlsx'),
        (["-r", "owner", "-v", "count", "-v", "count:owner", "-o", "p.png"], "a picture shows one value"),
        (["-r", "owner", "-v", "max:due date", "-o", "p.png"], "days cannot be drawn as bars"),
        (["-r", "owner", "-f", "recipient=TSAG", "-f", "recipient=TDAG", "-o", "p.png"], "no row passes the filters"),
        (["-r", "ID", "-o", "p.png"], "lines do not fit into a picture"),
        (["-r", "recipient", "-c", "ID", "-o", "p.png"], "cannot be told apart in a picture, 24 can"),
        (["-r", "owner", "-o", "obligations.xlsx"], "would be overwritten"),
        (["-r", "owner", "-o", "nowhere/p.csv"], "its folder does not exist"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    arguments: list[str], told: str, run: Run, register: Path, folder: Path
) -> None:
    before = sorted(folder.iterdir())
    done = run("pivot", "obligations.xlsx", *arguments)
    assert done.code == 2
    assert told in done.errors[0]
    assert sorted(folder.iterdir()) == before
