"""Turns a resolution into its obligations to report and its other actions. Pure: opens no file, asks no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporter.extraction.acts import Act, find_acts
from reporter.extraction.confidence import confidence
from reporter.extraction.evidence import conditional, force, optional_groups, subject
from reporter.extraction.mentions import Masked, Mention, MentionFinder
from reporter.extraction.predicates import stems
from reporter.extraction.roles import Responsible, addressees, collaborators, responsible
from reporter.model import Action, Clause, Obligation, Resolution, Section, Source
from reporter.parsing.fold import fold
from reporter.vocabulary.language import language

__all__ = ["Extraction", "extract"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one resolution asks for.

    Attributes:
        resolution: The resolution.
        obligations: Reporting acts, in the order of the text.
        actions: Every other operative clause, in the order of the text.
    """

    resolution: Resolution
    obligations: tuple[Obligation, ...]
    actions: tuple[Action, ...]


def extract(resolution: Resolution) -> Extraction:
    """The obligations and actions of a resolution, with ids unique within it."""
    finder = MentionFinder(resolution)
    optional = optional_groups(resolution, finder)
    ids = _Ids(resolution.id, finder)
    obligations: list[Obligation] = []
    actions: list[Action] = []
    for section, clause in _operative(resolution):
        masked, acts = _acts(section, clause, finder)
        if masked and acts:
            obligations += [
                _obligation(act, masked, resolution, section, clause, finder, optional, ids) for act in acts
            ]
        elif _is_action(section, clause):
            actions.append(_action(masked, resolution, section, clause, finder, ids))
    return Extraction(resolution, tuple(obligations), tuple(actions))


def _operative(resolution: Resolution) -> Iterator[tuple[Section, Clause]]:
    for section in resolution.sections:
        if section.operative:
            for clause in section.clauses:
                yield section, clause


def _acts(section: Section, clause: Clause, finder: MentionFinder) -> tuple[Masked | None, tuple[Act, ...]]:
    """The clause with its mentions and its reporting acts; (None, none) where nothing in it can be one."""
    if not stems().search(clause.reading) or not _binds(section, clause):
        return None, ()
    masked = finder.find(clause.reading, at=clause.start)
    implies = finder.organisation != "ITU" and _asks_an_official(masked, section, clause, finder)
    return masked, find_acts(masked, finder.speaker, implies=implies)


def _asks_an_official(masked: Masked, section: Section, clause: Clause, finder: MentionFinder) -> bool:
    """Whether a clause of a text that names no recipient asks an official: he or she reports to who asked.

    What Member States or others publish goes to nobody in particular.
    """
    asked = addressees(clause.addressee or section.addressee, finder, at=clause.start)
    asked = asked or tuple(one for lead in clause.lead_in for one in finder.find(lead, at=clause.start).mentions)
    verb = clause.verb or section.verb
    return verb in ("requests", "instructs", "directs", "asks", "invites", "decides", "mandates", "calls upon") and any(
        one.kind == "official" for one in (asked or masked.mentions[:1])
    )


def _binds(section: Section, clause: Clause) -> bool:
    """Whether a clause can bind: an annex says shall; "welcomes …" needs another verb that asks."""
    words = language()
    text = clause.reading
    if section.annex and section.verb == "shall":
        lead = " ".join(clause.lead_in)
        return bool(re.search(rf"(?<![\w-]){words.shall}(?![\w-])", f"{lead} {text}", re.IGNORECASE))
    verb = clause.verb or section.verb
    if verb in words.declaratory:
        asking = "|".join(re.escape(one) for one in words.directive_verbs)
        return bool(re.search(rf"(?<![\w-])(?:{asking})(?![\w-])", text[len(verb) :], re.IGNORECASE))
    return True


