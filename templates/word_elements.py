"""Styles, tables and fields of the Word templates: what `build.py` writes with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"
INK = "1F3864"
GREY = "595959"
HEAD_FILL = "DCE3EE"
BOX_FILL = "F5F7FA"
GAP_FILL = "FFF2CC"
RULE = "8496B0"
THIN_RULE = "D0D5DD"

TEXT_WIDTH = 16.6
"""Of the text on an upright page, in centimetres."""

Run = tuple[str, str | None]
"""A stretch of text with the name of its character style; None for the paragraph's own look."""


A4, LETTER = (21.0, 29.7), (21.59, 27.94)
"""Sizes of paper, in centimetres."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Runs within a paragraph that are a region: what `reporter draft --update` brings up to date.

    Attributes:
        owner: Whose fact it is, as an expression of the template: `report`, `'document'`.
        field: Its name: `due`.
        title: What Word shows at the control.
        runs: The words.
    """

    owner: str
    field: str
    title: str
    runs: Sequence[str | Run]


class Page:
    """A Word document in the making.

    Args:
        language: For Word's proofing: `en-GB`.
        annex: What annexes are called.
        paper: Width and height in centimetres.
    """

    def __init__(self, language: str, annex: str = "Annex", paper: tuple[float, float] = A4) -> None:
        self.document = Document()
        self._language = language
        self._strip_what_came_along()
        self._define_styles()
        self._number_headings(annex)
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(paper[0]), Cm(paper[1])
        section.left_margin = section.right_margin = Cm((paper[0] - TEXT_WIDTH) / 2)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        section.header_distance = section.footer_distance = Cm(1.1)

    def paragraph(self, *runs: str | Run | Marked, style: str = "Normal", into: Any = None) -> Any:
        """A paragraph; `into` a cell it takes the cell's empty first paragraph, if that is still free."""
        holder = into if into is not None else self.document
        paragraph = holder.paragraphs[0] if into is not None and _is_fresh(into) else holder.add_paragraph()
        paragraph.style = self.document.styles[style]
        for run in runs:
            self._write(paragraph, run)
        return paragraph

    def _write(self, paragraph: Any, run: str | Run | Marked) -> None:
        if isinstance(run, Marked):
            before = len(paragraph._p)
            for one in run.runs:
                self._write(paragraph, one)
            _wrap(list(paragraph._p)[before:], run.owner, run.field, run.title)
            return
        text, look = run if isinstance(run, tuple) else (run, None)
        added = paragraph.add_run(text)
        if look:
            added.style = self.document.styles[look]

    @contextmanager
    def region(self, owner: str, field: str, title: str, into: Any = None) -> Iterator[None]:
        """Marks whatever is added inside as a region: what `reporter draft --update` brings up to date.

        Args:
            owner: Whose facts they are, as an expression of the template: `report`, `'document'`.
            field: Their name: `progress`.
            title: What Word shows at the control.
            into: The cell where it is added; None for the page.
        """
        holder = into._tc if into is not None else self.document.element.body
        before = [] if into is not None and _is_fresh(into) else list(holder)
        yield
        added = [one for one in holder if one not in before and one.tag not in (qn("w:tcPr"), qn("w:sectPr"))]
        _wrap(added, owner, field, title)

    def tag(self, tag: str, into: Any = None) -> None:
        """A paragraph that holds nothing but a paragraph tag, and that is gone in the finished report."""
        self.paragraph(f"{{%p {tag} %}}", into=into)

    def table(
        self,
        widths: Sequence[float],
        heads: Sequence[str],
        loops: Sequence[str],
        cells: Sequence[Any],
        region: str,
    ) -> Any:
        """A table with a shaded, repeated header row and one row for each pass of the loops.

        Args:
            widths: Of the columns, in centimetres.
            heads: Words of the header row.
            loops: `for` tags, outermost first.
            cells: For each column the runs of its cell, or a function that fills it.
            region: Name of the field as which each row is marked as a region of its report.
        """
        table = self._grid(widths)
        table.style = self.document.styles["Report Table"]
        _mark_row(self._row(table, [[head] for head in heads], "Table Head"), header=True)
        for loop in loops:
            self._row(table, [[f"{{%tr {loop} %}}"]], "Table Text")
        marked = self._row(table, cells, "Table Text")
        for _ in loops:
            self._row(table, [["{%tr endfor %}"]], "Table Text")
        for row in table.rows:
            _mark_row(row)
        _wrap([marked._tr], "report", region, heads[0])
        return table

    def figures(
        self,
        widths: Sequence[float],
        values: Sequence[Marked],
        names: Sequence[str],
        before: Sequence[Marked],
        known: str,
    ) -> None:
        """A row of large numbers above their names, and below them those of the year before, where `known` holds."""
        table = self._grid(widths)
        self._row(table, [[value] for value in values], "Figure")
        self._row(table, [[name] for name in names], "Figure Name")
        self._row(table, [[f"{{%tr {known} %}}"]], "Figure Name")
        self._row(table, [[value] for value in before], "Figure Name")
        self._row(table, [["{%tr endif %}"]], "Figure Name")
        for row in table.rows:
            _mark_row(row)
            _shade(row, BOX_FILL)
        _borders(table, top=RULE, bottom=RULE)

    def columns(
        self,
        widths: Sequence[float],
        rows: Sequence[Sequence[Sequence[str | Run]]],
        styles: Sequence[str],
    ) -> Any:
        """A table without lines, for what stands side by side; a rule below it."""
        table = self._grid(widths)
        for cells in rows:
            row = table.add_row()
            for cell, runs, style in zip(row.cells, cells, styles, strict=True):
                self.paragraph(*runs, style=style, into=cell)
        for row in table.rows:
            _mark_row(row)
        _borders(table, bottom=RULE)
        return table

    def side_by_side(self, widths: Sequence[float], cells: Sequence[Sequence[tuple[str, str]]]) -> None:
        """A table without lines, of one row: for each cell its paragraphs as text and style."""
        table = self._grid(widths)
        row = table.add_row()
        for cell, paragraphs in zip(row.cells, cells, strict=True):
            for text, style in paragraphs:
                self.paragraph(text, style=style, into=cell)
        _mark_row(row)

    def box(self, width: float) -> Any:
        """The cell of a table of one cell with a line around it."""
        table = self._grid([width])
        cell = table.add_row().cells[0]
        _shade(table.rows[0], BOX_FILL)
        _borders(table, top=RULE, bottom=RULE, left=RULE, right=RULE)
        return cell

    def landscape(self) -> None:
        """Everything that follows stands on pages turned sideways."""
        section = self.document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        section.different_first_page_header_footer = False

    def running_head(self, *runs: str | Run, pages: tuple[str, str]) -> None:
        """The header of all pages but the first, and page numbers on all: `pages` are the words for "Page" and "of"."""
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        header = section.header.paragraphs[0]
        header.style = self.document.styles["Header"]
        for text, look in (run if isinstance(run, tuple) else (run, None) for run in runs):
            added = header.add_run(text)
            if look:
                added.style = self.document.styles[look]
        for footer in (section.footer, section.first_page_footer):
            _page_numbers(footer.paragraphs[0], pages)
            footer.paragraphs[0].style = self.document.styles["Footer"]

    def _grid(self, widths: Sequence[float]) -> Any:
        table = self.document.add_table(0, len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        section = self.document.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        # Widths are those for A4: a sheet of letter size has less room when it is turned sideways.
        scale = min(1.0, room / Cm(sum(widths)))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = round(Cm(width) * scale)
        margins = parse_xml(
            f"<w:tblCellMar {nsdecls('w')}>"
            + "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in _CELL_MARGINS)
            + "</w:tblCellMar>"
        )
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
        return table

    def _row(self, table: Any, cells: Sequence[Any], style: str) -> Any:
        row = table.add_row()
        for cell, content in zip(row.cells, cells, strict=False):
            if callable(content):
                content(cell)
            else:
                self.paragraph(*content, style=style, into=cell)
        return row

    def _strip_what_came_along(self) -> None:
        """The thumbnail and the table styles of python-docx's own template, which no report uses."""
        package = self.document.part.package
        for key, relationship in list(package.rels.items()):
            if relationship.reltype.endswith("/thumbnail"):
                del package.rels[key]
        # Written for Word 2013 and later; with an older number Word says "Compatibility Mode" in the title bar.
        settings = self.document.settings.element
        mode = settings.find(f".//{qn('w:compatSetting')}[@{qn('w:name')}='compatibilityMode']")
        mode.set(qn("w:val"), "15")
        settings.find(qn("w:themeFontLang")).attrib.pop(qn("w:eastAsia"))
        settings.find(qn("w:themeFontLang")).set(qn("w:val"), self._language)
        styles = self.document.styles
        for style in [one for one in styles if one.type == WD_STYLE_TYPE.TABLE and one.name not in _KEPT_TABLE_STYLES]:
            style.delete()
        for paragraph in list(self.document.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)

    def _define_styles(self) -> None:
        styles = self.document.styles
        language = styles.element.find(".//" + qn("w:rPrDefault")).find(".//" + qn("w:lang"))
        language.set(qn("w:val"), self._language)
        for name, look in _PARAGRAPHS.items():
            style = styles[name] if name in [one.name for one in styles] else styles.add_style(name, 1)
            _dress(style, styles, **look)
        for name, look in _CHARACTERS.items():
            style = styles[name] if name in [one.name for one in styles] else styles.add_style(name, 2)
            _dress(style, styles, **look)

        # A table style of its own: who wants other lines or another shade changes it once, in Word.
        styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
                f'<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
                f"<w:tblPr><w:tblBorders>{_lines(top=RULE, bottom=RULE, insideH=THIN_RULE)}</w:tblBorders></w:tblPr>"
                f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
                f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/></w:tcPr></w:tblStylePr></w:style>'
            )
        )

    def _number_headings(self, annex: str) -> None:
        """Sections as 1, 1.1 and annexes as Annex 1, so that an editor who moves one need not renumber."""
        numbering = self.document.part.numbering_part.element
        levels = [("Heading1", "%1", 0, "decimal"), ("Heading2", "%1.%2", 1, "decimal")]
        self._add_numbering(numbering, 90, levels)
        self._add_numbering(numbering, 91, [("AnnexHeading", f"{annex} %1", 0, "decimal")])

    def _add_numbering(self, numbering: Any, number: int, levels: Iterable[tuple[str, str, int, str]]) -> None:
        described = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
            f'<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{_NUMBER_TAB[style]}"/></w:tabs>'
            f'<w:ind w:left="{_NUMBER_TAB[style]}" w:hanging="{_NUMBER_TAB[style]}"/></w:pPr></w:lvl>'
            for style, text, depth, form in levels
        )
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{described}</w:abstractNum>"
        )
        numbering.insert(0, abstract)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        for style, _, depth, _ in levels:
            properties = self._style_by_id(style).element.get_or_add_pPr()
            properties._insert_numPr(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
            )

    def _style_by_id(self, identifier: str) -> Any:
        return next(style for style in self.document.styles if style.style_id == identifier)


