"""What PivotTables know of their source: its headers, and the items of the fields that they show.

The rows themselves are not kept: the PivotTables read the table when the workbook is opened. A second copy of every
text would double the file, and would travel along when somebody deletes rows and mails the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from reporter.pivots.declaration import Value
from reporter.pivots.markup import MAIN, RELATIONSHIPS, X14, Attribute, counted, document, element, number

Item = str | float | date | None
"""What cells that count as the same have in common; None for blank ones."""

BLANK = "(blank)"
"""What Excel calls the item of blank cells."""

WRITER = "reporter"
"""Who refreshed the PivotTables last, until Excel does."""

CACHE_ID = 1
"""By which the workbook and its PivotTables name the cache."""

SLICED_ID = 20260101
"""By which slicers name the cache."""

_LONG = 255
_SECONDS = 86_400


@dataclass(frozen=True)
class Field:
    """A column of the source.

    Attributes:
        name: Its header.
        items: What its cells hold, in the order of the PivotTable; empty where no PivotTable shows it by item.
        missing: Those of them that no row holds.
        extent: Least and greatest number; None without numbers.
        values: Item of each row, as a place in `items`; empty as these.
    """

    name: str
    items: tuple[Item, ...] = ()
    missing: frozenset[int] = frozenset()
    extent: tuple[float, float] | None = None
    values: tuple[int, ...] = ()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The items as Excel shows them."""
        return tuple(map(label, self.items))


