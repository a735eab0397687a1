"""`reporter review`: one page, what it says, and what it does with files that it cannot read."""

from __future__ import annotations

import pytest


def test_it_writes_the_page_names_it_and_says_what_it_shows(run, texts, folder):
    done = run("review", texts, "-o", "page.html")
    assert done.code == 0
    assert done.out == "page.html\n"
    assert " records in 13 resolutions, " in done.err
    assert " near misses with the reason" in done.err
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert 'id="WTSA-134-2024/' in page


def test_the_page_is_called_review_html_where_no_name_is_given(run, texts, folder):
    assert run("review", texts / "wtsa-res-134-2024.txt").out == "review.html\n"
    assert (folder / "review.html").is_file()


def test_quiet_says_no_more_than_the_name(run, texts):
    done = run("review", texts, "-q", "-o", "page.html")
    assert (done.out, done.err) == ("page.html\n", "")


def test_the_same_texts_make_the_same_page(run, texts, folder):
    run("review", texts, "-o", "first.html")
    run("review", texts, "-o", "second.html")
    assert (folder / "first.html").read_bytes() == (folder / "second.html").read_bytes()


def test_an_earlier_page_is_replaced(run, texts, folder):
    run("review", texts, "-o", "page.html")
    run("review", texts / "wtsa-res-134-2024.txt", "-o", "page.html")
    assert "WTSA-131-2024" not in (folder / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("view", ["final", "original"])
def test_tracked_changes_are_shown_in_either_view(run, texts, folder, view):
    assert run("review", texts / "wtsa-res-131-2024.docx", "--revisions", view, "-o", "page.html").code == 0
    page = (folder / "page.html").read_text(encoding="utf-8")
    for tag, words in (
        ("del", "to each meeting of TSAG"),
        ("ins", "annually to TSAG and TDAG"),
        ("ins", "satellite messaging, "),
    ):
        assert f'<{tag} title="by Drafting Group 4B">{words}</{tag}>' in page


def test_a_file_that_cannot_be_read_is_told_and_named_on_the_page_and_the_others_are_shown(run, texts, folder):
    (texts / "broken.docx").write_bytes(b"no Word file")
    done = run("review", texts, "-o", "page.html")
    assert done.code == 2
    [error] = done.errors
    assert "broken.docx" in error
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert "broken.docx" in page
    assert 'id="WTSA-134-2024"' in page


def test_nothing_is_written_where_nothing_can_be_read(run, folder):
    (folder / "broken.docx").write_bytes(b"no Word file")
    assert run("review", "broken.docx", "-o", "page.html").code == 2
    assert not (folder / "page.html").exists()


def test_an_earlier_page_stays_where_no_resolution_is_found(run, texts, folder):
    run("review", texts, "-o", "page.html")
    before = (folder / "page.html").read_bytes()
    (folder / "letter.txt").write_text("Dear all,\n\nthank you.\n", encoding="utf-8")
    assert run("review", "letter.txt", "-o", "page.html").code == 2
    assert (folder / "page.html").read_bytes() == before


def test_a_source_is_never_overwritten(run, texts):
    source = texts / "wtdc-res-124-2025.html"
    before = source.read_bytes()
    assert run("review", source, "-o", source).code == 2
    assert source.read_bytes() == before


def test_a_name_that_is_no_page_is_refused_and_the_file_stays(run, texts, folder):
    letter = folder / "letter.docx"
    letter.write_bytes(b"a letter")
    done = run("review", texts, "-o", letter)
    assert done.code == 2
    assert "letter.html" in done.err
    assert letter.read_bytes() == b"a letter"


def test_the_page_that_is_mailed_tells_nothing_of_the_folders_it_was_made_in(run, texts, folder):
    run("review", texts.resolve(), "-o", folder.resolve() / "page.html")
    assert str(folder.resolve()) not in (folder / "page.html").read_text(encoding="utf-8")
