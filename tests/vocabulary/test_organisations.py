"""Organisations that an office adds: known while it is asked for, and no longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.model import SettingsError
from reporter.vocabulary.names import names
from reporter.vocabulary.organisations import bodies_of, with_organisations


def written(folder: Path, text: str) -> Path:
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


BOARD = '[[body]]\nname = "Archive Board"\nkind = "board"\nforms = ["Archive Board", "TSB board"]\n'


def test_a_name_is_known_while_it_is_asked_for(tmp_path):
    assert names().lookup("Archive Board") is None
    with with_organisations([written(tmp_path, BOARD)]) as ours:
        assert names() is ours
        assert names().lookup("Archive Board").names == ("Archive Board",)
        assert names().bodies["Archive Board"].id == "Archive-Board"
        assert names().lookup("TSAG").names == ("TSAG",), "what comes with the program is known too"
    assert names().lookup("Archive Board") is None


def test_what_an_office_says_counts_more_than_what_comes_with_the_program(tmp_path):
    path = written(tmp_path, '[[official]]\nname = "Head of TSB"\nforms = ["TSB Director"]\n')
    with with_organisations([path]):
        assert names().lookup("TSB Director").names == ("Head of TSB",)
    assert names().lookup("TSB Director").names == ("Director of TSB",)


def test_a_file_that_changes_is_read_anew(tmp_path):
    with with_organisations([written(tmp_path, BOARD)]):
        assert names().lookup("Archive Council") is None
    with with_organisations([written(tmp_path, BOARD.replace("Archive Board", "Archive Council"))]):
        assert names().lookup("Archive Council")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[body]]\nname = "Board"\nforms = ["Board"]', "line 1, body[1]: the entry has no kind. Add kind = "),
        ('[[bodies]]\nname = "Board"', 'line 1, bodies: there is no setting "bodies". Did you mean "body"?'),
        (
            '[[official]]\nname = "Head"\nforms = "Head"\nadopts = true',
            "line 4, official[1].adopts: there is no setting",
        ),
        (
            '[[group]]\nnames = ["A"]\nforms = ["As"]\nkind = "people"',
            'line 4, group[1].kind: the text "people" stands',
        ),
        ("[[body]", "line 1: this is no TOML"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path, text, said):
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as told:
        bodies_of([path])
    assert str(told.value).startswith(f"{path}, {said}")
