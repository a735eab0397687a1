"""Calendars and tables of meetings: as Outlook and Google write them, and there and back without loss."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporter.calendars import (
    Reminder,
    body_named,
    meetings_calendar,
    meetings_sheet,
    read_calendar,
    read_sheet,
    reminders_calendar,
)
from reporter.model import Meeting, UnreadableSource

TODAY = date(2026, 11, 20)

OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
CREATED:20261101T080000Z
DESCRIPTION:Opening at 09:30\\, room C\\n
DTEND;TZID="W. Europe Standard Time":20270514T180000
DTSTAMP:20261101T080000Z
DTSTART;TZID="W. Europe Standard Time":20270510T003000
LAST-MODIFIED:20261101T080000Z
LOCATION:Geneva\\, Switzerland
SUMMARY;LANGUAGE=en-gb:Telecommunication Standardization Advisory Group\\, se
 cond meeting of the study period
UID:040000008200E00074C5B7101A82E00800000000C0E1
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270607
DTEND;VALUE=DATE:20270618
SUMMARY:Council-27
LOCATION:Geneva
UID:040000008200E00074C5B7101A82E00800000000C0E2
END:VEVENT
END:VCALENDAR
"""

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Key dates
X-WR-TIMEZONE:Asia/Bangkok
BEGIN:VEVENT
DTSTART:20270302T230000Z
DTEND:20270305T100000Z
DTSTAMP:20261101T080000Z
UID:abc123@google.com
STATUS:CONFIRMED
SUMMARY:TDAG-27
TRANSP:OPAQUE
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270406
DTEND;VALUE=DATE:20270407
DTSTAMP:20261101T080000Z
UID:def456@google.com
STATUS:CANCELLED
SUMMARY:RAG-27
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270501
DURATION:P3D
UID:ghi789@google.com
RRULE:FREQ=YEARLY
SUMMARY:TSAG rapporteurs
END:VEVENT
END:VCALENDAR
"""


def written(folder: Path, text: str | bytes, name: str = "calendar.ics") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode("utf-8"))
    return path


def test_what_outlook_writes_is_read_with_its_own_time_zone_and_folded_lines(tmp_path):
    advisory, council = read_calendar(written(tmp_path, OUTLOOK))
    assert advisory.name == "Telecommunication Standardization Advisory Group, second meeting of the study period"
    assert (advisory.start, advisory.end) == (date(2027, 5, 10), date(2027, 5, 14))
    assert advisory.city == "Geneva, Switzerland"
    assert (council.start, council.end) == (date(2027, 6, 7), date(2027, 6, 17)), "the end of whole days is exclusive"


def test_what_google_writes_is_read_by_the_clock_of_its_calendar(tmp_path):
    group, cancelled, repeated = read_calendar(written(tmp_path, GOOGLE))
    assert (group.start, group.end) == (date(2027, 3, 3), date(2027, 3, 5))
    assert (cancelled.start, cancelled.end, cancelled.cancelled) == (date(2027, 4, 6), date(2027, 4, 6), True)
    assert (repeated.start, repeated.end, repeated.repeats) == (date(2027, 5, 1), date(2027, 5, 3), True)


def test_a_mark_and_bare_line_feeds_do_no_harm(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbf" + GOOGLE.encode("utf-8"))
    assert [one.name for one in read_calendar(path)] == ["TDAG-27", "RAG-27", "TSAG rapporteurs"]


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"PK\x03\x04"])
def test_a_file_that_is_no_calendar_is_told(tmp_path, content):
    with pytest.raises(UnreadableSource, match="this is no calendar"):
        read_calendar(written(tmp_path, content))


def test_an_event_with_a_broken_day_has_none(tmp_path):
    text = GOOGLE.replace("DTSTART:20270302T230000Z", "DTSTART:next week")
    assert read_calendar(written(tmp_path, text))[0].start is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("TSAG-2027-05", "TSAG"),
        ("2nd meeting of TSAG, Geneva", "TSAG"),
        ("Council-27", "Council"),
        ("Telecommunication Development Advisory Group", "TDAG"),
        ("TSAG and TDAG joint session", ""),
        ("Staff outing", ""),
        ("Archive Board 2027", "Archive Board"),
        ("boarding", ""),
    ],
)
def test_the_body_is_told_by_the_name_or_not_at_all(text, body):
    assert body_named(text, ["Archive Board", "Board", "Council"]) == body


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=40
)
_NAMES = _TEXT.map(lambda text: " ".join(text.split())).filter(bool)
_DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@st.composite
def _meetings(draw: st.DrawFn) -> Meeting:
    start = draw(_DAYS)
    return Meeting(
        body=draw(_NAMES),
        name=draw(_NAMES),
        year=start.year,
        start=start,
        end=draw(st.none() | st.integers(0, 30).map(lambda days: start + timedelta(days=days))),
        deadline=draw(st.none() | _DAYS),
        place=draw(st.none() | _NAMES),
    )


def same(one: Meeting, entry) -> bool:
    told = (entry.name, entry.body, entry.start, entry.end, entry.deadline, entry.city)
    return told == (one.name, one.body, one.start, one.end, one.deadline, one.place or "")


@settings(max_examples=60)
@given(st.lists(_meetings(), max_size=4, unique_by=lambda one: (one.body.casefold(), one.name.casefold())))
def test_meetings_come_back_from_a_calendar_as_they_went(tmp_path_factory, meetings):
    path = written(tmp_path_factory.mktemp("calendar"), meetings_calendar(meetings, TODAY))
    assert all(same(one, entry) for one, entry in zip(meetings, read_calendar(path), strict=True))


@settings(max_examples=60)
@given(st.lists(_meetings(), max_size=4))
def test_meetings_come_back_from_a_table_as_they_went(tmp_path_factory, meetings):
    path = tmp_path_factory.mktemp("table") / "meetings.csv"
    path.write_bytes(meetings_sheet(meetings).encode("utf-8-sig"))
    assert all(same(one, entry) for one, entry in zip(meetings, read_sheet(path), strict=True))


def test_a_calendar_is_the_same_whenever_it_is_written_for_a_day():
    meeting = Meeting("TSAG", "TSAG-2027-05", 2027, date(2027, 5, 10), date(2027, 5, 14), date(2027, 4, 28), "Geneva")
    text = meetings_calendar([meeting], TODAY)
    assert text == meetings_calendar([meeting], TODAY)
    assert b"DTEND;VALUE=DATE:20270515" in text
    assert b"CATEGORIES:TSAG" in text
    assert text.count(b"BEGIN:VEVENT") == 2


def test_a_reminder_keeps_its_identity_and_rings_before_the_day():
    first = reminders_calendar(
        "Ana", [Reminder("A/1", "Report due", "To TSAG\nPeriod: 2027", date(2027, 5, 4))], (14, 3), TODAY
    )
    moved = reminders_calendar("Ana", [Reminder("A/1", "Report due", "", date(2027, 6, 1))], (), TODAY)
    uid = next(line for line in first.split(b"\r\n") if line.startswith(b"UID"))
    assert uid in moved
    assert (first.count(b"TRIGGER:-P14D"), first.count(b"TRIGGER:-P3D"), moved.count(b"VALARM")) == (1, 1, 0)
    assert b"DTSTART;VALUE=DATE:20270504" in first
    assert b"To TSAG\\nPeriod: 2027" in first


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Body,Meeting,Start\nTSAG,TSAG-2027-05,2027-05-10\n", date(2027, 5, 10)),
        ("meeting;START;body\nTSAG-2027-05;10 May 2027;TSAG\n", date(2027, 5, 10)),
        ("Subject,Start Date,Location\nTSAG-2027-05,31/5/2027,Genève\n", date(2027, 5, 31)),
    ],
)
def test_a_table_is_read_by_the_names_of_its_columns(tmp_path, text, start):
    (entry,) = read_sheet(written(tmp_path, text, "meetings.csv"))
    assert (entry.name, entry.start) == ("TSAG-2027-05", start)


def test_a_table_as_excel_saves_it_in_western_europe_is_read(tmp_path):
    (entry,) = read_sheet(written(tmp_path, "Meeting;Start;Place\nPP-30;2030-10-01;Genève\n".encode("cp1252"), "m.csv"))
    assert entry.city == "Genève"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_table_that_begins_with_a_mark_is_read_by_it(tmp_path, encoding):
    data = "Meeting\tStart\tPlace\r\nPP-30\t2030-10-01\tGenève\r\n".encode(encoding)
    (entry,) = read_sheet(written(tmp_path, data, "m.csv"))
    assert (entry.name, entry.city) == ("PP-30", "Genève")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Meeting,Start\nTSAG,05/06/2027\n", 'm.csv, line 2, Start: "05/06/2027" is not a date, or could be two'),
        ("Meting,Start\nTSAG,2027-06-05\n", 'm.csv, line 1: the table has no column "Meeting"; nearest is "Meting"'),
        ("", 'm.csv, line 1: the table has no column "Meeting"'),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(UnreadableSource) as told:
        read_sheet(written(tmp_path, text, "m.csv"))
    assert said in str(told.value)