def _obligation(
    act: Act,
    masked: Masked,
    resolution: Resolution,
    section: Section,
    clause: Clause,
    finder: MentionFinder,
    optional: frozenset[str],
    ids: _Ids,
) -> Obligation:
    who = responsible(act, masked, section, clause, finder)
    names = tuple(name for name in who.names if name not in act.recipients) or who.names
    return Obligation(
        id=ids.next(clause.citation),
        resolution=resolution,
        clause=clause.citation,
        text=clause.text,
        responsible=names,
        recipients=act.recipients,
        frequency=act.timing.frequency or "unspecified",
        due_event=act.timing.event if act.timing.frequency == "once" else None,
        due_date=act.timing.date if act.timing.frequency == "once" else None,
        subject=_verbatim(clause, subject(act, masked)),
        force=force(act, masked, section, clause, who),
        conditional=conditional(act, masked, section, clause, who, optional),
        source=Source(resolution.file, clause.start, clause.end),
        confidence=confidence(act, who, clause),
        notes=_notes(act, who, clause),
    )


def _verbatim(clause: Clause, reading: str) -> str:
    """Words of the reading as they stand in the clause: the reading has the same length."""
    at = clause.reading.find(reading)
    return clause.text[at : at + len(reading)] if at >= 0 else reading


def _notes(act: Act, who: Responsible, clause: Clause) -> tuple[str, ...]:
    notes = list(clause.notes)
    if who.origin == "lead-in":
        notes.append("responsible taken from the words before the list")
    if who.origin == "nobody":
        notes.append("the text does not say who reports")
    if act.implied:
        notes.append("recipient not named: the body that speaks")
    if act.doubtful or who.doubtful:
        notes.append("a name was put for a pronoun that could mean several")
    return tuple(notes)


def _is_action(section: Section, clause: Clause) -> bool:
    """Whether a clause asks for something: what only says something, or opens a list, is no action."""
    verb = clause.verb or section.verb
    return verb not in language().declaratory and not (
        section.annex and section.verb == "shall" and not re.search(r"\b(?:shall|must)\b", clause.reading)
    )


def _action(
    masked: Masked | None, resolution: Resolution, section: Section, clause: Clause, finder: MentionFinder, ids: _Ids
) -> Action:
    masked = masked or finder.find(clause.reading, at=clause.start)
    asked = [one for one in masked.mentions if _opens_with(masked, one)] or list(
        addressees(clause.addressee or section.addressee, finder, at=clause.start)
    )
    helpers = finder.find(section.collaborators, at=clause.start).mentions if section.collaborators else ()
    return Action(
        id=ids.next(clause.citation),
        resolution=resolution,
        clause=clause.citation,
        text=clause.text,
        addressees=_names(asked),
        collaborators=_names((*helpers, *collaborators(masked))),
        source=Source(resolution.file, clause.start, clause.end),
    )


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in mentions for name in one.names))


_ASKED_FIRST = re.compile(
    r"(?:\s|,|\band\b|\bthe\b|\bto (?:invite|request|instruct|encourage|urge|ask|call upon)\b|\bthat\b|\ball\b|[\ue001-\ue003])*"
)
"""What may stand before somebody whom a clause asks at its beginning: `to invite the Directors of …`."""


def _opens_with(masked: Masked, mention: Mention) -> bool:
    """Whether a clause asks this one by name at its beginning: `TSAG, RAG and TDAG to continue …`."""
    return bool(_ASKED_FIRST.fullmatch(masked.masked, 0, mention.start))


class _Ids:
    """Ids of one resolution's clauses: readable, unique, the same on every run."""

    def __init__(self, resolution: str, finder: MentionFinder) -> None:
        self._resolution = resolution
        self._finder = finder
        self._seen: dict[str, int] = {}

    def next(self, citation: str) -> str:
        """`WTSA-18-2024/instructs-2`; a second act of the same citation gets `.2`."""
        slug = re.sub(r"[^\w.]+", "-", re.sub(r"\bthe\s+", "", self._short(fold(citation)))).strip("-")
        count = self._seen[slug] = self._seen.get(slug, 0) + 1
        return f"{self._resolution}/{slug}" + (f".{count}" if count > 1 else "")

    def _short(self, citation: str) -> str:
        """The citation with long names by their canonical ones, so that an id does not depend on how a text spells them."""
        for mention in reversed(self._finder.find(citation).mentions):
            if len(mention.names) == 1:
                citation = citation[: mention.start] + mention.names[0] + citation[mention.end :]
        return citation
