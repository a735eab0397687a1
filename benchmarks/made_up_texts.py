"""Resolutions as long as one wants, made up by chance from a seed: about one clause in 15 asks for a report.

Hardly two clauses are alike, since subjects, places and numbers are drawn anew for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from string import Formatter

_WORDS: dict[str, tuple[str, ...]] = {
    "group": (
        "persons with disabilities", "small island developing states", "rural and remote communities", "young people",
        "least developed countries", "indigenous peoples", "small and medium-sized enterprises", "older persons",
        "landlocked developing countries", "women and girls", "regulators", "network operators", "research institutes",
    ),
    "field": (
        "accessibility", "spectrum monitoring", "emergency communications", "conformity and interoperability testing",
        "numbering resources", "cybersecurity", "e-waste", "space sustainability", "quality of service", "broadcasting",
        "child online protection", "artificial intelligence", "quantum key distribution", "international roaming",
        "electromagnetic fields", "smart cities", "submarine cables", "capacity building",
    ),
    "deed": (
        "strengthening", "extending", "reviewing", "harmonizing", "financing", "promoting", "coordinating", "updating",
        "monitoring", "simplifying", "accelerating", "implementing",
    ),
    "thing": (
        "the strategies and measures", "the programmes and projects", "the guidelines", "the databases", "the toolkits",
        "the training courses", "the pilot projects", "the partnerships", "the technical assistance", "the networks",
    ),
    "official": (
        "the Director of the Telecommunication Standardization Bureau", "the Secretary-General", "the Director of BDT",
        "the Director of the Radiocommunication Bureau", "the Directors of the three Bureaux", "the Director of TSB",
        "the Secretary-General, in collaboration with the Directors of the Bureaux",
    ),
    "members": ("Member States", "Member States and Sector Members", "Sector Members, Associates and Academia"),
    "body": (
        "the Council", "TSAG", "the Telecommunication Development Advisory Group", "RAG", "Study Group 17",
        "the next plenipotentiary conference", "the World Telecommunication Standardization Assembly",
        "the Council at its 2027 session", "the Inter-Sector Coordination Group",
        "the advisory groups of the three Sectors",
    ),
    "often": ("annually", "regularly", "every two years", "at each of its meetings", "periodically", "once a year"),
    "place": ("Kigali", "Bucharest", "Geneva", "Dubai", "Busan", "New Delhi", "Buenos Aires", "Hammamet", "Marrakesh"),
    "assembly": (
        "the Plenipotentiary Conference", "the World Telecommunication Development Conference", "this assembly",
        "the Radiocommunication Assembly", "the United Nations General Assembly",
    ),
    "year": tuple(str(year) for year in range(1998, 2026)),
    "number": tuple(str(number) for number in range(1, 220)),
}  # fmt: skip
"""What stands for each field of a sentence."""

_PREAMBLE = (
    "Resolution {number} (Rev. {place}, {year}) of {assembly}, on {deed} {thing} for {field} in favour of {group}",
    "that {thing} for {field} remain out of reach of many {group}, as was stated in Resolution {number} ({place}, "
    "{year}) of {assembly}",
    "that {deed} {thing} is of particular importance for {group}, given the growing role of {field}",
    "the outcomes of the forum on {field} held in {place} in {year}, which called for {deed} {thing} for {group}",
    "that a study of {year} found that {number} in a thousand of {group} have no access to {thing} for {field}",
    "that, according to No. {number} of the Constitution, the Union shall seek to extend the benefits of {field} to "
    "{group}, and that {deed} {thing} is one of the means to that end",
    "the report of the expert group on {field}, presented in {place} in {year}",
)
_ACTIONS = (
    "to continue {deed} {thing} for {field}, with particular attention to {group}, within available resources",
    "to assist {group} in {deed} {thing}, in line with Resolution {number} (Rev. {place}, {year}) of {assembly}",
    "that {deed} {thing} for {field} shall remain a priority of the Union until {year}",
    "to take the measures necessary for {deed} {thing}, in cooperation with regional organizations and {group}",
    "to organize workshops on {field} for {group}, making use of electronic working methods as far as possible",
    "to participate actively in {deed} {thing}, and to contribute experts, equipment and case studies on {field}",
    "to include {field} in the work of the study groups concerned, taking into account the needs of {group}",
    "to make {thing} for {field} available free of charge on the website in the six official languages",
    "to review {thing} in the light of experience gained in {place} since {year}, and to propose improvements",
)
_DUTIES = (
    "to report {often} to {body} on the progress made in {deed} {thing} for {field}",
    "to submit a report on {deed} {thing} to {body}, including proposals on {field} for {group}",
    "to keep {body} informed of the implementation of this resolution, in particular of {field}",
    "to present to {body} the results of the review of {thing} for {group}",
)
_PREAMBLE_VERBS = ("recalling", "considering", "recognizing", "noting", "bearing in mind", "taking into account")
_HEADINGS = ("instructs {official}", "invites {members}", "requests {official}", "encourages {members}")
_DUTIES_IN_ACTIONS = 1 / 5
"""So many of the clauses that are addressed to somebody ask for a report: about one in 15 of all clauses."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a made-up text.

    Attributes:
        label: Of a clause: `a)`, `3`; "" for titles and headings.
        words: What it says.
    """

    label: str
    words: str

    def __str__(self) -> str:
        return f"{self.label}\t{self.words}" if self.label else self.words


def resolutions(seed: int = 1) -> Iterator[list[Line]]:
    """Resolution after resolution, of some 35 clauses each, without end; the same for the same seed."""
    chance = Random(seed)
    number = 0
    while True:
        number += 1
        yield _resolution(chance, number)


def text(characters: int, seed: int = 1) -> str:
    """As many resolutions as make at least so many characters, as one plain text."""
    pieces: list[str] = []
    length = 0
    for lines in resolutions(seed):
        if length >= characters:
            break
        pieces.append("\n".join(map(str, lines)) + "\n\n")
        length += len(pieces[-1])
    return "".join(pieces)


def _resolution(chance: Random, number: int) -> list[Line]:
    title = _said(chance, "{deed} {thing} for {field}")
    lines = [
        Line("", f"RESOLUTION {number} (Rev. New Delhi, 2024)"),
        Line("", title[0].upper() + title[1:]),
        Line("", "(Geneva, 2022; New Delhi, 2024)"),
        Line("", "The World Telecommunication Standardization Assembly (New Delhi, 2024),"),
    ]
    for verb in chance.sample(_PREAMBLE_VERBS, 3):
        lines += _section(verb, "abcdefgh"[: chance.randint(4, 8)], [_said(chance, _PREAMBLE) for _ in range(8)], ")")
    for heading in ("resolves", *chance.sample(_HEADINGS, 2)):
        asks = 0.0 if heading == "resolves" else _DUTIES_IN_ACTIONS
        said = [_said(chance, _DUTIES if chance.random() < asks else _ACTIONS) for _ in range(8)]
        lines += _section(_said(chance, heading), "12345678"[: chance.randint(3, 8)], said, "")
    return lines


def _section(heading: str, labels: str, clauses: Sequence[str], after_label: str) -> list[Line]:
    """A heading and as many of the clauses as there are labels."""
    ends = [";"] * (len(labels) - 1) + [","]
    items = zip(labels, clauses, ends, strict=False)
    return [Line("", heading), *(Line(f"{label}{after_label}", clause + end) for label, clause, end in items)]


def _said(chance: Random, sentence: str | Sequence[str]) -> str:
    """A sentence, or one of several, with words drawn for its fields."""
    chosen = sentence if isinstance(sentence, str) else chance.choice(sentence)
    fields = [name for _, name, _, _ in Formatter().parse(chosen) if name]
    return chosen.format(**{name: chance.choice(_WORDS[name]) for name in fields})
