"""Makes the record of an operative clause that is not a reporting act."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reporter.extraction.acts import names_of
from reporter.extraction.addressees import addressees
from reporter.extraction.asked_above import in_lead_in
from reporter.extraction.binding import sets_task
from reporter.extraction.helpers import HELPED_BY, collaborators
from reporter.extraction.ids import Ids
from reporter.extraction.masking import ANYBODY, Masked, Mention
from reporter.extraction.mentions import MentionFinder
from reporter.model import Action, Clause, Resolution, Section, Source
from reporter.parsing.unlisted_names import in_own_language
from reporter.parsing.verbs import address, begins_like_a_verb, opening
from reporter.vocabulary.cued import cued
from reporter.vocabulary.forms import any_of, lowered
from reporter.vocabulary.language import language

_WORDS = language()
_DIRECTIVE = re.compile(rf"(?<![\w-]){any_of(_WORDS.directive)}(?![\w-])")
_BINDS = cued(r"\b(?:shall|must)\b")
# `We recognize the need`, in a declaration
_TELL = any_of(_WORDS.infinitives.get(verb, verb) for verb in _WORDS.declaratory)
_WE_TELL = re.compile(
    rf"We\s+(?:[a-z]+ly\s+|also\s+|further\s+)?(?:{_TELL}|are|have)\b(?!.*?\band\s+{any_of(_WORDS.directive_forms)}\b)",
    re.DOTALL,
)
# `The Group shall, in particular:`, over what it shall do
_SHALL_BELOW = re.compile(r"\b(?:shall|must)(?:\s*,[^,;:]{0,60},?|\s+(?:also|further))?\s*:?\s*$")
# `Decides that the Group shall:`, which says nothing by itself; not `to set up a group that shall:`
_OPENS_LIST = re.compile(rf"(?:(?!\bto\b)[^,;:]){{2,160}}?{_SHALL_BELOW.pattern.replace(':?', ':')}")

# What may stand before somebody whom a clause asks at its beginning: `to invite the [Directors] and`, `that all`
_TO_ASK = r"(?:invite|request|instruct|encourage|urge|ask|call upon)\b"
_ASKED_FIRST = re.compile(rf"(?:\s|,|\band\b|\bthe\b|\bto {_TO_ASK}|\bthat\b|\ball\b|{ANYBODY})*")
# The usual beginning, which asks nobody by name: `to continue`
_ASKS_NOBODY = re.compile(rf"to (?!{_TO_ASK})[a-z]")


class ActionReader:
    """Reads the actions of one resolution, clause by clause.

    Args:
        resolution: The resolution.
        finder: Finds the names in its texts.
        ids: Gives ids, unique within the resolution.
    """

    def __init__(self, resolution: Resolution, finder: MentionFinder, ids: Ids) -> None:
        self._resolution = resolution
        self._finder = finder
        self._ids = ids
        self._above: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def read(self, section: Section, clause: Clause) -> list[Action]:
        """The action of an operative clause; none where it only says something, or opens a list."""
        if not _asks(section, clause):
            return []
        found = self._names_that_matter(clause)
        helpers = self._finder.find(section.collaborators, at=clause.start).mentions if section.collaborators else ()
        return [
            Action(
                id=self._ids.next(clause.citation),
                resolution=self._resolution,
                clause=clause.citation,
                text=clause.text,
                addressees=_shown(self._addressees(section, clause, found)),
                collaborators=_shown(names_of((*helpers, *(collaborators(found) if found else ())))),
                source=Source(self._resolution.file, clause.start, clause.end),
            )
        ]

    def _addressees(self, section: Section, clause: Clause, found: Masked | None) -> tuple[str, ...]:
        """Whom a clause asks: by its first words, else the heading, else the words that it is nested in."""
        if first := names_of(_opening_names(found) if found else ()):
            return first
        above = names_of(addressees(_asked_above(section, clause), self._finder, at=clause.start))
        return above or (self._asked_by_lead_in(clause) if clause.lead_in else ())

    def _asked_by_lead_in(self, clause: Clause) -> tuple[str, ...]:
        """Whom the words ask that a clause is nested in; the items of one list share the work."""
        if self._above[0] != clause.lead_in:
            who = in_lead_in(clause, self._finder)
            self._above = (clause.lead_in, who.names if who else ())
        return self._above[1]

    def _names_that_matter(self, clause: Clause) -> Masked | None:
        """The clause with its names; None where it neither opens with a name nor says with whom: most do not."""
        low = lowered(clause.reading)
        asks_nobody = _ASKS_NOBODY.match(low) or begins_like_a_verb(clause.reading)
        if asks_nobody and not HELPED_BY.search(low):
            return None
        return self._finder.find(clause.reading, at=clause.start)


def _asks(section: Section, clause: Clause) -> bool:
    if _opens_list(clause.reading) or _WE_TELL.match(clause.reading):
        return False
    if section.annex and section.verb == "shall" and clause.verb is None:
        bound = _BINDS.search(clause.reading) or any(map(_SHALL_BELOW.search, clause.lead_in))
        return bool(bound) or sets_task(section, lowered(clause.reading))
    verb = clause.verb or section.verb
    return verb not in _WORDS.declaratory or bool(_DIRECTIVE.search(clause.reading.lower(), len(verb)))


def _opens_list(words: str) -> bool:
    """Whether words only say who is asked by the items below them: `Requests the Director to:`, `The Group shall:`."""
    if not words.rstrip().endswith(":"):
        return False
    verb = opening(words)
    if verb and verb.verb in _WORDS.directive:
        return address(words[verb.rest :]).task is None
    return _OPENS_LIST.fullmatch(words) is not None


def _asked_above(section: Section, clause: Clause) -> str:
    """Whom the words above ask; of an annex that sets out somebody's tasks, the sentences ask whom they name."""
    is_sentence = section.annex and not clause.lead_in and not sets_task(section, lowered(clause.reading))
    return clause.addressee or ("" if is_sentence else section.addressee)


def _opening_names(found: Masked) -> list[Mention]:
    """Those whom a clause asks by name at its beginning: `TSAG, RAG and TDAG to continue …`."""
    match = _ASKED_FIRST.match(found.masked)
    end = match.end() if match else 0
    return [one for one in found.mentions if one.end <= end]


def _shown(names: Iterable[str]) -> tuple[str, ...]:
    """Names as a person reads them, each once."""
    return tuple(dict.fromkeys(map(in_own_language, names)))
