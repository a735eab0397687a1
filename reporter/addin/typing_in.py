"""What is handed to Excel so that a cell holds exactly the value meant.

Excel takes a text that is written into a cell as if somebody typed it: `=1+1` becomes a formula, `3-4` a day, `007` the
number 7. An apostrophe in front keeps a text a text; Excel does not show it and does not count it as part of the value.
"""

from __future__ import annotations

from datetime import date, datetime

from reporter.model import WorkbookError
from reporter.workbook.cells import MAX_TEXT
from reporter.workbook.data import Value

_AS_TEXT = "'"

_LONGEST_DATE = 40
"""Characters of the longest text that Excel might take for a day or a moment."""

_LARGEST_INTEGER = 2**31
"""From this on Excel takes an integer from another program only as a floating number, which is what its cells hold."""

_TRUTH = frozenset(
    {
        *("true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero", "verdadeiro", "waar"),
        *("onwaar", "sant", "falskt", "sand", "falsk", "usann", "tosi", "epätosi", "prawda", "fałsz", "pravda"),
        *("nepravda", "igaz", "hamis", "doğru", "yanliş", "yanlış", "истина", "ложь"),
    }
)
"""What Excel calls the truth values, in the languages it is used in most: typed as text, they would become those."""


def typed(value: Value, place: str = "") -> object:
    """The value as it is handed to xlwings.

    Args:
        value: What the cell shall hold.
        place: Of the cell, for the message.

    Returns:
        None for a blank cell; a `datetime` for a day; a text with an apostrophe where Excel would take it for
        something else.

    Raises:
        WorkbookError: The text is longer than a cell can hold.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        if len(value.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
            raise WorkbookError(
                f"the text has {len(value)} characters, and a cell holds {MAX_TEXT}",
                place=place,
                hint="Shorten it or split it over rows",
            )
        return value if _is_plain(value) else _AS_TEXT + value
    if isinstance(value, int) and abs(value) >= _LARGEST_INTEGER:
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def _is_plain(text: str) -> bool:
    """Whether Excel takes the text for nothing but a text, in any language."""
    if not text[0].isalpha():
        return False
    if len(text) > _LONGEST_DATE:
        return True
    return not any(map(str.isdigit, text)) and text.strip().casefold() not in _TRUTH
