"""Values as cells hold them: text with its escapes, numbers, dates as serial numbers, and the way back."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from reporter.model import WorkbookError
from reporter.workbook.data import Value
from reporter.workbook.markup import escape, unescape, unescape_named

MAX_TEXT = 32_767
"""UTF-16 units that a cell can hold."""

MAX_INTEGER = 2**53
"""Beyond it a cell, being a double, cannot tell neighbouring integers apart."""

DateKind = Literal["", "date", "datetime"]
"""What a number format shows: no date, a day, or a day with a time."""

_MUST_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_KEEPS_SPACE = re.compile(r"^\s|\s$|[\t\n]|  ")
_LAST_SERIAL = 2_958_466
_MILLISECONDS = 86_400_000
_DAY_1900 = date(1899, 12, 31).toordinal()
_DAY_1904 = date(1904, 1, 1).toordinal()


class Place(NamedTuple):
    """Where a value is to go, for messages."""

    file: Path
    sheet: str
    cell: str
    table: str
    column: str

    def refuse(self, problem: str, hint: str) -> WorkbookError:
        """An error about this place."""
        where = f"{self.sheet}!{self.cell} (column {self.column} of {self.table})"
        return WorkbookError(problem, file=self.file, place=where, hint=hint)


def decode_text(data: bytes) -> str:
    """Characters of a `<t>` or `<v>` element."""
    text = unescape(data)
    if "\r" in text and b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return decode_escapes(text)


def decode_plain(text: str) -> str:
    """Characters of a `<t>` element that holds no references but the five named ones."""
    if "&" in text:
        text = unescape_named(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return decode_escapes(text)


def decode_escapes(text: str) -> str:
    """Text with Excel's `_xHHHH_` notation resolved."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def encode_text(text: str) -> str:
    """Text for an XML file: characters that XML cannot hold, and look-alikes of the notation, as `_xHHHH_`."""
    return escape(_MUST_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text))


def decode_number(data: bytes) -> int | float:
    """The number of a `<v>` element; an integer where it is written as one."""
    return int(data) if data.lstrip(b"-").isdigit() else float(data)


def key_text(value: Value) -> str:
    """A value as a row's key: what a person would read in the cell without its number format."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


PLAIN = frozenset({str, int, float, bool, date, datetime, type(None)})
"""The types that a value of a cell has after `plain`."""


def plain(value: object) -> Value:
    """A value that came from elsewhere (numpy, pandas, an enumeration, a Decimal) as the plain type that it stands for.

    What stands for none is given back as it is, and refused when it is to be written. So are missing values (NaN, NaT):
    a cell is cleared by None, not by the result of a computation that failed.
    """
    if type(value).__module__ == "numpy" and getattr(getattr(value, "dtype", None), "kind", "") in "biufU":
        value = value.item() if getattr(value, "ndim", None) == 0 else value  # type: ignore[attr-defined]
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if isinstance(value, int) else float(value)
    if isinstance(value, datetime):
        is_missing = value != value
        return math.nan if is_missing else datetime.combine(value.date(), value.timetz())
    return value  # type: ignore[return-value]


def _of_decimal(value: Decimal) -> Value:
    """The number that a cell holds for a decimal; the decimal itself, to be refused, where it has more digits."""
    if not value.is_finite():
        return math.nan
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else value  # type: ignore[return-value]


def is_blank(value: Value) -> bool:
    """Whether a cell with the value shows nothing."""
    return value is None or (isinstance(value, str) and not value)


def same_value(one: Value, other: Value) -> bool:
    """Whether a cell would look the same with either: 5 and 5.0 are the same, 5 and "5" are not, blank is blank."""
    if is_blank(one) or is_blank(other):
        return is_blank(one) and is_blank(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, date) and isinstance(other, date):
        return _moment(one) == _moment(other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    return type(one) is type(other) and one == other


def _moment(day: date) -> datetime:
    """A day or moment as a cell can keep it: to the millisecond."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def date_of_serial(serial: float, kind: DateKind, date1904: bool) -> Value:
    """The day (or moment, to the millisecond) that a serial number stands for; the number itself where there is none.

    The 1900 system counts from 1 = 1 January 1900 and knows a 29 February 1900 (60) that never was; the 1904 system
    counts from 0 = 1 January 1904.
    """
    if not 0 <= serial < _LAST_SERIAL or (not date1904 and (serial < 1 or 60 <= serial < 61)):
        return serial
    origin = _DAY_1904 if date1904 else (_DAY_1900 if serial < 60 else _DAY_1900 - 1)
    if kind == "date" and serial == int(serial):
        return date.fromordinal(origin + int(serial))
    return datetime.fromordinal(origin) + timedelta(milliseconds=round(serial * _MILLISECONDS))