def _is_fresh(cell: Any) -> bool:
    """Whether nothing has been written into a cell yet."""
    return (
        len(cell._tc.findall(qn("w:p"))) == 1 and next(cell._tc.iter(qn("w:r"), qn("w:tbl"), qn("w:sdt")), None) is None
    )


def _wrap(elements: Sequence[Any], owner: str, field: str, title: str) -> None:
    """Puts a content control around elements that stand one after the other."""
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{escape(title)}"/>'
        f"<w:tag w:val=\"{{{{ {owner} | region('{field}') }}}}\"/></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    elements[0].addprevious(control)
    control[-1].extend(elements)


_KEPT_TABLE_STYLES = ("Normal Table",)
_CELL_MARGINS = (("top", 45), ("left", 85), ("bottom", 45), ("right", 85))
_NUMBER_TAB = {"Heading1": 567, "Heading2": 709, "AnnexHeading": 1304}

_PARAGRAPHS: dict[str, dict[str, Any]] = {
    "Normal": {"size": 10, "after": 6, "line": 1.12},
    "Title": {"size": 16, "bold": True, "colour": INK, "before": 14, "after": 8},
    "Heading 1": {"size": 13, "bold": True, "colour": INK, "before": 18, "after": 6, "next": True},
    "Heading 2": {"size": 11, "bold": True, "colour": INK, "before": 14, "after": 3, "next": True},
    "Heading 3": {"size": 10, "bold": True, "colour": "000000", "before": 10, "after": 3, "next": True},
    "Heading 4": {"size": 10, "bold": True, "colour": GREY, "before": 8, "after": 3, "next": True},
    "Annex Heading": {
        "base": "Heading 1",
        "size": 13,
        "bold": True,
        "colour": INK,
        "before": 18,
        "after": 6,
        "next": True,
    },
    "Head": {"size": 10, "after": 2},
    "Head Strong": {"base": "Head", "size": 12, "bold": True, "colour": INK},
    "Report By": {"size": 11, "bold": True, "before": 12, "after": 0, "align": "centre"},
    "Note": {"size": 9, "colour": GREY, "before": 8, "after": 4},
    "Head Right": {"base": "Head", "align": "right"},
    "Box Label": {"size": 10, "bold": True, "colour": INK, "before": 4, "after": 2, "next": True},
    "Box Text": {"size": 10, "after": 4},
    "Resolution Title": {"size": 10, "italic": True, "colour": GREY, "after": 4, "left": 1.25, "next": True},
    "Clause": {
        "size": 10,
        "italic": True,
        "left": 0.6,
        "right": 0.6,
        "before": 2,
        "after": 6,
        "rule": RULE,
        "next": True,
    },
    "Fact": {"size": 9.5, "after": 1, "left": 3.2, "hanging": 3.2, "next": True},
    "Label": {"size": 9.5, "bold": True, "colour": GREY, "before": 6, "after": 1, "next": True},
    "Body Text": {"size": 10, "after": 4, "line": 1.12},
    "Right To Left": {"base": "Body Text", "bidi": True},
    "List Bullet": {"size": 10, "after": 2, "line": 1.12},
    "List Bullet 2": {"size": 10, "after": 2, "line": 1.12},
    "Typed List": {"size": 10, "after": 2, "line": 1.12, "left": 0.9, "hanging": 0.7},
    "Typed List 2": {"size": 10, "after": 2, "line": 1.12, "left": 1.8, "hanging": 0.7},
    "Missing": {"size": 10, "bold": True, "before": 4, "after": 6, "fill": GAP_FILL},
    "Table Head": {"size": 8.5, "bold": True, "colour": INK, "after": 0, "next": True},
    "Table Text": {"size": 8.5, "after": 0},
    "Figure": {"size": 18, "bold": True, "colour": INK, "before": 4, "after": 0, "align": "centre", "next": True},
    "Figure Name": {"size": 8.5, "colour": GREY, "after": 4, "align": "centre"},
    "Chart Title": {"size": 9.5, "bold": True, "colour": GREY, "before": 12, "after": 2, "next": True},
    "Chart": {"size": 10, "after": 6},
    "Space": {"size": 4, "after": 0},
    "Brief Heading": {"size": 11, "bold": True, "colour": INK, "before": 10, "after": 4, "next": True},
    "Letter Start": {"base": "Head", "size": 10, "after": 2, "new_page": True},
    "Letter To": {"size": 10, "before": 18, "after": 0},
    "Letter Text": {"size": 10, "before": 14, "after": 4, "line": 1.12},
    "Header": {"size": 8.5, "colour": GREY, "after": 0},
    "Footer": {"size": 8.5, "colour": GREY, "after": 0, "align": "centre"},
}
_CHARACTERS: dict[str, dict[str, Any]] = {
    "Strong": {"bold": True},
    "Fact Name": {"colour": GREY, "bold": True},
    "Overdue": {"bold": True, "colour": "9C0006"},
    "Placeholder": {"fill": GAP_FILL},
    "Hyperlink": {"colour": "0B4F9E", "underline": True},
}
_ALIGNMENTS = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "centre": WD_ALIGN_PARAGRAPH.CENTER}


