"""Which duty of a revision replaces which: tables of sentences with the reason beside each, and what always holds."""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.extraction.assignment import best_pairs
from reporter.extraction.lineage import THRESHOLD, Succession, difference, lineages, successions
from reporter.model import Adoption, Obligation, Resolution, Source

ANNUAL = "to report annually to TSAG on the implementation of this resolution"
TESTING = "to report to TSAG on the results of conformity and interoperability testing in the regions"
LANGUAGES = "to report annually to TSAG on the use of languages"
FUND = "to submit to TSAG a statement of the expenditure of the bridging fund"
ROAMING = "to present the results of the studies on roaming tariffs to the next world telecommunication assembly"


def resolution(
    year: int | None,
    *,
    body: str = "WTSA",
    number: str = "18",
    kind: str = "resolution",
    title: str = "Working together",
    revision: bool = True,
    revises: Adoption | None = None,
    proposal: str | None = None,
    file: str | None = None,
) -> Resolution:
    return Resolution(
        body=body,
        number=number,
        title=title,
        place="Geneva",
        year=year,
        revision=revision,
        file=file or f"{body}-{number}-{year}.txt",
        start=0,
        end=0,
        sections=(),
        kind=kind,
        revises=revises,
        proposal=proposal,
        id=f"{body}-{number}-{year}",
    )


def duty(
    of: Resolution,
    text: str,
    name: str = "instructs-1",
    *,
    clause: str = "instructs the Director of TSB 1",
    who: tuple[str, ...] = ("Director of TSB",),
    to: tuple[str, ...] = ("TSAG",),
    start: int = 0,
) -> Obligation:
    return Obligation(
        id=f"{of.id}/{name}",
        resolution=of,
        clause=clause,
        text=text,
        responsible=who,
        recipients=to,
        frequency="annual",
        due_event=None,
        due_date=None,
        subject="",
        force="instructs",
        conditional=False,
        source=Source(of.file, start, start + len(text)),
        confidence=0.9,
    )


def links(*obligations: Obligation) -> dict[str, str]:
    """Old to new, both without their resolution: `{"instructs-1": "instructs-2"}`."""
    return {one.old.partition("/")[2]: one.new.partition("/")[2] for one in successions(obligations)}


OLD, NEW = resolution(2016), resolution(2024)


# One duty in the old text, one in the new, both of the Director of TSB to TSAG at the same place.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(ANNUAL, ANNUAL, id="word for word"),
        pytest.param(ANNUAL, ANNUAL.replace("annually to TSAG", "to each meeting of TSAG"), id="other frequency"),
        pytest.param(
            "to report to TSAG on the implementation of Resolution 72 (Rev. Dubai, 2012) by 2016",
            "to report to TSAG on the implementation of Resolution 72 (Rev. New Delhi, 2024) by 2026",
            id="places and years moved on",
        ),
        pytest.param(
            ANNUAL,
            "to report annually to the Telecommunication Standardization Advisory Group (TSAG) on the implementation "
            "of this Resolution",
            id="the recipient spelt out",
        ),
        pytest.param(
            ANNUAL,
            ANNUAL + ", including the lessons learned from pilot projects carried out in rural and remote areas",
            id="particulars added",
        ),
        pytest.param(
            TESTING,
            "to report annually to TSAG on the outcome of the conformity and interoperability programme",
            id="the matter in other words",
        ),
        pytest.param("to report to TSAG", ANNUAL, id="the old text did not say on what"),
    ],
)
def test_a_duty_that_was_reworded_is_the_same_duty(old: str, new: str) -> None:
    (found,) = successions([duty(OLD, old), duty(NEW, new)])
    assert (found.old, found.new) == ("WTSA-18-2016/instructs-1", "WTSA-18-2024/instructs-1")
    assert THRESHOLD <= found.likeness <= 1
    assert found.difference == difference(old, new)


# What decides on either side of the threshold is the matter, not the words that all duties have.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(ANNUAL, "to report annually to TSAG on contributions received for the bridging fund", id="fund"),
        pytest.param(LANGUAGES, "to report annually to TSAG on the use of electronic working methods", id="use of"),
        pytest.param(
            "to report to TSAG on progress in recruiting women to chair study groups",
            "to report to TSAG on progress in translating the recommendations",
            id="progress in",
        ),
        pytest.param("to report to TSAG", FUND, id="no matter told, and another verb"),
        pytest.param(TESTING, FUND, id="nothing in common but the parties"),
    ],
)
def test_another_matter_is_a_new_duty_even_between_the_same_parties_in_the_same_place(old: str, new: str) -> None:
    assert successions([duty(OLD, old), duty(NEW, new)]) == ()


