"""`reporter meetings` and `reporter deadlines`: calendars out of the workbook, and meetings into it."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from reporter.workbook import TableChange, load, patch, read_tables

TODAY = ("--today", "2026-11-20")


def calendar(name: str, first: str, after: str, *, uid: str = "one@example", more: str = "") -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nSUMMARY:{name}\r\nDTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{after}\r\n{more}"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


@pytest.fixture
def take(run, register, folder):
    """Imports a calendar of one event."""

    def call(*arguments: str, **more: str):
        (folder / "key dates.ics").write_text(calendar(*arguments, **more), encoding="utf-8", newline="")
        return run("meetings", "import", register, "key dates.ics", *TODAY)

    return call


def meeting(register, name):
    return {one.name: one for one in load(register).meetings}[name]


def diary(register):
    return [
        (row.values["Row"], row.values["Column"], row.values["Source"]) for row in read_tables(register)["Changes"].rows
    ]


def test_a_new_meeting_is_added_once_and_told(take, register):
    told = take("TSAG-2029-05", "20290507", "20290512")
    assert (told.code, "1 meeting added" in told.err) == (0, True)
    found = meeting(register, "TSAG-2029-05")
    assert (found.body, found.start.isoformat(), found.end.isoformat()) == ("TSAG", "2029-05-07", "2029-05-11")
    assert diary(register)[-1] == ("TSAG-2029-05", None, "new row (key dates.ics)")
    before = register.read_bytes()
    assert "nothing changed" in take("TSAG-2029-05", "20290507", "20290512").err
    assert register.read_bytes() == before


def test_a_meeting_that_moves_or_is_renamed_in_the_calendar_is_known_by_its_uid(take, register):
    take("TSAG-2029-05", "20290507", "20290512")
    told = take("TSAG, second meeting", "20290521", "20290526")
    assert "1 meeting added" not in told.err
    found = meeting(register, "TSAG-2029-05")
    assert (found.start.isoformat(), found.end.isoformat()) == ("2029-05-21", "2029-05-25")


def test_what_a_person_wrote_stays_and_the_difference_is_told_once(take, register):
    take("TSAG-2029-05", "20290507", "20290512")
    from datetime import date

    patch(register, [TableChange("Meetings", "Meeting", update={"TSAG-2029-05": {"Start": date(2029, 5, 8)}})])
    told = take("TSAG-2029-05", "20290521", "20290526")
    assert meeting(register, "TSAG-2029-05").start.isoformat() == "2029-05-08"
    assert "the workbook's value stays" in told.err
    assert "the workbook's value stays" not in take("TSAG-2029-05", "20290521", "20290526").err


def test_a_blank_deadline_stays_blank_and_a_typed_one_stays(take, register):
    from datetime import date

    take("TSAG-2029-05", "20290507", "20290512")
    patch(
        register,
        [TableChange("Meetings", "Meeting", update={"TSAG-2029-05": {"Document deadline": date(2029, 4, 25)}})],
    )
    take("TSAG-2029-05", "20290521", "20290526")
    assert meeting(register, "TSAG-2029-05").deadline.isoformat() == "2029-04-25"


def test_a_meeting_that_was_called_off_is_told_once_and_never_deleted(take, register):
    take("TSAG-2029-05", "20290507", "20290512")
    told = take("TSAG-2029-05", "20290507", "20290512", more="STATUS:CANCELLED\r\n")
    assert "cancelled in the calendar" in told.err
    assert meeting(register, "TSAG-2029-05")
    assert "cancelled" not in take("TSAG-2029-05", "20290507", "20290512", more="STATUS:CANCELLED\r\n").err
    assert "nothing changed" in take("RAG-2029", "20290507", "20290512", uid="x", more="STATUS:CANCELLED\r\n").err


def test_two_meetings_of_one_name_in_two_years_are_two(take, register):
    take("Meeting of TSAG", "20290507", "20290512")
    take("Meeting of TSAG", "20300506", "20300511", uid="two@example")
    found = {one.name for one in load(register).meetings}
    assert {"Meeting of TSAG", "Meeting of TSAG 2030-05-06"} <= found


def test_a_row_that_a_person_typed_is_found_by_its_body_and_first_day(take, register):
    from datetime import date

    row = {"Body": "TSAG", "Meeting": "Our TSAG", "Start": date(2029, 5, 7)}
    patch(register, [TableChange("Meetings", append=[row])])
    told = take("Advisory group TSAG, Geneva", "20290507", "20290512", more="LOCATION:Geneva\r\n")
    assert "meeting added" not in told.err
    assert (meeting(register, "Our TSAG").end.isoformat(), meeting(register, "Our TSAG").place) == (
        "2029-05-11",
        "Geneva",
    )


def test_what_names_no_body_is_left_out_unless_it_is_said_whose_it_is(take, run, register):
    told = take("Staff outing", "20290507", "20290508")
    assert 'note: key dates.ics, event 1: "Staff outing" is left out, as no body is told' in told.err
    assert run("meetings", "import", register, "key dates.ics", "--body", "TSAG", *TODAY).code == 0
    assert meeting(register, "Staff outing").body == "TSAG"


def test_a_dry_run_writes_nothing(run, register, folder):
    (folder / "c.ics").write_text(calendar("TSAG-2029-05", "20290507", "20290512"), encoding="utf-8", newline="")
    before = register.read_bytes()
    assert "1 meeting would be added" in run("meetings", "import", register, "c.ics", "--dry-run", *TODAY).err
    assert register.read_bytes() == before


@pytest.mark.parametrize("name", ["meetings.ics", "meetings.csv"])
def test_what_is_exported_comes_back_and_changes_nothing(run, register, folder, name):
    assert run("meetings", "export", register, "-o", name, *TODAY).code == 0
    before = {one.name: one for one in load(register).meetings}
    told = run("meetings", "import", register, name, *TODAY)
    assert told.code == 0
    assert "meeting added" not in told.err
    assert {one.name: one for one in load(register).meetings} == before
    assert "nothing changed" in run("meetings", "import", register, name, *TODAY).err


def test_what_two_files_tell_of_one_meeting_is_one_meeting(run, register, folder):
    for name in ("a.ics", "a.csv"):
        run("meetings", "export", register, "-o", name, *TODAY)
    before = load(register).meetings
    assert "nothing changed" in run("meetings", "import", register, "a.ics", "a.csv", *TODAY).err
    assert load(register).meetings == before


def test_of_two_files_the_later_counts_and_need_not_say_all(run, register, folder):
    (folder / "first.ics").write_text(calendar("TSAG-2029-05", "20290507", "20290512"), encoding="utf-8", newline="")
    (folder / "then.csv").write_text(
        "Body;Meeting;Start;Document deadline\nTSAG;tsag-2029-05;2029-05-08;2029-04-30\n"
        "TSAG;TSAG-2029-05;2030-05-13;\nTSAG;Second;2029-05-08;\n",
        encoding="utf-8",
    )
    told = run("meetings", "import", register, "first.ics", "then.csv", *TODAY)
    assert "3 meetings added" in told.err
    found = meeting(register, "tsag-2029-05")
    assert [found.start.isoformat(), found.end.isoformat(), found.deadline.isoformat()] == [
        "2029-05-08",
        "2029-05-11",
        "2029-04-30",
    ]
    assert meeting(register, "TSAG-2029-05").start.year == 2030
    assert "nothing changed" in run("meetings", "import", register, "first.ics", "then.csv", *TODAY).err


def test_meetings_of_one_body_are_exported_and_a_slip_is_answered(run, register, folder):
    run("meetings", "export", register, "-o", "tsag.ics", "--to", "tsag", *TODAY)
    events = Calendar.from_ical((folder / "tsag.ics").read_bytes()).walk("VEVENT")
    assert {str(one["categories"].cats[0]) for one in events} == {"TSAG"}
    told = run("meetings", "export", register, "-o", "tsag.ics", "--to", "TSGA")
    assert (told.code, 'Did you mean "TSAG"?' in told.err) == (2, True)
    assert run("meetings", "export", register, "-o", "tsag.txt").code == 2


def test_a_file_that_is_none_is_named_and_the_others_go_through(run, register, folder):
    (folder / "good.ics").write_text(calendar("TSAG-2029-05", "20290507", "20290512"), encoding="utf-8", newline="")
    (folder / "bad.ics").write_text("hello", encoding="utf-8")
    told = run("meetings", "import", register, "bad.ics", "good.ics", "letter.docx", *TODAY)
    assert told.code == 2
    assert [line.split(":")[1].strip() for line in told.errors] == ["bad.ics", "letter.docx"]
    assert meeting(register, "TSAG-2029-05")


def test_each_owner_gets_a_calendar_of_what_is_owed(run, register, folder):
    told = run("deadlines", register, "-o", "calendars", *TODAY)
    assert told.code == 0
    owed = run("status", register, "--format", "json", *TODAY)
    import json

    open_ones = [one for one in json.loads(owed.out) if one["timing"] != "Done"]
    events = [
        event
        for path in (folder / "calendars").iterdir()
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    ]
    assert sorted(str(one.decoded("dtstart")) for one in events) == sorted(one["due_date"] for one in open_ones)
    assert all(len(event.walk("VALARM")) == 2 for event in events)
    assert any(path.name == "obligations deadlines - unassigned.ics" for path in (folder / "calendars").iterdir())


def test_one_calendar_for_all_and_reminders_by_the_settings(run, register, folder):
    (folder / "reporter.toml").write_text("[deadlines]\nremind = [30]\n", encoding="utf-8")
    assert run("deadlines", register, "-o", "c", "--by", "all", "--to", "TSAG", *TODAY).code == 0
    (path,) = (folder / "c").iterdir()
    assert path.name == "obligations deadlines - all.ics"
    assert b"TRIGGER:-P30D" in path.read_bytes()
    assert b"TRIGGER:-P14D" not in path.read_bytes()
