"""Makes the obligation records of one clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from operator import attrgetter

from reporter.extraction.act import Act
from reporter.extraction.acts import find_acts
from reporter.extraction.addressees import addressees
from reporter.extraction.binding import SECOND_REQUEST, asked_from, binds, does_itself, told_until
from reporter.extraction.confidence import confidence
from reporter.extraction.ending import end_in
from reporter.extraction.evidence import conditional, force, optional_groups
from reporter.extraction.helpers import without_helpers_and_routes
from reporter.extraction.ids import Ids
from reporter.extraction.listed import listed_act, may_be_listed
from reporter.extraction.masking import Masked
from reporter.extraction.mentions import MentionFinder
from reporter.extraction.own_words import in_own_words, verbatim
from reporter.extraction.phrase import Asker
from reporter.extraction.predicates import find_predicates, may_ask
from reporter.extraction.responsible import Responsible
from reporter.extraction.roles import responsible
from reporter.extraction.subject import subject
from reporter.model import Clause, Obligation, Resolution, Section, Source
from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import language
from reporter.vocabulary.names import names

_WORDS = language()

# Without a body among its names, a clause asks for a report only where it says "it", or a session of who speaks.
_WITHOUT_A_BODY = re.compile(r"(?<![\w-])(?:it|this\s+body)(?![\w-])|session|meeting")

_IT = re.compile(r"(?<![\w-])it(?![\w-])")
# `to request the [Director] to report to it`
_ASKS_OTHERS = re.compile(rf"to\s+(?:also\s+)?{any_of(_WORDS.directive_forms)}\s")
# `the report of the`, in front of `[TDAG]`
_WHOSE = re.compile(r"\b(?:of|by)\s+(?:the\s+)?$")
# Who is invited may keep a report to themselves; the chief of the secretariat reports to who invites.
_INVITING = frozenset({"invites", "encourages", "urges", "calls on"})
_CHIEF = ("Secretary-General",)
_HIM = re.compile(r"\s+(?:him|her)\b")

# `to the Council, once a year`, `to each meeting of TSAG`: no verb of its own
_TO_SOMEBODY = re.compile(
    r"to\s+(?:the|each|every|its|their|all|both|[a-z]+(?:-[a-z0-9&]+)+)\b|to\s+[a-z]{3,6}(?=[\s,;])"
)
# `their respective advisory groups`, `the relevant Sector advisory group`, `the advisory group concerned`
_OWN_GROUPS = re.compile(
    r"(?:respective|relevant|competent|corresponding|appropriate|own|their)\s+(?:sector\s+)?advisory\s+(?:group|bod)"
    r"|advisory\s+groups?\s+(?:concerned|of\s+(?:his|her|their|the\s+sectors?\s+concerned))",
    re.IGNORECASE,
)


class ObligationReader:
    """Reads the obligations of one resolution, clause by clause.

    Args:
        resolution: The resolution.
        finder: Finds the names in its texts.
        ids: Gives ids, unique within the resolution.
    """

    def __init__(self, resolution: Resolution, finder: MentionFinder, ids: Ids) -> None:
        self._resolution = resolution
        self._finder = finder
        self._ids = ids

    def read(self, section: Section, clause: Clause) -> list[Obligation]:
        """The obligations of an operative clause, in the order of the text; none where it asks for no report."""
        low = lowered(clause.reading)
        goes_on = bool(clause.lead_in) and self._goes_on_from_lead_in(clause, low)
        above = self._lead_in_over_reports(clause, low)
        if not (goes_on or above or may_ask(low)) or not binds(section, clause, low):
            return []
        found = self._finder.find(clause.reading, at=clause.start)
        if above and (listed := listed_act(found, above)):
            return [self._obligation(listed, found, section, clause)]
        implies = self._implies_the_speaker(found, section, clause)
        if not implies and not _WITHOUT_A_BODY.search(low) and all(one.kind != "body" for one in found.mentions):
            return []
        before = self._body_before(section, clause, low)
        asker = Asker(self._finder.speaker.name, before or self._finder.speaker.name, implies, supposed=bool(before))
        begin, told = asked_from(section, clause, low), told_until(section, clause, low)
        acts = (
            act
            for act in find_acts(found, asker, goes_on=goes_on)
            if act.predicates[-1].head >= (begin if act.implied else told)
        )
        made = (self._obligation(act, found, section, clause) for act in acts)
        asks_somebody = not does_itself(section, clause, low)
        # Nobody reports to itself alone: "that the Forum share its experiences".
        return [one for one in made if not _reports_to_itself(one) and (one.responsible or asks_somebody)]

    def _obligation(self, act: Act, found: Masked, section: Section, clause: Clause) -> Obligation:
        who = responsible(act, found, section, clause, self._finder)
        ends = None if act.timing.frequency == "once" else end_in(clause.reading, act.start, act.end)
        return Obligation(
            id=self._ids.next(clause.citation),
            resolution=self._resolution,
            clause=clause.citation,
            text=clause.text,
            # Nobody reports to itself: "the Council and the Director to report to the Council".
            responsible=in_own_words(
                clause, tuple(name for name in who.names if name not in act.recipients) or who.names
            ),
            recipients=in_own_words(clause, _own_groups(_each_once(act.recipients), who.names, found.text)),
            frequency=act.timing.frequency or "unspecified",
            due_event=act.timing.event if act.timing.frequency != "unspecified" else None,
            due_date=act.timing.date,
            subject=verbatim(clause, *subject(act, found)),
            force=force(act, found, section, clause, who),
            conditional=conditional(act, found, clause) or self._is_optional(who),
            source=Source(self._resolution.file, clause.start, clause.end),
            confidence=confidence(act, who, clause),
            notes=_notes(act, who, clause, ends),
            ends=ends,
        )

    def _lead_in_over_reports(self, clause: Clause, low: str) -> Masked | None:
        """The words above an item that names a report and nothing that is done: `to submit to the Council:`."""
        if not clause.lead_in or not clause.lead_in[-1].rstrip().endswith(":") or not may_be_listed(low):
            return None
        return without_helpers_and_routes(self._finder.find(clause.lead_in[-1], at=clause.start))

    def _goes_on_from_lead_in(self, clause: Clause, low: str) -> bool:
        """Whether an item only says to whom and when: `to report on the fees:`, then `a) to the Council, each year`.

        Or `to report to:`, and there `a) the Council, each year`.
        """
        above = lowered(clause.lead_in[-1]).rstrip()
        if not (above.endswith(" to:") or (_TO_SOMEBODY.match(low) and above.endswith(":"))) or not may_ask(above):
            return False
        predicates = find_predicates(without_helpers_and_routes(self._finder.find(clause.lead_in[-1], at=clause.start)))
        return bool(predicates) and not predicates[-1].weak

    def _implies_the_speaker(self, found: Masked, section: Section, clause: Clause) -> bool:
        """Whether a report without a recipient goes to who asks for it.

        It does in texts of the United Nations that ask an official; what Member States or others publish goes to
        nobody in particular.
        """
        verb = clause.verb or section.verb
        second = None if verb in _WORDS.addressing else SECOND_REQUEST.search(found.masked)
        if self._finder.speaker.organisation == "ITU":
            return False
        if not (verb in _WORDS.addressing or second):
            asked = addressees(clause.addressee or section.addressee, self._finder, at=clause.start)
            return verb in _INVITING and [one.names for one in asked] == [_CHIEF]
        if second:
            asked = found.between(second.end(), len(found.masked))[:1]
            if _HIM.match(found.masked, second.end()):
                asked = tuple(one for one in found.between(0, second.start()) if one.kind == "official")[:1]
        else:
            asked = addressees(clause.addressee or section.addressee, self._finder, at=clause.start)
            for lead in () if asked else clause.lead_in:
                asked += self._finder.find(lead, at=clause.start).mentions
        # A committee that is requested to report does so to who requests it; what is requested later goes elsewhere.
        kinds = {"official", "body"} if verb.endswith(("requests", "request")) and not second else {"official"}
        return any(one.kind in kinds for one in asked or found.mentions[:1])

    def _body_before(self, section: Section, clause: Clause, low: str) -> str:
        """The body that "it" stands for in a list of a conference of the ITU, which is over when reports come in.

        It is the one body of the item before, `1 to assist TSAG; 2 to report to it`, and the one that the list is for
        where that asks somebody else, `invites the Council 2 to request the Director to report to it`. "" for others:
        the Council says "it" of itself.
        """
        speaker = self._finder.speaker
        if speaker.organisation != "ITU" or speaker.noun == "council" or not _IT.search(low):
            return ""
        if _ASKS_OTHERS.match(low):
            asked = addressees(clause.addressee or section.addressee, self._finder, at=clause.start)
            return _only({name for one in asked if one.kind == "body" for name in one.names})
        last = bisect_left(section.clauses, clause.start, key=attrgetter("start")) - 1
        before = section.clauses[last] if last >= 0 else None
        if before is None or (before.lead_in, before.addressee) != (clause.lead_in, clause.addressee):
            return ""
        found = self._finder.find(before.reading, at=before.start)
        named = (one for one in found.mentions if one.kind == "body" and not _WHOSE.search(found.masked[: one.start]))
        return _only({name for one in named for name in one.names})

    def _is_optional(self, who: Responsible) -> bool:
        """Whether only groups must report that may or may not be set up."""
        return who.groups and all(name in self._optional_groups for name in who.names)

    @cached_property
    def _optional_groups(self) -> frozenset[str]:
        return optional_groups(self._resolution, self._finder)


def _only(names_: set[str]) -> str:
    """The one name of a set; "" of none and of several."""
    return names_.pop() if len(names_) == 1 else ""


def _reports_to_itself(one: Obligation) -> bool:
    """Whether who reports is the one recipient, perhaps called in short: `Commission`, `Commission on Quays`."""
    if one.responsible == one.recipients:
        return True
    alone = len(one.responsible) == len(one.recipients) == 1
    return alone and one.recipients[0].startswith(f"{one.responsible[0]} on ")


def _each_once(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Names without those that are said again in short: `Environment Assembly` of the United Nations."""
    return tuple(
        one for one in recipients if names().lookup(one) or not any(other.endswith(f" {one}") for other in recipients)
    )


def _own_groups(recipients: tuple[str, ...], responsible: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Of "their respective advisory groups" those that advise the Directors who report."""
    bodies = [names().bodies.get(one) for one in recipients]
    if not all(one and one.advises for one in bodies) or not _OWN_GROUPS.search(text):
        return recipients
    return tuple(one.name for one in bodies if one and one.advises in responsible) or recipients


def _notes(act: Act, who: Responsible, clause: Clause, ends: str | None) -> tuple[str, ...]:
    reasons = {
        "responsible taken from the words before the list": who.origin == "lead-in",
        "the text does not say who reports": who.origin == "nobody",
        "recipient not named: the body that speaks": act.implied,
        "a name was put for a pronoun that could mean several": act.doubtful or who.doubtful,
    }
    told = (f'the text ends it: "{ends}"',) if ends else ()
    return (*clause.notes, *(reason for reason, holds in reasons.items() if holds), *told)