def test_the_same_words_bind_another_to_somebody_else() -> None:
    ours = duty(OLD, ANNUAL)
    theirs = duty(NEW, ANNUAL.replace("TSAG", "TDAG"), who=("Director of BDT",), to=("TDAG",))
    assert successions([ours, theirs]) == ()


@pytest.mark.parametrize(
    "parties",
    [
        pytest.param({"to": ("Council",)}, id="another recipient"),
        pytest.param({"who": ("Secretary-General",)}, id="another official"),
        pytest.param({"who": ()}, id="the new text leaves open who"),
    ],
)
def test_one_party_may_change(parties: dict[str, tuple[str, ...]]) -> None:
    assert len(successions([duty(OLD, TESTING), duty(NEW, TESTING, **parties)])) == 1


def test_a_party_may_be_spelt_in_another_order() -> None:
    before = duty(OLD, TESTING, who=("Executive Director of UNEP",))
    after = duty(NEW, TESTING, who=("UNEP Executive Director",))
    assert successions([before, after])[0].likeness == 1


# Old duties, new duties as (name, text), and who follows whom.
@pytest.mark.parametrize(
    ("olds", "news", "expected"),
    [
        pytest.param(
            [("instructs-1", ANNUAL), ("instructs-2", TESTING)],
            [("instructs-1", FUND), ("instructs-2", ANNUAL), ("instructs-3", TESTING)],
            {"instructs-1": "instructs-2", "instructs-2": "instructs-3"},
            id="renumbered: a new one came first",
        ),
        pytest.param(
            [("instructs-1", ANNUAL), ("instructs-2", TESTING)],
            [("instructs-1", TESTING), ("instructs-2", ANNUAL)],
            {"instructs-1": "instructs-2", "instructs-2": "instructs-1"},
            id="changed places",
        ),
        pytest.param(
            [("instructs-1", ANNUAL), ("instructs-2", TESTING), ("instructs-3", FUND)],
            [("instructs-1", ANNUAL), ("instructs-2", FUND)],
            {"instructs-1": "instructs-1", "instructs-3": "instructs-2"},
            id="dropped",
        ),
        pytest.param(
            [("instructs-1", ANNUAL)],
            [("instructs-1", ANNUAL), ("instructs-2", TESTING)],
            {"instructs-1": "instructs-1"},
            id="new",
        ),
        pytest.param(
            [("instructs-1", "to report to TSAG on conformity testing and on the expenditure of the bridging fund")],
            [
                ("instructs-1", "to report to TSAG on conformity testing"),
                ("instructs-2", "to report to TSAG on the income and the expenditure of the bridging fund"),
            ],
            {"instructs-1": "instructs-1"},
            id="split in two: the half that is word for word inherits",
        ),
        pytest.param(
            [
                ("instructs-1", "to report to TSAG on conformity testing"),
                ("instructs-2", "to report to TSAG on the expenditure of the bridging fund"),
            ],
            [("instructs-1", "to report to TSAG on conformity testing and on the expenditure of the bridging fund")],
            {"instructs-2": "instructs-1"},
            id="two merged: the one that gave more words lives on",
        ),
        pytest.param(
            [("instructs-1", TESTING), ("instructs-1.2", TESTING)],
            [("instructs-1", TESTING), ("instructs-1.2", TESTING)],
            {"instructs-1": "instructs-1", "instructs-1.2": "instructs-1.2"},
            id="twice the same: in their order",
        ),
    ],
)
def test_a_revision_as_a_whole(
    olds: list[tuple[str, str]], news: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    before = [duty(OLD, text, name, start=100 * at) for at, (name, text) in enumerate(olds)]
    after = [duty(NEW, text, name, start=100 * at) for at, (name, text) in enumerate(news)]
    assert links(*before, *after) == expected


def test_a_duty_may_move_from_resolves_to_instructs() -> None:
    old = duty(OLD, "to ask the Director of TSB " + TESTING, "resolves-3", clause="resolves 3")
    new = duty(NEW, TESTING, "instructs-1", clause="instructs the Director of TSB 1", start=900)
    other = duty(NEW, FUND, "resolves-3", clause="resolves 3")
    assert links(old, new, other) == {"resolves-3": "instructs-1"}


def test_two_acts_of_one_clause_pair_by_recipient() -> None:
    text = "to report annually to TSAG and to the Council on conformity testing"
    to_both = [("instructs-1", ("TSAG",)), ("instructs-1.2", ("Council",))]
    before = [duty(OLD, text, name, to=to) for name, to in to_both]
    after = [
        duty(NEW, text, name, to=to)
        for name, to in zip(("instructs-1.2", "instructs-1"), (("TSAG",), ("Council",)), strict=True)
    ]
    assert links(*before, *after) == {"instructs-1": "instructs-1.2", "instructs-1.2": "instructs-1"}


def test_a_sure_pair_is_not_given_up_for_two_doubtful_ones() -> None:
    sure = "to report to TSAG on the accessibility of meetings"
    before = [duty(OLD, sure, "a"), duty(OLD, "to report to TSAG on the accessibility of websites and documents", "b")]
    after = [duty(NEW, sure, "c"), duty(NEW, "to report to TSAG on the interpretation of meetings", "d")]
    assert links(*before, *after)["a"] == "c"


def test_the_lineage_is_named_after_the_oldest_known_ancestor() -> None:
    years = (2012, 2016, 2022, 2024)
    chain = [duty(resolution(year), ANNUAL, f"instructs-{at}") for at, year in enumerate(years)]
    assert [(one.old, one.new) for one in successions(chain)] == [
        ("WTSA-18-2012/instructs-0", "WTSA-18-2016/instructs-1"),
        ("WTSA-18-2016/instructs-1", "WTSA-18-2022/instructs-2"),
        ("WTSA-18-2022/instructs-2", "WTSA-18-2024/instructs-3"),
    ]
    assert set(lineages(chain).values()) == {"WTSA-18-2012/instructs-0"}


def test_a_duty_that_was_dropped_and_came_back_begins_anew() -> None:
    chain = [duty(resolution(2012), ANNUAL), duty(resolution(2016), TESTING), duty(resolution(2022), ANNUAL)]
    assert successions(chain) == ()
    assert lineages(chain) == {one.id: one.id for one in chain}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(resolution(2016, number=""), resolution(2024, number=""), id="no number"),
        pytest.param(resolution(None), resolution(2024), id="no year"),
        pytest.param(resolution(2016, body=""), resolution(2024, body=""), id="no body"),
        pytest.param(resolution(2016, number="[COM5/2]"), resolution(2024, number="[COM5/2]"), id="a placeholder"),
        pytest.param(resolution(2016), resolution(2024, number="19"), id="another number"),
        pytest.param(resolution(2016), resolution(2024, body="WTDC"), id="another body"),
        pytest.param(resolution(2016), resolution(2024, kind="decision"), id="another kind"),
        pytest.param(resolution(2016, proposal="SUP"), resolution(2024), id="proposed for suppression"),
        pytest.param(
            resolution(2013, title="Decent work at sea"),
            resolution(2014, title="Statistics of labour migration", revision=False),
            id="numbers begin anew: another title, and no word of a revision",
        ),
    ],
)
def test_these_are_no_revisions_of_each_other(old: Resolution, new: Resolution) -> None:
    assert successions([duty(old, ANNUAL, "a"), duty(new, ANNUAL, "b")]) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(resolution(2016), resolution(2024, title="Together"), id="Rev. under a new title"),
        pytest.param(resolution(2016), resolution(2024, revision=False), id="the same title without Rev."),
        pytest.param(
            resolution(2016),
            resolution(2024, title="X", revision=False, revises=Adoption("Geneva", 2016)),
            id="revises",
        ),
        pytest.param(resolution(2016), resolution(2024, title="X", revision=False, proposal="MOD"), id="MOD"),
        pytest.param(resolution(2016), resolution(2024, proposal="SUP"), id="the text to suppress has ancestors"),
        pytest.param(resolution(2019, body="RA", number="75"), resolution(2023, body="RA", number="75-1"), id="75-1"),
    ],
)
def test_these_revise_each_other(old: Resolution, new: Resolution) -> None:
    assert len(successions([duty(old, ANNUAL, "a"), duty(new, ANNUAL, "b")])) == 1