def serial_of_date(value: date, date1904: bool, place: Place) -> int | float:
    """The serial number of a day or moment.

    Raises:
        WorkbookError: Before the first day Excel knows, or with a time zone.
    """
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if moment.tzinfo is not None:
        raise place.refuse("the time has a time zone, which Excel cannot hold", "Give local time without a zone")
    moment = _moment(moment)
    origin = _DAY_1904 if date1904 else (_DAY_1900 if moment < datetime(1900, 3, 1) else _DAY_1900 - 1)
    passed = moment - datetime.fromordinal(origin)
    if passed < timedelta(0 if date1904 else 1):
        first = "1904" if date1904 else "1900"
        raise place.refuse(f"{value.isoformat()} is before {first}, the first year Excel knows", "Give it as text")
    serial = passed.days + (passed.seconds * 1000 + passed.microseconds // 1000) / _MILLISECONDS
    return int(serial) if serial == int(serial) else serial


def number_text(number: int | float, place: Place) -> str:
    """A number as a cell spells it, exactly; WorkbookError for one that a cell cannot hold."""
    if isinstance(number, int):
        if abs(number) > MAX_INTEGER:
            raise place.refuse(f"{number} has more digits than Excel keeps", "Give it as text")
        return str(number)
    if not math.isfinite(number):
        raise place.refuse(f"{number} is not a number that Excel can hold", "Leave the cell blank or give a text")
    return str(int(number)) if number.is_integer() and abs(number) < MAX_INTEGER else repr(number)


def cell_xml(
    address: str,
    value: Value,
    place: Place,
    *,
    prefix: str = "",
    style: int = 0,
    formula: str | None = None,
    date1904: bool = False,
) -> bytes:
    """A `<c>` element.

    Args:
        address: `F12`.
        value: What it shows; for a formula the cached result, None where there is none. Text is never a formula.
        place: For messages.
        prefix: Namespace prefix with its colon.
        style: Number of its cell format; 0 is the default.
        formula: A whole `<f>` element; None for a constant.
        date1904: Date system of the workbook.

    Raises:
        WorkbookError: The value does not fit into a cell.
    """
    head = f'<{prefix}c r="{address}"' + (f' s="{style}"' if style else "")
    kind, content = cell_content(value, place, prefix, formula is not None, date1904)
    if formula is None and not content:
        return f"{head}/>".encode()
    return f"{head}{kind}>{formula or ''}{content}</{prefix}c>".encode()


def cell_content(value: Value, place: Place, prefix: str, cached: bool, date1904: bool) -> tuple[str, str]:
    """Type attribute and content of a cell, without a formula; `cached` where the value is the result of one.

    Raises:
        WorkbookError: The value does not fit into a cell.
    """
    if value is None or (is_blank(value) and not cached):
        return "", ""
    if isinstance(value, str):
        if len(value.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
            raise place.refuse(
                f"the text has {len(value)} characters, and a cell holds {MAX_TEXT}", "Shorten it or split it over rows"
            )
        text = encode_text(value)
        if cached:
            return ' t="str"', f"<{prefix}v>{text}</{prefix}v>"
        space = ' xml:space="preserve"' if _KEEPS_SPACE.search(value) else ""
        return ' t="inlineStr"', f"<{prefix}is><{prefix}t{space}>{text}</{prefix}t></{prefix}is>"
    if isinstance(value, bool):
        return ' t="b"', f"<{prefix}v>{int(value)}</{prefix}v>"
    if isinstance(value, date):
        value = serial_of_date(value, date1904, place)
    if isinstance(value, int | float):
        return "", f"<{prefix}v>{number_text(value, place)}</{prefix}v>"
    if isinstance(value, Decimal):
        raise place.refuse(f"{value} has more digits than Excel keeps", "Round it, or give it as text")
    raise place.refuse(f"a cell cannot hold a {type(value).__name__}", "Give a text, number, date or truth value")
