"""Where the duties of a run come from: among the texts that were read, and those that only the workbook still knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from reporter.model import (
    Action,
    ActionEntry,
    Adoption,
    Descent,
    Obligation,
    ObligationEntry,
    Resolution,
    ResolutionEntry,
    Source,
)
from reporter.model.lineage import read_replaces
from reporter.model.tables import NAME_SEPARATOR, State


def descents(
    resolutions: Iterable[Resolution],
    obligations: Sequence[Obligation],
    known_resolutions: Iterable[ResolutionEntry] = (),
    known_obligations: Sequence[ObligationEntry] = (),
) -> tuple[Descent, ...]:
    """The lineage of every duty that was read or stands in the workbook.

    A text that was read counts as read; of the others the workbook's rows count, those that were withdrawn left out.
    What the workbook says of a duty that is no longer among its rows stays said.

    Args:
        resolutions: What was read.
        obligations: What they ask for.
        known_resolutions: Rows of Resolutions, as the sources said.
        known_obligations: Rows of Obligations, as the sources said.

    Returns:
        One for each duty: those that were read, then the others in the order of the workbook.
    """
    from reporter.extraction.lineage import successions

    headers = _headers(resolutions, known_resolutions)
    standing = [one for one in known_obligations if one.state != State.WITHDRAWN]
    duties = {one.id: one for one in (*obligations, *_obligations(standing, headers))}
    found = successions(tuple(duties.values()))
    before = {one.new: one for one in found}
    after = {one.old: one.new for one in found}
    known = {one.id: one for one in known_obligations}
    made: dict[str, Descent] = {}
    for key in duties:
        descent = Descent(key, key, superseded_by=after.get(key, ""))
        if step := before.get(key):
            change = _change(duties[step.old], duties[key])
            descent = replace(descent, lineage=step.lineage, replaces=step.old, change=change)
        made[key] = _with_the_lost(descent, known) if key in known else descent
    return tuple(
        replace(one, lineage=made[one.lineage].lineage if one.lineage in made else one.lineage) for one in made.values()
    )


def action_descents(
    resolutions: Iterable[Resolution],
    actions: Iterable[Action],
    known_resolutions: Iterable[ResolutionEntry],
    known_actions: Iterable[ActionEntry],
) -> tuple[Descent, ...]:
    """The actions that replace one of the revision before, found as duties are; others are left out.

    Args:
        resolutions: What was read.
        actions: What they ask for besides reports.
        known_resolutions: Rows of Resolutions, as the sources said.
        known_actions: Rows of Actions, as the sources said.
    """
    from reporter.extraction.lineage import describe, successions

    headers = _headers(resolutions, known_resolutions)
    asked = [_as_duty(one.id, one.resolution, one.clause, one.text, one.addressees, one.source) for one in actions]
    standing = [one for one in known_actions if one.state != State.WITHDRAWN and one.resolution in headers]
    known = [
        _as_duty(one.id, header, one.clause, one.text, one.addressees, Source(header.file, rank, rank))
        for rank, one in enumerate(standing)
        if (header := headers[one.resolution])
    ]
    found = successions((*asked, *known))
    return tuple(Descent(one.new, one.lineage, one.old, describe(one.difference)) for one in found)


def _as_duty(
    key: str, resolution: Resolution, clause: str, text: str, addressees: tuple[str, ...], source: Source
) -> Obligation:
    """An action as a duty that is owed to nobody: their revisions are told apart by the same traits."""
    return Obligation(
        id=key,
        resolution=resolution,
        clause=clause,
        text=text,
        responsible=addressees,
        recipients=(),
        frequency="unspecified",
        due_event=None,
        due_date=None,
        subject="",
        force="",
        conditional=False,
        source=source,
        confidence=0.0,
    )


def _headers(read: Iterable[Resolution], known: Iterable[ResolutionEntry]) -> dict[str, Resolution]:
    """The texts that only the workbook knows, by their IDs."""
    ids = {one.id for one in read}
    return {one.id: _resolution(one) for one in known if one.id not in ids}


def _with_the_lost(descent: Descent, known: Mapping[str, ObligationEntry]) -> Descent:
    """The descent with what the workbook said of rows that people deleted since."""
    entry = known[descent.id]
    replaces, change = read_replaces(entry.replaces)
    if not descent.replaces and replaces and replaces not in known:
        descent = replace(descent, lineage=entry.lineage or descent.lineage, replaces=replaces, change=change)
    if not descent.superseded_by and entry.superseded_by not in known:
        descent = replace(descent, superseded_by=entry.superseded_by)
    return descent


def _change(old: Obligation, new: Obligation) -> str:
    """What changed between two forms of a duty; the parties are told where the words of the clause do not tell."""
    from reporter.extraction.lineage import describe, difference

    if told := describe(difference(old.text, new.text)):
        return told
    parts = (
        ("Responsible", NAME_SEPARATOR.join(old.responsible), NAME_SEPARATOR.join(new.responsible)),
        ("Recipients", NAME_SEPARATOR.join(old.recipients), NAME_SEPARATOR.join(new.recipients)),
        ("Frequency", old.frequency, new.frequency),
    )
    changes = [
        f"{name}: {before or 'nobody'} → {after or 'nobody'}" for name, before, after in parts if before != after
    ]
    return "; ".join(changes)


def _resolution(entry: ResolutionEntry) -> Resolution:
    """The header of a text as far as the workbook knows it."""
    return Resolution(
        body=entry.body,
        number=entry.number,
        title=entry.title,
        place=entry.place,
        year=entry.year,
        revision=entry.revision,
        file=entry.file,
        start=0,
        end=0,
        sections=(),
        kind=entry.kind,
        revises=_adoption(entry.revises) if entry.revises else None,
        proposal="SUP" if entry.state == State.SUPPRESSION else None,
        id=entry.id,
    )


def _adoption(text: str) -> Adoption | None:
    """`Dubai, 2012` as the column Revises has it; None without a year."""
    found = re.fullmatch(r"(?:(.+), )?(\d{4})", text.strip())
    return Adoption(found[1], int(found[2])) if found else None


def _obligations(entries: Iterable[ObligationEntry], headers: Mapping[str, Resolution]) -> Iterator[Obligation]:
    """Rows as the duties that they were made from, in the order of each text."""
    ours = [one for one in entries if one.resolution in headers]
    ours.sort(key=lambda one: one.resolution)
    for resolution, rows in groupby(ours, key=lambda one: one.resolution):
        for rank, entry in enumerate(sorted(rows, key=_place)):
            yield _obligation(entry, headers[resolution], rank)


def _place(entry: ObligationEntry) -> int:
    """Where in its text a duty stands: its page or its first character; rows of one place stay in order."""
    found = re.search(r", (?:page|characters) (\d+)(?:-\d+)?$", entry.source)
    return int(found[1]) if found else 0


def _obligation(entry: ObligationEntry, header: Resolution, rank: int) -> Obligation:
    return Obligation(
        id=entry.id,
        resolution=header,
        clause=entry.clause,
        text=entry.text,
        responsible=entry.responsible,
        recipients=entry.recipients,
        frequency=entry.frequency,
        due_event=entry.due_event,
        due_date=entry.due_date,
        subject=entry.subject,
        force=entry.force,
        conditional=entry.conditional,
        source=Source(header.file, rank, rank),
        confidence=entry.confidence or 0.0,
    )
