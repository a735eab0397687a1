"""A report that people edited is brought up to date in its marked regions, and nowhere else."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from drafting_builders import TODAY, obligation, report, resolution, small
from editor import DOCUMENT, Editor, changes, lines
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from reporter.drafting import Draft, draft, is_untouched
from reporter.drafting.updating import Updated, update
from reporter.model import Register, UsageError

FILE = Path("report.docx")
BEGUN = "instructs-the-Director-of-TSB-1/TSAG/2026"
SILENT = "instructs-the-Director-of-TSB-2/TSAG/2026"


def drafted(source: Register, **options: Any) -> Draft:
    return draft(source, **{"body": "TSAG", "year": 2026, "today": TODAY, **options})


def changed(source: Register, identifier: str, **changes: Any) -> Register:
    """The register with other values in the report whose ID ends so."""
    reports = [replace(one, **changes) if one.id.endswith(identifier) else one for one in source.reports]
    return replace(source, reports=tuple(reports))


def updated(edited: bytes, source: Register, *, tracked: bool = False, today: date = TODAY) -> Updated:
    new = drafted(source, today=today)
    return update(edited, FILE, new.content, shown=new.rows, today=today, tracked=tracked)


def told(done: Updated, what: str) -> list[str]:
    return [
        f"{one.owner.rpartition('/instructs-')[2] or one.owner} {one.field}".strip()
        for one in done.news
        if one.what == what
    ]


def without_region(content: bytes, words: str) -> bytes:
    """The document as XML, the innermost control around the words taken out."""
    edited = Editor(content)
    control = next(edited.paragraph(words).iterancestors(qn("w:sdt")))
    control.getparent().remove(control)
    return etree.tostring(edited.document, method="c14n")


@cache
def first_draft() -> bytes:
    return drafted(small()).content


@pytest.fixture(scope="module")
def first() -> bytes:
    return first_draft()


class TestUntouched:
    def test_a_draft_is_untouched_until_somebody_saves_it(self, first: bytes) -> None:
        assert is_untouched(first, FILE)
        assert is_untouched(Editor(first).saved(), FILE), "packed anew, with the same parts"
        edited = Editor(first)
        edited.parts["word/settings.xml"] = edited.parts["word/settings.xml"].replace(b"<w:zoom", b"<w:zoom ")
        assert not is_untouched(edited.saved(), FILE), "a program that saves it leaves its traces in some part"

    def test_an_update_of_what_nobody_touched_is_untouched(self, first: bytes) -> None:
        source = changed(small(), BEGUN, progress="Something else.")
        assert is_untouched(updated(first, source).content, FILE)
        edited = Editor(first)
        edited.type_over("Study groups", "The study groups")
        assert not is_untouched(updated(edited.saved(), source).content, FILE)

    @pytest.mark.parametrize("form", ["md", "html"])
    def test_text_formats_carry_a_seal_that_no_reader_sees(self, form: Any) -> None:
        content, path = drafted(small(), format=form).content, Path(f"report.{form}")
        assert is_untouched(content, path)
        assert not is_untouched(content.replace(b"Two meetings", b"Three meetings"), path)
        assert not is_untouched(b"something else", path)


class TestNewFacts:
    def test_come_into_their_region(self, first: bytes) -> None:
        done = updated(first, changed(small(), BEGUN, progress="Three meetings were held."))
        assert "Three meetings were held." in lines(done.content)
        assert "Two meetings were held:" not in lines(done.content)
        assert told(done, "updated") == ["the-Director-of-TSB-1/TSAG/2026 progress"]

    def test_give_what_a_new_draft_gives(self, first: bytes) -> None:
        source = changed(
            small(), SILENT, status="Submitted", submitted_on=date(2026, 11, 9), progress="R&D <b>\n- one\n- two"
        )
        new = obligation("instructs the Director of TSB 3", of="WTSA-18-2024")
        other = obligation("resolves 9", of=resolution("1").id)
        source = replace(
            source,
            reports=(*source.reports, report(new), report(other, evidence="https://example.org/x")),
            obligations=(*source.obligations, new, other),
            resolutions=(*source.resolutions, resolution("1")),
        )
        assert lines(updated(first, source).content) == lines(drafted(source).content)

    def test_change_nothing_but_their_regions(self, first: bytes) -> None:
        done = updated(first, changed(small(), BEGUN, progress="Three meetings were held."))
        before, after = Editor(first).parts, Editor(done.content).parts
        different = {name for name in after if before.get(name) != after[name]}
        assert different == {DOCUMENT, next(name for name in after if b"urn:reporter:draft" in after[name])}
        assert without_region(first, "Two meetings") == without_region(done.content, "Three meetings")

    def test_bring_their_links_and_charts_along(self, first: bytes) -> None:
        source = changed(small(), SILENT, status="Submitted", evidence="https://example.org/new")
        parts = Editor(updated(first, source).content).parts
        assert b"https://example.org/new" in parts["word/_rels/document.xml.rels"]
        charts = [name for name in parts if name.startswith("word/charts/chart")]
        assert len(charts) == 4
        assert all(f"word/charts/_rels/{Path(name).name}.rels" in parts for name in charts)

    def test_keep_the_look_that_people_gave_a_paragraph(self, first: bytes) -> None:
        edited = Editor(first)
        properties = edited.paragraph("Two meetings were held:").find(qn("w:pPr"))
        properties.append(properties.makeelement(qn("w:jc"), {qn("w:val"): "right"}))
        done = updated(edited.saved(), changed(small(), BEGUN, progress="Three meetings were held."))
        paragraph = Editor(done.content).paragraph("Three meetings were held.")
        assert paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "right"

    def test_that_are_gone_leave_with_their_heading(self, first: bytes) -> None:
        done = updated(first, changed(small(), BEGUN, next_steps=""))
        assert "Next steps" not in lines(done.content)
        assert told(done, "removed") == ["the-Director-of-TSB-1/TSAG/2026 next_steps"]

    def test_of_a_list_that_becomes_empty_say_so(self, first: bytes) -> None:
        done = changed(changed(small(), BEGUN, status="Submitted"), SILENT, status="Submitted", progress="Done.")
        content = updated(first, done).content
        assert "Nothing is outstanding." in lines(content)
        assert "Something has been written on every report." in lines(content)
        again = updated(content, small())
        assert lines(again.content) == lines(first)

    def test_twice_is_once(self, first: bytes) -> None:
        source = changed(small(), SILENT, status="In progress", progress="Begun.")
        once = updated(first, source)
        twice = updated(once.content, source)
        assert twice.content == once.content
        assert twice.news == ()

    def test_none_give_the_same_bytes(self, first: bytes) -> None:
        edited = Editor(first).saved()
        assert updated(edited, small()).content == edited


class TestPeopleWin:
    def test_words_outside_the_regions_stay(self, first: bytes) -> None:
        edited = Editor(first)
        edited.type_after("Overview", "A sentence of our own.")
        edited.type_over("At a glance", "In short")
        done = updated(edited.saved(), changed(small(), BEGUN, progress="Three meetings were held."))
        assert {"A sentence of our own.", "In short", "Three meetings were held."} <= set(lines(done.content))

    def test_an_edited_region_stays_and_is_told(self, first: bytes) -> None:
        edited = Editor(first)
        edited.type_over("Two meetings were held:", "Two long meetings were held:")
        source = changed(small(), BEGUN, progress="Three meetings were held.", next_steps="Another one.")
        done = updated(edited.saved(), source)
        assert "Two long meetings were held:" in lines(done.content)
        assert "Another one." in lines(done.content)
        assert told(done, "kept") == ["the-Director-of-TSB-1/TSAG/2026 progress"]
        assert "somebody edited it" in str(done.news[0])
        again = updated(done.content, source)
        assert again.content == done.content
        assert told(again, "kept") == told(done, "kept"), "told as long as it differs"

    def test_an_edited_region_without_news_is_not_told(self, first: bytes) -> None:
        edited = Editor(first)
        edited.type_over("Two meetings were held:", "Two long meetings were held:")
        assert updated(edited.saved(), small()).news == ()

    def test_who_typed_the_new_fact_already_is_not_told(self, first: bytes) -> None:
        edited = Editor(first)
        edited.type_over("A third meeting.", "A fourth meeting.")
        source = changed(small(), BEGUN, next_steps="A fourth meeting.")
        done = updated(edited.saved(), source)
        assert done.news == ()
        assert updated(done.content, changed(small(), BEGUN, next_steps="A fifth.")).content != done.content

    @pytest.mark.parametrize("tracked", [False, True])
    def test_comments_and_tracked_changes_are_left_alone(self, first: bytes, tracked: bool) -> None:
        edited = Editor(first)
        edited.comment_on("Two meetings were held:")
        edited.track_insertion("A third meeting.", " In Geneva.")
        source = changed(small(), BEGUN, progress="Three.", next_steps="Another.", status="Drafted")
        done = updated(edited.saved(), source, tracked=tracked)
        assert [str(one).rpartition(": ")[2] for one in done.news if one.what == "kept"] == [
            "it holds a comment",
            "it holds tracked changes by A. Editor",
        ]
        assert changes(done.content)["A. Editor ins"] == [" In Geneva."]
        assert "Two meetings were held:" in lines(done.content)

    def test_a_section_that_somebody_deleted_does_not_come_back(self, first: bytes) -> None:
        edited = Editor(first)
        edited.delete("Next steps")
        edited.delete("A third meeting.")
        saved = edited.saved()
        assert updated(saved, small()).content == saved
        done = updated(saved, changed(small(), BEGUN, next_steps="Another."))
        assert "Another." not in lines(done.content)
        assert told(done, "unmarked") == ["the-Director-of-TSB-1/TSAG/2026 next_steps"]

    def test_a_duty_that_is_gone_is_told_and_stays(self, first: bytes) -> None:
        source = small()
        kept = tuple(one for one in source.reports if not one.id.endswith(BEGUN))
        done = updated(first, replace(source, reports=kept))
        assert "Two meetings were held:" in lines(done.content)
        assert "the-Director-of-TSB-1/TSAG/2026" in told(done, "gone")

    def test_a_region_that_somebody_copied_is_left_alone(self, first: bytes) -> None:
        edited = Editor(first)
        control = next(edited.paragraph("A third meeting.").iterancestors(qn("w:sdt")))
        control.addnext(etree.fromstring(etree.tostring(control)))
        done = updated(edited.saved(), changed(small(), BEGUN, next_steps="Another."))
        assert lines(done.content).count("A third meeting.") == 2
        assert "it stands in two places" in str(done.news[0])


class TestWithoutControls:
    def test_the_bookmarks_tell_the_regions(self, first: bytes) -> None:
        edited = Editor(first)
        edited.remove_controls()
        source = changed(small(), SILENT, status="Submitted", progress="Done.\n- well")
        new = obligation("instructs the Director of TSB 3", of="WTSA-18-2024")
        source = replace(source, reports=(*source.reports, report(new)), obligations=(*source.obligations, new))
        done = updated(edited.saved(), source)
        assert lines(done.content) == lines(drafted(source).content)
        assert updated(done.content, source).content == done.content

    def test_nor_bookmarks_nothing_changes_and_each_is_told(self, first: bytes) -> None:
        edited = Editor(first)
        edited.remove_controls(bookmarks=True)
        done = updated(edited.saved(), changed(small(), BEGUN, next_steps="Another."))
        assert lines(done.content) == lines(first)
        assert [str(one) for one in done.news] == [
            "WTSA-18-2024, section: not marked any more (the text or its control was removed), and the register has "
            "something new"
        ], "once for all that is in it"


class TestTracked:
    def test_only_the_words_that_differ_are_marked(self, first: bytes) -> None:
        done = updated(first, changed(small(), BEGUN, next_steps="A fourth meeting."), tracked=True)
        assert changes(done.content) == {"reporter del": ["third"], "reporter ins": ["fourth"]}

    def test_twice_is_once(self, first: bytes) -> None:
        source = changed(small(), SILENT, status="Submitted", progress="Done.")
        once = updated(first, source, tracked=True)
        assert updated(once.content, source, tracked=True).content == once.content

    def test_newer_facts_take_the_place_of_those_not_yet_accepted(self, first: bytes) -> None:
        once = updated(first, changed(small(), BEGUN, next_steps="A fourth meeting."), tracked=True)
        done = updated(once.content, changed(small(), BEGUN, next_steps="A fifth meeting."), tracked=True)
        assert changes(done.content) == {"reporter del": ["third"], "reporter ins": ["fifth"]}

    def test_plain_facts_take_the_place_of_tracked_ones(self, first: bytes) -> None:
        once = updated(first, changed(small(), BEGUN, next_steps="A fourth meeting."), tracked=True)
        done = updated(once.content, changed(small(), BEGUN, next_steps="A fifth meeting."))
        assert changes(done.content) == {}
        assert "A fifth meeting." in lines(done.content)

    def test_what_lay_in_a_removed_region_is_not_called_edited(self, first: bytes) -> None:
        done = updated(first, changed(small(), SILENT, status="Submitted", progress="Done."), tracked=True)
        assert "the document gaps-table" in told(done, "removed")
        assert told(done, "kept") == []

    def test_the_words_read_as_in_a_new_draft_and_the_old_ones_are_all_there(self, first: bytes) -> None:
        source = changed(small(), SILENT, status="Submitted", progress="Done.\n- well", document="TD5")
        new = obligation("instructs the Director of TSB 3", of="WTSA-18-2024")
        source = replace(source, reports=(*source.reports, report(new)), obligations=(*source.obligations, new))
        done = updated(first, source, tracked=True)
        assert lines(done.content) == lines(drafted(source).content)


EVERYTHING = changed(
    changed(small(), SILENT, status="Submitted", progress="Done.\n- well\n- and good", document="TD5"),
    BEGUN,
    next_steps="",
    progress="Three meetings were held:\n- in May, in Geneva\nAnd more.",
)


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("template", ["advisory-group", "council", "plain", "brief", "letter"])
def test_word_has_nothing_to_complain_of(
    template: str, tracked: bool, tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    old, new = (drafted(source, template=template) for source in (small(), EVERYTHING))
    edited = Editor(old.content)
    edited.type_after("2026", "A paragraph of our own.")
    done = update(edited.saved(), FILE, new.content, shown=new.rows, today=TODAY, tracked=tracked)
    path = tmp_path / "report.docx"
    path.write_bytes(done.content)
    assert validate(path) == []


def test_libreoffice_takes_the_marks_of_controls_and_the_update_still_works(
    tmp_path: Path, soffice: str, first: bytes
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.docx").write_bytes(first)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "in" / "report.docx")], check=True, capture_output=True, timeout=120)
    through = (tmp_path / "report.docx").read_bytes()
    assert b"reporter.progress" not in Editor(through).parts[DOCUMENT], "it keeps the bookmarks only"
    done = updated(through, EVERYTHING)
    assert "Three meetings were held:" in lines(done.content)
    assert lines(done.content) == lines(drafted(EVERYTHING).content)


class TestBadInput:
    def test_a_document_that_was_never_drafted(self, first: bytes) -> None:
        edited = Editor(first)
        memory = next(name for name, content in edited.parts.items() if b"urn:reporter:draft" in content)
        edited.parts[memory] = b"<nothing/>"
        with pytest.raises(UsageError, match="does not remember what was drafted into it"):
            updated(edited.saved(), small())

    def test_the_report_of_another_body(self, first: bytes) -> None:
        other = drafted(small(), body="TDAG")
        with pytest.raises(UsageError, match="this is another report: it was drafted as 'TSAG 2026"):
            update(first, FILE, other.content, shown=other.rows, today=TODAY)

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and nothing else", b"just text"])
    def test_no_word_file(self, content: bytes) -> None:
        with pytest.raises(UsageError, match="is no Word document"):
            updated(content, small())

    def test_entities_are_refused(self, first: bytes) -> None:
        edited = Editor(first)
        text = edited.saved()
        with zipfile.ZipFile(io.BytesIO(text)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY e "e">]><w:document', 1)
        result = io.BytesIO()
        with zipfile.ZipFile(result, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        with pytest.raises(UsageError, match="has a document type"):
            updated(result.getvalue(), small())


OWN_WORDS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), max_codepoint=0x2FFF), min_size=1, max_size=12
).map(lambda text: f"Ω{text}Ω")
PLACES = ("Overview", "At a glance", "Outstanding", "Reports by resolution", "All reports")


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    edits=st.lists(st.tuples(st.sampled_from(PLACES), OWN_WORDS), max_size=6),
    tracked=st.booleans(),
    progress=st.text(st.sampled_from("ab \n-*&<{}é"), max_size=30),
)
def test_no_edit_outside_the_regions_is_ever_lost(edits: list[tuple[str, str]], tracked: bool, progress: str) -> None:
    edited = Editor(first_draft())
    for place, words in edits:
        edited.type_after(place, words)
    source = changed(small(), SILENT, progress=progress, status="Drafted" if progress.strip() else "")
    done = updated(edited.saved(), source, tracked=tracked)
    mine = [line for line in lines(edited.saved()) if line.startswith("Ω")]
    assert [line for line in lines(done.content) if line.startswith("Ω")] == mine
    assert [line for line in lines(done.content) if not line.startswith("Ω")] == lines(drafted(source).content)
    assert updated(done.content, source, tracked=tracked).content == done.content
