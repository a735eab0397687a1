"""Every entry of the vocabulary does in a clause what it is written down for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from extraction_builders import TSB, acts_of, part, resolution
from wordings import every, samples

from reporter.extraction import extract
from reporter.model import Obligation
from reporter.vocabulary.forms import expand, lowered
from reporter.vocabulary.names import ORGANISATIONS, names
from reporter.vocabulary.toml import load

ENGLISH: dict[str, Any] = load("en")
_NAMES_A_BODY = re.compile(r"assembl|conference")
"""Masked before wordings are looked for: "at each conference" is told by the words before a name."""

FREQUENCIES = [(one["value"], wording) for one in ENGLISH["frequency"] for wording in one["adverbs"]]
ADJECTIVES = [(one["value"], wording) for one in ENGLISH["frequency"] for wording in one["adjectives"]]


def obligations(text: str, heading: str = TSB) -> tuple[Obligation, ...]:
    return extract(resolution("WTSA", part(heading, text))).obligations


def forms() -> list[tuple[str, tuple[str, ...]]]:
    """Every form of every name, with what it stands for."""
    found = []
    for organisation in ORGANISATIONS:
        data = load(organisation)
        entries = [one for kind in ("official", "body", "members") for one in data.get(kind, ())]
        found += [(form, (one["name"],)) for one in entries for each in one["forms"] for form in expand(each)]
        found += [
            (form, tuple(one["names"]))
            for one in data.get("group", ())
            for each in one["forms"]
            for form in expand(each)
        ]
        found += [(form, (form,)) for listed in data.get("as_written", {}).values() for form in listed]
    return found


@pytest.mark.parametrize(("form", "canonical"), forms(), ids=lambda one: one if isinstance(one, str) else "")
def test_every_form_of_a_name_is_found_whole(form: str, canonical: tuple[str, ...]) -> None:
    for said in {form, form.upper(), form[0].upper() + form[1:], form.replace(" ", "  ")}:
        text = f"the {said} and others"
        found = [
            name.names for start, end, name in names().find(text, lowered(text)) if (start, end) == (4, 4 + len(said))
        ]
        assert found == [canonical], said


@pytest.mark.parametrize("form", [form for form, _ in forms() if form != form.lower()])
def test_a_form_with_capitals_needs_one_in_the_text(form: str) -> None:
    text = f"the {form.lower()} and others"
    assert not [
        1
        for start, end, _ in names().find(text, text)
        if text[start:end] == form.lower() and form.lower() not in _plain()
    ]


def _plain() -> set[str]:
    """Forms that may be written in lower case."""
    return {form for form, _ in forms() if form == form.lower()}


@pytest.mark.parametrize("one", [one for file in ORGANISATIONS for one in load(file).get("list", ())], ids=str)
def test_every_member_of_a_list_under_one_head_is_found(one: dict[str, Any]) -> None:
    members = [(form, name) for name, written in one["members"].items() for form in written]
    for (first, name), (second, other) in pairwise(members):
        inside = f"{first} and {second}"
        text = f"the {one['heads'][0]} {inside}" if one["heads"] else f"the {inside} {one['tails'][0]}"
        lists = [found for each in names().lists for *_, found in each.find(lowered(text))]
        assert tuple(dict.fromkeys((name, other))) in lists, text


def test_no_two_names_share_a_form() -> None:
    meanings: dict[str, set[tuple[str, ...]]] = {}
    for form, canonical in forms():
        meanings.setdefault(form.lower(), set()).add(canonical)
    assert not {form: found for form, found in meanings.items() if len(found) > 1}


@pytest.mark.parametrize(("value", "wording"), FREQUENCIES)
def test_every_wording_of_a_frequency_gives_its_value(value: str, wording: str) -> None:
    for said in samples(wording):
        if _NAMES_A_BODY.search(said):
            continue
        assert [one.frequency for one in obligations(f"to report to TSAG, {said}, on noise;")] == [value], said


@pytest.mark.parametrize(("value", "wording"), ADJECTIVES)
def test_every_adjective_of_a_frequency_gives_its_value(value: str, wording: str) -> None:
    for said in samples(wording):
        assert [one.frequency for one in obligations(f"to submit to TSAG a {said} report on noise;")] == [value], said


@pytest.mark.parametrize("wording", ENGLISH["roles"]["collaboration"])
def test_who_is_named_after_a_wording_of_collaboration_only_helps(wording: str) -> None:
    for said in samples(wording):
        (act,) = acts_of(
            extract(resolution("WTSA", part(TSB, f"to report, {said} the Director of BDT, to TSAG on noise;")))
        )
        assert (act.who, act.to) == ("Director of TSB", "TSAG"), said


@pytest.mark.parametrize("wording", ENGLISH["roles"]["route"])
def test_who_is_named_after_a_wording_of_a_route_gets_no_report(wording: str) -> None:
    for said in samples(wording):
        assert [one.recipients for one in obligations(f"to submit a report on noise, {said} TDAG, to TSAG;")] == [
            ("TSAG",)
        ], said


@pytest.mark.parametrize("wording", ENGLISH["conditional"]["patterns"])
def test_every_wording_of_a_case_makes_a_duty_conditional(wording: str) -> None:
    for said in samples(wording):
        assert [one.conditional for one in obligations(f"to report on noise to TSAG, {said} outage;")] == [True], said


@pytest.mark.parametrize("noun", list(every(ENGLISH["reporting"]["nouns"])))
def test_every_report_noun_is_handed_over(noun: str) -> None:
    assert [one.recipients for one in obligations(f"to submit to TSAG the {noun} of its work;")] == [("TSAG",)]


@pytest.mark.parametrize("wording", ENGLISH["reporting"]["convey"])
def test_every_verb_of_handing_over_can_be_asked_for(wording: str) -> None:
    infinitive = samples(wording)[0]
    if not infinitive.endswith(("ies", "ied", "ing", "sent", "laid", "made", "brought")):
        assert [one.recipients for one in obligations(f"to {infinitive} a report on noise to TSAG;")] == [("TSAG",)], (
            infinitive
        )


@pytest.mark.parametrize("wording", ENGLISH["reporting"]["products"])
def test_a_product_is_no_report_to_anybody(wording: str) -> None:
    for said in samples(wording):
        assert not obligations(f"to provide {said} to the study groups;", "invites Member States"), said


ASKING = sorted(set(ENGLISH["verbs"]["directive"]) - set(ENGLISH["verbs"]["nouns_too"]))


@pytest.mark.parametrize("verb", ASKING)
def test_every_verb_that_asks_is_the_force_of_what_it_asks(verb: str) -> None:
    infinitive = ENGLISH["verbs"]["operative"][verb]
    found = obligations(f"to {infinitive} the Secretary-General to report to the Council on noise;", "resolves")
    # "reiterates its request" requests, "reiterates its call upon" calls upon.
    asks = verb.split(" its ")[-1].removeprefix("decision to ")
    expected = {"request": "requests", "invitation": "invites", "call upon": "calls upon", "call on": "calls on"}.get(
        asks, "appeals" if asks == "appeal to" else verb
    )
    assert [one.force for one in found] == [expected]


def test_every_clause_that_asks_holds_a_stem_of_the_cheap_test() -> None:
    stems = ENGLISH["reporting"]["stems"]
    asking = [
        *samples(ENGLISH["reporting"]["report"]),
        *every(ENGLISH["reporting"]["inform"]),
        *samples(ENGLISH["reporting"]["kept"]),
    ]
    without = [one for one in asking if not any(stem in one for stem in stems)]
    assert without == []


def test_patterns_are_written_in_lower_case() -> None:
    upper = re.compile(r"(?<!\\)[A-Z]")
    lists = [
        *(one["adverbs"] + one["adjectives"] for one in ENGLISH["frequency"]),
        ENGLISH["reporting"]["products"],
        *ENGLISH["grammar"].values(),
    ]
    assert not [wording for listed in lists for wording in listed if upper.search(wording)]
