"""What the charts of a report show, whatever draws them: names, numbers, and the same in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from reporter.drafting.words import Words
from reporter.model.tables import Status

_LARGEST_PICTURE = 100
"""Centimetres; Word's pages have up to 55.9."""

_MOST_MONTHS = 18
"""Columns that fit side by side; a due date years away makes years of the months."""


@dataclass(frozen=True, slots=True)
class Series:
    """One shade of a chart.

    Attributes:
        name: What the shade means.
        values: A number for each category of the chart.
        shade: `dark`, `light` or `hatched`: told apart without colours.
    """

    name: str
    values: tuple[int, ...]
    shade: Literal["dark", "light", "hatched"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, drawn by the filter `picture`. False where there is nothing to show.

    Attributes:
        title: What it shows.
        description: The whole of it in words, for those who cannot see it.
        kind: `bars` from left to right, or `columns`.
        categories: Names of the bars.
        series: The shades of each bar, one upon the other.
    """

    title: str
    description: str
    kind: Literal["bars", "columns"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    def __bool__(self) -> bool:
        return any(any(one.values) for one in self.series)

    def totals(self) -> tuple[int, ...]:
        """The length of each bar."""
        return tuple(sum(numbers) for numbers in zip(*(one.values for one in self.series), strict=True))


def check_size(*sizes: float | None) -> None:
    """Raises a ValueError where a picture would fit on no paper.

    Args:
        sizes: Width and height in centimetres; None where the template leaves it to the chart.
    """
    for size in sizes:
        if size is not None and not (isinstance(size, (int, float)) and 1 <= size <= _LARGEST_PICTURE):
            raise ValueError(f"a picture is 1 to {_LARGEST_PICTURE} cm wide and high, not {size!r}")


class Charted(Protocol):
    """What a chart needs to know of a report."""

    @property
    def status(self) -> str:
        """As chosen."""

    @property
    def due(self) -> date | None:
        """Due date."""

    @property
    def done(self) -> bool:
        """Nothing is owed any more."""

    @property
    def overdue(self) -> bool:
        """Past its due date and not done."""


def status_chart(reports: Iterable[Charted], words: Words) -> Chart:
    """Bars for the statuses, the overdue part of each hatched."""
    said = words.charts
    names = {group: said[group] for group in ("reported", "in_progress", "not_started", "not_applicable")}
    groups = [(_group(report), report.overdue) for report in reports]
    in_time = Counter(group for group, overdue in groups if not overdue)
    late = Counter(group for group, overdue in groups if overdue)
    shown = [group for group in names if group != "not_applicable" or in_time[group]]
    return _chart(
        "bars",
        said["status"],
        [names[group] for group in shown],
        [
            Series(said["in_time"], tuple(in_time[group] for group in shown), "dark"),
            Series(said["overdue"], tuple(late[group] for group in shown), "hatched"),
        ],
        words,
        told=1,
        told_as=said["overdue_part"],
    )


def timeline(reports: Iterable[Charted], year: int, words: Words) -> Chart:
    """Columns for the months of the year in which reports are due, by what is done, open and overdue.

    A report due before or after the year makes the columns go on to its month.
    """
    said = words.charts
    dated = [(report.due, report) for report in reports]
    due_days = [due for due, _ in dated if due]
    days = sorted([*due_days, date(year, 1, 1), date(year, 12, 31)]) if due_days else []
    by_year = bool(days) and _months(days[0], days[-1]) > _MOST_MONTHS
    keys = [((due.year, 0) if by_year else (due.year, due.month)) if due else None for due, _ in dated]
    columns = _columns(sorted(due_days) if by_year else days, by_year=by_year, words=words)
    if None in keys:
        columns[None] = said["undated"]
    found: dict[str, Counter[tuple[int, int] | None]] = {"done": Counter(), "open": Counter(), "overdue": Counter()}
    for key, (_, report) in zip(keys, dated, strict=True):
        found["done" if report.done else "overdue" if report.overdue else "open"][key] += 1
    return _chart(
        "columns",
        said["timeline_years" if by_year else "timeline"],
        list(columns.values()),
        [
            Series(said["done"], tuple(found["done"][key] for key in columns), "dark"),
            Series(said["open"], tuple(found["open"][key] for key in columns), "light"),
            Series(said["overdue"], tuple(found["overdue"][key] for key in columns), "hatched"),
        ],
        words,
        told=2,
        told_as=said["overdue_part"],
    )


def _group(report: Charted) -> str:
    if report.status in (Status.SUBMITTED, Status.NOTED):
        return "reported"
    if report.status == Status.NOT_APPLICABLE:
        return "not_applicable"
    return "not_started" if report.status == Status.NOT_STARTED else "in_progress"


def _columns(days: Sequence[date], *, by_year: bool, words: Words) -> dict[tuple[int, int] | None, str]:
    """The columns in order of time: every month from the first to the last, or only the years that have one."""
    if not days:
        return {}
    if by_year:
        return {(year, 0): str(year) for year in sorted({day.year for day in days})}
    single = days[0].year == days[-1].year
    return {
        (month.year, month.month): words.month(month) if single else f"{words.month(month)} {month.year}"
        for month in _every_month(days[0], days[-1])
    }


def _every_month(first: date, last: date) -> Iterator[date]:
    for number in range(_months(first, last)):
        years, month = divmod(first.month - 1 + number, 12)
        yield date(first.year + years, month + 1, 1)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _chart(
    kind: Literal["bars", "columns"],
    title: str,
    categories: Sequence[str],
    series: Sequence[Series],
    words: Words,
    *,
    told: int,
    told_as: str,
) -> Chart:
    """The chart with its description: each bar, and of it the series number `told` in the words `told_as`."""
    made = Chart(title, "", kind, tuple(categories), tuple(series))
    parts = list(_parts(made, words.charts, told, told_as))
    description = words.charts["description"].format(title=title, parts="; ".join(parts))
    # A shade that no bar has needs no legend.
    used = tuple(one for one in made.series if any(one.values))
    return Chart(title, description, kind, made.categories, used)


def _parts(chart: Chart, said: Mapping[str, str], told: int, told_as: str) -> Iterator[str]:
    for name, total, part in zip(chart.categories, chart.totals(), chart.series[told].values, strict=True):
        if total or chart.kind == "bars":
            whole = said["part"].format(name=name, number=total)
            yield f"{whole}, {told_as.format(number=part)}" if part else whole
