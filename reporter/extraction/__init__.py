"""Turns a resolution into its obligations to report and its other actions. Pure: opens no file, asks no clock."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.extraction.actions import ActionReader
from reporter.extraction.ids import Ids
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.obligations import ObligationReader
from reporter.model import Action, Obligation, Resolution

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
    ids = Ids(resolution.id, finder)
    duties = ObligationReader(resolution, finder, ids)
    tasks = ActionReader(resolution, finder, ids)
    obligations: list[Obligation] = []
    actions: list[Action] = []
    for section in resolution.sections:
        for clause in section.clauses if section.operative else ():
            if found := duties.read(section, clause):
                obligations += found
            else:
                actions += tasks.read(section, clause)
    return Extraction(resolution, tuple(obligations), tuple(actions))
