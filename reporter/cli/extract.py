"""`reporter extract`: what the texts ask for."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from reporter.cli.common import (
    FilePath,
    complain,
    complain_of_no_resolution,
    no_today_option,
    note,
    plural,
    progress_bar,
    quiet_option,
    reading_code,
    say,
    sources_argument,
    warn,
)
from reporter.cli.output import check_output, write_text
from reporter.cli.tables import Column, Line, Row, rendered, screen_width
from reporter.model import UsageError

if TYPE_CHECKING:
    from reporter.model import Obligation

_EPILOG = """\b
Examples:
  reporter extract resolutions/
  reporter extract "wtsa/*.docx" -o obligations.csv
  reporter extract res-18.txt --format json"""

_SHOWN_FOR_REVIEW = 0.8
"""Confidence below which a person should look at a record."""

_WIDE = 130
"""Characters of a line from which on each thing has a column of its own."""

_LONGEST_SHOWN = 160
"""Characters of a clause shown with the reason why it is no duty."""

_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".txt": "table"}
_NAME_THE_FORM = "Let it end in .json, .jsonl, .csv or .txt, or say --format json, jsonl, csv or table"
_WORKBOOKS = (".xlsx", ".xlsm")
_BY_SYNC = "A workbook is made and kept by: reporter sync {} with the texts behind it"
"""Ends of a file's name that tell the form."""


@click.command(epilog=_EPILOG)
@sources_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    help="Form of the output.  [default: table, or what the name given to -o ends in]",
)
@click.option(
    "-o",
    "--output",
    type=FilePath(dir_okay=False),
    help="Write to this file instead of the screen.",
)
@click.option(
    "--revisions",
    type=click.Choice(["final", "original"]),
    default="final",
    show_default=True,
    help="Read tracked changes as all accepted, or as all rejected.",
)
@click.option("--explain", is_flag=True, help="Also list what was not taken for a duty, each with the reason.")
@no_today_option
@quiet_option
@click.pass_context
def extract(
    ctx: click.Context,
    sources: Sequence[str],
    form: str | None,
    output: Path | None,
    revisions: Literal["final", "original"],
    explain: bool,
    quiet: bool,
) -> None:
    """Print the reporting obligations that the resolutions in each SOURCE ask for.

    A source is a file (.docx, .pdf, .html, .txt), a folder or a pattern. A file that cannot be read is named at the
    end; the others go through.
    """
    from reporter import api

    form = form or _form_of(output)
    check_output(output, sources)
    with progress_bar(quiet=quiet) as progress:
        found = api.extract(
            sources or None, revisions=revisions, progress=progress, explain=explain, workers=os.cpu_count() or 1
        )
    if found.resolutions:
        # Excel takes a CSV file for UTF-8 only where it begins with a mark; a pipe's reader does not expect one.
        encoding = "utf-8-sig" if form == "csv" and output else "utf-8"
        text = (
            _table(found.obligations, None if output else screen_width())
            if form == "table"
            else _FORMS[form](found.obligations)
        )
        if text:
            write_text(output, text, encoding=encoding)
        for miss in found.near_misses:
            say(f"not a duty: {miss.resolution.id}, {miss.clause}: {miss.reason}\n  {_shortened(miss.text)}")
        for resolution in found.resolutions if explain else ():
            for remark in resolution.notes:
                say(f"to note: {resolution.id}\n  {remark}")
        for before in found.headless if explain else ():
            for words in before.paragraphs:
                say(f"not read: {before.file}, before the first header\n  {_shortened(words)}")
        say(_summary(found.obligations, len(found.resolutions), len(found.actions)), quiet=quiet)
    warn(found.warnings)
    note([*found.copies, *found.notes], quiet=quiet)
    complain(found.failures)
    if not found.resolutions and not found.failures:
        complain_of_no_resolution(sources)
    ctx.exit(reading_code(failed=bool(found.failures) or not found.resolutions, warned=bool(found.warnings)))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 2].rsplit(' ', 1)[0]} …"


def _form_of(output: Path | None) -> str:
    """The form that the file's name asks for; a table on the screen."""
    if output is None:
        return "table"
    form = _SUFFIXES.get(output.suffix.casefold())
    if form is None:
        raise UsageError(
            f'a name that ends in "{output.suffix}" does not tell the form'
            if output.suffix
            else "a name without a suffix does not tell the form",
            file=output,
            hint=_BY_SYNC.format(output.name) if output.suffix.casefold() in _WORKBOOKS else _NAME_THE_FORM,
        )
    return form


