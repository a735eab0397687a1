"""Where the resolutions of an open workbook are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporter.addin.open_workbook import OpenWorkbook
from reporter.api import Sources
from reporter.model import UsageError
from reporter.model.tables import RESOLUTIONS
from reporter.settings import FILE_NAME, settings_for
from reporter.workbook.memory import as_text

SOURCES_NAME = "ReporterSources"
"""Name of a cell, or of cells, that hold files, folders or patterns: a workbook's own setting."""


def sources_of(store: OpenWorkbook) -> Sources:
    """The sources of a workbook, by the first of these that says anything.

    - The cells of the name `ReporterSources`; a path in them counts from the workbook's folder.
    - `sources` in `reporter.toml`, beside the workbook or in the nearest folder above it.
    - The texts it knows: the files in the column File of Resolutions. A new file in their folder is not among them.

    Raises:
        UsageError: There are none.
        SettingsError: Something is wrong in `reporter.toml`.
    """
    if named := list(_named(store)):
        return [store.folder / one for one in named]
    if set_once := settings_for(store.file).sources:
        return set_once
    found = list(_known(store))
    if not found:
        raise UsageError(
            "nobody said which texts this workbook is made from",
            file=store.book.name,
            hint=(
                f'Write their folder into a cell and name that cell "{SOURCES_NAME}", or set "sources" in {FILE_NAME} '
                "beside the workbook"
            ),
        )
    return [store.folder / one for one in found]


def _named(store: OpenWorkbook) -> Iterator[str]:
    if SOURCES_NAME not in store.book.names:
        return
    values = store.book.names[SOURCES_NAME].refers_to_range.options(ndim=2).value
    for value in (value for row in values for value in row):
        yield from (text for part in re.split(r"[;\n]", as_text(value)) if (text := part.strip()))


def _known(store: OpenWorkbook) -> Iterator[str]:
    rows = store.tables()[RESOLUTIONS.name].rows if RESOLUTIONS.name in store.tables() else ()
    yield from dict.fromkeys(file for row in rows if (file := as_text(row.values.get("File")).strip()))
