"""The best way to pair the rows of one list with those of another. Pure, exact, the same on every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

__all__ = ["best_pairs"]

Pair = tuple[int, int]


def best_pairs(gains: Mapping[Pair, int]) -> list[Pair]:
    """Pairs (row, column), no row and no column twice, with the greatest sum of gains.

    Args:
        gains: What a pair is worth, above 0; pairs that are absent are never made.
    """
    return [pair for island in _islands(gains) for pair in _assigned(island, gains)]


def _islands(gains: Mapping[Pair, int]) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns that hang together: most are one row and one column, and the exact method is cubic."""
    columns: dict[int, set[int]] = {}
    rows: dict[int, set[int]] = {}
    for row, column in gains:
        columns.setdefault(row, set()).add(column)
        rows.setdefault(column, set()).add(row)
    left = set(columns)
    for start in sorted(columns):
        if start in left:
            ahead, row_island, column_island = {start}, set[int](), set[int]()
            while ahead:
                row_island |= ahead
                reached = {column for row in ahead for column in columns[row]} - column_island
                column_island |= reached
                ahead = {row for column in reached for row in rows[column]} - row_island
            left -= row_island
            yield sorted(row_island), sorted(column_island)


def _assigned(island: tuple[list[int], list[int]], gains: Mapping[Pair, int]) -> list[Pair]:
    rows, columns = island
    if len(rows) <= len(columns):
        costs = [[-gains.get((row, column), 0) for column in columns] for row in rows]
        pairs = [(rows[i], columns[j]) for i, j in enumerate(_cheapest(costs))]
    else:
        costs = [[-gains.get((row, column), 0) for row in rows] for column in columns]
        pairs = [(rows[i], columns[j]) for j, i in enumerate(_cheapest(costs))]
    return [pair for pair in pairs if pair in gains]


def _cheapest(costs: list[list[int]]) -> list[int]:
    """The column of each row such that the sum of costs is least; at least as many columns as rows.

    The Hungarian method: rows are placed one at a time, each along the cheapest path of displacements, with prices
    that keep all reduced costs from being negative. Index 0 of the inner lists stands for "none".
    """
    height, width = len(costs), len(costs[0])
    row_price, column_price = [0] * (height + 1), [0] * (width + 1)
    holder = [0] * (width + 1)
    for row in range(1, height + 1):
        holder[0] = row
        cheapest: list[int | None] = [None] * (width + 1)
        came_from = [0] * (width + 1)
        visited = [False] * (width + 1)
        column = 0
        while holder[column]:
            visited[column] = True
            current, step, following = holder[column], None, 0
            for other in range(1, width + 1):
                if not visited[other]:
                    reduced = costs[current - 1][other - 1] - row_price[current] - column_price[other]
                    known = cheapest[other]
                    if known is None or reduced < known:
                        cheapest[other], came_from[other] = reduced, column
                        known = reduced
                    if step is None or known < step:
                        step, following = known, other
            _raise_prices(step or 0, visited, holder, row_price, column_price, cheapest)
            column = following
        while column:
            holder[column] = holder[came_from[column]]
            column = came_from[column]
    placed = {holder[column]: column - 1 for column in range(1, width + 1) if holder[column]}
    return [placed[row] for row in range(1, height + 1)]


def _raise_prices(
    step: int,
    visited: list[bool],
    holder: list[int],
    row_price: list[int],
    column_price: list[int],
    cheapest: list[int | None],
) -> None:
    for column, known in enumerate(cheapest):
        if visited[column]:
            row_price[holder[column]] += step
            column_price[column] -= step
        elif known is not None:
            cheapest[column] = known - step