def _summary(obligations: Sequence[Obligation], resolutions: int, actions: int) -> str:
    doubtful = sum(one.confidence < _SHOWN_FOR_REVIEW for one in obligations)
    told = [plural(len(obligations), "duty", "duties") + f" to report in {plural(resolutions, 'resolution')}"]
    if doubtful:
        told.append(f"{doubtful} to be looked at by a person")
    return f"{', '.join(told)} ({plural(actions, 'other action')})"


def _table(obligations: Sequence[Obligation], width: int | None) -> str:
    """A line per duty where lines are long enough, else a few lines each, under the resolution they stand in."""
    if not obligations:
        return ""
    if width is None or width >= _WIDE:
        return rendered(_WIDE_COLUMNS, map(_wide, obligations), width=width)
    return rendered(_NARROW_COLUMNS, _narrow(obligations), width=width)


_WIDE_COLUMNS = (
    Column("Resolution"),
    Column("Clause", 4, 14),
    Column("Who reports", 3, 18),
    Column("To whom", 3, 12),
    Column("How often"),
    Column("For", 2, 8),
    Column("Sure"),
    Column("About", 6, 20),
)
_NARROW_COLUMNS = (
    Column("Clause", 5, 17),
    Column("Who reports", 3, 18),
    Column("To whom", 3, 12),
    Column("How often", 2, 13),
)


def _wide(one: Obligation) -> Row:
    return (
        one.resolution.id,
        one.clause,
        _names(one.responsible),
        _names(one.recipients),
        one.frequency,
        _due(one),
        f"{one.confidence:.2f}",
        one.subject,
    )


def _narrow(obligations: Sequence[Obligation]) -> Iterator[Row]:
    for position, (resolution, group) in enumerate(groupby(obligations, key=lambda one: one.resolution)):
        if position:
            yield Line()
        yield Line(f"{resolution.id}: {resolution.title}", style={"fg": "cyan", "bold": True})
        for one in group:
            yield one.clause, _names(one.responsible), _names(one.recipients), _often(one)
            if one.subject:
                yield Line(f"about {one.subject}", indent=4, style={"dim": True})
            if one.confidence < _SHOWN_FOR_REVIEW:
                yield Line(f"please look: only {one.confidence:.2f} sure", indent=4, style={"fg": "yellow"})


def _often(one: Obligation) -> str:
    return ", ".join(filter(None, (one.frequency, _due(one))))


def _names(names: Sequence[str]) -> str:
    return ", ".join(names) or "?"


def _due(one: Obligation) -> str:
    day = one.due_date.isoformat() if one.due_date else ""
    # The event tells more than the day where it names several.
    return day if day and day not in (one.due_event or "") else one.due_event or day


def _json(obligations: Sequence[Obligation]) -> str:
    return json.dumps([one.to_record() for one in obligations], ensure_ascii=False, indent=1)


def _jsonl(obligations: Sequence[Obligation]) -> str:
    return "".join(json.dumps(one.to_record(), ensure_ascii=False) + "\n" for one in obligations)


def _csv(obligations: Sequence[Obligation]) -> str:
    """One line per record, nested fields flattened (`resolution.body`), lists joined by "; "."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=_CSV_FIELDS, lineterminator="\n")
    writer.writeheader()
    for one in obligations:
        writer.writerow({name: _harmless(value) for name, value in _flat(one.to_record()).items()})
    return text.getvalue()


_CSV_FIELDS = (
    "id",
    *(f"resolution.{name}" for name in ("body", "number", "title", "place", "year", "revision")),
    *("clause", "text", "responsible", "recipients", "frequency", "due_event", "due_date", "subject", "force"),
    "conditional",
    *(f"source.{name}" for name in ("file", "start", "end")),
    *("confidence", "notes"),
)


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            flat[name] = "; ".join(value) if isinstance(value, list) else value
    return flat


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe: text of a resolution is never one."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "@", "-", "\t", "\r")) else value


_FORMS: Mapping[str, Callable[[Sequence[Obligation]], str]] = {"json": _json, "jsonl": _jsonl, "csv": _csv}