def test_the_adopted_text_speaks_for_its_year_rather_than_the_proposals() -> None:
    proposals = [resolution(2024, proposal="MOD", file=file) for file in ("asia.txt", "europe.txt")]
    drafts = [duty(one, ANNUAL, one.file) for one in proposals]
    old, adopted = duty(OLD, ANNUAL), duty(resolution(2024, file="final.txt"), ANNUAL, "adopted")
    assert links(old, *drafts) == {"instructs-1": "asia.txt"}
    assert links(old, *drafts, adopted) == {"instructs-1": "adopted"}


def test_real_duties_find_themselves_in_a_later_text_that_lists_them_the_other_way_round(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "seeds.json").read_text(encoding="utf-8"))
    register: list[Obligation] = []
    for file, records in gold.items():
        for year, order in ((2018, 1), (2022, -1)):
            text = resolution(year, number=file)
            for at, record in enumerate(records):
                who, to = tuple(record["responsible"]), tuple(record["recipients"])
                name = f"{file} {at}"
                register.append(
                    duty(text, record["text"], name, clause=record["clause"], who=who, to=to, start=order * at)
                )
    found = links(*register)
    assert found == {name: name for name in found}
    assert len(found) == sum(map(len, gold.values())) > 0


MATTERS = (ANNUAL, TESTING, LANGUAGES, FUND, ROAMING, "to report to TSAG", ANNUAL + ", as appropriate", "")


