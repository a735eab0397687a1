"""An organisation's own templates: what goes wrong is said in words that lead to the tag, and everything ends."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from drafted import paragraphs, read
from drafting_builders import TODAY, single, small

from reporter.drafting import Draft, draft
from reporter.drafting.settings import FORMATS, natural, shipped, words_of
from reporter.model import Register, TemplateError
from reporter.model.tables import Frequency
from reporter.resources import bundled

TEMPLATES = bundled("templates")


def drafted(template: Path, form: Any = "docx", source: Register | None = None) -> Draft:
    return draft(source or single(), body="TSAG", year=2026, today=TODAY, format=form, template=template)


def written(template: Path, form: Any, source: Register | None = None) -> str:
    """What the template made, without the seal that every draft ends with."""
    text, seal = drafted(template, form, source).content.decode().rsplit("\n", 2)[:2]
    assert seal.startswith("<!-- reporter draft ")
    return text


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Path]:
    """A Word template with these paragraphs."""

    def make(*texts: str, header: str = "", title: str = "") -> Path:
        document = Document()
        for text in texts:
            document.add_paragraph(text)
        if header:
            document.sections[0].header.paragraphs[0].text = header
        document.core_properties.title = title
        document.save(tmp_path / "own.docx")
        return tmp_path / "own.docx"

    return make


@pytest.fixture
def markdown(tmp_path: Path) -> Callable[[str], Path]:
    """A Markdown template with this text."""

    def make(text: str) -> Path:
        path = tmp_path / "own.md"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def problem(template: Path, form: str = "docx") -> str:
    """The message that the template ends in."""
    with pytest.raises(TemplateError) as caught:
        drafted(template, form)
    assert caught.value.file == template
    assert caught.value.hint
    return str(caught.value).removeprefix(f"{template}")


class TestOwnTemplates:
    def test_a_word_template_of_ones_own(self, word: Callable[..., Path]) -> None:
        path = word("{%p for one in resolutions %}", "{{ one.citation }} & co", "{%p endfor %}")
        assert [text for _, text in paragraphs(drafted(path)) if text] == [
            "WTSA Resolution 18 (Rev. New Delhi, 2024) & co"
        ]

    def test_a_tag_that_word_has_cut_into_runs(self, tmp_path: Path) -> None:
        document = Document()
        paragraph = document.add_paragraph("To {{ bo")
        paragraph.add_run("dy }} ").bold = True
        paragraph.add_run("in {{ year }}")
        document.save(tmp_path / "own.docx")
        assert read(drafted(tmp_path / "own.docx")) == "To TSAG in 2026"

    def test_headers_and_properties_are_filled_as_well(self, word: Callable[..., Path]) -> None:
        path = word("x", header="{{ body }} {{ year }}", title="{{ body }}")
        with zipfile.ZipFile(path) as package:
            assert "{{ body }}" in package.read("docProps/core.xml").decode()
        from io import BytesIO

        document = Document(BytesIO(drafted(path).content))
        assert document.sections[0].header.paragraphs[0].text == "TSAG 2026"
        assert document.core_properties.title == "TSAG"

    def test_sets_loops_macros_and_namespaces_work(self, markdown: Callable[[str], Path]) -> None:
        path = markdown(
            "{% macro row(report) %}{{ report.clause }}{% endmacro %}"
            "{% set seen = namespace(n=0) %}{% set names = {'a': 'Overdue'} %}"
            "{% for report in outstanding %}{% set seen.n = seen.n + 1 %}{{ loop.index }} {{ row(report) }}{% endfor %}"
            " {{ seen.n }} {{ names.a }} {{ names['a'] | upper }} {{ outstanding | length }}"
            " {{ outstanding | map(attribute='period') | join('/') }} {{ body.lower() }} {{ 'x' if gaps else 'y' }}"
            " {{ meeting.name if meeting else 'no meeting' }} {{ 2 * 3 + 1 }} {{ body | e }} {{ 'R&D' }}"
        )
        assert written(path, "md") == (
            "1 instructs the Director of TSB 2 1 Overdue OVERDUE 1 2026 tsag x no meeting 7 TSAG R&D"
        )

    def test_values_are_escaped_without_being_asked(self, tmp_path: Path) -> None:
        path = tmp_path / "own.html"
        path.write_text("{{ outstanding[0].progress }}|{{ outstanding[0].progress | e }}", encoding="utf-8")
        finished = written(path, "html", single(progress="<b> & {{ x }}"))
        assert finished == "&lt;b&gt; &amp; {{ x }}|&lt;b&gt; &amp; {{ x }}"


class TestWrongNames:
    def test_all_are_listed_at_once_with_tag_place_and_suggestion(self, word: Callable[..., Path]) -> None:
        path = word(
            "Report to {{ boddy }}",
            "{%p for duty in outstandin %}",
            "Progress: {{ duty.repots }}",
            "{%p endfor %}",
            header="{{ yaer }}",
        )
        found = problem(path)
        assert found.startswith(": the template uses names that no report has: ")
        assert "'boddy' (did you mean 'body'?), {{ boddy }} in body, near “Report to {{ boddy }}”" in found
        assert "'outstandin' (did you mean 'outstanding'?), {% for duty in outstandin %} in body" in found
        assert (
            "'repots' (did you mean 'reports'?), {{ duty.repots }} in body, near “Progress: {{ duty.repots }}”" in found
        )
        assert "'yaer' (did you mean 'year'?), {{ yaer }} in header" in found
        assert found.endswith("docs/templates.md lists every name there is.")

    def test_in_a_text_template_the_line_is_named(self, markdown: Callable[[str], Path]) -> None:
        found = problem(markdown("# Title\n\nTo {{ boddy }}\n"), "md")
        assert found == (
            ": the template uses a name that no report has: 'boddy' (did you mean 'body'?), {{ boddy }} in line 3. "
            "docs/templates.md lists every name there is."
        )

    def test_a_name_in_the_wrong_place(self, word: Callable[..., Path]) -> None:
        path = word("{%p for report in outstanding %}", "Due: {{ report.citation }}", "{%p endfor %}")
        found = problem(path)
        assert "'citation' of a report, {{ report.citation }} in body, near “Due: {{ report.citation }}”" in found

    def test_in_the_title_of_the_document(self, word: Callable[..., Path]) -> None:
        assert "document property title" in problem(word("x", title="{{ boddy }}"))


class TestBrokenTags:
    def test_an_unclosed_for(self, word: Callable[..., Path]) -> None:
        assert "endfor" in problem(word("{%p for one in resolutions %}", "{{ one.title }}"))

    def test_an_unclosed_for_in_text(self, markdown: Callable[[str], Path]) -> None:
        found = problem(markdown("\n{% for one in resolutions %}"), "md")
        assert found.startswith(", line 2: the tag {% for one in resolutions %} failed: Unexpected end of template")

    def test_an_unknown_filter(self, markdown: Callable[[str], Path]) -> None:
        assert "No filter named 'dat'" in problem(markdown("{{ today | dat }}"), "md")

    def test_a_loop_over_paragraphs_without_its_p(self, word: Callable[..., Path]) -> None:
        path = word("{% for one in resolutions %}", "{{ one.title }}", "{%p endfor %}")
        with pytest.raises(TemplateError, match=r"do not leave a whole document behind.*\{%p … %\}"):
            drafted(path, source=small())

    def test_a_filter_given_the_wrong_thing(self, markdown: Callable[[str], Path]) -> None:
        assert "'TSAG' is not a date" in problem(markdown("{{ body | date }}"), "md")

    @pytest.mark.parametrize(
        "tag", ["{{ resolutions }}", "{{ 'a' ~ resolutions }}", "{{ [1, 2] }}", "{{ counts | string }}"]
    )
    def test_nothing_is_printed_as_python_shows_it(self, tag: str, markdown: Callable[[str], Path]) -> None:
        path = markdown(tag)
        assert "cannot be printed" in problem(path, "md")

    @pytest.mark.parametrize("tag", ["{{ year / 0 }}", "{{ year + body }}", "{{ body[year] }}", "{{ body() }}"])
    def test_a_mistake_of_reckoning(self, tag: str, markdown: Callable[[str], Path]) -> None:
        assert tag in problem(markdown(tag), "md")

    def test_loops_nested_deeper_than_python_allows(self, markdown: Callable[[str], Path]) -> None:
        problem(markdown("{% for a in range(2) %}" * 30 + "{% endfor %}" * 30), "md")

    def test_a_title_longer_than_word_allows_is_cut(self, word: Callable[..., Path]) -> None:
        from io import BytesIO

        document = Document(BytesIO(drafted(word("{{ body }}", title="{{ 'x' * 300 }}")).content))
        assert document.core_properties.title == "x" * 255

    @pytest.mark.parametrize(
        "tag",
        [
            "{% include '/etc/passwd' %}",
            "{% extends '/etc/passwd' %}",
            "{% import '/etc/passwd' as it %}",
            "{% from '/etc/passwd' import it %}",
        ],
    )
    def test_other_files_cannot_be_brought_in(
        self, tag: str, word: Callable[..., Path], markdown: Callable[[str], Path]
    ) -> None:
        for found in (problem(markdown(f"To {{{{ body }}}}\n{tag}"), "md"), problem(word("To {{ body }}", tag))):
            assert f"the tag {tag} failed: a template cannot bring in another file" in found

    def test_arguments_that_a_filter_lacks(self, markdown: Callable[[str], Path]) -> None:
        found = problem(markdown("{{ year | counted }}"), "md")
        assert "the tag {{ year | counted }} failed: counted() missing 2 required" in found

    def test_the_words_around_are_those_that_word_shows(self, word: Callable[..., Path]) -> None:
        assert "near “R&D < 5 {{ boddy }}”" in problem(word("R&D < 5 {{ boddy }}"))


class TestTemplatesThatWouldNotEnd:
    @pytest.mark.parametrize(
        ("template", "reason"),
        [
            ("{% for a in range(10001) %}{% endfor %}", "range() goes beyond 10,000 numbers"),
            ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "does not end"),
            ("{% set all = range(9999) %}{% for a in all %}{% for b in all %}{% endfor %}{% endfor %}", "does not end"),
            ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "calls itself without end"),
            (
                "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
                "does not end",
            ),
            ("{% for a in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}", "without end"),
            ("{% for a in range(9999) %}{{ 'x' * 9999 }}{% endfor %}", "grows beyond"),
            ("{{ 'x' * 999999999 }}", "grows beyond"),
            ("{{ 999999999 * 'x' }}", "grows beyond"),
            ("{{ [0] * 999999999 }}", "grows beyond"),
            ("{{ 9 ** 999999999 }}", "grows beyond"),
            (
                "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x | replace('x', 'xxxx') %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = [n.x, n.x] | join %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x ** 60 %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% set n = namespace(x='xx') %}"
                "{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
                "grows beyond",
            ),
            (
                "{% filter upper %}{% for a in range(9999) %}{% for b in range(999) %}" + "x" * 999 + "{% endfor %}"
                "{% endfor %}{% endfilter %}",
                "grows beyond",
            ),
            (
                "{% macro m() %}{% for a in range(9999) %}{% for b in range(999) %}" + "x" * 999 + "{% endfor %}"
                "{% endfor %}{% endmacro %}{% set all = m() %}",
                "grows beyond",
            ),
            ("{{ range(9999) | map('string') | map('replace', '1', 'x' * 99999) | list | length }}", "grows beyond"),
            ("{% for a in range(9999) %}{{ range(9999) | sort | length }}{% endfor %}", "does not end"),
            ("{% set x = 'x' * 9999999 %}{% for a in range(9999) %}{{ x.find('y') }}{% endfor %}", "does not end"),
            ("{% set x = 'x' * 9999999 %}{% for a in range(9999) %}{{ 'y' in x }}{% endfor %}", "does not end"),
            (
                "{% set x = 'x' * 9999999 %}{% set y = x ~ '' %}{% for a in range(9999) %}{{ x == y }}{% endfor %}",
                "does not end",
            ),
            ("{% set x = 'x' * 9999999 %}{{ ([x] * 9 * 999) | map('wordcount') | list | length }}", "grows beyond"),
            ("{{ ([[1]] * 9999) | sum(start=[]) | length }}", "sum adds up numbers only"),
            ("{{ [1] | slice(999999999) | list | length }}", "No filter named 'slice'"),
            ("{{ '%999999999d' % 1 }}", "does not format"),
            ("{{ 'x'.ljust(999999999) }}", "ljust"),
            ("{{ '{:999999999}'.format(1) }}", "format"),
            ("{{ 'x' | center(999999999) }}", "center"),
        ],
    )
    def test_it_is_stopped(self, template: str, reason: str, markdown: Callable[[str], Path]) -> None:
        assert reason in problem(markdown(template), "md")

    def test_also_in_word(self, word: Callable[..., Path]) -> None:
        path = word("before", "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}")
        assert "does not end" in problem(path)

    def test_charts_without_end(self, word: Callable[..., Path]) -> None:
        path = word("{%p for a in range(9999) %}", "{{r status_chart | picture }}", "{%p endfor %}")
        assert "it draws more than 1,000 charts" in problem(path)

    @pytest.mark.parametrize("size", ["0", "1000000000", "8, -5", "'8cm'"])
    @pytest.mark.parametrize("form", ["docx", "md"])
    def test_a_chart_that_fits_on_no_paper(
        self, size: str, form: str, word: Callable[..., Path], markdown: Callable[[str], Path]
    ) -> None:
        tag = f"status_chart | picture({size})"
        path = word(f"{{{{r {tag} }}}}") if form == "docx" else markdown(f"{{{{ {tag} }}}}")
        assert "a picture is 1 to 100 cm wide and high, not" in problem(path, form)

    @pytest.mark.parametrize(
        "template",
        [
            "{{ ''.__class__.__mro__ }}",
            "{{ body.__class__ }}",
            "{{ resolutions.__class__.__base__.__subclasses__() }}",
            "{{ self.__init__.__globals__ }}",
            "{{ body | attr('__class__') }}",
            "{{ cycler.__init__.__globals__.os }}",
            "{{ lipsum.__globals__ }}",
            "{{ counts.__setattr__('gaps', 0) }}",
        ],
    )
    def test_nothing_of_python_is_within_reach(self, template: str, markdown: Callable[[str], Path]) -> None:
        assert "root" not in problem(markdown(template), "md")


class TestFilesThatAreNoTemplates:
    def test_a_missing_one(self, tmp_path: Path) -> None:
        assert "there is no such template" in problem(tmp_path / "gone.docx")
        assert "there is no such template" in problem(tmp_path / "gone.md", "md")

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"plain text", "is no Word file"),
            (b"", "is no Word file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "password"),
        ],
    )
    def test_another_kind_of_file(self, content: bytes, reason: str, tmp_path: Path) -> None:
        path = tmp_path / "own.docx"
        path.write_bytes(content)
        assert reason in problem(path)

    def test_a_workbook_with_the_name_of_a_document(self, tmp_path: Path) -> None:
        path = tmp_path / "own.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("xl/workbook.xml", "<x/>")
        assert "is no Word file" in problem(path)

    def test_a_damaged_document(self, word: Callable[..., Path], tmp_path: Path) -> None:
        source = word("x")
        path = tmp_path / "damaged.docx"
        with zipfile.ZipFile(source) as package, zipfile.ZipFile(path, "w") as damaged:
            for entry in package.infolist():
                damaged.writestr(
                    entry, b"<w:document" if entry.filename == "word/document.xml" else package.read(entry)
                )
        assert "is not a Word document that can be opened" in problem(path)

    def test_one_that_unpacks_to_too_much(self, tmp_path: Path) -> None:
        path = tmp_path / "bomb.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", b"<x/>")
            package.writestr("word/media/image1.png", bytes(100_000_001))
        assert "unpacks to more than" in problem(path)

    def test_a_text_template_in_another_encoding(self, tmp_path: Path) -> None:
        path = tmp_path / "own.md"
        path.write_bytes("é".encode("latin-1"))
        assert "is not UTF-8" in problem(path, "md")

    def test_a_document_without_placeholders(self, word: Callable[..., Path]) -> None:
        assert "holds none of the placeholders" in problem(word("A resolution.", header="Document 5"))

    @pytest.mark.parametrize("text", ["A resolution.", "{{ 1 + 1 }}", "{# body #}", ""])
    def test_a_text_without_placeholders(self, text: str, markdown: Callable[[str], Path]) -> None:
        assert "holds none of the placeholders" in problem(markdown(text), "md")

    def test_one_placeholder_is_enough_wherever_it_stands(self, word: Callable[..., Path]) -> None:
        assert drafted(word("A letter.", header="To {{ body }}")).content.startswith(b"PK")

    def test_one_of_another_format(self, word: Callable[..., Path]) -> None:
        assert "does not look like a template for html" in problem(word("x"), "html")


def widths(template: Path) -> Iterator[tuple[int, int]]:
    """Of each table of a Word file: its own, and that of the text on its pages."""
    document = Document(str(template))
    sections = iter(document.sections)
    room = _room(next(sections))
    for element in document.element.body.iter(qn("w:tbl"), qn("w:sectPr")):
        if element.tag == qn("w:sectPr"):
            room = _room(section) if (section := next(sections, None)) is not None else room
        elif next(element.iterancestors(qn("w:tc")), None) is None:
            columns = element.find(qn("w:tblGrid")).iter(qn("w:gridCol"))
            yield sum(int(column.get(qn("w:w"))) for column in columns), room


_TWIP = 635
"""English metric units in a twentieth of a point."""


def _room(section: Any) -> int:
    return int(section.page_width - section.left_margin - section.right_margin) // _TWIP


class TestShippedTemplates:
    @pytest.mark.parametrize("name", ["advisory-group", "council", "plain"])
    def test_the_box_on_the_first_page_stays_there_however_many_references_it_holds(self, name: str) -> None:
        # LibreOffice keeps a table with what follows it where its first paragraph is kept with the next.
        box = Document(str(TEMPLATES / "en" / f"{name}.docx")).tables[1]
        assert box.cell(0, 0).paragraphs[0].paragraph_format.keep_with_next is False

    def test_no_table_is_wider_than_the_text(self) -> None:
        settings = shipped()
        for entry in settings.templates.values():
            for language in settings.languages:
                for width, room in widths(settings.path(entry, "docx", language)):
                    # A twip for each column is lost and won in rounding.
                    assert width <= room + 12, (entry.name, language)

    def test_every_entry_has_its_files(self) -> None:
        settings = shipped()
        for entry in settings.templates.values():
            for language in settings.languages:
                assert all(settings.path(entry, form, language).is_file() for form in FORMATS)

    @pytest.mark.parametrize("language", shipped().languages)
    def test_every_frequency_has_words(self, language: str) -> None:
        assert set(words_of(language).frequency) == set(Frequency)

    @pytest.mark.parametrize("language", shipped().languages)
    def test_a_body_with_a_template_of_its_own_has_a_name(self, language: str) -> None:
        served = {body.casefold() for entry in shipped().templates.values() for body in entry.bodies} - {"*"}
        assert served <= set(words_of(language).bodies)

    def test_the_files_are_what_the_script_builds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        script = _loaded_script(monkeypatch)
        monkeypatch.setattr(script, "FOLDER", tmp_path)
        script.build()
        built = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")}
        for path in built:
            assert (tmp_path / path).read_bytes() == (TEMPLATES / path).read_bytes(), "run python templates/build.py"
        assert {path for language in shipped().languages for path in (TEMPLATES / language).iterdir()} == {
            TEMPLATES / path for path in built
        }

    def test_the_word_files_pass_microsofts_validator(self, validate: Callable[[Path], list[str]]) -> None:
        assert {path: errors for path in sorted(TEMPLATES.rglob("*.docx")) if (errors := validate(path))} == {}

    def test_a_copy_of_a_shipped_one_can_be_changed_and_used(self, tmp_path: Path) -> None:
        path = tmp_path / "ours.docx"
        shutil.copy(TEMPLATES / "en" / "plain.docx", path)
        document = Document(str(path))
        document.paragraphs[0].text = "Our own title for {{ body }}"
        document.save(str(path))
        assert ("Title", "Our own title for TSAG") in paragraphs(drafted(path, source=small()))

    def test_numbers_in_names_sort_as_numbers(self) -> None:
        assert sorted(["ITU-R 10", "9", "ITU-R 9", "73/10", "73/3"], key=natural) == [
            "9",
            "73/3",
            "73/10",
            "ITU-R 9",
            "ITU-R 10",
        ]


def _loaded_script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TEMPLATES))
    for name in ("word_elements", "word_reports", "word_short", "wording"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    specification = importlib.util.spec_from_file_location("build_templates", TEMPLATES / "build.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
