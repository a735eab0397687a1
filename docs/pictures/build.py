"""Makes the pictures of the README and of the user's guide out of what `reporter demo` writes, as LibreOffice draws it.

    python docs/pictures/build.py            writes docs/pictures/*.png
    python docs/pictures/build.py FOLDER     writes them elsewhere

Needs LibreOffice (`soffice`) and Pillow (`pip install '.[dev]'`); takes half a minute. The demo's day is written
into a copy of the workbook in place of TODAY(), so that overdue stays overdue. The exact pixels depend on the version
of LibreOffice and on the fonts of the machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from reporter import api, demo
from reporter.drafting import Naming
from reporter.model.tables import REPORTED_TO
from reporter.workbook import RowData, TableData, read_tables

HERE = Path(__file__).resolve().parent

SHEETS = (
    *("Guide", "Dashboard", "Pivot", "Reports", "Obligations", "Actions", "Action page", "Resolutions"),
    *("Meetings", "Lists", "Changes", "Conflicts"),
)
"""Every sheet that people see; each has its picture."""

WIDTH = 1600
"""Pixels; a page shows about half of them, so that the picture stays sharp on a fine screen."""

MOST_BYTES = 200_000
"""Size of a picture file."""

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_MARGIN = 24
_SCALE = 4
_AIR = 4.0
_LINE_HEIGHT = 13.0
_CHARACTERS_TO_A_UNIT = 1.3

COLUMNS: Mapping[str, Mapping[str, float]] = {
    "Reports": {
        "Resolution": 17.5,
        "Recipient": 10,
        "Responsible": 19,
        "Due date": 11.5,
        "Timing": 10,
        "Days left": 9,
        "Status": 12.5,
        "Owner": 16,
        "Progress": 52,
    },
    "Obligations": {
        "Clause": 26,
        "Text": 52,
        "Responsible": 22,
        "Recipients": 13,
        "Frequency": 13,
        "Confidence": 11,
        "Show": 7,
        "Reports": 9,
        "State": 12,
        "Review": 11,
    },
    "Actions": {"Resolution": 18, "Clause": 26, "Text": 70, "Addressee": 26, "State": 12, "Status": 13, "Owner": 16},
    "Resolutions": {
        "ID": 18,
        "Open": 7,
        "Title": 36,
        "Instructed": 24,
        "Invited": 27,
        **dict.fromkeys(REPORTED_TO, 9),
        "Order": 19,
        "State": 12,
    },
    "Changes": {"When": 12, "Table": 12, "Row": 36, "Column": 13, "Before": 26, "After": 26, "Source": 40},
}
"""Columns of a table that its picture shows, with their widths in characters; a person would hide the others."""

MOST_ROWS = 9
"""Rows that a picture of a table shows, where they are not chosen otherwise."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What one picture shows.

    Attributes:
        name: The file's name without suffix.
        source: Stem of the document it is taken from.
        shows: Words on the page wanted; the first page that has them is taken.
        starts: Words of the line that the picture starts with; None for the top of the page.
        stops: Words of the line that it stops before; None for the foot of the page.
    """

    name: str
    source: str
    shows: str
    starts: str | None = None
    stops: str | None = None


GALLERY: Mapping[str, Mapping[str, Any]] = {
    "1": {"to": "TDAG"},
    "2": {"to": "Council", "language": "fr"},
    "3": {"to": "TSAG", "template": "plain", "language": "es"},
    "4": {"to": ("TSAG", "TDAG", "Council"), "template": "brief", "combine": True},
    "5": {"to": ("TSAG", "TDAG", "Council"), "template": "letter", "combine": True},
}
"""What the picture "templates" shows, from left to right."""

PICTURES = (
    Picture("guide", "guide", "How to use it"),
    Picture("reports", "reports", "Days left"),
    Picture("dashboard", "dashboard", "Next deadlines", stops="By recipient"),
    Picture("pivot", "pivot", "Load by responsible"),
    Picture("obligations", "obligations", "Clause"),
    Picture("actions", "actions", "Clause"),
    Picture("action-page", "action-page", "Choose an action"),
    Picture("resolutions", "resolutions", "Instructed"),
    Picture("meetings", "meetings", "Document deadline"),
    Picture("lists", "lists", "Frequency"),
    Picture("changes", "changes", "Before"),
    Picture("conflicts", "conflicts", "Choice"),
    Picture("draft", "TSAG-2026-implementation-report", "At a glance", stops="Page 1 of"),
    Picture(
        "draft-detail",
        "TSAG-2026-implementation-report",
        "No information received from ICG",
        starts="WTSA Resolution 134",
        stops="WTSA Resolution 137",
    ),
)


def main(folder: Path = HERE) -> None:
    """Writes all pictures into the folder."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not soffice:
        sys.exit("LibreOffice is not there: install it, or put its folder on the PATH")
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        made = demo.run(work / "demo")
        pages = work / "pages"
        sheets = {title.lower().replace(" ", "-"): title for title in SHEETS}
        for name, title in sheets.items():
            stage_sheet(made.workbook, work / f"{name}.xlsx", title)
        documents = [*(work / f"{name}.xlsx" for name in sheets), *(one.path for one in made.drafts)]
        _to_pdf(soffice, documents, pages, profile=work / "profile")
        for picture in PICTURES:
            path = folder / f"{picture.name}.png"
            _draw(pages / f"{picture.source}.pdf", picture, path)
            print(f"{path} ({path.stat().st_size // 1000} kB)")
        path = folder / "templates.png"
        _gallery(soffice, made.workbook, work, path)
        print(f"{path} ({path.stat().st_size // 1000} kB)")


