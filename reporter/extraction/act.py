"""One reporting act of a clause, and when several are one record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reporter.extraction.predicate import Predicate
from reporter.extraction.timing import EVENT_SEPARATOR, NEXT_REPORT, Timing


@dataclass(frozen=True, slots=True)
class Act:
    """One reporting act of a clause.

    Attributes:
        start: Offset of its phrase in the clause.
        end: Offset where its words end.
        recipients: Canonical names, in the order of the text.
        timing: How often, or for which event.
        predicates: What it was made of.
        anew: True where it names a report of its own: `and a final report`.
        own_subject: True where somebody else is asked than before: `and the Director of BDT to report`.
        implied: True where the recipient is the body that speaks, not named.
        doubtful: True where a pronoun had several candidates.
        again: True where it hands over the report asked for before: `and to submit that report also to`.
    """

    start: int
    end: int
    recipients: tuple[str, ...]
    timing: Timing
    predicates: tuple[Predicate, ...]
    implied: bool = False
    doubtful: bool = False
    anew: bool = False
    own_subject: bool = False
    again: bool = False


class _Merged:
    """Acts that are one record: the recipients of all, the time of the first that says one."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.end, self.timing = act.end, act.timing
        self.implied, self.doubtful = act.implied, act.doubtful
        self.recipients = dict.fromkeys(act.recipients)
        self.events = dict.fromkeys(act.recipients, act.timing.event)
        self.occasions = dict.fromkeys(_occasion(act.timing))
        self.predicates = dict.fromkeys(act.predicates)

    def takes(self, act: Act) -> bool:
        """Whether an act is part of the same record: another needs another frequency or event, or other recipients."""
        if act.own_subject:
            return False
        if act.again and (act.timing.frequency == "unspecified" or self.timing.event == NEXT_REPORT):
            return True
        frequencies = {self.timing.frequency, act.timing.frequency}
        if (
            frequencies == {"once", "each-meeting"}
            and tuple(self.recipients) == act.recipients
            and not (act.anew and act.timing.frequency == "once")
        ):
            # "to WRC-27 and to subsequent WRCs", but not "to each session …, and a final report to that of 2029"
            return True
        if len(frequencies) > 1 and "unspecified" not in frequencies:
            return False
        # Rhythms that begin at sessions of their own are one: "annually to the Council, from its 65th session, and to".
        event = act.timing.event if act.timing.frequency == "once" else self.timing.event
        same_time = self.timing == replace(act.timing, start=self.timing.start, event=event)
        if frequencies == {"once"} and not act.anew and act.predicates == self.act.predicates:
            # One report for two events: "to the Council at its 2027 session and to the next WTSA".
            return same_time or self.timing.date == act.timing.date or tuple(self.recipients) == act.recipients
        return same_time or not self.recipients.keys().isdisjoint(act.recipients)

    def add(self, act: Act) -> None:
        self.end = max(self.end, act.end)
        if act.again and act.timing.event and self.timing.event == NEXT_REPORT:
            # "in the context of the next report, to be submitted at its eightieth session"
            self.timing = act.timing
            self.events = dict.fromkeys(self.events, act.timing.event)
            self.occasions.clear()
        if self.timing.frequency == "unspecified" or {self.timing.frequency, act.timing.frequency} == {
            "once",
            "each-meeting",
        }:
            # "to WRC-27 and to subsequent WRCs" is every one of them.
            self.timing = (
                act.timing if act.timing.frequency != "once" or self.timing.frequency == "unspecified" else self.timing
            )
        self.events |= dict.fromkeys(act.recipients, act.timing.event)
        self.occasions |= dict.fromkeys(_occasion(act.timing))
        self.implied, self.doubtful = self.implied and act.implied, self.doubtful or act.doubtful
        self.recipients |= dict.fromkeys(act.recipients)
        self.predicates |= dict.fromkeys(act.predicates)

    def whole(self) -> Act:
        return Act(
            self.act.start,
            self.end,
            tuple(self.recipients),
            self._timing(),
            tuple(self.predicates),
            self.implied,
            self.doubtful,
        )

    def _timing(self) -> Timing:
        """The time of all; events of their own in the order of the recipients, or all those of one recipient."""
        if self.timing.frequency == "once" and len(self.recipients) == 1 and len(self.occasions) > 1:
            return replace(self.timing, event=EVENT_SEPARATOR.join(self.occasions))
        events = [self.events.get(one) for one in self.recipients]
        said = [one for one in events if one]
        if len(said) == 1 and said[0].count(EVENT_SEPARATOR) == len(events) - 1:
            # "to the Council and to the Assembly, from the 67th and 83rd sessions respectively"
            return replace(self.timing, event=said[0])
        if len(set(events)) < 2 or (None in events and self.timing.frequency == "once"):
            return self.timing
        if None in events:
            # The n-th session of one recipient is not that of another; a year is.
            return self.timing if all(_is_year(one) for one in said) else replace(self.timing, event=None)
        return replace(self.timing, event=EVENT_SEPARATOR.join(said))


def _is_year(event: str) -> bool:
    return event.isdecimal()


def _occasion(timing: Timing) -> tuple[str, ...]:
    """What a report made once is for, its day before its event; empty where the text does not say."""
    if timing.frequency != "once":
        return ()
    return (timing.date.isoformat(),) if timing.date else (timing.event,) if timing.event else ()


def merged(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Acts alike made one; what goes on behind one with a subject of its own is not joined to those before it."""
    merged: list[_Merged] = []
    same_subject_from = 0
    for act in acts:
        known = next((one for one in merged[0 if act.own_subject else same_subject_from :] if one.takes(act)), None)
        if known:
            known.add(act)
        else:
            same_subject_from = len(merged) if act.own_subject else same_subject_from
            merged.append(_Merged(act))
    return tuple(one.whole() for one in merged)