@st.composite
def registers(draw: st.DrawFn) -> list[Obligation]:
    """Revisions of two resolutions, each with some of a few duties, many of them alike."""
    found = []
    for number in ("1", "2"):
        for year in draw(st.sets(st.sampled_from((2012, 2016, 2022)), max_size=3)):
            of = resolution(year, number=number, proposal=draw(st.sampled_from((None, None, "MOD", "SUP"))))
            for at in range(draw(st.integers(0, 4))):
                who = draw(st.sampled_from(((), ("Director of TSB",), ("Secretary-General",))))
                to = draw(st.sampled_from((("TSAG",), ("Council",), ("TSAG", "Council"))))
                clause = draw(st.sampled_from(("resolves 2", "instructs the Director of TSB 1", "Annex B g)")))
                text = draw(st.sampled_from(MATTERS))
                found.append(duty(of, text, f"clause-{at}", who=who, to=to, clause=clause, start=at // 2))
    return found


@given(registers())
def test_nobody_has_two_predecessors_or_two_successors(obligations: list[Obligation]) -> None:
    found = successions(obligations)
    assert max(Counter(one.old for one in found).values(), default=1) == 1
    assert max(Counter(one.new for one in found).values(), default=1) == 1
    year = {one.id: one.resolution.year or 0 for one in obligations}
    assert all(year[one.old] < year[one.new] and THRESHOLD <= one.likeness <= 1 for one in found)
    texts = {one.id: one.text for one in obligations}
    assert all(one.difference == difference(texts[one.old], texts[one.new]) for one in found)


@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_the_obligations_does_not_matter(obligations: list[Obligation], chance: random.Random) -> None:
    shuffled = list(obligations)
    chance.shuffle(shuffled)
    assert successions(shuffled) == successions(obligations)


@given(registers())
def test_a_later_revision_changes_no_lineage(obligations: list[Obligation]) -> None:
    known = [one for one in obligations if one.resolution.year != 2022]
    before, after = lineages(known), lineages(obligations)
    assert before == {name: after[name] for name in before}


@given(registers())
def test_a_lineage_is_named_after_one_of_its_members_and_holds_one_duty_of_a_text(
    obligations: list[Obligation],
) -> None:
    found = lineages(obligations)
    assert found.keys() == {one.id for one in obligations}
    assert all(found[name] == name for name in found.values())
    a_text = Counter((found[one.id], one.resolution.id) for one in obligations)
    assert max(a_text.values(), default=1) == 1


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 4)), st.integers(1, 9)))
def test_no_other_pairing_gains_more(gains: dict[tuple[int, int], int]) -> None:
    pairs = best_pairs(gains)
    rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
    assert len(set(rows)) == len(rows)
    assert len(set(columns)) == len(columns)
    most = max(
        sum(gains.get((row, column), 0) for row, column in enumerate(choice)) for choice in permutations(range(5), 4)
    )
    assert sum(gains[pair] for pair in pairs) == most


def test_work_grows_with_the_number_of_resolutions_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    from reporter.extraction import lineage

    compared = 0
    likeness = lineage.likeness

    def counted(old: lineage.Traits, new: lineage.Traits) -> float:
        nonlocal compared
        compared += 1
        return likeness(old, new)

    monkeypatch.setattr(lineage, "likeness", counted)
    register = [
        duty(resolution(year, number=str(number)), text, f"instructs-{at}")
        for number in range(100)
        for year in (2016, 2022)
        for at, text in enumerate((ANNUAL, TESTING, FUND))
    ]
    found = successions(register)
    assert len(found) == 300
    assert isinstance(found[0], Succession)
    assert compared == 100 * 3 * 3
