"""Made-up registers of any size: what sources would ask for, and the workbook that people have written in.

Nothing in it is taken from a text. The same size gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from reporter.model import Descent
from reporter.model.tables import REPORTS
from reporter.resources import bundled
from reporter.workbook import Value, WantedTables, sync

TODAY = date(2026, 11, 20)
YEARS = frozenset({2026, 2027})

OWN_COLUMNS = ("Priority", "Cost")
"""What people added at the right of Reports: with them it has 24 columns."""

_REPORTS_PER_DUTY, _DUTIES_PER_RESOLUTION, _ACTIONS_PER_RESOLUTION = 4, 5, 3
_BODIES = ("TSAG", "Council", "TDAG", "RAG", "WTSA", "PP", "WTDC", "ITU-T study groups")
_DIRECTORS = (
    "Director of TSB",
    "Director of BDT",
    "Director of BR",
    "Secretary-General",
    "Director of TSB; Director of BDT",
)
_STATUSES = ("Not started", "In progress", "Drafted", "Submitted", "Noted", "Not applicable")
_OWNERS = tuple(f"{name} {number}" for number in range(1, 7) for name in ("Ana", "Bo", "Chidi", "Dana", "Emre"))
_WORDS = re.findall(
    r"\w+",
    """assistance capacity developing countries standards study group spectrum security of networks the and with
    inclusive digital regional office progress made since last meeting of the advisory bodies implementation
    programme budget""",
)

_Row = dict[str, Value]


def wanted(reports: int, *, changed: int = 0, added: int = 0) -> WantedTables:
    """What sources ask for.

    Args:
        reports: Rows of Reports; Obligations get a quarter of that, Resolutions a twentieth, Actions three twentieths.
        changed: Reports whose due date is another one than without, spread over the table.
        added: Reports of further duties.
    """
    duties = -(-(reports + added) // _REPORTS_PER_DUTY)
    resolutions = -(-duties // _DUTIES_PER_RESOLUTION)
    rows = [_report(number) for number in range(reports + added)]
    for number in range(changed):
        row = rows[number * reports // changed]
        row["Due date"] = row["Due date"] + timedelta(days=3)  # type: ignore[operator]
    obligations = [_obligation(number) for number in range(duties)]
    return WantedTables(
        resolutions=tuple(_resolution(number) for number in range(resolutions)),
        obligations=tuple(obligations),
        actions=tuple(_action(number) for number in range(resolutions * _ACTIONS_PER_RESOLUTION)),
        reports=tuple(rows),
        read=frozenset(_resolution_id(number) for number in range(resolutions)),
        years=YEARS,
        descents=tuple(Descent(str(row["ID"]), str(row["ID"])) for row in obligations),
    )


def register(path: Path, reports: int) -> Path:
    """A register of that many reports, written by `sync`, with what people filled in, as Excel would save it."""
    asked = wanted(reports)
    written = tuple({**row, **_by_people(number)} for number, row in enumerate(asked.reports))
    template = empty_register(path.with_name("empty.xlsx"))
    fresh = path.with_name(f"fresh-{path.name}")
    everything = {name: getattr(asked, name) for name in WantedTables.__slots__}
    sync(fresh, WantedTables(**{**everything, "reports": written}), today=TODAY, template=template)
    as_excel_saves(fresh, path)
    return path


def empty_register(path: Path) -> Path:
    """The template with the two columns of people's own, and no row yet."""
    _with_own_columns(bundled("workbooks") / "obligations-template.xlsx", path)
    return path


def rows_of_reports(reports: int) -> tuple[tuple[str, ...], list[list[Value]]]:
    """Headers and rows of Reports with 24 columns, for programs that write them their own way; formulas left out."""
    headers = (*(column.name for column in REPORTS), *OWN_COLUMNS)
    made = ({**_report(number), **_by_people(number)} for number in range(reports))
    return headers, [[row.get(header) for header in headers] for row in made]


