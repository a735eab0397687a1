"""Templates of one's own: copied from those that come with the program, and looked through before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from reporter.drafting import check_template, copy_templates, shipped_templates
from reporter.drafting.settings import FORMATS, shipped
from reporter.model import TemplateError, UsageError

SHIPPED = [
    pytest.param(shipped().path(entry, form, language), id=f"{language}/{entry.files[form]}")
    for entry in shipped_templates()
    for form in FORMATS
    for language in shipped().languages
]


def errors(text: str, folder: Path) -> list[str]:
    """What is wrong in a Markdown template with this text."""
    path = folder / "own.md"
    path.write_text(text, encoding="utf-8")
    return [str(one).removeprefix(f"{path}") for one in check_template(path).errors]


@pytest.mark.parametrize("path", SHIPPED)
def test_the_templates_that_come_along_are_whole_and_leave_nothing_out(path: Path) -> None:
    found = check_template(path)
    assert (found.errors, found.missing) == ((), ())
    assert found.purpose == {"brief": "brief", "letter": "letter"}.get(path.name.partition(".")[0], "report")


class TestMistakes:
    def test_each_is_listed_with_the_nearest_name_and_its_place(self, tmp_path: Path) -> None:
        found = errors("{{ boddy }}\n\n{% for one in outstandin %}{{ one.peroid }}{% endfor %}", tmp_path)
        assert len(found) == 3
        assert "'boddy' (did you mean 'body'?), {{ boddy }} in line 1" in found[0]
        assert "'outstandin' (did you mean 'outstanding'?)" in found[1]
        assert "'peroid' (did you mean 'period'?), {{ one.peroid }} in line 3" in found[2]

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("{% for one in resolutions %}{{ one.progress }}{% endfor %}", "'progress' of a resolution"),
            (
                "{% for one in resolutions %}{% for duty in one.duties %}{{ duty.due }}{% endfor %}{% endfor %}",
                "'due' of a duty",
            ),
            ("{{ outstanding[0].citation }}", "'citation' of a report"),
            ("{{ (gaps | first).title }}", "'title' of a report"),
            ("{% set one = resolutions | last %}{{ one.status }}", "'status' of a resolution"),
            (
                "{% for one in outstanding[:3] | sort(attribute='due') %}{{ one.text.raw }}{{ one.name }}{% endfor %}",
                "",
            ),
            ("{{ meeting.duties }}", "'duties' of a meeting"),
            ("{{ counts.resolution }}", "'resolution' of counts (did you mean 'resolutions'?)"),
            ("{{ resolutions.title }}", "'title' of a list, each of it a resolution: go through it with for"),
            ("{% for one in gaps %}{% for block in one.results.blocks %}{{ block.due }}{% endfor %}{% endfor %}", ""),
            ("{% if body %}{% elif gaps[0].citation %}{% endif %}", "'citation' of a report"),
            ("{{ gaps[0].citation if gaps else '' }}", "'citation' of a report"),
        ],
    )
    def test_a_name_asked_of_the_wrong_thing(self, text: str, told: str, tmp_path: Path) -> None:
        (found,) = errors(text, tmp_path)
        assert "the template uses a name that no report has" in found
        assert told in found

    @pytest.mark.parametrize(
        "text",
        [
            "{% macro line(one) %}{{ one.citation }}{{ one.progress }}{% endmacro %}{{ line(resolutions[0]) }}",
            "{% for one in resolutions %}{{ loop.index }} {{ one.duties[0].reports[0].due.year }}{% endfor %}",
            "{% for chart in (status_chart, timeline) %}{{ chart.title }}{% endfor %}",
            "{% for one in letters %}{{ one.units | join(', ') }}{% endfor %}",
            "{% set kept = namespace(due=1) %}{% set kept.due = 2 %}{{ kept.due }}{{ body }}",
            "{{ outstanding | map(attribute='period') | join }}",
            "{% for body in gaps %}{{ body.period }}{% endfor %}",
        ],
    )
    def test_what_is_right_or_cannot_be_told_is_no_mistake(self, text: str, tmp_path: Path) -> None:
        assert errors(text, tmp_path) == []

    def test_broken_tags_of_every_part_with_the_words_around_them(self, tmp_path: Path) -> None:
        document = Document()
        document.add_paragraph("Reports to {{ body")
        document.add_paragraph("in { year }} and {{ body }")
        document.sections[0].header.paragraphs[0].text = "{% if year {{ year }}"
        document.save(str(tmp_path / "own.docx"))
        found = [str(error) for error in check_template(tmp_path / "own.docx").errors]
        assert len(found) == 3
        assert "body, near “Reports to {{ body”: a tag is opened with {{ and not closed with }}" in found[0]
        assert "body, near “in { year }} and {{ body }”: }} closes a tag that nothing opens" in found[1]
        assert "header, near “{% if year {{ year }}”: a tag is opened with {% and not closed with %}" in found[2]

    def test_blocks_that_are_not_closed_in_every_part(self, tmp_path: Path) -> None:
        document = Document()
        document.add_paragraph("{%p if gaps %} Missing")
        document.sections[0].header.paragraphs[0].text = "Year {% if year %}"
        document.save(str(tmp_path / "own.docx"))
        found = [str(error) for error in check_template(tmp_path / "own.docx").errors]
        assert len(found) == 2
        assert "body, near “{% if gaps %}”" in found[0]
        assert "header, near “Year {% if year %}”" in found[1]

    def test_a_document_that_is_no_template(self, tmp_path: Path) -> None:
        assert "holds none of the placeholders" in errors("A letter.", tmp_path)[0]


class TestLeftOut:
    def test_what_a_complete_report_has_and_this_one_not(self, tmp_path: Path) -> None:
        path = shipped().path(shipped().entry("plain"), "md", "en")
        own = tmp_path / "own.md"
        own.write_text(path.read_text(encoding="utf-8").replace("report.next_steps", "report.results"), "utf-8")
        assert check_template(own).missing == ("report.next_steps",)

    def test_a_letter_needs_no_more_than_a_letter(self, tmp_path: Path) -> None:
        own = tmp_path / "own.md"
        own.write_text("{% for letter in letters %}{{ letter.person }}{% endfor %}", encoding="utf-8")
        found = check_template(own)
        assert found.purpose == "letter"
        assert found.missing[0] == "today"
        assert "body" not in found.missing


class TestCopies:
    def test_a_copy_in_another_language(self, tmp_path: Path) -> None:
        path = copy_templates("council", tmp_path, form="docx", language="fr")
        assert path == tmp_path / "council-fr.docx"
        assert check_template(path).errors == ()

    def test_a_copy_that_somebody_may_have_changed_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "plain.md.j2").write_text("mine", encoding="utf-8")
        with pytest.raises(UsageError, match="there already"):
            copy_templates("plain", tmp_path, form="md", language="en")
        copy_templates("plain", tmp_path, form="md", language="en", force=True)
        assert check_template(tmp_path / "plain.md.j2").missing == ()

    def test_an_unknown_name_or_language(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no template 'counsil'"):
            copy_templates("counsil", tmp_path, form="docx", language="en")
        with pytest.raises(UsageError, match="'de' is no language"):
            copy_templates("council", tmp_path, form="docx", language="de")

    def test_a_file_of_another_kind(self, tmp_path: Path) -> None:
        with pytest.raises(TemplateError, match="does not look like a template"):
            check_template(tmp_path / "own.txt")
