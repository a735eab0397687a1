"""The page holds the texts in full, each record in its place, and nothing that a text could do to the reader."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from reviewing import SHORT, from_text, paragraphs, parts, reviewed

import reporter
from reporter.extraction import Extraction
from reporter.model import Document, Footnote, Paragraph, Resolution, RevisionMark
from reporter.reading import read
from reporter.resources import bundled
from reporter.reviewing import Reviewed, review_page
from reporter.reviewing.characters import shown

EXAMPLES = sorted((bundled("examples") / "resolutions").iterdir())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_paragraph_of_a_resolution_is_shown_in_full_and_in_order(path):
    one = reviewed(read(path))
    page = parts(review_page([one]))
    for extraction in one.extractions:
        resolution = extraction.resolution
        expected = [
            shown(each.text) for each in one.document.paragraphs if resolution.start <= each.start < resolution.end
        ]
        assert paragraphs(page, resolution.id) == expected


def test_real_texts_are_shown_in_full(shared):
    for path in sorted((shared / "resolutions").iterdir()):
        one = reviewed(read(path))
        page = parts(review_page([one]))
        resolution = one.extractions[0].resolution
        expected = [each.text for each in one.document.paragraphs if resolution.start <= each.start < resolution.end]
        assert paragraphs(page, resolution.id) == expected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_clause_and_every_record_has_an_address_of_its_own(path):
    one = reviewed(read(path))
    page = parts(review_page([one]))
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(anchors)
    for extraction in one.extractions:
        assert {each.id for each in (*extraction.obligations, *extraction.actions)} <= set(anchors)
        clauses = sum(len(section.clauses) for section in extraction.resolution.sections)
        recorded = {each.source.start for each in extraction.obligations}
        assert len(page.xpath("//*[contains(@class, 'place')]")) == clauses - len(recorded)


def test_paragraphs_that_were_deleted_stand_by_themselves():
    before, after = (RevisionMark("deleted", start, text, apart=True) for start, text in ((0, "1 & 2"), (12, "3")))
    inside = RevisionMark("deleted", 9, "old ")
    text = Paragraph("to report.", 2, revisions=(replace(before, start=2), inside, after))
    document = Document("a.txt", "txt", "x\nto report.", (Paragraph("x", 0), text))
    resolution = Resolution("WTSA", "7", "Title", "Kigali", 2022, False, "a.txt", 0, 12, (), id="WTSA-7-2022")
    page = parts(review_page([Reviewed(document, (Extraction(resolution, (), ()),), ())]))
    shown_of_it = page.xpath("(//div[contains(@class, 'text')])[last()]/p")
    assert [one.text_content() for one in shown_of_it] == ["1 & 2", "to repoold rt.", "3"]
    assert [one.find("del") is not None for one in shown_of_it] == [True] * 3


def test_a_record_stands_beside_its_clause_with_its_fields(tmp_path):
    page = parts(review_page([from_text(tmp_path, SHORT)]))
    [row] = page.xpath("//div[@id='WTSA-18-2024/instructs-Director-of-TSB-3']")
    assert row.xpath("string(.//mark)") == "to submit to the next WTSA a report on bridges that fell,"
    [card] = row.xpath(".//article")
    fields = dict(zip(card.xpath(".//dt/text()"), card.xpath(".//dd/text()"), strict=True))
    assert fields["Responsible"] == "Director of TSB"
    assert fields["Reports to"] == "WTSA"
    assert fields["How often"] == "once"
    assert fields["Force"] == "instructs"


def test_two_records_of_one_clause_stand_beside_it_each_with_its_address(tmp_path):
    page = parts(review_page([from_text(tmp_path, SHORT)]))
    [row] = page.xpath("//div[@id='WTSA-18-2024/instructs-Director-of-TSB-2']")
    records = row.xpath(".//article/@data-record")
    assert len(records) == 2
    assert row.xpath(".//mark/@data-for") == [" ".join(records)]
    assert row.xpath(".//article/@id") == records[1:]


def test_a_clause_without_a_record_can_be_linked_to_the_preamble_included(tmp_path):
    page = parts(review_page([from_text(tmp_path, SHORT)]))
    for anchor, words in (
        ("WTSA-18-2024/recalling-a", "that the Director of TSB reported"),
        ("WTSA-18-2024/instructs-Director-of-TSB-1", "to keep a list"),
        ("WTSA-18-2024/invites-Member-States", "to send photographs"),
    ):
        assert words in page.xpath(f"string(//div[@id='{anchor}']//p)")


def test_a_near_miss_says_why_beside_its_clause_and_in_the_list_which_is_closed(tmp_path):
    page = parts(review_page([from_text(tmp_path, SHORT)]))
    [row] = page.xpath("//div[@id='WTSA-18-2024/recalling-a']")
    [why] = row.xpath(".//p[@class='place']")
    words = 'recalling a): no record, as it belongs to the preamble ("recalling"), which quotes and explains but binds nobody.'
    assert why.text_content() == words, "a mark that is seen and heard stands between the clause and the reason"
    assert row.xpath(".//mark/@class") == ["miss"]
    [closed] = page.xpath("//section[@id='near-misses']/details")
    assert closed.get("open") is None
    assert closed.xpath(".//li/a/@href") == ["#WTSA-18-2024/recalling-a"]


def test_the_filters_say_how_many_records_each_choice_has(tmp_path):
    page = parts(review_page([from_text(tmp_path, SHORT)]))
    facets = [json.loads(one) for one in page.xpath("//article/@data-facets")]
    for name in ("recipients", "responsible", "frequency", "level"):
        for option in page.xpath(f"//select[@data-filter='{name}']/option[@value != '']"):
            count = sum(option.get("value") in one[name] for one in facets)
            assert option.text.endswith(f" ({count})")


def test_text_before_the_first_resolution_is_not_shown_and_the_page_says_so(tmp_path):
    page = review_page([from_text(tmp_path, "Foreword by the editor.\n\nThis collection is complete.\n\n\n" + SHORT)])
    assert "Foreword" not in page
    assert "not shown: what the file says before its first resolution (2 paragraphs, 8 words)" in page
    assert "not shown" not in parts(review_page([from_text(tmp_path, SHORT)])).text_content()


def test_operative_paragraphs_before_the_first_header_are_shown_as_not_read(tmp_path):
    page = review_page([from_text(tmp_path, "5. Requests the Director to report to the Council;\n\n" + SHORT)])
    told = "not read, as it stands before the first header: 5. Requests the Director to report to the Council;"
    assert told in parts(page).text_content()


def test_files_without_a_resolution_and_files_that_could_not_be_read_are_named(tmp_path):
    letter = from_text(tmp_path, "Dear colleague,\n\nthank you for the flowers.\n", "letter.txt")
    page = parts(review_page([letter], not_shown=["a.docx: damaged <file>"]))
    [first, second] = page.xpath("//aside[@id='not-shown']//li/text()")
    assert first == "a.docx: damaged <file>"
    assert second.endswith("letter.txt: no resolution was recognised in it")


def test_footnotes_are_shown_below_their_paragraph(tmp_path):
    one = from_text(tmp_path, SHORT)
    place = one.document.text.index("Member States") + len("Member States")
    noted = replace(
        one, document=replace(one.document, footnotes=(Footnote("1", "These <include> associates.", place),))
    )
    page = parts(review_page([noted]))
    [note] = page.xpath("//p[@class='footnote']")
    assert note.text_content() == "1 These <include> associates."
    assert note.getprevious().text_content() == "invites Member States1"


def test_the_same_text_twice_gets_addresses_of_its_own(tmp_path):
    one = from_text(tmp_path, SHORT)
    page = parts(review_page([one, one]))
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    assert "WTSA-18-2024~2/instructs-Director-of-TSB-2" in anchors
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(anchors)


HOSTILE = '</script></style><script>alert(1)</script><img src=x onerror=alert(2)> " onclick="x \' &amp; &lt; {{ 7 * 7 }} \u202e\x07'


def hostile(one: Reviewed) -> Reviewed:
    """Everything a file could bring in, at its worst."""
    document, [extraction], misses = one.document, one.extractions, one.near_misses
    resolution = replace(
        extraction.resolution,
        body=HOSTILE,
        number=HOSTILE,
        title=HOSTILE,
        place=HOSTILE,
        kind=HOSTILE,
        notes=(HOSTILE,),
    )
    duties = tuple(
        replace(
            each, id=each.id + HOSTILE, resolution=resolution, clause=HOSTILE, responsible=(HOSTILE, "a|b"), notes=(HOSTILE,),
            recipients=(HOSTILE,), frequency=HOSTILE, due_event=HOSTILE, subject=HOSTILE, force=HOSTILE,
        )
        for each in extraction.obligations
    )  # fmt: skip
    return Reviewed(
        replace(document, file=HOSTILE, notes=(HOSTILE,), footnotes=(Footnote(HOSTILE, HOSTILE, 5),)),
        (replace(extraction, resolution=resolution, obligations=duties),),
        tuple(replace(miss, resolution=resolution, clause=HOSTILE, text=HOSTILE, reason=HOSTILE) for miss in misses),
    )


def test_no_word_of_a_file_is_ever_markup(tmp_path):
    one = from_text(tmp_path, SHORT.replace("of bridges;", f"of bridges {HOSTILE};"))
    page = review_page([hostile(one)], title=HOSTILE, not_shown=[HOSTILE])
    tree = parts(page)
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img")
    known = {name for each in parts(review_page([one])).iter() if isinstance(each.tag, str) for name in each.attrib}
    assert {name for each in tree.iter() if isinstance(each.tag, str) for name in each.attrib} <= known
    assert "49" not in tree.xpath("string(//h1)")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202d\u202e]", page)
    assert tree.xpath("string(//h1)") == shown(HOSTILE)


def test_a_file_of_nothing_but_half_characters_can_be_written(tmp_path):
    text = "RESOLUTION 1 (Geneva, 2022)\nA\ud800B"
    document = Document("x.txt", "txt", text, (Paragraph(text[:27], 0), Paragraph("A\ud800B", 28)))
    review_page([reviewed(document)]).encode("utf-8")


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else(tmp_path):
    page = review_page([from_text(tmp_path, SHORT)])
    tree = parts(page)
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == "'none'"
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert set(rules.values()) == {"'none'"}
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_page_refers_to_nothing_outside_itself(tmp_path):
    page = review_page([from_text(tmp_path, SHORT)])
    assert not re.search(r"https?:|//[a-z]|url\(|@import|\bsrc=|<link", page)


def test_the_same_texts_make_the_same_page(tmp_path):
    assert review_page([from_text(tmp_path, SHORT)]) == review_page([from_text(tmp_path, SHORT)])


def test_the_verb_can_be_called_again_and_again(tmp_path):
    (tmp_path / "res.txt").write_text(SHORT, encoding="utf-8")
    first, second = (reporter.review(tmp_path / "res.txt", tmp_path / name) for name in ("a.html", "b.html"))
    assert (first.resolutions, first.obligations, first.near_misses) == (1, 3, 1)
    assert replace(second, path=first.path) == first
