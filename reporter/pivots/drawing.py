"""The drawing of a sheet: its charts and slicers, each over a block of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reporter.pivots.declaration import Block, Slicer
from reporter.pivots.markup import RELATIONSHIPS, document, element, text

_SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SLICER = "http://schemas.microsoft.com/office/drawing/2010/slicer"
_A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_NO_PLACE = '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'


def drawing(charts: Mapping[str, tuple[str, Block]], slicers: Sequence[Slicer]) -> bytes:
    """The part `wsDr`.

    Args:
        charts: Id of the relationship to its title and place.
        slicers: With their places.
    """
    shapes = [
        *(_anchor(place, _chart(number, id_, title)) for number, (id_, (title, place)) in enumerate(charts.items(), 2)),
        *(_anchor(one.place, _slicer(number, one)) for number, one in enumerate(slicers, 2 + len(charts))),
    ]
    return document(element("xdr:wsDr", {"xmlns:xdr": _SHEET_DRAWING, "xmlns:a": _MAIN}, *shapes))


def _anchor(place: Block, content: str) -> str:
    return element(
        "xdr:twoCellAnchor",
        {"editAs": "absolute"},
        _corner("from", place.row - 1, place.column - 1),
        _corner("to", place.row - 1 + place.height, place.column - 1 + place.width),
        content,
        "<xdr:clientData/>",
    )


def _corner(name: str, row: int, column: int) -> str:
    steps = {"col": column, "colOff": 0, "row": row, "rowOff": 0}
    return element(f"xdr:{name}", {}, *(element(f"xdr:{step}", {}, str(value)) for step, value in steps.items()))


def _frame(number: int, name: str, description: str | None, graphic: str) -> str:
    head = element("xdr:cNvPr", {"id": number, "name": name, "descr": description}) + "<xdr:cNvGraphicFramePr/>"
    return element(
        "xdr:graphicFrame",
        {"macro": ""},
        element("xdr:nvGraphicFramePr", {}, head),
        _NO_PLACE,
        element("a:graphic", {}, graphic),
    )


def _chart(number: int, id_: str, title: str) -> str:
    link = element("c:chart", {"xmlns:c": _CHART, "xmlns:r": RELATIONSHIPS, "r:id": id_})
    return _frame(number, title, f"Chart: {title}", element("a:graphicData", {"uri": _CHART}, link))


def _slicer(number: int, slicer: Slicer) -> str:
    """The buttons; a program that knows no slicers shows a sign in their place."""
    link = element("sle:slicer", {"xmlns:sle": _SLICER, "name": slicer.column})
    frame = _frame(number, slicer.column, None, element("a:graphicData", {"uri": _SLICER}, link))
    return element(
        "mc:AlternateContent",
        {"xmlns:mc": _COMPATIBILITY, "xmlns:a14": _A14},
        element("mc:Choice", {"Requires": "a14"}, frame),
        element("mc:Fallback", {}, _sign(number, slicer)),
    )


def _sign(number: int, slicer: Slicer) -> str:
    head = element("xdr:cNvPr", {"id": number, "name": slicer.column}) + "<xdr:cNvSpPr/>"
    look = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' + "".join(
        (
            '<a:solidFill><a:srgbClr val="F5F8FB"/></a:solidFill>',
            '<a:ln w="6350"><a:solidFill><a:srgbClr val="CBD5E0"/></a:solidFill></a:ln>',
        )
    )
    return element(
        "xdr:sp",
        {"macro": "", "textlink": ""},
        element("xdr:nvSpPr", {}, head),
        element("xdr:spPr", {}, '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>', look),
        element(
            "xdr:txBody",
            {},
            '<a:bodyPr wrap="square" anchor="t"/><a:lstStyle/>',
            _line(slicer.column, bold=True),
            _line("Excel shows buttons here that filter the PivotTables.", bold=False),
        ),
    )


def _line(words: str, *, bold: bool) -> str:
    look = element(
        "a:rPr", {"lang": "en-GB", "sz": 900, "b": bold}, '<a:solidFill><a:srgbClr val="6B7785"/></a:solidFill>'
    )
    return element("a:p", {}, element("a:r", {}, look, element("a:t", {}, text(words))))
