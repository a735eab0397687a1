"""Puts a chart into a Word document as a chart of Word's own: sharp at any size, in the fonts of the document, and an
editor can change its colours and its numbers in Word."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from reporter.drafting.budget import Runaway
from reporter.drafting.charts import Chart, Series, check_size

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

_EMU = 360_000
"""English metric units in a centimetre."""

_MOST_CHARTS = 1000
"""Charts in one document, each of them a part and a workbook of its own."""

_WIDTH = 16.0
_BAR, _AROUND_BARS, _COLUMNS = 0.75, 1.6, 5.6
"""Centimetres: a bar with its gap, axis and legend, a chart of columns."""

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_PACKAGE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_INK, _PALE, _ALARM = "1F3864", "C9D3E3", "9C0006"
# Dark, pale and hatched differ also where the printer knows no colours.
_FILLS = {
    "dark": f'<a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>',
    "light": f'<a:solidFill><a:srgbClr val="{_PALE}"/></a:solidFill>',
    "hatched": f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{_ALARM}"/></a:fgClr>'
    '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>',
}
_LABELS = {"dark": "FFFFFF", "light": "000000", "hatched": "000000"}
_PAPER = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'


def word_picture(part: DocumentPart) -> Callable[..., Markup]:
    """The filter that puts charts into a document.

    Args:
        part: Main part of the document, to which the charts are related.
    """

    font = part.document.styles["Normal"].font.name if "Normal" in part.document.styles else None

    # Charts that the template brings along keep their names.
    here = sum(str(one.partname).startswith("/word/charts/") for one in part.package.iter_parts())
    numbers = itertools.count(here + 1)

    def picture(chart: Chart, width: float = _WIDTH, height: float | None = None) -> Markup:
        check_size(width, height)
        if not chart:
            return Markup("")
        number = next(numbers)
        if number > _MOST_CHARTS:
            raise Runaway(f"it draws more than {_MOST_CHARTS:,} charts")
        relation = part.relate_to(_chart_part(part.package, chart, number, font), _CHART_RELATION)
        return Markup(_drawing(chart, relation, number, width, height or _height(chart)))

    return picture


def _drawing(chart: Chart, relation: str, number: int, width: float, height: float) -> str:
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/>'
        f'<wp:docPr id="{9000 + number}" name="{_attribute(chart.title)}" descr="{_attribute(chart.description)}"/>'
        '<wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _height(chart: Chart) -> float:
    return len(chart.categories) * _BAR + _AROUND_BARS if chart.kind == "bars" else _COLUMNS


def _chart_part(package: Any, chart: Chart, number: int, font: str | None) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    sheet = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _SHEET_TYPE, _workbook(chart), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
    part._blob = _chart_space(chart, part.relate_to(sheet, _PACKAGE_RELATION), font).encode()
    return part


def _chart_space(chart: Chart, sheet: str, font: str | None) -> str:
    face = f'<a:latin typeface="{_attribute(font)}"/>' if font else ""
    across = chart.kind == "bars"
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    series = "".join(_series(chart, place, one) for place, one in enumerate(chart.series))
    # In bars the first category stands on top, as one reads.
    order = "maxMin" if across else "minMax"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{"bar" if across else "col"}"/><c:grouping val="stacked"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="45"/><c:overlap val="100"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if across else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{"b" if across else "l"}"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        f"</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">{face}</a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
        f'<c:externalData r:id="{sheet}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(chart: Chart, place: int, one: Series) -> str:
    column, last = chr(ord("B") + place), len(chart.categories) + 1
    names = "".join(f'<c:pt idx="{row}"><c:v>{_text(name)}</c:v></c:pt>' for row, name in enumerate(chart.categories))
    numbers = "".join(f'<c:pt idx="{row}"><c:v>{value}</c:v></c:pt>' for row, value in enumerate(one.values))
    count = f'<c:ptCount val="{len(chart.categories)}"/>'
    paper = f"<c:spPr>{_PAPER}</c:spPr>" if one.shade == "hatched" else ""
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{_text(one.name)}</c:v></c:pt></c:strCache></c:strRef>'
        f"</c:tx><c:spPr>{_FILLS[one.shade]}"
        '<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></c:spPr>'
        # A zero has no bar, and needs no number.
        f'<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/>{paper}'
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900" b="1"><a:solidFill>'
        f'<a:srgbClr val="{_LABELS[one.shade]}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p>'
        '</c:txPr><c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{count}{numbers}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _workbook(chart: Chart) -> bytes:
    """The numbers as a workbook, which Word opens with "Edit data"."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**_SHEET_PARTS, "xl/worksheets/sheet1.xml": _sheet(chart)}.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}')
    return written.getvalue()


def _sheet(chart: Chart) -> str:
    head = ["", *(one.name for one in chart.series)]
    rows = [head, *([name, *numbers] for name, *numbers in zip(
        chart.categories, *(one.values for one in chart.series), strict=True
    ))]  # fmt: skip
    drawn = "".join(f'<row r="{number}">{"".join(_cells(number, row))}</row>' for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{_SHEET_NAMESPACE}"><sheetData>{drawn}</sheetData></worksheet>'


def _cells(number: int, row: list[Any]) -> Iterator[str]:
    for place, value in enumerate(row):
        where = f"{chr(ord('A') + place)}{number}"
        if isinstance(value, int):
            yield f'<c r="{where}"><v>{value}</v></c>'
        elif value:
            yield f'<c r="{where}" t="inlineStr"><is><t>{_text(value)}</t></is></c>'


_SHEET_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET_NAMESPACE}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def _text(value: str) -> str:
    return escape(value, quote=False)


def _attribute(value: str) -> str:
    # A brace in the document would be taken for a tag by the steps that follow.
    return escape(value).replace("{", "&#123;").replace("}", "&#125;")
