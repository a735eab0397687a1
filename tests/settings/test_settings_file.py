"""The file of settings: what it may say, and what is answered to a slip."""

from __future__ import annotations

import dataclasses
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.model import SettingsError
from reporter.settings import FILE_NAME, MeetingSetting, Settings, commented_file, find, read_settings, settings_for
from reporter.settings.declaring import declared, optional, setting
from reporter.settings.kinds import Named, Text
from reporter.settings.lines import key_lines
from reporter.settings.listing import listed, toml

KEYS = [one.key for one in declared(Settings)]


def written(folder: Path, text: str) -> Path:
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    """What is said of each fault, without the file."""
    path = written(folder, text)
    return [str(one).removeprefix(f"{path}, ") for one in read_settings(path).faults]


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    assert settings_for(tmp_path / "obligations.xlsx") == Settings()
    assert [one.origin for one in listed(None)] == ["default"] * len(KEYS)


def test_a_file_sets_what_it_names_and_paths_start_at_its_folder(tmp_path: Path) -> None:
    written(
        tmp_path,
        """
        sources = ["texts", "wtsa/*.docx"]
        horizon = 3

        [parts]
        by = "unit"
        folder = "parts"

        [[meetings]]
        body = "Executive Board"
        meeting = "EB-160"
        start = 2027-01-25
        """,
    )
    found = settings_for(tmp_path / "obligations.xlsx")
    assert found.sources == (str(tmp_path / "texts"), str(tmp_path / "wtsa/*.docx"))
    assert (found.horizon, found.parts.by, found.parts.folder) == (3, "unit", tmp_path / "parts")
    assert found.meetings == (MeetingSetting("Executive Board", "EB-160", date(2027, 1, 25)),)
    assert found.drafts == Settings().drafts


def test_the_file_beside_the_workbook_holds_and_else_the_nearest_one_above(tmp_path: Path) -> None:
    office, year = tmp_path / "office", tmp_path / "office" / "2026"
    year.mkdir(parents=True)
    above = written(office, "horizon = 3")
    assert find(year) == above
    own = written(year, "horizon = 4")
    assert find(year) == own
    assert settings_for(year / "obligations.xlsx").horizon == 4


def test_files_are_not_joined(tmp_path: Path) -> None:
    inner = tmp_path / "2026"
    inner.mkdir()
    written(tmp_path, "horizon = 3")
    written(inner, 'sources = ["texts"]')
    assert settings_for(inner / "obligations.xlsx").horizon == Settings().horizon


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("horizn = 3", 'line 1, horizn: there is no setting "horizn". Did you mean "horizon"?'),
        (
            '[drafts]\n\nformat = "rtf"',
            'line 3, drafts.format: the text "rtf" stands where one of "docx", "md", "html", "pdf" is expected. '
            'Write one of "docx", "md", "html", "pdf"',
        ),
        (
            "[deadlines]\nhorizonn = 3",
            'line 2, deadlines.horizonn: there is no setting "deadlines.horizonn". '
            'Did you mean "horizon", above the first [section] of the file?',
        ),
        ('[draft]\nformat = "md"', 'line 1, draft: there is no setting "draft". Did you mean "drafts"?'),
        (
            '[parts]\nfile_name = "{value}"',
            'line 2, parts.file_name: there is no setting "parts.file_name". Did you mean "parts.file-name"?',
        ),
        (
            '[parts]\nfile-name = "{workbook}"',
            'line 2, parts.file-name: "{workbook}" lacks {value}, without which all would have the same name. Add it',
        ),
        (
            '[parts]\nfile-name = "{value} {when}"',
            'line 2, parts.file-name: "{when}" is no field of this text. '
            "Write a text in quotes with the fields {workbook}, {value}, {date}",
        ),
        (
            "horizon = true",
            "line 1, horizon: true stands where a whole number from 1 to 20 is expected. "
            "Write a whole number from 1 to 20",
        ),
        (
            '[[meetings]]\nbody = "EB"\nmeeting = "EB-160"\nstart = 2027-01-25\n\n[[meetings]]\nbody = "EB"\nmeting = "EB-161"',
            'line 8, meetings[2].meting: there is no setting "meting". Did you mean "meeting"?',
        ),
        (
            '[[meetings]]\nbody = "EB"',
            "line 1, meetings[1]: the entry has no meeting. Add meeting = …: Unique name of the meeting.",
        ),
        (
            '[[meetings]]\nbody = "EB"\nmeeting = "EB-160"\nstart = "2027-01-25"',
            'line 4, meetings[1].start: the text "2027-01-25" stands where a date without quotes, such as 2026-05-01 '
            "is expected. Write a date without quotes, such as 2026-05-01",
        ),
        ("parts = 1", "line 1, parts: the number 1 stands where a section of settings is expected. Write [parts]"),
        (
            'sources = ["C:\\texts"]',
            "line 1, sources: 'C:\\texts' is no path: a backslash in double quotes has a meaning of its own. "
            "Write a path with slashes (C:/texts), or in single quotes ('C:\\texts')",
        ),
    ],
    ids=lambda one: one.splitlines()[-1] if isinstance(one, str) else None,
)
def test_a_slip_is_told_with_its_line_its_key_and_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    assert faults(tmp_path, text) == [said]