@dataclass(frozen=True)
class Cache:
    """What the PivotTables of one sheet know of their source.

    Attributes:
        source: Name of the table.
        fields: One for each column of the table, in its order.
        rows: The table's rows; a table without any counts as one blank row, as in Excel.
    """

    source: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[Value]]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Header to its place in `fields`."""
        return {field.name: place for place, field in enumerate(self.fields)}

    def field(self, header: str) -> Field:
        """The field of that header; KeyError when the table has none."""
        return self.fields[self.places[header]]

    def numbers(self, header: str) -> list[float | None]:
        """The number of each row in a column; None for a cell without one."""
        place = self.places[header]
        return [_as_number(row[place]) for row in self.rows]

    def holds_days(self, header: str) -> bool:
        """Whether there are days in a column, and nothing else."""
        place = self.places[header]
        kinds = {isinstance(row[place], date) for row in self.rows if row[place] not in (None, "")}
        return kinds == {True}

    def filled(self, header: str) -> list[bool]:
        """Whether each row has something in a column."""
        place = self.places[header]
        return [row[place] not in (None, "") for row in self.rows]


def make_cache(
    source: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    shown: Iterable[str],
    order: Mapping[str, Sequence[str]],
) -> Cache:
    """The cache of a table.

    Args:
        source: Name of the table.
        headers: Of all its columns.
        rows: A value for each header.
        shown: Headers of the fields that are shown by item.
        order: Header to items that come first.
    """
    table = list(rows) or [(None,) * len(headers)]
    wanted = set(shown)
    fields = tuple(
        _field(name, [row[place] for row in table], order.get(name, ())) if name in wanted else Field(name)
        for place, name in enumerate(headers)
    )
    return Cache(source, fields, table)


def label(item: Item) -> str:
    """An item as Excel shows it."""
    if item is None:
        return BLANK
    if isinstance(item, date):
        return item.isoformat()
    return number(item) if isinstance(item, float) else item


def definition(cache: Cache) -> bytes:
    """The part `pivotCacheDefinition`."""
    fields = [element("cacheField", {"name": one.name, "numFmtId": _format(one)}, _shared(one)) for one in cache.fields]
    identity = element("x14:pivotCacheDefinition", {"pivotCacheId": SLICED_ID})
    root: dict[str, Attribute] = {
        "xmlns": MAIN,
        "xmlns:r": RELATIONSHIPS,
        "saveData": False,
        "refreshOnLoad": True,
        "refreshedBy": WRITER,
        "createdVersion": 6,
        "refreshedVersion": 6,
        "minRefreshableVersion": 3,
        "recordCount": len(cache.rows),
    }
    return document(
        element(
            "pivotCacheDefinition",
            root,
            element("cacheSource", {"type": "worksheet"}, element("worksheetSource", {"name": cache.source})),
            counted("cacheFields", fields),
            element("extLst", {}, _extension("{725AE2AE-9491-48be-B2B4-4EB974FC3084}", identity)),
        )
    )


def _extension(uri: str, content: str) -> str:
    return element("ext", {"uri": uri, "xmlns:x14": X14}, content)


def _field(name: str, values: Sequence[Value], order: Sequence[str]) -> Field:
    # Values repeat in thousands of rows, so each is looked at once; True and 1 are told apart by their types.
    told = [(value.__class__, value) for value in values]
    distinct = {one: _item(one[1]) for one in dict.fromkeys(told)}
    keys: dict[Item, Item] = {}
    for item in distinct.values():
        keys.setdefault(_key(item), item)
    known = {label(item).casefold() for item in keys.values()}
    awaited = [one for one in order if one.casefold() not in known]
    ranks = {one.casefold(): rank for rank, one in enumerate(order)}
    spelled = {**keys, **{_key(one): one for one in awaited}}
    ordered = sorted(spelled, key=lambda key: (ranks.get(label(spelled[key]).casefold(), len(ranks)), _sorting(key)))
    places = {key: place for place, key in enumerate(ordered)}
    numbers = [one for one in spelled.values() if isinstance(one, float)]
    return Field(
        name,
        tuple(spelled[key] for key in ordered),
        frozenset(places[_key(one)] for one in awaited),
        (min(numbers), max(numbers)) if numbers else None,
        tuple(map({one: places[_key(item)] for one, item in distinct.items()}.__getitem__, told)),
    )


def _item(value: Value) -> Item:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return value
    return float(value) if isinstance(value, int | float) else str(value)


def _key(item: Item) -> Item:
    """PivotTables know no case: Ana and ANA are one."""
    return item.casefold() if isinstance(item, str) else item


def _sorting(key: Item) -> tuple[int, float, str]:
    """Numbers and dates, then texts, then the blank: the order of Excel."""
    if key is None:
        return 2, 0, ""
    if isinstance(key, date):
        return 0, _serial(key), ""
    return (0, key, "") if isinstance(key, float) else (1, 0, key)


def _serial(day: date) -> float:
    part = (day.hour * 3600 + day.minute * 60 + day.second) / _SECONDS if isinstance(day, datetime) else 0
    return day.toordinal() - date(1899, 12, 30).toordinal() + part


def _as_number(value: Value) -> float | None:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return None
    return _serial(value) if isinstance(value, date) else float(value)


def _format(field: Field) -> int:
    return 14 if any(isinstance(item, date) for item in field.items) else 0


def _shared(field: Field) -> str:
    """The items, after what Excel wants to be told of their kinds."""
    kinds = {type(item) for item in field.items}
    texts, numbers = str in kinds, float in kinds
    days = bool(kinds & {date, datetime})
    blank = type(None) in kinds
    said: dict[str, Attribute] = {}
    if not field.items:
        return element("sharedItems")
    if not texts and not blank:
        said["containsSemiMixedTypes"] = False
    if not texts and not numbers:
        said["containsNonDate"] = False
    if days:
        said["containsDate"] = True
    if not texts:
        said["containsString"] = False
    if blank:
        said["containsBlank"] = True
    if texts + numbers + days > 1:
        said["containsMixedTypes"] = True
    if numbers:
        said["containsNumber"] = True
        if all(item.is_integer() for item in field.items if isinstance(item, float)):
            said["containsInteger"] = True
    if field.extent and numbers:
        said |= {"minValue": field.extent[0], "maxValue": field.extent[1]}
    if days:
        told = sorted(_moment(item) for item in field.items if isinstance(item, date))
        said |= {"minDate": told[0], "maxDate": told[-1]}
    if any(isinstance(item, str) and len(item) > _LONG for item in field.items):
        said["longText"] = True
    return element("sharedItems", {**said, "count": len(field.items)}, *map(_written, field.items))


def _written(item: Item) -> str:
    if item is None:
        return "<m/>"
    if isinstance(item, date):
        return element("d", {"v": _moment(item)})
    return element("n", {"v": item}) if isinstance(item, float) else element("s", {"v": item})


def _moment(day: date) -> str:
    return day.isoformat(timespec="seconds") if isinstance(day, datetime) else f"{day.isoformat()}T00:00:00"
