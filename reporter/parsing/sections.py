"""Takes the body of a resolution apart: preamble, operative sections, annexes, and the clauses in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reporter.model import Document, Section
from reporter.parsing.asked_below import asked_alone, directed_to
from reporter.parsing.enacting import enacting
from reporter.parsing.labels import Label, counts_in_capitals, typed_label
from reporter.parsing.lines import Line, Role, annex_name, is_touched, line, looks_like_title, role
from reporter.parsing.open_section import ClauseMaker, OpenSection
from reporter.parsing.tasks_of import tasks_of
from reporter.parsing.verbs import (
    Opening,
    address,
    broken_opening,
    is_heading,
    opening,
    opening_behind_subject,
    opening_in_first_person,
    opening_in_passive,
    opening_in_past,
    opening_in_plural,
    unlisted_opening,
)
from reporter.vocabulary.language import language

_LONGEST_CITED_ADDRESSEE = 160
_LONGEST_ANNEX_HEADING = 120
_SHORTEST_REASON = 6
"""Words of a reason that a sentence asks for something below; "considering that" is the heading of a list."""
_OBJECTS = ("the ", "that ", "to ", "its ", "all ", "Members ", "Member States ")
CONCLUSIONS = "Conclusions"
"""What conclusions below a resolution are cited by, as annexes are by theirs."""
# `Conclusions concerning decent work in ports`, below a resolution of the International Labour Conference
_CONCLUSIONS_TITLE = re.compile(r"conclusions(?:\s*$|\s+(?:concerning|regarding|on|of)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """What was read below a header.

    Attributes:
        sections: In order, those without clauses left out.
        left_out: How many paragraphs were taken for notes, or for names below a rule or a signature.
    """

    sections: tuple[Section, ...]
    left_out: int


def read_body(
    document: Document,
    texts: Sequence[str],
    start: int,
    make: ClauseMaker,
    *,
    plural: bool = False,
    annex: str = "",
    title: str = "",
) -> Body:
    """Reads the sections of one resolution.

    Args:
        document: The document.
        texts: Folded paragraphs of the resolution below its header.
        start: Index of the first of them in the document.
        make: Makes the clauses.
        plural: True where several speak, whose verbs are in the plural.
        annex: What its clauses are cited by where the text is an annex by itself, headed `title`; "" elsewhere.
        title: Its title.
    """
    reading = _Reading(document, make, plural=plural)
    capitals = counts_in_capitals(texts)
    if annex and texts:
        reading.begin_annex(annex, document.paragraphs[start].start, tasks_of(title, document.text))
    for index, text in enumerate(texts):
        standing = role(text)
        if standing == "reasons":
            break
        following = texts[index + 1] if index + 1 < len(texts) else ""
        taken = line(document.paragraphs[start + index], text, capitals=capitals, flattened=make.flattened)
        reading.take(taken, text, standing, following)
    return reading.finish()


class _Reading:
    """One resolution being read: what is done, what is open, and where the reader stands.

    A line is one of, in this order: a rule or signature, below which only what clearly belongs to the text counts; a
    closing; the title of an annex; a verb that opens a section; a numbered clause with a verb of its own; or a part of
    the open section.
    """

    def __init__(self, document: Document, make: ClauseMaker, *, plural: bool) -> None:
        self._text = document.text
        self._make = make
        self._plural = plural
        self._done: list[Section] = []
        self._open: OpenSection | None = None
        self._annex: str | None = None
        self._annex_speaks = False
        self._decided_in_past = False
        self._before = ""
        self._below_rule = False
        self._left_out = 0

    def take(self, line: Line, text: str, standing: Role | None, following: str) -> None:
        """Takes the next paragraph; `text` is it with its label, `following` the one after it, both folded."""
        if standing or not line.words.strip():
            self._below_rule |= standing in ("rule", "signed")
            self._left_out += standing == "footnote"
        elif annex := annex_name(text) or self._conclusions(line):
            self.begin_annex(annex, line.paragraph.start, tasks_of(text, self._text))
        elif self._annex is not None and enacting(text):
            self._annex_speaks = True
        elif line.words.startswith("The ") and text.rstrip().endswith(",") and enacting(text):
            # "decides to adopt the text below:", and there the body speaks anew.
            self._close()
        elif not line.label and (asked := directed_to(line.words)):
            self._open_directed(asked, line)
        elif self._ends_directed(line):
            self._close()
        elif found := self._opens_section(line, following):
            self._open_by_verb(line, found)
        elif line.label and (found := self._own_verb(line)):
            self._add_with_verb(line, line.label, found)
        elif named := self._asks_another(line, following):
            self._open_for(named, line)
        elif self._open and (whose := self._sets_out_tasks(line, self._open)):
            self._open.addressee = whose
        elif self._open and self._belongs(line):
            self._open.add(line)
        self._before = text

    def finish(self) -> Body:
        """All that was read."""
        self._close()
        return Body(tuple(section for section in self._done if section.clauses), self._left_out)

    def _belongs(self, line: Line) -> bool:
        """Whether a line is a part of the open section: below a rule, only the next item of its list is."""
        if self._below_rule and not (self._open and line.label and self._open.expects_words_alone(line.label)):
            self._left_out += 1
            return False
        self._below_rule = False
        return True

    def _opens_section(self, line: Line, following: str) -> Opening | None:
        """The verb by which a line opens a section; None where it does not.

        Numbered, only a heading that lost its revision marks does: `5 to invites the Director of BDT` before `to
        inform TDAG …`.
        """
        if not self._may_open(line):
            return None
        if line.label is None and (found := self._verb_of(line)):
            return None if self._goes_on_from_heading(line, found) or self._goes_on_after_break(line, found) else found
        if not self._make.flattened and not following.startswith("to "):
            return None
        found = broken_opening(line.words)
        return found if found and is_heading(line.words, found) else None

    def _verb_of(self, line: Line) -> Opening | None:
        """The verb that a line begins with, in the number of those who speak."""
        found = opening(line.words) or opening_behind_subject(line.words, it=line.is_numbered)
        # "1. invite the Member States to dry them" below "request the Director to:" is an item.
        own = self._plural and (line.label is None or line.words[:1].isupper())
        return found or (opening_in_plural(line.words) if own else None)

    def _goes_on_from_heading(self, line: Line, found: Opening) -> bool:
        """Whether words that begin like a preamble are what a heading asks: `having received the advice, to submit`."""
        section = self._open
        return bool(
            section
            and section.operative
            and not section.clauses
            and not found.operative
            and line.words[0].islower()
            and not is_heading(line.words, found)
        )

    def _goes_on_after_break(self, line: Line, found: Opening) -> bool:
        """Whether words that look like a verb of a preamble are the next line of a clause: `considering a range of`."""
        section = self._open
        if not (section and section.operative and section.is_unfinished and line.words[0].islower()):
            return False
        if found.operative:
            # "United Nations regional" / "commissions, the Partnership": a noun that is a verb elsewhere, but not in
            # "charges the Director General" by itself.
            alone = "," not in line.words[: found.rest] and is_heading(line.words, found)
            return found.verb in language().nouns_too and not alone
        return not is_heading(line.words, found)

    def _may_open(self, line: Line) -> bool:
        """In an annex only short lines in lower case open a section, as where it is itself a resolution."""
        if self._annex is None:
            return True
        return line.label is None and line.words[:1].islower() and len(line.words) < _LONGEST_ANNEX_HEADING

    def _own_verb(self, line: Line) -> Opening | None:
        """The verb of a numbered paragraph that is a clause of its own, as in UN texts; None where it has none.

        Under an ITU heading ("resolves") an item opens with "to" or "that", so a verb there is its own too. In a
        preamble's list a noun may look like one ("notes from …", "Reports of …"): an operative verb must have a
        capital and must not go on a lettered list. "We request …" is always its own, as in a declaration.
        """
        if line.words.startswith("We "):
            return opening_in_first_person(line.words)
        if self._annex == CONCLUSIONS or (self._open and self._open.directed):
            own = opening(line.words) if line.is_numbered and line.words[0].isupper() else None
            return own or opening_in_passive(line.words) or opening_behind_subject(line.words)
        if self._annex is not None and not self._annex_speaks:
            return opening_in_passive(line.words)
        found = self._in_past(line) or self._verb_of(line)
        section = self._open
        if found is None and section and section.own_verbs and line.words[:1].isupper():
            if not line.is_numbered:
                return None
            return unlisted_opening(line.words) or opening_in_first_person(line.words) or opening_in_passive(line.words)
        if found and line.label and (standing := line.label.text[:2].upper()) in ("PP", "OP"):
            # Drafts say what is operative: "op 3 stressing that they float, calls upon States to".
            return replace(found, operative=found.operative or standing == "OP")
        if found and section and section.operative and not found.operative:
            # Once something is asked for, "2 Noting the results, the Director shall report" is a clause, no preamble.
            return None
        if found is None or section is None or section.own_verbs:
            return found
        capital = line.words[0].isupper()
        if section.operative:
            return found
        if not found.operative:
            return found if capital or not section.clauses else None
        goes_on = line.label and not line.is_numbered and section.expects(line.label)
        return found if (capital or self._begins_small(line, found)) and not goes_on else None

    def _begins_small(self, line: Line, found: Opening) -> bool:
        """Whether a numbered sentence without a capital is the first that asks: `1. approves the plan`, as in French.

        It stands below a reason said in full, and its verb has an object.
        """
        if line.label is None or line.label.value != 1 or not line.is_numbered:
            return False
        reason = self._before.rstrip(" :;,.")
        is_whole = opening(reason) is not None and len(reason.split()) >= _SHORTEST_REASON
        return is_whole and line.words.startswith(_OBJECTS, found.rest)

    def _in_past(self, line: Line) -> Opening | None:
        """The verb of an item of what was decided, `(c) requested the Office to`."""
        goes_on = self._open is not None and self._open.operative and self._decided_in_past
        found = opening_in_past(line.words) if goes_on or self._begins_deeds(line) else None
        self._decided_in_past |= found is not None
        return found

    def _begins_deeds(self, line: Line) -> bool:
        """Whether a list of what was decided may begin: below a line with a colon, or where the reasons have ended.

        "recalling that the Conference:" goes on with what the Conference did.
        """
        before = self._before.rstrip()
        if before.endswith(":"):
            return opening(before) is None
        if line.label is None or line.label.value != 1 or (self._open and self._open.operative):
            return False
        if not before.endswith((";", ",", ".")):
            return not before
        found = opening(before)
        return found is not None and not is_heading(before, found)

    def _asks_another(self, line: Line, following: str) -> str | None:
        """Whom a line by itself names below a verb that stood alone, `the Postal Council:`; None otherwise."""
        section = self._open
        if line.label or section is None or not section.asks_below:
            return None
        label = typed_label(following)
        task = following[label[1] :] if label else ""
        if section.clauses and not section.named_below:
            return None
        # Behind a comma only what leads a list counts: "the Postal Council:", "– to develop".
        leads_list = section.is_at_comma and line.words.rstrip().endswith(":") and task.startswith("to ")
        if section.is_unfinished and not leads_list:
            return None
        return asked_alone(line.words, task)

    def _open_for(self, named: str, line: Line) -> None:
        """Opens a section of the same verb for another addressee."""
        above = self._open
        taken = address(named)
        said = above.citation.removesuffix(f" {above.addressee}") if above else ""
        section = OpenSection(
            make=self._make,
            heading=self._text[line.start : line.start + len(named)],
            verb=above.verb if above else "",
            operative=True,
            start=line.start,
            addressee=taken.addressee,
            collaborators=taken.collaborators,
            citation=f"{said} {taken.addressee}",
            named_below=True,
        )
        self._begin(section, annex=None)

    def _open_directed(self, asked: str, line: Line) -> None:
        """Opens a section of decisions that have numbers of their own, by which alone they are cited."""
        section = OpenSection(
            make=self._make,
            heading=self._text[line.start : line.start + len(line.words.rstrip())],
            verb="directs",
            operative=True,
            start=line.start,
            addressee=asked,
            directed=True,
        )
        self._begin(section, annex=None)

    def _ends_directed(self, line: Line) -> bool:
        """Whether a line is the title of further decisions, or of those that were deleted."""
        section = self._open
        if section is None or not section.directed or line.label or section.is_unfinished:
            return False
        return looks_like_title(line.words)

    def _conclusions(self, line: Line) -> str | None:
        """The title of the conclusions that a resolution adopts and that stand below it; None for any other line."""
        section = self._open
        if self._annex is not None or line.label or not (section and section.operative and section.clauses):
            return None
        return CONCLUSIONS if _CONCLUSIONS_TITLE.match(line.words) and looks_like_title(line.words) else None

    def _sets_out_tasks(self, line: Line, annex: OpenSection) -> str:
        """Whose tasks the title of an annex says are set out in it; "" for any other line."""
        if annex.annex is None or self._annex_speaks or annex.clauses or not looks_like_title(line.words):
            return ""
        return tasks_of(line.words, self._text)

    def begin_annex(self, name: str, start: int, whose: str) -> None:
        """Opens an annex at an offset; `whose` tasks it sets out, where its heading says so, else ""."""
        self._annex_speaks = False
        section = OpenSection(self._make, name, "shall", True, start, addressee=whose, citation=name, annex=name)
        self._begin(section, annex=name)

    def _open_by_verb(self, line: Line, found: Opening) -> None:
        """Opens the section that a verb starts; where the words go on to the task, they are its first clause."""
        taken = address(line.words[found.rest :])
        until = len(line.words) if taken.task is None else found.rest + taken.task
        heading = line.words[:until].strip(" ,;:.\t\n")
        whole_sentence = not is_heading(line.words, found)
        section = OpenSection(
            make=self._make,
            heading=self._text[line.start : line.start + len(heading)],
            verb=f"{found.verb} to {found.inner}" if found.inner else found.verb,
            operative=found.operative,
            start=line.start,
            addressee=taken.addressee,
            collaborators=taken.collaborators,
            citation=_citation(found, taken.addressee),
            annex=self._annex,
            own_verbs=whole_sentence,
            tracked=is_touched(line.paragraph),
        )
        self._begin(section, annex=self._annex)
        if whole_sentence or (line.words.rstrip().endswith(":") and len(line.words) - until > 8):
            section.add_sentence(line, found.verb, taken.addressee)

    def _add_with_verb(self, line: Line, label: Label, found: Opening) -> None:
        """Takes a numbered paragraph with a verb of its own: `12. Requests the Secretary-General to …`."""
        section = self._section_of_sentences(line, found)
        # Letters under an ITU heading stay its items; numbers begin a sentence anywhere.
        item_of_heading = section.directed or (not section.own_verbs and label.kind != "number")
        cited_alone = self._annex == CONCLUSIONS or (self._annex and found.asked)
        spoken = " ".join(part for part in (self._annex, "" if cited_alone else found.verb) if part)
        base = section.citation if item_of_heading else spoken
        asked = found.asked or address(line.words[found.rest :]).addressee
        section.add_with_verb(line, label, base, found.verb, asked)

    def _section_of_sentences(self, line: Line, found: Opening) -> OpenSection:
        """The open section where it can take a sentence of this kind, else a new one without a heading."""
        section = self._open
        if section and self._takes_sentences(section) and section.operative == found.operative:
            self._below_rule = False
            return section
        section = OpenSection(
            self._make, "", found.verb, found.operative, line.paragraph.start, annex=self._annex, own_verbs=True
        )
        self._begin(section, annex=self._annex)
        return section

    def _takes_sentences(self, section: OpenSection) -> bool:
        in_annex = section.annex is not None and not self._annex_speaks
        return bool(section.own_verbs or section.directed or in_annex or section.clauses)

    def _begin(self, section: OpenSection, *, annex: str | None) -> None:
        self._close()
        self._open = section
        self._annex = annex
        self._below_rule = False

    def _close(self) -> None:
        if self._open is not None:
            self._done.append(self._open.close())
        self._open = None


def _citation(found: Opening, addressee: str) -> str:
    """The section as a delegate cites it: verb, inner verb, addressee."""
    inner = f" to {found.inner}" if found.inner else ""
    named = f" {addressee}" if addressee and found.operative and len(addressee) <= _LONGEST_CITED_ADDRESSEE else ""
    return f"{found.said}{inner}{named}"