def as_excel_saves(source: Path, target: Path) -> None:
    """A copy whose texts are shared strings and whose rows tell their extent, as in every file that Excel saves."""
    strings: dict[bytes, int] = {}

    def shared(match: re.Match[bytes]) -> bytes:
        number = strings.setdefault(match[2].replace(b"&quot;", b'"'), len(strings))
        return b'<c%st="s"><v>%d</v></c>' % (match[1], number)

    inline = re.compile(rb'<c([^>]*)t="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is></c>')
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    had = parts.pop("xl/sharedStrings.xml", b"")
    for item in re.findall(rb"<si>(.*?)</si>", had, re.DOTALL):
        strings[item] = len(strings)
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(rb'<row r="(\d+)"', rb'<row r="\1" spans="1:24"', inline.sub(shared, parts[name]))
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = b"".join(b"<si>%s</si>" % item for item in strings)
    parts["xl/sharedStrings.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="%s" uniqueCount="%d">%s</sst>'
        % (main, len(strings), items)
    )
    if not had:
        _point_to_strings(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def _point_to_strings(parts: dict[str, bytes]) -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    relation = (
        b'<Relationship Id="strings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)


def _with_own_columns(source: Path, target: Path) -> None:
    """The template with two columns that people added to Reports."""
    from reporter.workbook.book import Book
    from reporter.workbook.ranges import column_letters

    book = Book(source)
    sheet, table = book.find_table(REPORTS.name)
    area = table.area
    wider = area._replace(right=area.right + len(OWN_COLUMNS))
    part = book.package.read(table.part).replace(str(area).encode(), str(wider).encode())
    last = len(table.columns)
    columns = b"".join(
        b'<tableColumn id="%d" name="%s"/>' % (90 + n, name.encode()) for n, name in enumerate(OWN_COLUMNS)
    )
    part = part.replace(b"</tableColumns>", columns + b"</tableColumns>")
    part = part.replace(b'<tableColumns count="%d"' % last, b'<tableColumns count="%d"' % (last + len(OWN_COLUMNS)))
    cells = "".join(
        f'<c r="{column_letters(area.right + n)}{area.top}" t="inlineStr"><is><t>{name}</t></is></c>'
        for n, name in enumerate(OWN_COLUMNS, 1)
    )
    row = book.sheet(sheet).rows[area.top]
    data = book.package.read(sheet.part)
    changed = data[: row.content_end] + cells.encode() + data[row.content_end :]
    target.write_bytes(book.package.write({table.part: part, sheet.part: changed}))


def _resolution_id(number: int) -> str:
    return f"{('WTSA', 'PP', 'WTDC')[number % 3]}-{number + 1}-{2018 + number % 7}"


def _duty_id(number: int) -> str:
    return f"{_resolution_id(number // _DUTIES_PER_RESOLUTION)}/instructs-{number % _DUTIES_PER_RESOLUTION + 1}"


def _resolution(number: int) -> _Row:
    key = _resolution_id(number)
    body, count, year = key.split("-")
    return {
        "ID": key,
        "Body": body,
        "Number": count,
        "Title": _text(number, 8),
        "Place": ("Geneva", "Dubai", "Bucharest")[number % 3],
        "Year": int(year),
        "Revision": "Yes" if number % 2 else "No",
        "Revises": None,
        "Obligations": _DUTIES_PER_RESOLUTION,
        "Actions": _ACTIONS_PER_RESOLUTION,
        "File": f"resolutions/{key}.docx",
        "State": "Current",
        "Notes": "",
    }


def _obligation(number: int) -> _Row:
    resolution = _resolution_id(number // _DUTIES_PER_RESOLUTION)
    return {
        "ID": _duty_id(number),
        "Resolution": resolution,
        "Clause": f"instructs the {_DIRECTORS[number % 4]} {number % _DUTIES_PER_RESOLUTION + 1}",
        "Text": _clause(number),
        "Responsible": _DIRECTORS[number % 5],
        "Recipients": _BODIES[number % 8],
        "Frequency": ("annual", "each-meeting", "biennial")[number % 3],
        "Due event": None,
        "Due date": None,
        "Subject": _text(number, 6),
        "Force": "instructs",
        "Conditional": "No",
        "Confidence": 0.95,
        "Source": f"{resolution}.docx, page {number % 9 + 1}",
        "Show": "Show",
        "State": "Current",
        "Superseded by": None,
        "Replaces": "",
        "Lineage": _duty_id(number),
        "Notes": "",
    }


def _action(number: int) -> _Row:
    resolution = _resolution_id(number // _ACTIONS_PER_RESOLUTION)
    return {
        "ID": f"{resolution}/invites-{number % _ACTIONS_PER_RESOLUTION + 1}",
        "Resolution": resolution,
        "Clause": f"invites Member States {number % _ACTIONS_PER_RESOLUTION + 1}",
        "Text": _text(number, 24),
        "Addressee": "Member States",
        "Collaborators": "",
        "State": "Current",
    }


def _report(number: int) -> _Row:
    duty = number // _REPORTS_PER_DUTY
    recipient = _BODIES[(duty + number % 2) % 8]
    year = 2026 + number % _REPORTS_PER_DUTY // 2
    return {
        "ID": f"{_duty_id(duty)}/{recipient}/{year}",
        "Obligation": _duty_id(duty),
        "Resolution": _resolution_id(duty // _DUTIES_PER_RESOLUTION),
        "Text": _clause(duty),
        "Recipient": recipient,
        "Responsible": _DIRECTORS[duty % 5],
        "Period": str(year),
        "Meeting": f"{recipient}-{year}",
        "Due date": date(year, 1 + number * 7 % 12, 1 + number * 11 % 28),
        "State": "Current",
        "Notes": "the meeting is not known yet" if number % 5 == 0 else "",
    }


def _by_people(number: int) -> Mapping[str, Value]:
    status = _STATUSES[number * 7 % 6]
    begun = status not in ("Not started", "Not applicable")
    done = status in ("Submitted", "Noted")
    return {
        "Status": status,
        "Owner": _OWNERS[number * 13 % 30],
        "Progress": f"{_text(number * 3, 20)} ({number})" if begun else None,
        "Results": f"{_text(number * 5, 12)} ({number})" if done else None,
        "Next steps": _text(number * 11, 8) if begun and not done else None,
        "Evidence": f"https://www.example.org/md/T22-TSAG-{number:06}/en" if done else None,
        "Document": f"TD-{number}" if done else None,
        "Submitted on": date(2026, 1 + number % 12, 1 + number % 28) if done else None,
        "Remarks": f"see row {number}" if number % 9 == 0 else None,
        "Priority": ("high", "middle", "low")[number % 3],
        # Numbers for a long while and then a text: what a reader that guesses from the first rows loses.
        "Cost": "not known yet" if number % 1500 == 1499 else number * 125 / 4,
    }


def _clause(duty: int) -> str:
    return f"to report each year to {_BODIES[duty % 8]} on {_text(duty, 14)} and on duty {duty};"


def _text(seed: int, words: int) -> str:
    return " ".join(_picked(seed, words))


def _picked(seed: int, words: int) -> Iterator[str]:
    state = seed + 1
    for _ in range(words):
        state = (state * 1103515245 + 12345) % (1 << 31)
        yield _WORDS[(state >> 8) % len(_WORDS)]
