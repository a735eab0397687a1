"""Drafting against docxtpl alone, and how the time grows with the duties.

    python benchmarks/drafting.py

docxtpl alone gets the same template and the same values, with Jinja's ordinary environment: no charts, no links, no
check of names, no limits, no order of rows to find. What the ratio shows is the price of all that.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from markupsafe import Markup, escape

from reporter.drafting import build_context, draft
from reporter.drafting.filters import common_filters
from reporter.drafting.rendering import variables
from reporter.drafting.settings import shipped, words_of
from reporter.model import ObligationEntry, Register, ReportEntry, ResolutionEntry

TODAY = date(2026, 11, 20)
BODY, YEAR = "TSAG", 2026
DUTIES = 300
GROWTH = (300, 1_000, 2_500, 5_000)
MOST = 1.5
ROUNDS = 5

_PROGRESS = """Two meetings were held with the administrations concerned:
- in May, in Geneva, with 42 participants
- in November, online, with 118 participants
The minutes are at https://www.example.org/td/{number}."""


def main() -> None:
    """Prints both figures."""
    source = register(DUTIES)
    template = shipped().path(shipped().serving((BODY,)), "docx", "en")
    context = build_context(source, BODY, YEAR, TODAY)
    ours, alone = compared(lambda: drafted(source), lambda: docxtpl_alone(template, variables(context)))
    print(f"{DUTIES} duties: {ours:.2f} s, docxtpl alone {alone:.2f} s, ratio {ours / alone:.2f} (at most {MOST})")
    print("\n duties  seconds  milliseconds a duty")
    for number in GROWTH:
        grown = register(number)
        (taken,) = compared(partial(drafted, grown), rounds=1)
        print(f"{number:7,}  {taken:7.2f}  {1000 * taken / number:8.2f}")


def compared(*runs: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Median seconds of the processor for each, taken in turns, so that a busy moment of the machine hits all alike."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for place, run in enumerate(runs):
            start = time.process_time()
            run()
            taken[place].append(time.process_time() - start)
    return [median(times) for times in taken]


def drafted(source: Register) -> bytes:
    """The whole of it: selection, order, charts, document."""
    return draft(source, body=BODY, year=YEAR, today=TODAY).content


def docxtpl_alone(template: Path, values: dict[str, Any]) -> bytes:
    """What docxtpl itself makes of the template and the values."""
    document = DocxTemplate(template)
    environment = Environment(autoescape=True)
    environment.filters |= common_filters(words_of("en"))
    environment.filters |= {"links": _run, "picture": lambda *_: "", "region": lambda *_: ""}
    document.render(values, jinja_env=environment, autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _run(value: Any) -> Markup:
    return Markup(f'<w:r><w:t xml:space="preserve">{escape(getattr(value, "text", value))}</w:t></w:r>')


def register(duties: int) -> Register:
    """A register with so many duties, three to a resolution, each with a report that somebody has written on."""
    resolutions = tuple(map(_resolution, range(1, duties // 3 + 2)))
    obligations = tuple(_obligation(number) for number in range(duties))
    reports = tuple(_report(number, one) for number, one in enumerate(obligations))
    return Register(resolutions, obligations, reports, ())


def _resolution(number: int) -> ResolutionEntry:
    return ResolutionEntry(
        id=f"WTSA-{number}-2024",
        body="WTSA",
        number=str(number),
        title=f"Studies on subject {number} & related matters",
        place="New Delhi",
        year=2024,
        revision=True,
        revises=None,
        file="",
        state="Current",
        notes="",
    )


def _obligation(number: int) -> ObligationEntry:
    resolution = f"WTSA-{number // 3 + 1}-2024"
    clause = f"instructs the Director of TSB {number % 3 + 1}"
    return ObligationEntry(
        id=f"{resolution}/instructs-{number % 3 + 1}",
        resolution=resolution,
        clause=clause,
        text="to report annually to TSAG on the implementation of this resolution, on the difficulties met and on the "
        "measures taken, in collaboration with the Directors of the other Bureaux;",
        responsible=("Director of TSB",),
        recipients=(BODY, "TDAG"),
        frequency="annual",
        due_event=None,
        due_date=None,
        subject="the implementation of this resolution",
        force="instructs",
        conditional=False,
        confidence=0.95,
        source="",
        state="Current",
        notes="",
        review="Accepted",
        owner="",
        unit="",
        remarks="",
    )


def _report(number: int, duty: ObligationEntry) -> ReportEntry:
    written = number % 4 != 0
    return ReportEntry(
        id=f"{duty.id}/{BODY}/{YEAR}",
        obligation=duty.id,
        resolution=duty.resolution,
        recipient=BODY,
        responsible=duty.responsible,
        period=str(YEAR),
        meeting="",
        due_date=date(YEAR, number % 12 + 1, 15),
        state="Current",
        notes="",
        status=("", "In progress", "Submitted", "Drafted")[number % 4],
        owner=f"Focal Point {number % 30}",
        progress=_PROGRESS.format(number=number) if written else "",
        results="Eleven study groups confirmed that their mandates are up to date." if written else "",
        next_steps="A third meeting is planned." if written else "",
        evidence=f"https://www.example.org/evidence/{number}" if written else "",
        document="",
        submitted_on=None,
        remarks="",
    )


if __name__ == "__main__":
    main()
