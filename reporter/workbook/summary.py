"""What the sheet that secretariats keep by hand says of each resolution: who acts, who helps, and who gets reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reporter.model import Action, Obligation, Resolution

INVITING = ("invit", "encourag", "urge", "appeal", "call")
"""Beginnings of the verbs that leave it to those whom they address."""

_TO_INVITE = re.compile(rf"\s*to (?:{'|'.join(INVITING)})", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")


@dataclass(slots=True)
class Summary:
    """The parties of one resolution, canonical names in the order in which its text names them.

    Attributes:
        instructed: Who is instructed, requested or bound to act or to report.
        invited: Who is invited, encouraged or called upon.
        cooperates: Who is to help.
        reports_to: Who gets reports.
    """

    instructed: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    cooperates: list[str] = field(default_factory=list)
    reports_to: list[str] = field(default_factory=list)


def summaries(obligations: Iterable[Obligation], actions: Iterable[Action]) -> Mapping[str, Summary]:
    """ID of each resolution that asks for something to its parties."""
    found: dict[str, Summary] = {}
    verbs: dict[int, Mapping[int, str]] = {}
    acts: list[Obligation | Action] = [*obligations, *actions]
    for act in sorted(acts, key=lambda one: (one.resolution.id, one.source.start)):
        resolution = act.resolution
        summary = found.setdefault(resolution.id, Summary())
        if isinstance(act, Obligation):
            verb, parties = act.force, act.responsible
            _add(summary.reports_to, act.recipients)
        else:
            known = verbs.setdefault(id(resolution), _verbs(resolution))
            verb, parties = known.get(act.source.start, act.clause), act.addressees
            _add(summary.cooperates, act.collaborators)
        inviting = verb.casefold().startswith(INVITING) or _TO_INVITE.match(act.text)
        _add(summary.invited if inviting else summary.instructed, parties)
    return found


def order_key(resolution: Resolution) -> str:
    """Text by which resolutions sort as their conference numbers them: `WTSA 0018 2024`."""
    number = _DIGITS.sub(lambda digits: digits[0].zfill(4), resolution.number)
    return " ".join(str(one) for one in (resolution.body, number, resolution.year) if one)


def _verbs(resolution: Resolution) -> Mapping[int, str]:
    """Offset of each clause to its governing verb."""
    return {clause.start: clause.verb or section.verb for section in resolution.sections for clause in section.clauses}


def _add(names: list[str], more: Iterable[str]) -> None:
    names += [name for name in dict.fromkeys(more) if name not in names]