def _gallery(soffice: str, workbook: Path, work: Path, path: Path) -> None:
    """The first pages of the templates side by side, each made of the demo's workbook."""
    from PIL import Image

    folder = work / "gallery"
    made = [
        api.draft(
            workbook, today=demo.DAY, year=demo.YEAR, output=folder, force=True, naming=Naming(file=name), **wanted
        )
        for name, wanted in GALLERY.items()
    ]
    _to_pdf(soffice, [one.path for (one, *_) in made], folder, profile=work / "profile")
    pages = [_first_page(folder / f"{one.path.stem}.pdf") for (one, *_) in made]
    height = min(page.height for page in pages)
    pages = [page.resize((round(page.width * height / page.height), height)) for page in pages]
    row = Image.new("RGB", (sum(page.width + _MARGIN for page in pages), height), "white")
    left = 0
    for page in pages:
        row.paste(page, (left, 0))
        left += page.width + _MARGIN
    _save(_framed(row), path)


def _first_page(pdf: Path) -> Any:
    import pypdfium2
    from PIL import ImageOps

    document = pypdfium2.PdfDocument(pdf)
    try:
        return ImageOps.expand(document[0].render(scale=1.5).to_pil(), border=2, fill="#c8ced6")
    finally:
        document.close()


def stage_sheet(workbook: Path, copy: Path, sheet: str) -> None:
    """Copies the workbook for one sheet's picture: the demo's day for today, the sheet alone fitted to the paper."""
    table = next((one for one in read_tables(workbook).values() if one.sheet == sheet), None)
    with zipfile.ZipFile(workbook) as before, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as after:
        wanted = _part_of(before, sheet)
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/workbook.xml":
                content = _alone(content, sheet)
            if name.startswith("xl/worksheets/sheet"):
                content = _on_the_day(content)
            after.writestr(name, _for_the_camera(content, table) if name == wanted else content)


def _part_of(package: zipfile.ZipFile, sheet: str) -> str:
    """Name of the package part that holds the sheet of that title."""
    sheets = etree.fromstring(package.read("xl/workbook.xml"))
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    ids = {one.get("name"): one.get(_RELATION) for one in sheets.iter(f"{_SHEET}sheet")}
    targets = {one.get("Id"): one.get("Target") for one in relations}
    target = str(targets[ids[sheet]])
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _alone(content: bytes, sheet: str) -> bytes:
    """The workbook with every other sheet hidden: hidden ones are not printed."""
    workbook: Any = etree.fromstring(content)
    sheets = list(workbook.iter(f"{_SHEET}sheet"))
    for number, one in enumerate(sheets):
        one.set("state", "visible" if one.get("name") == sheet else "hidden")
        if one.get("name") == sheet:
            for view in workbook.iter(f"{_SHEET}workbookView"):
                view.set("activeTab", str(number))
    return etree.tostring(workbook, xml_declaration=True, encoding="UTF-8", standalone=True)


def _on_the_day(content: bytes) -> bytes:
    day = demo.DAY
    return content.replace(b"TODAY()", f"DATE({day.year},{day.month},{day.day})".encode())