def _dress(style: Any, styles: Any, **look: Any) -> None:
    if "base" in look:
        style.base_style = styles[look["base"]]
    # An organisation's people look for styles in the gallery.
    style.hidden, style.quick_style, style.unhide_when_used = False, True, False
    _dress_font(style, look)
    if style.type == WD_STYLE_TYPE.PARAGRAPH:
        _dress_paragraph(style, look)


def _dress_font(style: Any, look: dict[str, Any]) -> None:
    font = style.font
    if style.type == WD_STYLE_TYPE.PARAGRAPH:
        properties = style.element.get_or_add_rPr()
        for old in properties.findall(qn("w:rFonts")):
            properties.remove(old)
        font.name = FONT
        fonts = properties.find(qn("w:rFonts"))
        for script in ("w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        font.italic = look.get("italic", False)
    if "size" in look:
        font.size = Pt(look["size"])
    if "bold" in look or style.type == WD_STYLE_TYPE.PARAGRAPH:
        font.bold = look.get("bold", False)
    if "underline" in look:
        font.underline = True
    font.color.rgb = RGBColor.from_string(look["colour"]) if "colour" in look else None
    if "fill" in look and style.type == WD_STYLE_TYPE.CHARACTER:
        style.element.get_or_add_rPr().append(_shading(look["fill"]))


def _dress_paragraph(style: Any, look: dict[str, Any]) -> None:
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    layout.line_spacing = look.get("line", 1.0)
    layout.keep_with_next = look.get("next", False)
    layout.widow_control = True
    layout.page_break_before = look.get("new_page", False)
    if "left" in look:
        layout.left_indent = Cm(look["left"])
        layout.first_line_indent = Cm(-look.get("hanging", 0))
        if "hanging" in look:
            layout.tab_stops.add_tab_stop(Cm(look["left"]))
    if "right" in look:
        layout.right_indent = Cm(look["right"])
    if "align" in look:
        layout.alignment = _ALIGNMENTS[look["align"]]
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if "rule" in look:
        _insert(
            properties,
            f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="8" w:color="{look["rule"]}"/></w:pBdr>',
        )
    if "fill" in look:
        _insert(properties, f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{look["fill"]}"/>')
    if look.get("bidi"):
        _insert(properties, f"<w:bidi {nsdecls('w')}/>")


# Order of the elements of w:pPr that are inserted here and of those that follow them (ECMA-376 part 1, 17.3.1.26).
_PARAGRAPH_ORDER = "pBdr shd tabs suppressAutoHyphens bidi adjustRightInd spacing ind contextualSpacing jc outlineLvl"


def _insert(properties: Any, xml: str) -> None:
    element = parse_xml(xml)
    name = element.tag.split("}")[1]
    followers = [
        qn(f"w:{follower}") for follower in _PARAGRAPH_ORDER.split()[_PARAGRAPH_ORDER.split().index(name) + 1 :]
    ]
    for sibling in properties:
        if sibling.tag in followers:
            sibling.addprevious(element)
            return
    properties.append(element)


def _shading(fill: str) -> Any:
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')


def _shade(row: Any, fill: str) -> None:
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(_shading(fill))


def _borders(table: Any, **sides: str) -> None:
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{_lines(**sides)}</w:tblBorders>")
    properties = table._tbl.tblPr
    (properties.find(qn("w:tblLayout"))).addprevious(borders)


def _lines(**sides: str) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{sides[side]}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        if side in sides
    )


def _mark_row(row: Any, *, header: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if header else ("w:cantSplit",):
        if properties.find(qn(name)) is None:
            properties.append(OxmlElement(name))


def _page_numbers(paragraph: Any, words: tuple[str, str]) -> None:
    for text, field in zip(words, ("PAGE", "NUMPAGES"), strict=True):
        paragraph.add_run(text)
        run = paragraph.add_run()
        field_run = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        run._r.addnext(field_run)
        run._r.getparent().remove(run._r)
