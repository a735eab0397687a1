"""`reporter extract`: what the texts ask for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli.common import complain, plural, print_table, progress_bar, quiet_option, say, sources_argument, write_text

if TYPE_CHECKING:
    from reporter.model import Obligation

_EPILOG = """\b
Examples:
  reporter extract resolutions/
  reporter extract "wtsa/*.docx" --format csv -o obligations.csv
  reporter extract res-18.txt --format json"""


@click.command(epilog=_EPILOG)
@sources_argument
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True, help="Form of the output.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen.")
@click.option("--revisions", type=click.Choice(["final", "original"]), default="final", show_default=True, help="Which view of tracked changes to read.")
@quiet_option
@click.pass_context
def extract(ctx: click.Context, sources: Sequence[str], form: str, output: Path | None, revisions: Any, quiet: bool) -> None:
    """Print the reporting obligations that the resolutions in SOURCES ask for.

    A source is a file (.docx, .pdf, .html, .txt), a folder or a pattern. A file that cannot be read is named at the
    end; the others go through.
    """
    from reporter import api

    with progress_bar(quiet=quiet) as progress:
        found = api.extract(sources, revisions=revisions, progress=progress)
    if found.resolutions or not found.failures:
        if form == "table" and output is None:
            _print(found.obligations)
        else:
            write_text(output, _FORMS[form if form != "table" else "csv"](found.obligations))
        say(_summary(len(found.obligations), len(found.resolutions), len(found.actions)), quiet=quiet)
    if not quiet:
        complain(found.notes)
    complain(found.failures)
    ctx.exit(2 if found.failures else 0)


def _summary(obligations: int, resolutions: int, actions: int) -> str:
    return f"{plural(obligations, 'obligation')} to report in {plural(resolutions, 'resolution')} ({plural(actions, 'other action')})"


def _print(obligations: Sequence[Obligation]) -> None:
    if not obligations:
        return
    columns = [("Resolution", 0), ("Clause", 3), ("Responsible", 3), ("Reports to", 2), ("How often", 0), ("For", 2), ("About", 6), ("Sure", 0)]
    print_table(columns, (_cells(one) for one in obligations), styles={"review": "yellow"})


def _cells(one: Obligation) -> tuple[str, ...]:
    due = one.due_date.isoformat() if one.due_date else one.due_event or ""
    sure = f"{one.confidence:.2f}" if one.confidence >= _SHOWN_FOR_REVIEW else "review"
    return (
        one.resolution.id, one.clause, ", ".join(one.responsible) or "?", ", ".join(one.recipients) or "?", one.frequency, due,
        one.subject or one.text, sure,
    )  # fmt: skip


_SHOWN_FOR_REVIEW = 0.8


def _json(obligations: Sequence[Obligation]) -> str:
    return json.dumps([one.to_record() for one in obligations], ensure_ascii=False, indent=1)


def _jsonl(obligations: Sequence[Obligation]) -> str:
    return "".join(json.dumps(one.to_record(), ensure_ascii=False) + "\n" for one in obligations)


def _csv(obligations: Sequence[Obligation]) -> str:
    """One line per record, nested fields flattened (`resolution.body`), lists joined by "; "."""
    rows = [_flat(one.to_record()) for one in obligations]
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


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


_FORMS = {"json": _json, "jsonl": _jsonl, "csv": _csv}