def _for_the_camera(content: bytes, table: TableData | None) -> bytes:
    """The sheet on one page's width, without header and footer; a table also with Excel's letters and row numbers."""
    sheet: Any = etree.fromstring(content)
    for footer in sheet.findall(f"{_SHEET}headerFooter"):
        sheet.remove(footer)
    sheet.find(f"{_SHEET}pageSetup").set("fitToWidth", "1")
    if table:
        _filter_as_a_person_would(sheet, table)
        for options in sheet.findall(f"{_SHEET}printOptions"):
            sheet.remove(options)
        sheet.find(f"{_SHEET}pageMargins").addprevious(etree.Element(f"{_SHEET}printOptions", headings="1"))
    return etree.tostring(sheet, xml_declaration=True, encoding="UTF-8", standalone=True)


def _filter_as_a_person_would(sheet: Any, table: TableData) -> None:
    """Hides all but the chosen columns; of Reports the rows of other bodies and years, of others the later rows."""
    chosen = COLUMNS.get(table.name)
    if chosen:
        sheet.find(f"{_SHEET}cols")[:] = [
            etree.Element(f"{_SHEET}col", _column(number, chosen.get(name)))
            for number, name in enumerate(table.columns, 1)
        ]
    for element in sheet.iter(f"{_SHEET}row"):
        found = next((row for row in table.rows if str(row.number) == element.get("r")), None)
        if found and not _is_shown(table, found):
            element.set("hidden", "1")
        elif found and chosen:
            element.set("ht", str(_height(found, chosen)))
            element.set("customHeight", "1")


def _column(number: int, width: float | None) -> dict[str, str]:
    attributes = {"min": str(number), "max": str(number), "width": str(width or 9), "customWidth": "1"}
    return attributes if width else attributes | {"hidden": "1"}


def _is_shown(table: TableData, row: RowData) -> bool:
    if table.name != "Reports":
        return table.rows.index(row) < MOST_ROWS
    due: Any = row.values["Due date"]
    return row.values["Recipient"] in ("TSAG", "TDAG") and row.values["State"] == "Current" and due.year == demo.YEAR


def _height(row: RowData, columns: Mapping[str, float]) -> float:
    """Points that the longest shown cell needs: the height in the file counts the hidden columns as well."""
    lines = [
        sum(
            len(textwrap.wrap(line, int(width * _CHARACTERS_TO_A_UNIT))) or 1
            for line in str(row.values[name] or "").split("\n")
        )
        for name, width in columns.items()
    ]
    return max(lines) * _LINE_HEIGHT + 5


def _to_pdf(soffice: str, documents: list[Path], folder: Path, *, profile: Path) -> None:
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, documents)], check=True, capture_output=True, timeout=120
    )


def _draw(pdf: Path, picture: Picture, path: Path) -> None:
    """Draws the page, cuts it to what is on it, and saves it with few colours."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = next(page for page in document if picture.shows in page.get_textpage().get_text_range())
        top = _height_of(page, picture.starts, missing=page.get_height())
        bottom = _height_of(page, picture.stops, missing=0)
        image = page.render(scale=_SCALE, crop=(0, bottom, 0, page.get_height() - top)).to_pil()
    finally:
        document.close()
    _save(_framed(_trimmed(image)), path)


def _height_of(page: Any, words: str | None, *, missing: float) -> float:
    """How high above the foot of the page a line ends, in points, with some air."""
    found = page.get_textpage().search(words, match_case=True).get_next() if words else None
    return page.get_textpage().get_charbox(found[0])[3] + _AIR if found else missing


def _trimmed(image: Any) -> Any:
    """Without the white around."""
    from PIL import ImageChops

    white = image.copy()
    white.paste("white", (0, 0, *image.size))
    return image.crop(ImageChops.difference(image, white).getbbox())


def _framed(image: Any) -> Any:
    """At the common width, with a margin and a thin frame, as white pictures have no edge on a white page."""
    from PIL import Image, ImageOps

    inner = WIDTH - 2 * _MARGIN
    sized = image.resize((inner, round(image.height * inner / image.width)), Image.Resampling.LANCZOS)
    bordered = ImageOps.expand(sized, border=_MARGIN - 2, fill="white")
    return ImageOps.expand(bordered, border=2, fill="#c8ced6")


def _save(image: Any, path: Path) -> None:
    """With as many colours as the size allows: fewer would still be legible, but turn red to grey."""
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    for colours in (256, 128, 64, 32):
        few = image.convert("RGB").quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return
    sys.exit(f"{path}: {path.stat().st_size} bytes, more than {MOST_BYTES}; show less in it")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
