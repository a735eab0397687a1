"""Records, changes and footnotes stand in the text where they belong, and the text stays what it is."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reporter.model import Footnote, Paragraph, RevisionMark
from reporter.reviewing.characters import shown
from reporter.reviewing.marking import LEVELS, Highlight, marked

START = 10
STEERING = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "<b>",
    "&amp;",
    "]]>",
    "<!--",
    " ",
    "\t",
    "\x00",
    "\x0b",
    "\x7f",
    "\u202e",
    "\u200f",
    "\ud800",
]
HOSTILE = st.lists(st.one_of(st.sampled_from(STEERING), st.characters()), max_size=30).map("".join)
OFFSETS = st.integers(0, 60)


def paragraph(text: str, *changes: RevisionMark) -> Paragraph:
    return Paragraph(text, START, revisions=changes)


@st.composite
def cases(draw):
    text = draw(HOSTILE.filter(bool))
    changes = []
    for _ in range(draw(st.integers(0, 3))):
        at, author = draw(OFFSETS), draw(st.one_of(st.none(), HOSTILE))
        length = draw(st.integers(0, 9))
        words = text[at - START : at - START + length] if at >= START else ""
        changes.append(RevisionMark(draw(st.sampled_from(["inserted", "deleted"])), at, words or draw(HOSTILE), author))
    highlights = [
        Highlight(
            start,
            start + draw(st.integers(0, 20)),
            *draw(st.sampled_from([("", ""), *((one, "WTSA-1/a") for one in LEVELS)])),
        )
        for start in draw(st.lists(OFFSETS, max_size=3))
    ]
    notes = [Footnote(draw(HOSTILE), "note", at) for at in draw(st.lists(OFFSETS, max_size=2))]
    return paragraph(text, *changes), highlights, notes, draw(st.sampled_from(["final", "original"]))


@given(cases())
def test_whatever_is_marked_the_text_is_there_once_in_order_and_never_markup(case):
    one, highlights, notes, view = case
    html = marked(one, highlights, notes, revisions=view)
    assert set(re.findall(r"<(\w+)", html)) <= {"mark", "ins", "del", "sup"}
    gone = "del" if view == "final" else "ins"
    kept = re.sub(rf"<({gone}|sup)\b[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert unescape_only(re.sub(r"<[^>]*>", "", kept)) == shown(one.text)
    etree.fromstring(f"<p>{html}</p>", etree.XMLParser(resolve_entities=False))


def unescape_only(text: str) -> str:
    """The text behind the five escapes; `html.unescape` would also replace characters that stand for themselves."""
    return re.sub(r"&(?:amp|lt|gt|quot|#x27);", lambda found: unescape(found[0]), text)


@given(HOSTILE)
def test_each_character_stays_one_character_that_can_be_seen(text):
    seen = shown(text)
    assert len(seen) == len(text)
    assert shown(seen) == seen
    seen.encode("utf-8")


def test_steering_characters_are_shown_and_others_are_left_alone():
    assert shown("a\x00b\x1bc\x7fd\u202ee") == "a\u2400b\u241bc\u2421d\ufffde"
    plain = "é\tא ‏– 文 🎉\n"
    assert shown(plain) == plain


def test_a_record_is_one_mark_whatever_changed_inside_it():
    text = "to report annually"
    one = paragraph(
        text, RevisionMark("deleted", START + 10, "monthly"), RevisionMark("inserted", START + 10, "annually", "A & B")
    )
    assert marked(one, [Highlight(START, START + len(text), "fair", "WTSA-1-2024/instructs-1")]) == (
        '<mark class="found fair" data-for="WTSA-1-2024/instructs-1">to report <del>monthly</del>'
        '<ins title="by A &amp; B">annually</ins></mark>'
    )


def test_two_records_of_one_clause_share_its_mark_and_the_least_sure_decides_its_colour():
    highlights = [Highlight(START, START + 6, "sure", "X/1"), Highlight(START, START + 6, "doubtful", "X/1-b")]
    assert marked(paragraph("report it"), highlights) == (
        '<mark class="found doubtful" data-for="X/1 X/1-b">report</mark> it'
    )


def test_a_footnote_mark_stands_where_it_stood():
    note = Footnote("1", "A note.", START + 6)
    assert marked(paragraph("States, too"), [], [note]) == "States<sup>1</sup>, too"


def test_a_deletion_at_the_very_end_is_shown():
    assert marked(paragraph("end", RevisionMark("deleted", START + 3, " of it")), []) == "end<del> of it</del>"


def test_in_the_original_view_the_deletions_stand_and_the_insertions_are_set_between():
    one = paragraph(
        "report monthly",
        RevisionMark("deleted", START + 7, "monthly"),
        RevisionMark("inserted", START + 14, "annually"),
    )
    assert marked(one, [], revisions="original") == "report <del>monthly</del><ins>annually</ins>"