def test_all_slips_are_found_and_what_is_right_holds(tmp_path: Path) -> None:
    path = written(tmp_path, 'horizon = 0\nsorces = ["texts"]\n[drafts]\nformat = "md"')
    found = read_settings(path)
    assert len(found.faults) == 2
    assert (found.settings.horizon, found.settings.drafts.format) == (Settings().horizon, "md")
    with pytest.raises(SettingsError, match="horizon"):
        settings_for(tmp_path / "obligations.xlsx")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sources = texts", "line 1: this is no TOML: invalid value"),
        ('horizon = 2\nsources = ["C:\\Users\\texts"]', r"line 2: this is no TOML: .*single quotes"),
        ("horizon 2", "line 1: this is no TOML: expected '='"),
        ("horizon = 2\nhorizon = 3", "line 2: this is no TOML: cannot overwrite a value"),
        ('sources = ["texts"', "this is no TOML: "),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_the_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_settings(written(tmp_path, text))


def test_a_file_as_notepad_saves_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"\xef\xbb\xbfhorizon = 3\r\n\r\n[drafts]\r\nformat = 'md'\r\n")
    found = read_settings(path)
    assert (found.settings.horizon, found.given["drafts.format"].line) == (3, 4)
    path.write_bytes("horizon = 3".encode("utf-16"))
    with pytest.raises(SettingsError, match="Save the file as UTF-8"):
        read_settings(path)


def test_the_list_tells_value_and_line_of_what_is_set(tmp_path: Path) -> None:
    path = written(tmp_path, "# ours\nhorizon = 3\n\n[parts]\nby = 'unit'\n")
    found = {one.key: one for one in listed(read_settings(path))}
    assert list(found) == KEYS
    assert (found["horizon"].value, found["horizon"].origin) == ("3", f"{path}, line 2")
    assert (found["parts.by"].value, found["parts.by"].origin) == ('"unit"', f"{path}, line 5")
    assert found["drafts.format"].origin == "default"


def test_every_setting_says_what_it_is_for() -> None:
    for one in declared(Settings):
        assert one.about.help.endswith("."), one.key
        assert one.about.kind.what, one.key
        assert one.key == one.key.lower().replace("_", "-")


def test_the_commented_file_sets_nothing_and_each_of_its_lines_can_be_set(tmp_path: Path) -> None:
    text = commented_file()
    found = read_settings(written(tmp_path, text))
    assert (found.given, found.faults) == ({}, ())
    uncommented = "".join(
        line.removeprefix("# ") if "# " in line and tomllib_reads(line.removeprefix("# ")) else line
        for line in text.splitlines(keepends=True)
    )
    found = read_settings(written(tmp_path, uncommented))
    assert found.faults == ()
    assert set(found.given) == set(KEYS)


def tomllib_reads(line: str) -> bool:
    try:
        return bool(tomllib.loads(line))
    except tomllib.TOMLDecodeError:
        return False


@dataclasses.dataclass(frozen=True, slots=True)
class _Symbols:
    symbols: dict[str, str] = setting(Named(Text()), "Symbol of each body's document.", default={})
    other: str | None = optional(Text(), "Another.")


def test_a_setting_may_be_a_table_of_names() -> None:
    assert _Symbols().symbols == {}
    assert [(one.key, one.default) for one in declared(_Symbols)] == [("symbols", {}), ("other", None)]
    assert Named(Text()).read({"TSAG": "TSAG-TD{number}"}, Path()) == {"TSAG": "TSAG-TD{number}"}


_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_NAMES = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=8)
_VALUES = st.recursive(
    st.one_of(_TEXTS, st.integers(-(2**40), 2**40), st.booleans(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)),
    max_leaves=6,
)


@given(_NAMES, _VALUES)
def test_a_value_written_as_toml_reads_back(name: str, value: object) -> None:
    assert tomllib.loads(f"{name} = {toml(value)}") == {name: value}


@given(st.lists(st.tuples(_NAMES, _VALUES), unique_by=lambda pair: pair[0], max_size=6))
def test_the_line_of_every_key_is_known(pairs: list[tuple[str, object]]) -> None:
    text = "[section]\n" + "".join(f"# {name} = [\n\n  {name} = {toml(value)}\n" for name, value in pairs)
    lines = key_lines(text)
    assert {path: number for path, number in lines.items() if len(path) == 2} == {
        ("section", name): 4 + 3 * position for position, (name, _) in enumerate(pairs)
    }


def test_lines_inside_long_texts_and_lists_are_no_keys() -> None:
    text = 'a = """\nb = 1\n"""\nc = [\n  "d = 1",\n  { e = 1 },\n]\nf = 1\n'
    assert key_lines(text) == {("a",): 1, ("c",): 4, ("f",): 8}
